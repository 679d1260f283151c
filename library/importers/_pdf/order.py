"""The order in which the lines of a page are read: bands from top to bottom, in each its columns, in these again bands.

The cut into bands joins rows as long as one gutter stays open through all of them, so that paragraphs that end side by
side in two columns don't cut the columns in two. Where no straight cut parts lines that stand beside one another, the
order is that of Breuel ("High performance document layout analysis", 2003).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from library.importers._pdf.lines import Line, join, rows
from library.importers._text_byline import is_name
from library.model.document import Span, merged

_NARROWEST_GUTTER = 0.5
_DEEPEST = 12
_WORDS_OF_A_COLUMN = 3.5
"""Words that a line of running text has at least on average; a table's cells have fewer."""
_NEXT_LINE = 1.35
_MOST_FOR_BREUEL = 400

_Gap = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Region:
    """Lines of one column in reading order, or (`cells`) the rows of a table, each a tuple of lines."""

    lines: tuple[Line, ...]
    cells: tuple[tuple[Line | None, ...], ...] = ()


def regions(lines: Sequence[Line], *, rtl: bool = False, depth: int = 0) -> list[Region]:
    """Return the regions of a page in the order they are read; with `rtl` columns run from right to left."""
    if len(lines) < 2 or depth > _DEEPEST:
        return [Region(tuple(sorted(lines, key=lambda each: -each.y)))] if lines else []
    result: list[Region] = []
    for band, gutters in _bands(lines):
        result += _band(band, gutters, rtl, depth)
    return _joined(result)


def _band(band: list[Line], gutters: list[_Gap], rtl: bool, depth: int) -> list[Region]:
    found = rows(band)
    shared = [row for row in found if len(row) > 1]
    if not gutters:
        if shared and len(band) <= _MOST_FOR_BREUEL:
            return [Region(tuple(_breuel(band, rtl)))]
        return [Region(tuple(line for row in found for line in (reversed(row) if rtl else row)))]
    if shared and _is_table(shared, found):
        return [_table(found, band, rtl)]
    columns = _columns(band, gutters)
    if shared and len(shared) < 3 and not _is_running(columns):
        return [Region(tuple(_one(row, rtl) for row in found))]
    if rtl:
        columns.reverse()
    return [region for column in columns for region in regions(column, rtl=rtl, depth=depth + 1)]


def _bands(lines: Sequence[Line]) -> list[tuple[list[Line], list[_Gap]]]:
    """Strips of the page with the gutters that stay open through each of them."""
    result: list[tuple[list[Line], list[_Gap]]] = []
    for strip in _strips(lines):
        gutters = _gutters(strip)
        if result:
            before, open_there = result[-1]
            if not gutters and not open_there and not (_side_by_side(before) or _side_by_side(strip)):
                before.extend(strip)
                continue
            if open_there:
                still = _still_open(open_there, strip)
                if still:
                    before.extend(strip)
                    result[-1] = (before, still)
                    continue
        result.append((list(strip), gutters))
    return result


