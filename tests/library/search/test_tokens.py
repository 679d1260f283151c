from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.search.tokens import index_text, tokens


class Index:
    """A real FTS5 index of one text, made as the library's is."""

    def __init__(self) -> None:
        self._db = sqlite3.connect(":memory:")
        self._db.execute("CREATE VIRTUAL TABLE story USING fts5 (body, tokenize = 'unicode61 remove_diacritics 2')")
        self._db.execute("CREATE VIRTUAL TABLE token USING fts5vocab (story, 'instance')")

    def tokens(self, text: str) -> list[str]:
        self._db.execute("DELETE FROM story")
        self._db.execute("INSERT INTO story VALUES (?)", (text,))
        return [term for (term,) in self._db.execute("SELECT term FROM token ORDER BY offset")]

    def close(self) -> None:
        self._db.close()


@pytest.fixture(scope="module")
def index() -> Iterator[Index]:
    made = Index()
    yield made
    made.close()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AT&T o'brien O’Brien c++", ["at", "t", "o", "brien", "o", "brien", "c"]),
        ("Straße, CAFE\u0301 and Café", ["strasse", "cafe", "and", "cafe"]),
        ("Łódź Sørensen œuvre Ærø", ["lodz", "sorensen", "oeuvre", "aero"]),
        ("head\u00adline na\u200cme", ["headline", "name"]),
        ("ﬁne ２０１８ km²", ["fine", "2018", "km2"]),
        ("Ёлка, йод и Київ", ["елка", "йод", "и", "київ"]),
        ("مُحَمَّد", ["محمد"]),
        ("气候変化とiPhone15用", ["气", "候", "変", "化", "と", "iphone15", "用"]),
        ("ﾊﾝｸ", ["ハ", "ン", "ク"]),
        ("서울은 한국", ["서울은", "한국"]),
        ("🚢 & … “ ”", []),
        ("", []),
    ],
)
def test_a_text_falls_into_the_words_a_reader_would_look_for(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@pytest.mark.parametrize(("one", "other"), [("की", "का"), ("ที", "ทา"), ("ခါ", "ခိ"), ("ক", "কি"), ("и", "й")])
def test_letters_that_differ_in_a_vowel_sign_alone_stay_apart(one: str, other: str) -> None:
    assert tokens(one) != tokens(other)


def test_every_letter_of_the_basic_plane_is_the_same_token_in_sqlite(index: Index) -> None:
    letters = [chr(code) for code in range(1, 0x10000) if not 0xD800 <= code < 0xE000]
    text = "| |".join(f"q{letter}q" for letter in letters)
    assert index.tokens(index_text(text)) == tokens(text)


def test_samples_of_the_other_planes_are_the_same_tokens_in_sqlite(index: Index) -> None:
    text = " ".join(f"q{chr(code)}q" for code in range(0x10000, 0x110000, 37))
    assert index.tokens(index_text(text)) == tokens(text)


@given(st.text())
def test_any_text_falls_into_the_same_tokens_in_sqlite(index: Index, text: str) -> None:
    cleaned = text.replace("\0", " ").encode(errors="ignore").decode()
    assert index.tokens(index_text(cleaned)) == tokens(text)


@given(st.text())
def test_the_projection_of_a_projection_has_the_same_tokens_but_for_private_signs(text: str) -> None:
    plain = "".join(char for char in text if not 0x0900 <= ord(char) < 0x1D00)
    assert tokens(index_text(plain)) == tokens(plain)
