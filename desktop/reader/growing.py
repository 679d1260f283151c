"""Has the rest of a long story's page built, a little at a time, while nothing else happens."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from desktop.reader.render import RenderedPage

FIRST_PAUSE_MS = 60
"""How long a story has for its first paint before the rest is built."""

_SLICE_LETTERS = 5_000
"""Code points that are set at a time: 2 to 4 ms."""
_PAUSE_MS = 5
"""How long whatever else there is to do comes first, between two pieces."""


class Growing(QObject):
    """Builds one page at a time."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._page: RenderedPage | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.build_some)

    def begin(self, page: RenderedPage | None) -> None:
        """Build this page from now on, or none."""
        self._page = page
        if page is None or page.is_complete:
            self._timer.stop()
        else:
            self._timer.start(FIRST_PAUSE_MS)

    def build_some(self) -> None:
        """Have a little more of the page built, until it is complete."""
        if self._page is None or self._page.is_complete:
            self._timer.stop()
            return
        self._timer.setInterval(_PAUSE_MS)
        self._page.build(_SLICE_LETTERS)
