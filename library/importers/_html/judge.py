"""The judge of which text of a page is its article: trafilatura, or a quick measure of our own."""

from __future__ import annotations

import logging
import re
from collections import defaultdict
from urllib.parse import urlsplit

import lxml.etree
import trafilatura
from lxml.html import HtmlElement

from library.importers._html.pieces import Piece, Role

_SPANS = ("rowspan", "colspan")
_NO_ARTICLE = re.compile(r"(?:nav|menu|footer|sidebar|comment|cookie|breadcrumb)", re.IGNORECASE)
_RIGHTS = re.compile(
    r"all rights reserved|alle rechte|tous droits|todos los derechos|tutti i diritti|todos os direitos|все права|"
    r"版权所有|版權所有|©",
    re.IGNORECASE,
)

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def article_text(tree: HtmlElement) -> str:
    """Return the text that is the page's article, a line for each block, or empty if the judge sees none.

    Tables lose their spans on the way.
    """
    for cell in tree.iter("td", "th"):
        for span in _SPANS:  # our tables have been read; the engine would lay out all the empty cells that they ask for
            cell.attrib.pop(span, None)
    try:
        found = trafilatura.bare_extraction(tree, fast=True, include_comments=False, include_tables=True)
    except (RecursionError, ValueError, TypeError, AttributeError, KeyError, lxml.etree.LxmlError):
        return ""  # the engine's fault with an odd page; our own measure goes on
    text = getattr(found, "text", None)
    return text if isinstance(text, str) else ""


def densest(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces of the element with most running text; of a page without any, all pieces.

    Each paragraph counts for its parent whole and for its grandparent half, as in Readability's scoring
    (https://github.com/mozilla/readability); links don't count.
    """
    scores: defaultdict[HtmlElement, float] = defaultdict(float)
    for piece in pieces:
        if piece.role is not Role.BODY or len(piece.key) < 40 or piece.linked > 0.4 or _RIGHTS.search(piece.block.text):
            continue
        weight = len(piece.key) * (1 - piece.linked)
        for share, element in zip((1.0, 0.6, 0.3), piece.element.iterancestors(), strict=False):
            names = f"{element.get('class') or ''} {element.get('id') or ''}"
            scores[element] += 0.0 if _NO_ARTICLE.search(names) else weight * share
    best = max(scores, key=lambda element: scores[element], default=None)
    if best is None or scores[best] <= 0:
        return list(pieces)
    return [piece for piece in pieces if any(element is best for element in piece.element.iterancestors())]


def is_prose(piece: Piece) -> bool:
    """True for running text: some length, few links."""
    return piece.role is Role.BODY and len(piece.key) >= 60 and piece.linked < 0.3


def prose(pieces: list[Piece]) -> int:
    """Return the letters of running text in the pieces."""
    return sum(len(piece.key) for piece in pieces if is_prose(piece))


def looks_like_index(pieces: list[Piece], chosen: list[Piece], address: str, labelled: bool) -> bool:
    """True if the page is a list of other pages: a site's front, or hardly any text besides headlines that link away.

    `labelled` says that the page calls itself an article, which fronts do too.
    """
    headlines = sum(1 for piece in pieces if piece.linked > 0.8 and len(piece.key) >= 20)
    if headlines >= 10 and address and urlsplit(address).path in ("", "/", "/index.html"):
        return True
    return not labelled and headlines >= 40 and prose(chosen) < headlines * 12
