"""Paints highlights, hits and the signs in the margin: below the text, over the page's ornaments.

Only what shows is looked at, so hundreds of highlights in a long story cost a screenful of them.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from desktop.reader.compared import ChangeMark, MarkKind
from desktop.reader.ends import ends_between
from desktop.reader.highlights import Bookmark, Highlight, Highlights, hits_between
from desktop.reader.lines import Line, boxes_of, line_of, shown
from desktop.reader.render import RenderedPage
from desktop.theme.themes import Role
from library.model.annotation import HighlightStyle

_ROUND = 2.5
_STRIP = 2.0
"""Height of an underline in pixels; the gap between two lanes is half of it."""
_NEST = (0.11, 0.08)
"""Share of its height by which a box lies within the one it overlaps, above and below: the fourth still leaves the
small letters clear."""
_FRAME = 170
"""Opacity (of 255) of the frame around a box that lies within another."""
_GRIP = 3.5
"""Radius in pixels of the knob at the end of the current highlight."""
_FAINT = 110
"""Opacity (of 255) of a highlight whose place is only approximately right."""
_FLASH = 120
_SIGN = 0.62
"""Width of a sign in the margin, in ems of the text."""

_FOCUS_GAP, _FOCUS_WIDTH = 1.1, 0.17
"""Ems from the text to the outer edge of the bar beside the paragraph in focus, and of its width."""

Range = tuple[int, int]

_CHANGED = {MarkKind.ADDED: Role.ADDED, MarkKind.REMOVED: Role.REMOVED, MarkKind.MOVED: Role.HIGHLIGHT_BLUE}


class SignKind(enum.Enum):
    """What stands in the margin."""

    NOTE = enum.auto()
    BOOKMARK = enum.auto()


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign in the margin: of which annotation, where (document coordinates), what it says when pointed at."""

    kind: SignKind
    mark: Highlight | Bookmark
    rect: QRectF

    @property
    def words(self) -> str:
        """The note, or the bookmark's name."""
        return self.mark.name if isinstance(self.mark, Bookmark) else self.mark.note


@dataclass(slots=True)
class Marks:
    """Everything marked on a page. Ranges are code points; `flash` fades from 1.0 to 0.0 over `flashed`."""

    highlights: Highlights
    hits: tuple[Range, ...] = ()
    current_hit: Range | None = None
    changes: tuple[ChangeMark, ...] = ()
    current: str | None = None
    focused: Range | None = None
    sentence: Range | None = None  # that is being read aloud
    word: Range | None = None  # of that
    flashed: Range | None = None
    flash: float = 0.0
    note_signs: bool = True  # else the notes themselves stand in the margin


def paint_marks(painter: QPainter, page: RenderedPage, marks: Marks, clip: QRectF) -> None:
    """Paint the marks that show in `clip` (document coordinates, pixels)."""
    first, last = shown(page.document, clip)
    start, end = page.map.to_code_point(first), page.map.to_code_point(last)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    brush = _Brush(painter, page, start, end + 1)
    if marks.focused is not None:
        brush.focus(*marks.focused)
    brush.sentence(marks.sentence)
    brush.changes(marks.changes)
    found = marks.highlights.between(start, end + 1)
    for highlight in sorted(found, key=lambda one: one.lane or 0):  # the inner boxes over the outer ones
        brush.background(highlight)
    brush.hits(marks)
    for highlight in found:
        brush.underline(highlight, highlight.uuid == marks.current)
        if highlight.uuid == marks.current:
            brush.ends(highlight)
    brush.word(marks.word)
    if marks.flashed is not None and marks.flash > 0:
        brush.flash(marks.flashed, marks.flash)
    for sign in signs(page, marks.highlights, clip, marks.note_signs):
        brush.sign(sign)
    painter.restore()


