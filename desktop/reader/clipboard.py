"""Text for the clipboard, given to Qt for good before Python ends.

Qt deletes what is on the clipboard when the application goes, which is after the interpreter has gone: a passage that
Python put there, or on X11 one that was merely selected, ends the program with a segmentation fault (PySide6 6.11.3).
"""

from __future__ import annotations

import atexit
import functools

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QClipboard, QGuiApplication


class PlainText(QMimeData):
    """Plain text to be copied, dragged, or held as the primary selection."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setText(text)
        _see_to_the_end()


@functools.cache
def _see_to_the_end() -> None:
    atexit.register(_hand_over)


def _hand_over() -> None:
    """Put Qt's own copy in the place of ours."""
    if QGuiApplication.instance() is None:
        return
    clipboard = QGuiApplication.clipboard()
    modes = [QClipboard.Mode.Clipboard]
    if clipboard.supportsSelection():
        modes.append(QClipboard.Mode.Selection)
    for mode in modes:
        if isinstance(clipboard.mimeData(mode), PlainText):
            clipboard.setText(clipboard.text(mode), mode)
