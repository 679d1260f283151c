"""The column of stories: search field, order, rows, and what stands there when there are none."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop.articles.cell import LEFT
from desktop.articles.delegate import ArticleDelegate
from desktop.articles.model import ArticleModel
from desktop.articles.search import SearchField
from desktop.articles.sorting import SortChoice
from desktop.articles.states import EmptyKind, StatePage
from desktop.articles.view import ArticleView
from desktop.articles.words import count_line
from desktop.session import Session
from desktop.theme.themes import Role, Theme, load_theme
from library.model.query import Query, SortKey

__all__ = ["ArticlesPane", "EmptyKind"]

MARGIN = 12
"""Pixels left and right of the search field."""
BUSY_MS = 250
"""How long an answer may take before the list says that it is being looked for: shorter waits would only flicker."""
LOOKED_THROUGH = 4_000_000
"""Rows looked through, 3 ns each, to find selected stories in a changed list; beyond, only the current one is."""
FOLLOWERS = 8
"""Rows after the current one that tell its place if it leaves the list."""


class ArticlesPane(QWidget):
    """Shows ids that others ask the library for, and tells what the user wants.

    `opened` carries the id of a story that became the only one selected through the user, or by `step`; moving the
    selection with `select` or `show_ids` emits nothing. `query_changed` carries what is being searched for,
    `sort_changed` `(SortKey, descending)`, `context_menu_wanted` an id and a point of the screen.
    """

    opened = Signal(object)
    query_changed = Signal(str)
    sort_changed = Signal(object, bool)
    context_menu_wanted = Signal(object, QPoint)
    samples_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = load_theme("paper")
        self.setObjectName("articlesPane")
        self.setAccessibleName("Stories")
        self._model = ArticleModel(session, self)
        self._delegate = ArticleDelegate(theme, self)
        self._search, self._sort = SearchField(theme, self), SortChoice(self)
        self._count = QLabel(self)
        self._view, self._state = ArticleView(self), StatePage(theme, self)
        self._stack = QStackedWidget(self)
        self._busy_timer = QTimer(self)
        self._busy = self._searching = False
        self._first_wanted = self._quiet = False
        self._stood = -1  # the row below which the current story stood before it left the list
        self._set_up()
        self._lay_out()
        self._connect()
        self.set_theme(theme)

    def show_ids(self, ids: array[int], query: Query, keep: int | None = None) -> None:
        """Show an answer. The stories of `ids` that were selected stay so, or the one to keep does.

        An answer that was waited for (after `show_busy`) is shown from its top, or from the story to keep; one that
        comes on its own, as the library changes, leaves the rows where they stand on the screen.
        """
        waited_for = self._busy
        selected, current = self._selection_to_keep(keep, len(ids))
        seen = [] if waited_for else self._rows_seen()
        followers = None if waited_for else self._followers()
        self._end_busy()
        self._searching = not query.is_empty
        self._sort.set_searching(self._searching)
        with self._quietly():
            self._model.set_ids(ids, query)
            self._restore_selection(selected, current)
        self._stood = -1 if self._current_row() >= 0 else self._place_of(followers)
        self._sort.show()
        self._show_page(self._view)
        self._restore_place(seen, waited_for)
        self._count.setText(count_line(len(ids), self._searching))
        if self._first_wanted:
            self._go_to_first()

    def show_busy(self) -> None:
        """Say, unless the answer comes soon, that it is being looked for; what is shown stays until then."""
        self._busy = True
        self._busy_timer.start()

    def show_error(self, sentence: str) -> None:
        """Show a sentence in the list's place."""
        self._end_busy()
        self._first_wanted = False
        self._count.setText("")
        self._state.show_error(sentence)
        self._show_page(self._state)

    def show_empty(self, kind: EmptyKind) -> None:
        """Say why there is nothing, and offer what can be done about it."""
        self._end_busy()
        self._first_wanted = False
        self._count.setText("" if kind is EmptyKind.LIBRARY else count_line(0, self._searching))
        self._sort.setVisible(kind is not EmptyKind.LIBRARY)
        self._state.show_empty(kind, self._search.text())
        self._show_page(self._state)

    def refresh(self, ids: frozenset[int]) -> None:
        """Read and draw again what changed of these stories."""
        self._model.refresh(ids)

    def set_sort(self, sort: SortKey, descending: bool) -> None:
        """Show an order as the chosen one."""
        self._sort.set_sort(sort, descending)

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        self._delegate.set_theme(theme)
        self._search.set_theme(theme)
        self._state.set_theme(theme)
        self._view.set_ground(theme.colour(Role.LIST))

    def select(self, article: int) -> None:
        """Select a story and scroll to it, without opening it. One that isn't in the list leaves nothing selected."""
        row = self._model.row_of(article)
        with self._quietly():
            if row is None:
                self._view.selectionModel().clear()
            else:
                self._select_row(row)
        self._stood = -1

    def current_id(self) -> int | None:
        """Return the id of the current row, or None."""
        row = self._current_row()
        return self._model.ids[row] if row >= 0 else None

    def selected_ids(self) -> tuple[int, ...]:
        """Return the ids of all selected rows, in the order of the list."""
        ranges = self._view.selected_ranges()
        return tuple(article for rows in ranges for article in self._model.ids[rows.start : rows.stop])

    def step(self, by: int) -> bool:
        """Open the story so many rows on. Returns False, having done nothing, at the end of the list.

        Where the current story has left the list, its place counts as between the rows around it.
        """
        row = self._current_row()
        if row < 0:
            row = self._stood - (by > 0) if self._stood >= 0 else -1 if by > 0 else self._model.rowCount()
        wanted = row + by
        if not 0 <= wanted < self._model.rowCount():
            return False
        self._open_row(wanted)
        return True

    def step_unread(self, by: int) -> int | None:
        """Open the next (1) or last (-1) unread story and return its id.

        Returns None if there is none among the next 2,000 rows: the walk reads each of them.
        """
        row = self._current_row()
        if row < 0:
            row = max(self._stood, 0) - 1 if by > 0 else max(self._stood, 0)
        found = self._model.next_unread(row, by)
        if found is None:
            return None
        self._open_row(found)
        return self._model.ids[found]

    def focus_search(self) -> None:
        """Give the keyboard to the search field, its text selected."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def set_search_text(self, text: str) -> None:
        """Write a search; it is told of at once."""
        self._search.setText(text)
        self._search.tell()

    def search_text(self) -> str:
        """Return what stands in the search field."""
        return self._search.text()

    def _set_up(self) -> None:
        self._view.setModel(self._model)
        self._view.setItemDelegate(self._delegate)
        self._view.setAccessibleName("Stories")
        self._count.setProperty("look", "muted")
        self._count.setObjectName("listCount")
        self._count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._busy_timer.setSingleShot(True)
        self._busy_timer.setInterval(BUSY_MS)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(LEFT - MARGIN, 0, 0, 0)
        line.addWidget(self._count, 1)
        line.addWidget(self._sort)
        head = QVBoxLayout()
        head.setContentsMargins(MARGIN, 10, MARGIN, 6)
        head.setSpacing(6)
        head.addWidget(self._search)
        head.addLayout(line)
        self._stack.addWidget(self._view)
        self._stack.addWidget(self._state)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._search.typed.connect(self._on_typed)
        self._search.entered.connect(self._on_entered)
        self._search.left.connect(self._view.setFocus)
        self._sort.chosen.connect(self.sort_changed)
        self._busy_timer.timeout.connect(self._on_still_busy)
        self._state.import_wanted.connect(self.import_wanted)
        self._state.samples_wanted.connect(self.samples_wanted)
        self._state.clear_wanted.connect(lambda: self.set_search_text(""))
        # Reading fails while rows are painted; the rows must not go from under the painter.
        self._model.failed.connect(self.show_error, Qt.ConnectionType.QueuedConnection)
        self._view.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self._view.enter_pressed.connect(self._on_enter)
        self._view.pressed_again.connect(self._on_enter)
        self._view.customContextMenuRequested.connect(self._on_context_menu)

    def _on_typed(self, text: str) -> None:
        self.show_busy()
        self.query_changed.emit(text)

    def _on_entered(self) -> None:
        if self._busy:
            self._first_wanted = True
        else:
            self._go_to_first()

    def _on_still_busy(self) -> None:
        self._count.setText("Looking…")
        if not self._model.rowCount():
            self._state.show_busy()
            self._show_page(self._state)

    def _end_busy(self) -> None:
        self._busy = False
        self._busy_timer.stop()

    def _on_selection_changed(self) -> None:
        if self._quiet:
            return
        self._stood = -1
        ranges = self._view.selected_ranges()
        if len(ranges) == 1 and len(ranges[0]) == 1:
            self.opened.emit(self._model.ids[ranges[0].start])

    def _go_to_first(self) -> None:
        self._first_wanted = False
        if self._model.rowCount():
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
            self._open_row(0)

    def _open_row(self, row: int) -> None:
        with self._quietly():
            self._select_row(row)
        self._stood = -1
        self.opened.emit(self._model.ids[row])

    def _select_row(self, row: int) -> None:
        index = self._model.index(row)
        self._view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._view.scrollTo(index)

    def _on_enter(self) -> None:
        if (article := self.current_id()) is not None:
            self.opened.emit(article)

    def _on_context_menu(self, at: QPoint) -> None:
        index = self._view.indexAt(at)
        index = index if index.isValid() else self._view.currentIndex()
        if index.isValid():
            place = self._view.viewport().mapToGlobal(at)
            self.context_menu_wanted.emit(self._model.ids[index.row()], place)

    def _current_row(self) -> int:
        return self._view.currentIndex().row()

    def _show_page(self, page: QWidget) -> None:
        """Show rows or state; the stack takes the keyboard along, where the other one had it."""
        self._stack.setCurrentWidget(page)
        self.setFocusProxy(page)

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        """Move the selection without telling of it."""
        self._quiet = True
        try:
            yield
        finally:
            self._quiet = False

    def _selection_to_keep(self, keep: int | None, rows: int) -> tuple[tuple[int, ...], int | None]:
        """Return the ids to select in a list of so many rows, and the current one."""
        current = self.current_id()
        if keep is not None and keep != current:
            return (keep,), keep
        count = sum(map(len, self._view.selected_ranges()))
        if count * rows > LOOKED_THROUGH:
            return (() if current is None else (current,)), current
        return self.selected_ids(), current

    def _restore_selection(self, selected: tuple[int, ...], current: int | None) -> None:
        selection = QItemSelection()
        for article in selected:
            if (row := self._model.row_of(article)) is not None:
                selection.select(self._model.index(row), self._model.index(row))
        picked = self._view.selectionModel()
        picked.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if current is not None and (row := self._model.row_of(current)) is not None:
            picked.setCurrentIndex(self._model.index(row), QItemSelectionModel.SelectionFlag.NoUpdate)

    def _followers(self) -> array[int] | None:
        """Return the ids of rows after the current one, or after where it stood; None if there is no such place."""
        row = self._current_row()
        start = row + 1 if row >= 0 else self._stood
        return self._model.ids[start : start + FOLLOWERS] if start >= 0 else None

    def _place_of(self, followers: array[int] | None) -> int:
        if followers is None:
            return -1
        rows = map(self._model.row_of, followers)
        return next((row for row in rows if row is not None), self._model.rowCount())

    def _rows_seen(self) -> list[tuple[int, int]]:
        """Return (id, distance from the top in pixels) of the rows that are seen, unless the list stands at its top."""
        if not self._view.verticalOffset():
            return []
        rows = self._view.visible_rows()
        return [(self._model.ids[row], self._view.visualRect(self._model.index(row)).top()) for row in rows]

    def _restore_place(self, seen: list[tuple[int, int]], waited_for: bool) -> None:
        bar = self._view.verticalScrollBar()
        bar.setValue(0)
        if waited_for:
            self._view.scrollTo(self._view.currentIndex())
        for article, top in seen:
            if (row := self._model.row_of(article)) is not None:
                bar.setValue(self._view.visualRect(self._model.index(row)).top() - top)
                return
