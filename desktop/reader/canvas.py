"""The page on the screen: shows a rendered story, paints what is marked on it, scrolls, and keeps the place.

Fetches nothing: pictures come out of the document, and nothing else is ever loaded. What a reader does with mouse and
keys is `view`'s.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, QTimer, QUrl, QVariantAnimation, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit, QWidget

from desktop.reader import scrolling
from desktop.reader._pictures import Picture
from desktop.reader.compared import ChangeMark
from desktop.reader.highlights import Highlights
from desktop.reader.lines import first_whole, line_of
from desktop.reader.marks import Marks, Range, boxes, paint_marks
from desktop.reader.render import RenderedPage
from desktop.reader.scroll_bar import PageScrollBar

FLASH_MS = 900
"""How long a passage that was jumped to glows; 0 turns it off."""

_SLICE_LETTERS = 5_000
"""Code points that are set at a time while a long story is being built: 2 to 4 ms."""
_LONGEST_LINE = 400
"""Code points; a place that is further below the first line that shows isn't in that line (the end of a story)."""
_FIRST_PAUSE_MS = 60
"""How long a story has for its first paint before the rest is built."""
_SCREENS_AHEAD = 2
"""How far below the upper edge of what shows the page is always built."""
_PAUSE_MS = 5
"""How long whatever else there is to do comes first, between two pieces."""


