"""The report under real keys and a real mouse."""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from desktop.importing import dialogs, report
from desktop.importing.lines import Group
from desktop.importing.report import ReportDialog
from desktop.importing.table import COLUMNS, FILE, KEPT, OUTCOME, REMARKS, WINDOW, ReportTable
from desktop.theme.themes import Role, load_theme
from library.model.report import FileOutcome, FileResult, ImportReport

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def shown(qtbot, session) -> Callable[[ImportReport], ReportDialog]:
    """A function that shows a report and waits for its lines."""

    def show(kept: ImportReport) -> ReportDialog:
        made = ReportDialog(session)
        qtbot.addWidget(made)
        made.show_report(kept)
        made.show()
        qtbot.waitUntil(lambda: made._nothing.text() != "")
        return made

    return show


@pytest.fixture
def dialog(shown, kept_report, results) -> ReportDialog:
    return shown(kept_report(results))


def column(dialog: ReportDialog, number: int) -> list[str]:
    table = dialog._table
    return [table.index(row, number).data() for row in range(table.rowCount())]


def chip(dialog: ReportDialog, group: Group):
    return next(button for button in dialog._groups.buttons() if button.property("group") == group.value)


def chips(dialog: ReportDialog) -> list[str]:
    return [button.text() for button in dialog._groups.buttons() if not button.isHidden()]


def centre_of(dialog: ReportDialog, row: int) -> QPoint:
    return dialog._view.visualRect(dialog._table.index(row, FILE)).center()


def test_the_table_keeps_its_promises_to_qt(qtmodeltester, dialog) -> None:
    qtmodeltester.check(dialog._table)
    titles = [dialog._table.headerData(n, Qt.Orientation.Horizontal) for n in range(len(COLUMNS))]
    assert titles == list(COLUMNS)


def test_every_file_is_named_with_its_outcome_and_the_reason_trouble_first(dialog) -> None:
    assert column(dialog, FILE)[:3] == ["old/broken.html", "old/photo.jpg", "old/2019/two.txt"]
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
    qtbot.waitUntil(lambda: column(dialog, FILE) == ["old/broken.html"])
    qtbot.keyClick(dialog._filter, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(column(dialog, FILE)) == 6)
    assert dialog.isVisible()
    qtbot.keyClick(dialog._filter, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_letters_typed_in_the_table_go_to_the_filter_and_down_comes_back(qtbot, dialog) -> None:
    dialog.activateWindow()
    qtbot.waitActive(dialog)
    dialog._view.setFocus()
    qtbot.keyClicks(dialog._view, "g")
    assert dialog._filter.hasFocus()
    qtbot.keyClicks(dialog._filter, "uess")
    qtbot.waitUntil(lambda: column(dialog, FILE) == ["old/2019/two.txt"])
    qtbot.keyClick(dialog._filter, Qt.Key.Key_Down)
    assert dialog._view.hasFocus()


def test_what_is_seen_is_what_is_searched(qtbot, dialog) -> None:
    qtbot.keyClicks(dialog._filter, "WEB page new")
    qtbot.waitUntil(lambda: column(dialog, FILE) == ["old/2019/news.html"])


def test_a_button_for_each_outcome_counts_and_narrows(qtbot, dialog) -> None:
    assert chips(dialog) == [
        "All  6",
        "Failed  1",
        "Skipped  1",
        "With remarks  1",
        "New  2",
        "New version  1",
        "Already here  1",
    ]
    qtbot.mouseClick(chip(dialog, Group.ADDED), LEFT)
    qtbot.waitUntil(lambda: column(dialog, FILE) == ["old/2019/two.txt", "old/2019/news.html"])
    qtbot.mouseClick(chip(dialog, Group.NOTICES), LEFT)
    qtbot.waitUntil(lambda: column(dialog, FILE) == ["old/2019/two.txt"])


def test_the_formats_are_counted_and_narrow(qtbot, dialog) -> None:
    table = dialog._formats
    cells = [[table.item(row, at).text() for at in range(5)] for row in range(table.rowCount())]
    assert cells == [
        ["All formats", "6", "5", "1", "1"],
        ["Saved web page", "2", "1", "1", "–"],
        ["Markdown", "2", "2", "–", "–"],
        ["Not recognised", "1", "–", "–", "–"],
        ["Plain text", "1", "2", "–", "1"],
    ]
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: column(dialog, FILE) == ["old/broken.html", "old/2019/news.html"])
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: column(dialog, FILE) == ["old/photo.jpg"])
    qtbot.keyClick(table, Qt.Key.Key_Home, CTRL)
    qtbot.waitUntil(lambda: len(column(dialog, FILE)) == 6)


