"""Tables: hairlines between rows, figures to the right, and nothing that makes the page wider than its measure.

A table that has no room keeps its words whole: first it is set in smaller type, then row by row, each value behind its
column's name, with a link that opens the whole of it in a window of its own. So it can be read, searched, selected and
annotated on a page of any width; a table scrolled sideways in the page would hide what a search found in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextFrameFormat, QTextLength, QTextOption, QTextTable, QTextTableCellFormat, QTextTableFormat

from desktop.reader._columns import Columns, TableLayout, columns_of, style_of
from desktop.reader._records import set_as_records
from desktop.reader._script import Setting, setting_of
from desktop.reader._writer import Writer
from desktop.reader.ornaments import OrnamentKind
from desktop.theme.typography import Style
from library.model.document import Block, Cell, Span

MOST_CELLS = 600
"""A larger table is set row by row: Qt lays out all cells of a table at once, in 0.13 ms each."""

_DIGITS = r"\d\u00bc-\u00be\u2150-\u215e"
_FIGURE = re.compile(rf"[^\w]{{0,3}}[{_DIGITS}][{_DIGITS}\s.,:/%\u2012-\u2015\u2212+-]*[^\d]{{0,4}}")
_NOTHING = re.compile(r"[\s.\u2026\u2010-\u2015\u2212-]*|[Nn]/?[Aa]\.?")
"""What stands in a cell for no figure."""


@dataclass(slots=True)
class PlacedTable:
    """A table of the page, how it is set there and for how many pixels, and Qt's own table if it is one."""

    columns: Columns
    layout: TableLayout
    room: float
    table: QTextTable | None = None

    def fits(self, room: float) -> bool:
        """True if a column of so many pixels would have it set the same way."""
        return self.columns.layout(room) is self.layout

    def fit(self, room: float) -> None:
        """Share so many pixels out among its columns."""
        if self.table is not None and room != self.room:
            self.room = room
            made = self.table.format().toTableFormat()
            made.setColumnWidthConstraints(_constraints(self.columns, self.layout, room, _is_mirrored(self.table)))
            self.table.setFormat(made)


def set_table(writer: Writer, index: int, block: Block, start: int, page: Setting) -> PlacedTable | None:
    """Set the table at `index` of the story, whose canonical text begins at code point `start`; None for no cells."""
    count = len(block.rows) * len(block.rows[0]) if block.rows else 0
    if not count:
        _set_no_cells(writer, len(block.rows), start, page)
        return None
    columns = columns_of(block, writer.formats, count > MOST_CELLS)
    placed = PlacedTable(columns, columns.layout(writer.column), writer.column)
    match placed.layout:
        case TableLayout.GRID | TableLayout.SMALL_GRID:
            placed.table = _Grid(writer, block, placed, page).set(start)
        case TableLayout.LINES | TableLayout.SMALL_LINES:
            _set_as_lines(writer, block, start, placed, page)
        case TableLayout.RECORDS:
            set_as_records(writer, index, block, start, page)
    return placed


def _set_no_cells(writer: Writer, rows: int, start: int, page: Setting) -> None:
    for row in range(max(rows, 1)):
        char = writer.formats.char(Style.TABLE)
        writer.begin(writer.formats.block(Style.TABLE, page), char)
        writer.plain(start + row, "", char)


class _Grid:
    """Sets one table as Qt's own.

    Qt has no tables from the right, so there the last column is the document's first. The account of where canonical
    text stands is kept in canonical order all the same.
    """

    def __init__(self, writer: Writer, block: Block, placed: PlacedTable, page: Setting) -> None:
        self._writer, self._block, self._page, self._placed = writer, block, page, placed
        self._columns = len(block.rows[0])
        self._right = figure_columns(block)

    def set(self, start: int) -> QTextTable:
        writer, rows = self._writer, len(self._block.rows)
        writer.settle()
        table = writer.cursor.insertTable(rows, self._columns, self._format())
        known = len(writer.segments)
        for row, cells in enumerate(self._block.rows):
            starts = [start]
            for cell in cells:
                starts.append(starts[-1] + len(cell.text) + 1)
            for place, column in enumerate(self._order()):
                self._cell(cells[column], starts[column], column)
                # After the cell's own block: Qt keeps a cell's format on the letter that begins it.
                table.cellAt(row, place).setFormat(self._cell_format(place, cells[column].header or row + 1 == rows))
                writer.cursor.movePosition(writer.cursor.MoveOperation.NextBlock)
            start = starts[-1]
        writer.segments[known:] = sorted(writer.segments[known:], key=lambda one: one.start)
        writer.leave_table()
        return table

    def _order(self) -> Sequence[int]:
        return range(self._columns)[:: -1 if self._page.rtl else 1]

    def _cell(self, cell: Cell, start: int, column: int) -> None:
        writer, style, text = self._writer, style_of(self._placed.layout, cell.header), cell.text
        setting = setting_of(text, self._page)
        block = writer.formats.block(style, setting)
        # Whichever way its words run, a cell stands on the side where the page's lines start; a figure at the right, so
        # that units stand below units.
        block = writer.formats.aligned(block, to_the_right=self._right[column] or self._page.rtl)
        writer.cursor.setBlockFormat(block)
        writer.canonical(start, text, _on_one_line(cell), style, setting.script)

    def _cell_format(self, place: int, strong: bool) -> QTextTableCellFormat:
        half = self._placed.columns.between(self._placed.layout) / 2
        left, right = half if place else 0.0, half if place + 1 < self._columns else 0.0
        return self._writer.formats.cell(left, right, strong)

    def _format(self) -> QTextTableFormat:
        em = self._writer.formats.style.em
        made = QTextTableFormat()
        made.setBorder(0)
        made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
        made.setBorderCollapse(True)
        made.setCellSpacing(0)
        made.setCellPadding(0)
        made.setTopMargin(em(1.2))
        made.setBottomMargin(em(1.5))
        made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        rtl = self._page.rtl
        made.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        placed = self._placed
        made.setColumnWidthConstraints(_constraints(placed.columns, placed.layout, self._writer.column, rtl))
        return made


