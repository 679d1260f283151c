"""Finding the passage that a person means by a quote typed or pasted."""

from __future__ import annotations

import re

from library.annotations.words import SHAPES
from library.model.errors import QuoteNotFound

_GAP = re.compile(r"\s+")
_CLASSES = {"'": "['‘’‚‛]", '"': '["“”„‟«»]', "-": "[-‐‑‒–—−]"}


def quote_places(text: str, quote: str) -> tuple[tuple[int, int], ...]:
    """Return every place (start, end in code points) of a quote in a text, in order.

    It is looked for as it is; failing that, with any white space, quotation marks and dashes in place of its own.
    White space around it doesn't count.
    """
    wanted = quote.strip()
    if not wanted:
        return ()
    patterns = (re.escape(wanted), _in_any_shape(wanted))
    found = (tuple(match.span() for match in re.finditer(pattern, text)) for pattern in patterns)
    return next((places for places in found if places), ())


def find_quote(text: str, quote: str) -> tuple[int, int]:
    """Return the first of a quote's places. Raises QuoteNotFound."""
    places = quote_places(text, quote)
    if not places:
        raise QuoteNotFound("The quote doesn't stand in the story.")
    return places[0]


def _in_any_shape(quote: str) -> str:
    folded = _GAP.sub(" ", quote.translate(SHAPES))
    return "".join(r"\s+" if char == " " else _CLASSES.get(char, re.escape(char)) for char in folded)
