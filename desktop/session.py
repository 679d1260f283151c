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
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from library.front.ingest.job import ImportJob
from library.front.library import Library
from library.front.reader import Interrupted, Reader
from library.model.errors import BroadsheetError
from library.model.operation import Operation, Outcome
from library.model.report import ImportProgress, ImportReport

log = logging.getLogger(__name__)

T = TypeVar("T")


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
        self._called.connect(_call, Qt.ConnectionType.QueuedConnection)
        library.subscribe(self.changed.emit)

    def close(self) -> None:
        """Stop answering, and close the window's own session. The library stays open."""
        self.library.unsubscribe(self.changed.emit)
        for asker in self._askers.values():
            asker.close()
        self.reader.close()

    def do(self, operation: Operation, then: Callable[[Outcome], None] | None = None) -> None:
        """Hand over an operation; `then` is called with its outcome, after `changed`. A failure becomes `failed`."""
        self._deliver(self.library.submit(operation), then)

    def undo(self, then: Callable[[Outcome | None], None] | None = None) -> None:
        """Take back the last operation."""
        self._deliver(self.library.undo(), then)

    def redo(self, then: Callable[[Outcome | None], None] | None = None) -> None:
        """Do again what was taken back."""
        self._deliver(self.library.redo(), then)

    def ask(self, key: str, question: Callable[[Reader], T], answer: Callable[[T], None]) -> None:
        """Have a question that grows with the library answered on a worker.

        A newer question of the same key cuts the older one off, whose answer never comes. `failed` says why one
        could not be answered.
        """
        if key not in self._askers:
            self._askers[key] = _Asker(key, self.library, self._called.emit, self.failed.emit)
        self._askers[key].ask(question, answer)

    def start_import(self, paths: tuple[Path, ...]) -> ImportJob:
        """Begin importing; see the signals. The job can be cancelled."""
        return self.library.start_import(paths, self._on_progress, self._on_ended)

    def _on_progress(self, progress: ImportProgress) -> None:
        self.import_progressed.emit(progress)

    def _on_ended(self, report: ImportReport) -> None:
        self.import_ended.emit(report)

    def _deliver(self, future: Future[T], then: Callable[[T], None] | None) -> None:
        def done(done_future: Future[T]) -> None:
            error = done_future.exception()
            if isinstance(error, BroadsheetError):
                self.failed.emit(str(error))
            elif error is not None:
                log.error("an operation failed", exc_info=error)
                self.failed.emit(f"That didn't work, through a fault in Broadsheet: {error}")
            elif then is not None:
                self._called.emit(lambda: then(done_future.result()))

        future.add_done_callback(done)


def _call(job: Callable[[], None]) -> None:
    job()


@dataclass(frozen=True, slots=True)
class _Question(Generic[T]):
    number: int
    question: Callable[[Reader], T] | None
    answer: Callable[[T], None] | None


class _Asker(Generic[T]):
    """A thread with a read-only session of its own that answers the newest question of one kind."""

    def __init__(
        self, key: str, library: Library, call: Callable[[Callable[[], None]], None], fail: Callable[[str], None]
    ) -> None:
        self._library = library
        self._call = call
        self._fail = fail
        self._questions: queue.SimpleQueue[_Question[T]] = queue.SimpleQueue()
        self._newest = 0
        self._answering: Reader | None = None
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, name=f"broadsheet-{key}", daemon=True)
        self._thread.start()

    def ask(self, question: Callable[[Reader], T], answer: Callable[[T], None]) -> None:
        self._put(question, answer)

    def close(self) -> None:
        self._put(None, None)
        self._thread.join()

    def _put(self, question: Callable[[Reader], T] | None, answer: Callable[[T], None] | None) -> None:
        with self._lock:
            self._newest += 1
            self._questions.put(_Question(self._newest, question, answer))
            if self._answering is not None:
                self._answering.interrupt()

    def _run(self) -> None:
        try:
            with self._library.reader() as reader:
                while (asked := self._questions.get()).question is not None:
                    if asked.number == self._newest:
                        self._answer(reader, asked)
        except BroadsheetError as error:
            self._fail(str(error))

    def _answer(self, reader: Reader, asked: _Question[T]) -> None:
        assert asked.question is not None
        assert asked.answer is not None
        answer = asked.answer
        with self._lock:
            self._answering = reader
        try:
            result = asked.question(reader)
        except Interrupted:
            return
        except BroadsheetError as error:
            self._fail(str(error))
            return
        except Exception as error:
            log.exception("a question failed")
            self._fail(f"That couldn't be looked up, through a fault in Broadsheet: {error}")
            return
        finally:
            with self._lock:
                self._answering = None
        # A newer question asked meanwhile makes this answer stale: it is dropped where it would be used.
        self._call(lambda: answer(result) if asked.number == self._newest else None)
