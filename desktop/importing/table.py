"""The lines of a report as a Qt table of any length: their numbers, and around what is being looked at, the lines.

Nothing here grows with the report but the array of numbers.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from desktop.importing.lines import Line, line_of
from desktop.theme.themes import Role, Theme
from library.model.report import FileOutcome, FileResult

COLUMNS = ("File", "Outcome", "Format", "Stories", "Remarks")
FILE, OUTCOME, FORMAT, STORIES, REMARKS = range(len(COLUMNS))

WINDOW = 80
"""Lines fetched at once, a third of them before the one asked for. A page of 60 takes 1 ms in a report of 100,000."""
KEPT = 2000
"""Lines that are kept."""

_ROLES = {
    FileOutcome.ADDED: Role.SUCCESS,
    FileOutcome.NEW_VERSION: Role.SUCCESS,
    FileOutcome.UNCHANGED: Role.MUTED,
    FileOutcome.COPY: Role.MUTED,
    FileOutcome.FAILED: Role.ERROR,
    FileOutcome.SKIPPED: Role.WARNING,
}
Fetch = Callable[[Sequence[int]], dict[int, FileResult]]
"""Gives lines by their numbers; those that are gone are left out."""
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class ReportTable(QAbstractTableModel):
    """Shows lines by their numbers; each is read when it is looked at, with its neighbours."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._numbers = array("q")
        self._fetch: Fetch = _fetch_none
        self._shared = ""
        self._lines: OrderedDict[int, Line | None] = OrderedDict()

    def set_report(self, fetch: Fetch, shared: str) -> None:
        """Take on a report: what gives its lines, and the folder that is left out of their names. Shows none yet."""
        self._lines.clear()
        self._fetch, self._shared = fetch, shared
        self.set_numbers(array("q"))

    def set_numbers(self, numbers: array[int]) -> None:
        """Show other lines of the report."""
        self.beginResetModel()
        self._numbers = numbers
        self.endResetModel()

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        self._theme = theme
        if self._numbers:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._numbers) - 1, REMARKS))

    @property
    def numbers(self) -> array[int]:
        """The numbers of the lines shown, in order. Not to be changed."""
        return self._numbers

    def line(self, row: int) -> Line | None:
        """Return the line of a row, or None if there is none, or it is gone."""
        if not 0 <= row < len(self._numbers):
            return None
        number = self._numbers[row]
        if number not in self._lines:
            first = max(0, row - WINDOW // 3)
            self._read(self._numbers[first : first + WINDOW])
        return self._lines[number]

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Qt's: a row for each line."""
        return 0 if parent.isValid() else len(self._numbers)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Qt's: the columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt's: the columns' titles."""
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return COLUMNS[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt's: texts, the whole of them as tool tips, and colours."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.ForegroundRole):
            return None
        line = self.line(index.row())
        if line is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(line, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.result.path if index.column() == FILE else _text(line, index.column()) or None
        return self._colour(line, index.column())

    def _read(self, numbers: Sequence[int]) -> None:
        found = self._fetch(tuple(number for number in numbers if number not in self._lines))
        for number in numbers:
            if number not in self._lines:
                self._lines[number] = line_of(found[number], self._shared) if number in found else None
        while len(self._lines) > KEPT:
            self._lines.popitem(last=False)

    def _colour(self, line: Line, column: int) -> QColor | None:
        if column == OUTCOME:
            return QColor(self._theme.colour(_ROLES[line.result.outcome]))
        return QColor(self._theme.colour(Role.MUTED)) if column in (FORMAT, STORIES) else None


def _text(line: Line, column: int) -> str:
    return (line.name, line.outcome, line.format, line.stories, line.remarks)[column]


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == STORIES else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _fetch_none(_numbers: Sequence[int]) -> dict[int, FileResult]:
    return {}
