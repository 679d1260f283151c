"""Taking annotations and stories out, and annotations in. What it takes is loaded when it is first asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from desktop.window.export_desk import ExportDesk
    from desktop.window.main import MainWindow


class ExportController(QObject):
    """The way to the export desk: dialogs and the writers of nine formats are 5 % of the window's start."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._opened: ExportDesk | None = None
        window.importing.notes_wanted.connect(self._on_notes_wanted)

    def export(self) -> None:
        """Ask what is to be taken out, and where to, and do it."""
        self._desk().export()

    def import_notes(self) -> None:
        """Ask for a file of annotations, and read it."""
        self._desk().import_notes()

    def _on_notes_wanted(self, path: Path) -> None:
        self._desk().bring_in(path)

    def _desk(self) -> ExportDesk:
        if self._opened is None:
            from desktop.window.export_desk import ExportDesk

            self._opened = ExportDesk(self._window)
        return self._opened
