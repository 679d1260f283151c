"""From runs to lines: runs of one baseline joined where no gutter parts them; drop caps put before their line."""

from __future__ import annotations

import itertools
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from library.importers._pdf.raw import Face
from library.importers._pdf.runs import Run
from library.model.document import Mark, Span, merged

MARKER = re.compile(r"(?:[•●▪■◦○‣▸▶❖✓⁃·∙–—*o\-]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|\[\d{1,3}\])(?=\s|$)")
_LEADER = re.compile(r"(?:[.·…_]\s?){3,}")
_LEADER_TO = re.compile(r"\s?(?:[.·…]\s?){4,}(?:\d{1,4}|[ivxlc]{1,6})$")
_LEADER_END = re.compile(r"\s?(?:[.·…]\s?){5,}$")
_FOLIO = re.compile(r"\d{1,4}|[ivxlc]{1,6}")
_NEAR_GAP = 0.4
_WIDE_GAP = 3.0
_WIDEST_TYPED = 15.0
_ROWS_LOOKED_AT = 4
_CAP = 1.8
_MOST_CAPS = 40


@dataclass(frozen=True, slots=True)
class Line:
    """One line of one column: its text, its left and right end and baseline in points, and its page from 0."""

    spans: tuple[Span, ...]
    text: str
    x0: float
    x1: float
    y: float
    face: Face
    page: int = 0
    rtl: bool = False
    capped: bool = False

    @property
    def size(self) -> float:
        """The size of most of its letters, in points."""
        return self.face.size

    @property
    def top(self) -> float:
        """About where its letters end above, in points."""
        return self.y + 0.75 * self.face.size

    @property
    def bottom(self) -> float:
        """About where its letters end below, in points."""
        return self.y - 0.22 * self.face.size


def rows(items: Sequence[Line]) -> list[list[Line]]:
    """Return lines of one baseline together, from top to bottom, each row from left to right."""
    result: list[list[Line]] = []
    for line in sorted(items, key=lambda each: (-each.y, each.x0)):
        if result and result[-1][0].y - line.y <= 0.3 * min(line.size, result[-1][0].size):
            result[-1].append(line)
        else:
            result.append([line])
    for row in result:
        row.sort(key=lambda each: each.x0)
    return result


def lines(runs: Sequence[Run], page: int) -> list[Line]:
    """Return the lines of a page, in no order yet."""
    singles = [
        Line(run.spans, run.text, run.x0, run.x1, run.y, run.face, page, run.rtl) for run in _without_leaders(runs)
    ]
    caps = _caps(singles)
    table = rows([line for line in singles if line not in caps])
    joined: list[Line] = []
    for at, row in enumerate(table):
        joined += _join_row(row, table, at)
    for cap in caps:
        joined = _with_cap(joined, cap)
    return joined


def _without_leaders(runs: Sequence[Run]) -> list[Run]:
    """Dots that lead the eye from a title to its page go, together with the page's number."""
    ends = [run.x1 for run in runs if _LEADER_TO.search(run.text)]
    dots = [run for run in runs if _LEADER.fullmatch(run.text) or _LEADER_END.search(run.text)]
    for dot in dots:
        ends += [run.x1 for run in runs if _FOLIO.fullmatch(run.text) and abs(run.y - dot.y) < 1 and run.x0 > dot.x0]
    if len(dots) + len(ends) < 2:
        return list(runs)
    kept = []
    for run in runs:
        if _LEADER.fullmatch(run.text) or (
            _FOLIO.fullmatch(run.text) and any(abs(run.x1 - end) < 0.5 * run.size for end in ends)
        ):
            continue
        match = _LEADER_TO.search(run.text) or _LEADER_END.search(run.text)
        kept.append(
            replace(run, spans=_until(run.spans, match.start()), text=run.text[: match.start()]) if match else run
        )
    return [run for run in kept if run.text.strip()]


def _until(spans: Sequence[Span], count: int) -> tuple[Span, ...]:
    result = []
    for span in spans:
        result.append(replace(span, text=span.text[: max(0, count)]))
        count -= len(span.text)
    return merged(result)


def _join_row(row: list[Line], table: list[list[Line]], at: int) -> list[Line]:
    result: list[Line] = []
    for line in row:
        if result and _joins(result[-1], line, table, at):
            before = replace(result[-1], spans=(Span("•"),), text="•") if _is_odd_mark(result[-1]) else result[-1]
            result[-1] = join(before, line)
        else:
            result.append(line)
    return result


def _is_odd_mark(line: Line) -> bool:
    """True for a lone sign of a font of ornaments, which means what it looks like and not what it says."""
    text = line.text.strip()
    return len(text) == 1 and not text.isalnum() and not MARKER.fullmatch(text) and text not in "\"'“”‘’«»()[]+-=±×√∑"


