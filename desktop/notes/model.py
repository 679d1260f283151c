"""The rows of the panel as a Qt model."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.notes.rows import Card, Heading, Row, spoken

ROW_ROLE = Qt.ItemDataRole.UserRole
"""The role that gives a `Row`."""

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

BATCH = 25
"""Rows shown at first, about two screens, and added at a time: a card takes 0.3 ms to set, 400 of them would 120."""


class NotesModel(QAbstractListModel):
    """Rows of one story's annotations, of which the first are shown until more are fetched.

    Headings can be neither chosen nor stepped on, but for one that folds its section.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self._shown = 0
        self._row_numbers: dict[str, int] = {}

    def set_rows(self, rows: tuple[Row, ...]) -> bool:
        """Show other rows. Returns False if the rows stood as before and only what they hold was refreshed."""
        if [_identity(row) for row in rows] == [_identity(row) for row in self._rows]:
            changed = [number for number, row in enumerate(rows) if row != self._rows[number]]
            self._rows = rows
            for number in changed[: self._shown]:
                self.dataChanged.emit(self.index(number), self.index(number))
            return False
        self.beginResetModel()
        self._rows = rows
        self._shown = min(BATCH, len(rows))
        self._row_numbers = {row.uuid: number for number, row in enumerate(rows) if isinstance(row, Card)}
        self.endResetModel()
        return True

    def row(self, index: Index) -> Row | None:
        """Return the row at an index, or None for no index."""
        return self._rows[index.row()] if index.isValid() else None

    def card(self, index: Index) -> Card | None:
        """Return the card at an index, or None for a heading or no index."""
        row = self.row(index)
        return row if isinstance(row, Card) else None

    def index_of(self, uuid: str) -> QModelIndex:
        """Return where an annotation stands, shown from now on; an invalid index if it isn't there."""
        number = self._row_numbers.get(uuid)
        if number is None:
            return QModelIndex()
        self.show_rows_up_to(number)
        return self.index(number)

    def card_near(self, number: int) -> QModelIndex:
        """Return the card at a row number, else the next one below, else the last one; invalid if there is none."""
        numbers = self._row_numbers.values()
        below = min((at for at in numbers if at >= number), default=None)
        found = below if below is not None else max(numbers, default=None)
        if found is None:
            return QModelIndex()
        self.show_rows_up_to(found)
        return self.index(found)

    def show_rows_up_to(self, number: int) -> None:
        """Show at least the rows up to a number."""
        last = min(number, len(self._rows) - 1)
        if last >= self._shown:
            self.beginInsertRows(_ROOT, self._shown, last)
            self._shown = last + 1
            self.endInsertRows()

    def canFetchMore(self, parent: Index) -> bool:
        """Qt's: whether there are rows that aren't shown yet."""
        return not parent.isValid() and self._shown < len(self._rows)

    def fetchMore(self, parent: Index) -> None:
        """Qt's: show some more."""
        self.show_rows_up_to(self._shown + BATCH - 1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Qt's: how many rows are shown."""
        return 0 if parent.isValid() else self._shown

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt's: a row, or its words."""
        row = self.row(index)
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt's: cards can be chosen, and headings that fold; others can't."""
        row = self.row(index)
        if row is None or (isinstance(row, Heading) and not row.folds):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


def _identity(row: Row) -> str:
    return f"heading {row.section} {row.folded}" if isinstance(row, Heading) else row.uuid
