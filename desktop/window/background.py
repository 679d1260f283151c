"""What goes on by itself once the window stands: an import that was cut off goes on, folders are watched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desktop.importing.watched import WatchedDialog
from desktop.importing.wording import counted
from library.model.report import ImportReport, UnfinishedImport

if TYPE_CHECKING:
    from desktop.window.main import MainWindow

AFTER_MS = 400
"""How long after the first list is shown: what the user does first goes before."""


class BackgroundController(QObject):
    """Begins when it is told to, and then when the window has settled. The library's closing ends it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER_MS)
        self._timer.timeout.connect(self._look)

    def begin(self) -> None:
        """Begin once the first list is shown."""
        self._window.settled.connect(self._on_settled)

    def edit_folders(self) -> None:
        """Show the folders that are watched."""
        WatchedDialog(self._window.session, self._window).open()

    def _on_settled(self) -> None:
        self._window.settled.disconnect(self._on_settled)
        self._timer.start()

    def _look(self) -> None:
        session = self._window.session
        session.ask("watched", lambda _reader: session.library.start_watching(), lambda _nothing: None)
        self._resume()

    def _resume(self) -> None:
        session = self._window.session
        session.ask("unfinished", lambda _reader: session.library.unfinished_import(), self._on_unfinished)

    def _on_unfinished(self, unfinished: UnfinishedImport | None) -> None:
        if unfinished is None:
            return
        window = self._window
        before = counted(unfinished.done, "file")
        were = "was" if unfinished.done == 1 else "were"
        window.importing.resume(unfinished, self._on_resumed)
        window.messages.say(
            f"An import that was cut off goes on: {before} {were} read before.", "Cancel", window.importing.cancel
        )

    def _on_resumed(self, report: ImportReport) -> None:
        if not (report.cancelled or report.error):
            self._resume()  # there may have been another before it
