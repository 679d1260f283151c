"""The search field above the list."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.theme.icons import pixmap
from desktop.theme.naming import name_clear_button
from desktop.theme.themes import Role, Theme

TYPING_MS = 80
"""A pause in typing after which it is searched for what stands there."""
ICON = 16


class SearchField(QLineEdit):
    """Tells of what was typed once typing pauses.

    `typed` carries the text, each once; `entered` is emitted for Enter or Down, `left` for Escape in the empty field.
    """

    typed = Signal(str)
    entered = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._told = ""
        self.setObjectName("searchField")
        self.setPlaceholderText("Search headlines, text and notes")
        self.setAccessibleName("Search the library")
        self.setClearButtonEnabled(True)
        name_clear_button(self)
        self.setTextMargins(ICON + 6, 0, 0, 0)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TYPING_MS)
        self._timer.timeout.connect(self.tell)
        self.textChanged.connect(self._timer.start)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self.update()

    def tell(self) -> None:
        """Tell of the text now, if it hasn't been told."""
        self._timer.stop()
        if self.text() != self._told:
            self._told = self.text()
            self.typed.emit(self._told)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape clears, then leaves; Enter and Down go on to the list."""
        match event.key():
            case Qt.Key.Key_Escape if self.text():
                self.clear()
                self.tell()
            case Qt.Key.Key_Escape:
                self.left.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Down:
                self.tell()
                self.entered.emit()
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, and the magnifying glass before its text."""
        super().paintEvent(event)
        rect = QRect(10, (self.height() - ICON) // 2, ICON, ICON)
        picture = pixmap("search", self._theme.colour(Role.MUTED), ICON, self.devicePixelRatioF())
        with QPainter(self) as painter:
            painter.drawPixmap(rect.topLeft(), picture)