def _strips(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines parted wherever white runs across the whole width."""
    result: list[list[Line]] = []
    floor = 0.0
    for line in sorted(lines, key=lambda each: -each.top):
        if result and line.top > floor:
            result[-1].append(line)
            floor = min(floor, line.bottom)
        else:
            result.append([line])
            floor = line.bottom
    return result


def _side_by_side(lines: Sequence[Line]) -> bool:
    return any(len(row) > 1 for row in rows(lines))


def _gutters(lines: Sequence[Line]) -> list[_Gap]:
    """The stretches between the outermost edges that no line crosses."""
    if len(lines) < 2:
        return []
    size = sorted(line.size for line in lines)[len(lines) // 2]
    gaps: list[_Gap] = []
    edge = None
    for line in sorted(lines, key=lambda each: each.x0):
        if edge is not None and line.x0 - edge >= _NARROWEST_GUTTER * size:
            gaps.append((edge, line.x0))
        edge = line.x1 if edge is None else max(edge, line.x1)
    return gaps


def _still_open(gutters: list[_Gap], lines: Sequence[Line]) -> list[_Gap]:
    """What lines leave of gutters; those that lie at one side of all gutters leave them as they are."""
    size = sorted(line.size for line in lines)[len(lines) // 2]
    result = []
    for start, end in gutters:
        for line in lines:
            if line.x0 < end and line.x1 > start:
                middle = (start + end) / 2
                if line.x1 <= middle or (line.x0 < middle and end - line.x1 >= _NARROWEST_GUTTER * size):
                    start = max(start, line.x1)
                elif line.x0 >= middle or line.x0 - start >= _NARROWEST_GUTTER * size:
                    end = min(end, line.x0)
                else:
                    start = end
                    break
        if end - start >= _NARROWEST_GUTTER * size:
            result.append((start, end))
    return result


def _columns(lines: Sequence[Line], gutters: list[_Gap]) -> list[list[Line]]:
    columns: list[list[Line]] = [[] for _ in range(len(gutters) + 1)]
    for line in lines:
        middle = (line.x0 + line.x1) / 2
        columns[sum(middle > (start + end) / 2 for start, end in gutters)].append(line)
    return [column for column in columns if column]


def _words(line: Line) -> float:
    words = len(line.text.split())
    wide = sum("\u3040" <= char <= "\u9fff" or "\u0e00" <= char <= "\u0eff" for char in line.text)
    return max(words, wide / 2)


def _is_table(shared: list[list[Line]], found: list[list[Line]]) -> bool:
    if len(shared) < 3 or len(shared) * 2 < len(found) or all(is_name(line.text) for line in shared[0]):
        return False  # names side by side are authors over their addresses
    counts = sorted(_words(line) for row in shared for line in row)
    return sum(counts) / len(counts) <= _WORDS_OF_A_COLUMN and counts[len(counts) // 2] <= _WORDS_OF_A_COLUMN


def _is_running(columns: list[list[Line]]) -> bool:
    counts = [_words(line) for column in columns for line in column]
    return sum(counts) / len(counts) > _WORDS_OF_A_COLUMN


def _one(row: list[Line], rtl: bool) -> Line:
    line = row[0]
    for other in row[1:]:
        line = join(line, other, "\u2003" if not rtl else " ")
    return line


def _table(found: list[list[Line]], band: Sequence[Line], rtl: bool) -> Region:
    """The rows with their cells under one another: columns are parted where few rows cross."""
    edges = _cuts(found, band)
    cells: list[list[Line | None]] = []
    for row in found:
        places: list[Line | None] = [None] * (len(edges) + 1)
        for line in row:
            at = sum((line.x0 + line.x1) / 2 > edge for edge in edges)
            before = places[at]
            places[at] = line if before is None else join(before, line)
        if cells and _goes_on(cells[-1], places):
            cells[-1] = [_stacked(up, down) if up and down else up for up, down in zip(cells[-1], places, strict=True)]
        else:
            cells.append(places)
    rows_read = tuple(tuple(reversed(row)) if rtl else tuple(row) for row in cells)
    return Region(tuple(line for row in found for line in row), rows_read)


def _goes_on(above: Sequence[Line | None], row: Sequence[Line | None]) -> bool:
    """True for a row that is the second line of some cells above: words close under words, not in all columns."""
    filled = [(up, down) for up, down in zip(above, row, strict=True) if down is not None]
    return len(filled) < len(row) and all(
        up is not None
        and up.y - down.y <= _NEXT_LINE * down.size
        and up.face[1:4] == down.face[1:4]
        and re.fullmatch(r"\D*[^\W\d_]{2}\D*", down.text) is not None
        and re.search(r"\d", up.text) is None
        for up, down in filled
    )


def _stacked(up: Line, down: Line) -> Line:
    """A cell's line and the one under it as one; the lower place counts for the next."""
    spans = merged((*up.spans, Span(" "), *down.spans))
    return replace(down, spans=spans, text=f"{up.text} {down.text}")


def _cuts(found: list[list[Line]], band: Sequence[Line]) -> list[float]:
    """The middles of the stretches that few rows cross, between the table's edges."""
    size = sorted(line.size for line in band)[len(band) // 2]
    changes = sorted([(line.x0, 1) for line in band] + [(line.x1, -1) for line in band])
    most, covering, open_at = len(found) // 8, 0, None
    cuts: list[float] = []
    for x, change in changes:
        if (
            open_at is not None
            and covering <= most
            and covering + change > most
            and x - open_at >= _NARROWEST_GUTTER * size
        ):
            cuts.append((open_at + x) / 2)
        before, covering = covering, covering + change
        if before > most >= covering:
            open_at = x
    return cuts


def _breuel(lines: list[Line], rtl: bool) -> list[Line]:
    blocks = _blocks(lines)
    boxes = [
        (min(x.x0 for x in b), max(x.x1 for x in b), max(x.top for x in b), min(x.bottom for x in b)) for b in blocks
    ]
    count = len(blocks)
    before: list[set[int]] = [set() for _ in range(count)]
    for one in range(count):
        for other in range(count):
            if one != other and _precedes(boxes, one, other, rtl):
                before[other].add(one)
    order: list[int] = []
    left = set(range(count))
    while left:
        free = [at for at in left if not before[at] & left] or list(left)
        chosen = max(free, key=lambda at: (boxes[at][2], boxes[at][0] if rtl else -boxes[at][0]))
        order.append(chosen)
        left.remove(chosen)
    return [line for at in order for line in blocks[at]]


def _precedes(boxes: list[tuple[float, float, float, float]], one: int, other: int, rtl: bool) -> bool:
    a, b = boxes[one], boxes[other]
    if min(a[1], b[1]) - max(a[0], b[0]) > 0:
        return (a[2] + a[3]) > (b[2] + b[3])
    if not (a[0] >= b[1] if rtl else a[1] <= b[0]):
        return False
    high, low = max(a[2], b[2]), min(a[3], b[3])
    return not any(
        c[2] < high and c[3] > low and c[0] < min(a[1], b[1]) and c[1] > max(a[0], b[0])
        for at, c in enumerate(boxes)
        if at not in (one, other)
    )


def _blocks(lines: list[Line]) -> list[list[Line]]:
    """Lines that follow closely under one another and alone."""
    blocks: list[list[Line]] = []
    for row in rows(lines):
        for line in row:
            above = [block for block in blocks if _is_under(block[-1], line)]
            alone = sum(other.x0 < line.x1 and other.x1 > line.x0 for other in row) == 1
            wide = [other for other in row if above and other.x0 < above[0][-1].x1 and other.x1 > above[0][-1].x0]
            if len(above) == 1 and alone and len(wide) == 1:
                above[0].append(line)
            else:
                blocks.append([line])
    return blocks


def _is_under(above: Line, line: Line) -> bool:
    size = max(above.size, line.size)
    overlap = min(above.x1, line.x1) - max(above.x0, line.x0)
    return 0 < above.y - line.y <= 1.8 * size and overlap > 0.5 * min(above.x1 - above.x0, line.x1 - line.x0)


def _joined(found: list[Region]) -> list[Region]:
    """Regions of running lines that follow one another in the same column, as one."""
    result: list[Region] = []
    for region in found:
        if result and not result[-1].cells and not region.cells and _same_column(result[-1], region):
            result[-1] = Region(result[-1].lines + region.lines)
        else:
            result.append(region)
    return result


def _same_column(above: Region, below: Region) -> bool:
    left = min(line.x0 for line in above.lines), min(line.x0 for line in below.lines)
    right = max(line.x1 for line in above.lines), max(line.x1 for line in below.lines)
    size = below.lines[0].size
    same = abs(left[0] - left[1]) < 2 * size and abs(right[0] - right[1]) < 4 * size
    return same and above.lines[-1].y > below.lines[0].y
