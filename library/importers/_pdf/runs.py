"""From glyphs to runs: stretches of one line that are set together, with their words, in the order they are read."""

from __future__ import annotations

import itertools
import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from library.importers._pdf.glyphs import Glyph
from library.importers._pdf.raw import Face
from library.model.document import Mark, Span, merged

_SAME_LINE = 0.15
_SCRIPT_SHIFT = 0.75
_SCRIPT_SIZE = 0.85
_WIDEST_GAP = 1.0
"""Ems between two glyphs of one run. A gutter is rarely narrower; a wider space is judged with the lines around it."""
_LONGEST_STRAY = 3
_MOST_STRAYS = 150
_WORD_GAP = 0.16
_LETTERSPACED = 0.12
_RTL = frozenset(("R", "AL"))
_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_NEUTRAL_IN_NUMBER = frozenset(("CS", "ES", "ET"))


@dataclass(frozen=True, slots=True)
class Run:
    """Text between `x0` and `x1` on a baseline `y` (points, y upwards), most of it of one face."""

    spans: tuple[Span, ...]
    text: str
    x0: float
    x1: float
    y: float
    face: Face
    rtl: bool = False

    @property
    def size(self) -> float:
        """The size of most of the run's letters, in points."""
        return self.face.size


def runs(glyphs: Sequence[Glyph]) -> list[Run]:
    """Return the runs of a page in the file's order; of a right-to-left one in the order of the lines."""
    if _is_rtl(glyphs):
        glyphs = _by_place(glyphs)
    groups: list[list[Glyph]] = []
    base = None
    for glyph in glyphs:
        if groups and base is not None and _continues(groups[-1][-1], base, glyph):
            if glyph.face.size > base.face.size * 1.1 or not _is_script(glyph, base):
                base = glyph
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
            base = glyph
    found = [_run(group) for group in _with_strays(groups)]
    return [run for run in found if run.text.strip()]


def _with_strays(groups: list[list[Glyph]]) -> list[list[Glyph]]:
    """The groups with raised signs that a file writes apart from their line put back into it, by their place."""
    strays = [group for group in groups if len(group) <= _LONGEST_STRAY and not group[0].text.isalpha()][:_MOST_STRAYS]
    placed: set[int] = set()
    for stray in strays:
        sign = stray[0]
        host = next((group for group in groups if _is_host(group, sign)), None)
        if host is None:
            continue
        at = next((place for place, glyph in enumerate(host) if glyph.x0 > sign.x0 - 0.5), len(host))
        host[at:at] = [glyph._replace(space=False) for glyph in stray]
        placed.add(id(stray))
    return [group for group in groups if id(group) not in placed]


def _is_host(group: list[Glyph], sign: Glyph) -> bool:
    first, last = group[0], group[-1]
    size = first.face.size
    if len(group) <= _LONGEST_STRAY or sign.face.size > _SCRIPT_SIZE * size:
        return False
    return 0.1 * size < sign.y - first.y < _SCRIPT_SHIFT * size and first.x0 - size < sign.x0 < last.x1 + 0.5 * size


def _continues(before: Glyph, base: Glyph, glyph: Glyph) -> bool:
    small, large = sorted((base.face.size, glyph.face.size))
    rise = abs(glyph.y - base.y)
    if rise > _SAME_LINE * small and not (rise <= _SCRIPT_SHIFT * small and small <= _SCRIPT_SIZE * large):
        return False
    return -0.6 * large <= glyph.x0 - before.x1 <= _WIDEST_GAP * large


def _is_script(glyph: Glyph, base: Glyph) -> bool:
    return glyph.face.size <= base.face.size * _SCRIPT_SIZE and abs(glyph.y - base.y) > _SAME_LINE * glyph.face.size


def _is_rtl(glyphs: Sequence[Glyph]) -> bool:
    if not _RIGHT.search("".join(glyph.text for glyph in glyphs)):
        return False
    letters = [unicodedata.bidirectional(char) for glyph in glyphs for char in glyph.text[:1]]
    return sum(kind in _RTL for kind in letters) * 5 > len(letters)


