"""What has to leave the chosen text before it is a story: repeats of its own headings, and the page's furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from library.importers._html import phrases
from library.importers._html.above import read_above, unmarked_standfirst
from library.importers._html.head import (
    RUNNING,
    TEXT_KINDS,
    chosen_standfirst,
    is_credit,
    is_furniture,
    is_portrait,
    without_cut,
    without_head,
)
from library.importers._html.metadata import Metadata
from library.importers._html.pieces import Piece, folded
from library.importers._html.related import separate_related
from library.model.document import Block, BlockKind
from library.model.story import Related

_ORNAMENT = re.compile(r"[\s*_\-–—•·~#=+.◆■□◇※]{1,30}")
_LONGEST_KEYWORD = 60


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The story's pieces, and what was found among them that has a place of its own."""

    pieces: list[Piece]
    meta: Metadata
    standfirst: str
    credit: str
    related: tuple[Related, ...]


def clean(pieces: list[Piece], meta: Metadata, sites: frozenset[str]) -> Cleaned:
    """Return the pieces without repeats of the headline, standfirst and byline, and without furniture.

    `sites` are those of the page's own publication. If nothing would be left, nothing is taken away.
    """
    pieces, meta = _without_tag(pieces, meta)
    pieces = without_cut(pieces, meta.standfirst)
    standfirst = chosen_standfirst(pieces, meta) or unmarked_standfirst(pieces, meta)
    if _is_told_in_parts(pieces, standfirst):
        standfirst = ""
    kept = [piece for piece in without_head(pieces, meta, standfirst) if not is_furniture(piece)]
    kept = [piece for piece in kept if not is_portrait(piece, meta)]
    if not any(piece.key for piece in kept):
        return Cleaned(pieces, meta, "", "", ())
    above = read_above(kept, meta, standfirst)
    kept, related = separate_related(above.pieces, sites)
    kept, credit = _closing_credit(_trimmed(_ruled(kept), meta))
    return Cleaned(kept, above.meta, above.standfirst, credit, related)


def _without_tag(pieces: list[Piece], meta: Metadata) -> tuple[list[Piece], Metadata]:
    """A heading that is a link, above all text, and says one of the story's keywords is no subhead but the kicker."""
    first = next((piece for piece in pieces if piece.key and piece.key != folded(meta.headline)), None)
    tags = {folded(word) for word in (*meta.keywords, meta.section, meta.kicker)}
    if first is None or first.block.kind is not BlockKind.HEADING or first.linked < 1 or first.key not in tags:
        return pieces, meta
    kicker = meta.kicker or " ".join(first.block.text.split())
    return [piece for piece in pieces if piece is not first], replace(meta, kicker=kicker)


def _is_told_in_parts(pieces: list[Piece], standfirst: str) -> bool:
    """True if the standfirst is nothing but the items of a list that the text begins with."""
    items = [piece for piece in pieces[:12] if piece.block.kind is BlockKind.LIST_ITEM]
    return len(items) > 1 and len(standfirst) > 0 and "".join(item.key for item in items).startswith(folded(standfirst))


def _ruled(pieces: list[Piece]) -> list[Piece]:
    """Make the rules that are typed ("* * *") the rules that they are."""
    for piece in pieces:
        if not piece.key and piece.block.kind in TEXT_KINDS and _ORNAMENT.fullmatch(piece.block.text):
            piece.block = Block(BlockKind.RULE)
    return pieces


def _trimmed(pieces: list[Piece], meta: Metadata) -> list[Piece]:
    """Drop what can't begin or end a story: rules, subheads with no text after them, its keywords as a list of tags."""
    kept: list[Piece] = []
    for piece in pieces:
        if piece.block.kind is BlockKind.RULE and (not kept or kept[-1].block.kind is BlockKind.RULE):
            continue
        kept.append(piece)
    tags = {folded(word) for word in (*meta.keywords, meta.section)}
    while len(kept) > 1 and _cannot_end(kept[-1], tags, len(kept)):
        kept.pop()
    return kept


def _cannot_end(piece: Piece, tags: set[str], count: int) -> bool:
    kind = piece.block.kind
    if kind is BlockKind.RULE or (kind is BlockKind.HEADING and count > 3 and not piece.block.text.endswith(".")):
        return True
    return kind in TEXT_KINDS and len(piece.key) <= _LONGEST_KEYWORD and piece.key in tags


def _closing_credit(pieces: list[Piece]) -> tuple[list[Piece], str]:
    """Take the lines that say who made the story, and how to reach them, off its end; the former are its credit."""
    kept, credits = list(pieces), list[str]()
    end = max(
        (index for index, piece in enumerate(kept) if len(piece.key) >= RUNNING and not is_credit(piece)), default=0
    )
    for index in range(len(kept) - 1, end, -1):
        piece = kept[index]
        if piece.block.kind not in TEXT_KINDS:
            continue
        if is_credit(piece):
            credits.insert(0, " ".join(kept.pop(index).block.text.split()))
        elif len(piece.block.text) <= 300 and phrases.CONTACT.match(piece.block.text):
            del kept[index]
    return kept, " ".join(credits)
