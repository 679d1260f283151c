"""The five colours of a highlight as a row of round buttons: one stop for Tab, arrows move along it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from desktop.theme.swatch import Swatch
from desktop.theme.themes import Theme
from library.model.annotation import Colour


class Swatches(QWidget):
    """All five, in the order of their numbers. `picked` carries a `Colour` that the user chose."""

    picked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._buttons = {colour: _swatch(colour, number, theme) for number, colour in enumerate(Colour, 1)}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for button in self._buttons.values():
            self._group.addButton(button)
            row.addWidget(button)
            button.toggled.connect(self._on_toggled)
        self._silent = True
        self.show_colour(Colour.YELLOW)

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        for button in self._buttons.values():
            button.set_theme(theme)

    def set_names(self, names: Mapping[Colour, str]) -> None:
        """Say what the user calls the colours."""
        for number, (colour, button) in enumerate(self._buttons.items(), 1):
            own, name = names.get(colour, ""), colour.value.capitalize()
            button.setAccessibleName(f"{own}, {colour.value}" if own else f"{name} highlight")
            button.setToolTip(f"{own or name} (Ctrl+{number})")

    def show_colour(self, colour: Colour) -> None:
        """Show a colour as chosen, without a signal."""
        self._silent = True
        self._buttons[colour].setChecked(True)
        self._silent = False
        self.setFocusProxy(self._buttons[colour])

    def pick(self, colour: Colour) -> None:
        """Choose a colour as a click does."""
        self._buttons[colour].setChecked(True)

    def button(self, colour: Colour) -> Swatch:
        """Return a colour's button."""
        return self._buttons[colour]

    def chosen(self) -> Swatch:
        """Return the button of the colour that is chosen."""
        return next(button for button in self._buttons.values() if button.isChecked())

    def _on_toggled(self, on: bool) -> None:
        button = self._group.checkedButton()
        if on and isinstance(button, Swatch):
            self.setFocusProxy(button)
            if not self._silent:
                self.picked.emit(button.colour)


def _swatch(colour: Colour, number: int, theme: Theme) -> Swatch:
    name = colour.value.capitalize()
    return Swatch(colour, theme, f"{name} highlight", f"{name} (Ctrl+{number})")
