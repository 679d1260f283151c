"""Lets a passage that was jumped to glow for a moment."""

from __future__ import annotations

from PySide6.QtCore import QVariantAnimation
from PySide6.QtWidgets import QWidget

from desktop.reader.marks import Marks, Range


class Flash(QVariantAnimation):
    """Fades the glow in the marks of a page that `surface` shows."""

    def __init__(self, surface: QWidget) -> None:
        super().__init__(surface)
        self._surface = surface
        self._marks: Marks | None = None
        self.setStartValue(1.0)
        self.setEndValue(0.0)
        self.valueChanged.connect(self._on_value)

    def begin(self, marks: Marks, passage: Range, milliseconds: int) -> None:
        """Let a passage glow; for no time, not at all."""
        if not milliseconds:
            return
        self._marks = marks
        marks.flashed = passage
        self.stop()
        self.setDuration(milliseconds)
        self.start()

    def _on_value(self, strength: float) -> None:
        if self._marks is not None:
            self._marks.flash = strength
            self._surface.update()
