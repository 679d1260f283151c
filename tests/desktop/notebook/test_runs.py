"""Selected rows as ranges: nothing is lost between them, and neighbours are one."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from desktop.notebook.pane import _runs


@given(st.sets(st.integers(0, 60)).map(sorted))
def test_ranges_have_the_rows_and_do_not_touch(rows: list[int]) -> None:
    found = list(_runs(rows))
    assert [row for first, last in found for row in range(first, last + 1)] == rows
    assert all(last + 1 < first for (_, last), (first, _) in pairwise(found))