class Canvas(QTextBrowser):
    """Shows one story. Positions are code points of the canonical text, where nothing else is said.

    `scrolled` comes when the reader scrolled, `settled` when another part shows for any other reason;
    `current_changed` carries the UUID of the annotation that is the current one now, or None.
    """

    scrolled = Signal()
    settled = Signal()
    current_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page: RenderedPage | None = None
        self.marks = Marks(Highlights())
        self._anchor: scrolling.Anchor | None = None
        self._put: int | None = None
        self._settling = 0
        self._page_width = 0
        self._blank = QTextDocument(self)
        self._set_up()
        self._flash = QVariantAnimation(self)
        self._flash.setStartValue(1.0)
        self._flash.setEndValue(0.0)
        self._flash.valueChanged.connect(self._on_flash)
        self.verticalScrollBar().valueChanged.connect(self._on_scroll_value_changed)
        self._rest = QTimer(self)
        self._rest.timeout.connect(self._build_some)

    def _set_up(self) -> None:
        self.setObjectName("page")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setAcceptDrops(False)
        self.setUndoRedoEnabled(False)
        # The width of the text is the page's, not the window's: a wide window has nothing to lay out again.
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setVerticalScrollBar(PageScrollBar(Qt.Orientation.Vertical, self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.setAutoFillBackground(True)

    # What is shown

    def show_page(self, page: RenderedPage, highlights: Highlights, place: int) -> None:
        """Show another story, from a place in it."""
        self._flash.stop()
        self.marks = Marks(highlights)
        with self._quietly():
            self._take(page)
            self._anchor = None
            self._put_at(place)
        self.settled.emit()

    def restyle(self, page: RenderedPage) -> None:
        """Show the same story set otherwise, with its marks, its selection and its place as they were."""
        cursor, anchor, before = self.textCursor(), self._anchor or self._anchor_here(), self.page
        ends = [cursor.anchor(), cursor.position()]
        if before is not None:
            # Another style may hyphenate otherwise, so positions of the document mean other letters there.
            ends = [page.map.from_other(before.map, at) for at in ends]
            if anchor is not None:
                anchor = scrolling.Anchor(page.map.from_other(before.map, anchor.position), anchor.offset)
        with self._quietly():
            self._take(page)
            cursor = self.textCursor()
            cursor.setPosition(ends[0])
            cursor.setPosition(ends[1], QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
            self._hold(anchor)
        self.settled.emit()

    def show_none(self) -> None:
        """Let go of the story."""
        self._flash.stop()
        self._rest.stop()
        self.marks = Marks(Highlights())
        with self._quietly():
            self.setDocument(self._blank)
            self.page, self._anchor, self._put = None, None, None
        self.settled.emit()

    def set_highlights(self, highlights: Highlights) -> None:
        """Show other annotations; nothing moves."""
        self.marks.highlights = highlights
        if self.marks.current is not None and highlights.range_of(self.marks.current) is None:
            self.set_current(None)
        self.viewport().update()

    def set_hits(self, hits: tuple[Range, ...], current: Range | None = None) -> None:
        """Mark hits of a search (in order, not overlapping), and one of them more strongly."""
        self.marks.hits, self.marks.current_hit = hits, current
        self.viewport().update()

    def set_changes(self, changes: tuple[ChangeMark, ...]) -> None:
        """Mark what differs between two versions."""
        self.marks.changes = changes
        self.viewport().update()

    def set_focused(self, focused: Range | None) -> None:
        """Mark the paragraph that the keys are on."""
        self.marks.focused = focused
        self.viewport().update()

    def set_current(self, uuid: str | None) -> None:
        """Make an annotation the current one."""
        if uuid != self.marks.current:
            self.marks.current = uuid
            self.viewport().update()
            self.current_changed.emit(uuid)

    def _take(self, page: RenderedPage) -> None:
        # The widget must let go of the old document before its last reference does.
        self.setDocument(page.document)
        self.page = page
        self._page_width = 0
        self._fit()
        if page.is_complete:
            self._rest.stop()
        else:
            self._rest.start(_FIRST_PAUSE_MS)

    def _build_some(self) -> None:
        """Have a little more of the page built, until it is complete."""
        if self.page is None or self.page.is_complete:
            self._rest.stop()
            return
        self._rest.setInterval(_PAUSE_MS)
        self.page.build(_SLICE_LETTERS)

    def loadResource(self, kind: int, name: QUrl | str) -> None:
        """Load nothing, whatever a document asks for."""

    # Width

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Centre the page, and keep the place where its width changed."""
        anchor = self._anchor or self._anchor_here()
        with self._quietly():
            super().resizeEvent(event)
            if self.page is not None:
                if self._fit():
                    self._hold(anchor)
                self.page.reach(self._value() + _SCREENS_AHEAD * self.viewport().height())
        self._anchor = anchor
        self.settled.emit()

    def _fit(self) -> bool:
        """Set the width of page and margins; return whether the page's own width changed."""
        assert self.page is not None
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        width = max(1, min(self.page.style.page_width, room))
        left = max(0, (self.width() - width) // 2)
        left = min(left, room - width)
        self.setViewportMargins(left, 0, room - width - left, 0)
        if width == self._page_width:
            return False
        self._page_width = width
        self.page.fit(width)
        self.setLineWrapColumnOrWidth(width)
        return True

    def _anchor_here(self) -> scrolling.Anchor | None:
        if self.page is None or not self._page_width or self._value() <= 0:
            return None
        return scrolling.anchor_at(self.page.document, self._value())

    def _hold(self, anchor: scrolling.Anchor | None) -> None:
        if self.page is not None and anchor is not None:
            self._set_value(scrolling.value_of(self.page.document, anchor))
        self._anchor = anchor

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        """Scroll without it being the reader's doing."""
        self._settling += 1
        try:
            yield
        finally:
            self._settling -= 1

    # Scrolling

    def _value(self) -> int:
        return self.verticalScrollBar().value()

    def _set_value(self, value: float) -> None:
        """Scroll, after the document has been laid out far enough for it."""
        assert self.page is not None
        self.page.reach(value + _SCREENS_AHEAD * self.viewport().height())
        first_whole(self.page.document, value + self.viewport().height())
        self.verticalScrollBar().setValue(round(value))

    def _on_scroll_value_changed(self) -> None:
        if self.page is not None and self._page_width:
            self.page.reach(self._value() + _SCREENS_AHEAD * self.viewport().height())
        if not self._settling:
            self._anchor = self._put = None
            self.scrolled.emit()

    def at_end(self) -> bool:
        """True if the last line of the page shows."""
        return self.page is not None and scrolling.is_at_end(
            self.page.document, self._value(), self.viewport().height()
        )

    def text_end_shows(self) -> bool:
        """True if the last line of the story's text shows; other stories named below it don't count."""
        return self.page is not None and self._progress() >= 1.0

    def place(self) -> tuple[int, float]:
        """Return the code point of the first whole line that shows, and how much of the text is above, 0.0-1.0."""
        if self.page is None:
            return 0, 0.0
        return self._put or scrolling.place_of(self.page, self._value()), self._progress()

    def _progress(self) -> float:
        assert self.page is not None
        return scrolling.progress_of(self.page, self._value(), self.viewport().height())

    def set_place(self, code_point: int) -> None:
        """Show the story from a place on; not the reader's doing."""
        if self.page is None:
            return
        with self._quietly():
            self._put_at(code_point)
        self.settled.emit()

    def _put_at(self, code_point: int) -> None:
        assert self.page is not None
        self._set_value(scrolling.value_for_place(self.page, code_point))
        self._anchor = self._anchor_here()
        # In a narrower page its line may begin elsewhere; until the reader scrolls, this is where they are.
        at_line = scrolling.place_of(self.page, self._value())
        self._put = code_point if 0 < code_point - at_line < _LONGEST_LINE else None

    def return_to(self, code_point: int) -> None:
        """Show the story from a place on, because the reader wants to be there."""
        if self.page is not None:
            self._set_value(scrolling.value_for_place(self.page, code_point))

    def page_down(self) -> bool:
        """Scroll a page, less two lines, and no line cut at the top; return False where the end already shows."""
        if self.page is None or self.at_end():
            return False
        document, height = self.page.document, self.viewport().height()
        self._set_value(scrolling.page_down(document, self._value(), height))
        bar = self.verticalScrollBar()
        if self._value() == bar.maximum():
            whole = scrolling.uncut(document, self._value())
            if scrolling.is_at_end(document, whole, height):
                self._set_value(whole)
        return True

    def page_up(self) -> None:
        """Scroll a page back, less two lines."""
        if self.page is not None:
            height = self.viewport().height()
            self._set_value(scrolling.page_up(self.page.document, self._value(), height))

    def scroll_to_end(self) -> None:
        """Scroll to the end of the page."""
        if self.page is not None:
            self.page.build_all()
            self._set_value(self.page.document.documentLayout().documentSize().height())

    def go_to(self, start: int, end: int | None = None) -> None:
        """Scroll so that a passage (or a line) stands in the upper third, and let it glow for a moment.

        An annotation that sits just there becomes the current one.
        """
        if self.page is None:
            return
        self._set_value(scrolling.value_for_passage(self.page, start, self.viewport().height()))
        self.set_current(self.marks.highlights.sitting_at(start, end))
        passage = (start, end) if end is not None else self._line_range(start)
        if FLASH_MS:
            self.marks.flashed = passage
            self._flash.stop()
            self._flash.setDuration(FLASH_MS)
            self._flash.start()

    def _line_range(self, start: int) -> Range:
        assert self.page is not None
        line = line_of(self.page.document, self.page.map.to_qt(start))
        if line is None:
            return start, start
        return self.page.map.to_code_point(line.start), self.page.map.to_code_point(line.end)

    def reveal(self, start: int) -> None:
        """Scroll to a passage if it doesn't show already."""
        if self.page is None:
            return
        rect = self.rect_of(start, start + 1)
        if not self.clip().adjusted(0, 8, 0, -8).contains(rect.center()):
            self.show_passage(start)

    def show_passage(self, start: int) -> None:
        """Scroll so that a passage stands in the upper third."""
        if self.page is not None:
            self._set_value(scrolling.value_for_passage(self.page, start, self.viewport().height()))

    def _on_flash(self, strength: float) -> None:
        self.marks.flash = strength
        self.viewport().update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ornaments and marks, then let Qt paint the text over them."""
        if self.page is not None:
            painter = QPainter(self.viewport())
            clip = QRectF(event.rect()).translated(0, self._value())
            painter.translate(0, -self._value())
            self.page.paint_ornaments(painter, clip)
            paint_marks(painter, self.page, self.marks, clip)
            painter.end()
        super().paintEvent(event)

    def clip(self) -> QRectF:
        """Return the part of the document that shows, in its own coordinates."""
        return QRectF(self.viewport().rect()).translated(0, self._value())

    def picture_at(self, where: QPoint) -> Picture | None:
        """Return the picture at a point of the viewport."""
        if self.page is None:
            return None
        at = QPointF(where) + self.clip().topLeft()
        return self.page.document.picture_named(self.page.document.documentLayout().imageAt(at))

    def rect_of(self, start: int, end: int) -> QRectF:
        """Return the smallest rectangle around the letters of a range, in document coordinates; null for none."""
        united = QRectF()
        if self.page is not None:
            for _, box in boxes(self.page, start, end):
                united = united.united(box)
        return united
