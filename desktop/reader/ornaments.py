"""What stands on the page besides text: bars, boxes, bullets, breaks. Painted below the text, never part of it.

Bullets and numbers aren't canonical text, so they aren't in the document either: nothing can select, copy or shift
them. The pane paints them before it lets Qt paint the text.
"""

from __future__ import annotations

import enum
from bisect import bisect_left
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextBlock, QTextDocument

from desktop.reader._style import PageStyle
from desktop.theme.fonts import families
from desktop.theme.themes import Role
from desktop.theme.typography import SCALE, Face, Style


class OrnamentKind(enum.Enum):
    """What is painted."""

    BAR = enum.auto()  # at the start side of a quote, one for each depth
    BOX = enum.auto()  # behind preformatted text, editor's notes
    FRAME = enum.auto()  # around the words that stand for a picture that isn't there
    BREAK = enum.auto()  # three dots between two parts of a story
    HAIRLINE = enum.auto()  # under the head of the page
    BRACKETS = enum.auto()  # short lines above and below a pull quote
    BULLET = enum.auto()
    LABEL = enum.auto()  # an item's number, a footnote's label
    ROW = enum.auto()  # under a row of a table that is set row by row; `depth` 2 under its header and its last
    NOTES = enum.auto()  # the short line above the first of the footnotes


@dataclass(frozen=True, slots=True)
class Ornament:
    """One ornament of the block that begins at document position `at`.

    `joins` says how many of a quote's bars, or whether a box, go on from the block before.
    """

    kind: OrnamentKind
    at: int
    rtl: bool = False
    depth: int = 1
    text: str = ""
    joins: int = 0


def paint_ornaments(
    painter: QPainter, document: QTextDocument, style: PageStyle, ornaments: list[Ornament], clip: QRectF
) -> None:
    """Paint those of the ornaments (in reading order) that show in `clip`, in the document's coordinates."""
    layout = document.documentLayout()
    top = max(layout.hitTest(clip.topLeft(), Qt.HitTestAccuracy.FuzzyHit), 0)
    bottom = layout.hitTest(clip.bottomLeft(), Qt.HitTestAccuracy.FuzzyHit)
    # A box reaches a little beyond its blocks: take the neighbours of what shows as well.
    top_block, bottom_block = document.findBlock(top).previous(), document.findBlock(max(bottom, 0)).next()
    start = max(top_block.position(), 0)
    end = bottom_block.position() if bottom_block.isValid() else document.characterCount()
    brush = _Brush(painter, document, style)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for ornament in ornaments[bisect_left(ornaments, start, key=lambda one: one.at) :]:
        if ornament.at > end:
            break
        brush.paint(ornament)
    painter.restore()


