"""Where a search hits a text, and the piece of a story that shows it best.

Positions are code points of the text as it was given.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from library.model.query import Field, Query, Snippet, Term
from library.search.projection import Projection
from library.search.terms import positive_terms
from library.search.tokens import PROJECTED, Fold, is_unspaced, plain, tokens

LENGTH = 200
"""Code points of a snippet: two to three lines of a list."""

BODY_FIELDS = frozenset({Field.ANY, Field.BODY})
"""Fields whose terms are to be found in the body of a story."""

_HITS_WEIGHED = 300  # hits of one term among which a snippet is chosen: "the" in a long story has thousands
_LEAD = 40  # code points before the first hit of a snippet, where there is room
_SNAP = 24  # code points that a snippet gives up so as not to cut a word
_GAP = re.compile(r"\s+")
_ON_ONE_LINE = str.maketrans("\n\t\r\v\f\u2028\u2029", " " * 7)
_SHAPES = str.maketrans("‘’‚‛“”„‟«»‐‑‒–—−", "'" * 4 + '"' * 6 + "-" * 6)


def hits(text: str, query: Query, fields: Collection[Field] | None = None) -> tuple[tuple[int, int], ...]:
    """Return the passages (start, end) that the query's positive terms hit, in order and joined where they overlap.

    `fields` limits the terms to those that look in the text at hand (None: all terms). A word found by its prefix is
    hit as a whole. Case and diacritics don't matter, as in the index.
    """
    return _joined((start, end) for start, end, _ in _found(text, _wanted(query, fields)))


def snippet(body: str, query: Query, length: int = LENGTH) -> Snippet:
    """Return at most `length` code points (from 20) of a body, around the hits of as many different terms as it can.

    Line breaks and tabs are spaces in it; an ellipsis stands where it was cut. Without hits it is the beginning.
    """
    found = sorted(_found(body, _wanted(query, BODY_FIELDS), _HITS_WEIGHED))
    room = max(length, 20)
    first, last = _best_window(found, room - 2)
    # Two of the code points are for the ellipses.
    start, end = (0, len(body)) if len(body) <= room else _cut(body, first, last, room - 2)
    before, after = "…" if start else "", "…" if end < len(body) else ""
    shift = len(before) - start
    shown = _joined((max(a, start) + shift, min(b, end) + shift) for a, b, _ in found if a < end and b > start)
    return Snippet(f"{before}{body[start:end].translate(_ON_ONE_LINE)}{after}", shown)


def find_in_text(
    text: str, needle: str, whole_word: bool = False, match_case: bool = False
) -> tuple[tuple[int, int], ...]:
    """Return the places (start, end) of a piece of text, not overlapping, in order.

    Diacritics, the shape of quotation marks and dashes, and the kind of space never matter; case unless `match_case`.
    """
    fold = _FIND_CASE if match_case else _FIND
    sought = needle.translate(fold)
    if not sought:
        return ()
    projection = Projection(text, fold)
    places = []
    at, free = projection.text.find(sought), 0
    while at >= 0:
        start, end = projection.span(at, at + len(sought))
        step = 1
        if start >= free and (not whole_word or _is_whole(text, start, end)):
            places.append((start, end))
            free, step = end, len(sought)
        at = projection.text.find(sought, at + step)
    return tuple(places)


def _wanted(query: Query, fields: Collection[Field] | None) -> list[Term]:
    return [term for term in positive_terms(query) if fields is None or term.field in fields]


def _found(text: str, terms: list[Term], most: int | None = None) -> Iterator[tuple[int, int, int]]:
    """Yield (start, end, number of the term) of every hit, or of the first `most` of each term, term by term."""
    if not terms:
        return
    projection = Projection(text, PROJECTED)
    padded = f" {projection.text} "
    for number, term in enumerate(terms):
        for start, end in itertools.islice(_runs(padded, tokens(term.text), term.prefix), most):
            yield *projection.span(start - 1, end - 1), number


def _runs(padded: str, wanted: list[str], prefix: bool) -> Iterator[tuple[int, int]]:
    """Yield where the tokens stand one after the other in a text of tokens and spaces, padded with spaces."""
    # The first token is looked for as a plain string: that is many times as quick as a pattern.
    alone = len(wanted) == 1
    first = f" {wanted[0]}" if alone and prefix else f" {wanted[0]} "
    rest = re.compile("".join(f" +{word}" for word in wanted[1:]) + ("[^ ]*" if prefix else "(?= )"))
    at = padded.find(first)
    while at >= 0:
        if match := rest.match(padded, at + 1 + len(wanted[0])):
            yield at + 1, match.end()
        at = padded.find(first, at + 1)


def _joined(places: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _best_window(found: list[tuple[int, int, int]], length: int) -> tuple[int, int]:
    """Return (start, end) of the hits within `length` that show most different terms, then most hits, then first."""
    best, window, stop = (0, 0), (0, 0), 0
    inside: Counter[int] = Counter()
    for at, (start, end, number) in enumerate(found):
        while stop < len(found) and (stop <= at or found[stop][1] <= start + length):
            inside[found[stop][2]] += 1
            stop += 1
        score = (sum(count > 0 for count in inside.values()), stop - at)
        if score > best:
            best, window = score, (start, max(end, found[stop - 1][1]))
        inside[number] -= 1
    return window


def _cut(body: str, first: int, last: int, length: int) -> tuple[int, int]:
    """Return the stretch of at most `length` code points that shows `first`-`last`, cut between words if it can be."""
    lead = max(0, min(_LEAD, (length - (last - first)) // 2))
    start = max(0, min(first - lead, len(body) - length))
    if start and not body[start - 1].isspace() and (gap := _GAP.search(body, start, min(start + _SNAP, first))):
        start = gap.end()
    end = min(len(body), start + length)
    if end < len(body) and not body[end].isspace():
        gaps = list(_GAP.finditer(body, max(end - _SNAP, min(last, end)), end))
        end = gaps[-1].start() if gaps else end
    return start, end


def _is_whole(text: str, start: int, end: int) -> bool:
    """True if no word goes on before or after the place. Scripts without spaces have no such edges to be held to."""
    before = start > 0 and _goes_on(text[start - 1], text[start])
    after = end < len(text) and _goes_on(text[end], text[end - 1])
    return not before and not after


def _goes_on(outside: str, edge: str) -> bool:
    return edge.isalnum() and outside.isalnum() and not is_unspaced(edge) and not is_unspaced(outside)


def _plain_shape(char: str) -> str:
    """Return how Ctrl+F sees a character other than a letter or digit."""
    category = unicodedata.category(char)
    if category[0] == "M" or category == "Cf":
        return char if is_unspaced(char) or "\u0900" <= char <= "\u1cff" else ""
    return " " if category == "Zs" else char.translate(_SHAPES)


def _find_any_case(char: str) -> str:
    return plain(char) if char.isalnum() else _plain_shape(char)


def _find_case(char: str) -> str:
    folded = _find_any_case(char)
    return folded.upper() if char.isupper() else folded


_FIND = Fold(_find_any_case)
_FIND_CASE = Fold(_find_case)
