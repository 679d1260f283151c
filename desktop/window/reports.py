"""Reports of imports in a window of their own, which opens the stories and the files they name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.importing.report import ReportDialog
from desktop.window.originals import reveal
from library.front.reader import Reader
from library.model.report import ImportReport

if TYPE_CHECKING:
    from desktop.window.main import MainWindow


class ReportController(QObject):
    """Shows reports over the main window. One that was left stands where it was left when it is asked for again."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._dialog: ReportDialog | None = None

    def show(self, report: ImportReport | None = None) -> None:
        """Show a report, by default the newest that the library keeps; say so if nothing was ever imported."""
        if report is not None:
            self._show(report)
        else:
            self._window.session.ask("report-newest", Reader.report, self._on_newest)

    def _on_newest(self, report: ImportReport | None) -> None:
        if report is None:
            self._window.messages.say("Nothing has been imported into this library yet.")
        else:
            self._show(report)

    def _show(self, report: ImportReport) -> None:
        if self._dialog is None:
            self._dialog = ReportDialog(self._window.session, self._window)
            self._dialog.story_wanted.connect(self._on_story)
            self._dialog.original_wanted.connect(self._on_original)
            self._dialog.retry_wanted.connect(self._on_retry)
        if self._dialog.report != report:
            self._dialog.show_report(report)
        self._dialog.set_theme(self._window.appearance.theme)
        self._dialog.open()

    def _on_story(self, article: int) -> None:
        if self._dialog is not None:
            self._dialog.accept()
        self._window.story.show(article)

    def _on_original(self, path: str) -> None:
        if self._dialog is not None:
            self._dialog.say(reveal(Path(path)))

    def _on_retry(self, run: int, names: tuple[str, ...]) -> None:
        self._window.importing.try_again(run, names, self._on_tried)

    def _on_tried(self, report: ImportReport) -> None:
        """Show what came of it where the report is still looked at; else the bar says it."""
        if self._dialog is not None and self._dialog.isVisible() and not report.error:
            self._dialog.show_report(report)
