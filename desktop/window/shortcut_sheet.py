"""The sheet of shortcuts, made from the table of actions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.commands.action import Action, Menu
from desktop.commands.table import ACTIONS

COLUMNS = 2


class ShortcutSheet(QDialog):
    """Every action that has a shortcut, menu by menu. Escape or `?` closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("shortcutSheet")
        self.setWindowTitle("Keyboard shortcuts")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(780, 620)
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(24, 20, 24, 24)
        grid.setHorizontalSpacing(44)
        heights = [0] * COLUMNS
        for menu in Menu:
            rows = [row for row in ACTIONS if row.menu is menu and row.shortcuts]
            if rows:
                column = heights.index(min(heights))
                grid.addWidget(
                    _section(menu, rows), heights[column], column, len(rows) + 1, 1, Qt.AlignmentFlag.AlignTop
                )
                heights[column] += len(rows) + 1
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setWidget(content)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(scroll)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's: close on the key that opened it, too; Esc is Qt's own."""
        if event.text() == "?" or event.key() == Qt.Key.Key_F1:
            self.reject()
        else:
            super().keyPressEvent(event)


def keys_text(row: Action) -> str:
    """Return a row's shortcuts as this platform writes them."""
    native = QKeySequence.SequenceFormat.NativeText
    return "  ·  ".join(QKeySequence(keys).toString(native).replace(", ", " then ") for keys in row.shortcuts)


def _section(menu: Menu, rows: list[Action]) -> QWidget:
    section = QWidget()
    grid = QGridLayout(section)
    grid.setContentsMargins(0, 0, 0, 10)
    grid.setHorizontalSpacing(16)
    title = QLabel(menu.value.replace("&", ""))
    title.setObjectName("sheetHeading")
    grid.addWidget(title, 0, 0, 1, 2)
    for at, row in enumerate(rows, 1):
        keys = QLabel(keys_text(row))
        keys.setObjectName("sheetKeys")
        grid.addWidget(keys, at, 0)
        grid.addWidget(QLabel(row.title.replace("&", "").rstrip("…")), at, 1)
    grid.setColumnMinimumWidth(0, 120)
    grid.setColumnStretch(1, 1)
    return section
