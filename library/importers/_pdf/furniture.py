"""Running heads, running feet and page numbers: what stands at the edge of many pages in one place."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from library.importers._pdf.lines import Line, rows

_EDGE_ROWS = 3
_OUTER = 0.2
"""The share of a page's height, at its head and its foot, in which furniture stands."""
_NUMBER = re.compile(r"\d+|\b[ivxlcdm]{1,8}\b")
_PAGE_NUMBER = re.compile(
    r"[\[(–—\-| ]*(?:(?:page|seite|p\.|pág\.?|s\.|стр\.|страница|第)\s*)?(?:\d{1,4}|[ivxlcdm]{1,7})(?:\s*页|\s*頁)?"
    r"(?:\s*(?:/|of|von|de|sur|из)\s*\d{1,4})?[\])–—\-| ]*",
    re.IGNORECASE,
)
_SAME_PLACE = 6.0
_LONGEST = 160
_CLEAR = 1.8
"""Ems from a running head's baseline to the text's."""


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of a page, in points from its lower left corner, and its height."""

    lines: tuple[Line, ...]
    height: float


def without_furniture(pages: Sequence[PageLines], body: float) -> list[list[Line]]:
    """Return each page's lines without its furniture. `body` is the size of the running text in points.

    A line goes if lines that say the same but for numbers stand in the same place on three pages, or on every second
    one of a shorter file; heads often alternate between left and right pages. What is set much larger than the text
    is a title, and goes only if the words are the very same. A number alone goes from the outermost row.
    """
    places: dict[tuple[str, bool], list[tuple[int, float]]] = defaultdict(list)
    exact: Counter[tuple[str, bool]] = Counter()
    edges = [_edges(page) for page in pages]
    for number, edge in enumerate(edges):
        for key in {(_key(line), top) for line, top, _ in edge}:
            places[key] += [(number, line.y) for line, top, _ in edge if (_key(line), top) == key]
        exact.update({(line.text, top) for line, top, _ in edge})
    apart = _set_apart(pages, body)
    result = []
    for page, edge in zip(pages, edges, strict=True):
        gone = {
            id(line)
            for line, top, outermost in edge
            if (outermost and _is_number(line, edge, len(pages)))
            or (top and outermost and len(pages) >= 4 and id(line) in apart)
            or _repeats(line, places[_key(line), top], exact[line.text, top], len(pages), body)
        }
        result.append([line for line in page.lines if id(line) not in gone])
    return result


def _set_apart(pages: Sequence[PageLines], body: float) -> set[int]:
    """Lines of top rows that stand clear of the text at one height on many pages: heads that name the chapter."""
    found: dict[tuple[int, float], list[list[Line]]] = defaultdict(list)
    for page in pages:
        table = rows(page.lines)
        if len(table) > 1 and table[0][0].y > page.height * (1 - _OUTER):
            first = table[0][0]
            small = first.size <= 1.1 * body
            if (
                small
                and first.y - table[1][0].y > _CLEAR * first.size
                and sum(len(line.text) for line in table[0]) <= _LONGEST
            ):
                found[round(first.y / 3), round(first.size)].append(table[0])
    enough = max(4, len(pages) * 0.4)
    return {id(line) for each in found.values() if len(each) >= enough for row in each for line in row}


def _edges(page: PageLines) -> list[tuple[Line, bool, bool]]:
    """Lines that may be furniture: whether they stand at the top, and whether in the outermost row."""
    table = rows(page.lines)
    found: dict[int, tuple[Line, bool, bool]] = {}
    for at, row in enumerate(table[:_EDGE_ROWS]):
        for line in row:
            if line.y > page.height * (1 - _OUTER) and len(line.text) <= _LONGEST:
                found[id(line)] = (line, True, at == 0)
    for at, row in enumerate(reversed(table[-_EDGE_ROWS:])):
        for line in row:
            if line.y < page.height * _OUTER and len(line.text) <= _LONGEST and id(line) not in found:
                found[id(line)] = (line, False, at == 0)
    return list(found.values())


def _key(line: Line) -> str:
    return _NUMBER.sub("#", " ".join(line.text.casefold().split()))


def _is_number(line: Line, edge: list[tuple[Line, bool, bool]], count: int) -> bool:
    if not _PAGE_NUMBER.fullmatch(line.text.strip()):
        return False
    return count > 1 or not any(other is not line and abs(other.y - line.y) < 1 for other, _, _ in edge)


def _repeats(line: Line, places: list[tuple[int, float]], exact: int, count: int, body: float) -> bool:
    pages = {number for number, y in places if abs(y - line.y) <= _SAME_PLACE}
    if len(pages) < 2 or (len(pages) < 3 and len(pages) * 2 < count):
        return False
    if line.size > 1.25 * body:
        return exact >= max(2, min(3, count))
    return count > 2 or exact >= 2 or bool(re.search(r"\d", line.text))
