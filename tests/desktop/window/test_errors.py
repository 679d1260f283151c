"""What goes wrong is said in a sentence, costs nothing else, and leaves the window showing what is so."""

from __future__ import annotations

import socket
import sqlite3
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from desktop import app
from desktop.faults import faults_kept
from library.front.library import open_library
from library.front.reader import Reader
from library.model.errors import LibraryDamaged
from library.model.report import FileOutcome
from tests.desktop.window.conftest import CTRL, Hands, opened, visible_text
from tests.desktop.window.stories import FERRY_HEADLINE, HENS_HEADLINE, LAMPS_HEADLINE, NEWEST_FIRST
from tests.stories import HENS, write


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the library as another program would that is writing."""
    with closing(sqlite3.connect(folder / "library.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


LOCKED = "Another program is using the library in {}; close it, or wait until it is done."


@pytest.mark.parametrize(("key", "action"), [("s", "star"), ("r", "read"), ("e", "archive"), ("#", "trash")])
def test_a_library_held_by_another_program_is_named_and_the_flag_shows_as_it_is(
    hands: Hands, key: str, action: str
) -> None:
    hands.open(HENS_HEADLINE)
    with held(hands.library.folder):
        hands.press(key)
        hands.until(hands.said)
    assert hands.said() == LOCKED.format(hands.library.folder)
    assert not hands.checked(action)
    assert not hands.enabled("undo")
    hands.press(key)
    hands.until(lambda: hands.enabled("undo"))
    hands.settle()
    assert hands.checked(action)


def test_a_held_library_loses_no_highlight_silently(hands: Hands) -> None:
    hands.open(FERRY_HEADLINE)
    hands.drag_over("a crate of hens")
    with held(hands.library.folder):
        hands.press("a")
        hands.until(hands.said)
    assert hands.annotations() == []
    assert not hands.window.note_editor.isVisible()


def test_a_story_that_vanished_says_so_and_the_others_go_on(hands: Hands) -> None:
    hands.open(LAMPS_HEADLINE)
    model = hands.list_view().model()
    model.ids[1] = 404
    hands.press("j")
    assert hands.headline() == ""
    assert "can’t be shown" in visible_text(hands.window.reader)
    assert not hands.enabled("star") or hands.window.story.article is None
    hands.press("j")
    assert hands.headline() == HENS_HEADLINE


def test_a_library_that_turns_out_damaged_while_a_story_is_open_is_said(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(_reader: Reader, _article: int, _most: int | None = None) -> None:
        raise LibraryDamaged("The file is damaged.")

    hands.open(HENS_HEADLINE)
    monkeypatch.setattr(Reader, "page", damaged)
    hands.press("s")
    hands.until(lambda: "The file is damaged." in visible_text(hands.window.reader))
    assert hands.headline() == ""


def test_a_list_that_cant_be_read_says_so_and_recovers(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(_reader: Reader, _listing: object) -> None:
        raise LibraryDamaged("The file is damaged.")

    with monkeypatch.context() as patched:
        patched.setattr(Reader, "ids", damaged)
        hands.press("gs")
        hands.until(lambda: "The file is damaged." in visible_text(hands.window.articles))
    hands.press("gi")
    hands.until(lambda: hands.rows() == NEWEST_FIRST and "damaged" not in visible_text(hands.window.articles))


def test_a_picture_that_cant_be_read_leaves_its_frame(hands: Hands, tmp_path: Path) -> None:
    page = """<html><head><title>Crane sinks</title></head><body><article><h1>Crane sinks on the quay</h1>
    <p>The tallest crane of the harbour sank on Monday, slowly and without a sound, to its second window.</p>
    <figure><img src="data:image/png;base64,iVBORw0KGgoAAAANSUhEUg==" alt="The crane"><figcaption>The crane, on
    Monday</figcaption></figure><p>Nobody was in it, said Ada Merrow, who had been the last one to leave it.</p>
    </article></body></html>"""
    with hands.bot.waitSignal(hands.window.importing.ended, timeout=60_000) as ended:
        hands.window.import_paths((write(tmp_path / "in", crane_html=page),))
    hands.until(lambda: any("Crane" in row for row in hands.rows()))
    assert ended.args[0].count(FileOutcome.ADDED) == 1
    hands.open(next(row for row in hands.rows() if "Crane" in row))
    assert "said Ada Merrow" in hands.body()
    hands.window.reader.view.viewport().grab()


# At the start


@pytest.fixture
def boxes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What message boxes say that stop the program from starting."""
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "critical", lambda _parent, _title, sentence: said.append(sentence))
    return said


def test_a_library_of_a_newer_broadsheet_isnt_opened(
    qtbot: QtBot, stocked_folder: Path, boxes: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(stocked_folder / "library.sqlite3")) as newer:
        newer.execute("PRAGMA user_version = 999")
    before = (stocked_folder / "library.sqlite3").read_bytes()
    assert app.run_window(stocked_folder, []) == 1
    said = f"A newer version of Broadsheet made the library in {stocked_folder}; update Broadsheet to open it."
    assert boxes == [said]
    assert capsys.readouterr().err.strip() == said
    assert (stocked_folder / "library.sqlite3").read_bytes() == before


