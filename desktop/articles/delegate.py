"""Paints rows of the list in the theme's colours. Where things stand is `cell`'s business."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.articles.cell import (
    MARK,
    ROW_HEIGHT,
    CellLayout,
    CellMetrics,
    CellStyle,
    Line,
    cell_metrics,
    lay_out,
    lay_out_gone,
)
from desktop.articles.model import SNIPPET, SUMMARY
from desktop.theme.fonts import han_region
from desktop.theme.icons import pixmap
from desktop.theme.themes import Role, Theme

BAR = 3
"""Pixels of the bar that marks a selected row while the list has the keyboard."""

_TEXT_ROLES = {
    CellStyle.HEADLINE: Role.TEXT,
    CellStyle.HEADLINE_READ: Role.TEXT,
    CellStyle.SOURCE: Role.MUTED,
    CellStyle.META: Role.MUTED,
    CellStyle.LEAD: Role.MUTED,
}


class ArticleDelegate(QStyledItemDelegate):
    """Draws one row; all rows are of one height."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours from now on."""
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the size that every row has."""
        return QSize(240, ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the row of an index."""
        summary, snippet = index.data(SUMMARY), index.data(SNIPPET)
        width = option.rect.width()
        layout = lay_out(summary, snippet, width) if summary else lay_out_gone(width)
        metrics = cell_metrics(han_region(summary.language if summary else ""))
        painter.save()
        painter.setClipRect(option.rect)
        painter.translate(option.rect.topLeft())
        self._draw_ground(painter, QRect(0, 0, width, ROW_HEIGHT), option.state)
        self._draw_marks(painter, layout)
        for line in layout.lines:
            self._draw_line(painter, line, metrics)
        painter.restore()

    def _colour(self, role: Role) -> QColor:
        return QColor(self._theme.colour(role))

    def _draw_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected)
        active = bool(state & QStyle.StateFlag.State_Active)
        if selected:
            painter.fillRect(rect, self._colour(Role.LIST_SELECTION))
            bar = Role.ACCENT if active else Role.ORNAMENT
            painter.fillRect(QRect(0, 0, BAR, rect.height()), self._colour(bar))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self._colour(Role.LIST_HOVER))
        if active and not selected and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._colour(Role.FOCUS), 1))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def _draw_marks(self, painter: QPainter, layout: CellLayout) -> None:
        painter.setPen(QPen(self._colour(Role.RULE), 1))
        painter.drawLine(layout.separator)
        if layout.progress:
            painter.fillRect(layout.progress, self._colour(Role.ORNAMENT))
        if layout.dot:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colour(Role.LIST_UNREAD))
            painter.drawEllipse(layout.dot)
        for name, rect, role in (("star-filled", layout.star, Role.ACCENT), ("note", layout.note, Role.MUTED)):
            if rect:
                picture = pixmap(name, self._theme.colour(role), MARK, painter.device().devicePixelRatioF())
                painter.drawPixmap(rect.topLeft(), picture)

    def _draw_line(self, painter: QPainter, line: Line, metrics: CellMetrics) -> None:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        if line.rtl:
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
            option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        layout = QTextLayout(line.text, metrics.fonts[line.style])
        layout.setTextOption(option)
        layout.setFormats([self._hit(start, length) for start, length in line.hits])
        layout.beginLayout()
        drawn = layout.createLine()
        drawn.setLineWidth(line.width)
        layout.endLayout()
        painter.setPen(self._colour(_TEXT_ROLES[line.style]))
        # Letters of a fallback font may be taller; the baselines stay where they are.
        layout.draw(painter, QPointF(line.left, line.baseline - drawn.ascent()))

    def _hit(self, start: int, length: int) -> QTextLayout.FormatRange:
        marked = QTextLayout.FormatRange()
        marked.start, marked.length = start, length
        look = QTextCharFormat()
        look.setBackground(self._colour(Role.SEARCH_HIT))
        look.setForeground(self._colour(Role.TEXT))
        marked.format = look
        return marked
