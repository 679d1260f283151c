"""Writing down where an annotation is made, and finding a quote that a person gives."""

from __future__ import annotations

import re
from dataclasses import dataclass

from library.annotations.words import SHAPES
from library.model.annotation import CONTEXT, Target, TextPositionSelector, TextQuoteSelector

_GAP = re.compile(r"\s+")
_CLASSES = {"'": "['‘’‚‛]", '"': '["“”„‟«»]', "-": "[-‐‑‒–—−]"}


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """The first place of a quote in a text (code points), and how many there are."""

    start: int
    end: int
    count: int


def describe(article: int, version: int, text: str, start: int, end: int) -> Target:
    """Return the target of a passage of a version's canonical text, or of a point where `start` equals `end`.

    Positions are code points. Raises ValueError if they don't lie in the text in this order.
    """
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"{start}-{end} is no passage of a text of {len(text)} code points")
    quote = TextQuoteSelector(text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])
    return Target(article, version, quote, TextPositionSelector(start, end))


def find_quote(text: str, quote: str) -> FoundQuote | None:
    """Return where a quote that a person typed or pasted stands in a text.

    It is looked for as it is; failing that, with any white space, quotation marks and dashes in place of its own.
    """
    wanted = quote.strip()
    if not wanted:
        return None
    places = [match.span() for match in re.finditer(re.escape(wanted), text)] or [
        match.span() for match in re.finditer(_any_shape(wanted), text)
    ]
    return FoundQuote(*places[0], len(places)) if places else None


def _any_shape(quote: str) -> str:
    folded = _GAP.sub(" ", quote.translate(SHAPES))
    return "".join(r"\s+" if char == " " else _CLASSES.get(char, re.escape(char)) for char in folded)
