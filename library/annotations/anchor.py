"""Finding a passage again in another version: exact where it stands, approximate where it changed, or an orphan."""

from __future__ import annotations

from library.model.annotation import Anchor, AnchorState, TextPositionSelector, TextQuoteSelector

ALGORITHM = "1"
"""Version of the derived data made here; another value in a library means: anchor everything again."""


def anchor(quote: TextQuoteSelector, position: TextPositionSelector, text: str) -> Anchor:
    """Return where a passage sits in a text. FIRST SLICE: exact only."""
    end = position.start + len(quote.exact)
    if text[position.start : end] == quote.exact and end <= len(text):
        return Anchor(AnchorState.EXACT, position.start, end)
    at = text.find(quote.exact)
    if at >= 0 and quote.exact:
        return Anchor(AnchorState.EXACT, at, at + len(quote.exact))
    return Anchor(AnchorState.ORPHAN, score=0.0)
