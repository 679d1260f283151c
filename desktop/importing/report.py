"""The report of an import: what became of each file, and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.importing import dialogs
from desktop.importing.lines import Group, Line, counts, found, lines_of, report_text
from desktop.importing.table import FILE, FORMAT, OUTCOME, REMARKS, ReportTable
from desktop.importing.wording import counted, summary, when_and_how_long
from desktop.theme.themes import Theme, load_theme
from library.model.report import FileResult, ImportReport

ROW_HEIGHT = 30


class ReportDialog(QDialog):
    """Shows a report with its lines, a fresh one or one that was kept.

    `story_wanted` carries the article id of an opened line.
    """

    story_wanted = Signal(object)

    def __init__(self, report: ImportReport, results: Sequence[FileResult], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Import report")
        self._import = report
        self._lines = lines_of(results)
        self._group = Group.ALL
        self._table = ReportTable(load_theme("paper"), self)
        self._view = ReportView()
        self._filter = FilterField()
        self._groups = QButtonGroup(self)
        self._whole = QLabel()
        self._said = QLabel()
        self._nothing = QLabel()
        self._pages = QStackedWidget()
        self._save = QPushButton("Save as text…")
        self._copy = QPushButton("Copy")
        self._build()
        self._connect()
        self._show_lines()

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        self._table.set_theme(theme)

    def sizeHint(self) -> QSize:
        """Qt's: wide enough for a sentence beside a name."""
        return QSize(960, 620)

    def _build(self) -> None:
        title, facts = QLabel(summary(self._import)), QLabel(when_and_how_long(self._import))
        title.setProperty("look", "title")
        title.setWordWrap(True)
        facts.setProperty("look", "muted")
        self._filter.setPlaceholderText("Filter by name, outcome or remark")
        self._filter.setAccessibleName("Filter the report")
        self._filter.setClearButtonEnabled(True)
        self._view.setModel(self._table)
        _set_columns(self._view)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setProperty("look", "muted")
        self._pages.addWidget(self._view)
        self._pages.addWidget(self._nothing)
        self._whole.setWordWrap(True)
        self._whole.setTextFormat(Qt.TextFormat.PlainText)
        self._whole.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._whole.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._whole.setMinimumHeight(3 * self.fontMetrics().lineSpacing())
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(title)
        column.addWidget(facts)
        column.addSpacing(4)
        column.addLayout(self._group_row())
        column.addWidget(self._filter)
        column.addWidget(self._pages, 1)
        column.addWidget(self._whole)
        column.addLayout(self._button_row())
        self._view.setFocus()

    def _group_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        for group, number in counts(self._lines).items():
            if number or group is Group.ALL:
                button = QToolButton()
                button.setText(f"{group.value}  {number:,}")
                button.setCheckable(True)
                button.setChecked(group is Group.ALL)
                button.setProperty("look", "chip")
                button.setProperty("group", group.value)
                button.setAccessibleName(f"{group.value}: {counted(number, 'file')}")
                self._groups.addButton(button)
                row.addWidget(button)
        row.addStretch(1)
        return row

    def _button_row(self) -> QHBoxLayout:
        close = QPushButton("Close")
        close.clicked.connect(self.reject)
        self._said.setProperty("look", "muted")
        self._copy.setToolTip("Copy the lines that are shown")
        self._save.setToolTip("Save the whole report")
        row = QHBoxLayout()
        for button in (self._copy, self._save):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addWidget(self._said, 1)
        close.setAutoDefault(False)
        row.addWidget(close)
        return row

    def _connect(self) -> None:
        self._filter.textChanged.connect(self._show_lines)
        self._filter.left_downwards.connect(self._enter_table)
        self._groups.buttonClicked.connect(self._on_group)
        self._view.opened.connect(self._on_opened)
        self._view.selectionModel().selectionChanged.connect(self._on_selected)
        self._copy.clicked.connect(self._on_copy)
        self._save.clicked.connect(self._on_save)

    def _show_lines(self) -> None:
        self._table.set_lines(found(self._lines, self._filter.text(), self._group))
        shown = bool(self._table.lines())
        self._nothing.setText("No file matches." if self._lines else "The import found no files.")
        self._pages.setCurrentWidget(self._view if shown else self._nothing)
        self._copy.setEnabled(shown)
        if shown:
            self._view.setCurrentIndex(self._table.index(0, 0))
        else:
            self._show_whole(None)

    def _show_whole(self, line: Line | None) -> None:
        parts = (line.result.path, line.remarks) if line is not None else ()
        self._whole.setText("\n".join(part for part in parts if part))

    def _enter_table(self) -> None:
        self._view.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_group(self, button: QToolButton) -> None:
        self._group = Group(button.property("group"))
        self._show_lines()

    def _on_selected(self, _now: QItemSelection, _before: QItemSelection) -> None:
        self._show_whole(self._table.line(self._view.currentIndex()))

    def _on_opened(self, index: QModelIndex) -> None:
        line = self._table.line(index)
        if line is not None and line.result.articles:
            self.story_wanted.emit(line.result.articles[0])
        elif line is not None:
            self._said.setText("No story came of this file.")

    def _on_copy(self) -> None:
        lines = self._table.lines()
        QApplication.clipboard().setText(report_text(self._import, lines))
        self._said.setText(f"Copied {counted(len(lines), 'line')}.")

    def _on_save(self) -> None:
        path = dialogs.ask_text_file(self, "import-report.txt")
        if path is None:
            return
        try:
            path.write_text(report_text(self._import, self._lines), encoding="utf-8", errors="surrogateescape")
        except OSError as error:
            self._said.setText(f"The report could not be saved to {path}: {(error.strerror or str(error)).lower()}.")
        else:
            self._said.setText(f"Saved as {path.name}.")


class ReportView(QTableView):
    """The table: Enter or a double click opens, arrows move."""

    opened = Signal(QModelIndex)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Files of the import")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setItemDelegateForColumn(FILE, NameDelegate(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.doubleClicked.connect(self.opened)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's: Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class NameDelegate(QStyledItemDelegate):
    """Shortens names in their middle: their beginning and their ending say what they are."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Qt's: how a cell is drawn."""
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle


class FilterField(QLineEdit):
    """A field that Down leaves for the table below."""

    left_downwards = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's: Down and Enter leave, Esc empties the field before it closes the dialog."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left_downwards.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


def _set_columns(view: QTableView) -> None:
    # Fixed heights: a table that measured its rows would measure all of them.
    rows, columns = view.verticalHeader(), view.horizontalHeader()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(ROW_HEIGHT)
    columns.setHighlightSections(False)
    columns.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    columns.setSectionResizeMode(REMARKS, QHeaderView.ResizeMode.Stretch)
    for column, width in ((FILE, 300), (OUTCOME, 110), (FORMAT, 125)):
        columns.resizeSection(column, width)
