"""A comparison of versions in the reader's place: the page, the bar over it, and the walk from change to change."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.reader.compare_bar import CompareBar
from desktop.reader.compared import Compared
from desktop.reader.view import PageView
from desktop.theme.themes import Theme
from library.model.story import VersionSummary


class Comparing(QObject):
    """Steps through the changes of what the view shows.

    `versions_wanted` carries (older id, newer id); `closed` comes when the reader has had enough; `opened` says whether
    a comparison shows now.
    """

    versions_wanted = Signal(object, object)
    closed = Signal()
    opened = Signal(bool)

    def __init__(self, view: PageView, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self._compared: Compared | None = None
        self._current = 0
        self.bar = CompareBar(theme, parent)
        self.bar.hide()
        self.bar.versions_wanted.connect(self.versions_wanted)
        self.bar.close_wanted.connect(self.closed)
        self.bar.next_wanted.connect(lambda: self.step(1))
        self.bar.previous_wanted.connect(lambda: self.step(-1))

    @property
    def is_open(self) -> bool:
        """True while a comparison shows."""
        return self._compared is not None

    def begin(self, compared: Compared, history: Sequence[VersionSummary], older: int, newer: int) -> None:
        """Mark the changes in the page that shows the made story, and go to the first."""
        self._compared, self._current = compared, 0
        self._view.set_changes(compared.marks)
        self.bar.show_versions(history, older, newer)
        self.bar.show_count(0, len(compared.stops))
        self.bar.show()
        self.opened.emit(True)

    def end(self) -> None:
        """Let go of the comparison."""
        if self._compared is not None:
            self._compared = None
            self.bar.hide()
            self.opened.emit(False)

    def step(self, by: int) -> None:
        """Go to the next (1) or the last (-1) change, round the ends."""
        stops = self._compared.stops if self._compared is not None else ()
        if not stops:
            return
        self._current = (self._current + by - 1) % len(stops) + 1 if self._current else (1 if by > 0 else len(stops))
        self.bar.show_count(self._current, len(stops))
        self._view.go_to(*stops[self._current - 1])
