"""What the reader can choose about the page, and the sizes in pixels that follow from it."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontMetricsF

from desktop.theme.fonts import families
from desktop.theme.themes import Theme
from desktop.theme.typography import DEFAULT_TEXT_SIZE, MEASURE, Face

_SAMPLE = "In the old town the harbour lights went on one by one, and nobody who sat there spoke of the vote. "


@dataclass(frozen=True, slots=True)
class PageStyle:
    """How a page is to be set: colours, text size in pixels, face of the running text, screen pixels per pixel."""

    theme: Theme
    text_size: int = DEFAULT_TEXT_SIZE
    face: Face = Face.TEXT
    pixel_ratio: float = 1.0

    def em(self, ems: float) -> float:
        """Return that many ems of the text size in pixels."""
        return ems * self.text_size

    @property
    def measure(self) -> int:
        """Width of a full line of text in pixels: `MEASURE` average letters of English."""
        return _measure(self.face, self.text_size)

    @property
    def gutter(self) -> int:
        """Least space on each side of the text, in pixels."""
        return round(self.em(1.7))

    @property
    def page_width(self) -> int:
        """Width in pixels at which the text fills its measure. The pane centres a page of this width, never wider."""
        return self.measure + 2 * self.gutter


@functools.lru_cache(maxsize=64)
def _measure(face: Face, text_size: int) -> int:
    font = QFont(families(face))
    font.setPixelSize(text_size)
    return round(QFontMetricsF(font).horizontalAdvance(_SAMPLE) / len(_SAMPLE) * MEASURE)
