"""What the bars at the edges of the page share: their ground, the line to the page, their buttons, and Esc."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QToolButton, QWidget

from desktop.theme.themes import Role, Theme


class EdgeBar(QWidget):
    """A bar above or below the page. `close_wanted` comes on Esc, wherever in the bar the keyboard is."""

    close_wanted = Signal()

    def __init__(self, line: Qt.Edge, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a bar; `line` is the edge of it that the page is at."""
        super().__init__(parent)
        self._theme, self._line = theme, line
        self.setAutoFillBackground(True)

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme's colours."""
        self._theme = theme
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Window, QColor(theme.colour(Role.CHROME)))
        self.setPalette(palette)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_wanted.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line between page and bar."""
        super().paintEvent(event)
        y = self.rect().top() if self._line is Qt.Edge.TopEdge else self.rect().bottom()
        QPainter(self).fillRect(0, y, self.width(), 1, QColor(self._theme.colour(Role.BORDER)))

    def _tool(self, name: str, signal: SignalInstance) -> QToolButton:
        """Return a button that shows an icon, and emits the signal."""
        button = self._button(name)
        button.setIconSize(QSize(18, 18))
        button.clicked.connect(lambda _checked=False: signal.emit())
        return button

    def _button(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setToolTip(name)
        button.setAccessibleName(name)
        return button
