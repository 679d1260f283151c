"""Reports of imports: the newest one kept, in a window of its own that opens the stories it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.importing.report import ReportDialog
from library.model.report import ImportReport

if TYPE_CHECKING:
    from desktop.window.main import MainWindow


MOST_LINES = 50_000
"""Lines that are shown: more than anyone reads, few enough to be there at once."""


class ReportController(QObject):
    """Shows reports over the main window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def show(self, report: ImportReport | None = None) -> None:
        """Show a report, by default the newest that the library keeps; say so if nothing was ever imported."""
        report = report or self._window.session.reader.report()
        if report is None:
            self._window.messages.say("Nothing has been imported into this library yet.")
            return
        results = self._window.session.reader.report_lines(report.id, limit=MOST_LINES)
        dialog = ReportDialog(report, results, self._window)
        dialog.set_theme(self._window.appearance.theme)
        dialog.story_wanted.connect(self._window.story.show)
        dialog.story_wanted.connect(dialog.accept)
        dialog.open()
