"""Where an annotation sits in a version of its story: exactly, approximately, or nowhere.

An honest orphan beats a wrong place, so there is a threshold. It was set on silver pairs derived from real edits
(`tests/library/annotations/score_anchors.py` prints the table).
"""

from __future__ import annotations

from collections.abc import Iterator

from library.annotations.align import Place, context_likeness, places
from library.annotations.find_quote import quote_places
from library.annotations.words import words
from library.model.annotation import Anchor, AnchorState, TextPositionSelector, TextQuoteSelector

ALGORITHM = "2"
"""Version of the anchors. Another value in a library means: find them again."""

QUOTE_SHARE = 0.6
"""What the likeness of the quote counts in a score; that of its context counts the rest."""

THRESHOLD = 0.66
"""Score from which an edited passage is taken for the quote. On 1,044 edited and 328 deleted quotes: at 0.66 20 of the
edited and 8 of the deleted end in a wrong place and 17 as orphans; at 0.60 it is 23, 14 and 4."""

SHORT = 3
"""Words up to which a quote is no evidence by itself: "of the" stands in every story."""

SHORT_CONTEXT = 0.5
"""Likeness of the context that a short quote needs. Short quotes sought in foreign stories reach it 3 times in 100."""

SEVERAL_CONTEXT = 0.45
"""Likeness of the context that a quote found several times needs; what the best of them has by chance alone."""

BARE_THRESHOLD = 0.8
"""Likeness that a quote without any context needs, as exports of other services give them: four letters in five."""

_MANY = 200  # exact places that are weighed by their context; a quote found more often is "the"


def anchor(quote: TextQuoteSelector, position: TextPositionSelector, text: str) -> Anchor:
    """Return where the quote sits in a version's canonical text; positions are code points.

    Where it stood if it still stands there in its context; else where it stands word for word, the context deciding
    between several places and the position between equals; else where something like it stands, if it is like
    enough (`APPROXIMATE`); else nowhere. An empty quote is a point, found by its context.
    """
    start, end = position.start, position.end
    whole = f"{quote.prefix}{quote.exact}{quote.suffix}"
    if whole and text.startswith(whole, start - len(quote.prefix)) and start >= len(quote.prefix):
        return Anchor(AnchorState.EXACT, start, end)
    if not whole:
        return Anchor(AnchorState.EXACT)  # a note on the whole story, or a place in one that was empty
    if not (quote.prefix or quote.suffix):
        return _bare(quote, position, text)
    return _word_for_word(quote, position, text) or _approximate(quote, position, text)


def _bare(quote: TextQuoteSelector, position: TextPositionSelector, text: str) -> Anchor:
    """Place a quote that came without context: where it stands, in any shape of its marks; of several places the one
    nearest to the position, as a guess; else where something very like it stands."""
    found = quote_places(text, quote.exact)
    if found:
        start, end = min(found, key=lambda place: abs(place[0] - position.start))
        state = AnchorState.EXACT if len(found) == 1 else AnchorState.APPROXIMATE
        return Anchor(state, start, end, 1 / len(found))
    best = max(places(quote, text), key=lambda place: place.quote, default=None)
    if best is None or best.quote < BARE_THRESHOLD or _is_short(quote):
        return Anchor(AnchorState.ORPHAN, score=best.quote if best else 0.0)
    return Anchor(AnchorState.APPROXIMATE, best.start, best.end, best.quote)


def _word_for_word(quote: TextQuoteSelector, position: TextPositionSelector, text: str) -> Anchor | None:
    sought = quote.exact or f"{quote.prefix}{quote.suffix}"
    inset = 0 if quote.exact else len(quote.prefix)
    found = [at + inset for at in _occurrences(sought, text)]
    if not found:
        return None
    length = len(quote.exact)
    ranked = ((context_likeness(quote, text, at, at + length), -abs(at - position.start), at) for at in found)
    likeness, _, start = max(ranked)
    if likeness < _context_needed(quote, len(found)):
        return None
    return Anchor(AnchorState.EXACT, start, start + length)


def _context_needed(quote: TextQuoteSelector, places: int) -> float:
    if _is_short(quote):
        return SHORT_CONTEXT
    return SEVERAL_CONTEXT if places > 1 else 0.0


def _is_short(quote: TextQuoteSelector) -> bool:
    return len(words(quote.exact)) <= SHORT


def _occurrences(sought: str, text: str) -> Iterator[int]:
    at = text.find(sought)
    for _ in range(_MANY):
        if at < 0:
            return
        yield at
        at = text.find(sought, at + 1)


def _approximate(quote: TextQuoteSelector, position: TextPositionSelector, text: str) -> Anchor:
    found = list(places(quote, text))
    if not found:
        return Anchor(AnchorState.ORPHAN, score=0.0)
    best = max(found, key=lambda place: (_score(place), -abs(place.start - position.start)))
    score = _score(best)
    if score < THRESHOLD or (_is_short(quote) and best.context < SHORT_CONTEXT):
        return Anchor(AnchorState.ORPHAN, score=score)
    return Anchor(AnchorState.APPROXIMATE, best.start, best.end, score)


def _score(place: Place) -> float:
    return QUOTE_SHARE * place.quote + (1 - QUOTE_SHARE) * place.context
