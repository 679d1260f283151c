"""One import from start to report: a thread that walks, hands files to worker processes and files what comes back."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from library.front.ingest.filer import Filer
from library.front.ingest.meter import Meter
from library.front.ingest.opening import Opened
from library.front.ingest.parsing import ParsedFile
from library.front.ingest.pool import ParserPool, chunk_outcome, opened_outcome, was_dropped
from library.front.ingest.spool import Spool, sweep
from library.front.ingest.units import Feed, Opening, Unit
from library.front.ingest.walk import walk
from library.front.writer import Writer
from library.model.errors import LibraryError, LibraryReadOnly
from library.model.operation import Outcome
from library.model.report import FileOutcome, FileResult, ImportProgress, ImportReport
from library.store import imports
from library.store.connection import LIBRARY, open_for_reading

log = logging.getLogger(__name__)

IN_FLIGHT = 3
"""Chunks under way for each worker: keeps all of them busy and memory bounded."""


@dataclass(frozen=True, slots=True)
class Order:
    """What an import is to do.

    `only` are names of files, those in archives too; all others are left alone. `run` is an import that was cut off,
    to be taken up. `quiet` is one that nobody asked for. `workers` is for measuring; by default each core has one.
    """

    paths: tuple[Path, ...]
    only: frozenset[str] = frozenset()
    run: int | None = None
    quiet: bool = False
    workers: int | None = None


class ImportJob:
    """An import that runs on a thread of its own. Files are filed as they are parsed; the report keeps their order.

    `cancel` stops it after the files being filed; what is done stays. `stop` does so too, but leaves it to be taken up
    again. `wait` returns the report.
    """

    def __init__(
        self,
        writer: Writer,
        library: Path,
        order: Order,
        tell: Callable[[Outcome], None],
        on_progress: Callable[[ImportProgress], None] | None,
        on_done: Callable[[ImportJob, ImportReport], None],
    ) -> None:
        self._writer = writer
        self._library = library
        self._order = order
        self._tell = tell
        self._on_done = on_done
        self._meter = Meter(on_progress)
        self._cancelled = threading.Event()
        self._stays_open = False
        self._ready: SimpleQueue[Future[Any] | None] = SimpleQueue()
        self._running: dict[Future[Any], list[Unit]] = {}
        self._being_opened: set[Future[Any]] = set()
        self._openings: set[Opening] = set()
        self._report: Future[ImportReport] = Future()
        self._thread = threading.Thread(target=self._run, name="broadsheet-import", daemon=True)
        self._started = time.time_ns() // 1_000_000
        self._run_id = order.run or 0

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def cancel(self) -> None:
        """Stop as soon as what is being filed is done."""
        self._cancelled.set()
        self._ready.put(None)

    def stop(self) -> None:
        """Stop as `cancel` does, so that the import can be taken up again."""
        self._stays_open = True
        self.cancel()

    def wait(self) -> ImportReport:
        """Wait for the end and return the report."""
        report = self._report.result()
        self._thread.join()
        return report

    def _run(self) -> None:
        error = ""
        try:
            self._begin()
            self._read_all()
            self._end()
        except LibraryError as problem:
            error = str(problem)
            log.info("an import ended early: %s", problem)
        except BaseException as problem:
            error = f"A fault in Broadsheet ended the import: {problem}"
            log.exception("an import failed")
        report = self._made_report(error)
        self._on_done(self, report)
        self._report.set_result(report)

    def _begin(self) -> None:
        if self._order.run is None:
            paths = [str(path) for path in self._order.paths]
            self._run_id = self._writer.submit(
                lambda own: imports.begin_run(own.library, self._started, paths, self._order.quiet)
            ).result()
        sweep(self._library)

    def _end(self) -> None:
        seconds, cancelled = self._meter.seconds, self._cancelled.is_set()
        if not self._stays_open:
            self._writer.submit(lambda own: imports.end_run(own.library, self._run_id, seconds, cancelled)).result()

    def _made_report(self, error: str) -> ImportReport:
        if not error:
            kept = self._writer.submit(lambda own: imports.report(own.library, self._run_id)).result()
            if kept is not None:
                return kept
        paths = tuple(str(path) for path in self._order.paths)
        return ImportReport(
            self._run_id, self._started, self._meter.seconds, self._cancelled.is_set(), paths=paths, error=error
        )

    def _read_all(self) -> None:
        try:
            spool = Spool(self._library, self._run_id)
        except OSError as error:
            raise LibraryReadOnly(f"Broadsheet can't unpack anything in {self._library}: {error.strerror}.") from error
        reading = open_for_reading(LIBRARY, self._library)
        threading.Thread(target=self._count, name="broadsheet-walk", daemon=True).start()
        try:
            first = imports.next_number(reading, self._run_id)
            feed = Feed(walk(self._order.paths, not self._order.quiet), first, self._wanted(reading))
            filer = Filer(self._writer, self._library, self._run_id)
            with ParserPool(self._library, self._order.workers) as pool:
                self._work(_Tools(pool, feed, filer, spool.path))
            self._meter.show("", last=True)
        finally:
            reading.close()
            spool.close()

    def _wanted(self, reading: Any) -> Callable[[str], bool]:
        """Return what tells whether a file is to be read: not if it was before, nor if only others are asked for."""
        only = self._order.only
        around = {name[:at] for name in only for at, char in enumerate(name) if char == "/"}
        resumed = self._order.run is not None

        def wanted(name: str) -> bool:
            if only and name not in only and name not in around:
                return False
            return not (resumed and imports.has_result(reading, self._run_id, name))

        return wanted

    def _count(self) -> None:
        """Walk ahead, so that the total is soon known."""
        for found in walk(self._order.paths):
            if self._cancelled.is_set():
                return
            self._meter.found(found.size)
        self._meter.counting = False

    def _work(self, tools: _Tools) -> None:
        """Keep a bounded number of chunks under way, and file what comes back."""
        while not self._cancelled.is_set():
            self._fill(tools)
            self._file_all(tools)
            if not self._running:
                break
            future = self._ready.get()
            if future is not None:
                self._take(future, self._running.pop(future), tools)
                self._file_all(tools)
        for opening in tuple(self._openings):
            if opening.sum is not None and opening.is_half_read and not self._stays_open:
                tools.filer.add_line(opening.unit.number, opening.sum.result(opening.unit.found.name, opening.left))
        self._file_all(tools)

    def _fill(self, tools: _Tools) -> None:
        while len(self._running) < tools.pool.workers * IN_FLIGHT and not self._cancelled.is_set():
            chunk = tools.feed.next_chunk()
            for unit in tools.feed.passed:
                self._close(unit, None, tools)
            if not chunk and not tools.feed.passed:
                return
            tools.feed.passed.clear()
            for unit in [each for each in chunk if each.found.problem]:
                chunk.remove(unit)
                tools.filer.add(unit, ParsedFile(error=unit.found.problem))
            if chunk:
                self._schedule(tools.pool.parse(tuple(unit.found for unit in chunk)), chunk)

    def _schedule(self, future: Future[Any], units: list[Unit]) -> None:
        self._running[future] = units
        future.add_done_callback(self._ready.put)

    def _take(self, future: Future[Any], units: list[Unit], tools: _Tools) -> None:
        """Take in what a worker made of its task."""
        if was_dropped(future):
            self._being_opened.discard(future)
            tools.feed.again(units, alone=False)
            return
        if future in self._being_opened:
            self._being_opened.remove(future)
            self._take_opened(units[0], opened_outcome(units[0].found, future), tools)
            return
        parsed = chunk_outcome(future, len(units))
        if parsed is None:
            tools.feed.again(units, alone=True)
            return
        tools.feed.again(units[len(parsed) :], alone=False)
        for unit, each in zip(units, parsed, strict=False):
            if each.fault:
                log.error("a parser failed on a file\n%s", each.fault)
            if each.holds is not None:
                opening = tools.pool.open(unit.found, each.holds, each.format, tools.spool)
                self._being_opened.add(opening)
                self._schedule(opening, [unit])
            else:
                tools.filer.add(unit, each)

    def _take_opened(self, unit: Unit, opened: Opened, tools: _Tools) -> None:
        if opened.error:
            tools.filer.add(unit, ParsedFile(error=opened.error, other=opened.other))
            return
        opening = Opening(unit, opened)
        if opened.listing is not None:
            for name, sentence in opened.listing.problems:
                number = next(unit.numbers)
                path = f"{unit.found.name}/{name}"
                tools.filer.add_line(number, FileResult(path, FileOutcome.FAILED, error=sentence))
            self._meter.opened(unit.found.size, sum(opened.listing.sizes), opening.left)
        if opening.left:
            self._openings.add(opening)
            tools.feed.open(opening)
        elif opened.listing is not None and not opened.listing.problems:
            tools.filer.add(unit, ParsedFile(error="There is nothing in the archive.", other=True))
        else:
            tools.filer.add(unit, ParsedFile(error="The file holds no records."))

    def _file_all(self, tools: _Tools) -> None:
        while (written := tools.filer.step()) is not None:
            settled, changes = written
            if changes.articles:
                self._tell(changes)
            for each in settled:
                self._close(each.unit, each.result, tools)
                self._meter.show(each.unit.found.name)

    def _close(self, unit: Unit, result: FileResult | None, tools: _Tools) -> None:
        """Count a unit that is done; `result` is None for one that needed nothing."""
        parent = unit.parent
        if parent is not None and parent.sum is not None and result is not None:
            self._meter.read(unit.found.size)
            parent.sum.add(result)
        else:
            self._meter.done(unit.found.size, result)
        self._leave(parent, tools)

    def _leave(self, opening: Opening | None, tools: _Tools) -> None:
        """Count one part of an opened file as done, and the file with its last part."""
        if opening is None:
            return
        opening.left -= 1
        if opening.left:
            return
        self._openings.discard(opening)
        opening.close()
        if opening.sum is not None:
            whole = opening.sum.result(opening.unit.found.name)
            tools.filer.add_line(opening.unit.number, whole)
            self._meter.done(0, whole)
        self._leave(opening.unit.parent, tools)


@dataclass(slots=True)
class _Tools:
    pool: ParserPool
    feed: Feed
    filer: Filer
    spool: Path
