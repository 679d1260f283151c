from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.annotations.anchor import anchor
from library.annotations.describe import describe
from library.model.annotation import Anchor, AnchorState

STORY = """The town of Millbrook will rebuild its oldest bridge, the council decided on Tuesday.
Engineers had warned in spring that the northern pier was sinking by four millimetres a year.
"We could have patched it again," said Irena Valdez, who has surveyed the river for two decades. "But the river does \
not read our budgets."
The work is to begin in March and to cost eleven million, of which the province pays a third.
Traders on the quay fear for the summer season, and some have asked for the rent to be waived.
The council will hear them in January. The council has promised an answer by the spring."""

ELSEWHERE = """A rare orchid has flowered in the botanical garden for the first time since 1911.
Visitors queued around the glasshouse on Sunday, and the director spoke of a small miracle.
The plant, a gift of a shipping line, had been given up twice and survived a fire and a move."""

HAN = (
    "市议会周二决定重建该镇最古老的桥梁。工程师在春天警告说，北侧桥墩每年下沉四毫米。工程将于三月开始，耗资一千一百万。"
)


def placed(quote: str, old: str, new: str, nth: int = 0) -> tuple[AnchorState, str]:
    """Anchor a quote of one text in another; return the state and the words it was given."""
    start = -1
    for _ in range(nth + 1):
        start = old.index(quote, start + 1)
    target = describe(1, 1, old, start, start + len(quote))
    found = anchor(target.quote, target.position, new)
    return found.state, new[found.start : found.end]


@given(st.integers(0, len(STORY)), st.integers(0, len(STORY)))
def test_in_the_text_it_was_made_in_an_annotation_sits_where_it_was_made(one: int, other: int) -> None:
    start, end = sorted((one, other))
    target = describe(1, 1, STORY, start, end)
    assert anchor(target.quote, target.position, STORY) == Anchor(AnchorState.EXACT, start, end)


@given(st.integers(0, len(STORY) - 1), st.integers(20, 200), st.text(max_size=50))
def test_text_put_in_front_moves_an_annotation_along(start: int, length: int, lead: str) -> None:
    end = min(len(STORY), start + length)
    target = describe(1, 1, STORY, start, end)
    found = anchor(target.quote, target.position, f"{lead}\n{STORY}")
    shift = len(lead) + 1
    assert found == Anchor(AnchorState.EXACT, start + shift, end + shift)


@pytest.mark.parametrize(
    ("quote", "old", "new", "expected"),
    [
        ("sinking by four millimetres", "four millimetres", "five millimetres", "sinking by five millimetres"),
        ("patched it again", "patched it again", "patched the thing again", "patched the thing again"),
        ("said Irena Valdez, who has surveyed", "Irena Valdez", "Irene Valdes", "said Irene Valdes, who has surveyed"),
        ('"But the river does', '"But the river', "“But the river", "“But the river does"),
        ("the province pays a third", "the province pays", "The Province  pays", "The Province  pays a third"),
        (
            "Traders on the quay fear for the summer season",
            "fear for the summer season",
            "fear, after two poor years, for the summer season",
            "Traders on the quay fear, after two poor years, for the summer season",
        ),
        (  # held by the line before it: what was put in belongs to the passage
            "Traders on the quay fear for the summer season",
            "Traders on",
            "Traders, who last winter paid for a study of ice and flood, on",
            "Traders, who last winter paid for a study of ice and flood, on the quay fear for the summer season",
        ),
        (  # a stray "and" after it doesn't
            "The work is to begin in March and",
            "in March and to cost eleven million",
            "in March; the town will pay for it all out of rents and loans",
            "The work is to begin in March",
        ),
    ],
)
def test_an_edited_passage_is_found_approximately(quote: str, old: str, new: str, expected: str) -> None:
    assert placed(quote, STORY, STORY.replace(old, new)) == (AnchorState.APPROXIMATE, expected)


def test_an_edited_passage_without_spaces_is_found_approximately() -> None:
    new = "昨日消息：" + HAN.replace("下沉四毫米", "下沉约五毫米")
    assert placed("北侧桥墩每年下沉四毫米", HAN, new) == (AnchorState.APPROXIMATE, "北侧桥墩每年下沉约五毫米")


