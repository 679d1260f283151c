"""The notebook's rows: the numbers of an answer, and around what is being looked at, their annotations.

Nothing here grows with the notebook but the arrays of numbers: ten thousand are set in the time of ten.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.notebook.entries import Entry, spoken
from desktop.notebook.words import colour_name, made_on
from library.model.annotation import Colour, Motivation
from library.model.notebook import NotebookEntry, NotebookRows

ENTRY = Qt.ItemDataRole.UserRole
"""An `Entry`, or None for an annotation that is gone."""
GONE = "This annotation is no longer in the library."
WINDOW = 12
"""Rows fetched at once, a third of them before the one asked for."""
KEPT = 600
"""Annotations that are kept."""

_ROLES = (
    ENTRY,
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
)
Index = QModelIndex | QPersistentModelIndex
Read = Callable[[Sequence[int]], dict[int, NotebookEntry]]
_ROOT = QModelIndex()


class NotebookModel(QAbstractListModel):
    """`read` fetches annotations by their numbers."""

    def __init__(self, read: Read, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._rows = NotebookRows()
        self._grouped = False
        self._names: dict[Colour, str] = {}
        self._kept: OrderedDict[int, NotebookEntry | None] = OrderedDict()

    @property
    def rows(self) -> NotebookRows:
        """What is shown. Not to be changed."""
        return self._rows

    def set_rows(self, rows: NotebookRows, grouped: bool) -> None:
        """Show another answer, whose annotations are read anew; `grouped` if the rows of a story stand together."""
        self.beginResetModel()
        self._rows, self._grouped = rows, grouped
        self._kept.clear()
        self.endResetModel()

    def set_names(self, names: dict[Colour, str]) -> bool:
        """Call colours as the user does; returns whether that changes any."""
        before, self._names = self._names, names
        if names != before and self._rows.ids:
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))
        return names != before

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many annotations there are."""
        return 0 if parent.isValid() else len(self._rows.ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a row shows, or its words, reading its neighbours along with it."""
        if not index.isValid() or role not in _ROLES:
            return None
        entry = self.entry(index.row())
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(entry) if entry is not None else GONE
        return spoken(entry) if entry is not None else GONE

    def entry(self, row: int) -> Entry | None:
        """Return the entry of a row, or None if it is gone."""
        number = self._rows.ids[row]
        if number not in self._kept:
            first = max(0, row - WINDOW // 3)
            self._fetch(self._rows.ids[first : first + WINDOW].tolist())
        found = self._kept[number]
        if found is None:
            return None
        annotation = found.anchored.annotation
        is_place = annotation.motivation is Motivation.BOOKMARKING
        called = "" if is_place else self._names.get(annotation.colour, "")
        return Entry(found, self.heads(row), self._grouped, called)

    def heads(self, row: int) -> bool:
        """True if the name of a story stands above a row."""
        articles = self._rows.articles
        return self._grouped and (row == 0 or articles[row] != articles[row - 1])

    def _tip(self, entry: Entry) -> str:
        annotation = entry.anchored.annotation
        colour = "" if entry.is_bookmark else colour_name(annotation.colour, self._names)
        return " · ".join(filter(None, (colour, made_on(annotation.created), entry.story)))

    def _fetch(self, numbers: list[int]) -> None:
        wanted = [number for number in numbers if number not in self._kept]
        found = self._read(wanted)
        for number in wanted:
            self._kept[number] = found.get(number)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