def signs(page: RenderedPage, highlights: Highlights, clip: QRectF, notes_too: bool = True) -> tuple[Sign, ...]:
    """Return the signs in the margins beside what shows in `clip`: notes at the right, bookmarks at the left.

    Several on one line stand side by side, outwards from the text.
    """
    first, last = shown(page.document, clip)
    start, end = page.map.to_code_point(first), page.map.to_code_point(last)
    between = highlights.between(start, end + 1) if notes_too else ()
    notes = [one for one in between if one.note and one.start >= start]
    notes.sort(key=lambda one: one.start)
    found: list[Sign] = []
    taken: dict[tuple[SignKind, int], int] = {}
    marked: list[tuple[SignKind, int, Highlight | Bookmark]] = [(SignKind.NOTE, one.start, one) for one in notes]
    marked += [(SignKind.BOOKMARK, one.at, one) for one in highlights.bookmarks(start, end)]
    for kind, at, mark in marked:
        line = line_of(page.document, page.map.to_qt(at))
        if line is not None:
            place = taken.setdefault((kind, round(line.baseline)), 0)
            taken[kind, round(line.baseline)] += 1
            found.append(Sign(kind, mark, _sign_rect(page, kind, line, place)))
    return tuple(found)


def boxes(page: RenderedPage, start: int, end: int) -> Iterator[tuple[Line, QRectF]]:
    """Yield the boxes of the letters from `start` to `end` (code points), line by line, each with its line."""
    for qt_start, qt_end in page.map.runs(start, end):
        yield from boxes_of(page.document, qt_start, qt_end)


def _sign_rect(page: RenderedPage, kind: SignKind, line: Line, place: int) -> QRectF:
    width, style = page.style.em(_SIGN), page.style
    step = width * 1.25
    right_edge = page.document.textWidth() - style.gutter
    gap = style.em(0.42)
    x = right_edge + gap + place * step if kind is SignKind.NOTE else style.gutter - gap - width - place * step
    # A sign is as high as a capital of the running text, on the line's own baseline.
    height = style.em(0.66)
    return QRectF(round(x), round(line.baseline - height), width, height)


