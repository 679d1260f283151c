"""Asking for the name of a bookmark."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

NAME_LENGTH = 200


def ask_name(parent: QWidget | None, suggestion: str) -> str | None:
    """Ask for a bookmark's name and return it, stripped; an empty one means the suggestion. None: no bookmark."""
    dialog = BookmarkDialog(suggestion, parent)
    try:
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        return dialog.name() if accepted else None
    finally:
        dialog.deleteLater()


class BookmarkDialog(QDialog):
    """One field with the suggestion selected in it, so that typing replaces it and Enter takes it."""

    def __init__(self, suggestion: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._suggestion = " ".join(suggestion.split())[:NAME_LENGTH]
        self.setWindowTitle("Bookmark this place")
        self._field = QLineEdit(self._suggestion)
        self._field.setMaxLength(NAME_LENGTH)
        self._field.setPlaceholderText(self._suggestion)
        self._field.selectAll()
        label = QLabel("&Name of the bookmark")
        label.setBuddy(self._field)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText("Bookmark")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(8)
        column.addWidget(label)
        column.addWidget(self._field)
        column.addSpacing(6)
        column.addWidget(buttons)
        self.setMinimumWidth(380)

    def name(self) -> str:
        """Return the name as typed, or the suggestion for an empty field."""
        return " ".join(self._field.text().split()) or self._suggestion
