"""What a reader does on the page with mouse and keys, as facts: selected, clicked, pointed at.

Knows what an annotation's mark and a link are, not what becomes of a click on one: that is the window's.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from desktop.reader.canvas import Canvas
from desktop.reader.clipboard import PlainText
from desktop.reader.copying import plain_text
from desktop.reader.handles import EndHandles
from desktop.reader.highlights import Highlights
from desktop.reader.lines import first_whole, last_whole
from desktop.reader.links import PageLinks
from desktop.reader.marks import Range
from desktop.reader.pointing import annotations_at
from desktop.reader.render import RenderedPage
from desktop.reader.selecting import FAR_MOVES, MOVES, extend
from desktop.reader.snapping import snapped
from desktop.theme.note_text import note_html

_KEEP = QTextCursor.MoveMode.KeepAnchor
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LONGEST_TIP = 600
"""Code points of a note that a tip shows."""
_MOUSE = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.MouseMove,
)


class PageView(Canvas):
    """A story to be read and worked with. Positions in its signals are code points of the canonical text.

    `selected` carries (start, end) or None; `mouse_selected` the end of a selection made with the mouse, as a rectangle
    of this widget, and whether it was made upwards; `annotation_clicked` a UUID and a global point;
    `annotation_entered` the UUID of the current one, on Enter; `context_menu_wanted` a global point;
    `text_size_wanted` a number of steps.
    """

    selected = Signal(object)
    mouse_selected = Signal(QRect, bool)
    annotation_clicked = Signal(str, object)
    annotation_entered = Signal(str)
    context_menu_wanted = Signal(object)
    text_size_wanted = Signal(int)

    # Qt delivers events while the widget is still being made.
    _sent_on = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pressed: QPointF | None = None
        self._link_focused = False
        self._began_beside = False
        self._selection: Range | None = None
        self._clicked = QPointF()
        self.links = PageLinks(self)
        self.handles = EndHandles(self)
        self.handles.clicked.connect(self._tell_click)
        self.selectionChanged.connect(self._on_selection_changed)

    def show_page(self, page: RenderedPage, highlights: Highlights, place: int) -> None:
        """Show another story, from a place in it, with nothing selected and nothing current."""
        self._link_focused = False
        self._pressed = None
        self.set_current(None)
        super().show_page(page, highlights, place)
        self._on_selection_changed()

    # Selection

    def selection_range(self) -> Range | None:
        """Return the code points that are selected, or None; a link that has the focus isn't a selection."""
        cursor = self.textCursor()
        if self.page is None or self._link_focused or not cursor.hasSelection():
            return None
        return self.page.map.selection_to_range(cursor.selectionStart(), cursor.selectionEnd())

    def select(self, start: int, end: int) -> None:
        """Select a passage; nothing scrolls if it shows."""
        if self.page is not None:
            cursor = self.textCursor()
            cursor.setPosition(self.page.map.to_qt(start))
            cursor.setPosition(self.page.map.to_qt(end), QTextCursor.MoveMode.KeepAnchor)
            self._link_focused = False
            self.setTextCursor(cursor)

    def deselect(self) -> None:
        """Let go of the selection."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self._link_focused = False
        self.setTextCursor(cursor)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Return the selection as plain text: for copying, for dragging, for the primary selection."""
        return PlainText(plain_text(self.textCursor()))

    def _on_selection_changed(self) -> None:
        selection = self.selection_range()
        if selection != self._selection:
            self._selection = selection
            if selection is not None:
                self.set_current(None)
            self.selected.emit(selection)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll with the plain keys, select with Shift; Qt does the rest (copying, links)."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._escape(event)
        elif key in _ENTER and self.marks.current is not None and not self._link_focused:
            self.annotation_entered.emit(self.marks.current)
        elif shift and key in MOVES:
            self._drop_link()
            extend(self, (FAR_MOVES if control else MOVES)[key])
        elif key in (scrolls := self._scrolls()) and not shift:
            scrolls[key]()
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Space):
            # A browser would go back, or scroll its own way: these keys are the window's.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _scrolls(self) -> dict[int, Callable[[], object]]:
        bar = self.verticalScrollBar()
        return {
            Qt.Key.Key_Up: lambda: bar.triggerAction(bar.SliderAction.SliderSingleStepSub),
            Qt.Key.Key_Down: lambda: bar.triggerAction(bar.SliderAction.SliderSingleStepAdd),
            Qt.Key.Key_PageUp: self.page_up,
            Qt.Key.Key_PageDown: self.page_down,
            Qt.Key.Key_Home: lambda: bar.setValue(0),
            Qt.Key.Key_End: self.scroll_to_end,
        }

    def _escape(self, event: QKeyEvent) -> None:
        if self.links.preview.isVisible():
            self.links.preview.hide()
        elif self.textCursor().hasSelection():
            self.deselect()
        else:
            event.ignore()

    def _drop_link(self) -> None:
        """Take the focus from a link, which Qt shows as if it were selected."""
        if self._link_focused:
            cursor = self.textCursor()
            cursor.clearSelection()
            self._link_focused = False
            self.setTextCursor(cursor)

    def selectAll(self) -> None:
        """Select the whole story."""
        if self.page is not None:
            self.page.build_all()
        super().selectAll()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Move to the next link, or out of the page behind the last one. A link with the focus isn't selected text."""
        if self.page is not None:
            self.page.build_all()  # the next link may be anywhere
        self.links.pointed_at = QRect()
        was_focused, self._link_focused = self._link_focused, True
        self._begin_links_here(forward)
        moved = super().focusNextPrevChild(forward)
        self._link_focused = self.textCursor().hasSelection() and (moved or was_focused)
        self._on_selection_changed()
        self.links.tell(QUrl(self.textCursor().charFormat().anchorHref() if self._link_focused else ""))
        return moved

    def _begin_links_here(self, forward: bool) -> None:
        """Have the next link be the first that shows, or the last, where the caret isn't to be seen.

        Qt goes on from a selection; without one it would begin with the first link of the story.
        """
        cursor = self.textCursor()
        if cursor.hasSelection() or self.page is None:
            return
        if not self.viewport().rect().contains(self.cursorRect().center()):
            line = first_whole(self.page.document, self.clip().top())
            last = last_whole(self.page.document, self.clip().bottom())
            cursor.setPosition(line.start if forward and line else last.end if last else 0)
        here = cursor.position()
        cursor.setPosition(max(0, here - 1) if forward else here)
        cursor.setPosition(here if forward else min(here + 1, self.page.document.characterCount() - 1), _KEEP)
        value = self.verticalScrollBar().value()
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(value)

    # Mouse

    def event(self, event: QEvent) -> bool:
        """Take a drag or a turn of the wheel beside the page as if it were made on it.

        What the page itself ignored comes this way too; it isn't sent back.
        """
        if self._sent_on:
            return super().event(event)
        if isinstance(event, QMouseEvent) and event.type() in _MOUSE:
            if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
                self._began_beside = self._is_beside(event.position())
            return self._began_beside and self._send_on(self._on_page(event))
        if isinstance(event, QWheelEvent) and self._is_beside(event.position()):
            return self._send_on(event)
        return super().event(event)

    def _is_beside(self, where: QPointF) -> bool:
        return not self.viewport().geometry().contains(where.toPoint())

    def _on_page(self, event: QMouseEvent) -> QMouseEvent:
        where = event.position() - QPointF(self.viewport().pos())
        at = event.globalPosition()
        return QMouseEvent(event.type(), where, at, event.button(), event.buttons(), event.modifiers())

    def _send_on(self, event: QEvent) -> bool:
        self._sent_on = True
        try:
            return QApplication.sendEvent(self.viewport(), event)
        finally:
            self._sent_on = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note where a click or a drag begins."""
        self._pressed = event.position() if event.button() == Qt.MouseButton.LeftButton else None
        self._link_focused = False
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a word."""
        self._pressed = None
        super().mouseDoubleClickEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell what was clicked, or selected."""
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self.selection_range() is not None:
            if self._pressed is not None and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self._snap()
            self._tell_selection()
        elif self._pressed is not None and not self.anchorAt(event.position().toPoint()):
            moved = (event.position() - self._pressed).manhattanLength()
            if moved < QApplication.startDragDistance():
                self._tell_click(event.position(), event.globalPosition().toPoint())
        self._pressed = None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show by the pointer what can be clicked."""
        self.links.pointed_at = QRect(event.position().toPoint(), QSize(1, 1)).adjusted(0, -12, 0, 12)
        super().mouseMoveEvent(event)
        if not event.buttons():
            at = event.position().toPoint()
            found = self.annotation_at(event.position())
            self.margin.point_at(found[0] if found is not None else None)
            clickable = self.anchorAt(at) or found
            shape = Qt.CursorShape.PointingHandCursor if clickable else Qt.CursorShape.IBeamCursor
            self.viewport().setCursor(shape)

    def viewportEvent(self, event: QEvent) -> bool:
        """Show an annotation's note when the pointer rests on it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self.annotation_at(QPointF(event.pos()))
            tip = found is not None and not self.margin.shows(found[0])
            words = note_html(found[1], _LONGEST_TIP) if found is not None and tip else ""
            QToolTip.showText(event.globalPos(), words, self.viewport())
            return True
        if event.type() == QEvent.Type.Leave:
            self.margin.point_at(None)
        return super().viewportEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl, ask for another text size."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.text_size_wanted.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the window's own menu; an annotation under the pointer is the current one then."""
        if event.reason() == QContextMenuEvent.Reason.Mouse and self.selection_range() is None:
            found = self.annotation_at(QPointF(event.pos()))
            self.set_current(found[0] if found is not None else None)
        self.context_menu_wanted.emit(event.globalPos())

    def annotation_at(self, where: QPointF) -> tuple[str, str] | None:
        """Return UUID and note of the topmost annotation at a point of the viewport, by its text or its sign."""
        return next(iter(self._annotations_at(where)), None)

    def _annotations_at(self, where: QPointF) -> tuple[tuple[str, str], ...]:
        if self.page is None:
            return ()
        return annotations_at(self.page, self.marks, self.clip(), where + self.clip().topLeft())

    def _tell_click(self, where: QPointF, at: QPoint) -> None:
        """Tell which annotation was clicked: the topmost, and with every further click there the next below it."""
        uuids = [uuid for uuid, _ in self._annotations_at(where)]
        place = where + self.clip().topLeft()
        again = (place - self._clicked).manhattanLength() < QApplication.startDragDistance()
        self._clicked = place
        if again and self.marks.current in uuids:
            wanted = uuids[(uuids.index(self.marks.current) + 1) % len(uuids)]
        else:
            wanted = uuids[0] if uuids else None
        self.set_current(wanted)
        if wanted is not None:
            self.annotation_clicked.emit(wanted, at)

    def _snap(self) -> None:
        """Take the selection for the words that it touched."""
        selection = self.selection_range()
        if self.page is None or selection is None or self.textCursor().hasComplexSelection():  # cells of a table
            return
        meant = snapped(self.page.text, *selection)
        if meant == selection:
            return
        cursor = self.textCursor()
        ends = [self.page.map.to_qt(at) for at in meant]
        if cursor.position() < cursor.anchor():
            ends.reverse()
        cursor.setPosition(ends[0])
        cursor.setPosition(ends[1], QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _tell_selection(self) -> None:
        cursor = self.textCursor()
        upwards = cursor.position() < cursor.anchor()
        caret = self.cursorRect(cursor)
        self.mouse_selected.emit(QRect(self.viewport().mapTo(self, caret.topLeft()), caret.size()), upwards)
