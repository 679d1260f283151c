"""Folders whose new and changed files come in by themselves, once they have stopped growing."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

from library.front.ingest.claims import passed_over
from library.front.ingest.walk import walk
from library.model.report import ImportReport

log = logging.getLogger(__name__)

LOOK_MS = 400
"""How often files that are growing are looked at."""
SETTLED_SECONDS = 1.0
"""A file that hasn't changed for so long is whole: browsers and downloads write at least every few hundred ms."""
SLACK_MS = 2000
"""Times of files are no finer on some file systems (FAT)."""


class Job(Protocol):
    """An import under way."""

    def stop(self) -> None:
        """End it soon."""

    def wait(self) -> ImportReport:
        """Wait for its end."""


class FolderWatch:
    """Watches folders on a thread of its own.

    `seen` gives, for each folder, the time (UTC ms) up to which its files are known: at the beginning, what changed
    since then comes in. `take` starts the import of some files; `note` is told when all up to a time are in. What lies
    in the folder `apart`, the library's own, is left alone: each import changes it.
    """

    def __init__(
        self,
        seen: Mapping[str, int],
        apart: Path,
        take: Callable[[tuple[Path, ...]], Job],
        note: Callable[[str, int], None],
    ) -> None:
        self._seen = dict(seen)
        self._apart = apart.resolve()
        self._take = take
        self._job: Job | None = None
        self._note = note
        self._stopped = threading.Event()
        self._growing: dict[Path, tuple[float, tuple[int, int]]] = {}
        self._thread = threading.Thread(target=self._run, name="broadsheet-watch", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, and wait for it."""
        self._stopped.set()
        if (job := self._job) is not None:
            job.stop()
        self._thread.join()

    def _run(self) -> None:
        from watchfiles import watch  # compiled, and needed by few

        try:
            folders = [folder for folder in self._seen if os.path.isdir(folder)]
            if not folders:
                return
            changes = watch(
                *folders,
                stop_event=self._stopped,
                watch_filter=None,
                debounce=LOOK_MS,
                rust_timeout=LOOK_MS,
                yield_on_timeout=True,
                raise_interrupt=False,
            )
            begun = False
            for batch in changes:
                if not begun:  # now that changes are being collected none of them can be missed
                    begun = True
                    self._catch_up(folders)
                self._note_growing(Path(path) for _, path in batch)
                self._take_settled(folders)
        except Exception:
            log.exception("watching folders failed")

    def _catch_up(self, folders: list[str]) -> None:
        for folder in folders:
            at = time.time_ns() // 1_000_000
            found = _changed_since(Path(folder), self._seen[folder] - SLACK_MS)
            if self._are_in(tuple(path for path in found if not self._is_apart(path))):
                self._note(folder, at)

    def _are_in(self, files: tuple[Path, ...]) -> bool:
        """Import files; True if all of them were looked at."""
        if not files:
            return True
        self._job = job = self._take(files)
        if self._stopped.is_set():  # it was asked to while the import began
            job.stop()
        report = job.wait()
        self._job = None
        return not (report.error or report.cancelled)

    def _is_apart(self, path: Path) -> bool:
        return path.resolve().is_relative_to(self._apart)

    def _note_growing(self, paths: Iterable[Path]) -> None:
        now = time.monotonic()
        for path in paths:
            for each in () if self._is_apart(path) else _files_at(path):
                self._growing[each] = (now, _state(each))

    def _take_settled(self, folders: list[str]) -> None:
        now = time.monotonic()
        for path, (_, state) in tuple(self._growing.items()):
            if (latest := _state(path)) != state:
                self._growing[path] = (now, latest)
        settled = [path for path, (since, _) in self._growing.items() if now - since >= SETTLED_SECONDS]
        for path in settled:
            del self._growing[path]
        at = time.time_ns() // 1_000_000
        wanted = tuple(path for path in settled if path.is_file() and not _is_claimed(path, folders))
        if wanted and self._are_in(wanted) and not self._growing:
            for folder in folders:
                self._note(folder, at - int(SETTLED_SECONDS * 1000))


def _files_at(path: Path) -> Iterator[Path]:
    """Yield the file at a path, or the files in a folder that was moved in whole."""
    if path.is_dir():
        yield from (found.path for found in walk((path,)) if not found.problem)
    else:
        yield path


def _state(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:  # gone again
        return (-1, -1)
    return (status.st_size, status.st_mtime_ns)


def _is_claimed(path: Path, folders: list[str]) -> bool:
    """True if the file belongs to another: it, or a folder between it and the watched one, is passed over."""
    for each in (path, *path.parents):
        if str(each) in folders:
            return False
        try:
            if each.name in passed_over(os.listdir(each.parent)):
                return True
        except OSError:  # gone meanwhile
            return True
    return False


def _changed_since(folder: Path, since: int) -> Iterator[Path]:
    """Yield the files that were written, or moved in, since a time (UTC ms)."""
    fresh: dict[Path, bool] = {}

    def is_fresh(path: Path) -> bool:
        try:
            status = path.stat()
        except OSError:
            return False
        return max(status.st_mtime, status.st_ctime) * 1000 >= since

    for found in walk((folder,), named=False):
        parent = found.path.parent
        if parent not in fresh:
            # A folder that was moved in brings its files with it, whose own times stay.
            fresh[parent] = any(is_fresh(each) for each in (parent, *parent.parents) if each.is_relative_to(folder))
        if not found.problem and (fresh[parent] or is_fresh(found.path)):
            yield found.path
