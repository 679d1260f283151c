"""A sloppy drag means the words it touched, a careful one the letters; ends step from word to word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.reader.snapping import next_end, next_start, previous_end, previous_start, snapped

TEXT = "The well-known “bell tower” (of AT&T) closes, says o’brien. It’s shut.\nNothing rings."


def drag(dragged: str, text: str = TEXT) -> str:
    start = text.index(dragged)
    first, last = snapped(text, start, start + len(dragged))
    return text[first:last]


@pytest.mark.parametrize(
    ("dragged", "meant"),
    [
        ("ell towe", "bell tower"),
        ("known “be", "well-known “bell"),
        ("nown “bell to", "well-known “bell tower"),
        ("tower” (of A", "tower” (of AT&T"),
        ("loses, says o’b", "closes, says o’brien"),
        ("bell tower” (", "bell tower”"),  # the bracket opens what comes
        (". It’s shut", "It’s shut"),  # the full stop ends what went
        ("It’s shut.", "It’s shut."),  # dragged over, and at its own word
        (" bell tower".strip(), "bell tower"),
        (" says o’brien. ", "says o’brien."),
        ("t.\nNothing rin", "shut.\nNothing rings"),
        ("shut.\n", "shut."),
        ("ow", "ow"),  # within a word just the letters
        ("ell", "ell"),
        ("bell", "bell"),
        ("el ".strip(), "el"),
        ("T&", "T&"),
        (" ", " "),
    ],
)
def test_a_drag_means_the_words_it_touched(dragged: str, meant: str) -> None:
    assert drag(dragged) == meant


@pytest.mark.parametrize(
    ("text", "dragged", "meant"),
    [
        ("灯塔守护人在海边点灯", "守护人在海", "守护人在海"),
        ("ภาษาไทยสวยมาก", "าไทยสว", "าไทยสว"),
        ("The 灯塔守护人 lamp keeper", "人 lamp ke", "人 lamp keeper"),
        ("المدينة القديمة على البحر", "دينة القد", "المدينة القديمة"),
        ("می‌خواهم بروم", "خواهم بر", "می‌خواهم بروم"),
        ("हिन्दी भाषा है", "न्दी भा", "हिन्दी भाषा"),
        ("ete\u0301s e\u0301te\u0301s", "te\u0301s e\u0301t", "ete\u0301s e\u0301te\u0301s"),
        ("lamps 🗼🗼 stayed lit", "🗼 stay", "🗼 stayed"),
        ("word👩\u200d🍳word here", "rd👩\u200d🍳wo", "word👩\u200d🍳word"),
        ("a\tcell, b\tand more", "ell, b\tan", "cell, b\tand"),
        ("co\u00adop\u00aderation of lamps", "op\u00aderation of la", "co\u00adop\u00aderation of lamps"),
    ],
)
def test_in_every_script(text: str, dragged: str, meant: str) -> None:
    assert drag(dragged, text) == meant


LETTERS = st.text(st.sampled_from("ab’é\u0301-.,(“”)&  \n\t灯คض🗼\u200d\u00ad3"), max_size=40)


@st.composite
def drags(draw: st.DrawFn) -> tuple[str, int, int]:
    text = draw(LETTERS)
    ends = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
    return text, ends[0], ends[1]


@given(drags())
def test_snapping_twice_is_snapping_once(dragged: tuple[str, int, int]) -> None:
    text, start, end = dragged
    once = snapped(text, start, end)
    assert snapped(text, *once) == once


@given(drags())
def test_no_word_dragged_over_is_lost_and_no_line_is_gained(dragged: tuple[str, int, int]) -> None:
    text, start, end = dragged
    first, last = snapped(text, start, end)
    said = [at for at in range(start, end) if text[at].isalnum()]
    assert all(first <= at < last for at in said)
    assert not set(text[first:start]) & set(" \n\t")
    assert not set(text[end:last]) & set(" \n\t")


@given(
    st.lists(st.sampled_from(["alpha", "b", "lamp-post", "o’brien", "3.5", "مدينة"]), min_size=2, max_size=6),
    st.data(),
)
def test_words_between_spaces_are_taken_whole(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    first, last = snapped(text, start, end)
    touched = text[start:end].split()
    if len(touched) > 1:
        assert first == 0 or text[first - 1] == " "
        assert last == len(text) or text[last] == " "
        assert text[first:last].split() == words[text[:first].count(" ") :][: len(touched)]
    elif touched:
        assert text[first:last] == touched[0]


def test_ends_step_from_word_to_word() -> None:
    text = "One two-three,\nfour — “five”"
    ends = [3, 13, 19, 27]
    assert [next_end(text, at) for at in (0, 3, 5, 13, 14, 19, 26, 27)] == [3, 13, 13, 19, 19, 27, 27, None]
    assert [previous_end(text, at) for at in (28, 27, 19, 16, 13, 3)] == [27, 19, 13, 13, 3, None]
    starts = [0, 4, 15, 23]
    assert [next_start(text, at) for at in (0, 4, 15, 23)] == [4, 15, 23, None]
    assert [previous_start(text, at) for at in (28, 23, 15, 5, 4, 0)] == [23, 15, 4, 4, 0, None]
    assert [text[a:b] for a, b in zip(starts, ends, strict=True)] == ["One", "two-three", "four", "five"]


@given(LETTERS, st.integers(0, 40))
def test_steps_go_on_and_come_back(text: str, at: int) -> None:
    at = min(at, len(text))
    seen = []
    here: int | None = at
    while (here := next_end(text, here)) is not None:
        seen.append(here)
    assert seen == sorted(set(seen))
    assert all(at < each <= len(text) for each in seen)
    back = []
    here = len(text) + 1
    while (here := previous_end(text, here)) is not None and here > at:
        back.append(here)
    assert back == seen[::-1]


def test_a_run_of_letters_without_end_is_looked_at_once() -> None:
    text = "灯" * 200_000
    assert snapped(text, 10, 100_000) == (10, 100_000)
    assert next_end(text, 100_000) == 100_001