class _Brush:
    def __init__(self, painter: QPainter, document: QTextDocument, style: PageStyle) -> None:
        self._painter = painter
        self._document = document
        self._style = style

    def paint(self, ornament: Ornament) -> None:
        block = self._document.findBlock(ornament.at)
        rect = self._rect(block)
        if not block.layout().lineCount():  # asking Qt for a line that isn't there is the end of the program
            return
        match ornament.kind:
            case OrnamentKind.BAR:
                self._bars(rect, block, ornament)
            case OrnamentKind.BOX:
                self._box(rect, block, ornament)
            case OrnamentKind.FRAME:
                self._box(rect, block, ornament)
            case OrnamentKind.BREAK:
                self._break(rect)
            case OrnamentKind.HAIRLINE:
                y = round(rect.bottom() + self._em(0.62)) + 0.5
                self._line(rect.left(), y, rect.right(), self._colour(Role.RULE))
            case OrnamentKind.BRACKETS:
                self._brackets(rect)
            case OrnamentKind.BULLET:
                self._bullet(block, ornament)
            case OrnamentKind.LABEL:
                self._label(block, ornament)
            case OrnamentKind.ROW:
                y = round(rect.bottom() + self._em(0.37)) + 0.5
                role = Role.ORNAMENT if ornament.depth > 1 else Role.RULE
                self._line(rect.left(), y, rect.right(), self._colour(role))
            case OrnamentKind.NOTES:
                self._above_notes(rect, ornament.rtl)

    def _rect(self, block: QTextBlock) -> QRectF:
        """The block's lines over the whole width of the column, in document coordinates."""
        top = self._document.documentLayout().blockBoundingRect(block).top()
        # Lines of a fixed height begin below the layout's origin: count from the origin, where the spacing does.
        height = block.layout().boundingRect().bottom()
        frame = self._document.rootFrame().frameFormat()
        width = self._document.textWidth() if self._document.textWidth() > 0 else self._document.size().width()
        return QRectF(frame.leftMargin(), top, width - frame.leftMargin() - frame.rightMargin(), height)

    def _bars(self, rect: QRectF, block: QTextBlock, ornament: Ornament) -> None:
        step, width = self._em(SCALE[Style.QUOTE].indent), max(2.0, self._em(0.12))
        above = self._rect(block.previous()).bottom() if ornament.joins else rect.top()
        for depth in range(ornament.depth):
            x = rect.right() - depth * step - width if ornament.rtl else rect.left() + depth * step
            top = above if depth < ornament.joins else rect.top() + self._em(0.1)
            bar = QRect(round(x), round(top), round(width), round(rect.bottom()) - round(top))
            self._painter.fillRect(bar, self._colour(Role.ORNAMENT))

    def _box(self, rect: QRectF, block: QTextBlock, ornament: Ornament) -> None:
        pad = self._em(0.75)
        box = rect.adjusted(0.5, -pad, -0.5, pad)
        framed = ornament.kind is OrnamentKind.FRAME
        self._painter.setPen(QPen(self._colour(Role.RULE), 1) if framed else Qt.PenStyle.NoPen)
        self._painter.setBrush(self._colour(Role.SHADE))
        self._painter.drawRoundedRect(box, 4, 4)
        if ornament.joins:
            # Covers the round corners between this box and the one above it.
            seam = QRectF(box.left(), self._rect(block.previous()).bottom(), box.width(), 0)
            self._painter.fillRect(seam.adjusted(0, 0, 0, rect.top() - seam.top()), self._colour(Role.SHADE))

    def _break(self, rect: QRectF) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._colour(Role.ORNAMENT))
        radius = max(1.4, self._em(0.085))
        for step in (-1, 0, 1):
            centre = QPointF(rect.center().x() + step * self._em(1.1), rect.center().y())
            self._painter.drawEllipse(centre, radius, radius)

    def _brackets(self, rect: QRectF) -> None:
        half, gap = self._em(2.0), self._em(0.85)
        middle = rect.center().x()
        for y in (rect.top() - gap, rect.bottom() + gap):
            self._line(middle - half, round(y) + 0.5, middle + half, self._colour(Role.ACCENT))

    def _above_notes(self, rect: QRectF, rtl: bool) -> None:
        y, width = round(rect.top() - self._em(0.75)) + 0.5, self._em(4.0)
        left = rect.right() - width if rtl else rect.left()
        self._line(left, y, left + width, self._colour(Role.ORNAMENT))

    def _line(self, left: float, y: float, right: float, colour: QColor) -> None:
        self._painter.setPen(QPen(colour, 1))
        self._painter.drawLine(QPointF(left, y), QPointF(right, y))

    def _bullet(self, block: QTextBlock, ornament: Ornament) -> None:
        edge, baseline = self._line_start(block, ornament.rtl)
        radius = self._em(0.115)
        x = edge + self._em(0.62) * (1 if ornament.rtl else -1)
        centre = QPointF(x, baseline - self._em(0.245))
        colour = self._colour(Role.ORNAMENT)
        # Depth by shape, as typewriters and books do: disc, ring, dash.
        filled = ornament.depth % 3 == 1
        self._painter.setPen(Qt.PenStyle.NoPen if filled else QPen(colour, 1.2))
        self._painter.setBrush(colour if filled else Qt.BrushStyle.NoBrush)
        if ornament.depth % 3 == 0:
            self._painter.drawLine(centre - QPointF(radius * 1.6, 0), centre + QPointF(radius * 1.6, 0))
        else:
            self._painter.drawEllipse(centre, radius, radius)

    def _label(self, block: QTextBlock, ornament: Ornament) -> None:
        edge, baseline = self._line_start(block, ornament.rtl)
        font = QFont(families(Face.SANS))
        font.setPixelSize(max(round(block.charFormat().font().pixelSize() * 0.86), 8))
        self._painter.setFont(font)
        self._painter.setPen(self._colour(Role.MUTED))
        width = self._painter.fontMetrics().horizontalAdvance(ornament.text)
        gap = self._em(0.45)
        x = edge + gap if ornament.rtl else edge - gap - width
        self._painter.drawText(QPointF(x, baseline), ornament.text)

    def _line_start(self, block: QTextBlock, rtl: bool) -> tuple[float, float]:
        """Where the block's first line starts, and its baseline."""
        line, frame = block.layout().lineAt(0), self._rect(block)
        margins = block.blockFormat()
        edge = frame.right() - margins.rightMargin() if rtl else frame.left() + margins.leftMargin()
        return edge, frame.top() + line.y() + line.ascent()

    def _em(self, ems: float) -> float:
        return self._style.em(ems)

    def _colour(self, role: Role) -> QColor:
        return QColor(self._style.theme.colour(role))
