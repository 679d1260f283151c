"""The quiet strip below the page: how much of the story is behind the reader, and how many minutes are left."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.reader.view import PageView
from desktop.theme.fonts import families
from desktop.theme.themes import Role, Theme
from desktop.theme.typography import Face

_HEIGHT, _LINE = 20, 2
_TEXT_SIZE = 12
_FROM_THE_EDGE = 16


class ReadingEdge(QWidget):
    """Follows a view. Blank while the whole story shows; part of the page to the eye."""

    def __init__(self, view: PageView, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._view, self._theme = view, theme
        self.progress: float | None = None
        self.words = ""
        self.setObjectName("readingEdge")
        self.setFixedHeight(_HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._font = QFont(families(Face.SANS))
        self._font.setPixelSize(_TEXT_SIZE)
        view.scrolled.connect(self._on_moved)
        view.settled.connect(self._on_moved)

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme's colours."""
        self._theme = theme
        self.update()

    def _on_moved(self) -> None:
        page = self._view.page
        place, progress = self._view.place() if page is not None else (0, 1.0)
        at_top = self._view.verticalScrollBar().value() == 0
        shown = None if page is None or (at_top and progress >= 1.0) else progress
        # What shows is still to be read, until the end shows.
        left = math.ceil(page.minutes * (1 - place / len(page.text))) if page is not None and progress < 1.0 else 0
        words = f"{left:,} min left" if shown is not None and left else ""
        if (shown, words) != (self.progress, self.words):
            self.progress, self.words = shown, words
            self.setAccessibleName(words or "The end of the story shows")
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the strip as a piece of the page, a thin line on its lower edge, and the minutes."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.colour(Role.PAGE)))
        if self.progress is None:
            return
        width = self.width() * self.progress
        painter.fillRect(QRectF(0, self.height() - _LINE, width, _LINE), QColor(self._theme.colour(Role.ORNAMENT)))
        painter.setFont(self._font)
        painter.setPen(QColor(self._theme.colour(Role.MUTED)))
        room = self.rect().adjusted(0, 0, -_FROM_THE_EDGE, -_LINE)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self.words)
