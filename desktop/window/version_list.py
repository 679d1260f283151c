"""The list of a story's versions: when each came, from where, by whom, what changed; and what can be done with one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from desktop.window.version_words import version_origin, version_title
from library.model.story import VersionSummary


class VersionList(QDialog):
    """The newest stands first. The signals carry a version's id and close the list."""

    read_wanted = Signal(object)
    compare_wanted = Signal(object)
    current_wanted = Signal(object)
    split_wanted = Signal(object)

    def __init__(self, history: Sequence[VersionSummary], current: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("versionList")
        self.setWindowTitle("Versions of this story")
        self.resize(620, 380)
        self._current = current
        self.list = QListWidget(self)
        self.list.setAccessibleName("Versions, the newest first")
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self._versions = tuple(reversed(history))
        for version in self._versions:
            item = QListWidgetItem(_words(version, current, ""))
            item.setData(Qt.ItemDataRole.UserRole, version.id)
            self.list.addItem(item)
        self.list.itemActivated.connect(lambda _item: self._say(self.read_wanted))
        self.read = self._button("Read", "Show this version alone", self.read_wanted)
        self.compare = self._button(
            "Compare", "Show what changed from this version to the current one", self.compare_wanted
        )
        self.make_current = self._button(
            "Make it the current one", "Show this version from now on", self.current_wanted
        )
        self.split = self._button(
            "Make it a story of its own",
            "Take this version out of the story, with what was marked in it",
            self.split_wanted,
        )
        self.list.currentRowChanged.connect(self._on_row)
        self._lay_out()
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def show_changes(self, changes: Mapping[int, str]) -> None:
        """Say what changed in each version, by its id."""
        for row, version in enumerate(self._versions):
            self.list.item(row).setText(_words(version, self._current, changes.get(version.id, "")))

    def _lay_out(self) -> None:
        close = QPushButton("Close", self)
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        for button in (self.read, self.compare, self.make_current, self.split):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 14)
        column.setSpacing(10)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)

    def _button(self, title: str, tip: str, signal: object) -> QPushButton:
        button = QPushButton(title, self)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self._say(signal))
        return button

    def _say(self, signal: object) -> None:
        version = self.list.currentItem().data(Qt.ItemDataRole.UserRole)
        self.accept()
        signal.emit(version)  # type: ignore[attr-defined]

    def _on_row(self, row: int) -> None:
        is_current = self._versions[row].id == self._current
        self.compare.setEnabled(not is_current)
        self.make_current.setEnabled(not is_current)
        self.split.setEnabled(len(self._versions) > 1)


def _words(version: VersionSummary, current: int, changes: str) -> str:
    return f"{version_title(version, current)}\n{version_origin(version, changes)}"
