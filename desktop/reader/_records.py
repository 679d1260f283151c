"""A table that is too wide for its page, row by row: what the row is called, then each value behind its column's name.

The names are made text; the cells stand in the order of the canonical text, so that nothing in them moves.
"""

from __future__ import annotations

from collections.abc import Sequence

from desktop.reader._script import Setting, is_european, setting_of
from desktop.reader._writer import TABLE_SCHEME, Writer
from desktop.reader.ornaments import OrnamentKind
from desktop.theme.typography import Style
from library.model.document import Block, Cell, Span

OPEN_TABLE = "Open as a table"

_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"
_NOTHING = "\u200b"
"""Keeps two places in the text apart that have no letters between them."""
_DOT = "\u00a0· "


def set_as_records(writer: Writer, index: int, block: Block, start: int, page: Setting) -> None:
    """Set the table at `index` of the story as records, below a link that opens all of it."""
    if not writer.on_paper:
        _set_link(writer, index, page)
    names = _names(block.rows)
    last = len(block.rows) - 1
    for at, row in enumerate(block.rows):
        text = "\t".join(cell.text for cell in row)
        setting = setting_of(text, page)
        style = Style.TABLE_LINE
        made = writer.formats.block(style, setting, 1, joins_previous=at > 0, joins_next=at < last)
        writer.begin(made, writer.formats.char(Style.TABLE, setting.script))
        header = all(cell.header for cell in row)
        writer.ornament(OrnamentKind.ROW, writer.position, setting, depth=2 if header or at == last else 1)
        _Record(writer, setting, isolated=not is_european(text)).set(row, start, [] if header else names)
        start += len(text) + 1


def _set_link(writer: Writer, index: int, page: Setting) -> None:
    setting = setting_of(OPEN_TABLE, page)
    stands = Setting(setting.script, page.rtl)
    char = writer.formats.char(Style.OPENS, setting.script)
    writer.begin(writer.formats.block(Style.OPENS, stands), char)
    writer.made(OPEN_TABLE, writer.formats.link(char, f"{TABLE_SCHEME}{index}"))


def _names(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """Return the columns' names from the last of the rows that the table begins with as its header."""
    names: list[str] = []
    for row in rows:
        if not all(cell.header for cell in row):
            break
        names = [cell.text.strip() for cell in row]
    return names


class _Record:
    """Sets one row as a paragraph."""

    def __init__(self, writer: Writer, setting: Setting, isolated: bool) -> None:
        self._writer, self._setting, self._isolated = writer, setting, isolated
        self._label = writer.formats.char(Style.TABLE_LABEL, setting.script)

    def set(self, row: Sequence[Cell], start: int, names: Sequence[str]) -> None:
        """Set a row whose canonical text begins at code point `start`; without names its cells stand in a row."""
        between = ""
        for column, cell in enumerate(row):
            named = bool(names) and column == 0
            text = cell.text
            if column:
                self._writer.made((between if text else "") or _NOTHING, self._label)
            if text and column and names and names[column]:
                self._writer.made(f"{names[column]}\u00a0", self._label)
            self._cell(cell, text, start, Style.TABLE_HEADER if named or cell.header else Style.TABLE)
            if text:
                # What the row is called stands on a line of its own.
                between = "\u2028" if named else _DOT
            start += len(text) + 1

    def _cell(self, cell: Cell, text: str, start: int, style: Style) -> None:
        spans = (
            Span(span.text.replace("\t", " ").replace("\n", " "), span.marks, span.link, span.footnote)
            for span in cell.spans
        )
        # Else a figure could change places with the name before it (FSI and PDI of UAX #9).
        if self._isolated:
            self._writer.made(_ISOLATE, self._label)
        self._writer.canonical(start, text, spans, style, setting_of(text, self._setting).script)
        if self._isolated:
            self._writer.made(_END_OF_ISOLATE, self._label)
