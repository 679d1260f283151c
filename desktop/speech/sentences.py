"""Where sentences end: by the rules of Unicode (UAX #29), less the full stops of abbreviations, initials and ordinals.

Positions are code points. A sentence too long to be said in one go is parted between words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate, pairwise

from PySide6.QtCore import QTextBoundaryFinder

from desktop.speech.abbreviations import BEFORE_NUMBERS, abbreviations, writes_ordinals

LONGEST = 500
"""Code points that are handed to an engine at once. Text without sentence signs (Thai) has no other ends."""

_LAST_WORD = re.compile(r"[^\s(\[{\"'“”„‘’«»‹›¿¡/–—-]+\.$")
_CLAUSE = re.compile(r"[,;:،؛、，；：—–]\s*$|\s$")
_ORDINAL = re.compile(r"\d{1,3}\.$")


def sentences(text: str, language: str) -> tuple[tuple[int, int], ...]:
    """Return the ranges of the sentences of a text, in order: together they are the whole text, spaces included."""
    if not text:
        return ()
    ends = [end for end in boundaries(text, QTextBoundaryFinder.BoundaryType.Sentence) if end < len(text)]
    cuts = [0, *(end for end in ends if not _goes_on(text[max(0, end - 60) : end], text[end], language))]
    cuts.append(len(text))
    return tuple(part for start, end in pairwise(cuts) for part in _parts(text, start, end))


def boundaries(text: str, kind: QTextBoundaryFinder.BoundaryType) -> list[int]:
    """Return the boundaries of a kind after the beginning of the text, the end included, in code points."""
    finder, units = QTextBoundaryFinder(kind, text), _units(text)
    found: list[int] = []
    while (at := finder.toNextBoundary()) >= 0:
        found.append(at if units is None else bisect_right(units, at) - 1)
    return found


def _units(text: str) -> list[int] | None:
    """Return where each code point begins in UTF-16 units, and the end; None where every code point is one unit."""
    if text.isascii() or max(text) < "\U00010000":
        return None
    return list(accumulate((2 if letter >= "\U00010000" else 1 for letter in text), initial=0))


def _goes_on(before: str, following: str, language: str) -> bool:
    """True if a boundary of Unicode's is none: a full stop of another kind before it, or a small letter behind."""
    if before.endswith(("\n", "\u2028", "\u2029")):
        return False
    if following.islower():  # “Stop!” she cried.
        return True
    found = _LAST_WORD.search(before.rstrip())
    if found is None:
        return False
    word = found.group()[:-1]
    if writes_ordinals(language) and _ORDINAL.fullmatch(found.group()):
        return True
    if word.casefold() in BEFORE_NUMBERS:
        return following.isdigit()
    return word.casefold() in abbreviations(language) or _is_initial(word)


def _is_initial(word: str) -> bool:
    """True for one capital, or several with full stops between: "J", "J.K", "z.B"."""
    letters = word.split(".")
    return all(len(letter) == 1 and letter.isalpha() for letter in letters) and (
        len(letters) > 1 or (word.isupper() and word != "I")
    )


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Part what is too long, behind a comma or a space where there is one."""
    if end - start <= LONGEST:
        return [(start, end)]
    words = [start + at for at in boundaries(text[start:end], QTextBoundaryFinder.BoundaryType.Word)]
    parts = []
    while end - start > LONGEST:
        fits = [at for at in words if start < at <= start + LONGEST] or [start + LONGEST]
        later = [at for at in fits if at > start + LONGEST // 2]
        cut = max((at for at in later if _CLAUSE.search(text[start:at])), default=fits[-1])
        parts.append((start, cut))
        start = cut
    return [*parts, (start, end)]
