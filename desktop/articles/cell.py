"""Where everything stands in a row of the list: summary, snippet and width in, lines and places out. Paints nothing.

A row has three lines of text beside the line of source and date: a headline of two lines leaves one to the lead, a
headline of one leaves two. So all rows are of one height, and none looks empty.
"""

from __future__ import annotations

import enum
import functools
import unicodedata
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from desktop.articles.words import GONE, headline_text, length, short_date
from desktop.theme.fonts import families, han_region
from desktop.theme.typography import Face
from library.model.query import Snippet
from library.model.story import ArticleSummary
from library.search.tokens import is_unspaced

LEFT, RIGHT, TOP = 26, 16, 12
"""Pixels between the row's edges and its text. Left of the text stands the dot of unread stories."""
HEADLINE_LEADING, META_LEADING, LEAD_LEADING = 20, 17, 18
"""Distances of baselines in pixels."""
META_GAP, LEAD_GAP = 3, 3
TEXT_LINES = 3
ROW_HEIGHT = 104
DOT = 7.0
MARK = 14
"""Side of the star and of the note's sign, in pixels."""
MARK_GAP = 4
PROGRESS = 2.0
_BEFORE_ELLIPSIS = " ,;:–—-،؛，、；："
LONGEST_HEADLINE, LONGEST_LEAD = 400, 600
"""Code points of which no more than the first are set: a row shows fewer, and a hostile file may bring a million."""
WORD_LOST = 12
"""Code points of a half word that are dropped from the end of a cut line."""
BEFORE_HIT = 24
"""Code points left of a first hit that would not show otherwise."""


class CellStyle(enum.Enum):
    """How a line of a row is set."""

    HEADLINE = enum.auto()
    HEADLINE_READ = enum.auto()
    SOURCE = enum.auto()
    META = enum.auto()
    LEAD = enum.auto()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, already cut to its width. `hits` are (start, length) in UTF-16 units, as Qt counts."""

    style: CellStyle
    text: str
    left: float
    baseline: float
    width: float
    rtl: bool = False
    hits: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class CellLayout:
    """Places in pixels from the row's top left corner; what the row doesn't show is None."""

    lines: tuple[Line, ...]
    separator: QLineF
    dot: QRectF | None = None
    star: QRectF | None = None
    note: QRectF | None = None
    progress: QRectF | None = None

    def text(self, *styles: CellStyle) -> str:
        """Return the lines of some styles, joined by newlines."""
        return "\n".join(line.text for line in self.lines if line.style in styles)


@dataclass(frozen=True, eq=False)
class CellMetrics:
    """The fonts of one region's rows. Two are equal only if they are the same."""

    fonts: dict[CellStyle, QFont]

    def width(self, style: CellStyle, text: str) -> float:
        """Return how wide a text runs, in pixels."""
        return QFontMetricsF(self.fonts[style]).horizontalAdvance(text)

    def elided(self, style: CellStyle, text: str, width: float) -> str:
        """Return the text cut to a width, after a word unless that costs much of the line, and with an ellipsis."""
        cut = QFontMetricsF(self.fonts[style]).elidedText(text, Qt.TextElideMode.ElideRight, width)
        if cut == text:
            return text
        cut = cut.removesuffix("…")
        words, space, rest = cut.rpartition(" ")
        # Han and Thai letters stand for words of their own: a line of them may end anywhere.
        kept = words if space and len(rest) <= WORD_LOST and not is_unspaced(rest[-1:] or " ") else cut
        return f"{kept.rstrip(_BEFORE_ELLIPSIS)}…"


@functools.cache
def cell_metrics(region: str) -> CellMetrics:
    """Return the fonts for the Han letters of a region (see `han_region`). Needs a QGuiApplication."""
    return CellMetrics(
        {
            CellStyle.HEADLINE: _font(Face.TEXT, region, 16, QFont.Weight.DemiBold),
            CellStyle.HEADLINE_READ: _font(Face.TEXT, region, 16, QFont.Weight.Normal),
            CellStyle.SOURCE: _font(Face.SANS, region, 13, QFont.Weight.DemiBold),
            CellStyle.META: _font(Face.SANS, region, 13, QFont.Weight.Normal),
            CellStyle.LEAD: _font(Face.SANS, region, 14, QFont.Weight.Normal),
        }
    )


