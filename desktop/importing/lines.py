"""A report as lines: sorted with trouble first, searched, and written out as text. Pure."""

from __future__ import annotations

import enum
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.importing.wording import OUTCOME_WORDS, summary, when_and_how_long
from library.importers.formats import FORMATS
from library.model.report import FileOutcome, FileResult, ImportReport

_FORMAT_LABELS = {row.id: row.label for row in FORMATS}


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


_GROUPS = {
    FileOutcome.FAILED: Group.FAILED,
    FileOutcome.SKIPPED: Group.SKIPPED,
    FileOutcome.ADDED: Group.ADDED,
    FileOutcome.NEW_VERSION: Group.NEW_VERSION,
    FileOutcome.UNCHANGED: Group.UNCHANGED,
    FileOutcome.COPY: Group.COPY,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One file of a report. `name` is its path below the folder that all files share; `remarks` are sentences."""

    result: FileResult
    name: str
    remarks: str
    needle: str

    @property
    def outcome(self) -> str:
        """What became of the file, in words."""
        return OUTCOME_WORDS[self.result.outcome]

    @property
    def format(self) -> str:
        """What the file was read as, in words."""
        return _FORMAT_LABELS.get(self.result.format, self.result.format)

    def is_in(self, group: Group) -> bool:
        """True if the line belongs to a group."""
        if group is Group.NOTICES:
            return bool(self.result.notices)
        return group is Group.ALL or _GROUPS[self.result.outcome] is group


def lines_of(results: Sequence[FileResult]) -> tuple[Line, ...]:
    """Return a line for every file: failed, skipped, with notices, then the rest, each in the report's order."""
    shared = shared_folder([result.path for result in results])
    ordered = sorted(results, key=_trouble)
    return tuple(_line(result, shared) for result in ordered)


def found(lines: Iterable[Line], typed: str, group: Group = Group.ALL) -> list[Line]:
    """Return the lines of a group that hold every typed word, in any of their columns, whatever the capitals."""
    words = typed.casefold().split()
    return [line for line in lines if line.is_in(group) and all(word in line.needle for word in words)]


def counts(lines: Iterable[Line]) -> dict[Group, int]:
    """Return how many lines each group has."""
    counted = dict.fromkeys(Group, 0)
    for line in lines:
        counted[Group.ALL] += 1
        counted[_GROUPS[line.result.outcome]] += 1
        counted[Group.NOTICES] += bool(line.result.notices)
    return counted


def report_text(report: ImportReport, lines: Iterable[Line]) -> str:
    """Return lines of a report as text to keep or send: a head, then each file with its whole path and its remarks."""
    parts = [f"Import report\n{summary(report)}.\n{when_and_how_long(report)}\n"]
    for line in lines:
        kind = f" ({line.format})" if line.format else ""
        parts.append(f"{line.outcome}: {line.result.path}{kind}")
        parts.extend(f"    {remark}" for remark in _remarks(line.result))
    return "\n".join(parts) + "\n"


def shared_folder(paths: Sequence[str]) -> str:
    """Return the deepest folder that holds all files, empty where they share none."""
    # What the first and the last in order share, all between them share; cut letter by letter, then to a folder.
    return os.path.dirname(os.path.commonprefix([min(paths), max(paths)])) if paths else ""  # noqa: RUF071


def _trouble(result: FileResult) -> int:
    if result.outcome is FileOutcome.FAILED:
        return 0
    if result.outcome is FileOutcome.SKIPPED:
        return 1
    return 2 if result.notices else 3


def _line(result: FileResult, shared: str) -> Line:
    name = result.path.removeprefix(shared).lstrip(os.sep) if shared else result.path
    remarks = " ".join(_remarks(result))
    parts = (result.path, OUTCOME_WORDS[result.outcome], _FORMAT_LABELS.get(result.format, result.format), remarks)
    return Line(result, name, remarks, "\n".join(parts).casefold())


def _remarks(result: FileResult) -> tuple[str, ...]:
    error = (result.error,) if result.error else ()
    more = (f"{result.more_notices:,} more remarks like these.",) if result.more_notices else ()
    return tuple(dict.fromkeys((*error, *(notice.sentence for notice in result.notices), *more)))
