"""The open library as the window sees it: operations go in, changes come out as signals on the window's thread.

Owns the window's read-only session and the threads that answer long questions. Knows nothing of widgets.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from library.front.library import Library
from library.front.reader import Interrupted, Reader
from library.model.errors import BroadsheetError
from library.model.operation import Operation, Outcome
from library.model.report import ImportProgress, ImportReport

if TYPE_CHECKING:  # the parsers' pool is loaded with the first import, not with the window
    from library.front.ingest.job import ImportJob
    from library.front.ingest.refreshing import RefreshJob

log = logging.getLogger(__name__)

T = TypeVar("T")
A = TypeVar("A")


class Session(QObject):
    """One library open in one window.

    Signals: `changed` carries an `Outcome` after every change, ours or an import's; `failed` a sentence for the user;
    `import_progressed` an `ImportProgress`; `import_ended` an `ImportReport`. All arrive on the thread that made the
    session.
    """

    changed = Signal(object)
    failed = Signal(str)
    import_progressed = Signal(object)
    import_ended = Signal(object)
    _called = Signal(object)

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.library = library
        self.reader = library.reader()
        self._askers: dict[str, _Asker[Any]] = {}
        self._open = True
        self._called.connect(self._on_called, Qt.ConnectionType.QueuedConnection)
        library.subscribe(self._tell)

    def close(self) -> None:
        """Stop telling and answering, and close the window's own session. The library stays open."""
        self._open = False
        self.library.unsubscribe(self._tell)
        for asker in self._askers.values():
            asker.close()
        self.reader.close()

    def do(
        self,
        operation: Operation,
        then: Callable[[Outcome], None] | None = None,
        undoable: bool = True,
        refused: Callable[[str], None] | None = None,
    ) -> None:
        """Hand over an operation; `then` is called with its outcome, after `changed`.

        Where it fails `refused` is called with the reason, by default `failed` tells it.

        What happens by itself while the user reads isn't `undoable`.
        """
        self._deliver(self.library.submit(operation, undoable), then, refused)

    def undo(self, then: Callable[[Outcome | None], None] | None = None) -> None:
        """Take back the last operation."""
        self._deliver(self.library.undo(), then)

    def redo(self, then: Callable[[Outcome | None], None] | None = None) -> None:
        """Do again what was taken back."""
        self._deliver(self.library.redo(), then)

    def ask(
        self,
        key: str,
        question: Callable[[Reader], T],
        answer: Callable[[T], None],
        refused: Callable[[str], None] | None = None,
    ) -> None:
        """Have a question that grows with the library answered on a worker.

        A newer question of the same key cuts the older one off, which is neither answered nor refused. Where one
        can't be answered `refused` is called with the reason, by default `failed` tells it.
        """
        if key not in self._askers:
            self._askers[key] = _Asker(key, self.library, self._called.emit)
        self._askers[key].ask(question, answer, refused or self.failed.emit)

    def load_importing(self, then: Callable[[], None]) -> None:
        """Load what imports need on a worker, for it takes 0.1 s; `then` is called once they can start at once."""
        self.ask("importing", lambda _reader: _load_importing(), lambda _nothing: then())

    def start_import(self, paths: tuple[Path, ...]) -> ImportJob:
        """Begin importing; see the signals. The job can be cancelled."""
        return self.library.start_import(paths, self._on_progress, self._on_ended)

    def try_again(self, run: int, names: tuple[str, ...] = ()) -> ImportJob:
        """Begin reading files once more that failed in an import: those named, or all. As `start_import`."""
        return self.library.try_again(run, self._on_progress, self._on_ended, names)

    def resume_import(self, run: int) -> ImportJob:
        """Go on with an import that was cut off. As `start_import`."""
        return self.library.resume_import(run, self._on_progress, self._on_ended)

    def refresh(self, articles: tuple[int, ...]) -> RefreshJob:
        """Begin reading stories again from their kept files. As `start_import`."""
        return self.library.refresh(articles, self._on_progress, self._on_ended)

    def _tell(self, outcome: Outcome) -> None:
        self._called.emit(lambda: self.changed.emit(outcome))

    def _on_progress(self, progress: ImportProgress) -> None:
        self._called.emit(lambda: self.import_progressed.emit(progress))

    def _on_ended(self, report: ImportReport) -> None:
        self._called.emit(lambda: self.import_ended.emit(report))

    def _on_called(self, job: Callable[[], None]) -> None:
        """Do what another thread asked for; what was still on its way when the session closed is dropped."""
        if self._open:
            job()

    def _deliver(
        self, future: Future[T], then: Callable[[T], None] | None, refused: Callable[[str], None] | None = None
    ) -> None:
        def done(done_future: Future[T]) -> None:
            error = done_future.exception()
            if isinstance(error, BroadsheetError):
                self._fail(str(error), refused)
            elif error is not None:
                log.error("an operation failed", exc_info=error)
                self._fail(f"That didn't work, through a fault in Broadsheet: {error}", refused)
            elif then is not None:
                self._called.emit(lambda: then(done_future.result()))

        future.add_done_callback(done)

    def _fail(self, sentence: str, refused: Callable[[str], None] | None = None) -> None:
        self._called.emit(lambda: (refused or self.failed.emit)(sentence))


