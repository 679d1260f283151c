"""Paints the panel's rows in the colours of the theme."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.notes.card import BAR, HEADING_HEIGHT, MARGIN, CardLayout, Placed, faces, lay_out
from desktop.notes.model import ROW_ROLE, Index
from desktop.notes.rows import Card, Heading, Row
from desktop.theme.icons import pixmap
from desktop.theme.themes import Role, Theme
from library.model.annotation import AnchorState

_RADIUS = 5
RIBBON = 15


class NotesDelegate(QStyledItemDelegate):
    """Paints headings and cards; keeps the layouts of cards for the width they were last asked for."""

    def __init__(self, view: QListView, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._region = "SC"
        self._faces = faces(self._region)
        self._width = 0
        self._layouts: dict[Card, CardLayout] = {}

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        self._theme = theme

    def set_region(self, region: str) -> None:
        """Set Han text in the letter forms of a region (see `han_region`)."""
        if region != self._region:
            self._region = region
            self._faces = faces(region)
            self._layouts.clear()

    def keep_only(self, rows: tuple[Row, ...]) -> None:
        """Drop the layouts of cards that are gone, so that adding one to many sets one card and not all."""
        self._layouts = {row: self._layouts[row] for row in rows if isinstance(row, Card) and row in self._layouts}

    def layout_of(self, card: Card) -> CardLayout:
        """Return how a card stands at the view's width."""
        # As if the scroll bar were there: one that comes and goes would set every card anew.
        width = self._view.width() - self._view.verticalScrollBar().sizeHint().width()
        if width != self._width:
            self._layouts.clear()
            self._width = width
        if card not in self._layouts:
            self._layouts[card] = lay_out(card, width, self._faces)
        return self._layouts[card]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt's: the whole width, as high as the row needs."""
        row = index.data(ROW_ROLE)
        height = self.layout_of(row).height if isinstance(row, Card) else HEADING_HEIGHT
        return QSize(self._view.viewport().width(), height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt's: paint a row."""
        row = index.data(ROW_ROLE)
        painter.save()
        painter.translate(option.rect.topLeft())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Heading):
            self._paint_heading(painter, row, option.rect.width())
        elif isinstance(row, Card):
            self._paint_card(painter, row, option.state)
        painter.restore()

    def _paint_heading(self, painter: QPainter, heading: Heading, width: int) -> None:
        painter.setFont(self._faces.heading)
        painter.setPen(self._colour(Role.MUTED))
        rect = QRect(MARGIN + 1, 0, width - 2 * MARGIN, HEADING_HEIGHT - 7)
        painter.drawText(rect, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, heading.section.value)

    def _paint_card(self, painter: QPainter, card: Card, state: QStyle.StateFlag) -> None:
        placed = self.layout_of(card)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        focused = selected and self._view.hasFocus()
        painter.setBrush(self._colour(Role.LIST_SELECTION if selected else Role.PAGE))
        painter.setPen(QPen(self._colour(Role.FOCUS), 1.5) if focused else QPen(self._colour(Role.BORDER), 1))
        painter.drawRoundedRect(QRectF(placed.frame).adjusted(0.75, 0.75, -0.75, -0.75), _RADIUS, _RADIUS)
        if card.is_bookmark:
            self._paint_ribbon(painter, placed.bar, lost=_is_lost(card))
        else:
            self._paint_bar(painter, placed.bar, card)
        self._draw(painter, placed.name, Role.TEXT)
        self._draw(painter, placed.quote, Role.MUTED if card.is_bookmark or _is_lost(card) else Role.TEXT)
        self._draw(painter, placed.note, Role.TEXT)
        self._draw(painter, placed.state, Role.WARNING)
        self._paint_chips(painter, placed, Role.PAGE if selected else Role.SHADE)
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

    def _paint_chips(self, painter: QPainter, placed: CardLayout, ground: Role) -> None:
        painter.setFont(self._faces.small)
        for chip in placed.chips:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colour(ground))
            painter.drawRoundedRect(QRectF(chip.rect), chip.rect.height() / 2, chip.rect.height() / 2)
            painter.setPen(self._colour(Role.MUTED))
            painter.drawText(chip.rect, Qt.AlignmentFlag.AlignCenter, chip.text)

    def _paint_pencil(self, painter: QPainter, rect: QRect) -> None:
        painter.setPen(QPen(self._colour(Role.BORDER), 1))
        painter.setBrush(self._colour(Role.FIELD))
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        self._paint_icon(painter, "edit", Role.MUTED, rect.adjusted(5, 5, -5, -5))

    def _paint_icon(self, painter: QPainter, name: str, role: Role, rect: QRect) -> None:
        ratio = self._view.devicePixelRatioF()
        painter.drawPixmap(rect.topLeft(), pixmap(name, self._theme.colour(role), rect.width(), ratio))

    def _draw(self, painter: QPainter, placed: Placed | None, role: Role) -> None:
        if placed is not None:
            painter.setPen(self._colour(role))
            placed.text.layout.draw(painter, QPointF(placed.rect.topLeft()))

    def _colour(self, role: Role) -> QColor:
        return QColor(self._theme.colour(role))


def _is_lost(card: Card) -> bool:
    return card.anchored.anchor.state is AnchorState.ORPHAN
