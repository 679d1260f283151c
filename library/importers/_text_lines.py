"""From the lines of a plain text file to its paragraphs: blank lines, single line ends, hard wraps, columns.

Owns the layout of a text. Knows nothing of what a paragraph says.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from library.importers._text_words import labelled
from library.importers.tidy import one_line

WIDEST_WRAP = 100
"""Code points: longer lines were never wrapped by hand or by a mail program (60-80 is their habit)."""

_NARROWEST_WRAP = 24
_WIDEST_WIDE_WRAP = 50
_SLACK = 2
_COLUMNS = re.compile(r"\S(?:\t+| {3,})\S.*\S(?:\t+| {3,})\S")
_LIST_START = re.compile(r"(?:[-*+•●▪◦‣·–—■□◆▶※]|\d{1,3}[.)]|[a-z][.)])[ \t]|[・●■◆▶]")
_OWN_LINE = re.compile(r"[>|]|https?://|[=*_~\-–—#]{3,}\s*$|(?:By|BY|Von|Par|Por)\s+[A-ZÀ-Þ]|[A-Z]:\s")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_UNSPACED = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff65\u0e00-\u0e7f]")
_GAP_IN_LONG_LINE = re.compile(r"[ \t]{6,}")
_LONG_LINE = 400


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph's text on one line, or (`columns`) lines whose blanks mean something, joined by newlines.

    `gap` counts the blank lines before it, `indent` its first line's leading blanks.
    """

    text: str
    gap: int = 0
    indent: int = 0
    columns: bool = False


def pieces(text: str) -> list[Piece]:
    """Return the paragraphs of a tidied text in order, without empty ones. Takes time in proportion to the text."""
    lines = [line for raw in text.split("\n") for line in _cut(raw.rstrip())]
    wrap = _wrap_width(lines)
    hyphens = _Hyphens(text) if wrap else None
    result: list[Piece] = []
    for gap, group in _groups(lines):
        for at, piece in enumerate(_split_group(group, wrap, hyphens)):
            result.append(Piece(piece.text, 0 if at else gap, piece.indent, piece.columns))
    return result


def _cut(line: str) -> list[str]:
    """A page scraped onto one line: long runs of blanks stand where its blocks ended."""
    if len(line) <= _LONG_LINE or not _GAP_IN_LONG_LINE.search(line):
        return [line]
    return [part for piece in _GAP_IN_LONG_LINE.split(line) if piece for part in (piece, "")]


def _groups(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Runs of lines that aren't blank, each with the number of blank lines before it."""
    gap, group = 0, []
    for line in lines:
        if line:
            group.append(line)
        else:
            if group:
                yield gap, group
                gap, group = 0, []
            gap += 1
    if group:
        yield gap, group


def _wrap_width(lines: list[str]) -> int:
    """The width the text was wrapped at, or 0. Only lines that a line follows directly can have been wrapped."""
    inner = [len(line) for line, after in itertools.pairwise(lines) if line and after]
    if not inner:
        return 0
    short = [length for length in inner if length <= WIDEST_WRAP]
    if len(short) * 5 < len(inner) * 4:
        return 0
    short.sort()
    width = short[-1 - len(short) // 50]
    near = sum(length >= width * 0.75 for length in short)
    return width if width >= _NARROWEST_WRAP and near * 2 >= len(short) else 0


def _split_group(group: list[str], wrap: int, hyphens: _Hyphens | None) -> Iterator[Piece]:
    """The pieces of a run of lines: columns kept as they stand, wrapped lines joined, all others one by one."""
    at = 0
    while at < len(group):
        end = _columns_end(group, at)
        if end:
            yield Piece("\n".join(group[at:end]), 0, _indent(group[at]), columns=True)
        else:
            end = at + 1
            while wrap and end < len(group) and _continues(group[end - 1], group[end], wrap):
                end += 1
            joined = one_line(group[at]) if end == at + 1 else _joined(group[at:end], hyphens)
            yield Piece(joined, 0, _indent(group[at]))
        at = end


def _columns_end(group: list[str], at: int) -> int:
    """Where a table in columns that begins here ends, or 0: three lines at least, each with two gaps inside."""
    end = at
    while end < len(group) and len(group[end]) <= 2 * WIDEST_WRAP and _COLUMNS.search(group[end]):
        end += 1
    return end if end - at >= 3 else 0


def _continues(line: str, after: str, wrap: int) -> bool:
    """True if the break between two lines is a wrap: the next line's first word would not have fitted."""
    body = after.lstrip()
    if _indent(after) > _indent(line) + 1 or _LIST_START.match(body) or _OWN_LINE.match(body) or _is_label(body):
        return bool(_LIST_START.match(line.lstrip())) and not _LIST_START.match(body) and _fits_not(line, body, wrap)
    return _fits_not(line, body, wrap)


def _is_label(body: str) -> bool:
    return ":" in body[:32] and labelled(body) is not None


def _fits_not(line: str, body: str, wrap: int) -> bool:
    if len(line) > WIDEST_WRAP or len(body) > WIDEST_WRAP or line.startswith(("http://", "https://")):
        return False
    wide = bool(_UNSPACED.match(body)), bool(_UNSPACED.match(line[-1]))
    if any(wide):
        return all(wide) and len(body) <= wrap <= _WIDEST_WIDE_WRAP and len(line) >= wrap - _SLACK
    return len(line) + 1 + len(body.split(" ", 1)[0]) > wrap - _SLACK


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _joined(lines: list[str], hyphens: _Hyphens | None) -> str:
    parts = [one_line(lines[0])]
    for line in lines[1:]:
        last, body = parts[-1], one_line(line)
        if last.endswith("-") and last[-2:-1].isalpha() and body[:1].islower():
            first, second = _WORD.findall(last[-60:-1]), _WORD.match(body)
            if hyphens and first and second and hyphens.is_one_word(first[-1], second[0]):
                parts[-1] = last[:-1]
            parts.append(body)
        elif _UNSPACED.match(last[-1]) and _UNSPACED.match(body):
            parts.append(body)
        else:
            parts.append(f" {body}")
    return "".join(parts)


class _Hyphens:
    """Knows whether a word cut at a line end was cut there alone: the same text has it whole, and never hyphened.

    Where the text doesn't tell, the hyphen stays: a wrong hyphen can be read, a lost one ("resign", "re-sign") can't.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._words: frozenset[str] | None = None

    def is_one_word(self, first: str, second: str) -> bool:
        if self._words is None:
            self._words = frozenset(word.casefold() for word in _WORD.findall(self._text))
        return f"{first}{second}".casefold() in self._words and f"{first}-{second}".casefold() not in self._words
