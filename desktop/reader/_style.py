"""What the reader can choose about the page, and the sizes in pixels that follow from it."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtGui import QFont, QFontMetricsF

from desktop.theme.fonts import families
from desktop.theme.themes import Theme
from desktop.theme.typography import NARROW, Face, ReadingStyle, Style, TypeStyle, scale_of

_WIDEST_GUTTER = 48
"""Pixels: beside large type a narrow window needs its room for the lines."""

_SAMPLE = "In the old town the harbour lights went on one by one, and nobody who sat there spoke of the vote. "


@dataclass(frozen=True, slots=True)
class PageStyle:
    """How a page is to be set: colours, what the reader chose, and screen pixels per pixel."""

    theme: Theme
    reading: ReadingStyle = ReadingStyle()
    pixel_ratio: float = 1.0

    @property
    def text_size(self) -> int:
        """The size of the running text in pixels."""
        return self.reading.size

    def em(self, ems: float) -> float:
        """Return that many ems of the text size in pixels."""
        return ems * self.reading.size

    @property
    def scale(self) -> Mapping[Style, TypeStyle]:
        """The type scale as the reader wants it."""
        return scale_of(self.reading.spacing, self.reading.paragraphs)

    @property
    def measure(self) -> int:
        """Width of a full line of text in pixels, from average letters of English."""
        return round(_letter(self.reading.family, self.reading.size) * self.reading.measure)

    def in_column(self, width: float) -> PageStyle:
        """Return how the page is set in a column of so many pixels: a narrow one isn't justified."""
        return replace(self, reading=replace(self.reading, justified=False)) if self.is_narrow(width) else self

    def is_narrow(self, width: float) -> bool:
        """True if a column of so many pixels is too narrow for the usual headline and for justified lines."""
        return width < _letter(self.reading.family, self.reading.size) * NARROW

    @property
    def gutter(self) -> int:
        """Least space on each side of the text, in pixels."""
        return min(round(self.em(1.7)), _WIDEST_GUTTER)

    @property
    def page_width(self) -> int:
        """Width in pixels at which the text fills its measure. The pane centres a page of this width, never wider."""
        return self.measure + 2 * self.gutter


@functools.lru_cache(maxsize=64)
def _letter(family: str, text_size: int) -> float:
    """Return the average width of a letter in pixels."""
    font = QFont(families(Face.TEXT, chosen=family))
    font.setPixelSize(text_size)
    return QFontMetricsF(font).horizontalAdvance(_SAMPLE) / len(_SAMPLE)