def _constraints(columns: Columns, layout: TableLayout, room: float, mirrored: bool) -> list[QTextLength]:
    """Return the widths for Qt, which counts the space beside a column's text in them."""
    widths, between = columns.widths(layout, room), columns.between(layout)
    last = len(widths) - 1
    spaced = [width + between * (0.5 * (at > 0) + 0.5 * (at < last)) for at, width in enumerate(widths)]
    # In parts of the whole, so that no rounding makes a table wider than its page.
    return [
        QTextLength(QTextLength.Type.PercentageLength, 100 * one / room) for one in spaced[:: -1 if mirrored else 1]
    ]


def _is_mirrored(table: QTextTable) -> bool:
    return table.format().layoutDirection() is Qt.LayoutDirection.RightToLeft


def _set_as_lines(writer: Writer, block: Block, start: int, placed: PlacedTable, page: Setting) -> None:
    """Set each row as a block of its own, with its cells at tabs: Qt lays out only the blocks that are looked at."""
    tabs = _tabs(placed, block, writer.column, page)
    last = len(block.rows) - 1
    for index, row in enumerate(block.rows):
        header = all(cell.header for cell in row)
        style = style_of(placed.layout, header)
        text = "\t".join(cell.text for cell in row)
        setting = Setting(setting_of(text, page).script, page.rtl)
        made = writer.formats.block(Style.TABLE_LINE, setting, 1, index > 0, index < last)
        writer.begin(writer.formats.with_tabs(made, tabs), writer.formats.char(style, setting.script))
        writer.ornament(OrnamentKind.ROW, writer.position, setting, depth=2 if header or index == last else 1)
        writer.plain(start, text, writer.formats.char(style, setting.script))
        start += len(text) + 1


def _tabs(placed: PlacedTable, block: Block, room: float, page: Setting) -> tuple[QTextOption.Tab, ...]:
    widths, between = placed.columns.widths(placed.layout, room), placed.columns.between(placed.layout)
    at, tabs = widths[0], []
    # Qt turns the sides of tabs round in a block from the right.
    start_side = QTextOption.TabType.RightTab if page.rtl else QTextOption.TabType.LeftTab
    end_side = QTextOption.TabType.LeftTab if page.rtl else QTextOption.TabType.RightTab
    figure = figure_columns(block)
    for column, width in enumerate(widths[1:], start=1):
        figures = figure[column]
        tabs.append(QTextOption.Tab(at + between + (width if figures else 0), end_side if figures else start_side))
        at += between + width
    return tuple(tabs)


def _on_one_line(cell: Cell) -> Iterator[Span]:
    for span in cell.spans:
        yield Span(span.text.replace("\t", " ").replace("\n", " "), span.marks, span.link, span.footnote)


def figure_columns(block: Block) -> list[bool]:
    """Return for each column of a table whether its cells are figures, which stand at the end of their column.

    The first column names the rows, in figures (years) or not.
    """
    columns = zip(*block.rows, strict=True)
    return [at > 0 and _holds_figures(cells) for at, cells in enumerate(columns)]


def _holds_figures(cells: Sequence[Cell]) -> bool:
    """True if every filled cell below the header is a figure, or a dash for one."""
    bodies = [cell.text.strip() for cell in cells if not cell.header]
    filled = [body for body in bodies if not _NOTHING.fullmatch(body)]
    return bool(filled) and all(_FIGURE.fullmatch(body) for body in filled)
