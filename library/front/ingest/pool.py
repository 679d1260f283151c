"""Worker processes for parsing: a time and a memory limit each, and a dead one costs the file that killed it."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from types import TracebackType
from typing import TYPE_CHECKING

from library.front.ingest.parsing import ParsedFile, parse_file
from library.front.ingest.walk import FoundFile

if TYPE_CHECKING:
    from pebble import ProcessExpired

log = logging.getLogger(__name__)

SECONDS_LIMIT = 60
"""Wall time one file may take; the slowest of 900 real pages takes 2 s of CPU."""
MEMORY_LIMIT = 3 * 1024**3
"""Address space of a worker in bytes."""
NICENESS = 10
"""What the window does goes before parsing: while 200 pages are imported on two busy cores, the longest time its event
loop is kept falls from 90-210 ms to 24-56 ms (p99 from 30 to 17), and the import takes no longer."""
FILES_PER_WORKER = 2000
"""A worker is replaced after so many files, so that what parsers leak is given back."""


class ParserPool:
    """A pool of worker processes. `close` waits for them to end; unfinished tasks are dropped."""

    def __init__(self, workers: int | None = None, seconds: float = SECONDS_LIMIT) -> None:
        # They bring asyncio along and took a quarter of the window's imports: loaded with the first import of files.
        import multiprocessing

        from pebble import ProcessPool

        self.workers = workers or max(1, min(os.cpu_count() or 1, 8))
        self._seconds = seconds
        # "spawn": a fork of a process with threads and Qt in it may deadlock.
        self._pool = ProcessPool(
            max_workers=self.workers,
            max_tasks=FILES_PER_WORKER,
            initializer=_limit_worker,
            context=multiprocessing.get_context("spawn"),
        )

    def __enter__(self) -> ParserPool:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def parse(self, found: FoundFile) -> Future[ParsedFile]:
        """Queue a file."""
        future: Future[ParsedFile] = self._pool.schedule(parse_file, args=[found], timeout=self._seconds)
        return future


def result_of(future: Future[ParsedFile], seconds: float = SECONDS_LIMIT) -> ParsedFile:
    """Return what a worker made of a file; a worker that died or hung gives the sentence for the report."""
    from pebble import ProcessExpired  # see ParserPool

    try:
        return future.result()
    except FutureTimeout:
        return ParsedFile(error=f"Reading it took longer than {seconds:.0f} seconds, so it was given up.")
    except ProcessExpired as error:
        return ParsedFile(error=f"The program that read it stopped ({_how(error)}); the file may be damaged.")
    except MemoryError:
        return ParsedFile(error="Reading it took too much memory, so it was given up.")
    except Exception as error:
        # A fault of ours in one parser costs one file; its traceback goes to the log, for a report.
        log.exception("a parser failed")
        return ParsedFile(error=f"A fault in Broadsheet kept it from being read ({type(error).__name__}).")


def _how(error: ProcessExpired) -> str:
    code = getattr(error, "exitcode", None)
    if isinstance(code, int) and code < 0:
        with contextlib.suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit code {code}"


def _limit_worker() -> None:
    """Bound a worker's memory, let the window go first, and leave Ctrl+C to the process that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):  # Windows has none
        os.nice(NICENESS)
    with contextlib.suppress(ImportError, ValueError, OSError):  # Windows has no resource module
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
