"""The lines that plain pages set above a story without saying what they are: kicker, headline, standfirst, byline.

Works on what is left when marked heads are gone. Takes only what can be nothing else, and fills only empty fields.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from library.importers._html.head import RUNNING, TEXT_KINDS, is_head_line
from library.importers._html.metadata import Metadata
from library.importers._html.pieces import Piece, folded
from library.importers._text_byline import read_byline
from library.model.document import BlockKind

_LONGEST_HEAD = 400
_LONGEST_STANDFIRST = 330
_LONGEST_KICKER = 40
_RIGHTS = re.compile("©|copyright|all rights reserved", re.IGNORECASE)
_MENU = 0.7
"""Share of linked letters from which a paragraph at either end of a story is a menu."""


@dataclass(frozen=True, slots=True)
class Above:
    """A story's pieces without the lines above it, and the fields that those filled."""

    pieces: list[Piece]
    meta: Metadata
    standfirst: str


def read_above(pieces: list[Piece], meta: Metadata, standfirst: str) -> Above:
    """Return the pieces from the story's first paragraph on."""
    pieces = _without_menus(pieces)
    pieces, meta, standfirst = _with_headline_among_lines(pieces, meta, standfirst)
    while len(pieces) > 1 and pieces[0].block.kind is BlockKind.PARAGRAPH and _is_all_head(pieces[0], meta):
        meta = meta if meta.authors else replace(meta, authors=_authors(pieces[0].block.text))
        pieces = pieces[1:]
    return Above(pieces, meta, standfirst)


def _without_menus(pieces: list[Piece]) -> list[Piece]:
    # Asked from both ends, up to the first that is none: what lies between stays, and a long page has thousands.
    first = next((at for at, piece in enumerate(pieces) if not _is_menu(piece)), None)
    if first is None:
        return pieces
    last = next(at for at in range(len(pieces) - 1, -1, -1) if not _is_menu(pieces[at]))
    return pieces[first : last + 1]


def _is_menu(piece: Piece) -> bool:
    """True for a paragraph that is hardly more than links, also those that lead nowhere from a saved page, and for one
    with links in which a site says whose it is."""
    links = [folded(str(link.text_content())) for link in piece.element.iter("a") if link.get("href")]
    if piece.block.kind is not BlockKind.PARAGRAPH or len(links) < 3 or not piece.key:
        return False
    inside = [link for link in links if link in piece.key]
    if sum(map(len, inside)) >= _MENU * len(piece.key):
        return True
    return len(inside) >= 3 and len(piece.block.text) <= _LONGEST_HEAD and bool(_RIGHTS.search(piece.block.text))


def _with_headline_among_lines(
    pieces: list[Piece], meta: Metadata, standfirst: str
) -> tuple[list[Piece], Metadata, str]:
    """A paragraph of several lines, one of which is the headline, is the story's whole head."""
    key = folded(meta.headline)
    for index, piece in enumerate(pieces[:3]):
        lines = [" ".join(line.split()) for line in piece.block.text.split("\n")]
        keys = [folded(line) for line in lines]
        if not key or len(lines) < 2 or len(piece.block.text) > _LONGEST_HEAD or key not in keys:
            continue
        at = keys.index(key)
        kicker = lines[at - 1] if at == 1 and len(lines[0]) <= _LONGEST_KICKER else ""
        below = " ".join(lines[at + 1 :]).strip()
        return (
            pieces[:index] + pieces[index + 1 :],
            replace(meta, kicker=meta.kicker or kicker),
            standfirst or below,
        )
    return pieces, meta, standfirst


def unmarked_standfirst(pieces: list[Piece], meta: Metadata) -> str:
    """Return the first paragraph, if a byline or a date stands between it and the next running text; else nothing.

    No story's first paragraph is followed by its byline.
    """
    texts = [piece for piece in pieces[:5] if piece.block.kind is BlockKind.PARAGRAPH and piece.key]
    if len(texts) < 3 or _is_all_head(texts[0], meta) or not _is_all_head(texts[1], meta):
        return ""
    is_short = len(texts[0].block.text) <= _LONGEST_STANDFIRST and len(texts[0].key) >= RUNNING // 2
    return " ".join(texts[0].block.text.split()) if is_short else ""


def _is_all_head(piece: Piece, meta: Metadata) -> bool:
    lines = [line.strip() for line in piece.block.text.split("\n") if line.strip()]
    return (
        piece.block.kind in TEXT_KINDS
        and 0 < len(lines) <= 3
        and len(piece.key) < RUNNING
        and all(is_head_line(line, piece, meta) for line in lines)
    )


def _authors(text: str) -> tuple[str, ...]:
    for line in text.split("\n"):
        if (byline := read_byline(line.strip())) is not None:
            return byline.authors
    return ()
