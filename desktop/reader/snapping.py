"""Where words begin and end, for a selection that was dragged sloppily and for ends that move word by word.

Positions are code points. What a word is follows Unicode (UAX #29), and parts joined by a hyphen, a full stop or an
ampersand are one: "well-known", "U.S", "AT&T". Scripts written without spaces have no words here that a drag could
mean: each of their letters stands for itself.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from PySide6.QtCore import QTextBoundaryFinder

from desktop.reader.marks import Range
from library.search.tokens import is_unspaced

_JOINERS = frozenset("-‐‑.&@")
_CLOSING = frozenset(".,;:!?…،؛؟。，、")
"""Marks that belong to what stands before them, besides closing brackets and quotes."""


def snapped(text: str, start: int, end: int) -> Range:
    """Return what a drag over some letters means: the whole words it touched, if it touched more than one.

    White space at its ends is left out, and so is a mark there that belongs to the words outside. Within one word
    just the letters are meant that were dragged over. Nothing but white space stays as it is.
    """
    first, last = _trimmed(text, start, end)
    if first >= last:
        return start, end
    head, tail = _inside(text, first), _inside(text, last)
    if (head is not None and last <= head[1]) or (tail is not None and tail[0] <= first):
        return first, last
    return (head[0] if head is not None else first), (tail[1] if tail is not None else last)


def next_end(text: str, at: int) -> int | None:
    """Return where the word ends that ends first behind a position; None at the end of the text."""
    return next((end for _, end in _words_from(text, at) if end > at), None)


def previous_end(text: str, at: int) -> int | None:
    """Return where the last word ends that ends before a position."""
    return next((end for _, end in _words_back(text, at) if end < at), None)


def next_start(text: str, at: int) -> int | None:
    """Return where the next word begins."""
    return next((start for start, _ in _words_from(text, at) if start > at), None)


def previous_start(text: str, at: int) -> int | None:
    """Return where the last word begins that begins before a position."""
    return next((start for start, _ in _words_back(text, at) if start < at), None)


def _trimmed(text: str, start: int, end: int) -> Range:
    before = None
    while before != (start, end):
        before = start, end
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        if end - start > 1 and _closes(text[start]) and text[start + 1].isspace():
            start += 1
        if end - start > 1 and _opens(text[end - 1]) and text[end - 2].isspace():
            end -= 1
    return start, end


def _closes(letter: str) -> bool:
    return letter in _CLOSING or unicodedata.category(letter) in ("Pe", "Pf")


def _opens(letter: str) -> bool:
    return unicodedata.category(letter) in ("Ps", "Pi")


def _inside(text: str, at: int) -> Range | None:
    """Return the word that goes on from before a position to behind it; None where a word could end there."""
    if not 0 < at < len(text) or text[at - 1].isspace() or text[at].isspace():
        return None
    if is_unspaced(text[at - 1]) or is_unspaced(text[at]):
        return None
    return next((word for word in _words(text, *_run_around(text, at)) if word[0] < at < word[1]), None)


def _words_from(text: str, at: int) -> Iterator[Range]:
    """Yield words in order, from that on which a position is in or at."""
    here = _run_around(text, at)[0]
    while here < len(text):
        start, end = _run_around(text, here)
        yield from _words(text, start, end)
        here = end + 1


def _words_back(text: str, at: int) -> Iterator[Range]:
    """Yield words backwards, from that on which a position is in or at."""
    here = _run_around(text, at)[1]
    while here >= 0:
        start, end = _run_around(text, here)
        yield from reversed(list(_words(text, start, end)))
        here = start - 1


def _run_around(text: str, at: int) -> Range:
    """Return the letters without white space around a position, which may be none."""
    start = end = min(max(at, 0), len(text))
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


def _words(text: str, start: int, end: int) -> Iterator[Range]:
    """Yield the words of a piece of text without white space."""
    word: Range | None = None
    for first, last in _pieces(text[start:end], start):
        if not _is_word(text[first:last]):
            continue
        joined = word is not None and first - word[1] == 1 and text[word[1]] in _JOINERS
        if word is not None and joined:
            word = word[0], last
            continue
        if word is not None:
            yield word
        word = first, last
    if word is not None:
        yield word


def _is_word(piece: str) -> bool:
    return any(letter.isalnum() for letter in piece)


def _pieces(content: str, offset: int) -> Iterator[Range]:
    """Yield the pieces between Unicode's word boundaries, counted from `offset`."""
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Word, content)
    units = at = 0
    while (boundary := finder.toNextBoundary()) >= 0:
        first = at
        while units < boundary:
            units += 2 if content[at] > "\uffff" else 1
            at += 1
        yield offset + first, offset + at
