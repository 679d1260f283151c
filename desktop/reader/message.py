"""What stands in the reader's place when there is no story: nothing open, one on its way, an error."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.theme.themes import Role, Theme

_WIDEST = 480


class Message(QWidget):
    """A title and a quiet line in the middle of an empty page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground = QColor()
        self.title = _line("title")
        self.hint = _line("muted")
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(self.title)
        column.addWidget(self.hint)
        column.addStretch(3)
        row = QHBoxLayout(self)
        row.setContentsMargins(32, 32, 32, 32)
        row.addStretch(1)
        row.addLayout(column, 100)
        row.addStretch(1)

    def say(self, title: str, hint: str = "") -> None:
        """Show a title and a line below it."""
        self.title.setText(title)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.setAccessibleName(f"{title}. {hint}" if hint else title)

    def set_theme(self, theme: Theme) -> None:
        """Take on the colour of the page."""
        self._ground = QColor(theme.colour(Role.PAGE))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint an empty piece of the page: a palette's colour would give way to the window's style sheet."""
        QPainter(self).fillRect(event.rect(), self._ground)


def _line(look: str) -> QLabel:
    label = QLabel()
    label.setProperty("look", look)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setMaximumWidth(_WIDEST)
    return label
