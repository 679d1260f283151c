"""Before a large file comes in whose fields had to be guessed: the guess is shown, and asked about."""

from __future__ import annotations

import threading
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.importing.wording import counted
from desktop.session import Session
from library.front.ingest import preview
from library.front.ingest.preview import GuessedFile, SeenField

if TYPE_CHECKING:
    from library.front.reader import Reader

MOST_LOOKED_AT = 20
"""Files of one order that are looked at: each takes a moment, and nobody compares more guesses."""
COLUMNS = ("In the file", "Taken for", "For example")
LINE_HEIGHT = 21


class GuessAsker(QObject):
    """Looks at files before they come in, one order after another, off the window's thread.

    Signals: `looking` with the name of a file; `decided` with the paths that are to be imported, none if the user
    thinks better of it.
    """

    looking = Signal(str)
    decided = Signal(object)

    def __init__(self, session: Session, window: QWidget | None = None) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._orders: deque[tuple[Path, ...]] = deque()
        self._stopped = threading.Event()
        self._dialog: GuessDialog | None = None

    def take(self, paths: tuple[Path, ...]) -> bool:
        """Take an order if there is a file in it to be looked at; `decided` follows. False: nothing is in doubt."""
        if not _doubtful(paths):
            return False
        self._orders.append(paths)
        if len(self._orders) == 1:
            self._look()
        return True

    def forget(self) -> None:
        """Drop what is being looked at, and what waits for it."""
        if self._orders:
            self._orders.clear()
            self._stopped.set()
            if self._dialog is not None:
                self._dialog.reject()
            self._session.ask("preview", lambda _reader: None, lambda _nothing: None)
            self.decided.emit(())

    def _look(self) -> None:
        doubtful, stopped = _doubtful(self._orders[0]), threading.Event()
        self._stopped = stopped
        self.looking.emit(doubtful[0].name)

        def question(_reader: Reader) -> tuple[GuessedFile, ...]:
            return preview.guessed_files(doubtful, stopped)

        self._session.ask("preview", question, self._on_seen, lambda _sentence: self._on_seen(()))

    def _on_seen(self, guessed: tuple[GuessedFile, ...]) -> None:
        if not guessed:
            self._decide(self._orders[0])
            return
        others = tuple(path for path in self._orders[0] if path not in {each.path for each in guessed})
        self._dialog = GuessDialog(guessed, bool(others), self._window)
        self._dialog.finished.connect(lambda answer: self._on_answer(answer, others))
        self._dialog.open()

    def _on_answer(self, answer: int, others: tuple[Path, ...]) -> None:
        self._dialog = None
        if self._orders:  # else it was dropped meanwhile
            chosen = {QDialog.DialogCode.Accepted.value: self._orders[0], LEFT_OUT: others}
            self._decide(chosen.get(answer, ()))

    def _decide(self, paths: tuple[Path, ...]) -> None:
        self._orders.popleft()
        self.decided.emit(paths)
        if self._orders:
            self._look()


LEFT_OUT = 2
"""What `GuessDialog` ends with where everything but the guessed files is to come in."""


class GuessDialog(QDialog):
    """Shows what the fields of a file were taken for. Ends accepted, rejected, or with `LEFT_OUT`."""

    def __init__(self, files: tuple[GuessedFile, ...], others: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Is this guess right?")
        self._files = files
        self._title = QLabel()
        self._facts = QLabel()
        self._choice = QComboBox()
        self._table = QTableWidget(0, len(COLUMNS))
        self._build(others)
        self.resize(self.sizeHint())
        self._show(0)
        self._table.setFocus()

    def sizeHint(self) -> QSize:
        """Qt's: room for values beside their names."""
        return QSize(820, 520)

    def _build(self, others: bool) -> None:
        self._title.setProperty("look", "title")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._facts.setWordWrap(True)
        self._facts.setProperty("look", "muted")
        self._choice.setAccessibleName("File")
        self._choice.addItems([each.path.name for each in self._files])
        self._choice.setVisible(len(self._files) > 1)
        self._choice.currentIndexChanged.connect(self._show)
        self._build_table()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        for widget in (self._title, self._facts, self._choice):
            column.addWidget(widget)
        column.addWidget(self._table, 1)
        column.addLayout(self._button_row(others))

    def _build_table(self) -> None:
        table = self._table
        table.setAccessibleName("Fields of the file")
        table.setHorizontalHeaderLabels(COLUMNS)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(0, 150)
        header.resizeSection(1, 170)

    def _button_row(self, others: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        cancel, leave, go = QPushButton("Cancel"), QPushButton("Leave it out"), QPushButton("Import")
        leave.setText("Leave it out" if len(self._files) == 1 else "Leave these out")
        leave.setToolTip("Import everything else")
        leave.setVisible(others)
        go.setDefault(True)
        cancel.clicked.connect(self.reject)
        leave.clicked.connect(lambda: self.done(LEFT_OUT))
        go.clicked.connect(self.accept)
        for button in (cancel, leave, go):
            row.addWidget(button)
        return row

    def _show(self, at: int) -> None:
        file = self._files[at]
        self._title.setText(self.fontMetrics().elidedText(file.path.name, Qt.TextElideMode.ElideMiddle, 460))
        self._title.setToolTip(str(file.path))
        records = f"{'about ' if file.about else ''}{counted(file.records, 'record')}"
        self._facts.setText(
            f"It holds {records}. Not every field has a name that Broadsheet knows: what stands in bold was guessed "
            "from the values. Nothing has been imported yet."
        )
        self._table.setRowCount(len(file.fields))
        for row, field in enumerate(file.fields):
            self._fill_row(row, field)
        self._table.setCurrentCell(0, 0)

    def _fill_row(self, row: int, field: SeenField) -> None:
        taken = field.taken_for.capitalize() or "Left out"
        cells = (field.name, f"{taken} (a guess)" if field.guessed else taken, "\n".join(field.samples))
        for at, text in enumerate(cells):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            if field.guessed:
                font = item.font()
                font.setBold(at == 1)
                item.setFont(font)
            self._table.setItem(row, at, item)
        self._table.setRowHeight(row, LINE_HEIGHT * max(1, len(field.samples)) + 12)


def _doubtful(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    return tuple(path for path in paths if preview.may_need_guessing(path))[:MOST_LOOKED_AT]