def test_the_score_of_an_approximate_place_says_how_like_it_is() -> None:
    target = describe(1, 1, STORY, 0, 85)
    little = anchor(target.quote, target.position, STORY.replace("rebuild", "renew"))
    much = anchor(target.quote, target.position, STORY.replace("rebuild its oldest bridge", "replace an old bridge"))
    assert 1.0 > little.score > much.score > 0.6


def test_context_decides_between_equal_words() -> None:
    lines = STORY.split("\n")
    swapped = "\n".join((*lines[:-1], "The council has promised an answer by the spring. The council will hear them."))
    assert placed("The council", STORY, swapped, 0)[1] == "The council"
    target = describe(1, 1, STORY, STORY.rindex("The council"), STORY.rindex("The council") + 11)
    assert anchor(target.quote, target.position, swapped).start == swapped.index("The council has")


def test_position_decides_between_equal_words_in_equal_context() -> None:
    old = ("row of equals, " * 30).strip()
    target = describe(1, 1, old, 15 * 17, 15 * 17 + 3)
    new = "One. " + old
    assert anchor(target.quote, target.position, new).start == 15 * 17 + 5


@pytest.mark.parametrize(
    "quote",
    [
        "We could have patched it again",
        "The council",
        "the",
        "who has surveyed the river for two decades",
        "Traders on the quay fear for the summer season, and some have asked",
    ],
)
def test_in_another_story_an_annotation_is_an_orphan(quote: str) -> None:
    assert placed(quote, STORY, ELSEWHERE)[0] is AnchorState.ORPHAN


def test_a_passage_that_was_taken_out_is_an_orphan_though_its_surroundings_stand() -> None:
    line = STORY.split("\n")[4]
    assert placed(line, STORY, STORY.replace(line + "\n", ""))[0] is AnchorState.ORPHAN


def test_a_common_word_whose_surroundings_are_gone_is_an_orphan() -> None:
    new = ELSEWHERE + "\n" + STORY.split("\n")[3]
    assert (
        placed("the spring", STORY, new + " It all began in the spring of that year, he wrote.")[0]
        is AnchorState.ORPHAN
    )


def test_an_orphan_has_no_place() -> None:
    target = describe(1, 1, STORY, 100, 150)
    for text in ("", "  ", ELSEWHERE):
        found = anchor(target.quote, target.position, text)
        assert (found.state, found.start, found.end) == (AnchorState.ORPHAN, 0, 0)


@pytest.mark.parametrize(
    ("old", "new", "state"),
    [
        ("The town", "In short: The town", AnchorState.EXACT),
        ("is to begin in March", "starts in March", AnchorState.APPROXIMATE),
        ("of which the province", "with the province", AnchorState.EXACT),
        ("read our budgets", "read our many plans", AnchorState.APPROXIMATE),
    ],
)
def test_a_bookmark_is_found_by_what_stands_around_it(old: str, new: str, state: AnchorState) -> None:
    point = STORY.index("The work is")
    target = describe(1, 1, STORY, point, point)
    text = STORY.replace(old, new)
    found = anchor(target.quote, target.position, text)
    assert found.state is state
    assert found.start == found.end == text.index("The work")


def test_a_bookmark_is_an_orphan_in_another_story() -> None:
    point = STORY.index("The work is")
    target = describe(1, 1, STORY, point, point)
    assert anchor(target.quote, target.position, ELSEWHERE).state is AnchorState.ORPHAN


@given(st.text(max_size=60), st.text(max_size=60), st.data())
def test_any_annotation_has_an_honest_anchor_in_any_text(old: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    target = describe(1, 1, old, start, end)
    found = anchor(target.quote, target.position, new)
    assert 0 <= found.start <= found.end <= len(new)
    assert 0.0 <= found.score <= 1.0
    if found.state is AnchorState.EXACT:
        assert new[found.start : found.end] == target.quote.exact


def test_edits_that_repeat_themselves_do_not_blow_up() -> None:
    words = ["the", "of", "and", "to", "in", "a"] * 4000
    old = " ".join(words)
    new = old.replace("and", "or")
    begun = time.process_time()
    for start in range(0, 20000, 1000):
        target = describe(1, 1, old, start, start + 600)
        anchor(target.quote, target.position, new)
    # 0.1 s where it was written; what matters is that it isn't minutes.
    assert time.process_time() - begun < 5
