"""The page's scroll bar, with ticks where on the page something is marked."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar

_SIDE = 2
"""Pixels of the bar that a tick leaves free at its left and right edges."""
_NARROW = 3


@dataclass(frozen=True, slots=True)
class Tick:
    """A tick of a colour: pixels from the bar's upper edge, and its height. A narrow one is at the right edge."""

    y: int
    height: int
    colour: str
    narrow: bool = False


class PageScrollBar(QScrollBar):
    """Keeps its place when there is nothing to scroll, so that the text never jumps, but doesn't show then."""

    _ticks: tuple[Tick, ...] = ()

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """What is painted over the bar, in the order of painting."""
        return self._ticks

    def set_ticks(self, ticks: tuple[Tick, ...]) -> None:
        """Paint other ticks."""
        if ticks != self._ticks:
            self._ticks = ticks
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint nothing where there is nothing to scroll."""
        if self.maximum() <= self.minimum():
            return
        super().paintEvent(event)
        painter = QPainter(self)
        for tick in self._ticks:
            width = _NARROW if tick.narrow else self.width() - 2 * _SIDE
            where = QRect(self.width() - _SIDE - width, tick.y, width, tick.height)
            painter.fillRect(where, QColor(tick.colour))
