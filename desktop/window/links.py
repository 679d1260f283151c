"""Following a link: said where it leads first, and opened outside, never here."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget


class LinkController(QObject):
    """Opens links of a story in the system's browser, once the user has seen where they lead."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def open(self, address: str) -> None:
        """Ask, and open the address in the system's browser or mail program."""
        if confirmed(self._window, address):
            QDesktopServices.openUrl(QUrl(address))


def confirmed(parent: QWidget, address: str) -> bool:
    """Show where a link leads; True if the user wants to go there. Tests put their own answer in its place."""
    box = QMessageBox(parent)
    box.setWindowTitle("Open the link?")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText("This link leads out of Broadsheet:")
    box.setInformativeText(address)
    box.setStandardButtons(QMessageBox.StandardButton.Open | QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    return box.exec() == QMessageBox.StandardButton.Open
