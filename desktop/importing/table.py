"""The lines of a report as a Qt table, of any length."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from desktop.importing.lines import Line
from desktop.theme.themes import Role, Theme
from library.model.report import FileOutcome

COLUMNS = ("File", "Outcome", "Format", "Remarks")
FILE, OUTCOME, FORMAT, REMARKS = range(len(COLUMNS))

_ROLES = {
    FileOutcome.ADDED: Role.SUCCESS,
    FileOutcome.NEW_VERSION: Role.SUCCESS,
    FileOutcome.UNCHANGED: Role.MUTED,
    FileOutcome.COPY: Role.MUTED,
    FileOutcome.FAILED: Role.ERROR,
    FileOutcome.SKIPPED: Role.WARNING,
}
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class ReportTable(QAbstractTableModel):
    """Shows lines; texts are made when a row is looked at."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: Sequence[Line] = ()

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        self._theme = theme
        if self._lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, REMARKS))

    def lines(self) -> Sequence[Line]:
        """Return the lines shown."""
        return self._lines

    def line(self, index: Index) -> Line | None:
        """Return the line at an index, or None for no index."""
        return self._lines[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Qt's: a row for each line."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Qt's: the columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt's: the columns' titles."""
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return COLUMNS[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt's: texts, the whole of them as tool tips, and colours."""
        line = self.line(index)
        if line is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(line, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.result.path if index.column() == FILE else self._text(line, index.column()) or None
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(line, index.column())
        return None

    def _text(self, line: Line, column: int) -> str:
        return (line.name, line.outcome, line.format, line.remarks)[column]

    def _colour(self, line: Line, column: int) -> QColor | None:
        if column == OUTCOME:
            return QColor(self._theme.colour(_ROLES[line.result.outcome]))
        return QColor(self._theme.colour(Role.MUTED)) if column == FORMAT else None
