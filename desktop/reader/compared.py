"""A comparison of two versions set as one story: what went is struck through, what came is marked. Pure data.

Positions are code points of the canonical text of the made story.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass, replace

from library.model.document import Block, BlockKind, Document, Mark, Span, block_starts
from library.model.story import Story
from library.versions.compare import BlockChange, ChangeKind, Comparison, FieldChange, Piece, PieceKind

Range = tuple[int, int]

_SHOWN = 60
"""Code points of a moved paragraph that stand where it was."""


class MarkKind(enum.Enum):
    """How changed words are marked."""

    ADDED = enum.auto()
    REMOVED = enum.auto()
    MOVED = enum.auto()


@dataclass(frozen=True, slots=True)
class ChangeMark:
    """Marked words."""

    start: int
    end: int
    kind: MarkKind


@dataclass(frozen=True, slots=True)
class Compared:
    """The made story, its marks in order, and the changes one can step through, each a range."""

    story: Story
    marks: tuple[ChangeMark, ...]
    stops: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """A block of the made story; its marks count from its own beginning."""

    block: Block
    marks: tuple[ChangeMark, ...] = ()


def compared(old: Story, new: Story, comparison: Comparison) -> Compared:
    """Return two versions as one story: the new one, with what went in its place and changed fields above the text."""
    rows = [_field_row(field) for field in comparison.fields]
    rows += [_row(change, old, new) for change in comparison.blocks]
    document = Document(tuple(row.block for row in rows))
    marks, stops = [], []
    for row, start in zip(rows, block_starts(document), strict=True):
        marks += [ChangeMark(start + mark.start, start + mark.end, mark.kind) for mark in row.marks]
        if row.marks:
            stops.append((start + row.marks[0].start, start + row.marks[-1].end))
    return Compared(replace(new, document=document, related=(), keywords=()), tuple(marks), tuple(stops))


def _field_row(field: FieldChange) -> _Row:
    name = f"{field.name}: "
    block = Block(BlockKind.EDITORS_NOTE, (Span(name, Mark.STRONG), *_spans(field.pieces)))
    return _Row(block, tuple(_marks(field.pieces, len(name))))


def _row(change: BlockChange, old: Story, new: Story) -> _Row:
    block = new.document.blocks[change.new] if change.new is not None else old.document.blocks[change.old or 0]
    whole = len(block.text)
    match change.kind:
        case ChangeKind.SAME:
            return _Row(block)
        case ChangeKind.REMOVED if change.moved is not None:
            return _moved_away(block)
        case ChangeKind.ADDED:
            return _Row(block, (ChangeMark(0, whole, MarkKind.ADDED),) if whole else ())
        case ChangeKind.REMOVED:
            struck = tuple(replace(span, marks=span.marks | Mark.STRIKE) for span in block.spans)
            return _Row(replace(block, spans=struck), (ChangeMark(0, whole, MarkKind.REMOVED),) if whole else ())
        case ChangeKind.CHANGED | ChangeKind.MOVED if block.rows:
            return _Row(block, (ChangeMark(0, whole, MarkKind.ADDED),))
    marks = tuple(_marks(change.pieces, 0))
    set_again = replace(block, spans=_spans(change.pieces)) if marks else block
    if change.kind is ChangeKind.MOVED or not marks:  # moved as it was, or set otherwise with the same words
        marks = (ChangeMark(0, len(set_again.text), MarkKind.MOVED), *marks) if whole else ()
    return _Row(set_again, marks)


def _moved_away(block: Block) -> _Row:
    words = block.text if len(block.text) <= _SHOWN else f"{block.text[:_SHOWN].rsplit(' ', 1)[0]}…"
    made = Block(BlockKind.PARAGRAPH, (Span("Moved from here: ", Mark.EMPHASIS), Span(words, Mark.STRIKE)))
    return _Row(made, (ChangeMark(0, len(made.text), MarkKind.MOVED),))


def _spans(pieces: tuple[Piece, ...]) -> tuple[Span, ...]:
    return tuple(Span(piece.text, Mark.STRIKE if piece.kind is PieceKind.REMOVED else Mark.NONE) for piece in pieces)


def _marks(pieces: tuple[Piece, ...], at: int) -> Iterator[ChangeMark]:
    kinds = {PieceKind.ADDED: MarkKind.ADDED, PieceKind.REMOVED: MarkKind.REMOVED}
    for piece in pieces:
        if piece.kind in kinds:
            yield ChangeMark(at, at + len(piece.text), kinds[piece.kind])
        at += len(piece.text)
