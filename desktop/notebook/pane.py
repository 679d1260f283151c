"""The notebook as a pane: filters, cards, what stands there when there are none, and changes to many at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop.notebook.changes import ChangesBar
from desktop.notebook.entries import Entry
from desktop.notebook.filters import Filters
from desktop.notebook.model import NotebookModel, Read
from desktop.notebook.view import NotebookView
from desktop.notebook.words import why_empty
from desktop.theme.themes import Theme, load_theme
from library.model.annotation import Colour
from library.model.notebook import NotebookChoices, NotebookOrder, NotebookPart, NotebookRows

OPEN_MS = 40
"""A pause in moving through the cards after which the story opens: a held key turns no pages."""


class NotebookPane(QWidget):
    """Shows answers that others ask the library for, and tells what the user wants.

    `query_changed` carries a `NotebookQuery`; `opened` the `Entry` whose passage is to be shown, and whether the
    keyboard goes there; `edit_wanted` an `Entry` and a point of the screen. The others mean what is selected:
    `colour_wanted` carries a `Colour`. `left` asks for the list of stories.
    """

    query_changed = Signal(object)
    opened = Signal(object, bool)
    edit_wanted = Signal(object, object)
    colour_wanted = Signal(object)
    tags_wanted = Signal()
    remove_wanted = Signal()
    left = Signal()

    def __init__(self, read: Read, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = load_theme("paper")
        self.setObjectName("notebookPane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Notebook")
        self._model = NotebookModel(read, self)
        self._view = NotebookView(self._model, theme, self)
        self.filters = Filters(theme, self)
        self.changes = ChangesBar(theme, self)
        self._count, self._empty = QLabel(), QLabel()
        self._clear, self._close = QPushButton("Clear the filters"), QPushButton("Close")
        self._pages, self._nothing = QStackedWidget(), QWidget()
        self._timer = QTimer(self)
        self._quiet = False
        self._part = NotebookPart.ALL
        self._lay_out()
        self._connect()

    def show_rows(self, rows: NotebookRows) -> None:
        """Show an answer. What was selected stays so where it is still there; else its neighbour is current."""
        selected, current, row = set(self.selected_ids()), self._current_id(), self._view.currentIndex().row()
        first = self._view.verticalScrollBar().value() == 0 or not selected
        query = self.filters.query
        is_other, self._part = query.part is not self._part, query.part
        with self._quietly():
            self._model.set_rows(rows, query.order is NotebookOrder.STORY)
            if not is_other and (selected or current is not None):
                self._restore(selected, current, row)
        if not first and not is_other:
            self._view.scrollTo(self._view.currentIndex())
        self._empty.setText(why_empty(query, self._names(), date.today()))
        self._clear.setVisible(query.is_filtered)
        self._pages.setCurrentWidget(self._view if rows.ids else self._nothing)
        self._show_counts()

    def set_choices(self, choices: NotebookChoices) -> None:
        """Offer these tags and sources, and say how many there are in all."""
        names = dict(choices.colour_names)
        self.filters.set_choices(choices)
        self.changes.set_names(names)
        if self._model.set_names(names):
            self._view.forget_heights()
        self._show_counts()

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        self._view.set_theme(theme)
        self.filters.set_theme(theme)
        self.changes.set_theme(theme)

    @property
    def part(self) -> NotebookPart:
        """The part of the notebook that is asked for."""
        return self.filters.query.part

    def selected_ids(self) -> tuple[int, ...]:
        """Return the numbers of what is selected, in order."""
        return tuple(self._model.rows.ids[row] for row in self._view.selected_rows())

    def shown_ids(self) -> tuple[int, ...]:
        """Return the numbers of all that is shown, in order."""
        return tuple(self._model.rows.ids)

    def current(self) -> Entry | None:
        """Return the entry the keyboard is at."""
        row = self._view.currentIndex().row()
        return self._model.entry(row) if row >= 0 else None

    def focus_filter(self) -> None:
        """Give the keyboard to the field, its text selected."""
        self.filters.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.field.selectAll()

    def focus_cards(self) -> None:
        """Give the keyboard to the cards, the first of which becomes current if none is."""
        if self._model.rowCount():
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
            if not self._view.selected_rows():
                self._view.setCurrentIndex(QModelIndex())  # Qt has made the first row current, but not selected it
                self._view.setCurrentIndex(self._model.index(0))

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt's: open nothing any more for a move that was made just before, as when the window closes."""
        self._timer.stop()
        super().hideEvent(event)

    def _lay_out(self) -> None:
        title = QLabel("Notebook")
        title.setObjectName("notesTitle")
        self._count.setProperty("look", "muted")
        self._close.setProperty("look", "plain")
        self._close.setAccessibleName("Close the notebook")
        self._empty.setProperty("look", "muted")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        below = QVBoxLayout(self._nothing)
        below.setContentsMargins(28, 48, 28, 0)
        below.addWidget(self._empty)
        below.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignHCenter)
        below.addStretch(1)
        header = QHBoxLayout()
        header.addWidget(title)
        header.addSpacing(6)
        header.addWidget(self._count)
        header.addStretch(1)
        header.addWidget(self._close)
        top = QVBoxLayout()
        top.setContentsMargins(14, 6, 12, 6)
        top.setSpacing(4)
        top.addLayout(header)
        top.addWidget(self.filters)
        self._pages.addWidget(self._view)
        self._pages.addWidget(self._nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._pages, 1)
        column.addWidget(self.changes)
        self.setFocusProxy(self._view)

    def _connect(self) -> None:
        self._timer.setSingleShot(True)
        self._timer.setInterval(OPEN_MS)
        self._timer.timeout.connect(lambda: self._open(keyboard=False))
        self.filters.changed.connect(self.query_changed)
        self.filters.left.connect(self.focus_cards)
        self._clear.clicked.connect(self.filters.clear)
        self._close.clicked.connect(self.left)
        view = self._view
        view.selectionModel().selectionChanged.connect(self._on_selection_changed)
        view.enter_pressed.connect(lambda: self._open(keyboard=True))
        view.clicked.connect(lambda _index: self._on_selection_changed())
        view.edit_pressed.connect(self._on_edit)
        view.colour_pressed.connect(self._on_colour)
        view.tags_pressed.connect(self._on_tags)
        view.escape_pressed.connect(self._on_escape)
        view.remove_pressed.connect(self.remove_wanted)
        self.changes.colour_wanted.connect(self.colour_wanted)
        self.changes.tags_wanted.connect(self.tags_wanted)
        self.changes.remove_wanted.connect(self.remove_wanted)

    def _on_selection_changed(self) -> None:
        if self._quiet:
            return
        rows = self._view.selected_rows()
        self.changes.show_count(len(rows))
        if len(rows) == 1:
            self._timer.start()
        else:
            self._timer.stop()

    def _on_colour(self, colour: Colour) -> None:
        if self.filters.query.part is not NotebookPart.PLACES:
            self.colour_wanted.emit(colour)

    def _on_tags(self) -> None:
        if self.filters.query.part is not NotebookPart.PLACES:
            self.tags_wanted.emit()

    def _on_escape(self) -> None:
        """Clear the filters; where there are none, go to the field."""
        if self.filters.query.is_filtered:
            self.filters.clear()
        else:
            self.focus_filter()

    def _names(self) -> dict[Colour, str]:
        return dict(self.filters.choices.colour_names)

    def _open(self, keyboard: bool) -> None:
        self._timer.stop()
        if (entry := self.current()) is not None:
            self.opened.emit(entry, keyboard)

    def _on_edit(self) -> None:
        if (entry := self.current()) is not None:
            self._timer.stop()
            corner: QPoint = self._view.visualRect(self._view.currentIndex()).topLeft()
            self.edit_wanted.emit(entry, self._view.viewport().mapToGlobal(corner))

    def _current_id(self) -> int | None:
        row = self._view.currentIndex().row()
        return self._model.rows.ids[row] if row >= 0 else None

    def _restore(self, selected: set[int], current: int | None, row: int) -> None:
        ids = self._model.rows.ids
        rows_of = {number: at for at, number in enumerate(ids)}
        selection = QItemSelection()
        for first, last in _runs(sorted(rows_of[number] for number in selected if number in rows_of)):
            selection.select(self._model.index(first), self._model.index(last))
        picked = self._view.selectionModel()
        picked.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        at = rows_of.get(current, min(row, len(ids) - 1)) if current is not None else -1
        if at >= 0:
            picked.setCurrentIndex(self._model.index(at), QItemSelectionModel.SelectionFlag.NoUpdate)

    def _show_counts(self) -> None:
        count = self._model.rowCount()
        query, choices = self.filters.query, self.filters.choices
        is_of_places = query.part is NotebookPart.PLACES
        total = choices.places if is_of_places else choices.total
        of_all = query.is_filtered and query.part in (NotebookPart.ALL, NotebookPart.PLACES) and total > count
        self._count.setText(f"{count:,} of {total:,}" if of_all else f"{count:,}" if count else "")
        self._count.setAccessibleName(f"{count:,} {'places' if is_of_places else 'highlights and notes'}")
        self.changes.show_for_places(is_of_places)
        self.changes.show_count(len(self._view.selected_rows()))

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        self._quiet = True
        try:
            yield
        finally:
            self._quiet = False


def _runs(rows: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of rows that stand together: a selection of thousands is few ranges."""
    first = None
    for at, row in enumerate(rows):
        first = row if first is None else first
        if at + 1 == len(rows) or rows[at + 1] != row + 1:
            yield first, row
            first = None
