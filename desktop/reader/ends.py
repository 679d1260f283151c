"""Where the two ends of a highlight stand on the page, whichever way its letters run.

Coordinates are the document's, in pixels.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from desktop.reader.lines import Line, boxes_of
from desktop.reader.render import RenderedPage

_REACH = 7.0
"""Pixels around an end in which the mouse takes hold of it."""


@dataclass(frozen=True, slots=True)
class End:
    """One end: the edge of its outermost letter, as high as the highlight there."""

    is_start: bool
    x: float
    top: float
    bottom: float

    @property
    def reach(self) -> QRectF:
        """Where the mouse takes hold of it."""
        return QRectF(self.x, self.top, 0, self.bottom - self.top).adjusted(-_REACH, -_REACH, _REACH, _REACH)


def ends_between(page: RenderedPage, start: int, end: int, first: int, last: int) -> tuple[End, ...]:
    """Return those ends of a highlight that lie between two code points; the rest may not even be set yet."""
    found = []
    if first <= start <= last:
        found.append(_end(page, range(start, end), is_start=True))
    if first <= end <= last:
        found.append(_end(page, range(end - 1, start - 1, -1), is_start=False))
    return tuple(each for each in found if each is not None)


def _end(page: RenderedPage, letters: Iterable[int], is_start: bool) -> End | None:
    """Return the outer edge of the first of the letters that is drawn: a newline isn't."""
    for letter in letters:
        for qt_start, qt_end in page.map.runs(letter, letter + 1):
            for line, box in boxes_of(page.document, qt_start, qt_end):
                at_right = _from_right(line, qt_start) == is_start
                return End(is_start, box.right() if at_right else box.left(), box.top(), box.bottom())
    return None


def _from_right(line: Line, position: int) -> bool:
    return any(run.isRightToLeft() for run in line.laid_out.glyphRuns(position - line.block.position(), 1))
