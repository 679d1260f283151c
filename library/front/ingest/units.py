"""What is under way in an import: files, what came out of files that were opened up, and where the next comes from."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar

from library.front.ingest.opening import Opened
from library.front.ingest.walk import FoundFile
from library.model.report import FileOutcome, FileResult
from library.model.story import Notice, NoticeKind

CHUNK_FILES = 16
CHUNK_BYTES = 2 * 1024 * 1024
"""Files and bytes that are handed to a worker at a time: enough that handing over costs little, few enough that both
workers end together."""

_PER_FILE = 1 << 32
"""Numbers of the report kept for what comes out of one file."""
KEPT_PARTS = 1000
"""Stories and remarks that are kept one by one of a file read in pieces."""
T = TypeVar("T")
_RANKS = (FileOutcome.ADDED, FileOutcome.NEW_VERSION, FileOutcome.COPY, FileOutcome.UNCHANGED, FileOutcome.FAILED)
"""What a file counts as whose parts ended differently: the first of these."""


@dataclass(slots=True, eq=False)
class Unit:
    """One thing to be parsed and filed: a file, an archive's entry, or a piece of a file.

    `numbers` gives it and what comes out of it their places in the report.
    """

    found: FoundFile
    numbers: Iterator[int]
    number: int = -1
    parent: Opening | None = None

    def __post_init__(self) -> None:
        if self.found.piece is None:
            self.number = next(self.numbers)


class Sum:
    """The results of a file's parts as one. `most` stories and remarks are kept one by one, the rest are counted."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._articles: dict[int, None] = {}
        self._notices: dict[Notice, None] = {}
        self._more_stories = self._more_notices = 0
        self._outcomes: set[FileOutcome] = set()
        self._added = 0
        self._seconds = 0.0
        self._parts = 0
        self._error = ""
        self._format = ""

    def add(self, result: FileResult) -> None:
        """Take in the result of one more part."""
        self._parts += 1
        self._outcomes.add(result.outcome)
        self._added += result.added
        self._seconds += result.seconds
        self._format = self._format or result.format
        self._more_stories += result.more_stories + _keep(self._articles, result.articles, self._most)
        notices = result.notices
        if result.error:
            self._error = self._error or result.error
            notices = (*notices, Notice(NoticeKind.RECORD, f"A part of the file was not read: {result.error}"))
        before = len(self._notices)
        _keep(self._notices, notices, self._most)
        self._more_notices += result.more_notices + len(notices) - (len(self._notices) - before)

    @property
    def has_failed(self) -> bool:
        """True if a part could not be read or filed."""
        return FileOutcome.FAILED in self._outcomes

    @property
    def articles(self) -> tuple[int, ...]:
        """The stories of the parts, so far as they are kept."""
        return tuple(self._articles)

    def result(self, path: str, left: int = 0) -> FileResult:
        """Return the result of the file; `left` parts of it weren't looked at."""
        outcome = next((each for each in _RANKS if each in self._outcomes), FileOutcome.SKIPPED)
        notices = tuple(self._notices)
        if left:
            parts = f"{self._parts:,} of the file's {self._parts + left:,} parts"
            stopped = f"The import was stopped when {parts} were read."
            notices = (Notice(NoticeKind.RECORD, stopped), *notices)
        failed = outcome in (FileOutcome.FAILED, FileOutcome.SKIPPED)
        return FileResult(
            path=path,
            outcome=outcome,
            articles=self.articles,
            format=self._format,
            notices=() if failed else notices,
            error=self._error if failed else "",
            seconds=self._seconds,
            added=self._added,
            more_stories=self._more_stories,
            more_notices=0 if failed else self._more_notices,
        )


def _keep(kept: dict[T, None], values: tuple[T, ...], most: int) -> int:
    """Keep each value once while there is room; return how many there was none for."""
    over = 0
    for value in values:
        if value in kept or len(kept) < most:
            kept[value] = None
        else:
            over += 1
    return over


@dataclass(slots=True, eq=False)
class Opening:
    """A file that was opened up: an archive, whose files stand in the report themselves, or one of many records."""

    unit: Unit
    opened: Opened
    left: int = field(init=False)
    sum: Sum | None = field(init=False)

    def __post_init__(self) -> None:
        listing = self.opened.listing
        self.left = len(listing.names) if listing is not None else len(self.opened.pieces)
        self.sum = None if listing is not None else Sum(KEPT_PARTS)

    def units(self) -> Iterator[Unit]:
        """Yield what is to be parsed."""
        found, path = self.unit.found, self.opened.path
        if self.opened.listing is None:
            for piece in self.opened.pieces:
                size = piece.end - piece.start
                part = replace(found, path=path, entry=None, piece=piece, label=found.name, size=size)
                yield Unit(part, self.unit.numbers, parent=self)
            return
        before, copies = "", 0
        for entry in self.opened.listing.entries():
            # Entries of one name follow one another; each is read.
            copies = copies + 1 if entry.name == before else 0
            before = entry.name
            label = f"{found.name}/{entry.name.lstrip('/')}" + (f" ({copies + 1})" if copies else "")
            inner = FoundFile(path, False, size=entry.size, label=label, entry=entry, depth=found.depth + 1)
            yield Unit(inner, self.unit.numbers, parent=self)

    @property
    def is_half_read(self) -> bool:
        """True for a file of many records of which some are filed, but not all."""
        return self.sum is not None and 0 < self.left < len(self.opened.pieces)

    def close(self) -> None:
        """Remove what was unpacked for it."""
        if self.opened.spooled:
            self.opened.path.unlink(missing_ok=True)


class Feed:
    """Where the next files to be parsed come from: those to be tried again, then what was opened up, then the walk.

    `wanted` tells by its name whether a file is to be read.
    """

    def __init__(self, walk: Iterator[FoundFile], first_number: int, wanted: Callable[[str], bool]) -> None:
        self._walk = walk
        self._bases = itertools.count(-(-first_number // _PER_FILE))
        self._wanted = wanted
        self._again: deque[Unit] = deque()
        self._alone: deque[Unit] = deque()
        self._opened: list[Iterator[Unit]] = []
        self.passed: list[Unit] = []
        """Units that weren't wanted, since this was last emptied."""

    def open(self, opening: Opening) -> None:
        """Read what came out of a file before anything else that is new."""
        self._opened.append(opening.units())

    def again(self, units: list[Unit], alone: bool) -> None:
        """Have units parsed after all, each by itself if one of them may be a killer."""
        (self._alone if alone else self._again).extend(units)

    def next_chunk(self) -> list[Unit]:
        """Return the next units for one worker, none if there is nothing left for now."""
        if self._alone:
            return [self._alone.popleft()]
        chunk: list[Unit] = []
        weight = 0
        while len(chunk) < CHUNK_FILES and weight < CHUNK_BYTES:
            unit = self._next()
            if unit is None:
                break
            chunk.append(unit)
            weight += unit.found.size
        return chunk

    def _next(self) -> Unit | None:
        if self._again:
            return self._again.popleft()
        while (unit := self._newest()) is not None:
            if unit.found.piece is not None or self._wanted(unit.found.name):
                return unit
            self.passed.append(unit)
            if len(self.passed) >= CHUNK_FILES:
                return None
        return None

    def _newest(self) -> Unit | None:
        while self._opened:
            if (unit := next(self._opened[-1], None)) is not None:
                return unit
            self._opened.pop()
        found = next(self._walk, None)
        if found is None:
            return None
        base = next(self._bases) * _PER_FILE
        return Unit(found, itertools.count(base))
