"""Annotations of one story help each other, and the version they were made in helps most."""

from __future__ import annotations

import random
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.annotations.anchor import anchor, anchor_all
from library.annotations.describe import describe
from library.model.annotation import (
    Anchor,
    AnchorState,
    Target,
    TextPositionSelector,
    TextQuoteSelector,
)
from tests.library.annotations.test_anchor import ELSEWHERE, HAN, STORY

TIMETABLE = "\n".join(
    f"{day} May | Hall {hall} | Reading circle, doors open at seven"
    for day, hall in ((3, "A"), (10, "B"), (17, "A"), (24, "B"))
)


def target(quote: str, text: str, nth: int = 0) -> Target:
    start = -1
    for _ in range(nth + 1):
        start = text.index(quote, start + 1)
    return describe(1, 1, text, start, start + len(quote))


def by_version(quote: str, old: str, new: str, nth: int = 0) -> tuple[AnchorState, str]:
    """Place a quote of one text in another that is laid beside it; return the state and the words it was given."""
    (found,) = anchor_all([target(quote, old, nth)], new, {1: old})
    return found.state, new[found.start : found.end]


@given(st.lists(st.tuples(st.integers(0, len(STORY)), st.integers(0, len(STORY))), max_size=8), st.booleans())
def test_in_the_text_they_were_made_in_annotations_sit_where_they_were_made(
    places: list[tuple[int, int]], has_version: bool
) -> None:
    targets = [describe(1, 1, STORY, *sorted(place)) for place in places]
    expected = tuple(Anchor(AnchorState.EXACT, *sorted(place)) for place in places)
    assert anchor_all(targets, STORY, {1: STORY} if has_version else None) == expected


WORDS = [*STORY.split()[:40], "", "\n", "new", "words, and others", "the"]


@st.composite
def edits_around(draw: st.DrawFn) -> tuple[int, int, str, int]:
    """A passage of four words or more of STORY, and STORY after edits outside it: start, end, text, start there."""
    spans = [0, *(at + 1 for at, char in enumerate(STORY) if char.isspace()), len(STORY) + 1]
    first = draw(st.integers(0, len(spans) - 8))
    last = draw(st.integers(first + 5, len(spans) - 1))
    start, end = spans[first], spans[last] - 1
    parts = []
    for content in (STORY[:start], STORY[end:]):
        for _ in range(draw(st.integers(0, 3))):
            at = draw(st.integers(0, len(content)))
            gone = draw(st.integers(0, 60))
            content = content[:at] + draw(st.sampled_from(WORDS)) + content[at + gone :]
        parts.append(content)
    before, after = parts
    return start, end, f"{before} {STORY[start:end]} {after}", len(before) + 1


@given(edits_around(), st.booleans())
def test_edits_outside_a_passage_never_lose_it(edited: tuple[int, int, str, int], has_version: bool) -> None:
    start, end, new, expected = edited
    if new.count(STORY[start:end]) > 1:
        return
    (found,) = anchor_all([describe(1, 1, STORY, start, end)], new, {1: STORY} if has_version else None)
    assert found == Anchor(AnchorState.EXACT, expected, expected + end - start)


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60), st.data())
def test_any_targets_have_honest_anchors_in_any_text(old: str, new: str, other: str, data: st.DataObject) -> None:
    targets = []
    for _ in range(data.draw(st.integers(0, 4))):
        start = data.draw(st.integers(0, len(old)))
        end = data.draw(st.integers(start, len(old)))
        targets.append(describe(1, data.draw(st.integers(1, 3)), old, start, end))
    odd = Target(1, 1, TextQuoteSelector(other, new, old), TextPositionSelector(10**9, -5))
    for found, each in zip(anchor_all([*targets, odd], new, {1: old, 2: other}), [*targets, odd], strict=True):
        assert 0 <= found.start <= found.end <= len(new)
        assert 0.0 <= found.score <= 1.0
        if found.state is AnchorState.EXACT:
            assert new[found.start : found.end] == each.quote.exact


def test_order_among_neighbours_decides_between_equal_places() -> None:
    rule = "-" * 40
    old = "\n".join(f"Item {name} is new.\n{rule}\nSee the appendix.\n{rule}" for name in ("alpha", "beta", "gamma"))
    new = f"A paragraph, as long as an item and its rule, was put in front of it all, and of nothing else.\n{old}"
    middle = target("See the appendix", old, 1)
    assert anchor(middle.quote, middle.position, new).start < new.index("Item beta")  # the nearest, and wrong
    around = [target("Item beta is new", old), target("Item gamma is new", old)]
    *_, found = anchor_all([*around, middle], new)
    assert found.state is AnchorState.EXACT
    assert new.index("Item beta") < found.start < new.index("Item gamma")


def test_annotations_of_other_versions_are_no_neighbours() -> None:
    front = "An editor's long note came first in that version alone.\n"
    targets = [target("rebuild its oldest bridge", STORY), describe(1, 2, front + STORY, 0, 20)]
    moved, gone = anchor_all(targets, "Short lead. " + STORY)
    assert (moved.state, gone.state) == (AnchorState.EXACT, AnchorState.ORPHAN)


