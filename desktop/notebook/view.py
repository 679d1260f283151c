"""A list of cards of different heights in which only those that can be seen are ever read, measured or drawn."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QWidget

from desktop.notebook.drawing import GUESS, EntryDrawing
from desktop.notebook.heights import Heights
from desktop.notebook.model import NotebookModel
from desktop.theme.themes import Role, Theme
from library.model.annotation import Colour

Index = QModelIndex | QPersistentModelIndex
Move = QAbstractItemView.CursorAction
STEP = 24
"""Pixels of a scroll step; a notch of the wheel is three."""
MARGIN_ABOVE = 6
ROUNDS = 4
"""Times that rows are measured until those that came into view by it are measured too."""

_KEYS = {
    Qt.Key.Key_Return: "enter",
    Qt.Key.Key_Enter: "enter",
    Qt.Key.Key_F2: "edit",
    Qt.Key.Key_E: "edit",
    Qt.Key.Key_T: "tags",
    Qt.Key.Key_Delete: "remove",
    Qt.Key.Key_Backspace: "remove",
    Qt.Key.Key_Escape: "escape",
}
_COLOURS = {Qt.Key(Qt.Key.Key_1 + at): colour for at, colour in enumerate(Colour)}
_MOVES = {Qt.Key.Key_J: Move.MoveDown, Qt.Key.Key_K: Move.MoveUp}


class NotebookView(QListView):
    """Shows a `NotebookModel`. Signals say what keys ask for."""

    enter_pressed = Signal()
    edit_pressed = Signal()
    tags_pressed = Signal()
    remove_pressed = Signal()
    escape_pressed = Signal()
    colour_pressed = Signal(object)

    def __init__(self, model: NotebookModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries = model
        self._drawing = EntryDrawing(theme)
        self._ground = QColor(theme.colour(Role.LIST))
        self._heights = Heights()
        self._settling = False
        self.setModel(model)
        self.setObjectName("notebookList")
        self.setAccessibleName("Highlights and notes")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        # The bar always keeps its place: one that comes and goes would set every card anew.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setViewportMargins(0, MARGIN_ABOVE, 0, 0)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._drawing.set_theme(theme)
        self._ground = QColor(theme.colour(Role.LIST))
        self.viewport().update()

    def selected_rows(self) -> list[int]:
        """Return the selected rows, in order."""
        return [row for rows in _ranges(self.selectionModel().selection()) for row in rows]

    def visible_rows(self) -> range:
        """Return the rows of which a part can be seen."""
        offset = self.verticalOffset()
        return self._heights.rows_between(offset, offset + self.viewport().height() - 1)

    def visualRect(self, index: Index) -> QRect:
        """Return where a row stands in the viewport, also outside of what is seen."""
        row = index.row()
        if not index.isValid() or row >= len(self._heights):
            return QRect()
        top = self._heights.top(row) - self.verticalOffset()
        return QRect(0, top, self.viewport().width(), self._heights.height(row))

    def indexAt(self, point: QPoint) -> QModelIndex:
        """Return the row at a point of the viewport."""
        at = point.y() + self.verticalOffset()
        rows = self._heights.rows_between(at, at)
        return self._entries.index(rows[0]) if rows and 0 <= at < self._heights.total() else QModelIndex()

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = QListView.ScrollHint.EnsureVisible) -> None:
        """Scroll as little as shows the whole row, or so that it stands at the top."""
        for _ in range(ROUNDS):
            if not index.isValid():
                return
            rect, height, bar = self.visualRect(index), self.viewport().height(), self.verticalScrollBar()
            top, bottom = rect.top(), rect.bottom() + 1
            if hint is QAbstractItemView.ScrollHint.PositionAtTop or top < 0 or bottom - top > height:
                by = top
            else:
                by = max(0, bottom - height)
            before = bar.value()
            bar.setValue(before + by)  # measures what comes into view, and that may move the row
            if bar.value() == before:
                return

    def reset(self) -> None:
        """Begin with other rows."""
        super().reset()
        self._heights = Heights(self._entries.rowCount(), GUESS)
        self.updateGeometries()

    def forget_heights(self) -> None:
        """Measure every card anew: something else stands on them."""
        self._heights.forget()
        self._settle()

    def doItemsLayout(self) -> None:
        """Lay out nothing: rows are measured as they come into view."""
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        """Fit the scroll bar to the rows."""
        QAbstractItemView.updateGeometries(self)
        self._settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's: another width sets every card anew."""
        if event.size().width() != event.oldSize().width():
            self._heights.forget()
        super().resizeEvent(event)

    def horizontalOffset(self) -> int:
        """Return 0: rows are as wide as the list."""
        return 0

    def verticalOffset(self) -> int:
        """Return how many pixels are above what is seen."""
        return self.verticalScrollBar().value()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Measure what comes into view, and draw."""
        self._settle()

    def isIndexHidden(self, index: Index) -> bool:
        """Return False: no row is ever hidden."""
        return False

    def moveCursor(self, action: Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Return where a key leads from the current row."""
        count, current = self._entries.rowCount(), self.currentIndex()
        if not count:
            return QModelIndex()
        if not current.isValid():
            return self._entries.index(count - 1 if action is Move.MoveEnd else 0)
        page = max(1, len(self.visible_rows()) - 1)
        by = {Move.MoveUp: -1, Move.MovePrevious: -1, Move.MoveDown: 1, Move.MoveNext: 1}.get(action, 0)
        by = {Move.MovePageUp: -page, Move.MovePageDown: page, Move.MoveHome: -count, Move.MoveEnd: count}.get(
            action, by
        )
        return self._entries.index(max(0, min(count - 1, current.row() + by)))

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select the rows that a rectangle of the viewport touches."""
        rect, offset = rect.normalized(), self.verticalOffset()
        rows = self._heights.rows_between(max(0, rect.top() + offset), max(0, rect.bottom() + offset))
        selection = QItemSelection()
        if rows:
            selection.select(self._entries.index(rows[0]), self._entries.index(rows[-1]))
        self.selectionModel().select(selection, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """Return what must be drawn again when a selection changes: all that is seen."""
        return QRegion(self.viewport().rect())

    def keyboardSearch(self, search: str) -> None:
        """Search nothing: letters are keys of ours or the window's."""

    def event(self, event: QEvent) -> bool:
        """Qt's: keep keys of ours from the window's shortcuts while the list has the keyboard."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            ours = _is_plain(event) and event.key() in (*_KEYS, *_COLOURS, *_MOVES)
            if ours or event.matches(QKeySequence.StandardKey.SelectAll):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's: Enter opens, F2 and e edit, t tags, 1 to 5 recolour, Delete deletes, Esc leads out of filters;
        arrows, j and k move."""
        key = Qt.Key(event.key())
        if not _is_plain(event) or key not in (*_KEYS, *_COLOURS, *_MOVES):
            super().keyPressEvent(event)
        elif key in _COLOURS:
            self.colour_pressed.emit(_COLOURS[key])
        elif key in _MOVES:
            self.setCurrentIndex(self.moveCursor(_MOVES[key], Qt.KeyboardModifier.NoModifier))
        else:
            told = {
                "enter": self.enter_pressed,
                "edit": self.edit_pressed,
                "tags": self.tags_pressed,
                "remove": self.remove_pressed,
                "escape": self.escape_pressed,
            }
            told[_KEYS[key]].emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows that the event asks for."""
        offset = self.verticalOffset()
        with QPainter(self.viewport()) as painter:
            painter.fillRect(event.rect(), self._ground)
            for row in self._heights.rows_between(event.rect().top() + offset, event.rect().bottom() + offset):
                self._draw_row(painter, row)

    def _draw_row(self, painter: QPainter, row: int) -> None:
        index, entry = self._entries.index(row), self._entries.entry(row)
        if entry is None:
            return
        state = QStyle.StateFlag.State_Enabled
        if self.selectionModel().isSelected(index):
            state |= QStyle.StateFlag.State_Selected
        focused = self.hasFocus() and index == self.currentIndex()
        self._drawing.paint(painter, entry, self.visualRect(index), state, focused)

    def _settle(self) -> None:
        """Measure the rows that are seen; the first of them that was measured before stays where it stands."""
        model = self.model()
        if self._settling or not isinstance(model, QAbstractItemModel) or len(self._heights) != model.rowCount():
            return
        self._settling = True
        bar, height = self.verticalScrollBar(), self.viewport().height()
        for _ in range(ROUNDS):
            offset, seen = bar.value(), self.visible_rows()
            kept = next((row for row in seen if self._heights.is_measured(row)), seen.start)
            stood = self._heights.top(kept) - offset if seen else 0
            moved = [self._measure(row) for row in seen]
            bar.setSingleStep(STEP)
            bar.setPageStep(max(1, height))
            bar.setRange(0, max(0, self._heights.total() - height))
            if not any(moved):
                break
            bar.setValue(self._heights.top(kept) - stood)
        self._settling = False
        self.viewport().update()

    def _measure(self, row: int) -> bool:
        if self._heights.is_measured(row):
            return False
        return self._heights.measure(row, self._drawing.height(self._entries.entry(row), self.viewport().width()))


def _is_plain(event: QKeyEvent) -> bool:
    return event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


def _ranges(selection: QItemSelection) -> list[range]:
    parts = (selection.at(at) for at in range(selection.size()))
    return sorted((range(part.top(), part.bottom() + 1) for part in parts), key=lambda rows: rows.start)
