"""Setting a few lines of text and ending them with an ellipsis, whichever way the text runs."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

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


def one_line(text: str, most: int) -> str:
    """Return the beginning of a text with its white space closed up; cut before that, so that length costs nothing."""
    cut = " ".join(text[: most * 2].split())
    return cut[:most]


def paragraph(text: str, font: QFont, width: int, most_lines: int, leading: int) -> Paragraph:
    """Set text in at most `most_lines` lines of `width` pixels, baselines `leading` pixels apart.

    The direction is that of the text's first strong letter. A text that is too long ends in an ellipsis, at the end
    of its last line as its reader sees it. Newlines are kept.
    """
    enough = text[: most_lines * max(width // _NARROW, 8)].replace("\n", LINE_BREAK)
    layout, starts, whole = _set(enough, font, width, most_lines, leading)
    if whole and len(enough) == len(text):
        return Paragraph(layout, len(starts), len(starts) * leading, cut=False)
    units = enough.encode(_UTF_16, "surrogatepass")
    kept = units[: 2 * starts[-1]].decode(_UTF_16, "surrogatepass")
    rest = units[2 * starts[-1] :].decode(_UTF_16, "surrogatepass").split(LINE_BREAK, 1)[0]
    # Shaped in its paragraph a line may be wider than it was by itself: then cut more of it.
    for slack in _SLACKS:
        ended = QFontMetricsF(font).elidedText(rest.rstrip() + "…", Qt.TextElideMode.ElideRight, width - slack)
        layout, starts, whole = _set(kept + ended, font, width, most_lines, leading)
        if whole:
            break
    return Paragraph(layout, len(starts), len(starts) * leading, cut=True)


def runs_from_right(text: str) -> bool:
    """True if the first strong letter runs from right to left (UAX #9, rules P2 and P3)."""
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def _set(text: str, font: QFont, width: int, most_lines: int, leading: int) -> tuple[QTextLayout, list[int], bool]:
    """Return the layout, where its lines start (UTF-16 units), and whether all of the text stands in them."""
    option = QTextOption()
    from_right = runs_from_right(text)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if from_right else Qt.LayoutDirection.LeftToRight)
    # Here, other than in a document, Qt takes left and right as they are.
    option.setAlignment(Qt.AlignmentFlag.AlignRight if from_right else Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    starts: list[int] = []
    end = 0
    layout.beginLayout()
    while len(starts) < most_lines and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, len(starts) * leading + (leading - line.height()) / 2))
        starts.append(line.textStart())
        end = line.textStart() + line.textLength()
    layout.endLayout()
    return layout, starts, end >= len(text.encode(_UTF_16, "surrogatepass")) // 2
