"""The bar: hidden when idle, plain while it runs, and a result that stands for a while."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QEnterEvent

from desktop.importing.controller import ImportController
from desktop.importing.progress import STAYS_AFTER_TROUBLE_MS, STAYS_MS, ImportBar, fitted
from desktop.importing.wording import ProgressLine
from library.model.report import FileOutcome, ImportProgress, ImportReport

LEFT = Qt.MouseButton.LeftButton
NAME = "a rather long name that somebody gave to a story about the council.html"
PROGRESS = ImportProgress(33, 210, False, f"/x/{NAME}", 2, 66.0)


@pytest.fixture
def bar(qtbot) -> ImportBar:
    made = ImportBar()
    qtbot.addWidget(made)
    made.resize(1200, 40)
    return made


def test_the_bar_is_hidden_until_an_import_begins(qtbot, bar) -> None:
    assert bar.isHidden()
    bar.show_started()
    assert not bar.isHidden()
    assert bar._line.text() == "Looking for files…"
    assert bar._bar.maximum() == 0


def test_progress_shows_in_words_and_in_the_bar(bar) -> None:
    bar.show_started()
    bar.show_progress(PROGRESS)
    assert bar._line.text() == f"Reading 34 of 210 · {NAME} · 2 failed · about 6 minutes left"
    assert (bar._bar.value(), bar._bar.maximum()) == (33, 210)
    assert bar._cancel.isVisible()
    assert not bar._report_button.isVisible()


def test_while_files_are_counted_the_bar_promises_nothing(bar) -> None:
    bar.show_started()
    bar.show_progress(replace(PROGRESS, counting=True))
    assert bar._bar.maximum() == 0


def test_imports_that_wait_are_told(bar) -> None:
    bar.show_started()
    bar.show_progress(PROGRESS)
    bar.show_waiting(2)
    assert bar._line.text().endswith("2 more imports waiting")


def test_a_long_name_gives_way_in_its_middle_and_the_whole_is_in_the_tool_tip(qtbot, bar) -> None:
    bar.show_started()
    bar.show_progress(PROGRESS)
    bar.resize(700, 40)
    qtbot.waitUntil(lambda: "…" in bar._line.text())
    shown = bar._line.text()
    assert shown.startswith("Reading 34 of 210 · a r")
    assert "l.html · 2 failed · about 6 minutes left" in shown
    assert bar._line.fontMetrics().horizontalAdvance(shown) <= bar._line.width()
    assert NAME in bar._line.toolTip()
    bar.resize(1200, 40)
    qtbot.waitUntil(lambda: NAME in bar._line.text())


def test_what_matters_least_is_left_out_first() -> None:
    line = ProgressLine("Reading 34 of 210", NAME, ("2 failed", "about 6 minutes left", "1 more import waiting"))
    assert fitted(line, lambda _text: True) == line
    kept = [len(fitted(line, lambda text, most=most: len(text) <= most).after) for most in (95, 70, 50, 10)]
    assert kept == [3, 2, 1, 0]


def test_cancel_is_asked_once(qtbot, bar) -> None:
    bar.show_started()
    with qtbot.waitSignal(bar.cancel_wanted):
        qtbot.mouseClick(bar._cancel, LEFT)
    assert (bar._cancel.isEnabled(), bar._cancel.text()) == (False, "Stopping…")
    bar.show_started()
    assert (bar._cancel.isEnabled(), bar._cancel.text()) == (True, "Cancel")


def test_the_result_stands_with_a_button_for_the_report(qtbot, bar, report) -> None:
    bar.show_started()
    bar.show_report(report)
    assert bar._line.text().startswith("3 stories came in, 1 file failed")
    assert not bar._cancel.isVisible()
    with qtbot.waitSignal(bar.report_wanted) as asked:
        qtbot.mouseClick(bar._report_button, LEFT)
    assert asked.args == [report]
    qtbot.mouseClick(bar._close, LEFT)
    assert bar.isHidden()


def test_a_result_goes_by_itself_later_where_there_was_trouble(qtbot, bar, report) -> None:
    fine = replace(report, counts=tuple(one for one in report.counts if one.outcome is not FileOutcome.FAILED))
    bar.show_report(fine)
    assert bar._goes.interval() == STAYS_MS
    bar.show_report(report)
    assert bar._goes.interval() == STAYS_AFTER_TROUBLE_MS
    assert bar._goes.isActive()
    bar._goes.timeout.emit()
    assert bar.isHidden()


def test_a_result_stays_while_the_mouse_is_on_it(bar, report) -> None:
    bar.show_report(report)
    bar.enterEvent(QEnterEvent(QPointF(), QPointF(), QPointF()))
    assert not bar._goes.isActive()
    bar.leaveEvent(QEvent(QEvent.Type.Leave))
    assert bar._goes.isActive()


def test_a_new_import_takes_the_place_of_an_old_result(bar, report) -> None:
    bar.show_report(report)
    bar.show_started()
    assert not bar._goes.isActive()
    assert not bar._report_button.isVisible()


class OneImport(QObject):
    import_progressed = Signal(object)
    import_ended = Signal(object)

    def start_import(self, _paths: tuple[Path, ...]) -> OneImport:
        return self

    def cancel(self) -> None:
        self.import_ended.emit(ImportReport(1, 0, 1.0, True, ()))


def test_the_bar_follows_a_controller_to_the_end(qtbot, bar) -> None:
    session = OneImport()
    controller = ImportController(session)
    bar.follow(controller)
    controller.import_paths((Path("/old"),))
    session.import_progressed.emit(PROGRESS)
    assert bar._bar.value() == 33
    qtbot.mouseClick(bar._cancel, LEFT)
    assert bar._line.text() == "Cancelled before anything was read"
