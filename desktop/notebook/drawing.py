"""How a row of the notebook is laid out and painted: a card, below the name of its story where that begins."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle

from desktop.notebook.entries import Entry
from desktop.theme.card import GAP, HEADING_HEIGHT, MARGIN, CardLayout, Faces, faces, lay_out
from desktop.theme.card_painter import CardPainter
from desktop.theme.fonts import han_region
from desktop.theme.themes import Role, Theme

KEPT = 120
"""Laid out cards that are kept: a few screens."""
GUESS = 118
"""Pixels of a usual row, for rows that haven't been laid out."""
GONE_HEIGHT = 24


class EntryDrawing:
    """Lays out and paints entries; keeps the layouts of those that were seen last."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._cards = CardPainter(theme)
        self._faces: dict[str, Faces] = {}
        self._layouts: OrderedDict[tuple[Entry, int], CardLayout] = OrderedDict()

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        self._theme = theme
        self._cards.set_theme(theme)

    def height(self, entry: Entry | None, width: int) -> int:
        """Return the height of a row of `width` pixels."""
        if entry is None:
            return GONE_HEIGHT
        return self._layout(entry, width).height + (HEADING_HEIGHT if entry.heads else 0)

    def paint(self, painter: QPainter, entry: Entry, rect: QRect, state: QStyle.StateFlag, focused: bool) -> None:
        """Paint a row into its rectangle."""
        painter.save()
        painter.translate(rect.topLeft())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fonts = self._fonts(entry)
        if entry.heads:
            self._paint_heading(painter, entry.story, rect.width(), fonts)
            painter.translate(0, HEADING_HEIGHT)
        self._cards.paint(painter, entry, self._layout(entry, rect.width()), fonts, state, focused)
        painter.restore()

    def _paint_heading(self, painter: QPainter, story: str, width: int, fonts: Faces) -> None:
        painter.setFont(fonts.heading)
        painter.setPen(QColor(self._theme.colour(Role.TEXT)))
        room = QRect(MARGIN + 1, 0, width - 2 * MARGIN, HEADING_HEIGHT - GAP + 1)
        cut = QFontMetrics(fonts.heading).elidedText(story, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, cut)

    def _layout(self, entry: Entry, width: int) -> CardLayout:
        key = (entry, width)
        if key not in self._layouts:
            self._layouts[key] = lay_out(entry, width, self._fonts(entry), entry.origin)
            while len(self._layouts) > KEPT:
                self._layouts.popitem(last=False)
        return self._layouts[key]

    def _fonts(self, entry: Entry) -> Faces:
        region = han_region(entry.found.language)
        if region not in self._faces:
            self._faces[region] = faces(region)
        return self._faces[region]
