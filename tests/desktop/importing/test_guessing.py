"""A large file whose fields had to be guessed is shown and asked about; everything else comes in unasked."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QPushButton

from desktop.importing.controller import ImportController
from desktop.importing.guessing import GuessDialog
from desktop.session import Session
from library.front.ingest import preview
from library.front.ingest.preview import GuessedFile, SeenField
from library.front.library import Library

PAGE = Path("/old/a.html")
FIELDS = (
    SeenField("title", "headline", False, ("Hens go to sea", "伞匠", "برج الساعة")),
    SeenField("wording", "text", True, ("The ferry left at noon.",)),
    SeenField("flag", "", False, ()),
)


class AskedSession(QObject):
    """A session that begins imports, and answers a question when the test says so."""

    import_progressed = Signal(object)
    import_ended = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.begun: list[tuple[Path, ...]] = []
        self.asked: list[tuple[object, object]] = []

    def load_importing(self, then) -> None:
        then()

    def start_import(self, paths: tuple[Path, ...]) -> object:
        self.begun.append(paths)
        return object()

    def ask(self, _key: str, question: object, answer: object, _refused: object = None) -> None:
        self.asked.append((question, answer))

    def answer(self, guessed: tuple[GuessedFile, ...]) -> None:
        self.asked.pop(0)[1](guessed)


@pytest.fixture
def session(qapp) -> AskedSession:
    return AskedSession()


@pytest.fixture
def controller(session) -> ImportController:
    return ImportController(session)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "dump.csv"
    path.write_bytes(b"x" * preview.LEAST_BYTES)
    return path


def dialog(controller: ImportController) -> GuessDialog:
    found = controller._guesses._dialog
    assert found is not None
    return found


def press(controller: ImportController, title: str) -> None:
    (button,) = [each for each in dialog(controller).findChildren(QPushButton) if each.text() == title]
    assert not button.isHidden()
    button.click()


def test_what_is_in_no_doubt_comes_in_at_once(controller, session) -> None:
    controller.import_paths((PAGE,))
    assert (session.begun, session.asked) == ([(PAGE,)], [])


def test_a_table_is_looked_at_and_comes_in_where_nothing_was_guessed(qtbot, controller, session, table) -> None:
    with qtbot.waitSignal(controller.looking) as looked:
        controller.import_paths((table, PAGE))
    assert looked.args == ["dump.csv"]
    assert session.begun == []
    session.answer(())
    assert session.begun == [(table, PAGE)]


@pytest.mark.parametrize(("button", "begun"), [("Import", ["both"]), ("Leave it out", ["page"]), ("Cancel", [])])
def test_a_guess_is_asked_about(controller, session, table, button: str, begun: list[str]) -> None:
    controller.import_paths((table, PAGE))
    session.answer((GuessedFile(table, 48_210, True, FIELDS),))
    assert session.begun == []
    press(controller, button)
    assert session.begun == [{"both": (table, PAGE), "page": (PAGE,)}[each] for each in begun]


def test_a_file_alone_can_only_come_in_or_not(controller, session, table) -> None:
    controller.import_paths((table,))
    session.answer((GuessedFile(table, 300, False, FIELDS),))
    leave = next(b for b in dialog(controller).findChildren(QPushButton) if b.text() == "Leave it out")
    assert leave.isHidden()
    dialog(controller).reject()
    assert session.begun == []


def test_esc_is_no_and_enter_is_yes(qtbot, controller, session, table) -> None:
    for key, begun in ((Qt.Key.Key_Escape, []), (Qt.Key.Key_Return, [(table,)])):
        controller.import_paths((table,))
        session.answer((GuessedFile(table, 300, False, FIELDS),))
        qtbot.keyClick(dialog(controller)._table, key)
        assert session.begun == begun


def test_orders_are_looked_at_one_after_another_and_none_is_lost(controller, session, table, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_bytes(b"x" * preview.LEAST_BYTES)
    controller.import_paths((table,))
    controller.import_paths((other,))
    assert len(session.asked) == 1
    session.answer(())
    session.answer(())
    assert controller.waiting == 1
    assert session.begun == [(table,)]


def test_cancel_drops_what_is_being_looked_at(qtbot, controller, session, table) -> None:
    controller.import_paths((table,))
    with qtbot.waitSignal(controller.idle):
        controller.cancel()
    assert session.begun == []
    controller.import_paths((table,))
    assert len(session.asked) == 3  # the look, what took its place, and the new look


def test_cancel_takes_the_question_away_too(controller, session, table) -> None:
    controller.import_paths((table,))
    session.answer((GuessedFile(table, 300, False, FIELDS),))
    asked = dialog(controller)
    controller.cancel()
    assert not asked.isVisible()
    assert controller._guesses._dialog is None
    assert session.begun == []


@pytest.fixture
def shown(qtbot) -> GuessDialog:
    files = (
        GuessedFile(Path("/old/dump.csv"), 48_210, True, FIELDS),
        GuessedFile(Path("/old/other.json"), 300, False, FIELDS[:1]),
    )
    made = GuessDialog(files, False)
    qtbot.addWidget(made)
    made.show()
    return made


def cells(shown: GuessDialog) -> list[list[str]]:
    table = shown._table
    return [[table.item(row, at).text() for at in range(3)] for row in range(table.rowCount())]


def test_each_field_is_shown_with_what_it_was_taken_for_and_values(shown) -> None:
    assert cells(shown) == [
        ["title", "Headline", "Hens go to sea\n伞匠\nبرج الساعة"],
        ["wording", "Text (a guess)", "The ferry left at noon."],
        ["flag", "Left out", ""],
    ]
    assert "about 48,210 records" in shown._facts.text()


def test_several_files_are_chosen_from(qtbot, shown) -> None:
    shown._choice.setFocus()
    qtbot.keyClick(shown._choice, Qt.Key.Key_Down)
    assert len(cells(shown)) == 1
    assert shown._title.text() == "other.json"
    assert "holds 300 records" in shown._facts.text()


def test_files_are_looked_at_off_the_windows_thread(qtbot, library: Library, table: Path, monkeypatch) -> None:
    threads: list[str] = []

    def guessed_files(paths: tuple[Path, ...], _stopped: threading.Event) -> tuple[GuessedFile, ...]:
        threads.append(threading.current_thread().name)
        return (GuessedFile(paths[0], 300, False, FIELDS),)

    monkeypatch.setattr(preview, "guessed_files", guessed_files)
    real = Session(library)
    controller = ImportController(real)
    controller.import_paths((table,))
    qtbot.waitUntil(lambda: controller._guesses._dialog is not None)
    dialog(controller).reject()
    real.close()
    assert threads == ["broadsheet-preview"]