def test_finding_nothing_is_said(qtbot, dialog) -> None:
    qtbot.keyClicks(dialog._filter, "no such thing")
    qtbot.waitUntil(lambda: dialog._pages.currentWidget() is dialog._nothing)
    assert dialog._nothing.text() == "No file matches."
    assert not any(button.isEnabled() for button in (dialog._copy, dialog._open, dialog._reveal, dialog._again))


def test_an_import_of_nothing_has_a_report_too(shown, kept_report) -> None:
    made = shown(kept_report(()))
    assert made._nothing.text() == "The import found no files."
    assert made._pages.currentWidget() is made._nothing
    assert not made._formats.isVisible()
    assert not made._save.isEnabled()


def test_a_report_that_cannot_be_looked_up_says_why(qtbot, session, kept_report, results, monkeypatch) -> None:
    monkeypatch.setattr(session, "ask", lambda _key, _question, _answer, refused=print: refused("The disk is gone."))
    made = ReportDialog(session)
    qtbot.addWidget(made)
    made.show_report(kept_report(results))
    assert made._nothing.text() == "The disk is gone."
    assert made._pages.currentWidget() is made._nothing


def test_the_chosen_line_is_shown_whole(qtbot, dialog) -> None:
    assert dialog._whole.text() == "/old/broken.html\nThe file is empty."
    qtbot.keyClick(dialog._view, Qt.Key.Key_Down)
    assert dialog._whole.text().startswith("/old/photo.jpg\n")
    qtbot.keyClick(dialog._view, Qt.Key.Key_Down, SHIFT)
    assert dialog._whole.text() == "2 files chosen."


def test_a_double_click_enter_and_the_button_open_the_story(qtbot, dialog) -> None:
    stories: list[object] = []
    dialog.story_wanted.connect(stories.append)
    view = dialog._view
    assert not dialog._open.isEnabled()
    qtbot.mouseClick(view.viewport(), LEFT, pos=centre_of(dialog, 2))
    qtbot.mouseDClick(view.viewport(), LEFT, pos=centre_of(dialog, 2))
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.mouseClick(dialog._open, LEFT)
    assert stories == [2, 1, 1]
    assert dialog.isVisible()


def test_an_id_beyond_32_bits_arrives_whole(qtbot, shown, kept_report) -> None:
    made = shown(kept_report((FileResult("/old/x.html", FileOutcome.ADDED, (2**40,), "html"),)))
    with qtbot.waitSignal(made.story_wanted) as asked:
        qtbot.keyClick(made._view, Qt.Key.Key_Return)
    assert asked.args == [2**40]


def test_a_file_without_a_story_says_so(qtbot, dialog) -> None:
    with qtbot.assertNotEmitted(dialog.story_wanted):
        qtbot.keyClick(dialog._view, Qt.Key.Key_Return)
    assert dialog._said.text() == "No story came of this file."


def test_the_original_of_the_current_line_is_asked_for(qtbot, dialog) -> None:
    with qtbot.waitSignal(dialog.original_wanted) as asked:
        qtbot.mouseClick(dialog._reveal, LEFT)
    assert asked.args == ["/old/broken.html"]


def failing(count: int) -> tuple[FileResult, ...]:
    good = FileResult("/old/good.html", FileOutcome.ADDED, (1,), "html")
    return (good, *(FileResult(f"/old/{n}.html", FileOutcome.FAILED, error="Empty.") for n in range(count)))


def test_the_chosen_files_that_failed_are_tried_again(qtbot, shown, kept_report) -> None:
    kept = kept_report(failing(3))
    made = shown(kept)
    qtbot.keyClick(made._view, Qt.Key.Key_Down)
    for _ in range(2):  # the second of them did not fail
        qtbot.keyClick(made._view, Qt.Key.Key_Down, SHIFT)
    with qtbot.waitSignal(made.retry_wanted) as asked:
        qtbot.mouseClick(made._again, LEFT)
    assert asked.args == [kept.id, ("/old/1.html", "/old/2.html")]
    assert made._said.text() == "Reading 2 files once more…"
    qtbot.mouseClick(made._view.viewport(), LEFT, pos=centre_of(made, 3))
    assert not made._again.isEnabled()


def test_all_that_failed_are_tried_again(qtbot, shown, kept_report) -> None:
    kept = kept_report(failing(3))
    made = shown(kept)
    assert made._all_again.text().replace("&", "") == "Try all 3 failed again"
    with qtbot.waitSignal(made.retry_wanted) as asked:
        qtbot.mouseClick(made._all_again, LEFT)
    assert asked.args == [kept.id, ()]
    assert not shown(kept_report(failing(1)))._all_again.isVisible()


