"""Which highlights show where, and how overlapping ones share a line, against a reading of every letter."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.reader.highlights import (
    LANES,
    Bookmark,
    Highlight,
    Highlights,
    highlights_of,
    hits_between,
    in_lanes,
    in_order,
    merged,
)
from library.model.annotation import AnchorState, Colour, HighlightStyle

RANGES = st.tuples(st.integers(0, 40), st.integers(1, 15)).map(lambda pair: (pair[0], pair[0] + pair[1]))
MANY = st.lists(RANGES, max_size=12).map(
    lambda ranges: [Highlight(str(number), *each) for number, each in enumerate(ranges)]
)


STYLES = (HighlightStyle.FILL, HighlightStyle.UNDERLINE)


def overlap(one: Highlight, other: Highlight) -> bool:
    return one.start < other.end and other.start < one.end


@given(MANY, RANGES)
def test_finds_just_what_touches_a_range_the_longest_first(many, asked) -> None:
    found = Highlights(many).between(*asked)
    assert {one.uuid for one in found} == {
        one.uuid for one in many if any(one.start <= letter < one.end for letter in range(*asked))
    }
    lengths = [one.end - one.start for one in found]
    assert lengths == sorted(lengths, reverse=True)


@given(MANY, st.integers(0, 60))
def test_the_topmost_is_the_shortest_on_a_letter(many, letter) -> None:
    lengths = sorted(one.end - one.start for one in many if one.start <= letter < one.end)
    found = Highlights(many).at(letter)
    assert (found.end - found.start if found else None) == min(lengths, default=None)
    assert [one.end - one.start for one in Highlights(many).covering(letter)] == lengths


@given(MANY, st.sets(st.integers(0, 11)))
def test_no_two_of_a_style_that_overlap_share_a_lane_but_the_last(many, underlined) -> None:
    many = [replace(one, style=STYLES[number in underlined]) for number, one in enumerate(many)]
    placed = in_lanes(many)
    assert sorted(one.uuid for one in placed) == sorted(one.uuid for one in many)
    for number, one in enumerate(placed):
        alike = [other for at, other in enumerate(placed) if at != number and other.style is one.style]
        others = [other for other in alike if overlap(one, other)]
        assert (one.lane is not None) or not others
        assert all(other.lane != one.lane or one.lane == LANES - 1 for other in others)


def test_one_that_stands_alone_has_no_lane_and_neighbours_do_not_overlap() -> None:
    placed = in_lanes([Highlight("a", 0, 5), Highlight("b", 5, 9), Highlight("c", 20, 22)])
    assert [one.lane for one in placed] == [None, None, None]


def test_an_underline_shares_nothing_with_a_box() -> None:
    placed = in_lanes([Highlight("a", 0, 9), Highlight("b", 3, 6, style=HighlightStyle.UNDERLINE)])
    assert [(one.uuid, one.lane) for one in placed] == [("a", None), ("b", None)]


def test_moved_ends_change_lanes_and_nothing_else() -> None:
    before = Highlights([Highlight("a", 0, 5), Highlight("b", 3, 9, Colour.BLUE)], [Bookmark("m", 2)], ["w"])
    after = before.moved("b", 5, 9)
    assert after.between(0, 20) == (Highlight("a", 0, 5), Highlight("b", 5, 9, Colour.BLUE))
    assert [after.range_of(uuid) for uuid in "abmw"] == [(0, 5), (5, 9), (2, 2), (0, 0)]
    assert before.range_of("b") == (3, 9)


def test_a_free_lane_is_used_again() -> None:
    placed = in_lanes([Highlight("long", 0, 30), Highlight("b", 2, 6), Highlight("c", 8, 12)])
    assert [(one.uuid, one.lane) for one in placed] == [("long", 0), ("b", 1), ("c", 1)]


@pytest.mark.parametrize(
    ("intervals", "expected"),
    [
        ([], ()),
        ([(0, 5), (5, 9)], ((0, 9),)),
        ([(10, 20), (0, 9.5)], ((0, 20),)),
        ([(10, 20), (0, 8)], ((0, 8), (10, 20))),
        ([(0, 30), (5, 9)], ((0, 30),)),
    ],
)
def test_intervals_join_where_they_meet(intervals, expected) -> None:
    assert merged(intervals) == expected


@given(st.lists(RANGES, max_size=10), RANGES)
def test_hits_are_put_in_order_and_found_by_place(ranges, asked) -> None:
    hits = in_order(ranges, 45)
    letters = {letter for start, end in ranges for letter in range(start, min(end, 45))}
    assert {letter for start, end in hits for letter in range(start, end)} == letters
    assert all(before[1] <= after[0] for before, after in pairwise(hits))
    expected = [hit for hit in hits if hit[0] < asked[1] and asked[0] < hit[1]]
    assert list(hits_between(hits, *asked)) == expected


def test_orphans_are_not_on_the_page_and_bookmarks_are_points(anchored) -> None:
    made = highlights_of(
        (
            anchored("gone", 0, 0, state=AnchorState.ORPHAN),
            anchored("about", 4, 8, state=AnchorState.APPROXIMATE),
            anchored("name", 6, 12, note="the place", bookmark=True),
            anchored("cut", 8, 99),
        ),
        length=10,
    )
    assert [(one.uuid, one.start, one.end, one.approximate) for one in made.between(0, 10)] == [
        ("about", 4, 8, True),
        ("cut", 8, 10, False),
    ]
    assert made.bookmarks(0, 10) == (Bookmark("name", 6, name="the place"),)
    assert made.range_of("gone") is None
    assert made.range_of("name") == (6, 6)


@pytest.mark.parametrize(
    ("start", "end", "expected"), [(5, 20, "long"), (5, 9, "short"), (5, 7, "short"), (30, 31, None), (5, None, "mark")]
)
def test_a_jump_finds_the_annotation_of_just_that_range(start, end, expected) -> None:
    highlights = Highlights([Highlight("long", 5, 20), Highlight("short", 5, 9)], [Bookmark("mark", 5)])
    assert highlights.sitting_at(start, end) == expected
