"""Notices where the reader is: tells the place once scrolling has stopped, and the end of a story once it was seen."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

STILL_MS = 400
"""How long nothing must move before a place counts as the reader's."""
SHORT_STORY_MS = 2000
"""How long the end of a story that nobody scrolled must show before it counts as seen."""


class Watch(QObject):
    """Watches one story after another. `rested` after scrolling has stopped; `end_seen` once for each story."""

    rested = Signal()
    end_seen = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seen = False
        self._still = _timer(self, STILL_MS, self.rested.emit)
        self._glance = _timer(self, SHORT_STORY_MS, self._see_end)

    @property
    def end_was_seen(self) -> bool:
        """True once the end of this story was seen."""
        return self._seen

    def begin(self) -> None:
        """Forget the story before."""
        self._still.stop()
        self._glance.stop()
        self._seen = False

    def flush(self) -> None:
        """Tell a place that hasn't been told yet, before the story goes."""
        if self._still.isActive():
            self._still.stop()
            self.rested.emit()

    def moved(self, at_end: bool) -> None:
        """Note that the reader scrolled; a story whose end shows then is seen to its end."""
        self._still.start()
        if at_end:
            self._see_end()

    def looked(self, at_end: bool) -> None:
        """Note what shows without the reader having scrolled, because the story or the window's size is new."""
        if not at_end:
            self._glance.stop()
        elif not self._seen and not self._glance.isActive():
            self._glance.start()

    def _see_end(self) -> None:
        self._glance.stop()
        if not self._seen:
            self._seen = True
            self.end_seen.emit()


def _timer(parent: QObject, milliseconds: int, slot: object) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(slot)
    return timer