def _joins(left: Line, right: Line, table: list[list[Line]], at: int) -> bool:
    size = max(left.size, right.size)
    gap = right.x0 - left.x1
    if gap <= _NEAR_GAP * size:
        return gap > -size or min(left.size, right.size) > 0.6 * size
    marker = not right.rtl and (MARKER.fullmatch(left.text.strip()) or (_is_odd_mark(left) and left is table[at][0]))
    if marker and gap <= 4 * size:
        return True
    if left.face.mono and right.face.mono:
        return gap <= _WIDEST_TYPED * size
    if gap > _WIDE_GAP * size:
        return False
    return not _is_gutter(left.x1, right.x0, table, at)


def _is_gutter(start: float, end: float, table: list[list[Line]], at: int) -> bool:
    """True if the rows around this one leave the same stretch free with text at both sides of it."""
    open_rows = crossed = 0
    y, size = table[at][0].y, table[at][0].size
    for other in range(max(0, at - _ROWS_LOOKED_AT), min(len(table), at + _ROWS_LOOKED_AT + 1)):
        row = table[other]
        if other == at or abs(row[0].y - y) > 6 * size:
            continue
        rights = [line.x1 for line in row]
        place = bisect_left(rights, start + 0.1 * size)  # the first that reaches beyond the start of the gap
        if place and place < len(row) and row[place].x0 > rights[place - 1] + _NEAR_GAP * size:
            free = min(row[place].x0, end) - max(rights[place - 1], start)
            open_rows += free > 0.3 * size
            crossed += free <= 0.3 * size
        else:
            crossed += bool(place < len(row) and row[place].x0 < start)
    return open_rows > crossed and open_rows >= 1


def join(left: Line, right: Line, glue: str = " ") -> Line:
    """Return two lines of one row as one; the reading direction of most decides which comes first."""
    large = left if len(left.text) >= len(right.text) else right
    rtl = large.rtl or ((left.rtl or right.rtl) and not re.search(r"[^\W\d_]", large.text))
    first, second = (right, left) if rtl else (left, right)
    if right.x0 - left.x1 < 0.1 * max(left.size, right.size) or _is_wide(first.text[-1:]) or first.text.endswith(" "):
        glue = ""
    if glue == " " and left.face.mono and right.face.mono:  # typewritten columns stand where they stood
        glue = " " * max(1, round((right.x0 - left.x1) / (0.6 * left.size)))
    return Line(
        merged((*first.spans, Span(glue), *second.spans)),
        f"{first.text}{glue}{second.text}",
        min(left.x0, right.x0),
        max(left.x1, right.x1),
        large.y,
        large.face,
        left.page,
        rtl,
        left.capped,
    )


def _is_wide(char: str) -> bool:
    return bool(char) and unicodedata.east_asian_width(char) in "WF"


def _caps(found: Sequence[Line]) -> list[Line]:
    """Single letters much larger than the text: drop caps, if lines stand beside them."""
    sizes = sorted(line.size for line in found for _ in range(len(line.text) // 8 + 1))
    least = _CAP * sizes[len(sizes) // 2] if sizes else 0.0
    caps = (line for line in found if line.size >= least and len(_letter(line)) == 1 and _letter(line).isalpha())
    return list(itertools.islice(caps, _MOST_CAPS))


def _letter(line: Line) -> str:
    return line.text.strip("“\"'‘«„ ")


def _with_cap(found: list[Line], cap: Line) -> list[Line]:
    """The lines with a drop cap put before the first of those that stand beside it."""
    beside = [
        at
        for at, line in enumerate(found)
        if -0.5 * line.size < line.x0 - cap.x1 < 1.2 * line.size
        and cap.y - 0.5 * line.size < line.y < cap.y + cap.size
        and line.size < cap.size * 0.7
    ]
    if not beside:
        return [*found, cap]
    result = list(found)
    for at in beside:
        result[at] = replace(result[at], x0=cap.x0, capped=True)
    first = max(beside, key=lambda at: found[at].y)
    line, text = result[first], cap.text.strip()
    is_word = text in "AI" and not re.match(r"[A-ZÀ-Þ]{2,}|[a-z']", line.text)
    text += " " if is_word else ""
    result[first] = replace(line, spans=merged((Span(text), *line.spans)), text=f"{text}{line.text}")
    return result


def plain(line: Line) -> str:
    """Return the line's text without raised and lowered signs, on which nothing about its layout depends."""
    return "".join(span.text for span in line.spans if not span.marks & (Mark.SUPERSCRIPT | Mark.SUBSCRIPT))
