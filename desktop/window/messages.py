"""The message bar: one sentence over the panes, with at most one thing to do about it."""

from __future__ import annotations

import enum
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

INFO_MS = 6000
"""How long a remark stays; an error stays until it is closed."""


class Kind(enum.StrEnum):
    """What a message is. The style sheet colours the bar by the `kind` property."""

    INFO = "info"
    ERROR = "error"


class MessageBar(QFrame):
    """Hidden until there is something to say; the newest message takes the place of the one before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)  # headlines and file names may look like markup
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._button = QPushButton(self)
        self._close = QPushButton("Close", self)
        self._close.clicked.connect(self.hide)
        self._button.clicked.connect(self._on_button)
        self._then: Callable[[], object] | None = None
        self._is_offer = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        row.addWidget(self._close)
        self.hide()

    def say(self, sentence: str, button: str = "", then: Callable[[], object] | None = None) -> None:
        """Show a remark for some seconds, with a button if there is something to do."""
        self._show(Kind.INFO, sentence, button, then)
        self._is_offer = bool(button)
        self._timer.start(INFO_MS)

    def tell(self, sentence: str, button: str = "", then: Callable[[], object] | None = None) -> None:
        """Show a remark that is made once only until it is closed, or another takes its place."""
        self._timer.stop()
        self._show(Kind.INFO, sentence, button, then)
        self._is_offer = False

    def fail(self, sentence: str) -> None:
        """Show an error until it is closed."""
        self._timer.stop()
        self._show(Kind.ERROR, sentence, "", None)
        self._is_offer = False

    def withdraw_offer(self) -> None:
        """Hide a remark that offers to take back what is no longer the last change."""
        if self._is_offer:
            self.hide()

    def text(self) -> str:
        """Return what is being said, or nothing if the bar is hidden."""
        return self._text.text() if self.isVisible() else ""

    def _show(self, kind: Kind, sentence: str, button: str, then: Callable[[], object] | None) -> None:
        self._text.setText(sentence)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._then = then
        self.setProperty("kind", kind.value)
        self.style().unpolish(self)
        self.style().polish(self)
        self.setAccessibleName(sentence)
        self.show()

    def _on_button(self) -> None:
        then = self._then
        self.hide()
        if then is not None:
            then()
