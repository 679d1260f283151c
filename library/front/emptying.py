"""Emptying the trash: a job that deletes stories for good, then the files and pictures that only they named.

It can't be taken back. Each slice is whole or not there at all; what a kill leaves in the trash goes the next time.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import closing
from pathlib import Path

from library.front.writer import BACKGROUND, Connections, Writer
from library.model.errors import LibraryError
from library.model.operation import Outcome
from library.model.trash import EmptyingReport, TrashCounts
from library.store import garbage, removing
from library.store.connection import ASSETS, LIBRARY, expected_errors, open_for_reading, transaction

log = logging.getLogger(__name__)

SLICE = 25
"""Stories deleted in one transaction: some 50 ms, so that what the user does meanwhile hardly waits."""
GARBAGE_SLICE = 100
"""Files and pictures deleted in one transaction."""
LOOKED_THROUGH = 30_000
"""Versions up to which all are looked through for the pictures of deleted stories, 0.1 ms each on the job's thread.
In a larger library the pictures stay; files, which are found without that, go."""


class EmptyJob:
    """Empties the trash on a thread of its own. `cancel` and `stop` end it after a slice, `wait` returns the report."""

    def __init__(
        self,
        writer: Writer,
        library: Path,
        wanted: Sequence[int] | None,
        tell: Callable[[Outcome], None],
        is_importing: Callable[[], bool],
        on_progress: Callable[[int, int], None] | None,
        on_done: Callable[[EmptyJob, EmptyingReport], None],
    ) -> None:
        self._writer, self._library, self._wanted = writer, library, wanted
        self._tell, self._is_importing = tell, is_importing
        self._on_progress, self._on_done = on_progress, on_done
        self._cancelled = threading.Event()
        self._report: Future[EmptyingReport] = Future()
        self._thread = threading.Thread(target=self._run, name="broadsheet-emptying", daemon=True)
        self._removed, self._freed = TrashCounts(), 0

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def cancel(self) -> None:
        """Stop after the slice that is being deleted; what is gone stays gone, the rest stays in the trash."""
        self._cancelled.set()

    stop = cancel

    def wait(self) -> EmptyingReport:
        """Wait for the end and return the report."""
        report = self._report.result()
        self._thread.join()
        return report

    def _run(self) -> None:
        error = ""
        try:
            self._delete_garbage(self._remove_stories())
        except LibraryError as problem:
            error = str(problem)
        except BaseException as problem:
            log.exception("emptying the trash failed")
            error = f"A fault in Broadsheet ended it: {problem}"
        report = EmptyingReport(self._removed, self._freed, self._cancelled.is_set(), error)
        self._on_done(self, report)
        self._report.set_result(report)

    def _remove_stories(self) -> set[str]:
        """Delete the stories; return the digests that they named."""
        wanted = self._writer.submit(lambda own: removing.in_trash(own.library, self._wanted)).result()
        digests = set[str]()
        for at in range(0, len(wanted), SLICE):
            if self._cancelled.is_set():
                break
            removed = self._writer.submit(_removal(wanted[at : at + SLICE]), BACKGROUND).result()
            self._removed += removed.counts
            digests |= removed.digests
            if removed.articles:
                going = frozenset(removed.articles)
                self._tell(Outcome(articles=going, gone=going))
            if self._on_progress is not None:
                self._on_progress(min(at + SLICE, len(wanted)), len(wanted))
        return digests

    def _delete_garbage(self, digests: set[str]) -> None:
        """Delete what nothing names any more, also where the rest of the trash was left: it can't be found later."""
        if not digests:
            return
        with (
            expected_errors(self._library / LIBRARY.file_name),
            closing(open_for_reading(LIBRARY, self._library)) as library,
            closing(open_for_reading(ASSETS, self._library)) as assets,
        ):
            seen = garbage.last_version(library)
            free = self._free_of(library, assets, digests)
        for at in range(0, len(free), GARBAGE_SLICE):
            self._freed += self._writer.submit(self._clearing(free[at : at + GARBAGE_SLICE], seen), BACKGROUND).result()

    def _free_of(self, library: sqlite3.Connection, assets: sqlite3.Connection, digests: set[str]) -> list[str]:
        files = garbage.originals_among(assets, digests)
        pictures = bool(digests - files - {""}) and garbage.version_count(library) <= LOOKED_THROUGH
        asked = digests if pictures else files
        return sorted(asked - garbage.still_named(library, asked, pictures=pictures))

    def _clearing(self, digests: Sequence[str], seen: int) -> Callable[[Connections], int]:
        def clear(own: Connections) -> int:
            # An import stores a file's bytes before the story that names them, and not again if they are there.
            if self._is_importing():
                return 0
            free = set(digests) - garbage.still_named(own.library, digests, after=seen)
            with transaction(own.assets):
                return garbage.delete_assets(own.assets, free)

        return clear


def _removal(articles: Sequence[int]) -> Callable[[Connections], removing.Removed]:
    return lambda own: removing.remove(own.library, articles)
