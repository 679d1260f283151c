"""The blocks of a plain text story: paragraphs, subheads, lists, quotes, rules, columns, notes, related headlines."""

from __future__ import annotations

import re
import statistics
from dataclasses import dataclass

from library.importers import _text_words as words
from library.importers._text_lines import Piece
from library.model.document import Block, BlockKind, Span, paragraph
from library.model.story import Related

_RULE = re.compile(r"(?:[*=_~\-–—#•·.]\s?){3,80}|[*⁂§❦]")
_BULLET = re.compile(r"(?P<sign>[•●▪◦‣∙*\-+–■◆▶※])\s+(?=\S)|(?P<tight>[・•●■◆▶])(?=\S)")
_NUMBER = re.compile(r"(?P<number>\d{1,3})[.)]\s+(?=\S)")
_QUOTE = re.compile(r"(?:>\s?)+")
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7a3]")
_NO_TITLE_END = re.compile(r"[.,;:。，、；：…\"”’»」』)\]!！]$")
_LONGEST_TITLE = 110
_LONG_TITLE = 8
"""Words from which a line alone is as long as a headline; subheads are shorter. Wide scripts: `_LONG_WIDE_TITLE`."""

_LONG_WIDE_TITLE = 20
_PLAIN_START = re.compile(r"[^\W\d_]|[“\"‘'«„¿¡(\[]")


@dataclass(frozen=True, slots=True)
class Body:
    """A story's blocks, the headlines of others among them, and the lines of junk that were left out."""

    blocks: tuple[Block, ...]
    related: tuple[Related, ...]
    dropped: tuple[str, ...]


def read_body(pieces: list[Piece]) -> Body:
    """Return the pieces as blocks, one each, junk left out."""
    dropped = tuple(piece.text for piece in pieces if _is_junk(piece))
    if dropped:
        pieces = [piece for piece in pieces if not _is_junk(piece)]
    titles = _titles(pieces)
    related: list[Related] = []
    blocks: list[Block] = []
    announced = False
    for at, piece in enumerate(pieces):
        text = piece.text
        announced = _is_announced(piece, announced)
        if announced or at in titles.related or words.related_headline(text):
            blocks.append(Block(BlockKind.RELATED, (Span(text),)))
            if not words.is_related_label(text):
                related.append(Related(words.related_headline(text) or text.lstrip("・•■-* ")))
        elif at in titles.headings:
            blocks.append(Block(BlockKind.HEADING, (Span(text),), level=2))
        else:
            blocks.append(_block(pieces, at))
    return Body(tuple(blocks), tuple(related), dropped)


def _is_junk(piece: Piece) -> bool:
    return len(piece.text) <= 120 and not piece.columns and words.is_junk(piece.text)


def _is_announced(piece: Piece, before: bool) -> bool:
    """True for a line that announces other stories, and for the short lines below it."""
    if len(piece.text) > _LONGEST_TITLE or piece.columns:
        return False
    return words.is_related_label(piece.text) or (before and not piece.text.endswith((".", "。")))


def _block(pieces: list[Piece], at: int) -> Block:
    piece, text = pieces[at], pieces[at].text
    if piece.columns:
        return Block(BlockKind.PREFORMATTED, (Span(text),))
    first = text[0]
    if first.isalpha():  # most paragraphs: what follows is asked of the others alone
        return Block(BlockKind.EDITORS_NOTE, (Span(text),)) if words.is_note(text) else paragraph(text)
    if len(text) <= 160 and _RULE.fullmatch(text):
        return Block(BlockKind.RULE)
    if first == ">" and (match := _QUOTE.match(text)) and text[match.end() :].strip():
        return Block(BlockKind.QUOTE, (Span(text[match.end() :]),), level=match[0].count(">"))
    if words.is_note(text):
        return Block(BlockKind.EDITORS_NOTE, (Span(text),))
    return _list_item(pieces, at) or paragraph(text)


def _list_item(pieces: list[Piece], at: int) -> Block | None:
    """An item of a list: a bullet no prose begins with, or a sign or number that a neighbour continues."""
    text = pieces[at].text
    neighbours = [pieces[near].text for near in (at - 1, at + 1) if 0 <= near < len(pieces)]
    if match := _BULLET.match(text):
        sign = match["sign"] or match["tight"]
        if sign in "•●▪◦‣∙・" or any(other.startswith(sign) and _BULLET.match(other) for other in neighbours):
            indent = pieces[at].indent
            depth = 1 + min(3, (indent - _list_indent(pieces, at)) // 2) if indent else 1
            return Block(BlockKind.LIST_ITEM, (Span(text[match.end() :]),), level=max(1, depth))
        return None
    if match := _NUMBER.match(text):
        number = int(match["number"])
        others = [int(other["number"]) for near in neighbours if (other := _NUMBER.match(near))]
        if (number + 1 in others or number - 1 in others) and match["number"] == str(number):
            return Block(BlockKind.LIST_ITEM, (Span(text[match.end() :]),), level=1, number=number)
    return None


def _list_indent(pieces: list[Piece], at: int) -> int:
    """The indent of the list's outermost item near this one."""
    near = pieces[max(0, at - 8) : at + 1]
    start = next((step for step in range(len(near) - 1, -1, -1) if not _BULLET.match(near[step].text)), -1) + 1
    return min(piece.indent for piece in near[start:]) if near[start:] else pieces[at].indent


@dataclass(frozen=True, slots=True)
class _Titles:
    headings: frozenset[int]
    related: frozenset[int]


def _titles(pieces: list[Piece]) -> _Titles:
    """Which lines that stand alone between paragraphs are subheads, and which headlines of other stories.

    A file's titles are of one kind unless they differ much: a subhead has a few words, the headline of another story
    as many as any headline. So the median length decides for all, and only long lines can be related.
    """
    apart = sum(piece.gap > 0 for piece in pieces) * 2 > len(pieces)
    found = [at for at in range(len(pieces)) if len(pieces[at].text) <= _LONGEST_TITLE and _is_title(pieces, at, apart)]
    sizes = {at: _size(pieces[at].text) for at in found}
    if not found or statistics.median(sizes.values()) < 1.0:
        return _Titles(frozenset(found), frozenset())
    long = frozenset(at for at in found if sizes[at] >= 0.75)
    return _Titles(frozenset(found) - long, long)


def _size(text: str) -> float:
    """A title's length, 1.0 being that of a short headline."""
    return len(text) / _LONG_WIDE_TITLE if _WIDE.search(text) else len(text.split()) / _LONG_TITLE


def _is_title(pieces: list[Piece], at: int, apart: bool) -> bool:
    text = pieces[at].text
    if not 0 < at < len(pieces) - 1 or pieces[at].columns or _NO_TITLE_END.search(text) or words.is_note(text):
        return False
    if (
        not _PLAIN_START.match(text)
        or text[0].islower()
        or ": " in text
        or "：" in text
        or re.search(r"[\u2500-\u27ff\t|]", text)
    ):
        return False
    before, after = pieces[at - 1], pieces[at + 1]
    if apart:
        if not (pieces[at].gap and after.gap):
            return False
    elif _size(text) > 0.8 or len(before.text) < 80:
        return False
    return _is_prose(after) and not (len(before.text) <= 60 and before.text[-1:].isalpha())


def _is_prose(piece: Piece) -> bool:
    """True for what a title can stand over: columns, or a paragraph, long or with the end of a sentence or a speech."""
    text = piece.text
    return piece.columns or (len(text) > _LONGEST_TITLE or bool(re.search(r"[.。!?！？…”\"»」')’]\W?$", text)))
