"""Paints the panel's rows in the colours of the theme."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.notes.model import ROW_ROLE, Index
from desktop.notes.rows import Card, Heading, Row
from desktop.theme.card import HEADING_HEIGHT, MARGIN, CardLayout, faces, lay_out
from desktop.theme.card_painter import CardPainter
from desktop.theme.themes import Role, Theme


class NotesDelegate(QStyledItemDelegate):
    """Paints headings and cards; keeps the layouts of cards for the width they were last asked for."""

    def __init__(self, view: QListView, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._cards = CardPainter(theme)
        self._region = "SC"
        self._faces = faces(self._region)
        self._width = 0
        self._layouts: dict[str, tuple[Card, CardLayout]] = {}

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        self._theme = theme
        self._cards.set_theme(theme)

    def set_region(self, region: str) -> None:
        """Set Han text in the letter forms of a region (see `han_region`)."""
        if region != self._region:
            self._region = region
            self._faces = faces(region)
            self._layouts.clear()

    def keep_only(self, rows: tuple[Row, ...]) -> None:
        """Drop the layouts of cards that are gone, so that adding one to many sets one card and not all."""
        there = {row.uuid for row in rows if isinstance(row, Card)}
        self._layouts = {uuid: held for uuid, held in self._layouts.items() if uuid in there}

    def layout_of(self, card: Card) -> CardLayout:
        """Return how a card stands at the view's width."""
        # As if the scroll bar were there: one that comes and goes would set every card anew.
        width = self._view.width() - self._view.verticalScrollBar().sizeHint().width()
        if width != self._width:
            self._layouts.clear()
            self._width = width
        held = self._layouts.get(card.uuid)
        if held is None or held[0] != card:
            held = card, lay_out(card, width, self._faces, card.origin, card.more)
            self._layouts[card.uuid] = held
        return held[1]

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
            self._paint_heading(painter, row, option.rect.width(), option.state)
        elif isinstance(row, Card):
            self._paint_card(painter, row, option.state)
        painter.restore()

    def _paint_heading(self, painter: QPainter, heading: Heading, width: int, state: QStyle.StateFlag) -> None:
        painter.setFont(self._faces.heading)
        focused = bool(state & QStyle.StateFlag.State_Selected) and self._view.hasFocus()
        painter.setPen(self._colour(Role.TEXT if focused else Role.MUTED))
        rect = QRect(MARGIN + 1, 0, width - 2 * MARGIN, HEADING_HEIGHT - 7)
        sign = ("▸ " if heading.folded else "▾ ") if heading.folds else ""
        painter.drawText(rect, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, f"{sign}{heading.title}")

    def _paint_card(self, painter: QPainter, card: Card, state: QStyle.StateFlag) -> None:
        focused = bool(state & QStyle.StateFlag.State_Selected) and self._view.hasFocus()
        self._cards.paint(painter, card, self.layout_of(card), self._faces, state, focused)

    def _colour(self, role: Role) -> QColor:
        return QColor(self._theme.colour(role))
