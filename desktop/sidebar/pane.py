"""The sidebar: shelves on top, below them the tags and the sources of the stories."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QVBoxLayout, QWidget

from desktop.sidebar.delegate import SidebarDelegate
from desktop.sidebar.model import ROW, SidebarModel
from desktop.sidebar.rows import Row, Where, rows
from desktop.theme.themes import Theme, load_theme
from library.model.query import ShelfCounts


class SidebarList(QListView):
    """The rows. Letters are shortcuts here, not a search."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setAccessibleName("Shelves, tags and sources")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)

    def keyboardSearch(self, search: str) -> None:
        """Search nothing."""


class Sidebar(QWidget):
    """Shows shelves, tags and sources with their counts.

    `chosen` carries a `Where` when the user chose stories, `kept_chosen` a `Kept` when they chose what they keep.
    """

    chosen = Signal(object)
    kept_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = load_theme("paper")
        self._where = Where()
        self._counts = ShelfCounts()
        self._quiet = False
        self._model = SidebarModel(self)
        self._delegate = SidebarDelegate(theme, self)
        self._list = SidebarList(self)
        self._list.setModel(self._model)
        self._list.setItemDelegate(self._delegate)
        self._list.selectionModel().currentChanged.connect(self._on_current_changed)
        self.setFocusProxy(self._list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._list)
        self._show()

    def sizeHint(self) -> QSize:
        """Return a width for the usual names."""
        return QSize(200, 400)

    def set_counts(self, counts: ShelfCounts) -> None:
        """Show other counts; what is chosen stays so."""
        self._counts = counts
        self._show()

    def choose(self, where: Where) -> None:
        """Show a place as chosen; nothing is emitted."""
        self._where = where
        self._show()
        self._list.scrollTo(self._list.currentIndex())

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        self._delegate.set_theme(theme)
        self._list.viewport().update()

    def _show(self) -> None:
        place = self._list.verticalScrollBar().value()
        self._quiet = True
        self._model.set_rows(rows(self._counts, self._where))
        index = self._model.find(self._where)
        self._list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._quiet = False
        self._list.verticalScrollBar().setValue(place)

    def _on_current_changed(self) -> None:
        row: Row | None = self._list.currentIndex().data(ROW)
        if self._quiet or row is None:
            return
        self._where = row.where
        if row.where.kept is not None:
            self.kept_chosen.emit(row.where.kept)
        else:
            self.chosen.emit(row.where)