def test_what_is_no_library_isnt_opened(qtbot: QtBot, folder: Path, boxes: list[str]) -> None:
    folder.write_text("a shopping list")
    assert app.run_window(folder, []) == 1
    assert boxes == [f"{folder} is a file, not a library folder."]
    assert folder.read_text() == "a shopping list"


# Faults


@pytest.fixture
def reported(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hands]:
    """A window whose faults are reported as in the program, not as in a test."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    with faults_kept(hands.library.folder):
        app._report_faults(hands.window)
        yield hands


def report_of(hands: Hands) -> str:
    path = hands.library.folder / "faults.log"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def test_a_fault_in_a_slot_becomes_a_report_and_a_sentence(reported: Hands) -> None:
    def oh() -> None:
        raise ZeroDivisionError("the seventh lamp")

    QTimer.singleShot(0, oh)
    reported.until(reported.said)
    assert reported.said().startswith("A fault in Broadsheet: the seventh lamp.")
    assert str(reported.library.folder / "faults.log") in reported.said()
    assert "Traceback" not in reported.said()
    assert "ZeroDivisionError: the seventh lamp" in report_of(reported)
    assert "in oh" in report_of(reported)
    reported.press("j")
    assert reported.headline() == LAMPS_HEADLINE


def test_a_fault_on_another_thread_becomes_one_too(reported: Hands) -> None:
    def oh() -> None:
        raise ZeroDivisionError("the eighth lamp")

    thread = threading.Thread(target=oh)
    thread.start()
    thread.join()
    reported.until(reported.said)
    assert "the eighth lamp" in reported.said()
    assert "ZeroDivisionError: the eighth lamp" in report_of(reported)


def test_a_fault_in_an_operation_becomes_one_too(reported: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    def oh(*_: object) -> None:
        raise ZeroDivisionError("the ninth lamp")

    reported.open(HENS_HEADLINE)
    monkeypatch.setattr("library.front.operations.apply", oh)
    reported.press("s")
    reported.until(reported.said)
    assert reported.said() == "That didn't work, through a fault in Broadsheet: the ninth lamp"
    assert "ZeroDivisionError: the ninth lamp" in report_of(reported)
    assert not reported.checked("star")
    monkeypatch.undo()


# Closing, and what never happens


def test_closing_with_the_note_editor_open_keeps_the_note(qtbot: QtBot, stocked_folder: Path) -> None:
    with opened(qtbot, stocked_folder) as hands:
        hands.open(FERRY_HEADLINE)
        hands.drag_over("a crate of hens")
        hands.press("a")
        hands.until(hands.window.note_editor.isVisible)
        hands.press("half a thought")
    with opened(qtbot, stocked_folder) as hands:
        hands.until(lambda: hands.headline() == FERRY_HEADLINE)
        assert hands.annotations() == [("a crate of hens", "half a thought", "yellow")]


def test_ctrl_q_closes_the_window_and_quitting_twice_does_no_harm(hands: Hands) -> None:
    hands.press("q", CTRL)
    assert not hands.window.isVisible()
    hands.window.close()


def test_a_window_that_ran_ends_with_a_closed_library(
    qtbot: QtBot, stocked_folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(app, "_report_faults", lambda _window: None)
    monkeypatch.setattr(app.signal, "signal", lambda *_: None)
    seen: list[str] = []
    files = write(tmp_path / "in", hens_txt=HENS.replace("eleven", "twelve").replace("Hens of", "Geese of"))

    def use_and_quit(window: app.MainWindow) -> None:
        qtbot.addWidget(window)
        seen.append(window.windowTitle())
        window.importing.ended.connect(window.close)

    shown = app.MainWindow.show
    monkeypatch.setattr(app.MainWindow, "show", lambda window: (shown(window), use_and_quit(window)))
    assert app.run_window(stocked_folder, [files]) == 0
    assert seen == ["Broadsheet"]
    again = open_library(stocked_folder, 0)
    with again.reader() as reader:
        assert reader.report().files == 1
    again.close()


def test_nothing_in_the_window_asks_the_network(hands: Hands, tmp_path: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        server.setblocking(False)
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
        page = f"""<html><head><title>Far</title><link rel="stylesheet" href="{address}/far.css">
        <script src="{address}/far.js"></script></head><body><article><h1>A picture from far away</h1>
        <p>The picture below this line was never fetched, as was to be expected of a reader without a network.</p>
        <img src="{address}/far.png" alt="Far"><p>It stands in its frame and says where it came from.</p>
        <p>A <a href="{address}/more">link</a> to more of it waits to be clicked.</p></article></body></html>"""
        with hands.bot.waitSignal(hands.window.importing.ended, timeout=60_000):
            hands.window.import_paths((write(tmp_path / "in", far_html=page),))
        hands.until(lambda: any("far away" in row for row in hands.rows()))
        hands.open(next(row for row in hands.rows() if "far away" in row))
        assert "says where it came from" in hands.body()
        hands.window.reader.view.viewport().grab()
        hands.settle()
        with pytest.raises(BlockingIOError):  # nobody called
            server.accept()
