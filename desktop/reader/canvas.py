"""The page on the screen: shows a rendered story, paints what is marked on it, scrolls, and keeps the place.

Fetches nothing: pictures come out of the document, and nothing else is ever loaded. What a reader does with mouse and
keys is `view`'s.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QUrl, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit, QWidget

from desktop.reader import scrolling
from desktop.reader.compared import ChangeMark
from desktop.reader.flash import Flash
from desktop.reader.growing import Growing
from desktop.reader.highlights import Highlights
from desktop.reader.lines import line_of
from desktop.reader.margin import Margin
from desktop.reader.marks import Marks, Range, boxes, paint_marks
from desktop.reader.placing import Placing
from desktop.reader.render import RenderedPage
from desktop.reader.scroll_bar import PageScrollBar

FLASH_MS = 900
"""How long a passage that was jumped to glows; 0 turns it off."""


class Canvas(QTextBrowser):
    """Shows one story. Positions are code points of the canonical text, where nothing else is said.

    `scrolled` comes when the reader scrolled, `settled` when another part shows for any other reason;
    `outgrown` comes when the page would be set another way in the width it has now; `current_changed` carries the UUID
    of the annotation that is the current one now, or None.
    """

    scrolled = Signal()
    settled = Signal()
    outgrown = Signal()
    current_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page: RenderedPage | None = None
        self.marks = Marks(Highlights())
        self.page_width = 0
        self._placing = Placing(self)
        self._blank = QTextDocument(self)
        self._set_up()
        self._flash = Flash(self.viewport())
        self.growing = Growing(self)
        self.margin = Margin(self)
        self.verticalScrollBar().valueChanged.connect(self._on_scroll_value_changed)

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
        self.margin.set_notes((), 0)
        with self._placing.quietly():
            self._take(page)
            self._placing.put_at(place)
        self.settled.emit()
        self._tell_if_outgrown()

    def restyle(self, page: RenderedPage) -> None:
        """Show the same story set otherwise, with its marks, its selection and its place as they were."""
        cursor, anchor, before = self.textCursor(), self._placing.anchor(), self.page
        ends = [cursor.anchor(), cursor.position()]
        if before is not None:
            # Another style may hyphenate otherwise, so positions of the document mean other letters there.
            ends = [page.map.from_other(before.map, at) for at in ends]
            if anchor is not None:
                anchor = scrolling.Anchor(page.map.from_other(before.map, anchor.position), anchor.offset)
        with self._placing.quietly():
            self._take(page)
            cursor = self.textCursor()
            cursor.setPosition(ends[0])
            cursor.setPosition(ends[1], QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
            self._placing.hold(anchor)
        self.settled.emit()

    def show_none(self) -> None:
        """Let go of the story."""
        self._flash.stop()
        self.growing.begin(None)
        self.marks = Marks(Highlights())
        with self._placing.quietly():
            self.setDocument(self._blank)
            self.page = None
            self._placing.forget()
        self.margin.hide()
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

    def set_spoken(self, sentence: Range | None, word: Range | None = None) -> None:
        """Mark the sentence that is being read aloud, and the word of it that is being said."""
        self.marks.sentence, self.marks.word = sentence, word
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
        # Before it is laid out: Qt loses lines when a format changes in what it has laid out in part.
        page.fit(min(page.style.page_width, self.room))
        # The widget must let go of the old document before its last reference does.
        self.setDocument(page.document)
        self.page = page
        self.page_width = 0
        self._fit()
        self.growing.begin(page)

    def loadResource(self, kind: int, name: QUrl | str) -> None:
        """Load nothing, whatever a document asks for."""

    # Width

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Centre the page, and keep the place where its width changed."""
        anchor = self._placing.anchor()
        with self._placing.quietly():
            super().resizeEvent(event)
            changed = self.page is not None and self._fit()
            if self.page is not None:
                self._placing.hold(anchor, scroll=changed)
                self._placing.build_ahead()
        self.settled.emit()
        self._tell_if_outgrown()

    def _tell_if_outgrown(self) -> None:
        # Setting the margins is a change of size inside the one that calls for it: only the outer one holds the place.
        if self.page is not None and not self._placing.is_settling and self.page.is_outgrown:
            self.outgrown.emit()

    @property
    def room(self) -> int:
        """The width of the widest page there is room for, in pixels."""
        return max(1, self.width() - self.verticalScrollBar().sizeHint().width())

    def _fit(self) -> bool:
        """Set the width of page and margins; return whether the page's own width changed."""
        assert self.page is not None
        made = self.margin.fit(self.width(), self.verticalScrollBar().sizeHint().width(), self.page)
        self.setViewportMargins(made.left, 0, made.right, 0)
        self.margin.stand(made, self.height())
        self.marks.note_signs = not made.notes
        if made.page == self.page_width:
            return False
        self.page_width = made.page
        self.page.fit(made.page)
        if made.page != self.lineWrapColumnOrWidth():  # else Qt would lay everything out a second time
            self.setLineWrapColumnOrWidth(made.page)
        return True

    def want_margin(self, wanted: bool) -> None:
        """Have notes stand in the margin where there is room for them, or signs alone; the place is kept."""
        if wanted != self.margin.wanted:
            self.margin.wanted = wanted
            if self.page is not None:
                with self._placing.quietly():
                    self._fit()
                self.settled.emit()
            self.viewport().update()

    # Scrolling

    def _on_scroll_value_changed(self) -> None:
        if self.page is not None and self.page_width:
            self._placing.build_ahead()
        if not self._placing.is_settling:
            self._placing.forget()
            self.scrolled.emit()

    def at_end(self) -> bool:
        """True if the last line of the page shows."""
        return self.page is not None and self._placing.at_end()

    def text_end_shows(self) -> bool:
        """True if the last line of the story's text shows; other stories named below it don't count."""
        return self.page is not None and self._placing.progress() >= 1.0

    def place(self) -> tuple[int, float]:
        """Return the code point of the first whole line that shows, and how much of the text is above, 0.0-1.0."""
        return self._placing.place() if self.page is not None else (0, 0.0)

    def set_place(self, code_point: int) -> None:
        """Show the story from a place on; not the reader's doing."""
        if self.page is None:
            return
        with self._placing.quietly():
            self._placing.put_at(code_point)
        self.settled.emit()

    def return_to(self, code_point: int) -> None:
        """Show the story from a place on, because the reader wants to be there."""
        if self.page is not None:
            self._placing.go_to_line(code_point)

    def page_down(self) -> bool:
        """Scroll a page, less two lines, and no line cut at the top; return False where the end already shows."""
        if self.page is None or self.at_end():
            return False
        self._placing.page_down()
        return True

    def page_up(self) -> None:
        """Scroll a page back, less two lines."""
        if self.page is not None:
            self._placing.page_up()

    def scroll_to_end(self) -> None:
        """Scroll to the end of the page."""
        if self.page is not None:
            self._placing.go_to_end()

    def go_to(self, start: int, end: int | None = None) -> None:
        """Scroll so that a passage (or a line) stands in the upper third, and let it glow for a moment.

        An annotation that sits just there becomes the current one.
        """
        if self.page is None:
            return
        self._placing.go_to_passage(start)
        self.set_current(self.marks.highlights.sitting_at(start, end))
        self._flash.begin(self.marks, (start, end) if end is not None else self._line_range(start), FLASH_MS)

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
            self._placing.go_to_passage(start)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ornaments and marks, then let Qt paint the text over them."""
        if self.page is not None:
            painter = QPainter(self.viewport())
            clip = QRectF(event.rect()).translated(0, self._placing.value)
            painter.translate(0, -self._placing.value)
            self.page.paint_ornaments(painter, clip)
            paint_marks(painter, self.page, self.marks, clip)
            self.margin.paint_lit(painter)
            painter.end()
        super().paintEvent(event)

    def clip(self) -> QRectF:
        """Return the part of the document that shows, in its own coordinates."""
        return QRectF(self.viewport().rect()).translated(0, self._placing.value)

    def rect_of(self, start: int, end: int) -> QRectF:
        """Return the smallest rectangle around the letters of a range, in document coordinates; null for none."""
        united = QRectF()
        if self.page is not None:
            for _, box in boxes(self.page, start, end):
                united = united.united(box)
        return united
