"""Completing tags in a line of several."""

from __future__ import annotations

import re

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

_COMMAS = re.compile("[,，、،;；]")


class TagCompleter(QCompleter):
    """Completes the tag behind the last comma and leaves those before it alone."""

    def __init__(self, known: tuple[str, ...], field: QLineEdit) -> None:
        super().__init__(field)
        self.setModel(QStringListModel(list(known), self))
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)

    def splitPath(self, path: str) -> list[str]:
        """Return what is completed of the line."""
        return [_COMMAS.split(path)[-1].strip()]

    def pathFromIndex(self, index: object) -> str:
        """Return the line with a completion in its last tag's place."""
        widget = self.widget()
        before = widget.text() if isinstance(widget, QLineEdit) else ""
        *others, _ = _COMMAS.split(before)
        return ", ".join([*(each.strip() for each in others), super().pathFromIndex(index)])
