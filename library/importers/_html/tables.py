"""Tables: those that hold data, as rows of cells; those that only lay a page out are read as if they weren't there."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml.html import HtmlElement

from library.importers._html.pieces import Piece
from library.model.document import Cell, Span

MAX_CELLS = 40_000
"""Cells of one table; what lies beyond is a database, and is read as paragraphs instead."""

_WIDEST_SPAN = 60
_LARGEST_GRID, _FEWEST_COLUMNS = 200_000, 20
_LONG_CELL = 600
_NOT_IN_CELLS = ("table", "blockquote", "figure", "h1", "h2", "pre", "article", "section", "form", "iframe", "hr")


def is_data(table: HtmlElement) -> bool:
    """True if the table has columns to be compared, false if it is a frame for something else."""
    if (table.get("role") or "").lower() in ("presentation", "none"):
        return False
    if any(next(table.iterdescendants(tag), None) is not None for tag in _NOT_IN_CELLS):
        return False
    rows = [_cells(row) for row in _rows(table)]
    rows = [cells for cells in rows if cells]
    widest = max((len(cells) for cells in rows), default=0)
    if len(rows) < 2 or widest < 2 or sum(map(len, rows)) > MAX_CELLS:
        return False
    if next(table.iterdescendants("th", "caption", "thead"), None) is not None:
        return True
    longest = max(len(cell.text_content()) for cells in rows for cell in cells)
    paragraphs = max(sum(1 for _ in cell.iterdescendants("p", "li")) for cells in rows for cell in cells)
    return longest <= _LONG_CELL and paragraphs <= 2


def rows(table: HtmlElement, read: Callable[[HtmlElement], list[Piece]]) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows; a cell that spans columns or rows leaves empty ones where it reaches."""
    lines = list(_rows(table))
    widest = max(_FEWEST_COLUMNS, _LARGEST_GRID // max(1, len(lines)))
    result: list[tuple[Cell, ...]] = []
    reaching: dict[int, int] = {}
    for row in lines:
        line: list[Cell] = []
        for cell in _cells(row):
            _fill(line, reaching)
            across = _span(cell, "colspan")
            if (down := _span(cell, "rowspan")) > 1 and len(line) + across <= widest:
                reaching.update((len(line) + offset, down) for offset in range(across))
            line.append(Cell(_joined(read(cell)), header=cell.tag == "th"))
            line.extend(Cell() for _ in range(min(across - 1, widest - len(line))))
        _fill(line, reaching)
        reaching = {column: left - 1 for column, left in reaching.items() if left > 1}
        if any(cell.spans for cell in line) and not _repeats_head(line, result):
            result.append(tuple(line))
    return tuple(result)


def _repeats_head(line: list[Cell], above: list[tuple[Cell, ...]]) -> bool:
    """True for a second copy of the head, which sites lay over the first while the page is scrolled."""
    return len(above) == 1 and len(line) > 1 and [cell.text for cell in line] == [cell.text for cell in above[0]]


def _fill(line: list[Cell], reaching: dict[int, int]) -> None:
    # A cell begun in this very row is in `reaching` too, but its column is already taken.
    while len(line) in reaching:
        line.append(Cell())


def _joined(pieces: list[Piece]) -> tuple[Span, ...]:
    spans: list[Span] = []
    for piece in pieces:
        if spans and piece.block.spans:
            spans.append(Span(" "))
        spans.extend(piece.block.spans)
    return tuple(spans)


def _rows(table: HtmlElement) -> Iterator[HtmlElement]:
    """The table's own rows; a head or body that holds its cells itself, as browsers allow, is a row too."""
    for row in table.iterdescendants("tr", "thead", "tbody", "tfoot"):
        if (row.tag == "tr" or row.find("th") is not None or row.find("td") is not None) and (
            next(row.iterancestors("table"), None) is table
        ):
            yield row


def _cells(row: HtmlElement) -> list[HtmlElement]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _span(cell: HtmlElement, name: str) -> int:
    written = (cell.get(name) or "").strip()
    return (
        max(1, min(int(written), _WIDEST_SPAN)) if written.isascii() and written.isdigit() and len(written) < 6 else 1
    )
