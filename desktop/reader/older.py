"""A version of the story that isn't the current one, alone in the reader's place, and the bar that says so."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from desktop.theme.edge_bar import EdgeBar
from desktop.theme.icons import icon
from desktop.theme.themes import Theme


class OlderVersion(QObject):
    """Says which version shows. Each of the first two signals carries its id; `closed` means: back to the story."""

    compare_wanted = Signal(object)
    current_wanted = Signal(object)
    closed = Signal()
    opened = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._version: int | None = None
        self.bar = OlderBar(theme, parent)
        self.bar.hide()
        self.bar.compare.clicked.connect(lambda: self.compare_wanted.emit(self._version))
        self.bar.current.clicked.connect(lambda: self.current_wanted.emit(self._version))
        self.bar.close_wanted.connect(self.closed)

    @property
    def is_open(self) -> bool:
        """True while an older version shows."""
        return self._version is not None

    @property
    def version(self) -> int | None:
        """The id of the version that shows."""
        return self._version

    def begin(self, version: int, sentence: str) -> None:
        """Say what shows."""
        self._version = version
        self.bar.say(sentence)
        self.bar.show()
        self.opened.emit(True)

    def end(self) -> None:
        """Let go of it."""
        if self._version is not None:
            self._version = None
            self.bar.hide()
            self.opened.emit(False)


class OlderBar(EdgeBar):
    """One sentence, and what can be done with a version that isn't the current one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Edge.BottomEdge, theme, parent)
        self.setObjectName("compareBar")
        self.text = QLabel(self)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.compare = QPushButton("Compare", self)
        self.compare.setToolTip("Show what changed from this version to the current one")
        self.current = QPushButton("Make it the current one", self)
        self.current.setToolTip("Show this version from now on; the other one stays among the versions")
        self.back = self._tool("Back to the current version", self.close_wanted)
        self.back.setToolTip("Back to the current version (Esc)")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.setSpacing(6)
        row.addWidget(self.text, 1)
        for part in (self.compare, self.current, self.back):
            row.addWidget(part)
        self.set_theme(theme)

    def say(self, sentence: str) -> None:
        """Name the version that shows."""
        self.text.setText(sentence)
        self.setAccessibleName(sentence)

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme's colours."""
        super().set_theme(theme)
        self.back.setIcon(icon("close", theme))
