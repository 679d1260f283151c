"""The one writer: a thread that owns the write connections and does what it is handed, one task after another.

What the user does goes before what an import does; an import hands over short slices, so a highlight never waits long.
"""

from __future__ import annotations

import contextlib
import itertools
import queue
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from library.store.connection import ASSETS, BUSY_TIMEOUT_MS, LIBRARY, expected_errors, open_for_writing

T = TypeVar("T")

USER = 0
"""Priority of what the user did: written with `synchronous=FULL` before it counts as done."""
BACKGROUND = 1
"""Priority of imports and maintenance: a power cut may cost the last of it, which the next import brings back."""
_CLOSE = 2


@dataclass(frozen=True, slots=True)
class Connections:
    """The write connections, for use on the writer's thread alone."""

    library: sqlite3.Connection
    assets: sqlite3.Connection


Task = Callable[[Connections], T]


@dataclass(order=True, slots=True)
class _Job(Generic[T]):
    priority: int
    number: int
    task: Task[T] | None = field(compare=False)
    future: Future[T] = field(compare=False)


class Writer:
    """Runs tasks on the write connections of one library folder. Raises from the constructor what opening raised."""

    def __init__(self, folder: Path, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> None:
        self._folder = folder
        self._busy_timeout_ms = busy_timeout_ms
        self._jobs: queue.PriorityQueue[_Job[Any]] = queue.PriorityQueue()
        self._numbers = itertools.count()
        self._closed = threading.Lock()
        self._open = True
        opened: Future[None] = Future()
        self._thread = threading.Thread(target=self._run, args=(opened,), name="broadsheet-writer", daemon=True)
        self._thread.start()
        opened.result()

    def submit(self, task: Task[T], priority: int = USER) -> Future[T]:
        """Queue a task; its result or exception arrives in the future."""
        future: Future[T] = Future()
        with self._closed:
            if not self._open:
                raise RuntimeError("the library is closed")
            self._jobs.put(_Job(priority, next(self._numbers), task, future))
        return future

    def close(self) -> None:
        """Finish what is queued, then close the files."""
        with self._closed:
            if not self._open:
                return
            self._open = False
            self._jobs.put(_Job(_CLOSE, next(self._numbers), None, Future()))
        self._thread.join()

    def _run(self, opened: Future[None]) -> None:
        try:
            connections = Connections(
                library=open_for_writing(LIBRARY, self._folder, self._busy_timeout_ms),
                assets=open_for_writing(ASSETS, self._folder, self._busy_timeout_ms),
            )
        except BaseException as error:
            opened.set_exception(error)
            return
        opened.set_result(None)
        with contextlib.closing(connections.library), contextlib.closing(connections.assets):
            while (job := self._jobs.get()).task is not None:
                self._do(job, connections)
            with contextlib.suppress(sqlite3.Error):  # statistics for the query planner: a full disk does without them
                connections.library.execute("PRAGMA optimize")

    def _do(self, job: _Job[Any], connections: Connections) -> None:
        assert job.task is not None
        level = "FULL" if job.priority == USER else "NORMAL"
        try:
            with expected_errors(self._folder / LIBRARY.file_name):
                connections.library.execute(f"PRAGMA synchronous = {level}")
                result = job.task(connections)
        except BaseException as error:
            job.future.set_exception(error)
        else:
            job.future.set_result(result)
