"""The text that search sees, and the tokens it falls into: one rule for the index, the oracle and the marks of hits.

Characters are folded one by one (case, diacritics, compatibility forms), so that a place in the folded text can be
led back to the original. What comes out is letters, digits and spaces alone, and every letter in it is one that
FTS5's `unicode61 remove_diacritics 2` keeps as it is; the tokens are therefore the same in SQLite (checked for every
code point against SQLite 3.40.1 with the Unicode 14 tables of Python 3.11) and here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

PROJECTION_VERSION = 1
"""Version of `index_text`. A change asks for a new number, and the store then rebuilds the index."""

UNSEEN = frozenset("\u00ad\u200c\u200d\u2060\ufeff\u0640")
"""Written inside words, and not part of them: soft hyphen, joiners, word joiner, byte order mark, tatweel."""

# Letters with a stroke and ligatures that Unicode doesn't decompose but a plain keyboard leaves out.
_PLAIN = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"}

_UNSPACED = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x3005, 0x3007),  # iteration mark, closing mark, ideographic zero
    (0x3040, 0x30FF),  # hiragana, katakana
    (0x31F0, 0x31FF),  # katakana, phonetic extensions
    (0x3400, 0x4DBF),  # Han
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x1B000, 0x1B16F),  # kana, supplements
    (0x20000, 0x3FFFF),
)

# Vowel signs of Indian and south-east Asian scripts tell words apart, but unicode61 breaks words at them. In the
# projection they become private-use letters, which it keeps.
_SIGNS = range(0x0900, 0x1D00)
_PRIVATE_USE = 0xE000

# Vowel signs of New Tai Lue and two Vedic signs: letters to newer Unicode tables, signs to SQLite's.
_SIGNS_TURNED_LETTERS = frozenset(map(chr, (*range(0x19B0, 0x19C1), 0x19C8, 0x19C9, 0x1CF2, 0x1CF3)))

_VOICING = "\u3099\u309a"


def index_text(content: str) -> str:
    """Return the projection of a text that is indexed and searched.

    Letters of scripts written without spaces stand alone between spaces, so that a run of them is found as a phrase;
    everything that is neither letter nor digit is a space.
    """
    return content.translate(PROJECTED)


def tokens(content: str) -> list[str]:
    """Return the tokens of a text in order: what FTS5 makes of `index_text(content)`."""
    return content.translate(PROJECTED).split()


def is_unspaced(char: str) -> bool:
    """True for letters of scripts that are written without spaces between words."""
    code = ord(char)
    return code >= 0x0E00 and any(first <= code <= last for first, last in _UNSPACED)


def plain(char: str) -> str:
    """Return a letter or digit in lower case and without diacritics; it may become several characters, or none.

    Cyrillic letters keep theirs, except ё: и and й are two letters.
    """
    small = char.casefold()
    parts = unicodedata.normalize("NFKD", small)
    if "\u0400" <= parts[0] <= "\u04ff" and small != "ё":
        return small
    bare = "".join(part for part in parts if _tells_apart(part) or unicodedata.category(part)[0] != "M")
    return "".join(_PLAIN.get(part, part) for part in unicodedata.normalize("NFC", bare).casefold())


class Fold(dict[int, str]):
    """A table for `str.translate` that fills itself. `uneven` holds the characters that don't become exactly one."""

    def __init__(self, fold: Callable[[str], str]) -> None:
        super().__init__()
        self.uneven: set[str] = set()
        self._fold = fold

    def __missing__(self, code: int) -> str:
        char = chr(code)
        result = self[code] = self._fold(char)
        if len(result) != 1:
            self.uneven.add(char)
        return result


def _tells_apart(mark: str) -> bool:
    return ord(mark) in _SIGNS or mark in _VOICING


def _projected(char: str) -> str:
    if char in UNSEEN:
        return ""
    if unicodedata.category(char)[0] in "LN":
        return "".join(_shown(part) for part in plain(char))
    return _shown(char)


def _shown(char: str) -> str:
    """Return how a character that has been folded stands in the projection."""
    category = unicodedata.category(char)
    sign = ord(char) in _SIGNS and (category[0] == "M" or char in _SIGNS_TURNED_LETTERS)
    if category[0] not in "LN" and not sign:
        return "" if category[0] == "M" else " "
    shown = chr(_PRIVATE_USE + ord(char) - _SIGNS.start) if sign else char
    return f" {shown} " if is_unspaced(char) and category != "Nd" else shown


PROJECTED = Fold(_projected)
