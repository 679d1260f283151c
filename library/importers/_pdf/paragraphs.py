"""From lines in reading order to paragraphs: by indents, white space, last lines that end short, and changes of face;
joined again across columns and pages. Owns the layout of the text, and knows nothing of what a paragraph says.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from library.importers._pdf.hyphens import Hyphens
from library.importers._pdf.lines import MARKER, Line, plain
from library.importers._pdf.order import Region
from library.model.document import Mark, Span, merged

_ENDS = re.compile(r"[.!?…:;。！？」』”][\"'”’»)\]\d†*]*$")
_INDENT = 0.7
_OPEN_LEADING = 1.28
"""A distance of baselines greater than usual by this factor parts two paragraphs."""
_TITLE = 1.12
_SHORT_JUSTIFIED = 1.2
_FRAGMENT = 0.72
"""The share of a column's width below which a ragged line is taken for a last one, whatever it ends in."""


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, in a column from `left` to `right` (points); or a table's `cells`.

    `gap` is the white above in usual distances of baselines (1.0 is none, 0.0 the head of a column); `indents` tells
    whether the column's paragraphs begin with an indent, `indented` whether this one does, `full` whether its last
    line is full.
    """

    lines: list[Line]
    left: float = 0.0
    right: float = 0.0
    gap: float = 0.0
    indents: bool = False
    indented: bool = False
    full: bool = False
    cells: tuple[tuple[Line | None, ...], ...] = ()
    spans: tuple[Span, ...] = ()

    @property
    def text(self) -> str:
        """Its text on one line."""
        return "".join(span.text for span in self.spans)

    @property
    def size(self) -> float:
        """The size of most of its letters, in points."""
        return Counter({line.size: len(line.text) for line in self.lines}).most_common(1)[0][0]

    @property
    def bold(self) -> bool:
        """True if all of its letters are bold, raised signs aside."""
        return _all(self.spans, Mark.STRONG)

    @property
    def italic(self) -> bool:
        """True if all of its letters are italic, raised signs aside."""
        return _all(self.spans, Mark.EMPHASIS)

    @property
    def mono(self) -> bool:
        """True if all of its letters are of a typewriter's face."""
        return _all(self.spans, Mark.CODE)


def _all(spans: Sequence[Span], mark: Mark) -> bool:
    letters = [span for span in spans if re.search(r"[^\W\d_]", span.text) and not span.marks & Mark.SUPERSCRIPT]
    return bool(letters) and all(span.marks & mark for span in letters)


@dataclass(slots=True)
class _Column:
    """What is usual in a column: edges in points, the distance of baselines in points, lines set flush at the right."""

    left: float
    right: float
    leading: float
    justified: bool
    indents: bool


