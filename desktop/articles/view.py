"""A list view whose rows are all of one height, so that nothing has to be done for rows that aren't shown.

`QListView` lays out every row even with `uniformItemSizes`: 3.4 s for a million, measured. This one keeps its name,
and so its role for screen readers, and replaces its geometry by arithmetic.
"""

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
from PySide6.QtGui import (
    QColor,
    QCursor,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem, QWidget

from desktop.articles.cell import ROW_HEIGHT
from desktop.articles.model import ArticleModel

Index = QModelIndex | QPersistentModelIndex
Move = QAbstractItemView.CursorAction

STEPS_IN_ROW = 3
"""Scroll steps in a row: a notch of the wheel is three steps."""


class ArticleView(QListView):
    """The rows. `enter_pressed` is emitted for Enter, `pressed_again` for a click on the only selected row."""

    enter_pressed = Signal()
    pressed_again = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground = QColor()
        self.setObjectName("articleList")
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_ground(self, colour: str) -> None:
        """Set the colour behind and below the rows."""
        self._ground = QColor(colour)
        self.viewport().update()

    def rows(self) -> int:
        """Return how many rows there are."""
        model = self.model()
        return model.rowCount() if isinstance(model, QAbstractItemModel) else 0

    def visible_rows(self) -> range:
        """Return the rows of which a part can be seen."""
        return self._rows_between(0, self.viewport().height() - 1)

    def selected_ranges(self) -> list[range]:
        """Return the selected rows as ranges, in order."""
        return _ranges(self.selectionModel().selection())

    def visualRect(self, index: Index) -> QRect:
        """Return where a row stands in the viewport, also outside of what is seen."""
        if not index.isValid():
            return QRect()
        return QRect(0, index.row() * ROW_HEIGHT - self.verticalOffset(), self.viewport().width(), ROW_HEIGHT)

    def indexAt(self, point: QPoint) -> QModelIndex:
        """Return the row at a point of the viewport."""
        row = (point.y() + self.verticalOffset()) // ROW_HEIGHT
        return self.model().index(row, 0) if 0 <= row < self.rows() else QModelIndex()

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = QListView.ScrollHint.EnsureVisible) -> None:
        """Scroll as little as shows the whole row, or so that it stands as the hint says."""
        if not index.isValid():
            return
        bar, rect, height = self.verticalScrollBar(), self.visualRect(index), self.viewport().height()
        top, bottom = rect.top(), rect.bottom() + 1
        match hint:
            case QAbstractItemView.ScrollHint.PositionAtTop:
                by = top
            case QAbstractItemView.ScrollHint.PositionAtBottom:
                by = bottom - height
            case QAbstractItemView.ScrollHint.PositionAtCenter:
                by = (top + bottom - height) // 2
            case _:
                by = top if top < 0 or bottom - top > height else max(0, bottom - height)
        bar.setValue(bar.value() + by)

    def reset(self) -> None:
        """Begin with other rows; the scroll bar's range is right at once, not only when Qt gets round to it."""
        super().reset()
        self.doItemsLayout()

    def doItemsLayout(self) -> None:
        """Lay out nothing: only the scroll bar's range depends on the number of rows."""
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        """Fit the scroll bar to the rows."""
        QAbstractItemView.updateGeometries(self)
        height, bar = self.viewport().height(), self.verticalScrollBar()
        bar.setSingleStep(ROW_HEIGHT // STEPS_IN_ROW)
        bar.setPageStep(max(1, height))
        bar.setRange(0, max(0, self.rows() * ROW_HEIGHT - height))

    def horizontalOffset(self) -> int:
        """Return 0: rows are as wide as the list."""
        return 0

    def verticalOffset(self) -> int:
        """Return how many pixels are above what is seen."""
        return self.verticalScrollBar().value()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move the picture, and have only the new strip drawn."""
        self.viewport().scroll(0, dy)

    def isIndexHidden(self, index: Index) -> bool:
        """Return False: no row is ever hidden."""
        return False

    def moveCursor(self, action: Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Return where a key leads from the current row."""
        count, current = self.rows(), self.currentIndex()
        if not count:
            return QModelIndex()
        page = max(1, self.viewport().height() // ROW_HEIGHT - 1)
        by = {Move.MoveUp: -1, Move.MovePrevious: -1, Move.MoveDown: 1, Move.MoveNext: 1}.get(action, 0)
        by = {Move.MovePageUp: -page, Move.MovePageDown: page, Move.MoveHome: -count, Move.MoveEnd: count}.get(
            action, by
        )
        if not current.isValid():
            return self.model().index(count - 1 if action is Move.MoveEnd else 0, 0)
        return self.model().index(max(0, min(count - 1, current.row() + by)), 0)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select the rows that a rectangle of the viewport touches."""
        rect = rect.normalized()
        rows = self._rows_between(rect.top(), rect.bottom())
        selection = QItemSelection()
        if rows:
            selection.select(self.model().index(rows.start, 0), self.model().index(rows.stop - 1, 0))
        self.selectionModel().select(selection, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """Return what must be drawn again when a selection changes: no more than is seen."""
        seen, region = self.visible_rows(), QRegion()
        for rows in _ranges(selection):
            first, last = max(rows.start, seen.start), min(rows.stop, seen.stop) - 1
            if first <= last:
                top = self.visualRect(self.model().index(first, 0))
                region += top.united(self.visualRect(self.model().index(last, 0)))
        return region

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt's: take the keyboard, without making the first row current as if it had been opened."""
        nothing_current = not self.currentIndex().isValid()
        super().focusInEvent(event)
        if nothing_current:
            self.selectionModel().setCurrentIndex(QModelIndex(), QItemSelectionModel.SelectionFlag.NoUpdate)

    def keyboardSearch(self, search: str) -> None:
        """Search nothing: letters are shortcuts here, and the default would read every headline of the library."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of Enter; all other keys move as in every list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enter_pressed.emit()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select as every list does, and tell of a click that selects nothing new."""
        index = self.indexAt(event.position().toPoint())
        again = self._is_only_selected(index) and event.button() is Qt.MouseButton.LeftButton
        super().mousePressEvent(event)
        if again and self._is_only_selected(index):
            self.pressed_again.emit()

    def event(self, event: QEvent) -> bool:
        """Keep Select All for the list while it has the keyboard; the window's own selects the story's text."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.SelectAll)
        ):
            event.accept()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows that the event asks for, having read all of them in one go."""
        if self.rows() and isinstance(model := self.model(), ArticleModel):
            seen = self.visible_rows()
            model.prepare(seen.start, seen.stop - 1)
        # Ended here, whatever still holds a reference: an exception that was caught keeps the frames below it.
        with QPainter(self.viewport()) as painter:
            painter.fillRect(event.rect(), self._ground)
            self._draw_rows(painter, self._rows_between(event.rect().top(), event.rect().bottom()))

    def _draw_rows(self, painter: QPainter, rows: range) -> None:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        hovered = self._hovered()
        for row in rows:
            index = self.model().index(row, 0)
            option.rect = self.visualRect(index)
            option.state = self._state(index, hovered)
            self.itemDelegate().paint(painter, option, index)

    def _rows_between(self, top: int, bottom: int) -> range:
        offset = self.verticalOffset()
        first, last = (top + offset) // ROW_HEIGHT, (bottom + offset) // ROW_HEIGHT
        return range(max(0, first), min(self.rows(), last + 1))

    def _is_only_selected(self, index: QModelIndex) -> bool:
        return self.selected_ranges() == [range(index.row(), index.row() + 1)]

    def _hovered(self) -> int:
        if not self.viewport().underMouse():
            return -1
        return self.indexAt(self.viewport().mapFromGlobal(QCursor.pos())).row()

    def _state(self, index: QModelIndex, hovered: int) -> QStyle.StateFlag:
        state = QStyle.StateFlag.State_Enabled
        if self.hasFocus():
            state |= QStyle.StateFlag.State_Active
        if self.selectionModel().isSelected(index):
            state |= QStyle.StateFlag.State_Selected
        if index == self.currentIndex():
            state |= QStyle.StateFlag.State_HasFocus
        if index.row() == hovered:
            state |= QStyle.StateFlag.State_MouseOver
        return state


def _ranges(selection: QItemSelection) -> list[range]:
    parts = (selection.at(at) for at in range(selection.size()))
    return sorted((range(part.top(), part.bottom() + 1) for part in parts), key=lambda rows: rows.start)
