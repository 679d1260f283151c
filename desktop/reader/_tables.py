"""Tables: hairlines between rows, figures to the right, and nothing that makes the page wider than its measure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QTextBlockFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableCellFormat,
    QTextTableFormat,
)

from desktop.reader._script import Script, Setting, setting_of
from desktop.reader._writer import Writer
from desktop.reader.ornaments import OrnamentKind
from desktop.theme.themes import Role
from desktop.theme.typography import Style
from library.model.document import Block, Cell, Span

MOST_CELLS = 1500
"""A larger table is set as lines with tabs: Qt lays out every cell of a table at once, 30 µs each."""

MOST_COLUMNS = 14

_FIGURE = re.compile(r"[^\w]{0,3}\d[\d\s.,:/%\u2012-\u2015\u2212+-]*[^\d]{0,4}")


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
        _rule_off(writer, table, row, column, cell.header, row + 1 == rows)
        start += len(cell.text) + 1
        writer.cursor.movePosition(writer.cursor.MoveOperation.NextBlock)
    writer.leave_table()


def _set_as_lines(writer: Writer, start: int, text: str) -> None:
    setting = Setting(Script.LATIN)
    char = writer.formats.char(Style.PREFORMATTED)
    writer.begin(writer.formats.block(Style.PREFORMATTED, setting), char)
    first = writer.position
    writer.plain(start, text, char)
    writer.ornament(OrnamentKind.BOX, first, setting)


def _set_cell(writer: Writer, cell: Cell, start: int, page: Setting, right: bool) -> None:
    style = Style.TABLE_HEADER if cell.header else Style.TABLE
    text = cell.text
    setting = setting_of(text, page)
    block = QTextBlockFormat(writer.formats.block(style, setting))
    if right:
        block.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
    writer.cursor.setBlockFormat(block)
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


def _rule_off(writer: Writer, table: QTextTable, row: int, column: int, header: bool, last: bool) -> None:
    """Give a cell its padding and the line below it: a stronger one under the header and the last row."""
    em, colour = writer.formats.style.em, writer.formats.colour
    made = QTextTableCellFormat()
    made.setTopPadding(em(0.32))
    made.setBottomPadding(em(0.36))
    made.setLeftPadding(em(0.0 if column == 0 else 0.5))
    made.setRightPadding(em(0.5))
    made.setBottomBorder(1)
    made.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    made.setBottomBorderBrush(QBrush(colour(Role.ORNAMENT if header or last else Role.RULE)))
    table.cellAt(row, column).setFormat(made)


def _holds_figures(cells: list[Cell]) -> bool:
    """True if every filled cell below the header is a figure."""
    bodies = [cell.text.strip() for cell in cells if not cell.header]
    filled = [body for body in bodies if body]
    return bool(filled) and all(_FIGURE.fullmatch(body) for body in filled)
