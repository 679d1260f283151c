"""The lines of a laid-out document: where they stand, which ones show, where letters stand in them.

Coordinates are the document's, in pixels; positions are the document's, in UTF-16 units. A document is laid out only as
far as it is asked about, so a question about a place makes it be laid out down to there and no further.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QTextBlock, QTextCursor, QTextDocument, QTextLine

from desktop.reader.highlights import merged

_HALF_A_PIXEL = 0.5
_INTO_A_LINE = 2.0
"""Less than any line is high: what begins at a height is looked for so far below it, out of the gap above a line."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a block, by its number in it."""

    block: QTextBlock
    number: int
    origin: QPointF

    @property
    def laid_out(self) -> QTextLine:
        """The line as Qt laid it out; its coordinates count from `origin`."""
        return self.block.layout().lineAt(self.number)

    @property
    def start(self) -> int:
        """Position of the first letter."""
        return self.block.position() + self.laid_out.textStart()

    @property
    def end(self) -> int:
        """Position behind the last letter, which for the last line of a block is the end of the block."""
        line = self.laid_out
        return self.block.position() + line.textStart() + line.textLength()

    @property
    def top(self) -> float:
        """Upper edge of the letters, or of the picture, that the line holds."""
        return self.origin.y() + self.laid_out.y()

    @property
    def bottom(self) -> float:
        """Lower edge of the letters."""
        line = self.laid_out
        return self.origin.y() + line.y() + line.height()

    @property
    def baseline(self) -> float:
        """The line that the letters stand on."""
        line = self.laid_out
        return self.origin.y() + line.y() + line.ascent()

    def boxes(self, start: int, end: int) -> tuple[QRectF, ...]:
        """Return the boxes of the letters from `start` to `end` in this line, from left to right.

        In a line of mixed directions letters that follow one another may stand apart, so there may be several. All
        boxes of a block are equally high, whatever faces its letters are in, so that they make an even band.
        """
        low, high = max(start, self.start), min(end, self.end)
        if low >= high:
            return ()
        runs = self.laid_out.glyphRuns(low - self.block.position(), high - low)
        spans = [(box.left(), box.right()) for box in (run.boundingRect() for run in runs)]
        if len({run.isRightToLeft() for run in runs}) == 1:
            # Tabs have no glyphs and would leave holes.
            spans = [(min(left for left, _ in spans), max(right for _, right in spans))]
        metrics = QFontMetricsF(self.block.charFormat().font())
        top, height = self.baseline - metrics.ascent(), metrics.ascent() + metrics.descent()
        return tuple(QRectF(self.origin.x() + left, top, right - left, height) for left, right in merged(spans))


def line_of(document: QTextDocument, position: int) -> Line | None:
    """Return the line that a position is in, or None if the document has no lines (it was never laid out)."""
    block = document.findBlock(min(max(position, 0), document.characterCount() - 1))
    origin = document.documentLayout().blockBoundingRect(block).topLeft()
    found = block.layout().lineForTextPosition(position - block.position())
    return Line(block, found.lineNumber(), origin) if found.isValid() else None


def line_at(document: QTextDocument, y: float) -> Line | None:
    """Return the line at a height, or the nearest one to it. In a table, one of the row's first cell."""
    line = _hit(document, y)
    before = preceding(document, line) if line is not None and line.top > y else None
    if before is not None and before.top > y:
        # Between two blocks Qt answers with the end of the document while some of it isn't laid out yet. Having asked
        # where that end is, we have had it all laid out.
        return _hit(document, y)
    return line


def _hit(document: QTextDocument, y: float) -> Line | None:
    x = document.rootFrame().frameFormat().leftMargin() + 1
    return line_of(document, document.documentLayout().hitTest(QPointF(x, y), Qt.HitTestAccuracy.FuzzyHit))


def following(document: QTextDocument, line: Line) -> Line | None:
    """Return the next line in reading order."""
    if line.number + 1 < line.block.layout().lineCount():
        return Line(line.block, line.number + 1, line.origin)
    block = line.block.next()
    return _line(document, block, 0) if block.isValid() else None


def preceding(document: QTextDocument, line: Line) -> Line | None:
    """Return the line before in reading order."""
    if line.number > 0:
        return Line(line.block, line.number - 1, line.origin)
    block = line.block.previous()
    return _line(document, block, -1) if block.isValid() else None


def first_whole(document: QTextDocument, top: float) -> Line | None:
    """Return the first line that begins at `top` or below it."""
    line = line_at(document, top + _INTO_A_LINE)
    while line is not None and line.top < top - _HALF_A_PIXEL:
        after = following(document, line)
        if after is None:
            return line
        line = after
    return line


def last_whole(document: QTextDocument, bottom: float) -> Line | None:
    """Return the last line that ends at `bottom` or above it."""
    line = line_at(document, bottom - _INTO_A_LINE)
    while line is not None and line.bottom > bottom + _HALF_A_PIXEL:
        before = preceding(document, line)
        if before is None:
            return line
        line = before
    return line


def shown(document: QTextDocument, clip: QRectF) -> tuple[int, int]:
    """Return the range of positions whose lines may show in `clip`; in a table, whole rows."""
    top, bottom = line_at(document, clip.top()), line_at(document, clip.bottom())
    if top is None or bottom is None:
        return 0, 0
    return _row_edge(top, first=True), _row_edge(bottom, first=False)


def boxes_of(document: QTextDocument, start: int, end: int) -> Iterator[tuple[Line, QRectF]]:
    """Yield the boxes of a range within one block, each with its line."""
    line = line_of(document, start)
    while line is not None and line.start < end:
        for box in line.boxes(start, end):
            yield line, box
        if line.number + 1 == line.block.layout().lineCount():
            return
        line = Line(line.block, line.number + 1, line.origin)


def _row_edge(line: Line, first: bool) -> int:
    table = QTextCursor(line.block).currentTable()
    if table is None:
        return line.start if first else line.end
    row = table.cellAt(line.block.position()).row()
    # From the right, the document's last cell of a row is the first in the story.
    mirrored = table.format().layoutDirection() is Qt.LayoutDirection.RightToLeft
    cell = table.cellAt(row, 0 if first is not mirrored else table.columns() - 1)
    return cell.firstPosition() if first else cell.lastPosition()


def _line(document: QTextDocument, block: QTextBlock, number: int) -> Line | None:
    origin = document.documentLayout().blockBoundingRect(block).topLeft()
    count = block.layout().lineCount()
    return Line(block, number % count, origin) if count else None
