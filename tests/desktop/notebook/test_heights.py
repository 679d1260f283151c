"""Rows of different heights, of which few are measured: places must add up whatever is known."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.notebook.heights import Heights

SIZES = st.lists(st.integers(1, 300), min_size=1, max_size=40)


@given(SIZES, st.data())
def test_every_place_belongs_to_the_row_that_stands_there(sizes: list[int], data: st.DataObject) -> None:
    heights = Heights(len(sizes), 50)
    measured = data.draw(st.sets(st.integers(0, len(sizes) - 1)))
    for row in measured:
        heights.measure(row, sizes[row])
    places = [row for row in range(len(sizes)) for _ in range(sizes[row] if row in measured else 50)]
    assert heights.total() == len(places)
    first, last = sorted(data.draw(st.tuples(*[st.integers(0, len(places) - 1)] * 2)))
    assert heights.rows_between(first, last) == range(places[first], places[last] + 1)
    assert [heights.top(row) for row in range(len(sizes))] == [places.index(row) for row in range(len(sizes))]


def test_a_height_that_was_guessed_right_moves_nothing_and_counts_as_measured() -> None:
    heights = Heights(3, 50)
    assert not heights.measure(1, 50)
    assert heights.is_measured(1)
    assert heights.measure(1, 51)
    heights.forget()
    assert not heights.is_measured(1)
    assert heights.total() == 151


def test_nothing_has_no_rows() -> None:
    assert Heights().total() == 0
    assert list(Heights().rows_between(0, 500)) == []
