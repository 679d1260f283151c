"""What is said of a story: its pieces, a sentence each, and the code points of its text that each stands for.

Said as a person would who reads it to another: headline, standfirst, byline, then the text. Footnote marks aren't
said, of an address only where it leads, a table's row as its cells. What stands beside the text (footnotes, programs,
other headlines, a quote that the text has too) is an aside: said only to one who begins there.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.speech.sentences import sentences
from library.model.document import Block, BlockKind, block_starts
from library.model.story import Story

Range = tuple[int, int]

HEAD = -1
"""The number of the block that isn't one: headline, standfirst and byline."""

_SILENT = re.compile(r"(?P<address>(?:https?://|www\.)[^\s<>\"“”]*[^\s<>\"“”.,;:!?…)\]}'’])|[\u00ad\ufffc]+")
_HOST = re.compile(r"(?:https?://)?(?:[^/@\s]*@)?(?:www\.)?(?P<host>[^/:?#\s]+)")
_PROGRAM = frozenset("{}[]<>=+*/\\|_#$%&@^~`")
_AT_MOST = 0.03
"""Share of such signs up to which preformatted text is verse rather than a program or a drawn table."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a piece: code points of what is said, and the code points of the story's text that they stand for.

    As long as those, it is the same text; else it is said in their place.
    """

    said: int
    said_end: int
    start: int
    end: int

    @property
    def is_same(self) -> bool:
        """True if it is the story's own text, letter for letter."""
        return self.said_end - self.said == self.end - self.start


@dataclass(frozen=True, slots=True)
class Piece:
    """What is said in one go. `runs` are in order; a piece of the head has none, for the head isn't in the text."""

    text: str
    runs: tuple[Run, ...] = ()

    @property
    def place(self) -> Range | None:
        """The code points of the story's text that it stands for, from the first to the last."""
        return (self.runs[0].start, self.runs[-1].end) if self.runs else None

    def place_of(self, units: int, length: int) -> Range | None:
        """Return the code points that a word stands for, as an engine tells it: in UTF-16 units of what is said."""
        start, end = _code_points(self.text, units, units + length)
        touched = [run for run in self.runs if run.said < end and run.said_end > start]
        if not touched:
            return None
        first, last = touched[0], touched[-1]
        low = first.start + max(0, start - first.said) if first.is_same else first.start
        high = last.end - max(0, last.said_end - end) if last.is_same else last.end
        return (low, high) if low < high else None

    def units_of(self, code_point: int) -> int:
        """Return where in what is said (UTF-16 units) a place of the story's text stands, or what follows it."""
        for run in self.runs:
            if code_point < run.end:
                inside = max(0, code_point - run.start) if run.is_same else 0
                return _units(self.text[: run.said + inside])
        return _units(self.text)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece stands: the number of its block, or `HEAD`, and its number in that."""

    block: int
    piece: int


class Recital:
    """The pieces of one story. Made a block at a time: a long story has thousands of sentences."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._blocks = story.document.blocks
        self._starts = block_starts(story.document)
        self._made: dict[int, tuple[Piece, ...]] = {}
        self._asides: dict[int, bool] = {HEAD: False}

    def piece(self, place: Place) -> Piece:
        """Return the piece that stands at a place."""
        return self._pieces(place.block)[place.piece]

    def first(self) -> Place | None:
        """Return where the story begins; None if there is nothing to say."""
        return self._forward(HEAD, aside=False)

    def at(self, code_point: int, aside: bool = False) -> Place | None:
        """Return the piece at a code point of the text, or the one that follows; None if none does.

        A piece of an aside only where one may be meant.
        """
        index = bisect_right(self._starts, code_point) - 1
        if index >= 0 and (aside or not self._is_aside(index)):
            for number, piece in enumerate(self._pieces(index)):
                if piece.runs and piece.runs[-1].end > code_point:
                    return Place(index, number)
        return self._forward(max(index + 1, 0), aside=False)

    def after(self, place: Place) -> Place | None:
        """Return the piece that is said next: after an aside the next of its kind, else the next of the text."""
        if place.piece + 1 < len(self._pieces(place.block)):
            return Place(place.block, place.piece + 1)
        return self._forward(place.block + 1, self._is_aside(place.block))

    def before(self, place: Place) -> Place | None:
        """Return the piece that is said before."""
        if place.piece:
            return Place(place.block, place.piece - 1)
        aside = self._is_aside(place.block)
        for block in range(place.block - 1, HEAD - 1, -1):
            if self._is_aside(block) is aside and self._pieces(block):
                return Place(block, len(self._pieces(block)) - 1)
        return None

    def _forward(self, block: int, aside: bool) -> Place | None:
        for index in range(block, len(self._blocks)):
            if self._is_aside(index) is aside and self._pieces(index):
                return Place(index, 0)
        return None

    def _pieces(self, block: int) -> tuple[Piece, ...]:
        if block not in self._made:
            made = self._head() if block == HEAD else self._body(block)
            self._made[block] = tuple(piece for piece in made if _says_something(piece))
        return self._made[block]

    def _head(self) -> Iterator[Piece]:
        story = self._story
        for line in (story.headline, story.standfirst, _byline(story)):
            for start, end in sentences(line, story.language):
                yield Piece(line[start:end].strip())

    def _body(self, index: int) -> Iterator[Piece]:
        block, start, language = self._blocks[index], self._starts[index], self._story.language
        if block.kind is BlockKind.TABLE:
            yield from _rows(block, start)
            return
        said, runs = _said(block, start)
        cut = (_cut(said, runs, *part) for part in sentences(said, language))
        pieces = [piece for piece in cut if _says_something(piece)]
        if block.number is not None and pieces:
            pieces[0] = _after(f"{block.number}. ", pieces[0])
        yield from pieces

    def _is_aside(self, index: int) -> bool:
        if index not in self._asides:
            block = self._blocks[index]
            match block.kind:
                case BlockKind.FOOTNOTE | BlockKind.RELATED:
                    self._asides[index] = True
                case BlockKind.PREFORMATTED:
                    self._asides[index] = not _is_prose(block.text)
                case BlockKind.PULL_QUOTE:
                    self._asides[index] = _repeats(block.text, self._blocks)
                case _:
                    self._asides[index] = False
        return self._asides[index]


