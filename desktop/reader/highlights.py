"""Which annotations mark which letters, and how overlapping ones share a line. Numbers alone: no Qt, no page.

Positions are code points of the canonical text, ends exclusive.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from library.model.annotation import AnchoredAnnotation, AnchorState, Colour, HighlightStyle, Motivation

LANES = 4
"""Boxes that can be seen within one another, and underlines that fit below a line without touching the next one; what
overlaps deeper shares the last."""

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Highlight:
    """A passage to mark.

    `lane` is None where it overlaps no other of its style; else it counts from 0: of boxes that lie within one another
    the outermost, of underlines the one at the text.
    """

    uuid: str
    start: int
    end: int
    colour: Colour = Colour.YELLOW
    note: str = ""
    approximate: bool = False
    style: HighlightStyle = HighlightStyle.FILL
    lane: int | None = None


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A point with a flag in the margin; `name` is what the reader called it."""

    uuid: str
    at: int
    colour: Colour = Colour.YELLOW
    name: str = ""


class Highlights:
    """The annotations of one story, for asking which of them show in a part of it.

    `whole` are the UUIDs of notes on the story as a whole, which mark nothing.
    """

    def __init__(
        self,
        highlights: Iterable[Highlight] = (),
        bookmarks: Iterable[Bookmark] = (),
        whole: Sequence[str] = (),
    ) -> None:
        self._all = in_lanes(highlights)
        self._starts = [one.start for one in self._all]
        # The furthest end so far never falls, so it can be bisected where the ends themselves can't.
        self._reach = list(accumulate((one.end for one in self._all), max))
        self._bookmarks = sorted(bookmarks, key=lambda one: one.at)
        self._by_uuid = {one.uuid: (one.start, one.end) for one in self._all}
        self._by_uuid |= {one.uuid: (one.at, one.at) for one in self._bookmarks}
        self._by_uuid |= dict.fromkeys(whole, (0, 0))
        self._whole = tuple(whole)

    def between(self, start: int, end: int) -> tuple[Highlight, ...]:
        """Return the highlights that touch the letters from `start` to `end`, the longest first."""
        first = bisect_right(self._reach, start)
        last = bisect_left(self._starts, end)
        found = (one for one in self._all[first:last] if one.end > start)
        return tuple(sorted(found, key=lambda one: (one.start - one.end, one.start)))

    def at(self, code_point: int) -> Highlight | None:
        """Return the topmost highlight, the shortest, on the letter at `code_point`."""
        covering = self.covering(code_point)
        return covering[0] if covering else None

    def covering(self, code_point: int) -> tuple[Highlight, ...]:
        """Return the highlights on the letter at `code_point`, the shortest first."""
        return self.between(code_point, code_point + 1)[::-1]

    def bookmarks(self, start: int, end: int) -> tuple[Bookmark, ...]:
        """Return the bookmarks at points from `start` to `end`, both included."""
        first = bisect_left(self._bookmarks, start, key=lambda one: one.at)
        last = bisect_right(self._bookmarks, end, key=lambda one: one.at)
        return tuple(self._bookmarks[first:last])

    def sitting_at(self, start: int, end: int | None) -> str | None:
        """Return the annotation of exactly that range, else the topmost on its first letter.

        Without an `end`, return the bookmark at `start`, if there is one.
        """
        if end is None:
            return next((one.uuid for one in self.bookmarks(start, start)), None)
        exact = (one.uuid for one in self.between(start, start + 1) if (one.start, one.end) == (start, end))
        topmost = self.at(start)
        return next(exact, topmost.uuid if topmost is not None else None)

    def range_of(self, uuid: str) -> tuple[int, int] | None:
        """Return where an annotation sits; an empty range for what marks no letters, None for one that isn't here."""
        return self._by_uuid.get(uuid)

    def moved(self, uuid: str, start: int, end: int) -> Highlights:
        """Return the same with the ends of one highlight put elsewhere."""
        highlights = (replace(one, start=start, end=end) if one.uuid == uuid else one for one in self._all)
        return Highlights(highlights, self._bookmarks, self._whole)


def highlights_of(annotations: Iterable[AnchoredAnnotation], length: int) -> Highlights:
    """Return what a text of `length` code points shows of its annotations. Orphans aren't in it."""
    highlights, bookmarks, whole = [], [], []
    for anchored in annotations:
        annotation, anchor = anchored.annotation, anchored.anchor
        start, end = max(0, anchor.start), min(length, anchor.end)
        if anchor.state is AnchorState.ORPHAN:
            continue
        if annotation.motivation is Motivation.BOOKMARKING:
            bookmarks.append(Bookmark(annotation.uuid, min(start, length), annotation.colour, annotation.note))
        elif start < end:
            approximate = anchor.state is AnchorState.APPROXIMATE
            highlights.append(
                Highlight(
                    annotation.uuid, start, end, annotation.colour, annotation.note, approximate, annotation.style
                )
            )
        elif not annotation.target.quote.exact:
            whole.append(annotation.uuid)
    return Highlights(highlights, bookmarks, whole)


def in_lanes(highlights: Iterable[Highlight]) -> list[Highlight]:
    """Return highlights by start, with a lane for each that overlaps another of its style: no two of these share one.

    Where more than `LANES` overlap, the rest go to the last lane together.
    """
    ordered = sorted(highlights, key=lambda one: (one.start, -one.end, one.uuid))
    placed: list[Highlight] = []
    for style in HighlightStyle:
        for cluster in _clusters([one for one in ordered if one.style is style]):
            placed += _in_lanes(cluster)
    return sorted(placed, key=lambda one: (one.start, -one.end, one.uuid))


def _in_lanes(cluster: Sequence[Highlight]) -> list[Highlight]:
    if len(cluster) == 1:
        return [replace(cluster[0], lane=None)]
    placed = []
    ends: list[int] = []
    for one in cluster:
        lane = next((at for at, end in enumerate(ends) if end <= one.start), len(ends))
        ends[lane : lane + 1] = [one.end]
        placed.append(replace(one, lane=min(lane, LANES - 1)))
    return placed


def merged(intervals: Iterable[Interval], tolerance: float = 1.0) -> tuple[Interval, ...]:
    """Return intervals from left to right, those joined that overlap or lie no more than `tolerance` apart."""
    joined: list[Interval] = []
    for left, right in sorted(intervals):
        if joined and left - joined[-1][1] <= tolerance:
            joined[-1] = (joined[-1][0], max(joined[-1][1], right))
        else:
            joined.append((left, right))
    return tuple(joined)


def hits_between(hits: Sequence[tuple[int, int]], start: int, end: int) -> Sequence[tuple[int, int]]:
    """Return those of the hits (in order, not overlapping) that touch the letters from `start` to `end`."""
    first = bisect_right(hits, start, key=lambda hit: hit[1])
    return hits[first : bisect_left(hits, end, key=lambda hit: hit[0])]


def in_order(hits: Iterable[tuple[int, int]], length: int) -> tuple[tuple[int, int], ...]:
    """Return hits in order, within a text of `length` code points, those that overlap made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted((max(0, start), min(length, end)) for start, end in hits):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        elif start < end:
            joined.append((start, end))
    return tuple(joined)


def _clusters(ordered: Sequence[Highlight]) -> Iterator[Sequence[Highlight]]:
    """Split highlights (by start) where none reaches over to the next."""
    reach = list(accumulate((one.end for one in ordered), max))
    breaks = [at for at in range(1, len(ordered)) if reach[at - 1] <= ordered[at].start]
    for first, last in pairwise([0, *breaks, len(ordered)]):
        if first < last:
            yield ordered[first:last]
