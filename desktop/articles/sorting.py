"""The choice of the list's order."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from desktop.articles.words import SORT_CHOICES
from library.model.query import SortKey

AROUND_TEXT = 36
"""Pixels that the frame and the arrow take beside the text."""


class SortChoice(QComboBox):
    """Orders by name, the best match for searches alone. `chosen` carries (SortKey, descending) when the user chose."""

    chosen = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sortChoice")
        self.setAccessibleName("Order of the list")
        self.setToolTip("Order of the list")
        self._searching = False
        self._usual = SORT_CHOICES[0]
        self._fill(self._usual)
        self.activated.connect(self._on_activated)

    def set_sort(self, sort: SortKey, descending: bool) -> None:
        """Show an order; nothing is emitted. The direction of an order that has only one is passed over."""
        row = _row(sort, descending)
        if row[1] is not SortKey.RELEVANCE:
            self._usual = row
        self._fill(row)

    def set_searching(self, searching: bool) -> None:
        """Offer the best match, and choose it, when a search begins; go back to the usual order when it ends."""
        if searching != self._searching:
            self._searching = searching
            self._fill(_row(SortKey.RELEVANCE, True) if searching else self._usual)

    def sizeHint(self) -> QSize:
        """Return the size that the chosen order needs; by default the longest one would leave a hole."""
        wide = self.fontMetrics().horizontalAdvance(self.currentText()) + AROUND_TEXT
        return QSize(wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the size hint: the name is never cut."""
        return self.sizeHint()

    def showPopup(self) -> None:
        """Show the orders, as wide as the longest one."""
        longest = max(self.fontMetrics().horizontalAdvance(self.itemText(at)) for at in range(self.count()))
        self.view().setMinimumWidth(longest + AROUND_TEXT)
        super().showPopup()

    def _fill(self, shown: tuple[str, SortKey, bool]) -> None:
        self.clear()
        for row in SORT_CHOICES:
            if row[1] is not SortKey.RELEVANCE or self._searching:
                self.addItem(row[0])
        self.setCurrentText(shown[0])
        self.updateGeometry()

    def _on_activated(self) -> None:
        row = next(row for row in SORT_CHOICES if row[0] == self.currentText())
        if row[1] is not SortKey.RELEVANCE:
            self._usual = row
        self.updateGeometry()
        self.chosen.emit(row[1], row[2])


def _row(sort: SortKey, descending: bool) -> tuple[str, SortKey, bool]:
    of_sort = [row for row in SORT_CHOICES if row[1] is sort]
    return next((row for row in of_sort if row[2] == descending), of_sort[0])
