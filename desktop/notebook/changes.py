"""The bar below the notebook that changes what is selected: colour, tags, deletion."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

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
        self.setAccessibleName("Change what is selected")
        self._count = QLabel()
        self._count.setProperty("look", "muted")
        self._count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._swatches = [self._swatch(colour, number, theme) for number, colour in enumerate(Colour, 1)]
        tags, remove = QPushButton("Tags…"), QPushButton("Delete")
        tags.setToolTip("Tag what is selected (t)")
        remove.setToolTip("Delete what is selected (Del)")
        tags.clicked.connect(self.tags_wanted)
        remove.clicked.connect(self.remove_wanted)
        row = QHBoxLayout()
        row.setSpacing(1)
        for swatch in self._swatches:
            row.addWidget(swatch)
        row.addStretch(1)
        for button in (tags, remove):
            button.setProperty("look", "plain")
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 6, 8, 4)
        column.setSpacing(0)
        column.addWidget(self._count)
        column.addLayout(row)
        self.hide()

    def show_count(self, count: int) -> None:
        """Say how many are selected; with none, hide."""
        self._count.setText(f"{count:,} selected")
        self.setVisible(count > 0)

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        for swatch in self._swatches:
            swatch.set_theme(theme)

    def _swatch(self, colour: Colour, number: int, theme: Theme) -> Swatch:
        name = colour.value.capitalize()
        swatch = Swatch(colour, theme, f"Make {colour.value}", f"{name} ({number})")
        swatch.setCheckable(False)
        swatch.clicked.connect(lambda: self.colour_wanted.emit(colour))
        return swatch
