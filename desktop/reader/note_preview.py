"""A footnote shown beside its reference, so that reading it needs no jump."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLabel, QWidget

_WIDEST = 380
_GAP = 8
_LONGEST = 600
"""Code points of a footnote that a preview shows; the rest is one click away."""


class NotePreview(QLabel):
    """Floats over the page. It takes neither the keyboard nor the mouse."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("notePreview")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_at(self, words: str, reference: QRect, room: QRect) -> None:
        """Show a footnote above or below its reference, both rectangles of the parent, where there is room."""
        self.setText(words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…")
        self.setAccessibleName(f"Preview: {words}")
        self.setFixedWidth(min(_WIDEST, room.width() - 2 * _GAP))
        self.setFixedHeight(self.heightForWidth(self.width()))
        below = reference.bottom() + _GAP
        above = reference.top() - _GAP - self.height()
        x = min(max(reference.center().x() - self.width() // 2, room.left() + _GAP), room.right() - self.width() - _GAP)
        self.move(x, below if below + self.height() <= room.bottom() or above < room.top() else above)
        self.show()
        self.raise_()
