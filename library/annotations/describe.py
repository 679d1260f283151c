"""Writing down where an annotation is made."""

from __future__ import annotations

from library.model.annotation import CONTEXT, Target, TextPositionSelector, TextQuoteSelector


def whole_story(article: int, version: int) -> Target:
    """Return the target of a note on a story as a whole: no passage, and no context to seek one by."""
    return Target(article, version, TextQuoteSelector(""), TextPositionSelector(0, 0))


def describe(article: int, version: int, text: str, start: int, end: int) -> Target:
    """Return the target of a passage of a version's canonical text, or of a point where `start` equals `end`.

    Positions are code points. Raises ValueError if they don't lie in the text in this order.
    """
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"{start}-{end} is no passage of a text of {len(text)} code points")
    quote = TextQuoteSelector(text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])
    return Target(article, version, quote, TextPositionSelector(start, end))
