"""Imports from the user's hand to the session: one at a time, each ended by its report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QObject, QUrl, Signal
from PySide6.QtWidgets import QApplication

from desktop.importing import dialogs
from desktop.importing.controller import ImportController
from desktop.importing.drops import NOT_FILES, WEB_ADDRESS
from desktop.session import Session
from library.front.library import open_library
from library.importers.formats import FORMATS
from library.model.errors import NotFound
from library.model.report import FileOutcome, ImportProgress, ImportReport, UnfinishedImport

A, B, C = (Path("/old/a.html"),), (Path("/old/b.html"),), (Path("/old/c.html"),)
GONE = 404
PROGRESS = ImportProgress(1, 2, False, "a.html", 0, 1.0)


class Job:
    def __init__(self) -> None:
        self.cancelled = False

    def cancel(self) -> None:
        self.cancelled = True


class HandSession(QObject):
    """A session whose imports go on when the test says so."""

    import_progressed = Signal(object)
    import_ended = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.begun: list[object] = []
        self.jobs: list[Job] = []

    def load_importing(self, then) -> None:
        then()

    def start_import(self, paths: tuple[Path, ...]) -> Job:
        return self._begin(paths)

    def try_again(self, run: int, names: tuple[str, ...]) -> Job:
        return self._begin(("again", run, names))

    def resume_import(self, run: int) -> Job:
        if run == GONE:
            raise NotFound("There is no import with the number 404.")
        return self._begin(("resume", run))

    def refresh(self, articles: tuple[int, ...]) -> Job:
        return self._begin(("refresh", articles))

    def _begin(self, what: object) -> Job:
        self.begun.append(what)
        self.jobs.append(Job())
        return self.jobs[-1]


@pytest.fixture
def session(qapp) -> HandSession:
    return HandSession()


@pytest.fixture
def controller(session) -> ImportController:
    return ImportController(session)


@pytest.fixture
def said(controller) -> list[str]:
    sentences: list[str] = []
    controller.said.connect(sentences.append)
    return sentences


def files(*names: str) -> QMimeData:
    made = QMimeData()
    made.setUrls([QUrl.fromLocalFile(name) for name in names])
    return made


def text(words: str) -> QMimeData:
    made = QMimeData()
    made.setText(words)
    return made


def test_imports_wait_for_one_another_and_begin_in_order(controller, session, report) -> None:
    waiting: list[int] = []
    controller.queue_changed.connect(waiting.append)
    for paths in (A, B, C):
        controller.import_paths(paths)
    assert (session.begun, controller.waiting) == ([A], 2)
    session.import_ended.emit(report)
    assert session.begun == [A, B]
    session.import_ended.emit(report)
    session.import_ended.emit(report)
    assert session.begun == [A, B, C]
    assert waiting == [1, 2, 1, 0]
    assert not controller.is_running


def test_whatever_is_asked_for_waits_its_turn_and_is_told_of_its_own_end(controller, session, report) -> None:
    told: list[str] = []
    controller.import_paths(A)
    controller.try_again(7, ("/old/a.html",), lambda _report: told.append("again"))
    controller.resume(UnfinishedImport(3, 0, ("/old",), 40), lambda _report: told.append("resumed"))
    controller.refresh((1, 2), lambda _report: told.append("refreshed"))
    for _ in range(4):
        session.import_ended.emit(report)
    assert session.begun == [A, ("again", 7, ("/old/a.html",)), ("resume", 3), ("refresh", (1, 2))]
    assert told == ["again", "resumed", "refreshed"]
    assert not controller.is_running


def test_one_that_cant_be_begun_says_why_and_lets_the_next_begin(controller, session, said, report) -> None:
    controller.import_paths(A)
    controller.resume(UnfinishedImport(GONE, 0, (), 0))
    controller.import_paths(B)
    session.import_ended.emit(report)
    assert said == ["There is no import with the number 404."]
    assert session.begun == [A, B]


def test_nothing_to_import_starts_nothing(controller, session) -> None:
    controller.import_paths(())
    assert session.begun == []


def test_the_report_is_kept_and_passed_on(controller, session, report) -> None:
    ended: list[ImportReport] = []
    controller.ended.connect(ended.append)
    controller.import_paths(A)
    assert controller.last_report is None
    session.import_ended.emit(report)
    assert ended == [report]
    assert controller.last_report is report


def test_progress_is_passed_on_while_an_import_runs(controller, session, report) -> None:
    seen: list[ImportProgress] = []
    controller.progressed.connect(seen.append)
    controller.import_paths(A)
    session.import_progressed.emit(PROGRESS)
    session.import_ended.emit(report)
    session.import_progressed.emit(PROGRESS)
    assert seen == [PROGRESS]


def test_cancel_stops_the_one_that_runs_and_drops_those_that_wait(controller, session, said, report) -> None:
    controller.import_paths(A)
    controller.import_paths(B)
    controller.cancel()
    assert session.jobs[0].cancelled
    session.import_ended.emit(report)
    assert session.begun == [A]
    assert said == ["1 import that waited won't be started."]


def test_cancel_with_nothing_to_cancel_says_nothing(controller, said) -> None:
    controller.cancel()
    assert said == []


def test_dropped_files_are_imported_and_text_is_refused(controller, session, said) -> None:
    assert controller.accepts(files("/old/a.html"))
    assert controller.take(files("/old/a.html"))
    assert not controller.accepts(text("words"))
    assert not controller.take(text("words"))
    assert session.begun == [A]
    assert said == [NOT_FILES]


def test_a_dropped_web_address_is_taken_to_say_what_to_do_instead(controller, session, said) -> None:
    address = QMimeData()
    address.setUrls([QUrl("https://example.org/story")])
    assert controller.accepts(address)
    assert not controller.take(address)
    assert (session.begun, said) == ([], [WEB_ADDRESS])


def test_the_clipboard_is_pasted(controller, session, said) -> None:
    QApplication.clipboard().setMimeData(files("/old/a.html"))
    controller.paste()
    QApplication.clipboard().setMimeData(text("words"))
    controller.paste()
    # What is left on the clipboard at the very end is freed twice, by Qt and by Python.
    QApplication.clipboard().clear()
    assert session.begun == [A]
    assert said == [NOT_FILES]


def test_chosen_files_are_imported_and_their_folder_is_where_the_next_choice_begins(
    controller, session, monkeypatch
) -> None:
    asked: list[str] = []

    def answer(_parent, folder: str) -> tuple[Path, ...]:
        asked.append(folder)
        return A

    monkeypatch.setattr(dialogs, "ask_files", answer)
    monkeypatch.setattr(dialogs, "ask_folder", lambda _parent, folder: Path("/old") if folder == "/old" else None)
    controller.choose_files()
    controller.choose_files()
    controller.choose_folder()
    assert asked == ["", "/old"]
    assert session.begun == [A]
    assert controller.waiting == 2


def test_choosing_nothing_imports_nothing(controller, session, monkeypatch) -> None:
    monkeypatch.setattr(dialogs, "ask_files", lambda _parent, _folder: ())
    monkeypatch.setattr(dialogs, "ask_folder", lambda _parent, _folder: None)
    controller.choose_files()
    controller.choose_folder()
    assert session.begun == []


def test_the_samples_are_the_ones_that_come_with_the_program(controller, session) -> None:
    controller.add_samples()
    ((folder,),) = session.begun
    assert len([path for path in folder.iterdir() if path.suffix in (".html", ".txt", ".md")]) >= 10


def test_the_dialog_offers_every_format_of_the_table() -> None:
    first, *rows, last = dialogs.file_filters().split(";;")
    assert last == "All files (*)"
    assert [row.split(" (")[0] for row in rows] == [row.label for row in FORMATS]
    for ending in (ending for row in FORMATS for ending in row.endings):
        assert f"*{ending} " in first
        assert f"*{ending}.gz" in first
        assert f"*{ending.upper()} " in first


@pytest.fixture
def real_session(qtbot, tmp_path: Path) -> Iterator[Session]:
    library = open_library(tmp_path / "library")
    session = Session(library)
    yield session
    session.close()
    library.close()


def test_real_files_come_into_a_real_library_one_import_after_the_other(qtbot, real_session, tmp_path: Path) -> None:
    story, broken = tmp_path / "story.txt", tmp_path / "empty.txt"
    story.write_text("The bell tuner\n\nBy A. Writer\n\n" + "He listened to the bell for a long time. " * 20)
    broken.write_bytes(b"")
    controller = ImportController(real_session)
    reports: list[ImportReport] = []
    controller.ended.connect(reports.append)
    controller.import_paths((story, broken))
    controller.import_paths((story,))
    qtbot.waitUntil(lambda: len(reports) == 2, timeout=60_000)
    first, second = reports
    lines = real_session.reader.report_lines(first.id)
    assert [line.outcome for line in lines] == [FileOutcome.ADDED, FileOutcome.FAILED]
    assert lines[1].error
    assert (second.files, second.count(FileOutcome.UNCHANGED)) == (1, 1)
    assert real_session.reader.report(first.id) == first
