"""Where to scroll: a page down or up without a line cut or lost, and which place in the story a scroll value means.

`top` and `height` say which part of the document shows, in pixels.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QTextDocument

from desktop.reader.lines import Line, first_whole, following, last_whole, line_of, preceding
from desktop.reader.render import RenderedPage

_KEPT_OF_A_TALL_PICTURE = 0.1
_UPPER_THIRD = 0.28
_ONE_PIXEL = 1.0


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a scroll value held on to: a document position, and how far above the shown part its line begins."""

    position: int
    offset: float


def is_at_end(document: QTextDocument, top: float, height: float) -> bool:
    """True if the last line of the page shows. Lays the document out no further than what shows."""
    last = last_whole(document, top + height)
    return last is not None and following(document, last) is None


def page_down(document: QTextDocument, top: float, height: float) -> float:
    """Return the scroll value of the next page: the last two whole lines of this one are its first two."""
    least = top + height * _KEPT_OF_A_TALL_PICTURE
    last = last_whole(document, top + height)
    before = preceding(document, last) if last is not None else None
    if before is None or before.top <= least:
        return top + height * (1 - _KEPT_OF_A_TALL_PICTURE)
    return before.top - 1


def page_up(document: QTextDocument, top: float, height: float) -> float:
    """Return the scroll value of the page before: the first two whole lines of this one are its last two."""
    if top <= 0:
        return 0
    first = first_whole(document, top)
    second = following(document, first) if first is not None else None
    if second is None:
        return max(0.0, top - height * (1 - _KEPT_OF_A_TALL_PICTURE))
    wanted = second.bottom - height
    if wanted <= 0:
        return 0
    whole = first_whole(document, wanted)
    if whole is None or whole.top >= top - height * _KEPT_OF_A_TALL_PICTURE:
        return max(0.0, top - height * (1 - _KEPT_OF_A_TALL_PICTURE))
    return whole.top - 1


def uncut(document: QTextDocument, value: float) -> float:
    """Return the nearest scroll value above `value` that cuts no line at the top."""
    line = first_whole(document, value)
    before = preceding(document, line) if line is not None else None
    return before.top - 1 if before is not None and before.bottom > value and before.top < value else value


def anchor_at(document: QTextDocument, top: float) -> Anchor:
    """Return what to hold on to while the page is set anew: the first whole line, and where it shows."""
    line = first_whole(document, top)
    return Anchor(line.start, line.top - top) if line is not None else Anchor(0, 0)


def value_of(document: QTextDocument, anchor: Anchor) -> float:
    """Return the scroll value at which an anchor shows where it did."""
    line = line_of(document, anchor.position)
    return max(0.0, line.top - anchor.offset) if line is not None else 0.0


def place_of(page: RenderedPage, top: float) -> int:
    """Return the code point of the first whole line that shows; 0 above the text."""
    line = first_whole(page.document, top)
    return page.map.to_code_point(line.start) if line is not None else 0


def value_for_place(page: RenderedPage, code_point: int) -> float:
    """Return the scroll value that puts a place at the top; the top of the page for the beginning of the text."""
    line = _line_of(page, code_point)
    return max(0.0, line.top - _ONE_PIXEL) if line is not None and code_point > 0 else 0.0


def value_for_passage(page: RenderedPage, start: int, height: float) -> float:
    """Return the scroll value that puts a passage into the upper third."""
    line = _line_of(page, start)
    return max(0.0, line.top - height * _UPPER_THIRD) if line is not None else 0.0


def progress_of(page: RenderedPage, top: float, height: float) -> float:
    """Return how much of the text is above what shows, 0.0-1.0, in letters: 0 at its beginning, 1 at its end."""
    first, last = place_of(page, top), last_whole(page.document, top + height)
    below = page.map.length - (page.map.to_code_point(last.end) if last is not None else 0)
    if below <= 0:
        return 1.0
    return first / (first + below)


def _line_of(page: RenderedPage, code_point: int) -> Line | None:
    return line_of(page.document, page.map.to_qt(code_point))
