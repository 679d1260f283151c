"""The line in which days are typed: of when something was marked, or of the story's date."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from library.model.notebook import Days
from library.search.days import typed_days, written_days

TYPING_MS = 250
"""A pause in typing after which what can't be read is said to be so: before it, it may only be unfinished."""
HINT = "2025, 2025-03 or 2025-03-14; two with a dash"


class DaysField(QWidget):
    """`changed` carries `Days`, or None for an empty line; `left` is emitted for Enter, Down and Escape."""

    changed = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_made = True
        self._name, self._field, self._problem = QLabel(), _Line(), QLabel()
        self._timer = QTimer(self)
        self._name.setBuddy(self._field)
        self._name.setProperty("look", "muted")
        self._field.setPlaceholderText("2025-03 – 2025-06")
        self._field.setToolTip(HINT)
        self._field.setAccessibleName("Days")
        self._problem.setProperty("look", "muted")
        self._problem.setWordWrap(True)
        self._problem.setText(f"Days look like this: {HINT}.")
        self._problem.hide()
        self._timer.setSingleShot(True)
        self._timer.setInterval(TYPING_MS)
        self._timer.timeout.connect(lambda: self._problem.setVisible(not self._is_clear()))
        self._field.textEdited.connect(self._on_edited)
        self._field.left.connect(self.left)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._name)
        row.addWidget(self._field, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self._problem)
        self.hide()

    def open(self, is_made: bool, days: Days | None) -> None:
        """Show the line for days of one kind, what is asked for in it, and give it the keyboard."""
        self.is_made = is_made
        self._name.setText("Made" if is_made else "Story of")
        self._field.setAccessibleName("Days on which it was made" if is_made else "Days of the story’s date")
        self._field.setText(written_days(days) if days is not None else "")
        self._problem.hide()
        self.show()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._field.selectAll()

    def has_keyboard(self) -> bool:
        """True if days are being typed."""
        return self._field.hasFocus()

    def _on_edited(self, text: str) -> None:
        self._timer.start()
        days = typed_days(text)
        if days is not None or not text.strip():
            self._problem.hide()
            self.changed.emit(days)

    def _is_clear(self) -> bool:
        text = self._field.text()
        return not text.strip() or typed_days(text) is not None


class _Line(QLineEdit):
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's: Enter, Down and Escape leave."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_Escape):
            self.left.emit()
        else:
            super().keyPressEvent(event)