def _says_something(piece: Piece) -> bool:
    return any(map(str.isalnum, piece.text))


def _said(block: Block, start: int) -> tuple[str, list[Run]]:
    """Return what is said of a block that is no table, and what it stands for."""
    said: list[str] = []
    runs: list[Run] = []
    length = 0

    def say(words: str, at: int, end: int) -> None:
        nonlocal length
        if not words:
            return
        same = len(words) == end - at
        if same and runs and runs[-1].is_same and runs[-1].end == at:
            runs[-1] = Run(runs[-1].said, length + len(words), runs[-1].start, end)
        else:
            runs.append(Run(length, length + len(words), at, end))
        said.append(words)
        length += len(words)

    for span in block.spans:
        if not span.footnote:
            done = 0
            for silent in _SILENT.finditer(span.text):
                say(span.text[done : silent.start()], start + done, start + silent.start())
                say(_spoken_address(silent["address"]), start + silent.start(), start + silent.end())
                done = silent.end()
            say(span.text[done:], start + done, start + len(span.text))
        start += len(span.text)
    return "".join(said), runs


def _spoken_address(address: str | None) -> str:
    """Return whose address it is, as one would say it; nothing for no address."""
    found = _HOST.match(address) if address else None
    return found["host"] if found else ""


def _cut(said: str, runs: list[Run], start: int, end: int) -> Piece:
    """Return the piece that says a part of a block, without the spaces at its ends."""
    part = said[start:end]
    start += len(part) - len(part.lstrip())
    end = max(start, start + len(part.strip()))
    cut = []
    for run in runs[bisect_right(runs, start, key=lambda run: run.said_end) :]:
        if run.said >= end:
            break
        low, high = max(start, run.said), min(end, run.said_end)
        if run.is_same:
            cut.append(Run(low - start, high - start, run.start + low - run.said, run.start + high - run.said))
        else:
            cut.append(Run(low - start, high - start, run.start, run.end))
    return Piece(said[start:end], tuple(cut))


def _after(words: str, piece: Piece) -> Piece:
    """Return a piece with made words before it."""
    by = len(words)
    runs = tuple(Run(run.said + by, run.said_end + by, run.start, run.end) for run in piece.runs)
    return Piece(words + piece.text, runs)


def _rows(block: Block, start: int) -> Iterator[Piece]:
    """Yield a table's rows: the cells that have something in them, with a comma between."""
    for row in block.rows:
        said, runs = "", []
        for cell in row:
            words = cell.text.strip()
            if words:
                said += ", " if said else ""
                at = start + cell.text.index(words)
                runs.append(Run(len(said), len(said) + len(words), at, at + len(words)))
                said += words
            start += len(cell.text) + 1
        yield Piece(said, tuple(runs))


def _byline(story: Story) -> str:
    names = ", ".join(filter(None, (name.strip() for name in story.authors)))
    return f"By {names}" if names and story.language.lower()[:2] in ("", "en") else names


def _is_prose(text: str) -> bool:
    return sum(letter in _PROGRAM for letter in text) <= _AT_MOST * len(text)


def _repeats(quote: str, blocks: tuple[Block, ...]) -> bool:
    """True if a pulled quote stands in the text as well."""
    words = " ".join(quote.strip(' \n\t“”"„«»').split())
    return any(words in " ".join(block.text.split()) for block in blocks if block.kind is not BlockKind.PULL_QUOTE)


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _code_points(text: str, start: int, end: int) -> Range:
    """Return a range of UTF-16 units as code points; one that begins or ends within a letter takes it in."""
    if text.isascii() or max(text) < "\U00010000":
        return max(0, start), min(end, len(text))
    ends, at = [], 0
    for letter in text:
        at += 2 if letter >= "\U00010000" else 1
        ends.append(at)
    return bisect_right(ends, start), min(len(text), bisect_left(ends, end) + 1)
