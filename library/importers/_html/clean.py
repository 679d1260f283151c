"""What has to leave the chosen text before it is a story: repeats of its own headings, and the page's furniture."""

from __future__ import annotations

from dataclasses import dataclass

from library.importers._html import phrases
from library.importers._html.metadata import Metadata
from library.importers._html.pieces import Piece, folded
from library.importers._html.related import separate_related
from library.importers._html.visible import same_text
from library.importers.dates import is_date_line
from library.model.document import BlockKind
from library.model.story import Related

_RUNNING = 80
"""Letters from which a paragraph is running text, so that the story has begun."""

_TEXT_KINDS = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.QUOTE)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The story's pieces, and what was found among them that has a place of its own."""

    pieces: list[Piece]
    standfirst: str
    credit: str
    related: tuple[Related, ...]


def clean(pieces: list[Piece], meta: Metadata) -> Cleaned:
    """Return the pieces without repeats of the headline, standfirst and byline, and without furniture.

    If nothing would be left, nothing is taken away.
    """
    standfirst = _standfirst(pieces, meta)
    begin = _begin(pieces, standfirst)
    kept = [
        piece
        for index, piece in enumerate(pieces)
        if not _repeats(piece, meta, standfirst, at_head=index < begin) and not _is_furniture(piece)
    ]
    if not any(piece.key for piece in kept):
        return Cleaned(pieces, "", "", ())
    kept, related = separate_related(kept, meta.url)
    kept, credit = _closing_credit(_trimmed(kept))
    return Cleaned(kept, standfirst, credit, related)


def _begin(pieces: list[Piece], standfirst: str) -> int:
    """Return the index of the first running paragraph."""
    for index, piece in enumerate(pieces):
        if (
            len(piece.key) >= _RUNNING
            and piece.block.kind is not BlockKind.HEADING
            and not same_text(piece.block.text, standfirst)
        ):
            return index
    return 0


def _standfirst(pieces: list[Piece], meta: Metadata) -> str:
    """The marked standfirst; else the page's description of itself, unless it is but the story's opening."""
    if meta.standfirst and not same_text(meta.standfirst, meta.headline):
        first = next((piece for piece in pieces if len(piece.key) >= _RUNNING), None)
        if first is None or not same_text(first.block.text, meta.standfirst) or len(pieces) > 3:
            return meta.standfirst
    text = meta.description
    if not text or same_text(text, meta.headline):
        return ""
    key = folded(text.rstrip(".… "))
    for piece in pieces[:6]:
        if piece.block.kind is BlockKind.HEADING and same_text(piece.block.text, text):
            return piece.block.text
    return "" if key[:60] in "".join(piece.key for piece in pieces) else text


def _repeats(piece: Piece, meta: Metadata, standfirst: str, at_head: bool) -> bool:
    text, kind = piece.block.text, piece.block.kind
    if kind not in _TEXT_KINDS or not piece.key:
        return False
    if piece.key == folded(meta.headline) and (at_head or kind is BlockKind.HEADING):
        return True
    if kind is BlockKind.HEADING and (piece.block.level == 1 or at_head) and same_text(text, meta.headline):
        return True
    if at_head and standfirst and same_text(text, standfirst):
        return 0.7 * len(folded(standfirst)) <= len(piece.key) <= len(folded(standfirst)) + 5
    return at_head and len(piece.key) < _RUNNING and _is_head_line(text, piece, meta)


def _is_head_line(text: str, piece: Piece, meta: Metadata) -> bool:
    """True for lines between headline and text that only repeat fields: byline, date, section, source."""
    if piece.key in {folded(value) for value in (meta.kicker, meta.section, meta.source, *meta.authors) if value}:
        return True
    if len(text) <= 120 and (phrases.DATE_LINE.match(text) or is_date_line(text)):
        return True
    if piece.key == folded(meta.url):
        return True
    names = [folded(name) for name in meta.authors]
    by_length = len(piece.key) - sum(len(name) for name in names if name in piece.key)
    if names and any(name in piece.key for name in names) and by_length <= 40:
        return True
    return bool(phrases.BYLINE.match(text)) and len(text) <= 70 and not text.rstrip().endswith((".", "!", "?", "。"))


def _is_furniture(piece: Piece) -> bool:
    text = piece.block.text
    return piece.block.kind in _TEXT_KINDS and len(text) <= 400 and bool(phrases.FURNITURE.match(text))


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    """Drop what can't begin or end a story, or stand before nothing: rules, and subheads with no text after them."""
    kept: list[Piece] = []
    for piece in pieces:
        if piece.block.kind is BlockKind.RULE and (not kept or kept[-1].block.kind is BlockKind.RULE):
            continue
        kept.append(piece)
    while kept and (
        kept[-1].block.kind is BlockKind.RULE or (kept[-1].block.kind is BlockKind.HEADING and len(kept) > 3)
    ):
        kept.pop()
    return kept


def _closing_credit(pieces: list[Piece]) -> tuple[list[Piece], str]:
    """Take the lines that say who made the story, and how to reach them, off its end; the former are its credit."""
    kept, credits = list(pieces), list[str]()
    end = max(
        (index for index, piece in enumerate(kept) if len(piece.key) >= _RUNNING and not _is_credit(piece)), default=0
    )
    for index in range(len(kept) - 1, end, -1):
        piece = kept[index]
        if piece.block.kind not in _TEXT_KINDS:
            continue
        if _is_credit(piece):
            credits.insert(0, " ".join(kept.pop(index).block.text.split()))
        elif len(piece.block.text) <= 300 and phrases.CONTACT.match(piece.block.text):
            del kept[index]
    return kept, " ".join(credits)


def _is_credit(piece: Piece) -> bool:
    text = piece.block.text
    return len(text) <= 500 and piece.block.kind is BlockKind.PARAGRAPH and bool(phrases.CLOSING_CREDIT.match(text))
