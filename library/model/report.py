"""What an import did, file by file: the shapes behind the report and `import --json`."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from library.model.story import Notice


class FileOutcome(enum.StrEnum):
    """What became of one file. Values stand in `import --json`, so they are frozen."""

    ADDED = "added"
    NEW_VERSION = "new-version"
    UNCHANGED = "unchanged"
    COPY = "copy"  # other bytes with the text of a story that is known
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class FileResult:
    """One line of the report. `error` is one sentence for people, empty unless failed or skipped.

    `format` is the id of the format it was read as, empty where none fits.
    """

    path: str
    outcome: FileOutcome
    articles: tuple[int, ...] = ()
    format: str = ""
    notices: tuple[Notice, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """How far an import is. `total` grows while folders are still being walked (`counting`); times are seconds."""

    done: int
    total: int
    counting: bool
    current: str
    failed: int
    seconds: float


@dataclass(frozen=True, slots=True)
class ImportReport:
    """A finished (or cancelled) import. `started` is UTC milliseconds, `seconds` the wall time."""

    id: int
    started: int
    seconds: float
    cancelled: bool
    results: tuple[FileResult, ...]

    def count(self, outcome: FileOutcome) -> int:
        """Return how many files ended so."""
        return sum(1 for result in self.results if result.outcome is outcome)
