"""A note as it stands in the margin: set lines without a frame, its colour a rule beside them. Lays out and paints one.

Coordinates count from the upper left corner of the card, in pixels.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from desktop.theme.fonts import families
from desktop.theme.note_text import NoteText, set_note
from desktop.theme.themes import Role, Theme
from desktop.theme.typeset import Paragraph, one_line, paragraph
from desktop.theme.typography import Face
from library.model.annotation import AnchoredAnnotation, AnchorState

NOTE_LINES = 7
"""Lines of a note that show; the rest is a click away."""

RULE = 3.0
_RULE_SPACE = 12
_ABOVE, _BELOW = 4, 5
_SIDE = 6
"""Space between the words and the card's other edge."""
_LEADING = 1.36
_SMALL_LEADING = 1.5
_ROUND = 4
_CHANGED = "The passage has changed"


@dataclass(frozen=True, slots=True)
class CardFaces:
    """The fonts of the margin at one size of the page's text."""

    note: QFont
    small: QFont

    @property
    def leading(self) -> int:
        """Distance of a note's baselines."""
        return round(self.note.pixelSize() * _LEADING)

    @property
    def baseline(self) -> float:
        """How far below a card's upper edge its first baseline is."""
        metrics = QFontMetricsF(self.note)
        return _ABOVE + (self.leading - metrics.height()) / 2 + metrics.ascent()

    @property
    def small_leading(self) -> int:
        """Distance of the small lines' baselines."""
        return round(self.small.pixelSize() * _SMALL_LEADING)


@dataclass(frozen=True, slots=True)
class MarginCard:
    """A note laid out: how high it is, and what stands in it. One that runs `from_right` has its rule there."""

    height: int
    from_right: bool
    note: NoteText
    small: tuple[tuple[Paragraph, Role], ...]

    def link_at(self, at: QPointF) -> str:
        """Return the address at a point; empty beside links."""
        return self.note.link_at(at - QPointF(_words_left(self.from_right), _ABOVE))


def card_faces(text_size: int, region: str) -> CardFaces:
    """Return the fonts that go with a page of that text size; `region` says whose Han letters come first."""
    size = max(13, min(round(text_size * 0.76), 20))
    fonts = []
    for pixels in (size, max(11, size - 2)):
        font = QFont(families(Face.SANS, region))
        font.setPixelSize(pixels)
        fonts.append(font)
    return CardFaces(*fonts)


def lay_out_card(anchored: AnchoredAnnotation, width: int, fonts: CardFaces) -> MarginCard:
    """Return a note laid out in a column of `width` pixels."""
    room = max(width - _RULE_SPACE - _SIDE, 40)
    annotation = anchored.annotation
    note = set_note(annotation.note, fonts.note, room, NOTE_LINES, fonts.leading)
    small: list[tuple[Paragraph, Role]] = []
    if note.cut:
        small.append((paragraph("More", fonts.small, room, 1, fonts.small_leading), Role.LINK))
    if anchored.anchor.state is AnchorState.APPROXIMATE:
        small.append((paragraph(_CHANGED, fonts.small, room, 1, fonts.small_leading), Role.WARNING))
    if annotation.tags:
        tags = one_line(" · ".join(annotation.tags[:20]), 200)
        small.append((paragraph(tags, fonts.small, room, 1, fonts.small_leading), Role.MUTED))
    from_right = note.layout.textOption().textDirection() is Qt.LayoutDirection.RightToLeft
    height = _ABOVE + note.height + sum(line.height for line, _ in small) + _BELOW
    return MarginCard(height, from_right, note, tuple(small))


def gathered_height(fonts: CardFaces) -> int:
    """Return how high the line is that stands for notes without a place of their own."""
    return fonts.small_leading + _ABOVE + _BELOW


def paint_card(
    painter: QPainter, card: MarginCard, anchored: AnchoredAnnotation, where: QRectF, theme: Theme, lit: bool
) -> None:
    """Paint a note in its rectangle; `lit` for the one that is pointed at or current."""
    _paint_ground(painter, where, theme, lit)
    colour = QColor(theme.marker(anchored.annotation.colour))
    rule = _rule(where, card.from_right)
    if anchored.anchor.state is AnchorState.APPROXIMATE:
        pen = QPen(colour, RULE, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([2.0, 1.0])
        painter.setPen(pen)
        painter.drawLine(QPointF(rule.center().x(), rule.top()), QPointF(rule.center().x(), rule.bottom()))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(rule, RULE / 2, RULE / 2)
    at = where.topLeft() + QPointF(_words_left(card.from_right), _ABOVE)
    painter.setPen(QColor(theme.colour(Role.TEXT)))
    card.note.layout.draw(painter, at)
    at += QPointF(0, card.note.height)
    for line, role in card.small:
        painter.setPen(QColor(theme.colour(role)))
        line.layout.draw(painter, at)
        at += QPointF(0, line.height)


def paint_gathered(painter: QPainter, count: int, where: QRectF, fonts: CardFaces, theme: Theme, lit: bool) -> None:
    """Paint the line that says how many more notes there are."""
    _paint_ground(painter, where, theme, lit)
    painter.setFont(fonts.small)
    painter.setPen(QColor(theme.colour(Role.LINK)))
    room = where.adjusted(_RULE_SPACE, 0, -_SIDE, 0)
    words = "1 more note" if count == 1 else f"{count:,} more notes"
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)


def _words_left(from_right: bool) -> int:
    return _SIDE if from_right else _RULE_SPACE


def _rule(where: QRectF, from_right: bool) -> QRectF:
    x = where.right() - RULE if from_right else where.left()
    return QRectF(x, where.top() + _ABOVE + 1, RULE, where.height() - _ABOVE - _BELOW - 2)


def _paint_ground(painter: QPainter, where: QRectF, theme: Theme, lit: bool) -> None:
    if lit:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.colour(Role.SHADE)))
        painter.drawRoundedRect(where, _ROUND, _ROUND)
