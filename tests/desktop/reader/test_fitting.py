"""The page and the notes beside it in panes of every width."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.reader.fitting import FROM_THE_EDGE, NARROWEST, WIDEST, Fit, fit

WIDTHS = st.integers(1, 3000)


@given(WIDTHS, st.integers(0, 20), WIDTHS, st.booleans(), st.booleans())
def test_page_and_notes_fit_into_the_pane(pane: int, bar: int, page: int, with_notes: bool, left: bool) -> None:
    made = fit(pane + bar, bar, page, with_notes, left)
    assert made.left >= 0
    assert made.right >= 0
    assert made.left + made.page + made.right == pane
    assert made.page == min(page, pane)
    assert made.notes == 0 or NARROWEST <= made.notes <= min(WIDEST, (made.left if left else made.right))


@given(st.integers(1, 1500), st.booleans())
def test_notes_are_shown_as_soon_as_there_is_room(page: int, left: bool) -> None:
    least = page + NARROWEST + FROM_THE_EDGE
    assert fit(least, 0, page, True, left).notes == NARROWEST
    assert fit(least - 1, 0, page, True, left).notes == 0


def test_the_page_stands_in_the_middle_unless_notes_need_the_room() -> None:
    assert fit(1400, 10, 600) == Fit(400, 600, 390)
    assert fit(1400, 10, 600, True) == Fit(400, 600, 390, WIDEST)
    assert fit(900, 10, 600, True) == Fit(76, 600, 214, NARROWEST)
    assert fit(900, 10, 600, True, True) == Fit(214, 600, 76, NARROWEST)
