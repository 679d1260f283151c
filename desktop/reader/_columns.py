"""How wide the columns of a table are: never narrower than their longest word, and never wider in all than the page."""

from __future__ import annotations

import enum
import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QFontMetricsF

from desktop.reader._formats import Formats
from desktop.reader._script import Script, script_of
from desktop.theme.typography import SCALE, Style
from library.model.document import Block, Cell, Mark

_UNSPACED = re.compile(
    r"[^\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef]+"
)
_LONGEST_WORD, _SQUEEZED, _WIDEST = 11.0, 5.0, 34.0
"""Ems of the table's type: a longer word may be broken, a column of prose isn't made narrower, nor counted as wider."""
_LONGEST_TEXT, _MEASURED = 160, 5
_SLACK, _BEARING = 1.02, 2.0
"""Bold words and letters of other scripts are a little wider than what was measured, columns come in whole pixels, and
a line needs a little more than its letters."""

_BETWEEN = {Style.TABLE: 1.0, Style.TABLE_SMALL: 0.7}
"""Ems of the text between two columns."""


class TableLayout(enum.Enum):
    """How a table is set. One that fits in no type that can be read is set row by row: no word is ever broken."""

    GRID = enum.auto()
    SMALL_GRID = enum.auto()
    LINES = enum.auto()  # one block a row, for many rows: Qt lays out every cell of a table at once
    SMALL_LINES = enum.auto()
    RECORDS = enum.auto()


_SMALL = {TableLayout.SMALL_GRID, TableLayout.SMALL_LINES}


@dataclass(frozen=True, slots=True)
class Column:
    """Least and best width of a column in pixels, without the space beside it."""

    least: float
    best: float


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one table in its usual and its small type.

    `em` is the text size in pixels, `many` says that its rows are set as lines.
    """

    usual: tuple[Column, ...]
    small: tuple[Column, ...]
    em: float
    many: bool = False

    def layout(self, room: float) -> TableLayout:
        """Return how the table is set in so many pixels."""
        kinds = (
            (TableLayout.LINES, TableLayout.SMALL_LINES) if self.many else (TableLayout.GRID, TableLayout.SMALL_GRID)
        )
        for kind in kinds:
            # What stands in lines has no second line in its cells.
            needed = sum(column.best if self.many else column.least for column in self._in(kind))
            if needed + self.between(kind) * (len(self.usual) - 1) <= room:
                return kind
        return TableLayout.RECORDS

    def between(self, layout: TableLayout) -> float:
        """Return the pixels between two columns."""
        return self.em * _BETWEEN[style_of(layout)]

    def widths(self, layout: TableLayout, room: float) -> tuple[float, ...]:
        """Return the widths of the columns in so many pixels, which they fill; the space between is not in them."""
        least = [column.least for column in self._in(layout)]
        best = [column.best for column in self._in(layout)]
        free = room - self.between(layout) * (len(least) - 1)
        if sum(best) <= free:
            return _shared(best, free - sum(best), best)
        wishes = [most - few for few, most in zip(least, best, strict=True)]
        return _shared(least, free - sum(least), wishes)

    def _in(self, layout: TableLayout) -> tuple[Column, ...]:
        return self.small if layout in _SMALL else self.usual


def style_of(layout: TableLayout, header: bool = False) -> Style:
    """Return the style of a table's cells."""
    if layout in _SMALL:
        return Style.TABLE_SMALL_HEADER if header else Style.TABLE_SMALL
    return Style.TABLE_HEADER if header else Style.TABLE


def columns_of(block: Block, formats: Formats, many: bool) -> Columns:
    """Measure the columns of a table."""
    columns = [_sample(cells) for cells in zip(*block.rows, strict=True)]
    usual, small = (
        tuple(map(_Ruler(formats, layout).column, columns)) for layout in (TableLayout.GRID, TableLayout.SMALL_GRID)
    )
    return Columns(usual, small, formats.style.em(1), many)


def _shared(base: Sequence[float], extra: float, weights: Sequence[float]) -> tuple[float, ...]:
    total = sum(weights)
    if total <= 0:
        return tuple(width + extra / len(base) for width in base)
    return tuple(width + extra * weight / total for width, weight in zip(base, weights, strict=True))


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words of a cell, as far as their width depends on how it is set."""

    text: str
    header: bool
    marks: Mark


@dataclass(frozen=True, slots=True)
class _Sample:
    """The longest texts and the longest words of a column: a letter more is seldom narrower."""

    texts: list[_Piece]
    words: list[_Piece]


def _sample(cells: Sequence[Cell]) -> _Sample:
    pieces = {_piece(cell): None for cell in cells}
    words = {
        _Piece(word, piece.header, piece.marks): None
        for piece in pieces
        for run in ((piece.text,) if piece.text.isascii() else _UNSPACED.findall(piece.text))
        for word in run.split()
    }
    return _Sample(_longest(pieces), _longest(words))


def _piece(cell: Cell) -> _Piece:
    marks = cell.spans[0].marks & (Mark.STRONG | Mark.CODE) if cell.spans else Mark.NONE
    return _Piece(cell.text[:_LONGEST_TEXT], cell.header, marks)


def _longest(pieces: Iterable[_Piece]) -> list[_Piece]:
    return sorted(pieces, key=lambda piece: len(piece.text), reverse=True)[:_MEASURED]


class _Ruler:
    """Measures columns as one layout sets them."""

    def __init__(self, formats: Formats, layout: TableLayout) -> None:
        self._formats, self._layout = formats, layout
        self._em = formats.style.em(SCALE[style_of(layout)].size)
        self._metrics = functools.cache(self._metrics_of)

    def column(self, sample: _Sample) -> Column:
        """Measure a column."""
        best = min(max(map(self._width, sample.texts), default=0.0), _WIDEST * self._em)
        word = max(map(self._width, sample.words), default=0.0)
        least = max(min(word, _LONGEST_WORD * self._em), min(best, _SQUEEZED * self._em))
        return Column(least, max(best, least))

    def _width(self, piece: _Piece) -> float:
        metrics = self._metrics(piece.header, script_of(piece.text), piece.marks)
        return metrics.horizontalAdvance(piece.text) * _SLACK + _BEARING

    def _metrics_of(self, header: bool, script: Script, marks: Mark) -> QFontMetricsF:
        return QFontMetricsF(self._formats.char(style_of(self._layout, header), script, marks).font())
