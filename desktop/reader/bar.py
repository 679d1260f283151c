"""What the bars at the edges of the page share: their ground, a walk from one thing to the next, a way to close."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from desktop.theme.icons import icon
from desktop.theme.themes import Role, Theme


class WalkBar(QWidget):
    """A bar above or below the page that counts its `things` and steps through them. It asks; others do."""

    next_wanted = Signal()
    previous_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, thing: str, closing: str, line: Qt.Edge, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a bar for a kind of `thing`; `line` is the edge that the page is at, `closing` what closing it means."""
        super().__init__(parent)
        self._theme, self._line = theme, line
        self.setAutoFillBackground(True)
        self.count = QLabel(self)
        self.count.setProperty("look", "muted")
        self.previous = self._tool(f"Previous {thing}", self.previous_wanted)
        self.next = self._tool(f"Next {thing}", self.next_wanted)
        self.close_button = self._tool(closing, self.close_wanted)

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme's colours."""
        self._theme = theme
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Window, QColor(theme.colour(Role.CHROME)))
        self.setPalette(palette)
        for button, name in ((self.previous, "previous"), (self.next, "next"), (self.close_button, "close")):
            button.setIcon(icon(name, theme))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc, wherever in the bar the keyboard is."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_wanted.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line between page and bar."""
        super().paintEvent(event)
        y = self.rect().top() if self._line is Qt.Edge.TopEdge else self.rect().bottom()
        QPainter(self).fillRect(0, y, self.width(), 1, QColor(self._theme.colour(Role.BORDER)))

    def _show_count(self, words: str, total: int, look: str = "muted") -> None:
        """Say how many there are; without any there is nowhere to step to."""
        self.count.setText(words)
        # The style sheet tells labels apart by a property, and has to look at it again.
        if self.count.property("look") != look:
            self.count.setProperty("look", look)
            self.count.style().unpolish(self.count)
            self.count.style().polish(self.count)
        self.next.setEnabled(total > 0)
        self.previous.setEnabled(total > 0)

    def _tool(self, name: str, signal: SignalInstance) -> QToolButton:
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
