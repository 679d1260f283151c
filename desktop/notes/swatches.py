"""The five colours of a highlight as a row of round buttons: one stop for Tab, arrows move along it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QWidget

from desktop.theme.themes import Role, Theme
from library.model.annotation import Colour

SIDE = 28


class Swatch(QAbstractButton):
    """One colour."""

    def __init__(self, colour: Colour, number: int, theme: Theme) -> None:
        super().__init__()
        self.colour = colour
        self._theme = theme
        self.setCheckable(True)
        self.setFixedSize(SIDE, SIDE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{colour.value.capitalize()} highlight")
        self.setToolTip(f"{colour.value.capitalize()} (Ctrl+{number})")

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


class Swatches(QWidget):
    """All five, in the order of their numbers. `picked` carries a `Colour` that the user chose."""

    picked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._buttons = {colour: Swatch(colour, number, theme) for number, colour in enumerate(Colour, 1)}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for button in self._buttons.values():
            self._group.addButton(button)
            row.addWidget(button)
            button.toggled.connect(self._on_toggled)
        self._silent = True
        self.show_colour(Colour.YELLOW)

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        for button in self._buttons.values():
            button.set_theme(theme)

    def show_colour(self, colour: Colour) -> None:
        """Show a colour as chosen, without a signal."""
        self._silent = True
        self._buttons[colour].setChecked(True)
        self._silent = False
        self.setFocusProxy(self._buttons[colour])

    def pick(self, colour: Colour) -> None:
        """Choose a colour as a click does."""
        self._buttons[colour].setChecked(True)

    def button(self, colour: Colour) -> Swatch:
        """Return a colour's button."""
        return self._buttons[colour]

    def chosen(self) -> Swatch:
        """Return the button of the colour that is chosen."""
        return next(button for button in self._buttons.values() if button.isChecked())

    def _on_toggled(self, on: bool) -> None:
        button = self._group.checkedButton()
        if on and isinstance(button, Swatch):
            self.setFocusProxy(button)
            if not self._silent:
                self.picked.emit(button.colour)
