"""Where the reader is in the story on a canvas: scrolls there, and holds on to it through whatever else moves the page.

Values are those of the scroll bar, which are pixels of the document; places are code points of the canonical text.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextDocument

from desktop.reader import scrolling
from desktop.reader.lines import first_whole
from desktop.reader.render import RenderedPage

if TYPE_CHECKING:
    from desktop.reader.canvas import Canvas

_LONGEST_LINE = 400
"""Code points; a place that is further below the first line that shows isn't in that line (the end of a story)."""
_SCREENS_AHEAD = 2
"""How far below the upper edge of what shows the page is always built."""


class Placing:
    """The place in one canvas. Where nothing else is said its methods need a page."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._anchor: scrolling.Anchor | None = None
        self._put: int | None = None
        self._settling = 0

    @property
    def value(self) -> int:
        """How far the page is scrolled."""
        return self._canvas.verticalScrollBar().value()

    @property
    def is_settling(self) -> bool:
        """True while something other than the reader scrolls."""
        return self._settling > 0

    @contextmanager
    def quietly(self) -> Iterator[None]:
        """Scroll without it being the reader's doing."""
        self._settling += 1
        try:
            yield
        finally:
            self._settling -= 1

    def scroll_to(self, value: float) -> None:
        """Scroll, after the document has been laid out far enough for it."""
        self._page.reach(value + _SCREENS_AHEAD * self._height)
        first_whole(self._document, value + self._height)
        self._canvas.verticalScrollBar().setValue(round(value))

    def build_ahead(self) -> None:
        """Have the page built as far as may show next."""
        self._page.reach(self.value + _SCREENS_AHEAD * self._height)

    # Held on to

    def forget(self) -> None:
        """Hold on to nothing: the reader scrolled, or there is no page."""
        self._anchor = self._put = None

    def anchor(self) -> scrolling.Anchor | None:
        """Return what is held on to, or else what the top of what shows would hold on to; None at the page's top."""
        if self._anchor is not None:
            return self._anchor
        if self._canvas.page is None or not self._canvas.page_width or self.value <= 0:
            return None
        return scrolling.anchor_at(self._document, self.value)

    def hold(self, anchor: scrolling.Anchor | None, scroll: bool = True) -> None:
        """Hold on to something, and show it where it was unless nothing has moved."""
        if scroll and anchor is not None:
            self.scroll_to(scrolling.value_of(self._document, anchor))
        self._anchor = anchor

    def put_at(self, code_point: int) -> None:
        """Show the story from a place on, and hold on to it."""
        self._anchor = None
        self.scroll_to(scrolling.value_for_place(self._page, code_point))
        self._anchor = self.anchor()
        # In a narrower page its line may begin elsewhere; until the reader scrolls, this is where they are.
        at_line = scrolling.place_of(self._page, self.value)
        self._put = code_point if 0 < code_point - at_line < _LONGEST_LINE else None

    # Asked for

    def place(self) -> tuple[int, float]:
        """Return the code point of the first whole line that shows, and how much of the text is above, 0.0-1.0."""
        return self._put or scrolling.place_of(self._page, self.value), self.progress()

    def progress(self) -> float:
        """Return how much of the text is above what shows, 0.0-1.0."""
        return scrolling.progress_of(self._page, self.value, self._height)

    def at_end(self) -> bool:
        """True if the last line of the page shows."""
        return scrolling.is_at_end(self._document, self.value, self._height)

    # Gone to

    def go_to_line(self, code_point: int) -> None:
        """Put the line of a place at the top."""
        self.scroll_to(scrolling.value_for_place(self._page, code_point))

    def go_to_passage(self, start: int) -> None:
        """Put the beginning of a passage into the upper third."""
        self.scroll_to(scrolling.value_for_passage(self._page, start, self._height))

    def page_down(self) -> None:
        """Scroll a page, less two lines, and no line cut at the top."""
        self.scroll_to(scrolling.page_down(self._document, self.value, self._height))
        if self.value == self._canvas.verticalScrollBar().maximum():
            whole = scrolling.uncut(self._document, self.value)
            if scrolling.is_at_end(self._document, whole, self._height):
                self.scroll_to(whole)

    def page_up(self) -> None:
        """Scroll a page back, less two lines."""
        self.scroll_to(scrolling.page_up(self._document, self.value, self._height))

    def go_to_end(self) -> None:
        """Scroll to the end of the page."""
        self._page.build_all()
        self.scroll_to(self._document.documentLayout().documentSize().height())

    @property
    def _page(self) -> RenderedPage:
        assert self._canvas.page is not None
        return self._canvas.page

    @property
    def _document(self) -> QTextDocument:
        return self._page.document

    @property
    def _height(self) -> int:
        return self._canvas.viewport().height()
