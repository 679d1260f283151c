"""Names for a screen reader where Qt gives none."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QToolButton


def name_clear_button(field: QLineEdit) -> None:
    """Give the button in a field that empties it a name: Qt draws it, and says nothing."""
    for button in field.findChildren(QToolButton):
        button.setAccessibleName("Clear")
