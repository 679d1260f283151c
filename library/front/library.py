"""The library: one folder, one writer, any number of read-only sessions, and the operations that change it."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from library.front import maintenance, operations
from library.front.reader import Reader
from library.front.writer import Connections, Writer
from library.model.errors import LibraryReadOnly, NotALibrary, NotFound
from library.model.operation import Operation, Outcome
from library.model.report import ImportProgress, ImportReport, UnfinishedImport
from library.store import imports, watched
from library.store.connection import BUSY_TIMEOUT_MS

if TYPE_CHECKING:  # the parsers' pool is loaded with the first import, not with the window
    from library.front.emptying import EmptyJob
    from library.front.ingest.job import ImportJob, Order
    from library.front.ingest.refreshing import RefreshJob
    from library.front.ingest.watch import FolderWatch
    from library.front.notes_import import NotesReport
    from library.model.trash import EmptyingReport

UNDO_LIMIT = 200
"""Operations that can be taken back in one session; the journal keeps all of them."""

Listener = Callable[[Outcome], None]


def open_library(folder: Path, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> Library:
    """Open the library in a folder, made if there is none; a write waits that long for another process.

    Raises a `LibraryError` whose text says why it can't be opened: read-only, locked, newer, foreign, damaged, full.
    """
    if folder.exists() and not folder.is_dir():
        raise NotALibrary(f"{folder} is a file, not a library folder.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryReadOnly(f"Broadsheet can't make the library folder {folder}: {error.strerror}.") from error
    return Library(folder, busy_timeout_ms)


class Library:
    """An open library.

    Its methods may be called from any thread; listeners are called on the writer's thread and must only pass the
    word on.
    """

    def __init__(self, folder: Path, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> None:
        self.folder = folder
        self._writer = Writer(folder, busy_timeout_ms)
        self._listeners: list[Listener] = []
        self._undo: deque[Operation] = deque(maxlen=UNDO_LIMIT)
        self._redo: deque[Operation] = deque(maxlen=UNDO_LIMIT)
        self._jobs: list[ImportJob | RefreshJob | EmptyJob] = []
        self._lock = threading.Lock()
        self._watch: FolderWatch | None = None
        try:
            maintenance.refresh_derived(self._writer)
        except BaseException:
            self._writer.close()
            raise

    def close(self) -> None:
        """Stop what is being imported, to be taken up with the next opening, finish every write, close the files."""
        self._stop_watching()
        with self._lock:
            jobs = tuple(self._jobs)
        for job in jobs:
            job.stop()
        for job in jobs:
            job.wait()
        self._writer.close()

    def reader(self) -> Reader:
        """Open a read-only session, for the calling thread."""
        return Reader(self.folder)

    def subscribe(self, listener: Listener) -> None:
        """Have a listener told of every change, on the writer's thread."""
        self._listeners.append(listener)

    def unsubscribe(self, listener: Listener) -> None:
        """Stop telling a listener."""
        self._listeners.remove(listener)

    def submit(self, operation: Operation, undoable: bool = True) -> Future[Outcome]:
        """Queue an operation; the future holds its outcome once it is durable.

        What isn't `undoable` (a story that counts as read because its end was seen) is no step of the user's to take
        back: the outcome has no inverse.
        """
        return self._writer.submit(lambda connections: self._do(connections, operation, undoable))

    def apply(self, operation: Operation) -> Outcome:
        """Apply an operation and wait until it is durable. Raises NotFound or a LibraryError; then nothing changed."""
        return self.submit(operation).result()

    def undo(self) -> Future[Outcome | None]:
        """Queue taking back the last operation; None in the future if there is nothing to take back."""
        return self._writer.submit(lambda connections: self._move(connections, self._undo, self._redo))

    def redo(self) -> Future[Outcome | None]:
        """Queue doing again what was taken back; None in the future if there is nothing."""
        return self._writer.submit(lambda connections: self._move(connections, self._redo, self._undo))

    @property
    def can_undo(self) -> bool:
        """True if there is an operation to take back."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """True if there is an operation to do again."""
        return bool(self._redo)

    def start_import(
        self,
        paths: Sequence[Path],
        on_progress: Callable[[ImportProgress], None] | None = None,
        on_done: Callable[[ImportReport], None] | None = None,
        workers: int | None = None,
    ) -> ImportJob:
        """Start reading files, folders and archives; both callbacks come on the job's thread.

        Files are read in `workers` processes, by default one for each core.
        """
        from library.front.ingest.job import Order

        return self._start(Order(tuple(path.absolute() for path in paths), workers=workers), on_progress, on_done)

    def try_again(
        self,
        run: int,
        on_progress: Callable[[ImportProgress], None] | None = None,
        on_done: Callable[[ImportReport], None] | None = None,
        names: Sequence[str] = (),
    ) -> ImportJob:
        """Start reading the files once more that failed in an import, in archives too; only those named, if any are.

        See `start_import`.
        """
        from library.front.ingest.job import Order
        from library.front.ingest.retrying import files_around

        with self.reader() as reader:
            failed = tuple(names) or reader.failed_paths(run)
        return self._start(Order(files_around(failed), only=frozenset(failed)), on_progress, on_done)

    def refresh(
        self,
        articles: Sequence[int],
        on_progress: Callable[[ImportProgress], None] | None = None,
        on_done: Callable[[ImportReport], None] | None = None,
    ) -> RefreshJob:
        """Start reading stories again from their kept files: what comes out differently is a new version of each.

        Both callbacks come on the job's thread; the report has a line for each file that was kept.
        """
        from library.front.ingest.refreshing import RefreshJob

        job = RefreshJob(self._writer, self.folder, tuple(articles), self._tell, on_progress, self._job_done(on_done))
        with self._lock:
            self._jobs.append(job)
        job.start()
        return job

    def empty_trash(
        self,
        on_progress: Callable[[int, int], None] | None = None,
        on_done: Callable[[EmptyingReport], None] | None = None,
        articles: Sequence[int] | None = None,
    ) -> EmptyJob:
        """Start deleting for good what is in the trash, or those of some stories that are. It can't be taken back.

        Both callbacks come on the job's thread, `on_progress` with stories done and in all.
        """
        from library.front.emptying import EmptyJob

        def done(job: EmptyJob, report: EmptyingReport) -> None:
            with self._lock:
                self._jobs.remove(job)
            if on_done is not None:
                on_done(report)

        job = EmptyJob(self._writer, self.folder, articles, self._tell, self._is_importing, on_progress, done)
        with self._lock:
            self._jobs.append(job)
        job.start()
        return job

    def import_notes(
        self,
        path: Path,
        on_progress: Callable[[int, int], None] | None = None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> NotesReport:
        """Read a file of annotations and wait for its end, on a worker's thread; see `notes_import.import_notes`."""
        from library.front.notes_import import import_notes

        return import_notes(self._writer, self.folder, self._tell, path.absolute(), on_progress, is_cancelled)

    def unfinished_import(self) -> UnfinishedImport | None:
        """Return the newest import that was cut off by the end of its program, or None."""
        from library.front.ingest.spool import is_alive

        unfinished = self._writer.submit(lambda own: imports.running(own.library)).result()
        return next((each for each in unfinished if not is_alive(self.folder, each.run)), None)

    def resume_import(
        self,
        run: int,
        on_progress: Callable[[ImportProgress], None] | None = None,
        on_done: Callable[[ImportReport], None] | None = None,
    ) -> ImportJob:
        """Go on with an import that was cut off: files in its report aren't read again. See `start_import`.

        Raises NotFound if there is no such import.
        """
        from library.front.ingest.job import Order

        with self.reader() as reader:
            report = reader.report(run)
        if report is None:
            raise NotFound(f"There is no import with the number {run}.")
        return self._start(Order(tuple(map(Path, report.paths)), run=run), on_progress, on_done)

    def drop_import(self, run: int) -> None:
        """Leave an import that was cut off as it is: what it read stays, and it isn't offered again."""
        self._writer.submit(lambda own: imports.end_run(own.library, run, 0.0, True)).result()

    def watch_folder(self, path: Path) -> None:
        """Have everything in a folder come in by itself, what is there now and what will be. Starts watching."""
        self._writer.submit(lambda own: watched.add(own.library, str(path.absolute()))).result()
        self.start_watching()

    def unwatch_folder(self, path: Path) -> None:
        """Stop watching a folder. What came in stays."""
        self._writer.submit(lambda own: watched.remove(own.library, str(path.absolute()))).result()
        self.start_watching()

    def watched_folders(self) -> tuple[Path, ...]:
        """Return the folders that are watched."""
        folders = self._writer.submit(lambda own: watched.folders(own.library)).result()
        return tuple(Path(folder) for folder in folders)

    def start_watching(self) -> None:
        """Watch the folders that are to be watched, and take in what came while nobody did."""
        self._stop_watching()
        if folders := self._writer.submit(lambda own: watched.folders(own.library)).result():
            from library.front.ingest.watch import FolderWatch

            with self._lock:
                self._watch = FolderWatch(folders, self.folder, self._import_quietly, self._note_seen)
                self._watch.start()

    def _stop_watching(self) -> None:
        with self._lock:
            watch, self._watch = self._watch, None
        if watch is not None:
            watch.stop()

    def _is_importing(self) -> bool:
        """True while files come in, by this program or another."""
        from library.front.emptying import EmptyJob
        from library.front.ingest.spool import any_alive

        with self._lock:
            own = any(not isinstance(job, EmptyJob) for job in self._jobs)
        return own or any_alive(self.folder)

    def _import_quietly(self, paths: tuple[Path, ...]) -> ImportJob:
        from library.front.ingest.job import Order

        return self._start(Order(paths, quiet=True), None, None)

    def _note_seen(self, folder: str, at: int) -> None:
        self._writer.submit(lambda own: watched.set_since(own.library, folder, at)).result()

    def _start(
        self,
        order: Order,
        on_progress: Callable[[ImportProgress], None] | None,
        on_done: Callable[[ImportReport], None] | None,
    ) -> ImportJob:
        from library.front.ingest.job import ImportJob

        job = ImportJob(self._writer, self.folder, order, self._tell, on_progress, self._job_done(on_done))
        with self._lock:
            self._jobs.append(job)
        job.start()
        return job

    def _job_done(
        self, on_done: Callable[[ImportReport], None] | None
    ) -> Callable[[ImportJob | RefreshJob, ImportReport], None]:
        def done(job: ImportJob | RefreshJob, report: ImportReport) -> None:
            with self._lock:
                self._jobs.remove(job)
            if on_done is not None:
                on_done(report)

        return done

    def _do(self, connections: Connections, operation: Operation, undoable: bool) -> Outcome:
        outcome = operations.apply(connections.library, operation, now())
        if not undoable:
            outcome = replace(outcome, inverse=None)
        if outcome.inverse is not None:
            self._undo.append(outcome.inverse)
            self._redo.clear()
        self._tell(outcome)
        return outcome

    def _move(self, connections: Connections, source: deque[Operation], other: deque[Operation]) -> Outcome | None:
        if not source:
            return None
        try:
            outcome = operations.apply(connections.library, source[-1], now())
        except NotFound:
            source.pop()  # what it was about is gone: it would stand in the way of every step before it
            raise
        source.pop()
        if outcome.inverse is not None:
            other.append(outcome.inverse)
        self._tell(outcome)
        return outcome

    def _tell(self, outcome: Outcome) -> None:
        for listener in tuple(self._listeners):
            listener(outcome)


def now() -> int:
    """Return the time in UTC milliseconds."""
    return time.time_ns() // 1_000_000
