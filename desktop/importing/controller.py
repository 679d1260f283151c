"""Everything that brings files in: choosing, pasting, dropping, and one import after another."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop.importing import dialogs
from desktop.importing.drops import paths_of, refusal
from desktop.importing.guessing import GuessAsker
from desktop.importing.noted import holds_notes
from desktop.importing.wording import counted
from desktop.session import Session
from library.model.errors import BroadsheetError
from library.model.report import ImportProgress, ImportReport, UnfinishedImport

if TYPE_CHECKING:  # the parsers' pool is loaded with the first import, not with the window
    from library.front.ingest.job import ImportJob
    from library.front.ingest.refreshing import RefreshJob

Then = Callable[[ImportReport], None]


@dataclass(frozen=True, slots=True)
class _Turn:
    """An import that waits for its turn: how it is begun, and who is told of its end besides everyone."""

    begin: Callable[[], ImportJob | RefreshJob]
    then: Then | None = None


class ImportController(QObject):
    """Hands files to the session, one import at a time; others wait their turn.

    Signals: `looking` with the name of a file that is looked at before its import, `idle` if none came of it;
    `notes_wanted` with the path of a file of annotations alone, which others bring in;
    `started`; `progressed` with an `ImportProgress`; `ended` with an `ImportReport`; `queue_changed` with how many
    imports wait; `said` with a sentence for the user.
    """

    looking = Signal(str)
    idle = Signal()
    notes_wanted = Signal(object)
    started = Signal()
    progressed = Signal(object)
    ended = Signal(object)
    queue_changed = Signal(int)
    said = Signal(str)

    def __init__(self, session: Session, window: QWidget | None = None) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._job: ImportJob | RefreshJob | None = None
        self._then: Then | None = None
        self._waiting: deque[_Turn] = deque()
        self._next: _Turn | None = None
        self._is_loaded = self._is_unwanted = False
        self._guesses = GuessAsker(session, window)
        self._folder = ""
        self.last_report: ImportReport | None = None
        session.import_progressed.connect(self._on_progressed)
        session.import_ended.connect(self._on_ended)
        self._guesses.looking.connect(self._on_looking)
        self._guesses.decided.connect(self._on_decided)

    @property
    def is_running(self) -> bool:
        """True while an import runs, or is about to."""
        return self._job is not None or self._next is not None

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
        """Import files and folders now, or when those before them are done.

        Where the fields of a large file have to be guessed the guess is shown before.
        """
        if len(paths) == 1 and holds_notes(paths[0]):
            self.notes_wanted.emit(paths[0])
        elif paths and not self._guesses.take(paths):
            self._queue(_Turn(lambda: self._session.start_import(paths)))

    def try_again(self, run: int, names: tuple[str, ...] = (), then: Then | None = None) -> None:
        """Read files once more that failed in an import: those named, or all. `then` is told of the end."""
        self._queue(_Turn(lambda: self._session.try_again(run, names), then))

    def resume(self, unfinished: UnfinishedImport, then: Then | None = None) -> None:
        """Go on with an import that was cut off. `then` is told of the end."""
        self._queue(_Turn(lambda: self._session.resume_import(unfinished.run), then))

    def refresh(self, articles: tuple[int, ...], then: Then) -> None:
        """Read stories again from their kept files. `then` is told of the end."""
        self._queue(_Turn(lambda: self._session.refresh(articles), then))

    def cancel(self) -> None:
        """Stop the import that runs, and drop those that wait. What is done stays."""
        self._guesses.forget()
        if self._waiting:
            dropped = len(self._waiting)
            self._waiting.clear()
            self.queue_changed.emit(0)
            self.said.emit(f"{counted(dropped, 'import')} that waited won't be started.")
        self._is_unwanted = self._next is not None
        if self._job is not None:
            self._job.cancel()

    def leave(self) -> None:
        """Let go of what is looked at before its import: the window closes."""
        self._guesses.forget()

    def _queue(self, turn: _Turn) -> None:
        if self.is_running:
            self._waiting.append(turn)
            self.queue_changed.emit(self.waiting)
        else:
            self._start(turn)

    def _start(self, turn: _Turn) -> None:
        """Start an import; the first one once what it needs is loaded, which kept the window for 40 to 150 ms."""
        if self._is_loaded:
            self._begin(turn)
        else:
            self._next = turn
            self.started.emit()
            self._session.load_importing(self._on_loaded)

    def _on_loaded(self) -> None:
        self._is_loaded = True
        turn, self._next = self._next, None
        if turn is not None:
            self._begin(turn)
        if self._job is None:
            self.idle.emit()
        elif self._is_unwanted:
            self._job.cancel()  # its report says so, and one that was resumed isn't offered again

    def _begin(self, turn: _Turn) -> None:
        try:
            self._job = turn.begin()
        except BroadsheetError as error:
            self.said.emit(str(error))
        else:
            self._then = turn.then
            self.started.emit()

    def _on_looking(self, name: str) -> None:
        if not self.is_running:
            self.looking.emit(name)

    def _on_decided(self, paths: tuple[Path, ...]) -> None:
        if paths:
            self._queue(_Turn(lambda: self._session.start_import(paths)))
        elif not self.is_running:
            self.idle.emit()

    def _on_progressed(self, progress: ImportProgress) -> None:
        if self.is_running:
            self.progressed.emit(progress)

    def _on_ended(self, report: ImportReport) -> None:
        then, self._job, self._then = self._then, None, None
        self.last_report = report
        self.ended.emit(report)
        if then is not None:
            then(report)
        while self._waiting and not self.is_running:
            turn = self._waiting.popleft()
            self.queue_changed.emit(self.waiting)
            self._start(turn)
