"""Finding a piece of text as one types it: what counts as the same letter, and where exactly it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.search.find import Finder

UNSEEN = "\u0301\u0308\u064e\u0651\u0640\u05b8\u05bc\u05c1\u00ad\u200c\u200d\ufe0f"
"""Accents, Arabic and Hebrew vowel points, tatweel, soft hyphen, joiners, variation selector."""

FOLDED = {
    **{char: char for char in "aefist .'-еийσلاשが港क\u093f🚢\n"},
    **dict.fromkeys("AäÄáàÅ", "a"),
    **dict.fromkeys("EéÉê", "e"),
    **dict.fromkeys("Iİıíǐ", "i"),
    **dict.fromkeys("ёЁЕ", "е"),
    **dict.fromkeys("’‘", "'"),
    **dict.fromkeys("–\u05be", "-"),
    **dict.fromkeys(UNSEEN, ""),
    "S": "s",
    "ß": "ss",
    "ẞ": "ss",
    "ﬁ": "fi",
    "ﬃ": "ffi",
    "æ": "ae",
    "Й": "й",
    "ς": "σ",
    "Σ": "σ",
    "أ": "ا",
    "ﻻ": "لا",
    "…": "...",
    "\u00a0": " ",
}
"""What a reader may take each character for, written by hand."""

IN_WORDS = frozenset("aefisteийσلاשк\u093fकе")
"""What a word goes on with; a letter of a script without spaces is none."""

texts = st.text(alphabet=list(FOLDED), max_size=60)
needles = st.text(alphabet=list(FOLDED), min_size=1, max_size=4)
beginnings = st.sampled_from(("", "ж" * 1020, "ж\u0301" * 1100))


@st.composite
def texts_and_needles(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and a needle that is often a piece of it, written otherwise."""
    text = draw(texts)
    if not text or draw(st.booleans()):
        return text, draw(needles)
    start = draw(st.integers(0, len(text) - 1))
    piece = text[start : start + draw(st.integers(1, 4))]
    folded = "".join(FOLDED[char] for char in piece)
    return text, draw(st.sampled_from((piece, folded, folded[:1], folded[-1:]))) or piece


def slowly(text: str, needle: str, whole_word: bool) -> list[tuple[int, int]]:
    """Find letter by letter."""
    seen = [(folded, at) for at, char in enumerate(text) for folded in FOLDED.get(char, char)]
    sought = "".join(FOLDED[char] for char in needle)
    found: list[tuple[int, int]] = []
    for first in range(len(seen) - len(sought) + 1 if sought else 0):
        run = seen[first : first + len(sought)]
        if "".join(folded for folded, _ in run) != sought:
            continue
        start, end = run[0][1], run[-1][1] + 1
        while end < len(text) and FOLDED.get(text[end]) == "":
            end += 1
        before = [folded for folded, at in seen if at < start][-1:]
        letters = [folded for folded, at in seen if start <= at < end]
        after = [folded for folded, at in seen if at >= end][:1]
        edges = (before + letters[:1], letters[-1:] + after)
        inside = any(len(edge) == 2 and IN_WORDS.issuperset(edge) for edge in edges)
        if (not found or start >= found[-1][1]) and not (whole_word and inside):
            found.append((start, end))
    return found


@given(beginnings, texts_and_needles(), st.booleans())
def test_what_is_found_is_what_a_slow_look_finds_where_it_finds_it(
    beginning: str, text_and_needle: tuple[str, str], whole_word: bool
) -> None:
    text, needle = text_and_needle
    whole = f"{beginning}\n{text}"
    assert list(Finder(whole).find(needle, whole_word)) == slowly(whole, needle, whole_word)


@given(texts, st.lists(st.tuples(needles, st.booleans(), st.booleans()), max_size=5))
def test_a_finder_that_was_asked_before_finds_the_same(text: str, asked: list[tuple[str, bool, bool]]) -> None:
    finder = Finder(text)
    for question in asked:
        assert finder.find(*question) == Finder(text).find(*question)


@given(st.text(alphabet="aAbBcCß ", max_size=40), st.text(alphabet="aAbBcC", min_size=1, max_size=3))
def test_with_case_only_what_is_written_so_is_found(text: str, needle: str) -> None:
    assert len(Finder(text).find(needle, match_case=True)) == text.count(needle)


@pytest.mark.parametrize(
    ("text", "needle", "options", "expected"),
    [
        ("The Café on the quay", "the", {}, ["The", "the"]),
        ("The Café on the quay", "the", {"match_case": True}, ["the"]),
        ("The CAFÉ", "CAFE", {"match_case": True}, ["CAFÉ"]),
        ("The café", "cafe\u0301", {}, ["café"]),  # as some keyboards write it
        ("other the there", "the", {"whole_word": True}, ["the"]),
        ("don’t – no", "don't - no", {}, ["don’t – no"]),
        ("and so on…", "on...", {}, ["on…"]),
        ("a\u00a0b", "a b", {}, ["a\u00a0b"]),
        ("Straße", "ss", {}, ["ß"]),
        ("Straße", "s", {}, ["S", "ß"]),
        ("STRASSE", "straße", {}, ["STRASSE"]),
        ("İstanbul, ıstanbul", "istanbul", {}, ["İstanbul", "ıstanbul"]),
        ("of a ﬁne oﬃce", "fi", {}, ["ﬁ", "ﬃ"]),
        ("aaaa", "aa", {}, ["aa", "aa"]),
        ("xa a a", "a a", {"whole_word": True}, ["a a"]),
        ("cafe\u0301s", "cafe", {}, ["cafe\u0301"]),
        ("cafe\u0301s", "cafe", {"whole_word": True}, []),
        ("head\u00adline", "line", {"whole_word": True}, []),
        ("Ещё ёлка", "елка", {}, ["ёлка"]),
        ("и й", "и", {}, ["и"]),
        ("مُحَمَّد وأحمد", "محمد", {}, ["مُحَمَّد"]),
        ("محـــمد", "محمد", {}, ["محـــمد"]),
        ("مُحَمَّد", "حمد", {"whole_word": True}, []),
        ("ﻻ", "لا", {}, ["ﻻ"]),
        ("שָׁלוֹם", "שלום", {"whole_word": True}, ["שָׁלוֹם"]),
        ("בית־ספר", "בית-ספר", {}, ["בית־ספר"]),
        ("今天天", "天", {"whole_word": True}, ["天", "天"]),
        ("की का", "क", {}, ["क", "क"]),
        ("की का", "क", {"whole_word": True}, []),
        ("c++ and c#", "c++", {"whole_word": True}, ["c++"]),
        ("a.b", ".", {}, ["."]),
        ("🚢x🚢", "🚢", {}, ["🚢", "🚢"]),
        ("anything", "", {}, []),
        ("anything", "\u0301", {}, []),
    ],
)
def test_a_reader_finds(text: str, needle: str, options: dict[str, bool], expected: list[str]) -> None:
    assert [text[start:end] for start, end in Finder(text).find(needle, **options)] == expected
