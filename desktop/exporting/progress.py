"""The thin bar that shows an export under way."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QWidget


class ExportBar(QWidget):
    """Hidden until something is under way. `cancel_wanted` is its button."""

    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("exportBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Export")
        self._line, self._bar, self._cancel = QLabel(), QProgressBar(), QPushButton("Cancel")
        self._line.setTextFormat(Qt.TextFormat.PlainText)
        self._line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(180)
        self._cancel.clicked.connect(self.cancel_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.setSpacing(12)
        row.addWidget(self._line, 1)
        row.addWidget(self._bar)
        row.addWidget(self._cancel)
        self.hide()

    def begin(self, sentence: str) -> None:
        """Show that something is under way, no one knows yet how far."""
        self._line.setText(sentence)
        self._bar.setRange(0, 0)
        self._cancel.setEnabled(True)
        self.show()

    def show_progress(self, sentence: str, done: int, total: int) -> None:
        """Show how far it is."""
        self._line.setText(sentence)
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)

    def show_cancelled(self) -> None:
        """Show that it is being stopped."""
        self._line.setText("Stopping…")
        self._cancel.setEnabled(False)
