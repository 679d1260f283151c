from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.model.query import Field, Query
from library.search.match import Searchable, matches
from library.search.parse import parse
from library.search.projection import Projection
from library.search.snippet import BODY_FIELDS, hits, snippet
from library.search.tokens import PROJECTED, tokens
from tests.library.search.queries import terms, texts

FILLER = "the quiet river town keeps its own counsel and says little to strangers " * 40


def marked(text: str, places: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in places]


@pytest.mark.parametrize(
    ("text", "written", "expected"),
    [
        ("A café, a Cafe\u0301, cafes", "cafe", ["café", "Cafe\u0301"]),
        ("A café, cafes", "caf*", ["café", "cafes"]),
        ("harbour and harbour mouth", '"harbour mouth"', ["harbour mouth"]),
        ("harbour — mouth", '"harbour mouth"', ["harbour — mouth"]),
        ("AT&T and at t", "at&t", ["AT&T", "at t"]),
        ("O’Brien's", "o'brien", ["O’Brien"]),
        ("🚢🚢 ships 🚢 sail", "sail", ["sail"]),
        ("今天港口开放，港口", "港口", ["港口", "港口"]),
        ("die Straße", "strasse", ["Straße"]),
        ("head\u00adline", "headline", ["head\u00adline"]),
        ("one two three", "three one", ["one", "three"]),
        ("one two three", '"one two" "two three"', ["one two three"]),
        ("one two three", "one -two", ["one"]),
        ("one two three", "🚢", []),
        ("", "one", []),
    ],
)
def test_hits_are_the_words_a_search_asks_for(text: str, written: str, expected: list[str]) -> None:
    assert marked(text, hits(text, parse(written))) == expected


def test_hits_can_be_limited_to_the_fields_of_a_text() -> None:
    query = parse("one author:two text:three")
    assert marked("one two three", hits("one two three", query)) == ["one", "two", "three"]
    assert marked("one two three", hits("one two three", query, BODY_FIELDS)) == ["one", "three"]
    assert marked("one two three", hits("one two three", query, {Field.AUTHOR})) == ["two"]


@given(terms, texts, st.integers(0, 2000))
def test_hits_stand_exactly_where_the_meaning_says(term: object, text: str, before: int) -> None:
    body = "é\u0301ﬁ " * (before // 4) + text
    found = hits(body, Query(term), {term.field})
    assert bool(found) == (bool(tokens(term.text)) and matches(Query(term), Searchable(*[body] * 8)))
    wanted = tokens(term.text)
    for start, end in found:
        there = tokens(body[start:end])
        assert there[: len(wanted) - 1] == wanted[:-1]
        assert there[len(wanted) - 1].startswith(wanted[-1])
        assert not body[start - 1 : start].isalnum() or any(ord(char) >= 0xE00 for char in body[start - 1 : start + 1])


@given(st.text(), st.integers(0, 3000), st.data())
def test_a_place_in_a_projection_leads_back_to_its_letters(text: str, before: int, data: st.DataObject) -> None:
    original = "aß\u0301" * (before // 3) + text
    projection = Projection(original, PROJECTED)
    if not projection.text:
        return
    start = data.draw(st.integers(0, len(projection.text) - 1))
    end = data.draw(st.integers(start + 1, len(projection.text)))
    first, last = projection.span(start, end)
    assert len(original[:first].translate(PROJECTED)) <= start < len(original[: first + 1].translate(PROJECTED))
    assert len(original[:last].translate(PROJECTED)) >= end
    assert last == len(original) or original[last].translate(PROJECTED)


def test_a_snippet_shows_the_passage_with_most_of_the_terms() -> None:
    body = f"harbour {FILLER} café by the harbour {FILLER} café"
    found = snippet(body, parse("harbour cafe"))
    assert marked(found.text, found.hits) == ["café", "harbour"]
    assert found.text.startswith("…")
    assert found.text.endswith("…")
    assert len(found.text) <= 200


def test_a_snippet_cuts_no_word_where_it_can_help_it() -> None:
    found = snippet(f"{FILLER}harbour {FILLER}", parse("harbour"))
    assert set(found.text.strip("…").split()) <= {*FILLER.split(), "harbour"}


def test_a_snippet_without_hits_is_the_beginning_on_one_line() -> None:
    found = snippet("First line\nsecond\tline " + FILLER, parse("absent"))
    assert found.text.startswith("First line second line")
    assert found.hits == ()


def test_a_short_body_is_its_own_snippet() -> None:
    assert snippet("All of it.", parse("all")).text == "All of it."


def test_a_snippet_marks_no_terms_of_other_fields() -> None:
    assert snippet("All of it.", parse("author:all")).hits == ()


@given(texts, st.lists(terms, min_size=1, max_size=3), st.integers(20, 90), st.integers(0, 400), st.integers(0, 400))
def test_a_snippet_is_a_piece_of_the_body_with_its_hits(
    text: str, wanted: list[object], length: int, before: int, after: int
) -> None:
    body = f"{FILLER[:before]} {text} {FILLER[:after]}"
    query = parse(" ".join(term.text for term in wanted))
    found = snippet(body, query, length)
    assert len(found.text) <= length
    assert found.text.removeprefix("…").removesuffix("…") in body
    assert bool(found.hits) == bool(hits(body, query, BODY_FIELDS))
    assert all(0 <= start < end <= len(found.text) for start, end in found.hits)
    assert all(one[1] <= other[0] for one, other in zip(found.hits, found.hits[1:], strict=False))
