"""The parts of the report that one looks at and types into: its lines, its formats, and the field that narrows them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from desktop.importing.lines import FormatRow
from desktop.importing.table import FILE, FORMAT, OUTCOME, REMARKS, STORIES, ReportTable
from desktop.theme.naming import name_clear_button

ROW_HEIGHT = 28
FORMAT_HEIGHT = 24
MOST_FORMATS = 4
"""Rows of formats that show at once; more scroll."""
FORMAT_COLUMNS = ("Format", "Files", "Stories", "Failed", "Remarks", "Time")


class LineView(QTableView):
    """The lines of a report. Signals: `opened` by Enter or a double click, `copied`, `typed` with a letter."""

    opened = Signal()
    copied = Signal()
    typed = Signal(str)

    def __init__(self, table: ReportTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(table)
        self.setAccessibleName("Files of the import")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setItemDelegateForColumn(FILE, NameDelegate(self))
        _calm(self, ROW_HEIGHT)
        columns = self.horizontalHeader()
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        columns.setSectionResizeMode(REMARKS, QHeaderView.ResizeMode.Stretch)
        for column, width in ((FILE, 310), (OUTCOME, 108), (FORMAT, 128), (STORIES, 66)):
            columns.resizeSection(column, width)
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    def selected_rows(self) -> list[int]:
        """Return the chosen rows from the top. Grows with their number, and not with the report."""
        ranges = self.selectionModel().selection()
        return sorted({row for one in ranges for row in range(one.top(), one.bottom() + 1)})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's: Enter opens, letters go to the filter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        elif _is_letter(event):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)


class FormatView(QTableWidget):
    """What came of each format. `chosen` carries the format's id, None for all of them."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, len(FORMAT_COLUMNS), parent)
        self.setAccessibleName("Formats of the import")
        self.setToolTip("Choose a format to see its files alone")
        self.setHorizontalHeaderLabels(FORMAT_COLUMNS)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        _calm(self, FORMAT_HEIGHT)
        header = self.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, len(FORMAT_COLUMNS)):
            header.resizeSection(column, 92)
            self.horizontalHeaderItem(column).setTextAlignment(
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            )
        self.horizontalHeaderItem(0).setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._rows: Sequence[FormatRow] = ()
        self.itemSelectionChanged.connect(self._on_selected)

    def show_rows(self, rows: Sequence[FormatRow]) -> None:
        """Show other rows, the first of them chosen; no room is taken where there are none."""
        self.blockSignals(True)
        self._rows = rows
        self.setRowCount(len(rows))
        for at, row in enumerate(rows):
            for column, text in enumerate(row.cells):
                item = QTableWidgetItem(text)
                side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
                item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(at, column, item)
        if rows:
            self.setCurrentCell(0, 0)
        self.blockSignals(False)
        self.setVisible(bool(rows))
        header = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(header + FORMAT_HEIGHT * min(len(rows), MOST_FORMATS) + 2 * self.frameWidth() + 2)

    def _on_selected(self) -> None:
        if 0 <= (row := self.currentRow()) < len(self._rows):
            only = len(self._rows) == 1
            self.chosen.emit(None if only else self._rows[row].format)


class NameDelegate(QStyledItemDelegate):
    """Shortens names in their middle: their beginning and their ending say what they are."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Qt's: how a cell is drawn."""
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle


class FilterField(QLineEdit):
    """A field that Down leaves for the table below."""

    left_downwards = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("Name, format or remark")
        self.setAccessibleName("Filter the report")
        self.setClearButtonEnabled(True)
        name_clear_button(self)
        self.setMinimumWidth(190)
        self.setMaximumWidth(260)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's: Down and Enter leave, Esc empties the field before it closes the dialog."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left_downwards.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


def _calm(view: QTableView, height: int) -> None:
    """Take from a table what isn't needed here. Rows have one height: a table that measured them would measure all."""
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setTabKeyNavigation(False)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.horizontalHeader().setHighlightSections(False)
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.verticalHeader().setMinimumSectionSize(height)
    view.verticalHeader().setDefaultSectionSize(height)


def _is_letter(event: QKeyEvent) -> bool:
    with_others = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
    return bool(event.text()) and event.text().isprintable() and not event.text().isspace() and not with_others
