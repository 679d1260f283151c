"""Worker processes for parsing: a time and a memory limit each, and a dead one costs the file that killed it."""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import signal
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from library.front.ingest.opening import Opened, open_file
from library.front.ingest.parsing import Holds, IsKnown, ParsedFile, nothing_known, parse_chunk
from library.front.ingest.walk import FoundFile
from library.store import articles
from library.store.connection import LIBRARY, open_for_reading

if TYPE_CHECKING:
    from pebble import ProcessExpired, ProcessPool

log = logging.getLogger(__name__)

SECONDS_LIMIT = 60
"""Wall time one file may take; the slowest of 900 real pages takes 2 s of CPU."""
OPENING_RATE = 1024 * 1024
"""Bytes a second that unpacking and cutting up do at least; a file that takes longer is given up."""
MEMORY_LIMIT = 3 * 1024**3
"""Address space of a worker in bytes."""
NICENESS = 10
"""What the window does goes before parsing: while 200 pages are imported on two busy cores, the longest time its event
loop is kept falls from 90-210 ms to 24-56 ms (p99 from 30 to 17), and the import takes no longer."""
TASKS_PER_WORKER = 1000
"""A worker is replaced after so many chunks, so that what parsers leak is given back."""

RENEWALS = 5
"""How often a broken pool is made anew in one import."""

_is_known: IsKnown = nothing_known
"""A worker's own: tells whether a file's bytes are in the library."""


class ParserPool:
    """Worker processes on a library folder. Leaving it waits for them to end; unfinished tasks are dropped."""

    def __init__(
        self,
        library: Path | None,
        workers: int | None = None,
        seconds: float = SECONDS_LIMIT,
        niceness: int = NICENESS,
    ) -> None:
        self.workers = workers or max(1, min(os.cpu_count() or 1, 8))
        self._seconds = seconds
        self._library = library
        self._niceness = niceness
        self._renewed = 0
        self._pool = self._made()

    def _made(self) -> ProcessPool:
        # They bring asyncio along and took a quarter of the window's imports: loaded with the first import of files.
        import multiprocessing

        from pebble import ProcessPool

        # "spawn": a fork of a process with threads and Qt in it may deadlock.
        return ProcessPool(
            max_workers=self.workers,
            max_tasks=TASKS_PER_WORKER,
            initializer=_begin_worker,
            initargs=(self._library, self._niceness),
            context=multiprocessing.get_context("spawn"),
        )

    def __enter__(self) -> ParserPool:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def parse(self, files: tuple[FoundFile, ...]) -> Future[tuple[ParsedFile, ...]]:
        """Queue files to be parsed by one worker; see `chunk_outcome`."""
        return self._schedule(_parse, (files,), self._seconds)

    def open(self, found: FoundFile, holds: Holds, format_id: str, spool: Path) -> Future[Opened]:
        """Queue an archive or a file of many records to be opened up; see `opened_outcome`."""
        with contextlib.suppress(OSError):
            return self._schedule(
                open_file, (found, holds, format_id, spool), self._seconds + found.path.stat().st_size / OPENING_RATE
            )
        return self._schedule(open_file, (found, holds, format_id, spool), self._seconds)

    def run(self, task: Callable[..., Any], *args: object) -> Future[Any]:
        """Queue any other task with the limits of one file."""
        return self._schedule(task, args, self._seconds)

    def _schedule(self, task: Callable[..., Any], args: tuple[object, ...], seconds: float) -> Future[Any]:
        try:
            future: Future[Any] = self._pool.schedule(task, args=list(args), timeout=seconds)
        except RuntimeError:
            # A worker that dies while none has a task (the system was short of memory) breaks pebble's pool.
            if self._renewed == RENEWALS:
                raise
            self._renewed += 1
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool = self._made()
            future = self._pool.schedule(task, args=list(args), timeout=seconds)
        return future


def load() -> None:
    """Load the modules that a pool needs, so that making one takes no longer than its processes do."""
    import multiprocessing.connection  # noqa: F401

    import pebble  # noqa: F401


def was_dropped(future: Future[Any]) -> bool:
    """True for a task that was never begun, because its pool broke: it is to be queued again."""
    return isinstance(future.exception(), BrokenProcessPool)


def chunk_outcome(future: Future[tuple[ParsedFile, ...]], files: int) -> tuple[ParsedFile, ...] | None:
    """Return the results for the first of a chunk's files, at least for one.

    None if the worker died or hung over one of several: they are to be parsed again one by one.
    """
    try:
        return future.result()
    except Exception as error:
        return None if files > 1 else (ParsedFile(error=why_not(error)),)


def opened_outcome(found: FoundFile, future: Future[Opened]) -> Opened:
    """Return what opening a file up came to; a worker that died or hung gives a sentence."""
    try:
        return future.result()
    except Exception as error:
        return Opened(found.path, error=why_not(error))


def why_not(error: Exception) -> str:
    """Return the sentence for what a task raised. A fault of ours goes to the log, for a report."""
    from pebble import ProcessExpired  # see ParserPool

    if isinstance(error, FutureTimeout):
        seconds = error.args[1] if len(error.args) > 1 and isinstance(error.args[1], int | float) else SECONDS_LIMIT
        return f"Reading it took longer than {seconds:.0f} seconds, so it was given up."
    if isinstance(error, ProcessExpired):
        return f"The program that read it stopped ({_how(error)}); the file may be damaged."
    if isinstance(error, MemoryError):
        return "Reading it took too much memory, so it was given up."
    log.error("a parser failed", exc_info=error)
    return f"A fault in Broadsheet kept it from being read ({type(error).__name__})."


def _how(error: ProcessExpired) -> str:
    code = getattr(error, "exitcode", None)
    if isinstance(code, int) and code < 0:
        with contextlib.suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit code {code}"


def _parse(files: tuple[FoundFile, ...]) -> tuple[ParsedFile, ...]:
    return parse_chunk(files, _is_known)


def _begin_worker(library: Path | None, niceness: int) -> None:
    """Bound a worker's memory, let the window go first, and leave Ctrl+C to the process that started it."""
    global _is_known
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(100_000, 50, 100)  # trees of markup are many objects and few cycles: a saved page takes 5 % less
    if hasattr(os, "nice"):  # Windows has none
        os.nice(niceness)
    with contextlib.suppress(ImportError, ValueError, OSError):  # Windows has no resource module
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    if library is not None:
        connection = open_for_reading(LIBRARY, library)
        _is_known = lambda digest: bool(articles.articles_of_original(connection, digest)[0])  # noqa: E731
