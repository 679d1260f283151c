"""A story's blocks as a document to be edited, and back: what wasn't touched comes back exactly as it was.

Kind, level and number stand in each paragraph's format, emphasis and links in the letters' formats, both as properties
of ours: how they look is another thing. What can't be edited (pictures, tables, rules, and text with characters that
Qt keeps for itself) stands as a line that names it and comes back by its number.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Sequence

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat

from desktop.correcting.looks import Looks
from library.model.document import Block, BlockKind, Document, Mark, Span

_USER = int(QTextFormat.Property.UserProperty)
_LINE = "\u2028"
_QT_OWN = re.compile("[\x00\r\u2028\u2029\ufdd0\ufdd1\ufffc]")


class Property(enum.IntEnum):
    """Where our own facts stand in Qt's formats."""

    KIND = _USER + 101
    LEVEL = _USER + 102
    NUMBER = _USER + 103
    LABEL = _USER + 104
    KEPT = _USER + 105  # 1 + the number of a block that can't be edited
    MARKS = _USER + 106
    LINK = _USER + 107
    FOOTNOTE = _USER + 108


def write_blocks(target: QTextDocument, blocks: Sequence[Block], looks: Looks) -> None:
    """Set a story's blocks as paragraphs that can be edited."""
    cursor = QTextCursor(target)
    cursor.beginEditBlock()
    for at, block in enumerate(blocks):
        kept = not is_editable(block)
        made = block_format(block, looks, at if kept else None)
        if at:
            cursor.insertBlock(made, char_format(Span(""), block, looks))
        else:
            cursor.setBlockFormat(made)
            cursor.setBlockCharFormat(char_format(Span(""), block, looks))
        if kept:
            cursor.insertText(name_of(block), looks.kept())
        else:
            for span in block.spans:
                cursor.insertText(span.text.replace("\n", _LINE), char_format(span, block, looks))
    cursor.endEditBlock()


def read_blocks(source: QTextDocument, original: Sequence[Block]) -> Document:
    """Return what the user made of `original`. Paragraphs that are empty now, and weren't, are left out."""
    blank = {block for block in original if not block.text.strip()}
    return Document(tuple(_read(source, original, blank)))


def _read(source: QTextDocument, original: Sequence[Block], blank: set[Block]) -> Iterator[Block]:
    block = source.begin()
    while block.isValid():
        kept = kept_number(block)
        made = original[kept] if kept is not None else read_block(block)
        if kept is not None or block.text().strip() or made in blank:
            yield made
        block = block.next()


def read_block(block: QTextBlock) -> Block:
    """Return one paragraph as it stands in the editor."""
    made = block.blockFormat()
    number = made.property(Property.NUMBER)
    return Block(
        BlockKind(made.property(Property.KIND) or BlockKind.PARAGRAPH),
        tuple(_spans(block)),
        int(made.property(Property.LEVEL) or 0),
        None if number is None else int(number),
        str(made.property(Property.LABEL) or ""),
    )


def _spans(block: QTextBlock) -> Iterator[Span]:
    for piece in block:
        fragment = piece.fragment()
        made = fragment.charFormat()
        yield Span(
            fragment.text().replace(_LINE, "\n"),
            Mark(int(made.property(Property.MARKS) or 0)),
            str(made.property(Property.LINK) or ""),
            str(made.property(Property.FOOTNOTE) or ""),
        )


def is_editable(block: Block) -> bool:
    """True for a block whose text can be edited."""
    if block.kind in (BlockKind.IMAGE, BlockKind.TABLE, BlockKind.RULE) or block.image or block.rows:
        return False
    return not _QT_OWN.search("".join(span.text for span in block.spans))


def kept_number(block: QTextBlock) -> int | None:
    """Return the number of the story's block that a line stands for, None for a paragraph that can be edited."""
    kept = block.blockFormat().property(Property.KEPT)
    return int(kept) - 1 if kept else None


def name_of(block: Block) -> str:
    """Return what the line says that stands for a block which can't be edited."""
    match block.kind:
        case BlockKind.IMAGE:
            said = block.text or (block.image.alt if block.image else "")
            return f"Picture: {_short(said)}" if said.strip() else "Picture"
        case BlockKind.TABLE:
            return f"Table of {len(block.rows)} rows: {_short(block.text)}" if block.rows else "Table"
        case BlockKind.RULE:
            return "Rule"
    return f"Left as it is: {_short(block.text)}"


def block_format(block: Block, looks: Looks, kept: int | None = None) -> QTextBlockFormat:
    """Return the format of a paragraph."""
    made = looks.block(block)
    made.setProperty(Property.KIND, block.kind.value)
    made.setProperty(Property.LEVEL, block.level)
    made.setProperty(Property.LABEL, block.label)
    if block.number is not None:
        made.setProperty(Property.NUMBER, block.number)
    if kept is not None:
        made.setProperty(Property.KEPT, kept + 1)
    return made


def char_format(span: Span, block: Block, looks: Looks) -> QTextCharFormat:
    """Return the format of letters."""
    made = looks.char(span, block)
    made.setProperty(Property.MARKS, int(span.marks))
    made.setProperty(Property.LINK, span.link)
    made.setProperty(Property.FOOTNOTE, span.footnote)
    return made


def _short(words: str) -> str:
    words = " ".join(_QT_OWN.sub(" ", words).split())
    return words if len(words) <= 80 else f"{words[:79].rstrip()}…"
