"""Asking what the user calls the five colours."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from library.model.annotation import Colour

NAME_LENGTH = 40


class ColourNamesDialog(QDialog):
    """A field for each colour, in the order of their numbers; an empty one leaves the colour its own name."""

    def __init__(self, names: Mapping[Colour, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Name the colours")
        self.fields = {colour: QLineEdit(names.get(colour, "")) for colour in Colour}
        rows = QFormLayout()
        for number, (colour, field) in enumerate(self.fields.items(), 1):
            field.setMaxLength(NAME_LENGTH)
            field.setPlaceholderText(colour.value.capitalize())
            label = QLabel(f"&{number}  {colour.value.capitalize()}")
            label.setBuddy(field)
            rows.addRow(label, field)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText("Name them")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(12)
        column.addLayout(rows)
        column.addWidget(buttons)
        self.setMinimumWidth(360)

    def names(self) -> dict[Colour, str]:
        """Return what was typed, white space closed up; empty for none."""
        return {colour: " ".join(field.text().split()) for colour, field in self.fields.items()}
