"""Handing parsed files to the writer: in slices so short that nobody waits, with their lines of the report."""

from __future__ import annotations

import itertools
import logging
import time
from collections import deque
from dataclasses import dataclass, replace
from pathlib import Path

from library.front.ingest.filing import file_parsed, known_file
from library.front.ingest.parsing import ParsedFile
from library.front.ingest.units import Sum, Unit
from library.front.writer import BACKGROUND, Connections, Writer
from library.model.errors import LibraryError
from library.model.operation import Outcome
from library.model.report import FileOutcome, FileResult
from library.store import articles, assets, imports
from library.store.connection import LIBRARY, expected_errors, transaction

log = logging.getLogger(__name__)

SLICE_STORIES = 20
SLICE_SECONDS = 0.02
"""Stories of one transaction, and seconds after which the writer turns to what the user did meanwhile."""

STORED_TOGETHER = 32
"""Files whose bytes are written in one transaction."""

_ALL = 2**62


@dataclass(frozen=True, slots=True)
class Settled:
    """A unit that is done, and its result."""

    unit: Unit
    result: FileResult


@dataclass(frozen=True, slots=True)
class _Slice:
    """Some stories of a unit's file. `sum` adds up the slices of one file, `last` is True for the last of them."""

    unit: Unit
    parsed: ParsedFile
    sum: Sum
    last: bool


class Filer:
    """Files what was parsed. For use on the thread of one import."""

    def __init__(self, writer: Writer, library: Path, run: int) -> None:
        self._writer = writer
        self._path = library / LIBRARY.file_name
        self._run = run
        self._slices: deque[_Slice] = deque()
        self._lines: list[tuple[int, FileResult]] = []

    def add(self, unit: Unit, parsed: ParsedFile) -> None:
        """Queue a file's stories; a file without any is settled with the others."""
        stories, summed = parsed.stories, Sum(_ALL)
        if len(stories) <= SLICE_STORIES:
            self._slices.append(_Slice(unit, parsed, summed, True))
            return
        for at in range(0, len(stories), SLICE_STORIES):
            part = replace(parsed, stories=stories[at : at + SLICE_STORIES], is_part=True)
            part = part if at == 0 else replace(part, original=None, seconds=0.0)
            self._slices.append(_Slice(unit, part, summed, at + SLICE_STORIES >= len(stories)))

    def add_line(self, number: int, result: FileResult) -> None:
        """Queue a line of the report."""
        self._lines.append((number, result))

    def step(self) -> tuple[list[Settled], Outcome] | None:
        """Write what fits into one short task; return what is settled by it, None if nothing is left.

        Raises LibraryError if the library can't be written.
        """
        if not (self._slices or self._lines):
            return None
        return self._writer.submit(self._write, BACKGROUND).result()

    def _write(self, own: Connections) -> tuple[list[Settled], Outcome]:
        self._store_assets(own)
        until = time.monotonic() + SLICE_SECONDS
        settled: list[Settled] = []
        changed: set[int] = set()
        added: set[int] = set()
        while self._slices:
            each = self._slices.popleft()
            result, changes = self._file(own, each)
            changed |= changes.articles
            added |= changes.added
            each.sum.add(result)
            if each.last:
                settled.append(Settled(each.unit, self._settle(own, each)))
            if time.monotonic() > until:
                break
        lines, self._lines = self._lines, []
        lines += [(each.unit.number, each.result) for each in settled if each.unit.number >= 0]
        if lines:
            with transaction(own.library):
                imports.add_results(own.library, self._run, lines)
        return settled, Outcome(articles=frozenset(changed), added=frozenset(added))

    def _store_assets(self, own: Connections) -> None:
        """Write the bytes of the next files together: each of these transactions waits for the disk."""
        waiting = list(itertools.islice(self._slices, STORED_TOGETHER))
        if not any(each.parsed.original or any(story.assets for story in each.parsed.stories) for each in waiting):
            return
        with transaction(own.assets):
            for at, each in enumerate(waiting):
                parsed = each.parsed
                for story in parsed.stories:
                    assets.insert_assets(own.assets, story.assets)
                if parsed.original is not None:
                    assets.insert_assets(own.assets, (parsed.original,))
                bare = tuple(replace(story, assets=()) for story in parsed.stories)
                self._slices[at] = replace(each, parsed=replace(parsed, stories=bare, original=None))

    def _file(self, own: Connections, each: _Slice) -> tuple[FileResult, Outcome]:
        path, parsed = each.unit.found.name, each.parsed
        if parsed.error:
            # In a folder, a picture or a style sheet between stories is not a failure.
            outcome = FileOutcome.SKIPPED if parsed.other and not each.unit.found.named else FileOutcome.FAILED
            failed = FileResult(path, outcome, format=parsed.format, error=parsed.error, seconds=parsed.seconds)
            return failed, Outcome()
        try:
            with expected_errors(self._path):
                if parsed.is_known and (known := known_file(own, path, parsed.digest)):
                    return replace(known, seconds=parsed.seconds), Outcome()
                filed = file_parsed(own, path, parsed, time.time_ns() // 1_000_000)
        except LibraryError:
            raise
        except Exception as error:
            # A fault of ours with one file costs that file; its traceback goes to the log, for a report.
            log.exception("a file could not be filed")
            sentence = f"A fault in Broadsheet kept it from being filed ({type(error).__name__})."
            return FileResult(path, FileOutcome.FAILED, error=sentence), Outcome()
        result = replace(filed.result, seconds=parsed.seconds, added=len(filed.changes.added))
        return result, filed.changes

    def _settle(self, own: Connections, each: _Slice) -> FileResult:
        result = each.sum.result(each.unit.found.name)
        if each.parsed.is_part and not each.sum.has_failed:
            with expected_errors(self._path), transaction(own.library):
                for article in result.articles:
                    articles.note_original(own.library, each.parsed.digest, article, each.parsed.format)
        return result
