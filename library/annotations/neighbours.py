"""Where a passage must be, by the surely placed annotations before and after it."""

from __future__ import annotations

import bisect
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Placed:
    """A passage that was found word for word: where it stood and where it stands (code points)."""

    old: int
    new: int
    length: int

    def carried(self, position: int) -> int:
        """Return where a position within the passage is now; one outside counts as its nearer end."""
        return self.new + min(max(0, position - self.old), self.length)


Bracket = tuple[int, int]
"""From where to where a passage can be, in code points."""


class Neighbours:
    """The longest sequence of placed passages that stand in the same order in both texts."""

    def __init__(self, placed: Iterable[Placed]) -> None:
        self._placed = _in_order(sorted(placed, key=lambda each: (each.old, each.new)))
        self._starts = [each.old for each in self._placed]

    def bracket(self, start: int, end: int, length: int) -> Bracket:
        """Return where a passage is if nothing changed places, in a text of `length` code points."""
        left = bisect.bisect_right(self._starts, start) - 1
        right = bisect.bisect_left(self._starts, end)
        low = self._placed[left].carried(start) if left >= 0 else 0
        high = self._placed[right].carried(end) if right < len(self._placed) else length
        if left >= 0 and self._placed[left].old + self._placed[left].length >= end:
            high = self._placed[left].carried(end)
        return low, max(low, high)


def _in_order(placed: list[Placed]) -> list[Placed]:
    lowest: list[int] = []
    tops: list[int] = []
    previous: list[int] = []
    for at, each in enumerate(placed):
        pile = bisect.bisect_right(lowest, each.new)
        previous.append(tops[pile - 1] if pile else -1)
        lowest[pile : pile + 1] = [each.new]
        tops[pile : pile + 1] = [at]
    chosen = []
    at = tops[-1] if tops else -1
    while at >= 0:
        chosen.append(placed[at])
        at = previous[at]
    return chosen[::-1]