def _by_place(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs line by line from left to right, vowel signs with their letters: files hold them in any order."""
    lines: list[list[Glyph]] = []
    signs: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda each: -each.y):
        if unicodedata.combining(glyph.text[0]):
            signs.append(glyph)
        elif lines and lines[-1][0].y - glyph.y <= 0.3 * glyph.face.size:
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    for line in lines:
        line.sort(key=_middle)
    heights = [-line[0].y for line in lines]
    for sign in signs:
        _attach(sign, lines, bisect_left(heights, -sign.y))
    return [glyph for line in lines for glyph in line]


def _middle(glyph: Glyph) -> float:
    return (glyph.x0 + glyph.x1) / 2


def _attach(sign: Glyph, lines: list[list[Glyph]], at: int) -> None:
    """Write a vowel sign behind the letter it stands at, in the nearest line or the one next to it."""
    best: tuple[float, int, int] | None = None
    for number in range(max(0, at - 1), min(len(lines), at + 1)):
        line = lines[number]
        rise = abs(line[0].y - sign.y)
        place = bisect_left(line, _middle(sign), key=_middle)
        for near in range(max(0, place - 1), min(len(line), place + 1)):
            away = abs(_middle(line[near]) - _middle(sign)) + 0.5 * rise
            if rise < 1.2 * sign.face.size and (best is None or away < best[0]):
                best = away, number, near
    if best is not None:
        letter = lines[best[1]][best[2]]
        lines[best[1]][best[2]] = letter._replace(text=letter.text + sign.text)


def _run(group: list[Glyph]) -> Run:
    face = group[0].face
    alike = all(glyph.face is face and glyph.y == group[0].y and glyph.link == group[0].link for glyph in group)
    if not alike:
        face = Counter(_weighed(group)).most_common(1)[0][0]
    base = next(glyph.y for glyph in group if glyph.face == face)
    written = "".join(glyph.text for glyph in group)
    letters = (
        [unicodedata.bidirectional(char) in _RTL for char in written if char.isalpha()]
        if _RIGHT.search(written)
        else []
    )
    rtl = any(letters) and sum(letters) * 2 >= len(letters)
    spaced = _spaced(group, face.size, by_gap=any(letters))
    if alike and not any(letters):  # as most lines are set
        text = "".join(f" {glyph.text}" if space else glyph.text for glyph, space in zip(group, spaced, strict=True))
        spans = merged((Span(text, _marks(group[0], face, base), group[0].link),))
        return Run(spans, text, min(g.x0 for g in group), max(g.x1 for g in group), base, face)
    units = [
        (" " if space else "", glyph.text, _marks(glyph, face, base), glyph.link)
        for glyph, space in zip(group, spaced, strict=True)
    ]
    if any(letters):
        units = _logical(units, base_rtl=rtl)
    spans = merged(_span(units))
    return Run(
        spans,
        "".join(span.text for span in spans),
        min(glyph.x0 for glyph in group),
        max(glyph.x1 for glyph in group),
        base,
        face,
        rtl,
    )


def _weighed(group: list[Glyph]) -> Iterable[Face]:
    for glyph in group:
        yield from (glyph.face for _ in glyph.text)


_Unit = tuple[str, str, Mark, str]


def _span(units: Iterable[_Unit]) -> Iterable[Span]:
    last = (Mark.NONE, "")
    for at, (space, text, marks, link) in enumerate(units):
        if space and at:
            same = last if last == (marks, link) else (Mark.NONE, "")
            yield Span(space, same[0], same[1])
        yield Span(text, marks, link)
        last = (marks, link)


def _marks(glyph: Glyph, face: Face, base: float) -> Mark:
    marks = Mark.NONE
    if glyph.face.bold:
        marks |= Mark.STRONG
    if glyph.face.italic:
        marks |= Mark.EMPHASIS
    if glyph.face.mono:
        marks |= Mark.CODE
    if glyph.face.size <= face.size * _SCRIPT_SIZE:
        if glyph.y - base >= 0.15 * face.size:
            marks |= Mark.SUPERSCRIPT
        elif base - glyph.y >= 0.08 * face.size:
            marks |= Mark.SUBSCRIPT
    return marks


def _spaced(group: list[Glyph], size: float, *, by_gap: bool) -> list[bool]:
    """Whether a space goes before each glyph: none inside words whose letters were set apart ("N E W S")."""
    gaps = [after.x0 - before.x1 for before, after in itertools.pairwise(group)]
    if by_gap:
        return [False, *(gap > _WORD_GAP * size for gap in gaps)]
    marked = [False, *(glyph.space for glyph in group[1:])]
    if len(group) < 4 or not all(len(glyph.text) == 1 for glyph in group):
        return marked
    if sum(marked) * 10 < len(gaps) * 7 or not any(glyph.text.isalpha() for glyph in group):
        return marked
    usual = sorted(gaps)[len(gaps) // 2]  # nearly every letter stands apart: words are where the gaps are wider
    if usual < _LETTERSPACED * size:
        return marked
    return [False, *(gap > usual * 1.6 + 0.05 * size for gap in gaps)]


def _logical(units: list[_Unit], *, base_rtl: bool) -> list[_Unit]:
    """Units in the order of their places, from left to right, brought into the order they are read in.

    The inverse of the Unicode bidirectional algorithm (UAX #9) for one line: runs of left-to-right letters and
    numbers keep their order, all else is turned. Which way the line itself runs, most of its letters say.
    """
    kinds = [_kind(text) for _, text, _, _ in units]
    _resolve(kinds, units)
    groups: list[tuple[bool, list[_Unit]]] = []
    for kind, unit in zip(kinds, units, strict=True):
        right = kind == "R" or (kind == "N" and base_rtl)
        if groups and groups[-1][0] == right:
            groups[-1][1].append(unit)
        else:
            groups.append((right, [unit]))
    turned = [_turned(units) if right else units for right, units in groups]
    spaces = [units[0][0] for _, units in groups]
    order = list(range(len(groups)))
    if base_rtl:
        order.reverse()
    result: list[_Unit] = []
    for at in order:
        first = turned[at][0]
        space = (spaces[at + 1] if at + 1 < len(groups) else "") if base_rtl else spaces[at]
        result += [(space, *first[1:]), *turned[at][1:]]
    return result


def _turned(units: list[_Unit]) -> list[_Unit]:
    """A right-to-left stretch in reading order: the space before a glyph now goes before the one at its left."""
    result = []
    for at in range(len(units) - 1, -1, -1):
        space = units[at + 1][0] if at + 1 < len(units) else ""
        result.append((space, *units[at][1:]))
    return result


def _kind(text: str) -> str:
    char = text[:1] or " "
    kind = unicodedata.bidirectional(char)
    if kind in _RTL:
        return "R"
    if kind in ("L", "EN", "AN"):
        return "L"
    return "#" if kind in _NEUTRAL_IN_NUMBER else "N"


def _resolve(kinds: list[str], units: list[_Unit]) -> None:
    """Settle what neutral units belong to: between two left-to-right ones to them, a sign beside a number to it."""
    for at, kind in enumerate(kinds):
        if kind == "#":
            near = [other for other in (at - 1, at + 1) if 0 <= other < len(kinds)]
            digits = [units[other][1][:1].isdigit() for other in near]
            kinds[at] = "L" if digits and (all(digits) or units[at][1] in "%$€£+-") and any(digits) else "N"
    at = 0
    while at < len(kinds):
        end = at
        while end < len(kinds) and kinds[end] == "N":
            end += 1
        if end > at and at > 0 and end < len(kinds) and kinds[at - 1] == kinds[end] == "L":
            kinds[at:end] = ["L"] * (end - at)
        at = max(end, at + 1)
