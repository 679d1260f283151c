"""Headlines in lines of one length: no last word alone on its line, as a headline is set in print."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QFont, QTextBlockFormat, QTextCursor, QTextDocument, QTextLayout, QTextOption

_MOST_LINES = 5
_CLOSE = 2.0
"""Pixels that are near enough to the least width."""


@dataclass(slots=True)
class Balanced:
    """A block whose lines are evened out: where it begins, and its margins as the type scale has them, in pixels.

    `column` is the width of the column that it was last fitted to.
    """

    at: int
    start: float
    end: float
    rtl: bool
    centred: bool
    column: float = 0.0

    def fit(self, document: QTextDocument, column: float) -> None:
        """Even out the lines in a column of so many pixels."""
        if column == self.column:
            return
        self.column = column
        block = document.findBlock(self.at)
        room = column - self.start - self.end
        spare = room - least_width(block.text(), block.charFormat().font(), room)
        made = QTextBlockFormat(block.blockFormat())
        start, end = self.start + (spare / 2 if self.centred else 0), self.end + spare / (2 if self.centred else 1)
        made.setLeftMargin(end if self.rtl else start)
        made.setRightMargin(start if self.rtl else end)
        if made != block.blockFormat():
            QTextCursor(block).setBlockFormat(made)


def least_width(text: str, font: QFont, room: float) -> float:
    """Return the least width in pixels in which a text takes no more lines than in `room`.

    That is `room` itself where there is one line, or so many that a narrower block would look like a column.
    """
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    lines = _lines(layout, room)
    if not 1 < lines <= _MOST_LINES:
        return room
    low, high = room / lines, room
    while high - low > _CLOSE:
        middle = (low + high) / 2
        if _lines(layout, middle) > lines:
            low = middle
        else:
            high = middle
    # No word is broken for it.
    widest = max(layout.lineAt(at).naturalTextWidth() for at in range(_lines(layout, high)))
    return min(room, max(high, widest) + _CLOSE)


def _lines(layout: QTextLayout, width: float) -> int:
    layout.beginLayout()
    count = 0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        count += 1
    layout.endLayout()
    return count