def test_older_reports_can_be_chosen(qtbot, shown, kept_report, results) -> None:
    kept_report(failing(2))
    kept_report(failing(4), quiet=True)
    made = shown(kept_report(results))
    qtbot.waitUntil(lambda: made._older.isVisible())
    assert [made._older.itemText(at).split(" · ", 1)[1] for at in range(3)] == [
        "6 files",
        "5 files · watched folders",
        "3 files",
    ]
    qtbot.mouseClick(chip(made, Group.ADDED), LEFT)
    made._older.setFocus()
    qtbot.keyClick(made._older, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: column(made, FILE) == ["old/0.html", "old/1.html", "old/good.html"])
    assert made._title.text() == "2 files failed"
    assert chip(made, Group.ALL).isChecked()


def test_copy_takes_all_that_is_shown_or_the_chosen_ones(qtbot, dialog) -> None:
    qtbot.keyClicks(dialog._filter, "html")
    qtbot.waitUntil(lambda: len(column(dialog, FILE)) == 2)
    qtbot.mouseClick(dialog._copy, LEFT)
    copied = QApplication.clipboard().text()
    assert "/old/broken.html" in copied
    assert "/old/2019/news.html" in copied
    assert "/old/photo.jpg" not in copied
    assert dialog._said.text() == "Copied 2 lines."
    dialog._view.setFocus()
    qtbot.keyClick(dialog._view, Qt.Key.Key_C, CTRL)
    assert "/old/2019/news.html" not in QApplication.clipboard().text()
    assert dialog._said.text() == "Copied 1 line."
    # What is left on the clipboard at the very end is freed twice, by Qt and by Python.
    QApplication.clipboard().clear()


def test_more_than_a_clipboard_should_hold_is_not_copied(qtbot, dialog, monkeypatch) -> None:
    monkeypatch.setattr(report, "MOST_COPIED", 5)
    QApplication.clipboard().setText("kept")
    qtbot.mouseClick(dialog._copy, LEFT)
    assert QApplication.clipboard().text() == "kept"
    assert dialog._said.text() == "6 lines are too many for the clipboard; save them instead."
    QApplication.clipboard().clear()


def test_save_writes_the_whole_report(qtbot, dialog, tmp_path: Path, monkeypatch) -> None:
    target = tmp_path / "report.txt"
    monkeypatch.setattr(dialogs, "ask_report_file", lambda _parent, _suggestion: target)
    qtbot.keyClicks(dialog._filter, "empty")
    qtbot.mouseClick(dialog._save, LEFT)
    qtbot.waitUntil(lambda: dialog._said.text() == "Saved as report.txt.")
    assert "/old/photo.jpg" in target.read_text(encoding="utf-8")
    assert dialog._save.isEnabled()


def test_saving_can_be_thought_better_of(qtbot, dialog, monkeypatch) -> None:
    monkeypatch.setattr(dialogs, "ask_report_file", lambda _parent, _suggestion: None)
    qtbot.mouseClick(dialog._save, LEFT)
    assert dialog._said.text() == ""


def test_a_hundred_thousand_lines_scroll_a_page_at_a_time(qtbot, shown, kept_report, long_results) -> None:
    kept = kept_report(long_results(100_000))
    made = shown(kept)
    assert made._table.rowCount() == 100_000
    begun = time.perf_counter()
    made._view.scrollToBottom()
    made._view.grab()
    assert time.perf_counter() - begun < 1  # 0.03 when nothing else runs
    assert made._table.index(99_999, FILE).data() == "old/99998.html"
    for row in range(0, 100_000, 500):
        assert made._table.index(row, OUTCOME).data() in ("Failed", "New")
    assert len(made._table._lines) <= KEPT


def test_lines_are_asked_for_with_their_neighbours_and_kept(results) -> None:
    asked: list[tuple[int, ...]] = []

    def fetch(numbers: tuple[int, ...]) -> dict[int, FileResult]:
        asked.append(tuple(numbers))
        return {number: replace(results[0], path=f"/old/{number}") for number in numbers if number != 3}

    table = ReportTable(load_theme("paper"))
    table.set_report(fetch, "/old")
    table.set_numbers(array("q", range(500)))
    assert [table.index(row, FILE).data() for row in (200, 201, 3)] == ["200", "201", None]
    assert table.index(3, REMARKS).data(Qt.ItemDataRole.ToolTipRole) is None
    assert [len(numbers) for numbers in asked] == [WINDOW, WINDOW]
    assert asked[0][0] == 200 - WINDOW // 3
    table.index(230, FILE).data()
    assert len(asked) == 2


def test_outcomes_take_the_colours_of_the_theme(dialog) -> None:
    night = load_theme("night")
    dialog.set_theme(night)
    colour = dialog._table.index(0, OUTCOME).data(Qt.ItemDataRole.ForegroundRole)
    assert colour.name() == night.colour(Role.ERROR)


def test_everything_that_takes_the_keyboard_says_what_it_is(dialog) -> None:
    for widget in (dialog._view, dialog._formats, dialog._filter, dialog._older, *dialog._groups.buttons()):
        assert widget.accessibleName()
