"""Finding a piece of text in a story, letter by letter, as one types it. Positions are code points of the story."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from library.search.tokens import UNSEEN, Fold, is_unspaced, plain

Place = tuple[int, int]

_SHAPES = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′\u05f3", "'"),
        **dict.fromkeys("“”„‟«»″\u05f4", '"'),
        **dict.fromkeys("‐‑‒–—−\u05be", "-"),
        "…": "...",
    }
)
"""How quotation marks, dashes and the ellipsis are typed; with the Hebrew geresh, gershayim and maqaf."""


class Finder:
    """Looks in one text. It is folded when it is first looked through, and once: each further letter costs the search.

    Diacritics, vowel points, the shape of quotation marks and dashes, and the kind of space never matter.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded: dict[bool, _Folded] = {}

    def find(self, needle: str, whole_word: bool = False, match_case: bool = False) -> tuple[Place, ...]:
        """Return the places (start, end) of a piece of text, not overlapping, in order.

        A place takes in the marks on its last letter, and the whole of a letter that only a part was asked for of (an
        "f" is found in the ligature "ﬁ").
        """
        if match_case not in self._folded:
            self._folded[match_case] = _Folded(self._text, _FIND_CASE if match_case else _FIND)
        folded = self._folded[match_case]
        places = folded.places(unicodedata.normalize("NFC", needle), overlapping=whole_word)
        return tuple(_apart(place for place in places if not whole_word or folded.is_whole(*place)))


class _Folded:
    """A text folded by a table, and the way back."""

    def __init__(self, text: str, fold: Fold) -> None:
        self._original, self._fold = text, fold
        self._text = text.translate(fold)
        # Where each character ends in the folded text. Most texts are folded one to one, and need no such list.
        even = fold.uneven.isdisjoint(text)
        self._ends = None if even else array("Q", accumulate(map(len, map(fold.__getitem__, map(ord, text)))))

    def places(self, needle: str, overlapping: bool = False) -> Iterator[Place]:
        """Yield where a piece stands in the original, in order; also where it overlaps itself, if that is wanted."""
        sought = needle.translate(self._fold)
        if not sought:
            return iter(())
        pattern = re.compile(f"(?={re.escape(sought)})" if overlapping else re.escape(sought))
        starts = (found.start() for found in pattern.finditer(self._text))
        return (self._place(start, start + len(sought)) for start in starts)

    def _place(self, start: int, end: int) -> Place:
        if self._ends is None:
            return start, end
        last = self._ends[bisect_right(self._ends, end - 1)]
        return bisect_right(self._ends, start), bisect_right(self._ends, last)

    def is_whole(self, start: int, end: int) -> bool:
        """True if no word goes on before or after a place of the original."""
        before, first = self._seen(start - 1), self._original[start]
        last, after = self._seen(end - 1), self._original[end : end + 1]
        return not _is_one_word(before, first) and not _is_one_word(last, after)

    def _seen(self, at: int) -> str:
        """Return the nearest character from one backwards that isn't folded to nothing; nothing before the text."""
        while at >= 0 and not self._fold[ord(self._original[at])]:
            at -= 1
        return self._original[at] if at >= 0 else ""


def _apart(places: Iterable[Place]) -> Iterator[Place]:
    """Yield the places that don't overlap one before them."""
    free = 0
    for place in places:
        if place[0] >= free:
            yield place
            free = place[1]


def _is_one_word(char: str, following: str) -> bool:
    """True if a word goes on from one letter to the next. Scripts without spaces have no such edges to be held to."""
    return all(_is_of_word(one) and not is_unspaced(one) for one in (char, following))


def _is_of_word(char: str) -> bool:
    # The vowel signs of Indian scripts are marks, and part of the word.
    return char.isalnum() or (char != "" and unicodedata.category(char)[0] == "M")


def _plain_shape(char: str) -> str:
    """Return how a character other than a letter or digit is looked for."""
    category = unicodedata.category(char)
    if category[0] == "M" or category == "Cf":
        return char if is_unspaced(char) or "\u0900" <= char <= "\u1cff" else ""
    return " " if category == "Zs" else char.translate(_SHAPES)


def _any_case(char: str) -> str:
    if char in UNSEEN:
        return ""
    return plain(char) if char.isalnum() else _plain_shape(char)


def _same_case(char: str) -> str:
    folded = _any_case(char)
    return folded.upper() if char.isupper() else folded


_FIND = Fold(_any_case)
_FIND_CASE = Fold(_same_case)