def body_size(pages: Iterable[Sequence[Line]]) -> float:
    """Return the size of the running text in points: that of most letters."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def paragraphs(found: Sequence[Region], body: float, hyphens: Hyphens) -> list[Paragraph]:
    """Return the paragraphs of all regions in order. Takes time in proportion to the lines."""
    usual = _usual_leading(found)
    result: list[Paragraph] = []
    for region in found:
        if region.cells:
            result.append(Paragraph(list(region.lines), cells=region.cells))
            continue
        result += _split(region.lines, body, usual)
    for paragraph in result:
        paragraph.spans = joined_spans(paragraph.lines, hyphens)
    return result


def _usual_leading(found: Sequence[Region]) -> dict[int, float]:
    """The median distance of baselines by size of type, both in points."""
    steps: dict[int, list[float]] = defaultdict(list)
    for region in found:
        for above, below in zip(region.lines, region.lines[1:], strict=False):
            step = above.y - below.y
            if abs(above.size - below.size) < 0.6 and 0.8 * below.size < step < 2.6 * below.size:
                steps[round(below.size)].append(step)
    return {size: sorted(each)[len(each) // 2] for size, each in steps.items()}


def _column(lines: Sequence[Line], usual: dict[int, float]) -> _Column:
    text = [line for line in lines if len(line.text) > 3] or list(lines)
    starts = Counter(round(line.x0) for line in text)
    enough = max(1.0, len(text) * 0.12)
    left = min((x for x in starts if starts[x] + starts[x + 1] >= enough), default=min(starts))
    ends = sorted(line.x1 for line in text)
    right = ends[min(len(ends) - 1, int(len(ends) * 0.97))]
    size = Counter(round(line.size) for line in text).most_common(1)[0][0]
    flush = sum(abs(line.x1 - right) < 0.35 * size for line in text)
    steps = sorted(a.y - b.y for a, b in itertools.pairwise(text) if 0.8 * size < a.y - b.y < 2.6 * size)
    leading = steps[len(steps) // 2] if len(steps) >= 5 else usual.get(size, 1.25 * size)
    indented = sum(_INDENT * size < line.x0 - left < 4 * size for line in text)
    return _Column(left, right, leading, len(text) > 3 and flush * 2 > len(text), indented * 25 > len(text))


def _split(lines: Sequence[Line], body: float, usual: dict[int, float]) -> list[Paragraph]:
    column = _column(lines, usual)
    result: list[Paragraph] = []
    for at, line in enumerate(lines):
        above = lines[at - 1] if at else None
        after = lines[at + 1] if at + 1 < len(lines) else None
        gap = _gap(above, line, column, usual)
        if result and above is not None and not _parts(result[-1].lines, line, after, gap, column, body):
            result[-1].lines.append(line)
            continue
        indented = line.x0 - column.left > _INDENT * line.size
        result.append(Paragraph([line], column.left, column.right, gap, column.indents, indented))
    for paragraph in result:
        paragraph.full = not _ends_short(paragraph.lines[-1], None, column)
    return result


def _gap(above: Line | None, line: Line, column: _Column, usual: dict[int, float]) -> float:
    if above is None or above.page != line.page:
        return 0.0
    leading = max(usual.get(round(line.size), 0.0) or column.leading, 0.9 * line.size)
    if abs(above.size - line.size) < 0.6:
        leading = max(leading, column.leading) if abs(leading - column.leading) < 0.2 * leading else leading
    return max(0.0, above.y - line.y) / leading


def _parts(lines: list[Line], line: Line, after: Line | None, gap: float, column: _Column, body: float) -> bool:
    above, first = lines[-1], lines[0]
    if gap == 0.0 or gap > _OPEN_LEADING or not 0.92 < line.size / above.size < 1.09:
        return True
    if _turns_mono(above, line) or (_style(line) != _style(above) and _changes_style(above, line, gap, column)):
        return True
    if MARKER.match(plain(line)) and _is_marked(line, first, column):
        return True
    if line.size >= _TITLE * body:
        return False
    if line.rtl and above.rtl:
        return _parts_rtl(above, line, column)
    return _parts_ltr(lines, line, after, column)


def _parts_ltr(lines: list[Line], line: Line, after: Line | None, column: _Column) -> bool:
    above, first, em = lines[-1], lines[0], line.size
    inset = line.x0 - above.x0
    if not line.capped and inset > _INDENT * em:
        if MARKER.match(plain(first)) and len(lines) == 1 and inset < 3.5 * em:
            return False
        if len(lines) > 1 or above.x0 - column.left > _INDENT * em or _ends_short(above, line, column):
            return True
        # under a full line at the margin one that hangs, rather than an indent, has others below or is the last
        return not (after is None or abs(after.x0 - line.x0) < 0.3 * em or _ends_short(line, after, column))
    if inset < -_INDENT * em and len(lines) > 1 and not above.capped:
        return True  # behind lines that hang, one at the margin begins anew
    return _ends_short(above, line, column)


def _parts_rtl(above: Line, line: Line, column: _Column) -> bool:
    if above.x1 - line.x1 > _INDENT * line.size and column.right - line.x1 > _INDENT * line.size:
        return True
    room = above.x0 - column.left
    return room > _word(line.text, line) and (
        room > 0.25 * (column.right - column.left) or bool(_ENDS.search(above.text))
    )


def _style(line: Line) -> tuple[bool, bool]:
    return line.face.bold, line.face.italic


def _turns_mono(above: Line, line: Line) -> bool:
    """True if typewritten lines begin or end here: not where a line happens to hold much code."""
    before, after = (
        {bool(span.marks & Mark.CODE) for span in each.spans if span.text.strip()} for each in (above, line)
    )
    return before != after and len(before) == len(after) == 1


def _changes_style(above: Line, line: Line, gap: float, column: _Column) -> bool:
    """True if a change of weight or slant falls together with the line's end: not where words in a text are set off."""
    before, after = _styles(above), _styles(line)
    if len(before) != 1 or before == after:
        return False
    if before == {Mark.NONE}:  # a heading right under a text: it takes up the whole line
        return len(after) == 1 and (gap > 1.1 or _ends_short(above, line, column))
    return bool(after) and next(_mark(span) for span in line.spans if span.text.strip()) not in before


