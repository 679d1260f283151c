"""The lines of a report: what each says, and what they can be narrowed to. Pure."""

from __future__ import annotations

import enum
import os
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.importing.wording import OUTCOME_WORDS, duration
from library.importers.formats import FORMATS
from library.model.report import FileCount, FileOutcome, FileResult, ImportReport

_FORMAT_LABELS = {row.id: row.label for row in FORMATS}
UNKNOWN_FORMAT = "Not recognised"
SPOKEN = (*((outcome.value, words) for outcome, words in OUTCOME_WORDS.items()), *_FORMAT_LABELS.items())
"""What people see for the values that the library keeps, and so what they search for."""


class Group(enum.StrEnum):
    """What the report can be narrowed to. Values are the words on the buttons."""

    ALL = "All"
    FAILED = "Failed"
    SKIPPED = "Skipped"
    NOTICES = "With remarks"
    ADDED = "New"
    NEW_VERSION = "New version"
    UNCHANGED = "Already here"
    COPY = "Copy"


OUTCOME_OF = {
    Group.FAILED: FileOutcome.FAILED,
    Group.SKIPPED: FileOutcome.SKIPPED,
    Group.ADDED: FileOutcome.ADDED,
    Group.NEW_VERSION: FileOutcome.NEW_VERSION,
    Group.UNCHANGED: FileOutcome.UNCHANGED,
    Group.COPY: FileOutcome.COPY,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One file of a report. `name` is its path below the folder that all files share; `remarks` are sentences."""

    result: FileResult
    name: str

    @property
    def outcome(self) -> str:
        """What became of the file, in words."""
        return OUTCOME_WORDS[self.result.outcome]

    @property
    def format(self) -> str:
        """What the file was read as, in words."""
        return _FORMAT_LABELS.get(self.result.format, self.result.format)

    @property
    def stories(self) -> str:
        """How many stories the file holds; empty where it holds none."""
        return f"{self.result.stories:,}" if self.result.stories else ""

    @property
    def remarks(self) -> str:
        """Why it failed, and everything else there is to say of it."""
        return " ".join(remarks(self.result))


@dataclass(frozen=True, slots=True)
class FormatRow:
    """What came of the files of one format; `format` is its id, None in the row that counts all of them."""

    format: str | None
    files: int
    stories: int
    failed: int
    notices: int
    seconds: float

    @property
    def cells(self) -> tuple[str, ...]:
        """The row in words and figures."""
        label = "All formats" if self.format is None else _FORMAT_LABELS.get(self.format, self.format)
        figures = tuple(f"{n:,}" if n else "–" for n in (self.files, self.stories, self.failed, self.notices))
        return (label or UNKNOWN_FORMAT, *figures, _seconds(self.seconds))


def format_rows(report: ImportReport) -> tuple[FormatRow, ...]:
    """Return a row for each format, those with most files first; above them all together where there are several."""
    formats = report.formats()
    rows = tuple(_summed(each, [one for one in report.counts if one.format == each]) for each in formats)
    return (_summed(None, report.counts), *rows) if len(rows) > 1 else rows


def counts(report: ImportReport) -> dict[Group, int]:
    """Return how many files each group has; those with remarks have to be asked for."""
    return {Group.ALL: report.files} | {group: report.count(outcome) for group, outcome in OUTCOME_OF.items()}


def line_of(result: FileResult, shared: str) -> Line:
    """Return the line of a file; `shared` is left out of its name."""
    name = result.path.removeprefix(shared).lstrip(os.sep) if shared else result.path
    return Line(result, name or result.path)


def shared_folder(paths: Sequence[str]) -> str:
    """Return the deepest folder that holds all files, empty where they share none."""
    # What the first and the last in order share, all between them share; cut letter by letter, then to a folder.
    return os.path.dirname(os.path.commonprefix([min(paths), max(paths)])) if paths else ""  # noqa: RUF071


def remarks(result: FileResult) -> tuple[str, ...]:
    """Return the sentences on a file, each once."""
    error = (result.error,) if result.error else ()
    more = (f"{result.more_notices:,} more remarks like these.",) if result.more_notices else ()
    return tuple(dict.fromkeys((*error, *(notice.sentence for notice in result.notices), *more)))


def _summed(format_id: str | None, counted: Sequence[FileCount]) -> FormatRow:
    return FormatRow(
        format_id,
        files=sum(each.files for each in counted),
        stories=sum(each.stories for each in counted),
        failed=sum(each.files for each in counted if each.outcome is FileOutcome.FAILED),
        notices=sum(each.notices for each in counted),
        seconds=sum(each.seconds for each in counted),
    )


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds < 90 else duration(seconds)
