"""The report of an import: what became of each file, and why."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.importing import dialogs, written
from desktop.importing.lines import OUTCOME_OF, SPOKEN, Group, Line, counts, format_rows, remarks, shared_folder
from desktop.importing.report_views import FilterField, FormatView, LineView
from desktop.importing.table import ReportTable
from desktop.importing.wording import counted, report_name, summary, when_and_how_long
from desktop.session import Session
from desktop.theme.themes import Theme, load_theme
from library.front.reader import Reader
from library.model.report import FileOutcome, ImportReport, LinesWanted

KEPT_REPORTS = 50
"""Older reports that can be chosen."""
MOST_COPIED = 20_000
"""Lines that are put on the clipboard: more belong in a file."""


@dataclass(frozen=True, slots=True)
class _Found:
    numbers: array[int]
    noticed: int


class ReportDialog(QDialog):
    """Shows a report with its lines, a fresh one or one that was kept; older ones can be chosen.

    Signals: `story_wanted` carries the article id of an opened line, `original_wanted` the path of a file as the report
    gives it, `retry_wanted` a report's id and the names of files that failed (none: all of them).
    """

    story_wanted = Signal(object)
    original_wanted = Signal(str)
    retry_wanted = Signal(object, object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Import report")
        self._session = session
        self._import: ImportReport | None = None
        self._reports: tuple[ImportReport, ...] = ()
        self._group, self._format = Group.ALL, None
        self._table = ReportTable(load_theme("paper"), self)
        self._view = LineView(self._table)
        self._formats = FormatView()
        self._filter = FilterField()
        self._older = QComboBox()
        self._groups = QButtonGroup(self)
        self._chips = QHBoxLayout()
        self._title, self._facts, self._whole, self._said = QLabel(), QLabel(), QLabel(), QLabel()
        self._nothing = QLabel()
        self._pages = QStackedWidget()
        self._open, self._reveal = QPushButton("&Open the story"), QPushButton("Show the or&iginal")
        self._again, self._all_again = QPushButton("&Try again"), QPushButton("Try &all failed again")
        self._copy, self._save = QPushButton("&Copy"), QPushButton("&Save…")
        self._build()
        self._connect()
        self.resize(self.sizeHint())  # Qt's own choice is bounded by two thirds of the screen

    @property
    def report(self) -> ImportReport | None:
        """The report that is shown."""
        return self._import

    def show_report(self, report: ImportReport) -> None:
        """Show a report from its first line on, and ask which others there are."""
        self._take(report)
        self._view.setFocus()
        self._session.ask("reports", lambda reader: reader.reports(KEPT_REPORTS), self._on_reports)

    def say(self, sentence: str) -> None:
        """Say a sentence at the foot of the report."""
        self._said.setText(sentence)

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        self._table.set_theme(theme)

    def sizeHint(self) -> QSize:
        """Qt's: wide enough for a sentence beside a name, and no larger than the window that it belongs to."""
        parent = self.parentWidget()
        room = parent.size() if parent is not None else QSize(1280, 800)
        return QSize(min(1120, room.width() - 40), min(760, room.height() - 40))

    def _take(self, report: ImportReport) -> None:
        self._import = report
        self._group, self._format = Group.ALL, None
        self._title.setText(summary(report))
        self._facts.setText(when_and_how_long(report))
        self._said.clear()
        self._formats.show_rows(format_rows(report))
        self._show_chips(counts(report))
        failed = report.count(FileOutcome.FAILED)
        self._all_again.setVisible(failed > 1)
        self._all_again.setText(f"Try &all {failed:,} failed again")
        for button in (self._copy, self._save):
            button.setEnabled(report.files > 0)
        self._filter.blockSignals(True)
        self._filter.clear()
        self._filter.blockSignals(False)
        run, reader = report.id, self._session.reader
        self._table.set_report(lambda numbers: reader.report_lines_at(run, numbers), shared_folder(report.paths))
        self._ask()

    def _ask(self) -> None:
        """Ask which lines there are of what is wanted; what shows stays until that is known."""
        if self._import is None:
            return
        run, wanted = self._import.id, self._wanted()

        def question(reader: Reader) -> _Found:
            return _Found(reader.report_line_numbers(run, wanted), reader.report_line_count(run, noticed=True))

        self._session.ask("report", question, self._on_found, self._on_refused)

    def _wanted(self) -> LinesWanted:
        noticed = self._group is Group.NOTICES
        return LinesWanted(OUTCOME_OF.get(self._group), self._format, noticed, self._filter.text(), SPOKEN)

    def _on_found(self, found: _Found) -> None:
        kept = self._selected_numbers()
        self._table.set_numbers(found.numbers)
        self._name_chip(Group.NOTICES, found.noticed)
        shown = bool(found.numbers)
        is_empty = self._import is None or not self._import.files
        self._nothing.setText("The import found no files." if is_empty else "No file matches.")
        self._pages.setCurrentWidget(self._view if shown else self._nothing)
        self._copy.setEnabled(shown)
        if shown:
            at = found.numbers.index(kept[0]) if len(kept) == 1 and kept[0] in found.numbers else 0
            self._view.selectRow(at)
            self._view.scrollTo(self._table.index(at, 0))
        self._on_selected()

    def _on_refused(self, sentence: str) -> None:
        self._nothing.setText(sentence)
        self._pages.setCurrentWidget(self._nothing)

    def _on_reports(self, reports: tuple[ImportReport, ...]) -> None:
        shown = self._import
        self._reports = reports if shown in reports or shown is None else (shown, *reports)
        self._older.blockSignals(True)
        self._older.clear()
        self._older.addItems([report_name(each) for each in self._reports])
        ids = [each.id for each in self._reports]
        self._older.setCurrentIndex(ids.index(shown.id) if shown is not None else -1)
        self._older.blockSignals(False)
        self._older.setVisible(len(self._reports) > 1)

    def _build(self) -> None:
        self._title.setProperty("look", "title")
        for label in (self._title, self._whole, self._nothing, self._said):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setWordWrap(True)
        for label in (self._facts, self._said, self._nothing):
            label.setProperty("look", "muted")
        self._older.setAccessibleName("Reports")
        self._older.setToolTip("Older reports")
        self._older.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._older.setMinimumWidth(300)
        self._older.hide()
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setWordWrap(True)
        self._pages.addWidget(self._view)
        self._pages.addWidget(self._nothing)
        head, tools = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._older)
        self._make_chips()
        tools.addLayout(self._chips)
        tools.addStretch(1)
        tools.addWidget(self._filter)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._facts)
        column.addWidget(self._formats)
        column.addLayout(tools)
        column.addWidget(self._pages, 1)
        column.addLayout(self._line_row())
        column.addLayout(self._button_row())
        self._view.setFocus()

    def _line_row(self) -> QHBoxLayout:
        """The chosen line in full, and what can be done with it."""
        self._whole.setWordWrap(True)
        self._whole.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._whole.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._whole.setFixedHeight(3 * self.fontMetrics().lineSpacing())
        self._open.setToolTip("Open the story that came of the file (Enter)")
        self._reveal.setToolTip("Show the file in the file manager; of one in an archive, the archive")
        self._again.setToolTip("Read the chosen files once more that failed")
        row = QHBoxLayout()
        row.addWidget(self._whole, 1)
        for button in (self._open, self._reveal, self._again):
            button.setAutoDefault(False)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _button_row(self) -> QHBoxLayout:
        close = QPushButton("Close")
        close.clicked.connect(self.reject)
        self._copy.setToolTip("Copy the chosen lines, or all that are shown (Ctrl+C)")
        self._save.setToolTip("Save the whole report, as text or as a table (CSV)")
        row = QHBoxLayout()
        for button in (self._copy, self._save, self._all_again, close):
            button.setAutoDefault(False)
            if button is close:
                row.addWidget(self._said, 1)
            row.addWidget(button)
        self._all_again.hide()
        return row

    def _connect(self) -> None:
        self._filter.textChanged.connect(self._ask)
        self._filter.left_downwards.connect(lambda: self._view.setFocus(Qt.FocusReason.TabFocusReason))
        self._groups.buttonClicked.connect(self._on_group)
        self._formats.chosen.connect(self._on_format)
        self._older.currentIndexChanged.connect(lambda at: self._take(self._reports[at]))
        self._view.opened.connect(self._on_open)
        self._view.copied.connect(lambda: self._copy_lines(self._selected_numbers()))
        self._view.typed.connect(self._on_typed)
        self._view.selectionModel().selectionChanged.connect(self._on_selected)
        self._open.clicked.connect(self._on_open)
        self._reveal.clicked.connect(self._on_reveal)
        self._again.clicked.connect(self._on_again)
        self._all_again.clicked.connect(lambda: self._try(()))
        self._copy.clicked.connect(self._on_copy)
        self._save.clicked.connect(self._on_save)

    def _make_chips(self) -> None:
        self._chips.setSpacing(4)
        for group in Group:
            button = QToolButton()
            button.setCheckable(True)
            button.setProperty("look", "chip")
            button.setProperty("group", group.value)
            self._groups.addButton(button)
            self._chips.addWidget(button)

    def _show_chips(self, numbers: dict[Group, int]) -> None:
        for button in self._groups.buttons():
            group = Group(button.property("group"))
            button.setChecked(group is self._group)
            self._name_chip(group, numbers.get(group, 0))

    def _name_chip(self, group: Group, number: int) -> None:
        for button in self._groups.buttons():
            if button.property("group") == group.value:
                button.setText(f"{group.value}  {number:,}")
                button.setAccessibleName(f"{group.value}: {counted(number, 'file')}")
                button.setVisible(number > 0 or group is Group.ALL)

    def _selected_numbers(self) -> list[int]:
        return [self._table.numbers[row] for row in self._view.selected_rows()]

    def _current(self) -> Line | None:
        return self._table.line(self._view.currentIndex().row())

    def _on_selected(self) -> None:
        line, rows = self._current(), self._view.selected_rows()
        parts = (line.result.path, *remarks(line.result)) if line is not None else ()
        if len(rows) > 1:
            parts = (f"{counted(len(rows), 'file')} chosen.",)
        self._whole.setText("\n".join(parts[:3]))
        self._whole.setToolTip("\n".join(parts))
        self._open.setEnabled(line is not None and bool(line.result.articles))
        self._reveal.setEnabled(line is not None)
        # Failed files stand first, so the first of the chosen ones tells whether there are any among them.
        first = self._table.line(rows[0]) if rows else None
        self._again.setEnabled(first is not None and first.result.outcome is FileOutcome.FAILED)

    def _on_group(self, button: QToolButton) -> None:
        self._group = Group(button.property("group"))
        self._ask()

    def _on_format(self, format_id: str | None) -> None:
        self._format = format_id
        self._ask()

    def _on_typed(self, text: str) -> None:
        self._filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._filter.insert(text)

    def _on_open(self) -> None:
        line = self._current()
        if line is not None and line.result.articles:
            self.story_wanted.emit(line.result.articles[0])
        elif line is not None:
            self.say("No story came of this file.")

    def _on_reveal(self) -> None:
        if (line := self._current()) is not None:
            self.original_wanted.emit(line.result.path)

    def _on_again(self) -> None:
        report, numbers = self._import, self._selected_numbers()
        assert report is not None

        def question(reader: Reader) -> tuple[str, ...]:
            found = reader.report_lines_at(report.id, numbers).values()
            return tuple(each.path for each in found if each.outcome is FileOutcome.FAILED)

        self._session.ask("report-again", question, self._try, self.say)

    def _try(self, names: tuple[str, ...]) -> None:
        assert self._import is not None
        number = len(names) or self._import.count(FileOutcome.FAILED)
        self.say(f"Reading {counted(number, 'file')} once more…")
        self.retry_wanted.emit(self._import.id, names)

    def _on_copy(self) -> None:
        """Copy the chosen lines, or all that are shown where no more than one is."""
        numbers = self._selected_numbers()
        self._copy_lines(numbers if len(numbers) > 1 else self._table.numbers.tolist())

    def _copy_lines(self, numbers: list[int]) -> None:
        report = self._import
        if len(numbers) > MOST_COPIED:
            self.say(f"{len(numbers):,} lines are too many for the clipboard; save them instead.")
        elif report is not None and numbers:
            found = self._session.reader.report_lines_at(report.id, numbers)
            QApplication.clipboard().setText(written.as_text(report, [found[n] for n in numbers if n in found]))
            self.say(f"Copied {counted(len(found), 'line')}.")

    def _on_save(self) -> None:
        if self._import is None or (path := dialogs.ask_report_file(self, "import-report.txt")) is None:
            return
        report = self._import
        self._save.setEnabled(False)
        self.say("Saving…")
        self._session.ask("report-save", lambda reader: written.save(reader, report, path), self._on_saved, self.say)

    def _on_saved(self, sentence: str) -> None:
        self._save.setEnabled(True)
        self.say(sentence)
