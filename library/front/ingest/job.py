"""One import from start to report: a thread that walks, hands files to worker processes and files what comes back."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from queue import SimpleQueue

from library.front.ingest.filing import Filed, file_parsed, known_file
from library.front.ingest.parsing import SIZE_LIMIT, ParsedFile
from library.front.ingest.pool import ParserPool, result_of
from library.front.ingest.walk import FoundFile, walk
from library.front.writer import BACKGROUND, Writer
from library.model.errors import LibraryError
from library.model.operation import Outcome
from library.model.report import FileOutcome, FileResult, ImportProgress, ImportReport
from library.store import imports

log = logging.getLogger(__name__)

PROGRESS_SECONDS = 0.05
"""Least time between two progress reports: a screen can't show more."""
IN_FLIGHT = 4
"""Files under way for each worker: keeps all of them busy and memory bounded."""


class ImportJob:
    """An import that runs on a thread of its own. Files are filed in the order they were found.

    `cancel` stops it after the files being filed; what is done stays. `wait` returns the report.
    """

    def __init__(
        self,
        writer: Writer,
        paths: tuple[Path, ...],
        tell: Callable[[Outcome], None],
        on_progress: Callable[[ImportProgress], None] | None,
        on_done: Callable[[ImportJob, ImportReport], None],
    ) -> None:
        self._writer = writer
        self._paths = paths
        self._tell = tell
        self._on_progress = on_progress
        self._on_done = on_done
        self._cancelled = threading.Event()
        self._report: Future[ImportReport] = Future()
        self._thread = threading.Thread(target=self._run, name="broadsheet-import", daemon=True)
        self._results: list[FileResult] = []
        self._total = 0
        self._counting = True
        self._told = 0.0
        self._begun = time.monotonic()
        self._started = time.time_ns() // 1_000_000
        self._run_id = 0
        self._seconds = 0.0

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def cancel(self) -> None:
        """Stop as soon as what is being filed is done."""
        self._cancelled.set()

    def wait(self) -> ImportReport:
        """Wait for the end and return the report. Raises LibraryError if the library itself failed."""
        report = self._report.result()
        self._thread.join()
        return report

    def _run(self) -> None:
        error: BaseException | None = None
        try:
            self._run_id = self._writer.submit(lambda own: imports.begin_run(own.library, self._started)).result()
            self._read_all()
            self._end()
        except LibraryError as problem:
            # The library can't be written (full, locked): the report says so for every file that is left.
            error = problem
            log.info("an import ended early: %s", problem)
        except BaseException as problem:
            error = problem
            log.exception("an import failed")
        report = ImportReport(
            self._run_id,
            self._started,
            self._seconds,
            self._cancelled.is_set(),
            tuple(self._results) + self._not_written(error),
        )
        self._on_done(self, report)
        self._report.set_result(report)

    def _end(self) -> None:
        self._seconds, cancelled = time.monotonic() - self._begun, self._cancelled.is_set()
        self._writer.submit(lambda own: imports.end_run(own.library, self._run_id, self._seconds, cancelled)).result()

    def _not_written(self, error: BaseException | None) -> tuple[FileResult, ...]:
        if error is None:
            return ()
        sentence = str(error) if isinstance(error, LibraryError) else f"A fault in Broadsheet ended the import: {error}"
        return tuple(FileResult(str(path), FileOutcome.FAILED, error=sentence) for path in self._paths)

    def _read_all(self) -> None:
        """Keep a bounded window of files under way, and file them in order."""
        waiting: deque[tuple[FoundFile, Future[ParsedFile] | FileResult]] = deque()
        with ParserPool() as pool:
            for found in self._found():
                if self._cancelled.is_set():
                    break
                waiting.append((found, self._begin(found, pool)))
                self._progress(found.name)
                while waiting and (len(waiting) >= pool.workers * IN_FLIGHT or _ready(waiting[0][1])):
                    self._finish(*waiting.popleft())
            while waiting and not self._cancelled.is_set():
                self._finish(*waiting.popleft())
        self._progress("", last=True)

    def _found(self) -> Iterator[FoundFile]:
        """Yield the files, while another thread walks ahead, so that the total is soon known."""
        found: SimpleQueue[FoundFile | None] = SimpleQueue()

        def walk_ahead() -> None:
            try:
                for file in walk(self._paths):
                    if self._cancelled.is_set():
                        break
                    self._total += 1
                    found.put(file)
                self._counting = False
            finally:
                found.put(None)

        threading.Thread(target=walk_ahead, name="broadsheet-walk", daemon=True).start()
        while (file := found.get()) is not None:
            yield file

    def _begin(self, found: FoundFile, pool: ParserPool) -> Future[ParsedFile] | FileResult:
        """Answer at once what needs no parsing: unreadable files, and files whose very bytes are in the library."""
        path = found.name
        if found.problem:
            return FileResult(path, FileOutcome.FAILED, error=found.problem)
        if digest := _digest(found.path):
            known = self._writer.submit(lambda own: known_file(own, path, digest), BACKGROUND).result()
            if known is not None:
                return known
        return pool.parse(found)

    def _finish(self, found: FoundFile, work: Future[ParsedFile] | FileResult) -> None:
        self._progress(found.name)
        result = work if isinstance(work, FileResult) else self._result(found, work)
        number = len(self._results)
        self._writer.submit(
            lambda own: imports.add_result(own.library, self._run_id, number, result), BACKGROUND
        ).result()
        self._results.append(result)
        self._progress(found.name)

    def _result(self, found: FoundFile, work: Future[ParsedFile]) -> FileResult:
        try:
            return self._file(found, result_of(work))
        except LibraryError:
            raise
        except Exception as error:
            # A fault of ours with one file costs that file; its traceback goes to the log, for a report.
            log.exception("a file could not be filed")
            sentence = f"A fault in Broadsheet kept it from being filed ({type(error).__name__})."
            return FileResult(found.name, FileOutcome.FAILED, error=sentence)

    def _file(self, found: FoundFile, parsed: ParsedFile) -> FileResult:
        path = found.name
        if parsed.error:
            # In a folder, a picture or a style sheet between stories is not a failure.
            outcome = FileOutcome.SKIPPED if parsed.other and not found.named else FileOutcome.FAILED
            return FileResult(path, outcome, format=parsed.format, error=parsed.error)
        at = time.time_ns() // 1_000_000
        filed: Filed = self._writer.submit(lambda own: file_parsed(own, path, parsed, at), BACKGROUND).result()
        if filed.changes.articles:
            self._tell(filed.changes)
        return filed.result

    def _progress(self, current: str, last: bool = False) -> None:
        at = time.monotonic()
        if self._on_progress is None or (at - self._told < PROGRESS_SECONDS and not last):
            return
        self._told = at
        failed = sum(1 for result in self._results if result.outcome is FileOutcome.FAILED)
        self._on_progress(
            ImportProgress(len(self._results), self._total, self._counting, current, failed, at - self._begun)
        )


def _ready(work: Future[ParsedFile] | FileResult) -> bool:
    return isinstance(work, FileResult) or work.done()


def _digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes; empty where it can't be read or is too large, which parsing will say."""
    with contextlib.suppress(OSError):
        if path.stat().st_size <= SIZE_LIMIT:
            with path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
    return ""