def _styles(line: Line) -> set[Mark]:
    return {_mark(span) for span in line.spans if re.search(r"\w", span.text)}


def _mark(span: Span) -> Mark:
    return span.marks & (Mark.STRONG | Mark.EMPHASIS)


def _is_marked(line: Line, first: Line, column: _Column) -> bool:
    """True for a list's next item: marked as its first line is, or set in. A dash or a letter may begin any line."""
    text = plain(line)
    return bool(MARKER.match(plain(first))) or line.x0 - column.left > 0.5 * line.size or text[0] in "•●▪■◦‣▸▶❖✓"


def _ends_short(above: Line, line: Line | None, column: _Column) -> bool:
    """True if a line leaves room that the next word would have taken."""
    room = column.right - above.x1
    if column.justified:
        return room > _SHORT_JUSTIFIED * above.size and (line is None or room > 0.3 * _word(line.text, line))
    needed = _word(line.text, line) + 0.8 * above.size if line is not None else 3 * above.size
    if room <= needed:
        return False
    return bool(_ENDS.search(above.text)) or above.x1 - column.left < _FRAGMENT * (column.right - column.left)


def _word(text: str, line: Line) -> float:
    """The width of the first word and the space before it, in points."""
    if text and unicodedata.east_asian_width(text[0]) in "WF":
        return 1.5 * line.size
    width = (line.x1 - line.x0) / max(1, len(line.text))
    return (len(text.split(" ", 1)[0]) + 1) * width


def joined_spans(lines: Sequence[Line], hyphens: Hyphens) -> tuple[Span, ...]:
    """Return the lines' spans as one text: cut words made whole, lines of words joined by spaces."""
    spans: list[Span] = []
    for line in lines:
        if spans:
            _glue(spans, line.spans, hyphens)
        spans += line.spans
    return merged(spans)


def _glue(spans: list[Span], following: Sequence[Span], hyphens: Hyphens) -> None:
    """Make the end of the spans ready for those of a following line."""
    tail = "".join(span.text for span in spans[-12:])
    after = "".join(span.text for span in following[:4])
    last = spans[-1]
    if (
        last.link
        and following[0].link == last.link
        and f"{tail.split(' ')[-1]}{following[0].text.split(' ')[0]}" in last.link
    ):
        return  # a printed address goes on
    cut = hyphens.joined(tail, after)
    if cut is not None:
        if len(cut) < len(tail):
            spans[-1] = replace(last, text=last.text[:-1])
    elif not (_is_unspaced(tail[-1:]) and _is_unspaced(after[:1])) and tail[-1:] not in ("—", "/"):
        marks = Mark.NONE if last.marks & (Mark.SUPERSCRIPT | Mark.SUBSCRIPT) else last.marks
        spans.append(Span(" ", marks, last.link))


def _is_unspaced(char: str) -> bool:
    return bool(char) and (unicodedata.east_asian_width(char) in "WF" and not "\uac00" <= char <= "\ud7a3")


def join_flow(found: list[Paragraph], hyphens: Hyphens, apart: Iterable[int]) -> list[Paragraph]:
    """Return the paragraphs with those made whole that a column's or a page's end cuts.

    `apart` are the places of those that stand beside the running text (notes, captions, tables): it runs on past them.
    """
    beside = set(apart)
    result: list[Paragraph] = []
    last: Paragraph | None = None
    for at, paragraph in enumerate(found):
        if at in beside:
            result.append(paragraph)
            continue
        if last is not None and paragraph.gap == 0.0 and _runs_on(last, paragraph, hyphens):
            spans = list(last.spans)
            _glue(spans, paragraph.spans, hyphens)
            last.spans = merged((*spans, *paragraph.spans))
            last.lines = last.lines + paragraph.lines
            last.full = paragraph.full
            continue
        result.append(paragraph)
        last = paragraph
    return result


def _runs_on(last: Paragraph, paragraph: Paragraph, hyphens: Hyphens) -> bool:
    if abs(last.size - paragraph.size) > 0.6 or last.cells or paragraph.cells or last.mono != paragraph.mono:
        return False
    if last.bold != paragraph.bold or MARKER.match(paragraph.text):
        return False
    text, after = last.text.rstrip(), paragraph.text
    if hyphens.joined(text, after) is not None:
        return True
    if _ENDS.search(text):
        return last.full and not paragraph.indented and (paragraph.indents or after[:1].islower())
    return not paragraph.indented and (last.full or after[:1].islower())