@pytest.mark.parametrize(
    ("quote", "old", "new", "expected"),
    [
        ("four millimetres", "four millimetres", "five millimetres", "five millimetres"),
        ("have asked for the rent", "asked for the rent", "been asking for the rent", "have been asking for the rent"),
        (  # of what was torn apart, the larger part
            "The work is to begin in March and to cost eleven million",
            "March and to",
            "March, if the river lets it, and if the engineers who measure the pier every morning agree. It will",
            "The work is to begin in March",
        ),
    ],
)
def test_an_edited_passage_is_found_beside_its_version(quote: str, old: str, new: str, expected: str) -> None:
    assert by_version(quote, STORY, STORY.replace(old, new)) == (AnchorState.APPROXIMATE, expected)


def test_one_of_many_alike_that_was_taken_out_is_an_orphan_beside_its_version() -> None:
    lines = TIMETABLE.split("\n")
    new = "\n".join((lines[0], lines[1], lines[3]))
    assert by_version("Reading circle", TIMETABLE, new, 2)[0] is AnchorState.ORPHAN
    # The quote and its context alone can't tell: another evening's looks the same.
    alone = target("Reading circle", TIMETABLE, 2)
    assert anchor(alone.quote, alone.position, new).state is AnchorState.EXACT


def test_a_short_quote_that_moved_with_its_paragraph_is_found() -> None:
    lines = STORY.split("\n")
    moved = "\n".join((*lines[:1], *lines[2:], lines[1]))
    assert by_version("pier", STORY, moved) == (AnchorState.EXACT, "pier")
    assert by_version("The work", STORY, moved) == (AnchorState.EXACT, "The work")


def test_a_short_quote_is_not_found_within_a_word() -> None:
    old = "A ship is on its way. All is well at the port of call."
    new = "A crisis of trust on its way. All goes well at the port of call."
    assert by_version("is", old, new)[0] is AnchorState.ORPHAN


def test_an_edited_passage_without_spaces_is_found_beside_its_version() -> None:
    new = "昨日消息：" + HAN.replace("下沉四毫米", "下沉约五毫米")
    assert by_version("北侧桥墩每年下沉四毫米", HAN, new) == (AnchorState.APPROXIMATE, "北侧桥墩每年下沉约五毫米")


@pytest.mark.parametrize("quote", ["We could have patched it again", "The council", "the", "four millimetres a year"])
def test_in_another_story_an_annotation_is_an_orphan_beside_its_version_too(quote: str) -> None:
    assert by_version(quote, STORY, ELSEWHERE)[0] is AnchorState.ORPHAN


def test_a_version_whose_text_is_not_the_quotes_is_no_evidence() -> None:
    one = target("rebuild its oldest bridge", STORY)
    new = "Lead. " + STORY
    assert anchor_all([one], new, {1: ELSEWHERE}) == anchor_all([one], new) != (Anchor(AnchorState.ORPHAN),)


@pytest.mark.parametrize("edit", [("The town", "In short: The town"), ("is to begin in March", "starts in March")])
def test_a_bookmark_stays_before_the_word_it_stood_before(edit: tuple[str, str]) -> None:
    point = STORY.index("The work is")
    new = STORY.replace(*edit)
    (found,) = anchor_all([describe(1, 1, STORY, point, point)], new, {1: STORY})
    assert (found.state, found.start, found.end) == (AnchorState.EXACT, new.index("The work"), new.index("The work"))


def test_a_bookmark_whose_surroundings_are_gone_is_an_orphan() -> None:
    point = STORY.index("The work is")
    (found,) = anchor_all([describe(1, 1, STORY, point, point)], ELSEWHERE, {1: STORY})
    assert found.state is AnchorState.ORPHAN


def test_annotations_keep_their_order_where_the_text_keeps_it() -> None:
    new = STORY.replace("Irena Valdez", "Irene Valdes").replace("in spring", "last spring")
    spaces = [at for at, char in enumerate(STORY) if char == " "]
    targets = [describe(1, 1, STORY, one + 1, other) for one, other in pairwise(spaces[::5])]
    for made_in in (None, {1: STORY}):
        found = anchor_all(targets, new, made_in)
        assert all(each.state is not AnchorState.ORPHAN for each in found)
        starts = [each.start for each in found]
        assert starts == sorted(starts)


def test_what_is_very_long_or_very_frequent_is_bounded_in_time() -> None:
    chance = random.Random(4)
    vocabulary = ["".join(chance.choices("abcdefghijkl", k=chance.randint(2, 9))) for _ in range(4000)]
    megabyte = " ".join(chance.choices(vocabulary, k=160_000))
    changed = megabyte[:300] + megabyte[300:].replace("a", "o")
    the = "the " * 50_000
    long = describe(1, 1, megabyte, 100, len(megabyte) - 100)
    frequent = describe(1, 1, the, 100_000, 100_003)
    bare = Target(1, 9, TextQuoteSelector(megabyte), TextPositionSelector(0, 0))
    begun = time.process_time()
    (found,) = anchor_all([long], changed, {1: megabyte})
    assert (found.state, found.start) == (AnchorState.APPROXIMATE, 100)
    for text in ("", "hello " * 20):
        states = {each.state for each in anchor_all([long, bare, frequent], text, {1: megabyte})}
        assert states == {AnchorState.ORPHAN}
    for made_in in (None, {1: the}):
        many = anchor_all([frequent] * 50, "a " + the + "b", made_in)
        assert {each.state for each in many} == {AnchorState.EXACT}
    # 4 s where it was written; what matters is that it isn't minutes.
    assert time.process_time() - begun < 60
