"""Words are broken where their language breaks them, and nowhere else."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from desktop.reader.hyphens import Hyphenators, read_patterns


@pytest.mark.parametrize(
    ("language", "words", "broken"),
    [
        ("en", "The constitutional convention ended", "The con-sti-tu-tional con-ven-tion ended"),
        ("en-GB", "A photograph of the harbour there", "A pho-to-graph of the har-bour there"),
        ("de-CH", "Das Donaudampfschiff legt an", "Das Do-nau-dampf-schiff legt an"),
        ("fr", "Le gouvernement annonce cela", "Le gou-ver-ne-ment an-nonce cela"),
        ("ru", "Правительство решило вчера", "Пра-ви-тель-ство ре-шило вчера"),
        ("en", "The constitutional", "The constitutional"),  # half a word is a poor last line
        ("en", "The consti\u00adtutional convention ended", "The consti\u00adtutional con-ven-tion ended"),
        ("en", "In 10000000 o'clock re-enactment2000 now", "In 10000000 o'clock re-en-act-ment2000 now"),
        ("hu", "Az asszonnyal beszélt tegnap", "Az asszonnyal be-szélt tegnap"),  # asz-szony: other letters
    ],
)
def test_words_are_broken_as_their_language_does(language: str, words: str, broken: str) -> None:
    hyphenator = read_patterns(language)
    assert hyphenator is not None
    breaks = [0, *hyphenator.breaks(words), len(words)]
    assert "-".join(words[low:high] for low, high in pairwise(breaks)) == broken


@pytest.mark.parametrize("language", ["zh-Hant", "ar", "he", "xx", "!"])
def test_a_language_without_patterns_has_no_hyphenator(language: str) -> None:
    assert read_patterns(language) is None


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=60) | st.text("abcdeinorst \u00ad\u0301İ", max_size=60))
def test_breaks_stand_inside_words_in_order(text: str) -> None:
    hyphenator = read_patterns("en")
    assert hyphenator is not None
    breaks = hyphenator.breaks(text)
    assert breaks == sorted(set(breaks))
    for at in breaks:
        assert text[at - 2 : at + 3].isalpha(), (text, at)


def test_patterns_are_read_once_and_told_when_they_are_there(qtbot: QtBot) -> None:
    hyphenators = Hyphenators()
    with qtbot.waitSignal(hyphenators.ready, timeout=20_000) as told:
        assert hyphenators.get("fr") is None
        assert hyphenators.get("fr") is None
    assert told.args == ["fr"]
    assert hyphenators.get("fr") is hyphenators.get("fr") is not None
    assert hyphenators.get("") is None
