"""A story's own headings where they stand once more above its text: headline, standfirst, byline, date."""

from __future__ import annotations

import re

from library.importers._html import classes, phrases
from library.importers._html.metadata import Metadata
from library.importers._html.pieces import Piece, folded
from library.importers._html.visible import same_text
from library.importers.dates import is_date_line
from library.model.document import BlockKind

RUNNING = 80
"""Letters from which a paragraph is running text, so that the story has begun."""

TEXT_KINDS = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.QUOTE)
_IN_BYLINE, _IN_HEADING = 40, 6
"""Letters besides the authors' names that a byline has; a subhead may name an author ("The plan (Jo Reed)")."""

_WORD = re.compile(r"\w+")
_SUBHEADS = 3
"""Headings of one kind from which they are subheads, whatever the page's description repeats."""

_HEAD, _SIGNPOST, _LONGEST_STANDFIRST, _SHORTEST_CUT = 12, 40, 500, 20
_SAME_WORDS = 0.6
"""Share of words from which a heading above the text tells the headline over again, as sites do for search engines."""


def is_credit(piece: Piece) -> bool:
    """True if the piece says who made the story: in words, or by the name of its element."""
    text = piece.block.text
    if piece.block.kind is not BlockKind.PARAGRAPH or len(text) > 500:
        return False
    named = classes.CREDIT_LINE.search(classes.names(piece.element.get("class"), piece.element.get("id")))
    return bool(phrases.CLOSING_CREDIT.match(text) or (named and len(text) <= 200))


def is_furniture(piece: Piece) -> bool:
    """True if the piece is a whole line that belongs to the page."""
    text = piece.block.text
    return piece.block.kind in TEXT_KINDS and len(text) <= 400 and bool(phrases.FURNITURE.match(text))


def is_portrait(piece: Piece, meta: Metadata) -> bool:
    """True for a picture of the author: its text is but the name, and it has no caption."""
    image = piece.block.image
    return (
        image is not None
        and not piece.block.spans
        and folded(image.alt) in {folded(name) for name in meta.authors} - {""}
    )


def chosen_standfirst(pieces: list[Piece], meta: Metadata) -> str:
    """The marked standfirst; else the page's description of itself, unless it is but the story's opening."""
    if meta.standfirst and not same_text(meta.standfirst, meta.headline) and not _is_signpost(meta.standfirst, meta):
        first = next((piece for piece in pieces if len(piece.key) >= RUNNING), None)
        if first is None or not same_text(first.block.text, meta.standfirst) or len(pieces) > 3:
            return _whole(meta.standfirst, pieces)
    text = meta.description
    if not text or same_text(text, meta.headline):
        return ""
    key = folded(text.rstrip(".… "))
    for piece in pieces[:6]:
        if piece.block.kind is BlockKind.HEADING and same_text(piece.block.text, text):
            is_one_of_many = sum(each.element.tag == piece.element.tag for each in pieces) > _SUBHEADS
            return "" if is_one_of_many or len(piece.key) <= 0.8 * len(key) else piece.block.text
    return "" if key[:60] in "".join(piece.key for piece in pieces) else text


def _is_signpost(text: str, meta: Metadata) -> bool:
    """True for the section and the headline in one line ("World | The headline"), which is nothing new."""
    headline, key = folded(meta.headline), folded(text)
    return bool(headline) and key.endswith(headline) and len(key) - len(headline) <= _SIGNPOST


def _whole(standfirst: str, pieces: list[Piece]) -> str:
    """A standfirst as it is, or where it was cut off, the line of the page that has it whole; nothing where that line
    is the story's own text."""
    longer = _continued(standfirst, pieces[:_HEAD])
    if longer is None:
        return standfirst
    is_set_apart = longer.block.kind is BlockKind.HEADING and len(longer.block.text) <= _LONGEST_STANDFIRST
    return longer.block.text if is_set_apart else ""


def _continued(text: str, pieces: list[Piece]) -> Piece | None:
    """The piece that goes on where a text was cut off."""
    key = folded(text.rstrip(".… "))
    if len(key) < _SHORTEST_CUT:
        return None
    return next((piece for piece in pieces if piece.key.startswith(key) and len(piece.key) > len(key) + 5), None)


def without_cut(pieces: list[Piece], text: str) -> list[Piece]:
    """Return the pieces without the one that says `text` and no more, where another has the whole of it."""
    if _continued(text, pieces[:_HEAD]) is None:
        return pieces
    return [piece for piece in pieces if piece.key != folded(text.rstrip(".… "))]


def without_head(pieces: list[Piece], meta: Metadata, standfirst: str) -> list[Piece]:
    """Return the pieces without those that only repeat a field of the story."""
    begin = _begin(pieces, standfirst)
    return [piece for index, piece in enumerate(pieces) if not _repeats(piece, meta, standfirst, index < begin)]


def _begin(pieces: list[Piece], standfirst: str) -> int:
    """Return the index of the first running paragraph."""
    for index, piece in enumerate(pieces):
        is_text = piece.block.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE) and len(piece.key) >= RUNNING
        if is_text and not is_furniture(piece) and not same_text(piece.block.text, standfirst):
            return index
    return 0


def _repeats(piece: Piece, meta: Metadata, standfirst: str, at_head: bool) -> bool:
    text, kind = piece.block.text, piece.block.kind
    if kind not in TEXT_KINDS or not piece.key:
        return False
    if piece.key == folded(meta.headline) and (at_head or kind is BlockKind.HEADING):
        return True
    if kind is BlockKind.HEADING and (at_head or piece.block.level == 1):
        alike = _SAME_WORDS if at_head else 1.0
        if same_text(text, meta.headline) or _shared(text, meta.headline) >= alike:
            return True
    if at_head and standfirst and same_text(text, standfirst):
        return 0.7 * len(folded(standfirst)) <= len(piece.key) <= len(folded(standfirst)) + 5
    return at_head and len(piece.key) < RUNNING and is_head_line(text, piece, meta)


def _shared(one: str, other: str) -> float:
    first, second = set(_WORD.findall(one.casefold())), set(_WORD.findall(other.casefold()))
    return len(first & second) / len(first | second) if first and second else 0.0


def is_head_line(text: str, piece: Piece, meta: Metadata) -> bool:
    """True for lines between headline and text that only repeat fields: byline, date, section, source."""
    if meta.url and piece.key.endswith(folded(meta.url)) and len(piece.key) - len(folded(meta.url)) <= 8:
        return True
    fields = (meta.kicker, meta.section, meta.source, *meta.authors)
    if piece.key in {folded(value) for value in fields if value}:
        return True
    if len(text) <= 120 and (_is_time(piece) or phrases.DATE_LINE.match(text) or is_date_line(text)):
        return True
    names = [folded(name) for name in meta.authors]
    besides = len(piece.key) - sum(len(name) for name in names if name in piece.key)
    most = _IN_HEADING if piece.block.kind is BlockKind.HEADING else _IN_BYLINE
    if any(name in piece.key for name in names) and besides <= most:
        return True
    return bool(phrases.BYLINE.match(text)) and len(text) <= 70 and not text.rstrip().endswith((".", "!", "?", "。"))


def _is_time(piece: Piece) -> bool:
    """True if all that the piece says stands in a `time` element, in whatever language."""
    return any(folded(str(element.text_content())) == piece.key for element in piece.element.iter("time"))
