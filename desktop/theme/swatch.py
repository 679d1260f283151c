"""A round button in a highlight's colour."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton

from desktop.theme.themes import Role, Theme
from library.model.annotation import Colour

SIDE = 28


class Swatch(QAbstractButton):
    """One colour. It is checkable; whoever asks for a press alone makes it otherwise."""

    def __init__(self, colour: Colour, theme: Theme, name: str, tip: str) -> None:
        super().__init__()
        self.colour = colour
        self._theme = theme
        self.setCheckable(True)
        self.setFixedSize(SIDE, SIDE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)
        self.setToolTip(tip)

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Qt's: a square."""
        return QSize(SIDE, SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's: a disc in the highlight's colour, ringed if chosen, ringed again if it has the keyboard."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        marker, middle = QColor(self._theme.marker(self.colour)), QRectF(self.rect()).center()
        painter.setPen(QPen(marker, 1.2))
        painter.setBrush(QColor(self._theme.highlight(self.colour)))
        painter.drawEllipse(middle, 9, 9)
        if self.isChecked():
            painter.setPen(_round_pen(marker))
            points = [middle + QPointF(*step) for step in ((-4, 0.4), (-1.2, 3.2), (4.2, -3))]
            painter.drawPolyline(points)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.colour(Role.FOCUS)), 2))
            painter.drawEllipse(middle, 12.5, 12.5)


def _round_pen(colour: QColor) -> QPen:
    return QPen(colour, 2.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
