"""Positions: code points of the canonical text on one side, UTF-16 positions of a QTextDocument on the other.

The document holds more than the canonical text: headings above the story, pictures, labels. It also counts otherwise:
a letter outside the first plane is two units. Pieces of canonical text stand in the document as segments, one for
each block or table cell; between two of them are exactly one code point of canonical text (a newline or a tab) and any
amount of made text. In a table from the right the cells of a row stand in the document in reverse. No Qt here: numbers
only.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of canonical text that stands unbroken in the document.

    `start` and `length` count code points, `qt_start` UTF-16 units of the document. `wide` are the offsets in code
    points, within the segment, of letters that take two units. `soft` are the offsets, in units of the segment's own
    text, of letters that a soft hyphen of the page stands before; the hyphen belongs to no code point, and a position
    before it is the same place as the one behind it.
    """

    start: int
    length: int
    qt_start: int
    wide: tuple[int, ...] = ()
    soft: tuple[int, ...] = ()

    @property
    def end(self) -> int:
        """Where it ends in the canonical text, in code points."""
        return self.start + self.length

    @property
    def qt_end(self) -> int:
        """Where it ends in the document, in UTF-16 units."""
        return self.qt_start + self.length + len(self.wide) + len(self.soft)

    def to_qt(self, code_point: int) -> int:
        """Return the document position of a code point from `start` to `end`."""
        offset = code_point - self.start
        units = offset + bisect_left(self.wide, offset)
        return self.qt_start + units + bisect_right(self.soft, units)

    def to_code_point(self, qt_position: int) -> int:
        """Return the code point at a position from `qt_start` to `qt_end`; in the middle of a wide letter, its own."""
        offset = qt_position - self.qt_start
        units = offset - _begun(self.soft, offset)
        return self.start + units - _begun(self.wide, units)


def _begun(extra: tuple[int, ...], offset: int) -> int:
    """Return how many additional units, each before one of the offsets in `extra`, begin before `offset`."""
    return bisect_left(range(len(extra)), offset, key=lambda index: extra[index] + index)


def wide_letters(text: str) -> tuple[int, ...]:
    """Return the offsets, in code points, of the letters that UTF-16 writes in two units."""
    if text.isascii() or max(text) < "\U00010000":
        return ()
    return tuple(at for at, letter in enumerate(text) if letter >= "\U00010000")


class OffsetMap:
    """Translates positions between the canonical text of a story and the document that shows it.

    `segments` are in canonical order, and `home` is the document position that stands for the beginning of a story
    without any text. A document that is still being built has only the first of them: `length` is that of the whole
    text then, in code points, and `build` is asked to add what a place needs that isn't there yet.
    """

    def __init__(
        self,
        segments: Sequence[Segment],
        home: int = 0,
        length: int | None = None,
        build: Callable[[int], None] | None = None,
    ) -> None:
        self._segments = [Segment(0, 0, home)]
        self._starts = [0]
        self._placed, self._qt_starts = self._segments[:], [home]  # as they stand in the document
        self._empty = True
        self._length = length
        self._build = build
        self.add(segments)

    def add(self, segments: Sequence[Segment]) -> None:
        """Take in the segments that follow, in canonical order; none stands before those that are known."""
        if segments and self._empty:
            self._empty = False
            self._segments, self._starts, self._placed, self._qt_starts = [], [], [], []
        self._segments += segments
        self._starts += [segment.start for segment in segments]
        placed = sorted(segments, key=lambda segment: segment.qt_start)
        self._placed += placed
        self._qt_starts += [segment.qt_start for segment in placed]

    @property
    def length(self) -> int:
        """Length of the canonical text in code points."""
        return self._segments[-1].end if self._length is None else self._length

    def to_qt(self, code_point: int) -> int:
        """Return the document position of a code point; one outside the text counts as its nearest end."""
        code_point = min(max(code_point, 0), self.length)
        self._reach(code_point)
        return self._segments[bisect_right(self._starts, code_point) - 1].to_qt(code_point)

    def _reach(self, code_point: int) -> None:
        if self._build is not None and code_point >= self._starts[-1]:
            self._build(code_point)

    def to_code_point(self, qt_position: int) -> int:
        """Return the code point at a document position; a position in made text counts as the nearest canonical one."""
        index = bisect_right(self._qt_starts, qt_position) - 1
        if index < 0:
            return 0
        segment = self._placed[index]
        if qt_position <= segment.qt_end:
            return segment.to_code_point(qt_position)
        if index + 1 == len(self._placed):
            return self._segments[-1].end
        following = self._placed[index + 1]
        nearer_following = following.qt_start - qt_position < qt_position - segment.qt_end
        return following.start if nearer_following else segment.end

    def from_other(self, other: OffsetMap, position: int) -> int:
        """Return where a position in another setting of the same story stands in this one."""
        # What stands above the text is the same in both.
        if position < other._qt_starts[0]:
            return position
        return self.to_qt(other.to_code_point(position))

    def selection_to_range(self, qt_start: int, qt_end: int) -> tuple[int, int] | None:
        """Return the code points (end exclusive) that a selection covers, or None if it covers made text alone."""
        low, high = sorted((qt_start, qt_end))
        last = bisect_right(self._qt_starts, high) - 1
        first = max(bisect_right(self._qt_starts, low) - 1, 0)
        if last < 0:
            return None
        if low > self._placed[first].qt_end:
            first += 1
        touched = self._placed[first : last + 1]
        if not touched:
            return None
        start = min(segment.to_code_point(max(low, segment.qt_start)) for segment in touched)
        end = max(segment.to_code_point(min(high, segment.qt_end)) for segment in touched)
        return (start, end) if start < end else None

    def runs(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """Return the document ranges (end exclusive) of the letters from `start` to `end`, one a segment.

        Made text between them (labels, picture credits) and the separators themselves are in none.
        """
        self._reach(min(end, self.length))
        first = max(bisect_right(self._starts, start) - 1, 0)
        found = []
        for segment in self._segments[first : bisect_left(self._starts, end)]:
            low, high = max(start, segment.start), min(end, segment.end)
            if low < high:
                found.append((segment.to_qt(low), segment.to_qt(high)))
        return tuple(found)
