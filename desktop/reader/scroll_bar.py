"""The page's scroll bar: it keeps its place where there is nothing to scroll."""

from __future__ import annotations

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QScrollBar


class PageScrollBar(QScrollBar):
    """Keeps its place when there is nothing to scroll, so that the text never jumps, but doesn't show then."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint nothing where there is nothing to scroll."""
        if self.maximum() > self.minimum():
            super().paintEvent(event)
