"""Places of notes in the margin: in order, apart, nowhere nearer to their lines than they are."""

from __future__ import annotations

import time
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.reader.margin_layout import Entry, gathered, stacked

GAP = 2
NOTES = st.lists(st.tuples(st.integers(0, 400), st.integers(1, 60)), min_size=1, max_size=40).map(
    lambda notes: tuple(zip(*sorted(notes, key=lambda note: note[0]), strict=True))
)


def distance(places, wanted) -> float:
    return sum((place - y) ** 2 for place, y in zip(places, wanted, strict=True))


def fits(places, heights, gap=GAP) -> bool:
    pairs = pairwise(zip(places, heights, strict=True))
    return all(below >= above + height + gap - 1e-6 for (above, height), (below, _) in pairs)


@given(NOTES, st.integers(-50, 100), st.data())
def test_notes_are_in_order_and_never_overlap(notes, low: int, data) -> None:
    wanted, heights = notes
    pinned = data.draw(st.none() | st.integers(0, len(wanted) - 1))
    places = stacked(wanted, heights, GAP, low, pinned=pinned)
    assert fits(places, heights)
    assert places[0] >= low - 1e-6


@given(NOTES)
def test_a_note_with_room_stands_at_its_line(notes) -> None:
    wanted, heights = notes
    if fits(wanted, heights):
        assert stacked(wanted, heights, GAP) == pytest.approx(list(wanted))


@given(NOTES, st.integers(-40, 40))
def test_moving_all_lines_moves_all_notes(notes, by: int) -> None:
    wanted, heights = notes
    moved = stacked([y + by for y in wanted], heights, GAP)
    assert moved == pytest.approx([place + by for place in stacked(wanted, heights, GAP)])


SMALL = st.lists(st.tuples(st.integers(0, 6), st.integers(1, 3)), min_size=1, max_size=3).map(
    lambda notes: tuple(zip(*sorted(notes, key=lambda note: note[0]), strict=True))
)


@settings(max_examples=60, deadline=None)
@given(SMALL, st.sampled_from([-100, 0, 3]))
def test_no_other_places_are_nearer_to_the_lines(notes, low: int) -> None:
    """Against every way to place up to three notes on a grid."""
    wanted, heights = notes
    ours = stacked(wanted, heights, 1, low)
    assert ours[0] >= low
    grid = range(max(low, -5), 16)
    best = min(distance(places, wanted) for places in product(grid, repeat=len(wanted)) if fits(places, heights, 1))
    assert distance(ours, wanted) <= best + 1e-6


@given(NOTES, st.data())
def test_a_pinned_note_stands_at_its_line_and_the_others_as_near_as_that_leaves(notes, data) -> None:
    wanted, heights = notes
    pinned = data.draw(st.integers(0, len(wanted) - 1))
    places = stacked(wanted, heights, GAP, pinned=pinned)
    assert places[pinned] == wanted[pinned]
    free = stacked(wanted, heights, GAP)
    assert distance(places, wanted) >= distance(free, wanted) - 1e-6


def test_a_pinned_note_gives_way_to_what_must_stand_above_it() -> None:
    assert stacked([0, 0, 0], [10, 10, 10], 2, low=0, pinned=2) == [0, 12, 24]


def test_a_cluster_stands_around_its_line() -> None:
    assert stacked([100, 100, 100], [20, 20, 20], 0) == [80, 100, 120]


def test_notes_end_above_what_is_below_them() -> None:
    assert stacked([90, 95], [20, 20], 5, high=100) == [55, 80]


@given(NOTES, st.integers(0, 300), st.data())
def test_every_note_is_shown_or_gathered_and_none_hangs_out_of_reach(notes, reach: int, data) -> None:
    wanted, heights = notes
    kept = data.draw(st.none() | st.integers(0, len(wanted) - 1))
    asked: list[int] = []

    def height_of(at: int) -> float:
        asked.append(at)
        return heights[at] if at >= 0 else 5

    entries = gathered(wanted, height_of, GAP, reach, -1000, kept)
    assert [at for entry in entries for at in range(entry.first, entry.end)] == list(range(len(wanted)))
    assert kept is None or Entry(kept, kept + 1) in entries
    assert set(asked) - {-1} == {entry.first for entry in entries if not entry.is_gathered}
    bottom = -1000.0
    for entry in entries:
        y = wanted[entry.first]
        if not entry.is_gathered and entry.first != kept:
            assert bottom - y <= reach
        bottom = max(bottom, y) + (heights[entry.first] if not entry.is_gathered else 5) + GAP


def test_a_note_below_gathered_ones_hangs_no_further_for_them() -> None:
    entries = gathered([0, 1, 3], lambda at: (0, 1, 1, 5)[at], GAP, 0, -1000, None)
    assert entries == (Entry(0, 1), Entry(1, 3, is_gathered=True))


def test_forty_notes_on_one_line_are_a_few_and_the_rest_in_one() -> None:
    entries = gathered([100.0] * 40, lambda at: 60 if at >= 0 else 20, 10, 300, 0, None)
    assert entries == (*(Entry(at, at + 1) for at in range(5)), Entry(5, 40, is_gathered=True))


def test_four_hundred_notes_take_less_than_two_milliseconds() -> None:
    wanted, heights = [float(at * 7 % 311 + at * 20) for at in range(400)], [60.0 + at % 50 for at in range(400)]
    wanted.sort()

    def cost() -> float:
        begun = time.perf_counter()
        stacked(wanted, heights, 10)
        return time.perf_counter() - begun

    assert min(cost() for _ in range(20)) < 0.002
