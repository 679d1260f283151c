"""The small bar at the end of a selection: five colours, an underline, a note, a copy. It never takes the keyboard."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QToolButton, QWidget

from desktop.theme.icons import icon
from desktop.theme.themes import Role, Theme
from library.model.annotation import Colour

_DOT = 18
_BUTTON = 28
_GAP = 8
"""Distance in pixels from the selection, and from the edges of the page."""
_SHADOW = 4


class _Dot(QAbstractButton):
    """A colour to click."""

    def __init__(self, colour: Colour, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.colour = colour
        self.theme = theme
        self.set_name("")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_name(self, name: str) -> None:
        """Say what the user calls the colour, if anything."""
        tip = f"{name} ({self.colour.value})" if name else f"Highlight in {self.colour.value}"
        self.setToolTip(tip)
        self.setAccessibleName(tip)

    def sizeHint(self) -> QSize:
        return QSize(_DOT + 8, _BUTTON)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        marker = QColor(self.theme.marker(self.colour))
        size = _DOT + (2 if self.underMouse() else 0) - (2 if self.isDown() else 0)
        dot = QRectF(0, 0, size, size)
        dot.moveCenter(QRectF(self.rect()).center())
        painter.setPen(QPen(marker, 2 if self.underMouse() else 1.25))
        painter.setBrush(QColor(self.theme.highlight(self.colour)))
        painter.drawEllipse(dot)


class SelectionBar(QWidget):
    """Floats over its parent.

    Signals: `highlight_wanted` (Colour), `underline_wanted`, `note_wanted`, `copy_wanted`.
    """

    highlight_wanted = Signal(object)
    underline_wanted = Signal()
    note_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = parent
        self._theme = theme
        self.setObjectName("selectionBar")
        self.setAccessibleName("Selection")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._dots = [_Dot(colour, theme, self) for colour in Colour]
        self.underline = self._tool("Underline", self.underline_wanted)
        self.note = self._tool("Add a note", self.note_wanted)
        self.copy = self._tool("Copy", self.copy_wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(6 + _SHADOW, 3 + _SHADOW, 4 + _SHADOW, 3 + _SHADOW)
        layout.setSpacing(0)
        for dot in self._dots:
            dot.clicked.connect(lambda _checked=False, dot=dot: self.highlight_wanted.emit(dot.colour))
            layout.addWidget(dot)
        layout.addSpacing(9)
        layout.addWidget(self.underline)
        layout.addWidget(self.note)
        layout.addWidget(self.copy)
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme's colours."""
        self._theme = theme
        for dot in self._dots:
            dot.theme = theme
        self.underline.setIcon(icon("underline", theme))
        self.note.setIcon(icon("note", theme))
        self.copy.setIcon(icon("copy", theme))
        self.update()

    def set_names(self, names: Mapping[Colour, str]) -> None:
        """Say what the user calls the colours."""
        for dot in self._dots:
            dot.set_name(names.get(dot.colour, ""))

    def dot(self, colour: Colour) -> QAbstractButton:
        """Return the button of a colour."""
        return next(dot for dot in self._dots if dot.colour is colour)

    def show_at(self, caret: QRect, above: bool) -> None:
        """Show the bar above or below a selection's end (a rectangle of the parent), within the parent."""
        self.adjustSize()
        self.move(place(self.size(), caret, above, self._page.rect()))
        self.show()
        self.raise_()

    def _tool(self, name: str, signal: SignalInstance) -> QToolButton:
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setFixedSize(_BUTTON + 2, _BUTTON)
        button.setIconSize(QSize(18, 18))
        button.clicked.connect(lambda _checked=False: signal.emit())
        return button

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card, its shadow, and a line between colours and buttons."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(self.rect()).adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)
        painter.setPen(Qt.PenStyle.NoPen)
        for step in range(_SHADOW, 0, -1):
            painter.setBrush(QColor(0, 0, 0, 12 if self._theme.dark else 7))
            painter.drawRoundedRect(body.adjusted(-step, -step + 1.5, step, step), 8 + step, 8 + step)
        painter.setPen(QPen(QColor(self._theme.colour(Role.BORDER)), 1))
        painter.setBrush(QColor(self._theme.colour(Role.FIELD)))
        painter.drawRoundedRect(body.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        x = self.underline.x() - 5.5
        painter.drawLine(QPoint(round(x), round(body.top()) + 7), QPoint(round(x), round(body.bottom()) - 7))


def place(size: QSize, caret: QRect, above: bool, room: QRect) -> QPoint:
    """Return where a bar of that size goes: over or under the caret, on the other side where there is no room."""
    over, under = caret.top() - _GAP - size.height() + _SHADOW, caret.bottom() + _GAP - _SHADOW
    fits_over, fits_under = over >= room.top(), under + size.height() <= room.bottom()
    y = over if (above and fits_over) or not fits_under else under
    x = caret.center().x() - size.width() // 2
    most_right, most_down = room.right() - size.width() - _GAP, room.bottom() - size.height()
    return QPoint(max(room.left() + _GAP, min(x, most_right)), max(room.top(), min(y, most_down)))
