"""Setting a few lines of text and ending them with an ellipsis, whichever way the text runs."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextLine, QTextOption

LINE_BREAK = "\u2028"
_UTF_16 = "utf-16-le"
_SLACKS = (1, 4, 10, 20, 40)
_NARROW = 3
"""Pixels of a narrow letter: text beyond what such letters would fill is never looked at, however long it is."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text in lines: `lines` of them, `height` pixels in all. `cut` is True if not all of the text is shown."""

    layout: QTextLayout
    lines: int
    height: int
    cut: bool


@dataclass(frozen=True, slots=True)
class Section:
    """How lines stand from one place of a text on (`start`, UTF-16 units), until the next section begins.

    `first` and `rest` are the space in pixels before its first line and its others, on the side where lines begin;
    `above` is the space above it.
    """

    start: int
    first: int = 0
    rest: int = 0
    above: int = 0


@dataclass(frozen=True, slots=True)
class Setting:
    """How parts of a text are set otherwise than the rest. `sections` come in order, the first of them at 0."""

    formats: tuple[QTextLayout.FormatRange, ...] = ()
    sections: tuple[Section, ...] = (Section(0),)


PLAIN = Setting()


def one_line(text: str, most: int) -> str:
    """Return the beginning of a text with its white space closed up; cut before that, so that length costs nothing."""
    cut = " ".join(text[: most * 2].split())
    return cut[:most]


def paragraph(
    text: str, font: QFont, width: int, most_lines: int, leading: int, setting: Setting = PLAIN, goes_on: bool = False
) -> Paragraph:
    """Set text in at most `most_lines` lines of `width` pixels, baselines `leading` pixels apart.

    The direction is that of the text's first strong letter. A text that is too long, or that `goes_on` behind what is
    given, ends in an ellipsis, at the end of its last line as its reader sees it. Newlines are kept.
    """
    enough = text[: most_lines * max(width // _NARROW, 8)].replace("\n", LINE_BREAK)
    setter = _Setter(font, width, most_lines, leading, setting)
    layout, starts, whole = setter.set(enough)
    if whole and len(enough) == len(text) and not goes_on:
        return Paragraph(layout, len(starts), setter.height, cut=False)
    units = enough.encode(_UTF_16, "surrogatepass")
    kept = units[: 2 * starts[-1]].decode(_UTF_16, "surrogatepass")
    rest = units[2 * starts[-1] :].decode(_UTF_16, "surrogatepass").split(LINE_BREAK, 1)[0]
    room = width - setter.space_before(starts[-1])
    # Shaped in its paragraph a line may be wider than it was by itself: then cut more of it.
    for slack in _SLACKS:
        ended = QFontMetricsF(font).elidedText(rest.rstrip() + "…", Qt.TextElideMode.ElideRight, room - slack)
        layout, starts, whole = setter.set(kept + ended)
        if whole:
            break
    return Paragraph(layout, len(starts), setter.height, cut=True)


def runs_from_right(text: str) -> bool:
    """True if the first strong letter runs from right to left (UAX #9, rules P2 and P3)."""
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


class _Setter:
    """Sets lines; `height` is that of the lines set last, in pixels."""

    def __init__(self, font: QFont, width: int, most_lines: int, leading: int, setting: Setting) -> None:
        self._font, self._width, self._most, self._leading = font, width, most_lines, leading
        self._formats, self._sections = setting.formats, setting.sections
        metrics = QFontMetricsF(font)
        self._baseline = (leading - metrics.height()) / 2 + metrics.ascent() if setting is not PLAIN else None
        self.height = 0

    def set(self, text: str) -> tuple[QTextLayout, list[int], bool]:
        """Return the layout, where its lines start (UTF-16 units), and whether all of the text stands in them."""
        layout = self._layout(text)
        starts: list[int] = []
        end = y = 0
        layout.beginLayout()
        while len(starts) < self._most and (line := layout.createLine()).isValid():
            section, is_first = self._section(line.textStart())
            space = section.first if is_first else section.rest
            y += section.above if is_first and starts else 0
            line.setLineWidth(max(self._width - space, 1))
            x = 0 if layout.textOption().textDirection() == Qt.LayoutDirection.RightToLeft else space
            line.setPosition(QPointF(x, y + self._drop(line)))
            y += self._leading
            starts.append(line.textStart())
            end = line.textStart() + line.textLength()
        layout.endLayout()
        self.height = y
        return layout, starts, end >= utf16_length(text)

    def _drop(self, line: QTextLine) -> float:
        """Return how far below its place a line begins: where faces are mixed its letters stand on the baseline."""
        return (self._leading - line.height()) / 2 if self._baseline is None else self._baseline - line.ascent()

    def space_before(self, start: int) -> int:
        """Return the space before the line that starts there."""
        section, is_first = self._section(start)
        return section.first if is_first else section.rest

    def _section(self, start: int) -> tuple[Section, bool]:
        section = self._sections[bisect_right(self._sections, start, key=lambda one: one.start) - 1]
        return section, section.start == start

    def _layout(self, text: str) -> QTextLayout:
        option = QTextOption()
        from_right = runs_from_right(text)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if from_right else Qt.LayoutDirection.LeftToRight)
        # Here, other than in a document, Qt takes left and right as they are.
        option.setAlignment(Qt.AlignmentFlag.AlignRight if from_right else Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout = QTextLayout(text, self._font)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        if self._formats:
            layout.setFormats(_within(self._formats, utf16_length(text)))
        return layout


def utf16_length(text: str) -> int:
    """Return how many UTF-16 units, which Qt counts in, a text has."""
    return len(text.encode(_UTF_16, "surrogatepass")) // 2


def _within(formats: Sequence[QTextLayout.FormatRange], length: int) -> list[QTextLayout.FormatRange]:
    """Return the formats of a text's first `length` units."""
    kept: list[QTextLayout.FormatRange] = []
    for one in formats:
        if one.start < length:
            cut = QTextLayout.FormatRange()
            cut.start, cut.length, cut.format = one.start, min(one.length, length - one.start), one.format
            kept.append(cut)
    return kept