@functools.lru_cache(maxsize=512)
def lay_out(summary: ArticleSummary, snippet: Snippet | None, width: int) -> CellLayout:
    """Return a row's layout. With a snippet, that stands in the lead's place; an empty one leaves the place free."""
    metrics = cell_metrics(han_region(summary.language))
    headline = headline_text(summary)[:LONGEST_HEADLINE]
    rtl = runs_from_right(headline)
    room = max(width - LEFT - RIGHT, 60)
    style = CellStyle.HEADLINE_READ if summary.read else CellStyle.HEADLINE
    lines = _set(headline, style, metrics, room, 2, TOP)
    meta_top = TOP + len(lines) * HEADLINE_LEADING + META_GAP
    marks = _marks(summary, metrics, room, rtl, meta_top)
    lines += _meta(summary, metrics, room, marks.width, rtl, meta_top) + marks.lines
    lead_lines = TEXT_LINES - sum(line.style is style for line in lines)
    lines += _lead(summary, snippet, metrics, room, lead_lines, meta_top + META_LEADING + LEAD_GAP)
    return CellLayout(
        tuple(lines),
        _separator(width),
        dot=None if summary.read else QRectF((LEFT - DOT) / 2 - 1, TOP + 7, DOT, DOT),
        star=marks.star,
        note=marks.note,
        progress=_progress(summary, room),
    )


def lay_out_gone(width: int) -> CellLayout:
    """Return the layout of a row whose article is no longer in the library."""
    baseline = TOP + HEADLINE_LEADING - 5
    return CellLayout((Line(CellStyle.META, GONE, LEFT, baseline, max(width - LEFT - RIGHT, 60)),), _separator(width))


def runs_from_right(text: str) -> bool:
    """Return the direction of a text's first strong letter (UAX #9, rule P2)."""
    if text.isascii():
        return False
    first = next((kind for kind in map(unicodedata.bidirectional, text) if kind in ("L", "R", "AL")), "L")
    return first != "L"


