"""The folders whose new files come in by themselves: seen, added and removed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.importing import dialogs
from desktop.session import Session

EMPTY = "No folder is watched yet.\nAdd one, and whatever is saved there comes into the library by itself."


class WatchedDialog(QDialog):
    """A list of folders. What is done to it is done at once.

    It is done off the window's thread: to stop watching takes a moment.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Watched folders")
        self._session = session
        self._list = QListWidget()
        self._empty, self._said = QLabel(EMPTY), QLabel()
        self._pages = QStackedWidget()
        self._add, self._remove = QPushButton("&Add a folder…"), QPushButton("&Remove")
        self._build()
        self.resize(self.sizeHint())
        self._ask(lambda: None)

    def sizeHint(self) -> QSize:
        """Qt's: room for a long path."""
        return QSize(640, 360)

    def _build(self) -> None:
        hint = QLabel("New files in these folders come in by themselves while Broadsheet is open, and when it is next.")
        hint.setWordWrap(True)
        hint.setProperty("look", "muted")
        self._list.setAccessibleName("Watched folders")
        self._list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.currentRowChanged.connect(lambda row: self._remove.setEnabled(row >= 0))
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setWordWrap(True)
        self._said.setProperty("look", "error")
        self._empty.setProperty("look", "muted")
        self._pages.addWidget(self._list)
        self._pages.addWidget(self._empty)
        self._add.clicked.connect(self._on_add)
        self._remove.clicked.connect(self._on_remove)
        self._remove.setToolTip("Watch the folder no more; what came in stays")
        close = QPushButton("Close")
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        for button in (self._add, self._remove, close):
            button.setAutoDefault(False)
            if button is close:
                row.addStretch(1)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addWidget(hint)
        column.addWidget(self._pages, 1)
        column.addWidget(self._said)
        column.addLayout(row)
        self._said.hide()

    def _ask(self, change: Callable[[], None]) -> None:
        """Make a change, and show the folders there are after it. Until then nothing else can be asked for."""
        library = self._session.library

        def question(_reader: object) -> tuple[tuple[Path, bool], ...]:
            change()
            return tuple((folder, folder.is_dir()) for folder in library.watched_folders())

        self._add.setEnabled(False)
        self._remove.setEnabled(False)
        self._session.ask("watched", question, self._on_folders, self._on_refused)

    def _on_folders(self, folders: tuple[tuple[Path, bool], ...]) -> None:
        self._list.clear()
        for folder, is_there in folders:
            item = QListWidgetItem(str(folder) if is_there else f"{folder}  (not there now)")
            item.setData(Qt.ItemDataRole.UserRole, str(folder))
            item.setToolTip(str(folder))
            self._list.addItem(item)
        self._pages.setCurrentWidget(self._list if folders else self._empty)
        self._said.hide()
        self._add.setEnabled(True)
        if folders:
            self._list.setCurrentRow(0, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self._list.setFocus()
        else:
            self._add.setFocus()

    def _on_refused(self, sentence: str) -> None:
        self._add.setEnabled(True)
        self._remove.setEnabled(self._list.currentRow() >= 0)
        self._said.setText(sentence)
        self._said.show()

    def _on_add(self) -> None:
        if (folder := dialogs.ask_watched_folder(self, "")) is not None:
            self._ask(lambda: self._session.library.watch_folder(folder))

    def _on_remove(self) -> None:
        if (item := self._list.currentItem()) is not None:
            folder = Path(item.data(Qt.ItemDataRole.UserRole))
            self._ask(lambda: self._session.library.unwatch_folder(folder))
