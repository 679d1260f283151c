"""Everything that brings files in: choosing, pasting, dropping, and one import after another."""

from __future__ import annotations

from collections import deque
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop.importing import dialogs
from desktop.importing.drops import paths_of, refusal
from desktop.importing.wording import counted
from desktop.session import Session
from library.model.report import ImportProgress, ImportReport

if TYPE_CHECKING:  # the parsers' pool is loaded with the first import, not with the window
    from library.front.ingest.job import ImportJob


class ImportController(QObject):
    """Hands files to the session, one import at a time; others wait their turn.

    Signals: `started`; `progressed` with an `ImportProgress`; `ended` with an `ImportReport`; `queue_changed` with how
    many imports wait; `said` with a sentence for the user.
    """

    started = Signal()
    progressed = Signal(object)
    ended = Signal(object)
    queue_changed = Signal(int)
    said = Signal(str)

    def __init__(self, session: Session, window: QWidget | None = None) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._job: ImportJob | None = None
        self._waiting: deque[tuple[Path, ...]] = deque()
        self._folder = ""
        self.last_report: ImportReport | None = None
        session.import_progressed.connect(self._on_progressed)
        session.import_ended.connect(self._on_ended)

    @property
    def is_running(self) -> bool:
        """True while an import runs."""
        return self._job is not None

    @property
    def waiting(self) -> int:
        """How many imports wait for the one that runs."""
        return len(self._waiting)

    def choose_files(self) -> None:
        """Ask for files, and import them."""
        if paths := dialogs.ask_files(self._window, self._folder):
            self._folder = str(paths[0].parent)
            self.import_paths(paths)

    def choose_folder(self) -> None:
        """Ask for a folder, and import what can be read in it."""
        if path := dialogs.ask_folder(self._window, self._folder):
            self._folder = str(path)
            self.import_paths((path,))

    def paste(self) -> None:
        """Import the files on the clipboard, or say why that can't be."""
        self.take(QApplication.clipboard().mimeData())

    def accepts(self, mime: QMimeData) -> bool:
        """True if what is dragged may be dropped: files, and addresses too, so that `take` can say what to do instead.

        For the window's `dragEnterEvent`.
        """
        return mime.hasUrls() or bool(paths_of(mime))

    def take(self, mime: QMimeData) -> bool:
        """Import the files that were dropped or pasted, or say why that can't be. Returns whether there were any."""
        paths = paths_of(mime)
        if paths:
            self.import_paths(paths)
        else:
            self.said.emit(refusal(mime))
        return bool(paths)

    def add_samples(self) -> None:
        """Import the sample stories that come with the program."""
        self.import_paths((Path(str(resources.files("resources") / "samples")),))

    def import_paths(self, paths: tuple[Path, ...]) -> None:
        """Import files and folders now, or when those before them are done."""
        if not paths:
            return
        if self.is_running:
            self._waiting.append(paths)
            self.queue_changed.emit(self.waiting)
        else:
            self._start(paths)

    def cancel(self) -> None:
        """Stop the import that runs, and drop those that wait. What is done stays."""
        if self._waiting:
            dropped = len(self._waiting)
            self._waiting.clear()
            self.queue_changed.emit(0)
            self.said.emit(f"{counted(dropped, 'import')} that waited won't be started.")
        if self._job is not None:
            self._job.cancel()

    def _start(self, paths: tuple[Path, ...]) -> None:
        self._job = self._session.start_import(paths)
        self.started.emit()

    def _on_progressed(self, progress: ImportProgress) -> None:
        if self.is_running:
            self.progressed.emit(progress)

    def _on_ended(self, report: ImportReport) -> None:
        self._job = None
        self.last_report = report
        self.ended.emit(report)
        if self._waiting and not self.is_running:
            paths = self._waiting.popleft()
            self.queue_changed.emit(self.waiting)
            self._start(paths)
