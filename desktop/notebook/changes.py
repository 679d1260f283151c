"""The bar below the notebook that changes what is selected: colour, tags, deletion."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.notebook.words import colour_name
from desktop.theme.swatch import Swatch
from desktop.theme.themes import Theme
from library.model.annotation import Colour


class ChangesBar(QWidget):
    """`colour_wanted` carries a `Colour`. Hidden while nothing is selected."""

    colour_wanted = Signal(object)
    tags_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("changesBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Change what is selected")
        self._count = QLabel()
        self._count.setProperty("look", "muted")
        self._count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._swatches = {colour: self._swatch(colour, theme) for colour in Colour}
        self.set_names({})
        self._tags, remove = QPushButton("Tags…"), QPushButton("Delete")
        self._tags.setToolTip("Tag what is selected (t)")
        remove.setToolTip("Delete what is selected (Del)")
        self._tags.clicked.connect(self.tags_wanted)
        remove.clicked.connect(self.remove_wanted)
        row, colours = QHBoxLayout(), QHBoxLayout()
        row.setSpacing(1)
        row.addWidget(self._count, 1)
        for button in (self._tags, remove):
            button.setProperty("look", "plain")
            row.addWidget(button)
        colours.setSpacing(2)
        for swatch in self._swatches.values():
            colours.addWidget(swatch)
        colours.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 4, 8, 4)
        column.setSpacing(0)
        column.addLayout(row)
        column.addLayout(colours)
        self.hide()

    def show_count(self, count: int) -> None:
        """Say how many are selected; with none, hide."""
        self._count.setText(f"{count:,} selected")
        self.setVisible(count > 0)

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        for swatch in self._swatches.values():
            swatch.set_theme(theme)

    def set_names(self, names: Mapping[Colour, str]) -> None:
        """Call colours as the user does."""
        for number, (colour, swatch) in enumerate(self._swatches.items(), 1):
            name = colour_name(colour, names)
            swatch.setAccessibleName(f"Make {name}")
            swatch.setToolTip(f"{name[:1].upper()}{name[1:]} ({number})")

    def show_for_places(self, places: bool) -> None:
        """Offer what can be done to places, which have no colour, or to highlights."""
        for swatch in self._swatches.values():
            swatch.setVisible(not places)
        self._tags.setVisible(not places)

    def _swatch(self, colour: Colour, theme: Theme) -> Swatch:
        swatch = Swatch(colour, theme, "", "")
        swatch.setCheckable(False)
        swatch.clicked.connect(lambda: self.colour_wanted.emit(colour))
        return swatch
