"""What speaks for a place: how many words a quote has, where it stands word for word, what its surroundings say."""

from __future__ import annotations

from collections.abc import Iterator

from library.annotations.words import words
from library.model.annotation import TextQuoteSelector

SHORT = 3
"""Words up to which a quote is no evidence by itself: "of the" stands in every story."""

LONG = 8
"""Words from which a quote that stands word for word is that passage, wherever it stands: it has moved."""

MANY = 200
"""Places of a quote that are weighed; one found more often is "the"."""

_LOOKED_AT = 400  # code points of a quote that are counted in words: only the first few matter


def word_count(quote: TextQuoteSelector) -> int:
    """Return how many words (without marks) a quote has, up to some fifty."""
    return sum(map(is_said, words(quote.exact[:_LOOKED_AT]).words))


def is_said(word: str) -> bool:
    """True for a word, False for a mark of punctuation."""
    return word[0].isalnum()


def occurrences(quote: TextQuoteSelector, text: str, low: int = 0, high: int | None = None) -> Iterator[int]:
    """Yield where a quote (its context, if it is empty) stands within a stretch of a text: code points, `MANY` at most.

    A short quote that began or ended with a word doesn't stand within one: "is" is not in "crisis".
    """
    sought = quote.exact or f"{quote.prefix}{quote.suffix}"
    inset = 0 if quote.exact else len(quote.prefix)
    is_short = bool(quote.exact) and word_count(quote) <= SHORT
    begins = is_short and not _is_inside(quote.prefix[-1:] + quote.exact[:1])
    ends = is_short and not _is_inside(quote.exact[-1:] + quote.suffix[:1])
    at = text.find(sought, low, high)
    for _ in range(MANY):
        if at < 0:
            return
        end = at + len(sought)
        cut = (begins and _is_inside(text[at - 1 : at + 1])) or (ends and _is_inside(text[end - 1 : end + 1]))
        if not cut:
            yield at + inset
        at = text.find(sought, at + 1, high)


def _is_inside(two: str) -> bool:
    """True if two neighbouring characters belong to one word."""
    found = words(two)
    return two.isalnum() and (found.starts, found.ends) == ((0,), (2,))


def context_likeness(quote: TextQuoteSelector, text: str, start: int, end: int) -> float:
    """Return how like the quote's surroundings those of a place are, 0.0-1.0; 1.0 if the quote has none."""
    from rapidfuzz import fuzz  # here, for every start of the window comes by this module

    kept = whole = 0.0
    if quote.prefix:
        kept += len(quote.prefix) * fuzz.ratio(quote.prefix, text[max(0, start - len(quote.prefix)) : start]) / 100
        whole += len(quote.prefix)
    if quote.suffix:
        kept += len(quote.suffix) * fuzz.ratio(quote.suffix, text[end : end + len(quote.suffix)]) / 100
        whole += len(quote.suffix)
    return kept / whole if whole else 1.0
