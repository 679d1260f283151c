"""Sentences end where they end, in many languages, and together are the whole text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.speech.sentences import LONGEST, sentences

CASES = [
    ("en", ["Dr. Hale met Mrs. Oake at 9 a.m. on the quay. ", "She said no. ", "Why?"]),
    ("en", ["J. K. Marlow wrote it. ", "See p. 12 and Fig. 3. ", "It’s in No. 5."]),
    ("en", ["“Stop!” she cried. ", "Nobody did."]),
    ("de", ["Am 9. Februar kam Dr. Ott, z. B. mit dem Zug. ", "Er blieb bis zum 12. März."]),
    ("fr", ["M. Lenoir et Mme. Blanc sont là. ", "Voilà."]),
    ("es", ["El Sr. Ruiz habló. ", "¿Quién vino? ", "Nadie."]),
    ("zh-Hans", ["港口今天关闭。", "渡轮停航！", "为什么？"]),
    ("ja", ["船は出ました。", "船長はいませんでした。"]),
    ("ar", ["غادرت السفينة الميناء. ", "أين القبطان؟ ", "لا أحد يعرف."]),
    ("he", ["הספינה יצאה. ", "איפה הקברניט?"]),
    ("", ["One 🐟. ", "Two 👩\u200d🍳! ", "Cafe\u0301 closed."]),
]


@pytest.mark.parametrize(("language", "expected"), CASES, ids=[f"{row[0]}-{at}" for at, row in enumerate(CASES)])
def test_sentences_end_where_a_reader_ends_them(language: str, expected: list[str]) -> None:
    text = "".join(expected)
    assert [text[start:end] for start, end in sentences(text, language)] == expected


@given(st.text(max_size=60), st.sampled_from(["", "en", "de", "zh"]))
def test_sentences_are_the_whole_text_in_order(text: str, language: str) -> None:
    ranges = sentences(text, language)
    assert "".join(text[start:end] for start, end in ranges) == text
    assert all(start < end for start, end in ranges)


@given(st.sampled_from(["ก", "汉", "word ", "é", "😀, ", "e\u0301"]), st.integers(1, 3000))
def test_what_has_no_ends_is_parted_between_letters(piece: str, count: int) -> None:
    text = piece * count
    ranges = sentences(text, "th")
    assert "".join(text[start:end] for start, end in ranges) == text
    assert all(end - start <= LONGEST for start, end in ranges)
    assert all(not text[start].startswith("\u0301") for start, _ in ranges)
