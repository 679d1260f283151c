"""Selected text as plain text: what a reader would type, without the page's own marks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextTable

_UNSPOKEN = dict.fromkeys(map(ord, "\ufffc\u200b\u2068\u2069\u00ad"))
"""Pictures, the letter that keeps a section break open, the isolates around the parts of a byline, soft hyphens."""
_SPOKEN = {ord("\u2028"): "\n", ord("\u00a0"): " "}

_BETWEEN_CELLS = ("\t", "\n")


@dataclass(frozen=True, slots=True)
class Piece:
    """A selected piece of one block, and what stands between it and the piece before."""

    text: str
    before: str


def plain_text(cursor: QTextCursor) -> str:
    """Return the selection as plain text: a blank line between paragraphs, tabs and newlines between table cells."""
    if cursor.hasComplexSelection():
        return _cells(cursor)
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    return joined(_pieces(cursor.document(), start, end))


def joined(pieces: Iterable[Piece]) -> str:
    """Return pieces as one text. Blank ones outside tables leave no trace."""
    written: list[str] = []
    for piece in pieces:
        spoken = piece.text.translate(_UNSPOKEN).translate(_SPOKEN)
        if spoken.strip() or piece.before in _BETWEEN_CELLS:
            written += [piece.before if written or piece.before in _BETWEEN_CELLS else "", spoken]
    return "".join(written)


def _pieces(document: QTextDocument, start: int, end: int) -> Iterable[Piece]:
    block = document.findBlock(start)
    before = ""
    while block.isValid() and block.position() < end:
        text = _units(block.text(), start - block.position(), end - block.position())
        yield Piece(text, before)
        before = _between(block, block.next())
        block = block.next()


def _cells(cursor: QTextCursor) -> str:
    """Return the rectangle of cells that a selection inside a table shows as selected."""
    table = cursor.currentTable()
    # PySide returns what C++ writes through pointers as a tuple, which its stubs call an object.
    first_row, rows, first_column, columns = cast("tuple[int, int, int, int]", cursor.selectedTableCells())
    if table is None or rows < 1:
        return joined(_pieces(cursor.document(), cursor.selectionStart(), cursor.selectionEnd()))
    return "\n".join(
        "\t".join(_cell(table, row, column) for column in range(first_column, first_column + columns))
        for row in range(first_row, first_row + rows)
    )


def _cell(table: QTextTable, row: int, column: int) -> str:
    cell = table.cellAt(row, column)
    return joined(_pieces(table.document(), cell.firstPosition(), cell.lastPosition()))


def _units(text: str, start: int, end: int) -> str:
    """Return the part of a text between two positions in UTF-16 units."""
    units = text.encode("utf-16-le", "surrogatepass")
    return units[max(start, 0) * 2 : end * 2].decode("utf-16-le", "replace")


def _between(block: QTextBlock, after: QTextBlock) -> str:
    table, next_table = _table_of(block), _table_of(after)
    if table is None or next_table is None or table.firstPosition() != next_table.firstPosition():
        return "\n\n"
    same_row = table.cellAt(block.position()).row() == next_table.cellAt(after.position()).row()
    return "\t" if same_row else "\n"


def _table_of(block: QTextBlock) -> QTextTable | None:
    return QTextCursor(block).currentTable() if block.isValid() else None