class _Brush:
    """Paints on one page what lies between two code points."""

    def __init__(self, painter: QPainter, page: RenderedPage, start: int, end: int) -> None:
        self._painter = painter
        self._page = page
        self._theme = page.style.theme
        self._start = start
        self._end = end

    def background(self, highlight: Highlight) -> None:
        """Fill the letters, within the box that is overlapped, framed there so that two of one colour are two."""
        if highlight.style is not HighlightStyle.FILL:
            return
        colour = QColor(self._theme.highlight(highlight.colour))
        if highlight.approximate:
            colour.setAlpha(_FAINT)
        lane = highlight.lane or 0
        if not lane:
            self._fill((highlight.start, highlight.end), colour)
            return
        frame = QColor(self._theme.marker(highlight.colour))
        frame.setAlpha(_FRAME)
        self._painter.setBrush(colour)
        self._painter.setPen(QPen(frame, 1))
        for _, box in self._boxes(highlight.start, highlight.end):
            above, below = (share * lane * box.height() for share in _NEST)
            crisp = QRectF(box.adjusted(-1, above, 1, -below).toRect()).adjusted(0.5, 0.5, -0.5, -0.5)
            self._painter.drawRoundedRect(crisp, _ROUND, _ROUND)

    def underline(self, highlight: Highlight, current: bool) -> None:
        """Underline what is marked so, what is only approximately placed (dashed), and, thinly, the current one."""
        marked = highlight.style is HighlightStyle.UNDERLINE
        if not (marked or highlight.approximate or current):
            return
        pen = QPen(QColor(self._theme.marker(highlight.colour)), _STRIP if marked or highlight.approximate else 1)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if highlight.approximate:
            pen.setDashPattern([2.5, 1.5])
        self._painter.setPen(pen)
        drop = _STRIP * 1.5 * (highlight.lane or 0) if marked else 0.0
        for _, box in self._boxes(highlight.start, highlight.end):
            y = round(box.bottom() + drop) - pen.widthF() / 2
            self._painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))

    def ends(self, highlight: Highlight) -> None:
        """Paint the two ends that can be dragged: a knob above the start, one below the end."""
        colour = QColor(self._theme.marker(highlight.colour))
        for end in ends_between(self._page, highlight.start, highlight.end, self._start, self._end):
            self._painter.setPen(QPen(colour, 2))
            self._painter.drawLine(QPointF(end.x, end.top), QPointF(end.x, end.bottom))
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(colour)
            self._painter.drawEllipse(QPointF(end.x, end.top if end.is_start else end.bottom), _GRIP, _GRIP)

    def changes(self, changes: tuple[ChangeMark, ...]) -> None:
        """Tint what came and what went; what came is underlined too, for eyes that don't tell green from red."""
        for change in changes:
            if change.end <= self._start or change.start >= self._end:
                continue
            self._fill((change.start, change.end), QColor(self._theme.colour(_CHANGED[change.kind])))
            if change.kind is MarkKind.ADDED:
                self._painter.setPen(QPen(QColor(self._theme.colour(Role.SUCCESS)), 1))
                for _, box in self._boxes(change.start, change.end):
                    self._painter.drawLine(box.bottomLeft(), box.bottomRight())

    def hits(self, marks: Marks) -> None:
        plain = QColor(self._theme.colour(Role.SEARCH_HIT))
        for hit in hits_between(marks.hits, self._start, self._end):
            if hit != marks.current_hit:
                self._fill(hit, plain)
        if marks.current_hit is not None:
            self._fill(marks.current_hit, QColor(self._theme.colour(Role.SEARCH_CURRENT)))

    def focus(self, start: int, end: int) -> None:
        """Paint a bar beside the paragraph that the keys are on, on the side where its lines start."""
        document, style = self._page.document, self._page.style
        first, last = (line_of(document, self._page.map.to_qt(at)) for at in (start, end))
        if first is None or last is None:
            return
        gap, width = style.em(_FOCUS_GAP), max(2.0, style.em(_FOCUS_WIDTH))
        rtl = first.block.textDirection() is Qt.LayoutDirection.RightToLeft
        x = document.textWidth() - style.gutter + gap - width if rtl else style.gutter - gap
        bar = QRectF(round(x), first.top, width, last.bottom - first.top)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(self._theme.colour(Role.ACCENT)))
        self._painter.drawRoundedRect(bar, width / 2, width / 2)

    def sentence(self, sentence: Range | None) -> None:
        """Tint the sentence that is being read aloud."""
        if sentence is not None:
            self._fill(sentence, QColor(self._theme.colour(Role.SPOKEN)))

    def word(self, word: Range | None) -> None:
        """Underline the word that is being said."""
        if word is not None:
            self._painter.setPen(QPen(QColor(self._theme.colour(Role.ACCENT)), _STRIP, c=Qt.PenCapStyle.FlatCap))
            for _, box in self._boxes(*word):
                y = round(box.bottom()) - _STRIP / 2
                self._painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))

    def flash(self, flashed: Range, strength: float) -> None:
        colour = QColor(self._theme.colour(Role.SEARCH_CURRENT))
        colour.setAlpha(round(_FLASH * strength))
        self._fill(flashed, colour)

    def sign(self, sign: Sign) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        if sign.kind is SignKind.BOOKMARK:
            self._painter.setBrush(QColor(self._theme.colour(Role.ACCENT)))
            self._painter.drawPath(_ribbon(sign.rect))
        else:
            self._painter.setBrush(QColor(self._theme.marker(sign.mark.colour)))
            self._painter.drawPath(_bubble(sign.rect))

    def _fill(self, marked: Range, colour: QColor) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(colour)
        for _, box in self._boxes(*marked):
            self._painter.drawRoundedRect(box.adjusted(-1, 0, 1, 0), _ROUND, _ROUND)

    def _boxes(self, start: int, end: int) -> Iterator[tuple[Line, QRectF]]:
        return boxes(self._page, max(start, self._start), min(end, self._end))


def _ribbon(rect: QRectF) -> QPainterPath:
    path = QPainterPath(rect.topLeft() + QPointF(rect.width() * 0.12, 0))
    path.lineTo(rect.right() - rect.width() * 0.12, rect.top())
    path.lineTo(rect.right() - rect.width() * 0.12, rect.bottom())
    path.lineTo(rect.center().x(), rect.bottom() - rect.height() * 0.28)
    path.lineTo(rect.left() + rect.width() * 0.12, rect.bottom())
    path.closeSubpath()
    return path


def _bubble(rect: QRectF) -> QPainterPath:
    body = rect.adjusted(0, 0, 0, -rect.height() * 0.22)
    path = QPainterPath()
    path.addRoundedRect(body, 2.5, 2.5)
    tail = QPainterPath(QPointF(body.left() + body.width() * 0.22, body.bottom() - 1))
    tail.lineTo(body.left() + body.width() * 0.22, rect.bottom())
    tail.lineTo(body.left() + body.width() * 0.62, body.bottom() - 1)
    tail.closeSubpath()
    return path.united(tail)
