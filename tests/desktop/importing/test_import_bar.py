"""The bar: hidden when idle, plain while it runs, and a result that stands for a while."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QEnterEvent

from desktop.importing.controller import ImportController
from desktop.importing.progress import LOOKED_MS, STAYS_AFTER_TROUBLE_MS, STAYS_MS, ElidedLabel, ImportBar
from library.model.report import FileOutcome, ImportProgress, ImportReport

LEFT = Qt.MouseButton.LeftButton
NAME = "a rather long name that somebody gave to a story about the council and its committees.html"
PROGRESS = ImportProgress(33, 210, False, f"/x/{NAME}", 2, 66.0, rate=7.2, left=350.0, added=31)


@pytest.fixture
def bar(qtbot) -> ImportBar:
    made = ImportBar()
    qtbot.addWidget(made)
    made.resize(1200, 40)
    return made


def show(bar: ImportBar, progress: ImportProgress) -> None:
    """Show progress as if the figures before had stood long enough."""
    bar._next.stop()
    bar.show_progress(progress)


def figures(bar: ImportBar) -> list[str]:
    parts = bar._figures
    every = (parts._done, parts._failed, parts._added, parts._rate, parts._left, parts._waiting)
    return [each.text() for each in every if each.isVisibleTo(bar) and each.text()]


def test_the_bar_is_hidden_until_an_import_begins(qtbot, bar) -> None:
    assert bar.isHidden()
    bar.show_started()
    assert not bar.isHidden()
    assert bar._line.text() == "Looking for files…"
    assert bar._bar.maximum() == 0


def test_progress_shows_in_figures_and_in_the_bar(bar) -> None:
    bar.show_started()
    show(bar, PROGRESS)
    assert figures(bar) == ["33 of 210", "2 failed", "31 stories", "7.2 a second", "about 6 minutes left"]
    assert (bar._bar.value(), bar._bar.maximum()) == (33, 210)
    assert bar._cancel.isVisible()
    assert not bar._report_button.isVisible()
    assert "33 of 210" in bar._figures.accessibleName()


def test_while_files_are_counted_the_bar_promises_nothing(bar) -> None:
    bar.show_started()
    show(bar, replace(PROGRESS, counting=True, left=None))
    assert bar._bar.maximum() == 0
    assert figures(bar)[0] == "33 of 210, counting…"


def test_imports_that_wait_are_told(bar) -> None:
    bar.show_started()
    show(bar, PROGRESS)
    bar.show_waiting(2)
    assert figures(bar)[-1] == "2 waiting"


def test_figures_stand_until_they_can_have_been_read_and_the_latest_comes_then(bar) -> None:
    bar.show_started()
    show(bar, PROGRESS)
    for done in range(34, 60):
        bar.show_progress(replace(PROGRESS, done=done))
    assert figures(bar)[0] == "33 of 210"
    bar._next.timeout.emit()
    assert figures(bar)[0] == "59 of 210"


def test_estimates_stand_longer_than_counts(bar) -> None:
    bar.show_started()
    show(bar, PROGRESS)
    soon = PROGRESS.seconds + LOOKED_MS / 1000
    show(bar, replace(PROGRESS, done=40, rate=99.0, seconds=soon - 0.1))
    assert (figures(bar)[0], figures(bar)[3]) == ("40 of 210", "7.2 a second")
    show(bar, replace(PROGRESS, done=41, rate=99.0, seconds=soon))
    assert figures(bar)[3] == "99 a second"


def test_nothing_jumps_when_figures_grow_shorter(qtbot, bar) -> None:
    bar.show_started()
    show(bar, replace(PROGRESS, done=1000, total=12_000, failed=1000, seconds=10.0))
    qtbot.wait(0)
    places = [each.x() for each in (bar._figures._name, bar._figures._added, bar._figures._left, bar._bar)]
    show(bar, replace(PROGRESS, done=1111, total=12_000, failed=1, left=1.0, added=1, seconds=20.0))
    qtbot.wait(0)
    assert [each.x() for each in (bar._figures._name, bar._figures._added, bar._figures._left, bar._bar)] == places


def test_a_long_name_gives_way_in_its_middle_and_the_whole_is_in_the_tool_tip(qtbot, bar) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.resize(200, 20)
    label.say(NAME)
    assert "…" in label.text()
    assert (label.text()[:5], label.text()[-5:]) == (NAME[:5], NAME[-5:])
    assert label.fontMetrics().horizontalAdvance(label.text()) <= 200
    assert label.toolTip() == label.accessibleName() == NAME
    label.resize(2000, 20)
    label.show()
    assert label.text() == NAME


def test_what_matters_least_is_left_out_first(qtbot, bar) -> None:
    bar.show_started()
    kept = []
    for width in (1200, 900, 760, 560, 400):
        bar.resize(width, 40)
        show(bar, PROGRESS)
        bar.show_waiting(1)
        qtbot.wait(0)
        bar._figures._fit()
        kept.append(len(figures(bar)))
    assert kept[0] == 6
    assert kept == sorted(kept, reverse=True)
    assert figures(bar)[0] == "33 of 210"
    assert "1 waiting" not in figures(bar)


def test_a_file_that_is_looked_at_before_its_import_is_named(bar) -> None:
    bar.show_looking("dump.csv")
    assert bar._line.text() == "Looking at the fields of dump.csv…"
    assert bar._cancel.isVisible()


def test_what_came_in_quietly_is_not_told(bar, report) -> None:
    bar.show_started()
    bar.show_report(replace(report, quiet=True))
    assert bar.isHidden()


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

    def load_importing(self, then) -> None:
        then()

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
