"""Taking hold of an end of the current highlight with the mouse, and putting it elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from desktop.reader.canvas import Canvas
from desktop.reader.ends import End, ends_between
from desktop.reader.lines import shown
from desktop.reader.marks import Range

_SCROLL_MS = 30
_FASTEST = 24
"""Pixels that the page scrolls at a time while the mouse is held above or below it."""


class EndHandles(QObject):
    """Watches a view's mouse. While an end is dragged the page shows the highlight as it would be; Esc gives up.

    `moved` carries a UUID and the code points (start, end) chosen; `clicked` a point of the viewport and a global one:
    an end that was pressed and not moved.
    """

    moved = Signal(str, object, object)
    clicked = Signal(QPointF, object)

    def __init__(self, view: Canvas) -> None:
        super().__init__(view)
        self._view = view
        self._held: End | None = None
        self._uuid = ""
        self._before: Range = (0, 0)
        self._pressed = self._last = QPointF()
        self._dragging = False
        self._scroll = QTimer(self)
        self._scroll.setInterval(_SCROLL_MS)
        self._scroll.timeout.connect(self._on_scroll)
        view.viewport().installEventFilter(self)
        view.installEventFilter(self)

    def end_at(self, where: QPointF) -> End | None:
        """Return the end of the current highlight at a point of the viewport."""
        view, uuid = self._view, self._view.marks.current
        place = view.marks.highlights.range_of(uuid) if uuid is not None else None
        if view.page is None or place is None or place[0] >= place[1]:
            return None
        first, last = (view.page.map.to_code_point(at) for at in shown(view.page.document, view.clip()))
        at = where + view.clip().topLeft()
        near = [end for end in ends_between(view.page, *place, first, last + 1) if end.reach.contains(at)]
        return min(near, key=lambda end: abs(end.x - at.x()), default=None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take presses on an end, and what follows until the button is let go."""
        if isinstance(event, QKeyEvent):
            if self._held is not None and event.key() == Qt.Key.Key_Escape:
                if event.type() == QEvent.Type.KeyPress:
                    self._give_up()
                return True
        elif isinstance(event, QMouseEvent) and watched is self._view.viewport():
            return self._take(event)
        return False

    def _take(self, event: QMouseEvent) -> bool:
        match event.type():
            case QEvent.Type.MouseButtonPress if event.button() is Qt.MouseButton.LeftButton:
                return self._press(event.position())
            case QEvent.Type.MouseMove if self._held is not None:
                self._move(event.position())
                return True
            case QEvent.Type.MouseMove if not event.buttons() and self.end_at(event.position()) is not None:
                self._view.viewport().setCursor(Qt.CursorShape.SizeHorCursor)
                return True
            case QEvent.Type.MouseButtonRelease if self._held is not None:
                self._release(event)
                return True
        return False

    def _press(self, where: QPointF) -> bool:
        self._held = self.end_at(where)
        uuid = self._view.marks.current
        place = self._view.marks.highlights.range_of(uuid) if uuid is not None else None
        if self._held is None or uuid is None or place is None:
            self._held = None
            return False
        self._uuid, self._before, self._pressed, self._dragging = uuid, place, where, False
        return True

    def _move(self, where: QPointF) -> None:
        self._last = where
        if not self._dragging and (where - self._pressed).manhattanLength() < QApplication.startDragDistance():
            return
        self._dragging = True
        self._follow()
        inside = 0 <= where.y() <= self._view.viewport().height()
        if inside:
            self._scroll.stop()
        elif not self._scroll.isActive():
            self._scroll.start()

    def _follow(self) -> None:
        """Show the highlight with its end where the mouse is, never without a letter."""
        page = self._view.page
        assert page is not None
        assert self._held is not None
        at = self._last + self._view.clip().topLeft()
        hit = page.document.documentLayout().hitTest(at, Qt.HitTestAccuracy.FuzzyHit)
        there = page.map.to_code_point(hit)
        start, end = self._before
        if self._held.is_start:
            start = min(there, end - 1)
        else:
            end = max(there, start + 1)
        self._show((start, end))

    def _show(self, place: Range) -> None:
        self._view.set_highlights(self._view.marks.highlights.moved(self._uuid, *place))

    def _release(self, event: QMouseEvent) -> None:
        place = self._view.marks.highlights.range_of(self._uuid)
        self._held = None
        self._scroll.stop()
        if not self._dragging:
            self.clicked.emit(event.position(), event.globalPosition().toPoint())
        elif place is not None and place != self._before:
            self.moved.emit(self._uuid, *place)

    def _give_up(self) -> None:
        self._held = None
        self._scroll.stop()
        self._show(self._before)

    def _on_scroll(self) -> None:
        height = self._view.viewport().height()
        over = self._last.y() if self._last.y() < 0 else self._last.y() - height
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + round(max(-_FASTEST, min(_FASTEST, over))))
        self._last = QPointF(self._last.x(), max(-_FASTEST, min(self._last.y(), height + _FASTEST)))
        self._follow()
