"""Paints an annotation's card in the colours of the theme."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle

from desktop.theme.card import BAR, Card, CardLayout, Faces, Placed
from desktop.theme.icons import pixmap
from desktop.theme.themes import Role, Theme
from library.model.annotation import AnchorState

_RADIUS = 5
RIBBON = 15


class CardPainter:
    """Paints cards that are laid out: the painter stands at the top left corner of a card's row."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        self._theme = theme

    def paint(
        self, painter: QPainter, card: Card, placed: CardLayout, fonts: Faces, state: QStyle.StateFlag, focused: bool
    ) -> None:
        """Paint a card that is selected or under the mouse as `state` says; `focused` if the keyboard is at it."""
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.setBrush(self._colour(Role.LIST_SELECTION if selected else Role.PAGE))
        painter.setPen(QPen(self._colour(Role.FOCUS), 1.5) if focused else QPen(self._colour(Role.BORDER), 1))
        painter.drawRoundedRect(QRectF(placed.frame).adjusted(0.75, 0.75, -0.75, -0.75), _RADIUS, _RADIUS)
        if card.is_bookmark:
            self._paint_ribbon(painter, placed.bar, lost=_is_lost(card))
        else:
            self._paint_bar(painter, placed.bar, card)
        self._draw(painter, placed.name, Role.TEXT)
        plain = not card.is_bookmark and (not _is_lost(card) or placed.quote is None or bool(placed.quote.dimmed))
        self._draw(painter, placed.quote, Role.TEXT if plain else Role.MUTED)
        self._draw(painter, placed.note, Role.TEXT)
        self._draw(painter, placed.state, Role.WARNING)
        self._draw(painter, placed.was, Role.MUTED)
        self._draw(painter, placed.origin, Role.MUTED)
        self._paint_buttons(painter, placed, fonts)
        self._paint_chips(painter, placed, fonts, Role.PAGE if selected else Role.SHADE)
        if hovered:
            self._paint_pencil(painter, placed.pencil)

    def _paint_bar(self, painter: QPainter, bar: QRect, card: Card) -> None:
        """Paint the colour: whole where the passage is sure, broken where it changed, hollow where it is gone."""
        colour = QColor(self._theme.marker(card.anchored.annotation.colour))
        rect = QRectF(bar)
        if _is_lost(card):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour, 1))
            painter.drawRoundedRect(rect.adjusted(0, 0.5, 0.5, -0.5), 1.5, 1.5)
        elif card.anchored.anchor.state is AnchorState.APPROXIMATE:
            pen = QPen(colour, BAR, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([2.0, 1.0])
            painter.setPen(pen)
            painter.drawLine(QPointF(rect.center().x(), rect.top()), QPointF(rect.center().x(), rect.bottom()))
        else:
            painter.setBrush(colour)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(rect, 1.5, 1.5)

    def _paint_ribbon(self, painter: QPainter, bar: QRect, lost: bool) -> None:
        name = "bookmark" if lost else "bookmark-filled"
        self._paint_icon(painter, name, Role.ACCENT, QRect(bar.center().x() - RIBBON // 2, bar.y(), RIBBON, RIBBON))

    def _paint_chips(self, painter: QPainter, placed: CardLayout, fonts: Faces, ground: Role) -> None:
        painter.setFont(fonts.small)
        for chip in placed.chips:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colour(ground))
            painter.drawRoundedRect(QRectF(chip.rect), chip.rect.height() / 2, chip.rect.height() / 2)
            painter.setPen(self._colour(Role.MUTED))
            painter.drawText(chip.rect, Qt.AlignmentFlag.AlignCenter, chip.text)

    def _paint_buttons(self, painter: QPainter, placed: CardLayout, fonts: Faces) -> None:
        painter.setFont(fonts.small)
        for button in placed.buttons:
            painter.setPen(QPen(self._colour(Role.BORDER), 1))
            painter.setBrush(self._colour(Role.FIELD))
            painter.drawRoundedRect(QRectF(button.rect).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
            painter.setPen(self._colour(Role.TEXT))
            painter.drawText(button.rect, Qt.AlignmentFlag.AlignCenter, button.text)

    def _paint_pencil(self, painter: QPainter, rect: QRect) -> None:
        painter.setPen(QPen(self._colour(Role.BORDER), 1))
        painter.setBrush(self._colour(Role.FIELD))
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        self._paint_icon(painter, "edit", Role.MUTED, rect.adjusted(5, 5, -5, -5))

    def _paint_icon(self, painter: QPainter, name: str, role: Role, rect: QRect) -> None:
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(rect.topLeft(), pixmap(name, self._theme.colour(role), rect.width(), ratio))

    def _draw(self, painter: QPainter, placed: Placed | None, role: Role) -> None:
        if placed is not None:
            painter.setPen(self._colour(role))
            faint = QTextCharFormat()
            faint.setForeground(self._colour(Role.MUTED))
            dimmed = [_range(start, length, faint) for start, length in placed.dimmed]
            placed.text.layout.draw(painter, QPointF(placed.rect.topLeft()), dimmed)

    def _colour(self, role: Role) -> QColor:
        return QColor(self._theme.colour(role))


def _range(start: int, length: int, letters: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, letters
    return made


def _is_lost(card: Card) -> bool:
    return card.anchored.anchor.state is AnchorState.ORPHAN
