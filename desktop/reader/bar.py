"""What the bars share that walk from one thing on the page to the next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from desktop.theme.edge_bar import EdgeBar
from desktop.theme.icons import icon
from desktop.theme.themes import Theme


class WalkBar(EdgeBar):
    """A bar above or below the page that counts its `things` and steps through them. It asks; others do."""

    next_wanted = Signal()
    previous_wanted = Signal()

    def __init__(self, thing: str, closing: str, line: Qt.Edge, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a bar for a kind of `thing`; `line` is the edge that the page is at, `closing` what closing it means."""
        super().__init__(line, theme, parent)
        self.count = QLabel(self)
        self.count.setProperty("look", "muted")
        self.previous = self._tool(f"Previous {thing}", self.previous_wanted)
        self.next = self._tool(f"Next {thing}", self.next_wanted)
        self.close_button = self._tool(closing, self.close_wanted)

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme's colours."""
        super().set_theme(theme)
        for button, name in ((self.previous, "previous"), (self.next, "next"), (self.close_button, "close")):
            button.setIcon(icon(name, theme))

    def _show_count(self, words: str, total: int, look: str = "muted") -> None:
        """Say how many there are; without any there is nowhere to step to."""
        self.count.setText(words)
        # The style sheet tells labels apart by a property, and has to look at it again.
        if self.count.property("look") != look:
            self.count.setProperty("look", look)
            self.count.style().unpolish(self.count)
            self.count.style().polish(self.count)
        self.next.setEnabled(total > 0)
        self.previous.setEnabled(total > 0)
