"""The session tells of changes on its own thread, answers the newest question alone, and goes quiet when it closes."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.session import Session
from library.front.library import Library, open_library
from library.front.reader import Reader
from library.model.errors import LibraryDamaged, NotFound
from library.model.operation import Outcome, SetFlag, StateFlag
from library.model.query import Listing
from tests.stories import FERRY, FERRY_CORRECTED, HENS, imported, write


@pytest.fixture(scope="module")
def one_story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library folder with one story, to be copied: parsing takes worker processes, which take a second to begin."""
    folder = tmp_path_factory.mktemp("one_story")
    library = open_library(folder / "library")
    imported(library, write(folder / "in", a_txt=FERRY))
    library.close()
    return folder / "library"


@pytest.fixture
def library(one_story: Path, tmp_path: Path) -> Iterator[Library]:
    opened = open_library(Path(shutil.copytree(one_story, tmp_path / "library")))
    yield opened
    opened.close()


@pytest.fixture
def session(qapp: QApplication, library: Library) -> Iterator[Session]:
    made = Session(library)
    yield made
    made.close()


@pytest.fixture
def article(library: Library) -> int:
    with library.reader() as reader:
        return reader.ids(Listing())[0]


def test_an_operation_is_told_on_the_sessions_thread_before_its_own_answer(
    qtbot: QtBot, session: Session, article: int
) -> None:
    told: list[object] = []
    session.changed.connect(lambda outcome: told.append(("changed", outcome.articles, QThread.currentThread())))

    with qtbot.waitSignal(session.changed):
        session.do(SetFlag((article,), StateFlag.STARRED), lambda _outcome: told.append("then"))
    qtbot.waitUntil(lambda: len(told) == 2)

    assert told == [("changed", frozenset((article,)), session.thread()), "then"]
    assert session.reader.state(article).starred


def test_undo_and_redo_are_told_like_any_change(qtbot: QtBot, session: Session, article: int) -> None:
    outcomes: list[Outcome | None] = []
    session.do(SetFlag((article,), StateFlag.STARRED), outcomes.append)
    session.undo(outcomes.append)
    session.undo(outcomes.append)
    session.redo(outcomes.append)
    qtbot.waitUntil(lambda: len(outcomes) == 4)

    assert [bool(outcome) for outcome in outcomes] == [True, True, False, True]
    assert session.reader.state(article).starred


def test_an_operation_that_cant_be_done_says_why_and_is_never_answered(qtbot: QtBot, session: Session) -> None:
    answered: list[object] = []
    with qtbot.waitSignal(session.failed) as failed:
        session.do(SetFlag((404,), StateFlag.STARRED), answered.append)
    assert failed.args[0].endswith(".")
    assert "fault" not in failed.args[0]
    assert answered == []


def test_an_import_is_told_slice_by_slice_and_at_its_end(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    told: list[str] = []
    session.changed.connect(lambda outcome: told.append(f"added {len(outcome.added)}"))
    session.import_progressed.connect(lambda _progress: told.append("progress"))
    files = write(tmp_path / "in", a_txt=FERRY_CORRECTED, b_txt=HENS)

    with qtbot.waitSignal(session.import_ended, timeout=30_000) as ended:
        session.start_import((files,))

    assert ended.args[0].files == 2
    assert sum(int(each.removeprefix("added ")) for each in told if each != "progress") == 1
    assert "progress" in told


def test_the_newest_question_cuts_the_older_one_off(qtbot: QtBot, session: Session, article: int) -> None:
    begun, go_on = threading.Event(), threading.Event()
    answers: list[str] = []

    def slow(reader: Reader) -> str:
        begun.set()
        go_on.wait(10)
        return "stale"

    session.ask("list", slow, answers.append)
    assert begun.wait(10)
    session.ask("list", lambda _reader: "passed over", answers.append)
    session.ask("list", lambda reader: f"newest of {len(reader.ids(Listing()))}", answers.append)
    go_on.set()
    qtbot.waitUntil(lambda: bool(answers))
    QApplication.processEvents()
    assert answers == ["newest of 1"]


def test_questions_of_different_kinds_dont_cut_each_other_off(qtbot: QtBot, session: Session) -> None:
    answers: list[str] = []
    for key in ("list", "counts"):
        session.ask(key, lambda _reader, key=key: key, answers.append)
    qtbot.waitUntil(lambda: sorted(answers) == ["counts", "list"])


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (LibraryDamaged("The file is damaged."), "The file is damaged."),
        (ZeroDivisionError("oh"), "That couldn't be looked up, through a fault in Broadsheet: oh"),
    ],
)
def test_a_question_that_cant_be_answered_is_refused_once_and_the_next_is_answered(
    qtbot: QtBot, session: Session, error: Exception, said: str
) -> None:
    answers: list[str] = []

    def question(_reader: Reader) -> str:
        raise error

    with qtbot.assertNotEmitted(session.failed):
        session.ask("list", question, answers.append, lambda sentence: answers.append(f"refused: {sentence}"))
        qtbot.waitUntil(lambda: bool(answers))
        session.ask("list", lambda _reader: "answered", answers.append)
        qtbot.waitUntil(lambda: len(answers) == 2)
    assert answers == [f"refused: {said}", "answered"]


def test_without_a_taker_a_refusal_is_told_to_everyone(qtbot: QtBot, session: Session) -> None:
    def question(_reader: Reader) -> None:
        raise NotFound("It is gone.")

    with qtbot.waitSignal(session.failed) as failed:
        session.ask("list", question, lambda _answer: None)
    assert failed.args == ["It is gone."]


def test_a_session_that_cant_be_opened_is_tried_again_with_the_next_question(
    qtbot: QtBot, session: Session, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []

    def damaged() -> Reader:
        raise LibraryDamaged("The file is damaged.")

    with monkeypatch.context() as patched:
        patched.setattr(library, "reader", damaged)
        session.ask("list", lambda reader: len(reader.ids(Listing())), told.append, told.append)
        qtbot.waitUntil(lambda: told == ["The file is damaged."])
    session.ask("list", lambda reader: len(reader.ids(Listing())), told.append, told.append)
    qtbot.waitUntil(lambda: told == ["The file is damaged.", 1])


def test_a_closed_session_tells_nothing_of_what_was_still_on_its_way(
    qtbot: QtBot, library: Library, article: int
) -> None:
    session = Session(library)
    told: list[object] = []
    session.changed.connect(told.append)
    session.failed.connect(told.append)
    begun, go_on = threading.Event(), threading.Event()

    def slow(reader: Reader) -> str:
        begun.set()
        go_on.wait(10)
        return "late"

    session.ask("list", slow, told.append)
    assert begun.wait(10)
    session.do(SetFlag((article,), StateFlag.STARRED), told.append)
    session.do(SetFlag((404,), StateFlag.STARRED), told.append)
    library.apply(SetFlag((article,), StateFlag.READ))  # after this, the two above are done and on their way
    go_on.set()
    session.close()
    QApplication.processEvents()
    assert told == []
    with library.reader() as reader:
        assert reader.state(article).starred