def from_first_hit(snippet: Snippet, fits: int) -> Snippet:
    """Return a snippet whose first hit ends within `fits` code points: cut before a word, which an ellipsis marks."""
    if not snippet.hits or snippet.hits[0][1] <= fits:
        return snippet
    start = snippet.hits[0][0] - min(BEFORE_HIT, fits // 2)
    if start <= 0:
        return snippet
    word = snippet.text.find(" ", start, snippet.hits[0][0])
    start = word + 1 if word >= 0 else start
    shift = 1 - start
    return Snippet(f"…{snippet.text[start:]}", tuple((a + shift, b + shift) for a, b in snippet.hits))


@dataclass(frozen=True, slots=True)
class _Marks:
    lines: list[Line]
    width: float
    star: QRectF | None
    note: QRectF | None


def _font(face: Face, region: str, size: int, weight: QFont.Weight) -> QFont:
    font = QFont(families(face, region))
    font.setPixelSize(size)
    font.setWeight(weight)
    return font


def _separator(width: int) -> QLineF:
    return QLineF(LEFT, ROW_HEIGHT - 0.5, width, ROW_HEIGHT - 0.5)


def _progress(summary: ArticleSummary, room: float) -> QRectF | None:
    if not 0 < summary.progress < 1:
        return None
    return QRectF(LEFT, ROW_HEIGHT - PROGRESS, max(6.0, room * summary.progress), PROGRESS)


def _marks(summary: ArticleSummary, metrics: CellMetrics, room: float, rtl: bool, top: float) -> _Marks:
    """Place star and notes at the end of the line of source and date, from the edge inwards."""
    used = 0.0
    star = note = None
    lines: list[Line] = []

    def place(width: float) -> float:
        nonlocal used
        left = LEFT + used if rtl else LEFT + room - used - width
        used += width + MARK_GAP
        return left

    if summary.starred:
        star = QRectF(place(MARK), top + 1, MARK, MARK)
    if summary.notes:
        number = f"{summary.notes:,}"
        width = metrics.width(CellStyle.META, number)
        lines.append(Line(CellStyle.META, number, place(width), top + 12.5, width))
        used -= MARK_GAP / 2
        note = QRectF(place(MARK), top + 1, MARK, MARK)
    return _Marks(lines, used + MARK_GAP if used else 0.0, star, note)


def _meta(
    summary: ArticleSummary, metrics: CellMetrics, room: float, taken: float, rtl: bool, top: float
) -> list[Line]:
    """Set source and date, or else the length, as pieces: the date is never cut, and directions can't mix."""
    date = short_date(summary.published) if summary.published else ""
    source = " ".join(summary.source.split())
    pieces = [(CellStyle.SOURCE, source)] if source else []
    if date:
        room_left = room - taken - metrics.width(CellStyle.META, f" · {date}")
        pieces = [(style, metrics.elided(style, text, room_left)) for style, text in pieces]
        pieces += [(CellStyle.META, " · "), (CellStyle.META, date)] if pieces else [(CellStyle.META, date)]
    elif pieces:
        pieces = [(CellStyle.SOURCE, metrics.elided(CellStyle.SOURCE, source, room - taken))]
    else:
        pieces = [(CellStyle.META, length(summary))]
    return _in_a_row(pieces, metrics, room, rtl, top)


def _in_a_row(
    pieces: list[tuple[CellStyle, str]], metrics: CellMetrics, room: float, rtl: bool, top: float
) -> list[Line]:
    lines: list[Line] = []
    used = 0.0
    for style, text in pieces:
        width = metrics.width(style, text)
        left = LEFT + room - used - width if rtl else LEFT + used
        lines.append(Line(style, text, left, top + 12.5, width, runs_from_right(text)))
        used += width
    return lines


def _lead(
    summary: ArticleSummary, snippet: Snippet | None, metrics: CellMetrics, room: float, count: int, top: float
) -> list[Line]:
    if snippet is None:
        text = " ".join(summary.lead[:LONGEST_LEAD].split())
        return _set(text, CellStyle.LEAD, metrics, room, count, top)
    # Every space for a space: the hits count code points of the snippet as it came.
    flat = Snippet("".join(" " if letter.isspace() else letter for letter in snippet.text), snippet.hits)
    fits = int(count * room / max(1.0, metrics.width(CellStyle.LEAD, flat.text[:80]) / max(1, len(flat.text[:80]))))
    shown = from_first_hit(flat, int(fits * 0.85))
    return _set(shown.text[:LONGEST_LEAD], CellStyle.LEAD, metrics, room, count, top, shown.hits)


_LEADINGS = {
    CellStyle.HEADLINE: HEADLINE_LEADING,
    CellStyle.HEADLINE_READ: HEADLINE_LEADING,
    CellStyle.LEAD: LEAD_LEADING,
}


def _set(
    text: str,
    style: CellStyle,
    metrics: CellMetrics,
    room: float,
    count: int,
    top: float,
    hits: tuple[tuple[int, int], ...] = (),
) -> list[Line]:
    """Break a text into at most `count` lines, the last one cut with an ellipsis."""
    if not text:
        return []
    rtl, leading = runs_from_right(text), _LEADINGS[style]
    lines: list[Line] = []
    for at, (start, line_text) in enumerate(_broken(text, metrics.fonts[style], room, count, rtl)):
        shown = line_text.rstrip()
        if at == count - 1:
            shown = metrics.elided(style, text[start:].rstrip(), room)
        kept = len(shown.removesuffix("…")) if shown != text[start:].rstrip() else len(shown)
        baseline = top + at * leading + leading - 5
        marked = _hits_within(shown, hits, start, start + kept)
        lines.append(Line(style, shown, LEFT, baseline, room, rtl, marked))
    return lines


def _broken(text: str, font: QFont, room: float, count: int, rtl: bool) -> list[tuple[int, str]]:
    """Return (start in code points, text) of the first lines that a text breaks into."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    units = text.encode("utf-16-le", "surrogatepass")
    lines: list[tuple[int, str]] = []
    start = 0
    layout.beginLayout()
    while len(lines) < count and (line := layout.createLine()).isValid():
        line.setLineWidth(room)
        first, length = line.textStart(), line.textLength()
        line_text = units[2 * first : 2 * (first + length)].decode("utf-16-le", "surrogatepass")
        lines.append((start, line_text))
        start += len(line_text)
    layout.endLayout()
    return lines


def _hits_within(shown: str, hits: tuple[tuple[int, int], ...], start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Return the parts of hits (code points of the whole) that a line shows, in UTF-16 units of the line."""
    clipped = ((max(first, start) - start, min(last, end) - start) for first, last in hits)
    return tuple((_units(shown[:a]), _units(shown[a:b])) for a, b in clipped if a < b)


def _units(text: str) -> int:
    return len(text) + sum(letter > "\uffff" for letter in text)
