"""The field a note is written in: plain text of any length, Tab leaves it."""

from __future__ import annotations

import re

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget

_ENDLESS_WORD = re.compile(r"\S{5000}")
_LINE_ENDS = str.maketrans(dict.fromkeys("\u2029\u2028\ufdd0\ufdd1", "\n"))


class NoteField(QPlainTextEdit):
    """Edits plain text and gives back exactly what was typed, non-breaking spaces included."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setAccessibleName("Note")

    def set_note(self, note: str) -> None:
        """Show a note, unmodified, the cursor at its end."""
        self._wrap_for(note)
        self.setPlainText(note)
        cursor = self.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.setTextCursor(cursor)
        self.document().setModified(False)

    def note(self) -> str:
        """Return the text; nothing but white space counts as empty. `toPlainText` would flatten U+00A0 to a space."""
        text = self.document().toRawText().translate(_LINE_ENDS)
        return text if text.strip() else ""

    @property
    def is_modified(self) -> bool:
        """True if the text was changed, and not changed back by undoing."""
        return self.document().isModified()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Qt's: paste."""
        self._wrap_for(source.text())
        super().insertFromMimeData(source)

    def _wrap_for(self, text: str) -> None:
        # Qt looks for a word's end again for every line of it: a word of a million letters takes it 116 s to wrap,
        # and 0.5 s where it may break anywhere.
        if _ENDLESS_WORD.search(text):
            self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        elif not self.document().isModified():
            self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
