"""Paints the sidebar's rows."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.sidebar.model import ROW
from desktop.sidebar.rows import Row, RowKind
from desktop.theme.fonts import families
from desktop.theme.icons import pixmap
from desktop.theme.themes import Role, Theme
from desktop.theme.typography import Face

ROW_HEIGHT, HEADING_HEIGHT = 32, 44
MARGIN = 2
"""Pixels between the column's padding and a row's ground."""
PADDING = 10
ICON, ICON_GAP = 18, 10
COUNT_GAP = 10
INDENT, DEEPEST = 14, 4
"""Pixels a nested tag stands further in than the one above it, and the depth from which it no longer does."""
RADIUS = 6
TEXT_SIZE, COUNT_SIZE, HEADING_SIZE = 14, 13, 12


class SidebarDelegate(QStyledItemDelegate):
    """Draws icon, title and count; headings small and wide."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours from now on."""
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return a row's size; the width is the column's."""
        heading = index.data(ROW).kind is RowKind.HEADING
        return QSize(120, HEADING_HEIGHT if heading else ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a row."""
        row: Row = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.kind is RowKind.HEADING:
            self._draw_heading(painter, option.rect, row)
        else:
            self._draw_row(painter, option.rect, option.state, row)
        painter.restore()

    def _draw_heading(self, painter: QPainter, rect: QRect, row: Row) -> None:
        font = _font(HEADING_SIZE, QFont.Weight.DemiBold)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.6)
        painter.setFont(font)
        painter.setPen(self._colour(Role.MUTED))
        place = rect.adjusted(MARGIN + PADDING, 0, -MARGIN - PADDING, -7)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, row.title)

    def _draw_row(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, row: Row) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected)
        self._draw_ground(painter, rect, state, selected)
        inner = rect.adjusted(MARGIN + PADDING, 0, -MARGIN - PADDING, 0)
        if row.icon:
            role = Role.ACCENT if selected else Role.MUTED
            picture = pixmap(row.icon, self._theme.colour(role), ICON, painter.device().devicePixelRatioF())
            painter.drawPixmap(inner.left(), inner.top() + (ROW_HEIGHT - ICON) // 2, picture)
        count_width = self._draw_count(painter, inner, row)
        font = _font(TEXT_SIZE, QFont.Weight.DemiBold if selected else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(self._colour(Role.TEXT))
        place = inner.adjusted(ICON + ICON_GAP if row.icon else min(row.depth, DEEPEST) * INDENT, 0, -count_width, 0)
        title = QFontMetrics(font).elidedText(row.title, Qt.TextElideMode.ElideRight, place.width())
        # Every title begins at the left, whichever way its letters run.
        painter.drawText(
            place,
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter,
            title,
        )

    def _draw_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, selected: bool) -> None:
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        if not (selected or hovered):
            return
        ground = QRectF(rect.adjusted(MARGIN, 1, -MARGIN, -1))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour(Role.SIDEBAR_SELECTION if selected else Role.BUTTON_HOVER))
        painter.drawRoundedRect(ground, RADIUS, RADIUS)
        if selected and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._colour(Role.FOCUS), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground.adjusted(1, 1, -1, -1), RADIUS - 1, RADIUS - 1)

    def _draw_count(self, painter: QPainter, inner: QRect, row: Row) -> int:
        if not row.count:
            return 0
        count, font = f"{row.count:,}", _font(COUNT_SIZE, QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(self._colour(Role.MUTED))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        return QFontMetrics(font).horizontalAdvance(count) + COUNT_GAP

    def _colour(self, role: Role) -> QColor:
        return QColor(self._theme.colour(role))


def _font(size: int, weight: QFont.Weight) -> QFont:
    font = QFont(families(Face.SANS))
    font.setPixelSize(size)
    font.setWeight(weight)
    return font
