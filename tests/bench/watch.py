"""Seeing a window come up, from inside its process."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget


class Watch(QObject):
    """Notes when a window was first painted, and when it was painted with everything in it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._first = 0.0
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the order to paint; what runs next runs after the paint."""
        if event.type() == QEvent.Type.UpdateRequest and not self._first:
            QTimer.singleShot(0, self._on_painted)
        return False

    def complete(self) -> None:
        """Everything is in the window: paint it, tell, and end."""
        QApplication.processEvents()
        print(self._first or time.monotonic(), time.monotonic(), peak_bytes(), flush=True)
        QApplication.exit()

    def _on_painted(self) -> None:
        self._first = self._first or time.monotonic()


def peak_bytes() -> int:
    """Return the most memory this process has held (resident), in bytes.

    Linux tells it of the program itself; `getrusage` counts in what was there before the program was started.
    """
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    import resource  # missing on Windows

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
