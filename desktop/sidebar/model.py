"""The sidebar's rows for Qt."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.sidebar.rows import Row, RowKind, Where, spoken

ROW = Qt.ItemDataRole.UserRole
"""The `Row`."""

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class SidebarModel(QAbstractListModel):
    """Rows that are replaced as a whole; where only counts differ, nothing moves."""

    _rows: tuple[Row, ...] = ()

    def set_rows(self, rows: tuple[Row, ...]) -> None:
        """Show other rows."""
        if len(rows) == len(self._rows) and all(map(Row.same_place, rows, self._rows)):
            self._rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def find(self, where: Where) -> QModelIndex:
        """Return the row that leads there, or an invalid index."""
        found = (at for at, row in enumerate(self._rows) if row.leads_to(where))
        return self.index(next(found, -1))

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row, or its words."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return row.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(row)
            case _:
                return row if role == ROW else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that headings can't be chosen."""
        if not index.isValid() or self._rows[index.row()].kind is RowKind.HEADING:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
