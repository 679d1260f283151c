"""Describing a passage so that it can be found again: by its words, by their context, and by its position."""

from __future__ import annotations

from library.model.annotation import CONTEXT, Target, TextPositionSelector, TextQuoteSelector


def describe(article: int, version: int, text: str, start: int, end: int) -> Target:
    """Return the target for code points `start` to `end` (exclusive) of a version's canonical text.

    Raises ValueError for a range that doesn't lie in the text. An empty range describes a point.
    """
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"no passage from {start} to {end} in {len(text)} code points")
    quote = TextQuoteSelector(
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
    )
    return Target(article, version, quote, TextPositionSelector(start, end))
