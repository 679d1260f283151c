"""How the page and the notes beside it share the width of the pane. Pixels; numbers alone."""

from __future__ import annotations

from dataclasses import dataclass

NARROWEST, WIDEST = 200, 300
"""Widths that the column of notes may have."""
FROM_THE_EDGE = 14
"""Least space between the notes and the pane's edge or its scroll bar."""


@dataclass(frozen=True, slots=True)
class Fit:
    """What stands left of the page, the page itself, what stands right of it, and the column of notes beside it.

    `notes` is 0 where there is no room for them.
    """

    left: int
    page: int
    right: int
    notes: int = 0


def fit(pane: int, bar: int, page: int, with_notes: bool = False, notes_left: bool = False) -> Fit:
    """Return how a page of `page` pixels, or less where the pane is narrower, stands left of a scroll bar.

    It stands in the middle. For notes it moves aside as far as they need, whether there are any or not: a text must
    not jump when the first note is written or the last one goes.
    """
    room = pane - bar
    width = max(1, min(page, room))
    left = min(max(0, (pane - width) // 2), room - width)
    least = NARROWEST + FROM_THE_EDGE
    if not with_notes or room - width < least:
        return Fit(left, width, room - width - left)
    left = max(left, least) if notes_left else min(left, room - width - least)
    right = room - width - left
    return Fit(left, width, right, min((left if notes_left else right) - FROM_THE_EDGE, WIDEST))
