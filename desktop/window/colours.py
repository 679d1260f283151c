"""The user's own names of the five colours: asked for, and shown wherever a colour is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.notes.colour_names import ColourNamesDialog
from library.model.annotation import Colour
from library.model.operation import Batch, NameColour, Outcome

if TYPE_CHECKING:
    from desktop.window.main import MainWindow


class ColourController(QObject):
    """Keeps the names on actions, on the bar at the selection and in the editor as the library has them."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.session.changed.connect(self._on_changed)
        self._show()

    def edit(self) -> None:
        """Ask for the names."""
        before = self._window.session.reader.colour_names()
        dialog = ColourNamesDialog(before, self._window)

        def keep() -> None:
            changed = [NameColour(each, name) for each, name in dialog.names().items() if name != before.get(each, "")]
            if changed:
                self._window.session.do(Batch(tuple(changed)))

        dialog.accepted.connect(keep)
        dialog.open()

    def _on_changed(self, outcome: Outcome) -> None:
        if outcome.colours:
            self._show()

    def _show(self) -> None:
        names = self._window.session.reader.colour_names()
        for colour in Colour:
            self._window.commands.set_name(f"highlight-{colour.value}", names.get(colour, ""))
        self._window.reader.selection_bar.set_names(names)
        self._window.note_editor.set_colour_names(names)
