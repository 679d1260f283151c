"""Tables: hairlines between rows, figures to the right, and nothing that makes the page wider than its measure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)

from desktop.reader._script import PLAIN, Setting, setting_of
from desktop.reader._writer import Writer
from desktop.reader.ornaments import OrnamentKind
from desktop.theme.typography import Style
from library.model.document import Block, Cell, Span

MOST_CELLS = 600
"""A larger table is set as lines with tabs: Qt lays out all cells of a table at once, in 0.13 ms each."""

MOST_COLUMNS = 14

_FIGURE = re.compile(
    r"[^\w]{0,3}[\d\u00bc-\u00be\u2150-\u215e][\d\s.,:/%\u00bc-\u00be\u2012-\u2015\u2150-\u215e\u2212+-]*[^\d]{0,4}"
)
_NOTHING = re.compile(r"[\s.\u2026\u2010-\u2015\u2212-]*|[Nn]/?[Aa]\.?")
"""What stands in a cell for no figure."""


def set_table(writer: Writer, block: Block, start: int, text: str, page: Setting) -> None:
    """Set a table whose canonical text (`text`) begins at code point `start`."""
    rows = len(block.rows)
    columns = len(block.rows[0]) if rows else 0
    if not columns or columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
        _set_as_lines(writer, start, text)
        return
    writer.settle()
    table = writer.cursor.insertTable(rows, columns, _table_format(writer, page))
    # The first column names the rows, in figures (years) or not.
    right = [column > 0 and _holds_figures([row[column] for row in block.rows]) for column in range(columns)]
    for index, cell in enumerate(cell for row in block.rows for cell in row):
        row, column = divmod(index, columns)
        _set_cell(writer, cell, start, page, right[column])
        # After the cell's own block: Qt keeps a cell's format on the letter that begins it.
        table.cellAt(row, column).setFormat(writer.formats.cell(column == 0, cell.header or row + 1 == rows))
        start += len(cell.text) + 1
        writer.cursor.movePosition(writer.cursor.MoveOperation.NextBlock)
    writer.leave_table()


def _set_as_lines(writer: Writer, start: int, text: str) -> None:
    """Set each row as a block: Qt lays out only the blocks that are looked at."""
    rows = text.split("\n")
    char = writer.formats.char(Style.PREFORMATTED)
    for index, row in enumerate(rows):
        writer.begin(writer.formats.block(Style.PREFORMATTED, PLAIN, 1, index > 0, index + 1 < len(rows)), char)
        writer.ornament(OrnamentKind.BOX, writer.position, PLAIN, joins=int(index > 0))
        writer.plain(start, row, char)
        start += len(row) + 1


def _set_cell(writer: Writer, cell: Cell, start: int, page: Setting, right: bool) -> None:
    style = Style.TABLE_HEADER if cell.header else Style.TABLE
    text = cell.text
    setting = setting_of(text, page)
    block = writer.formats.block(style, setting)
    writer.cursor.setBlockFormat(writer.formats.to_the_right(block) if right else block)
    writer.canonical(start, text, _on_one_line(cell), style, setting.script)


def _on_one_line(cell: Cell) -> Iterator[Span]:
    for span in cell.spans:
        yield Span(span.text.replace("\t", " ").replace("\n", " "), span.marks, span.link, span.footnote)


def _table_format(writer: Writer, page: Setting) -> QTextTableFormat:
    em = writer.formats.style.em
    made = QTextTableFormat()
    made.setBorder(0)
    made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
    made.setBorderCollapse(True)
    made.setCellSpacing(0)
    made.setCellPadding(0)
    made.setTopMargin(em(1.2))
    made.setBottomMargin(em(1.5))
    made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    made.setLayoutDirection(Qt.LayoutDirection.RightToLeft if page.rtl else Qt.LayoutDirection.LeftToRight)
    return made


def _holds_figures(cells: list[Cell]) -> bool:
    """True if every filled cell below the header is a figure, or a dash for one."""
    bodies = [cell.text.strip() for cell in cells if not cell.header]
    filled = [body for body in bodies if not _NOTHING.fullmatch(body)]
    return bool(filled) and all(_FIGURE.fullmatch(body) for body in filled)
