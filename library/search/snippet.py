"""Where a search hits a text, and the piece of a story that shows it best.

Positions are code points of the text as it was given.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from library.model.query import Field, Query, Snippet, Term
from library.search.projection import Projection
from library.search.terms import positive_terms
from library.search.tokens import PROJECTED, tokens

LENGTH = 200
"""Code points of a snippet: two to three lines of a list."""

BODY_FIELDS = frozenset({Field.ANY, Field.BODY})
"""Fields whose terms are to be found in the body of a story."""

_HITS_WEIGHED = 300  # hits of one term among which a snippet is chosen: "the" in a long story has thousands
_LEAD = 40  # code points before the first hit of a snippet, where there is room
_SNAP = 24  # code points that a snippet gives up so as not to cut a word
_GAP = re.compile(r"\s+")
_ON_ONE_LINE = str.maketrans("\n\t\r\v\f\u2028\u2029", " " * 7)


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
