"""What an import did: its counts, and a line for each file. The shapes behind the report and `import --json`."""

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

    `path` names a file in an archive as "archive.zip/folder/file". `format` is the id of the format it was read as,
    empty where none fits. `articles` and `notices` hold the first of them where a file gave very many; `more_stories`
    and `more_notices` count the rest. `added` stories were new. `seconds` is the time a worker took.
    """

    path: str
    outcome: FileOutcome
    articles: tuple[int, ...] = ()
    format: str = ""
    notices: tuple[Notice, ...] = ()
    error: str = ""
    seconds: float = 0.0
    added: int = 0
    more_stories: int = 0
    more_notices: int = 0

    @property
    def stories(self) -> int:
        """How many stories the file holds, new or known."""
        return len(self.articles) + self.more_stories


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """How far an import is. `total` grows while folders are still being walked (`counting`); times are seconds.

    `rate` is files a second over the last few seconds; `left` is how long it will still take, None while that isn't
    known. `added` counts the stories that came in.
    """

    done: int
    total: int
    counting: bool
    current: str
    failed: int
    seconds: float
    rate: float = 0.0
    left: float | None = None
    added: int = 0


@dataclass(frozen=True, slots=True)
class FileCount:
    """How many files of one format ended in one way, with what they held. `format` is empty where none fits."""

    format: str
    outcome: FileOutcome
    files: int
    stories: int = 0
    added: int = 0
    notices: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class LinesWanted:
    """Which lines of a report: of one outcome, of one format (empty: those that none fits), with remarks, by words.

    Every word of `text` must stand in a line, whatever the capitals. `spoken` gives what people see in the place of an
    outcome's or a format's value, as pairs: these are the words they type.
    """

    outcome: FileOutcome | None = None
    format: str | None = None
    noticed: bool = False
    text: str = ""
    spoken: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """A finished (or cancelled) import. `started` is UTC milliseconds, `seconds` the wall time.

    `error` is a sentence where the library itself ended the import. `quiet` is one that nobody asked for: a watched
    folder's, or stories read again. Lines are asked for in pages (`report_lines` of a reader): there may be millions.
    """

    id: int
    started: int
    seconds: float
    cancelled: bool
    counts: tuple[FileCount, ...] = ()
    paths: tuple[str, ...] = ()
    error: str = ""
    quiet: bool = False

    @property
    def files(self) -> int:
        """How many files were looked at."""
        return sum(each.files for each in self.counts)

    @property
    def added(self) -> int:
        """How many stories came in."""
        return sum(each.added for each in self.counts)

    @property
    def noticed(self) -> int:
        """How many remarks there are."""
        return sum(each.notices for each in self.counts)

    def count(self, outcome: FileOutcome) -> int:
        """Return how many files ended so."""
        return sum(each.files for each in self.counts if each.outcome is outcome)

    def formats(self) -> tuple[str, ...]:
        """Return the ids of the formats that were met, those with most files first."""
        files: dict[str, int] = {}
        for each in self.counts:
            files[each.format] = files.get(each.format, 0) + each.files
        return tuple(sorted(files, key=lambda each: (-files[each], each)))


@dataclass(frozen=True, slots=True)
class UnfinishedImport:
    """An import that was cut off: its run, when it began (UTC ms), what it was to read, and how many files it read."""

    run: int
    started: int
    paths: tuple[str, ...]
    done: int
