"""Where notes stand in the margin: as near to their lines as can be, in order, none over another. Numbers alone.

Distances are pixels; `y` is where a note's upper edge belongs, beside its line.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf

_BACK_IN_REACH = 0.3
"""Once notes are gathered they are until the stack is so much nearer to its lines: few gatherings rather than many."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What has a place of its own: the note `first`, or those from `first` up to `end` (exclusive) gathered as one."""

    first: int
    end: int
    is_gathered: bool = False


def gathered(
    wanted: Sequence[float], height_of: Callable[[int], float], gap: float, reach: float, low: float, kept: int | None
) -> tuple[Entry, ...]:
    """Return which notes stand by themselves and which are gathered, where more are wanted than there is room for.

    A stack that begins at its first line may hang down to `reach` below the line of its last note. Notes that would
    hang further are gathered into one; the note `kept` never is. `low` is where the first may begin. Only the heights
    of notes that stand by themselves are asked for, so thousands cost no more than a stack.
    """
    entries: list[Entry] = []
    bottom, first = low, -1
    for at, y in enumerate(wanted):
        limit = reach * _BACK_IN_REACH if first >= 0 else reach
        if at != kept and bottom - y > limit:
            if first < 0:
                first = at
                bottom = max(bottom, y) + height_of(-1) + gap
            continue
        if first >= 0:
            entries.append(Entry(first, at, is_gathered=True))
            first = -1
        entries.append(Entry(at, at + 1))
        bottom = max(bottom, y) + height_of(at) + gap
    if first >= 0:
        entries.append(Entry(first, len(wanted), is_gathered=True))
    return tuple(entries)


def stacked(
    wanted: Sequence[float],
    heights: Sequence[float],
    gap: float,
    low: float = -inf,
    high: float = inf,
    pinned: int | None = None,
) -> list[float]:
    """Return the upper edge of each note: in order, `gap` apart, within `low` and `high`, `pinned` just at its line.

    Of all such places those with the least sum of squared distances from what is wanted. Where the room is too small,
    `low` holds, then the order, then `high`; a pinned note that the room or those above it push is as near as can be.
    """
    if not wanted:
        return []
    if pinned is not None:
        return _around(wanted, heights, gap, low, high, pinned)
    # Less the heights above it each note only must not stand before the last one: an isotonic regression.
    above = [0.0]
    for height in heights[:-1]:
        above.append(above[-1] + height + gap)
    last = high - above[-1] - heights[-1]
    levels = _isotonic([y - before for y, before in zip(wanted, above, strict=True)])
    return [max(low, min(level, last)) + before for level, before in zip(levels, above, strict=True)]


def _around(
    wanted: Sequence[float], heights: Sequence[float], gap: float, low: float, high: float, pinned: int
) -> list[float]:
    room_above = sum(heights[:pinned]) + gap * pinned
    room_below = sum(heights[pinned:]) + gap * (len(heights) - pinned - 1)
    at = max(low + room_above, min(wanted[pinned], high - room_below))
    before = stacked(wanted[:pinned], heights[:pinned], gap, low, at - gap)
    after = stacked(wanted[pinned + 1 :], heights[pinned + 1 :], gap, at + heights[pinned] + gap, high)
    return [*before, at, *after]


def _isotonic(values: Sequence[float]) -> list[float]:
    """Return the values that never fall with the least sum of squared distances from the given.

    By pooling adjacent violators (Barlow and others, *Statistical Inference under Order Restrictions*, 1972).
    """
    pools: list[tuple[float, int]] = []
    for value in values:
        total, count = value, 1
        while pools and pools[-1][0] * count >= total * pools[-1][1]:
            last_total, last_count = pools.pop()
            total, count = total + last_total, count + last_count
        pools.append((total, count))
    return [total / count for total, count in pools for _ in range(count)]
