"""The report under real keys and a real mouse."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from desktop.importing import dialogs
from desktop.importing.lines import Group, lines_of
from desktop.importing.report import ReportDialog
from desktop.importing.table import COLUMNS, FILE, OUTCOME, REMARKS, ReportTable
from desktop.theme.themes import Role, load_theme
from library.model.report import FileOutcome, FileResult
from tests.stories import report_of

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def dialog(qtbot, report, results) -> ReportDialog:
    made = ReportDialog(report, results)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def column(dialog: ReportDialog, number: int) -> list[str]:
    table = dialog._table
    return [table.index(row, number).data() for row in range(table.rowCount())]


def group_button(dialog: ReportDialog, group: Group):
    return next(button for button in dialog._groups.buttons() if button.property("group") == group.value)


def centre_of(dialog: ReportDialog, row: int) -> QPoint:
    return dialog._view.visualRect(dialog._table.index(row, FILE)).center()


def test_the_table_keeps_its_promises_to_qt(qtmodeltester, results) -> None:
    table = ReportTable(load_theme("paper"))
    table.set_lines(lines_of(results))
    qtmodeltester.check(table)
    assert [table.headerData(n, Qt.Orientation.Horizontal) for n in range(4)] == list(COLUMNS)


def test_every_file_is_named_with_its_outcome_and_the_reason_trouble_first(dialog) -> None:
    assert column(dialog, FILE)[:3] == ["broken.html", "photo.jpg", "2019/two.txt"]
    assert column(dialog, OUTCOME)[:3] == ["Failed", "Skipped", "New"]
    assert column(dialog, REMARKS)[:3] == [
        "The file is empty.",
        "The file isn't in a format that Broadsheet reads.",
        "The date is a guess.",
    ]
    assert len(column(dialog, FILE)) == 6


def test_typing_narrows_and_esc_empties_before_it_closes(qtbot, dialog) -> None:
    dialog._filter.setFocus()
    qtbot.keyClicks(dialog._filter, "empty")
    assert column(dialog, FILE) == ["broken.html"]
    qtbot.keyClick(dialog._filter, Qt.Key.Key_Escape)
    assert (len(column(dialog, FILE)), dialog.isVisible()) == (6, True)
    qtbot.keyClick(dialog._filter, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_down_leaves_the_filter_for_the_table(qtbot, dialog) -> None:
    dialog.activateWindow()
    qtbot.waitActive(dialog)
    dialog._filter.setFocus()
    qtbot.keyClick(dialog._filter, Qt.Key.Key_Down)
    assert dialog._view.hasFocus()


def test_a_button_for_each_outcome_counts_and_narrows(qtbot, dialog) -> None:
    assert [button.text() for button in dialog._groups.buttons()] == [
        "All  6",
        "Failed  1",
        "Skipped  1",
        "With remarks  1",
        "New  2",
        "New version  1",
        "Already here  1",
    ]
    qtbot.mouseClick(group_button(dialog, Group.ADDED), LEFT)
    assert column(dialog, FILE) == ["2019/two.txt", "2019/news.html"]
    qtbot.keyClicks(dialog._filter, "guess")
    assert column(dialog, FILE) == ["2019/two.txt"]


def test_finding_nothing_is_said(qtbot, dialog) -> None:
    qtbot.keyClicks(dialog._filter, "no such thing")
    assert dialog._pages.currentWidget() is dialog._nothing
    assert dialog._nothing.text() == "No file matches."
    assert not dialog._copy.isEnabled()


def test_an_import_of_nothing_has_a_report_too(qtbot) -> None:
    made = ReportDialog(report_of(()), ())
    qtbot.addWidget(made)
    assert made._nothing.text() == "The import found no files."


def test_the_chosen_line_is_shown_whole(qtbot, dialog) -> None:
    assert dialog._whole.text() == "/old/broken.html\nThe file is empty."
    qtbot.keyClick(dialog._view, Qt.Key.Key_Down)
    assert dialog._whole.text().startswith("/old/photo.jpg\n")


def test_a_double_click_and_enter_open_the_story(qtbot, dialog) -> None:
    stories: list[object] = []
    dialog.story_wanted.connect(stories.append)
    view = dialog._view
    qtbot.mouseClick(view.viewport(), LEFT, pos=centre_of(dialog, 2))
    qtbot.mouseDClick(view.viewport(), LEFT, pos=centre_of(dialog, 2))
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert stories == [2, 1]
    assert dialog.isVisible()


def test_an_id_beyond_32_bits_arrives_whole(qtbot) -> None:
    big = FileResult("/old/x.html", FileOutcome.ADDED, (2**40,), "html")
    made = ReportDialog(report_of((big,)), (big,))
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.story_wanted) as asked:
        qtbot.keyClick(made._view, Qt.Key.Key_Return)
    assert asked.args == [2**40]


def test_a_file_without_a_story_says_so(qtbot, dialog) -> None:
    with qtbot.assertNotEmitted(dialog.story_wanted):
        qtbot.keyClick(dialog._view, Qt.Key.Key_Return)
    assert dialog._said.text() == "No story came of this file."


def test_copy_takes_what_is_shown(qtbot, dialog) -> None:
    qtbot.keyClicks(dialog._filter, "empty")
    qtbot.mouseClick(dialog._copy, LEFT)
    copied = QApplication.clipboard().text()
    assert "/old/broken.html" in copied
    assert "/old/photo.jpg" not in copied
    assert dialog._said.text() == "Copied 1 line."


def test_save_writes_the_whole_report(qtbot, dialog, tmp_path: Path, monkeypatch) -> None:
    target = tmp_path / "report.txt"
    monkeypatch.setattr(dialogs, "ask_text_file", lambda _parent, _suggestion: target)
    qtbot.keyClicks(dialog._filter, "empty")
    qtbot.mouseClick(dialog._save, LEFT)
    assert "/old/photo.jpg" in target.read_text(encoding="utf-8")
    assert dialog._said.text() == "Saved as report.txt."


def test_a_report_that_cannot_be_saved_says_why(qtbot, dialog, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(dialogs, "ask_text_file", lambda _parent, _suggestion: tmp_path / "gone" / "report.txt")
    qtbot.mouseClick(dialog._save, LEFT)
    assert dialog._said.text().startswith("The report could not be saved to ")
    assert dialog._said.text().endswith("no such file or directory.")


def test_saving_can_be_thought_better_of(qtbot, dialog, monkeypatch) -> None:
    monkeypatch.setattr(dialogs, "ask_text_file", lambda _parent, _suggestion: None)
    qtbot.mouseClick(dialog._save, LEFT)
    assert dialog._said.text() == ""


def test_thirty_thousand_files_open_and_are_filtered_quickly(qtbot, long_results) -> None:
    results = long_results(30_000)
    begun = time.perf_counter()
    made = ReportDialog(report_of(results), results)
    qtbot.addWidget(made)
    made.show()
    made.grab()
    qtbot.keyClicks(made._filter, "9.html")
    assert made._table.rowCount() == 3000
    assert time.perf_counter() - begun < 3  # 0.6 when nothing else runs
    assert made._table.index(0, OUTCOME).data() == "Failed"


def test_outcomes_take_the_colours_of_the_theme(dialog) -> None:
    night = load_theme("night")
    dialog.set_theme(night)
    colour = dialog._table.index(0, OUTCOME).data(Qt.ItemDataRole.ForegroundRole)
    assert colour.name() == night.colour(Role.ERROR)