def _load_importing() -> None:
    from library.front.ingest import job, pool, refreshing  # noqa: F401

    pool.load()


@dataclass(frozen=True, slots=True)
class _Question(Generic[T]):
    number: int
    question: Callable[[Reader], T]
    answer: Callable[[T], None]
    refused: Callable[[str], None]


class _Asker(Generic[T]):
    """A thread with a read-only session of its own that answers the newest question of one kind."""

    def __init__(self, key: str, library: Library, call: Callable[[Callable[[], None]], None]) -> None:
        self._library = library
        self._call = call
        self._questions: queue.SimpleQueue[_Question[T] | None] = queue.SimpleQueue()
        self._newest = 0
        self._reader: Reader | None = None
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, name=f"broadsheet-{key}", daemon=True)
        self._thread.start()

    def ask(self, question: Callable[[Reader], T], answer: Callable[[T], None], refused: Callable[[str], None]) -> None:
        with self._lock:
            self._newest += 1
            self._questions.put(_Question(self._newest, question, answer, refused))
            self._interrupt()

    def close(self) -> None:
        with self._lock:
            self._newest += 1
            self._questions.put(None)
            self._interrupt()
        self._thread.join()

    def _interrupt(self) -> None:
        if self._reader is not None:
            self._reader.interrupt()

    def _run(self) -> None:
        while (asked := self._questions.get()) is not None:
            # Taking the lock lets whoever asks finish first, so that their interrupt can't hit their own question.
            with self._lock:
                newest = self._newest
            if asked.number == newest:
                self._answer(asked)
        with self._lock:
            reader, self._reader = self._reader, None
        if reader is not None:
            reader.close()

    def _answer(self, asked: _Question[T]) -> None:
        try:
            result = asked.question(self._session())
        except Interrupted:
            return
        except BroadsheetError as error:
            self._deliver(asked, asked.refused, str(error))
        except Exception as error:
            log.exception("a question failed")
            sentence = f"That couldn't be looked up, through a fault in Broadsheet: {error}"
            self._deliver(asked, asked.refused, sentence)
        else:
            self._deliver(asked, asked.answer, result)

    def _session(self) -> Reader:
        """Open the session with the first question: where that fails, the next question tries again."""
        if self._reader is None:
            reader = self._library.reader()
            with self._lock:
                self._reader = reader
        return self._reader

    def _deliver(self, asked: _Question[T], to: Callable[[A], None], what: A) -> None:
        # A newer question asked meanwhile makes this answer stale: it is dropped where it would be used.
        self._call(lambda: to(what) if asked.number == self._newest else None)
