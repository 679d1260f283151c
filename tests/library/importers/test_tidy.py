from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.importers.tidy import one_line, tidy, without_ligatures

CASES = [
    ("caf\u0065\u0301", "café"),
    ("a\r\nb\rc\u2028d\u2029e\x85f\x0cg", "a\nb\nc\nd\ne\nf\ng"),
    ("\ufeffbell\x00\x07\x1b", "bell"),
    ("lone \ud800 surrogate", "lone  surrogate"),
    ("zero\u200bwidth\u2060", "zerowidth"),
    ("ty\xadpe", "type"),
    ("ty\xad\n  pe", "type"),
    ("ty\xad\r\npe", "type"),
    ("turned \u202eabc", "turned abc"),
    ("object \ufffc, nonchar \ufffe\U0001ffff", "object , nonchar "),
    ("10\xa0km, 1\u202f000\xa0€", "10\xa0km, 1\u202f000\xa0€"),
    ("aux armes\xa0! «\xa0oui\xa0»", "aux armes\xa0! «\xa0oui\xa0»"),
    ("two\xa0words", "two words"),
    ("wide\u3000and\u2003em", "wide and em"),
    ("“curly” ‘quotes’ — kept…", "“curly” ‘quotes’ — kept…"),
    ("می\u200cخواهم", "می\u200cخواهم"),
    ("👩\u200d🚀 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️", "👩\u200d🚀 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️"),
    ("runs   of\tblanks", "runs   of\tblanks"),
    ("don\x92t \x93do\x94 that\x85", "don’t “do” that…"),
    ("ﬁnd the oﬃce, ﬂoat", "find the office, float"),
    ("\ufeb3\ufefc\ufee1", "سلام"),
    ("ﷺ", "ﷺ"),
]


def letters(text: str) -> list[str]:
    return [char for char in unicodedata.normalize("NFD", text) if char.isalnum()]


@pytest.mark.parametrize(("text", "tidied"), CASES)
def test_each_thing_has_one_form(text: str, tidied: str) -> None:
    assert tidy(text) == tidied


@given(st.text(st.characters(exclude_characters=[chr(code) for code in range(0x80, 0xA0)])))
def test_no_letter_is_lost(text: str) -> None:
    assert letters(tidy(text)) == letters(without_ligatures(text))


@given(st.text())
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    assert once.encode("utf-8", "strict").decode() == once


@given(st.lists(st.sampled_from(["word", "\n", " ", "\t", "  "])))
def test_one_line_parts_words_by_one_space(pieces: list[str]) -> None:
    assert one_line("".join(pieces)) == " ".join("".join(pieces).split())
