"""Emptying the trash, by keys and eyes."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from desktop.window.emptying import sentence
from library.front import emptying
from library.model.operation import SetFlag, StateFlag
from library.model.query import Listing, Shelf
from library.model.trash import EmptyingReport, TrashCounts
from tests.desktop.window.conftest import CTRL, Hands, visible_text
from tests.desktop.window.stories import BELL_HEADLINE, FERRY_HEADLINE, HENS_HEADLINE

PASSAGE = "it went past the lighthouse twice"


def dialog(hands: Hands) -> QMessageBox | None:
    return hands.window.findChild(QMessageBox, "emptyTrash")


def asked(hands: Hands) -> QMessageBox:
    """Choose the action, and wait for its question."""
    hands.trigger("empty-trash")
    hands.until(lambda: (box := dialog(hands)) is not None and box.isActiveWindow())
    box = dialog(hands)
    assert box is not None
    return box


def answer(hands: Hands, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    hands.press(key, modifiers)
    hands.until(lambda: dialog(hands) is None)
    hands.window.activateWindow()
    hands.until(hands.window.isActiveWindow)


def go_to_trash(hands: Hands, shown: list[str]) -> None:
    hands.press("g")
    hands.press("t")
    hands.until(lambda: hands.window.listing.shelf is Shelf.TRASH and hands.rows() == shown)


def put_away(hands: Hands, headline: str) -> None:
    hands.open(headline)
    hands.press(Qt.Key.Key_Delete)
    hands.until(lambda: headline not in hands.rows())


def test_a_story_goes_for_good_once_that_was_said_yes_to(hands: Hands) -> None:
    hands.open(FERRY_HEADLINE)
    hands.drag_over(PASSAGE)
    hands.press("h")
    hands.until(lambda: len(hands.annotations()) == 1)
    hands.list_view().setFocus()
    put_away(hands, FERRY_HEADLINE)
    put_away(hands, HENS_HEADLINE)
    go_to_trash(hands, [HENS_HEADLINE, FERRY_HEADLINE])
    hands.open(FERRY_HEADLINE)

    box = asked(hands)
    assert box.text() == "Delete 2 stories for good, with 1 highlight?"
    assert "can’t be undone" in box.informativeText()
    answer(hands, Qt.Key.Key_Return)  # the safe answer is the first
    assert hands.rows() == [HENS_HEADLINE, FERRY_HEADLINE]

    asked(hands)
    answer(hands, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    hands.until(lambda: hands.said() == "Deleted 2 stories for good, with 1 highlight.")
    hands.until(lambda: hands.rows() == [])
    assert hands.headline() == ""
    assert hands.window.reader.article() is None
    assert not hands.enabled("star")
    assert hands.window.windowTitle() == "Broadsheet"

    hands.press("g")
    hands.press("i")
    hands.until(lambda: len(hands.rows()) == 3)
    hands.press("z", CTRL)  # what was done to a story that is gone
    hands.until(lambda: "no longer there" in hands.said())
    assert len(hands.rows()) == 3


def test_a_story_that_is_open_and_in_no_trash_stays_open(hands: Hands) -> None:
    put_away(hands, FERRY_HEADLINE)
    hands.open(BELL_HEADLINE)
    asked(hands)
    answer(hands, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    hands.until(lambda: hands.said() == "Deleted 1 story for good.")
    assert hands.headline() == BELL_HEADLINE
    assert list(hands.window.session.reader.ids(Listing(shelf=Shelf.TRASH))) == []


def test_the_page_is_empty_at_once_and_the_bar_says_why(hands: Hands) -> None:
    put_away(hands, FERRY_HEADLINE)
    go_to_trash(hands, [FERRY_HEADLINE])
    hands.open(FERRY_HEADLINE)
    asked(hands)
    go_on = threading.Event()
    hands.library._writer.submit(lambda _own: go_on.wait(10))
    answer(hands, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    assert (hands.headline(), hands.said()) == ("", "Emptying the trash…")
    go_on.set()
    hands.until(lambda: hands.said() == "Deleted 1 story for good.")


def test_an_open_story_that_is_deleted_from_elsewhere_leaves_an_empty_page(hands: Hands) -> None:
    put_away(hands, FERRY_HEADLINE)
    go_to_trash(hands, [FERRY_HEADLINE])
    hands.open(FERRY_HEADLINE)
    hands.library.empty_trash().wait()
    hands.until(lambda: hands.headline() == "" and hands.rows() == [])
    assert hands.window.reader.article() is None
    assert "There is no story" not in visible_text(hands.window)


def test_a_notebook_and_a_search_beside_it_show_no_remains(hands: Hands) -> None:
    hands.open(FERRY_HEADLINE)
    hands.drag_over(PASSAGE)
    hands.press("h")
    hands.until(lambda: len(hands.annotations()) == 1)
    hands.list_view().setFocus()
    hands.trigger("notebook")
    hands.until(lambda: len(hands.window.notebook.pane.shown_ids()) == 1)
    hands.library.apply(SetFlag((hands.window.story.article or 0,), StateFlag.TRASHED))
    hands.until(lambda: len(hands.window.notebook.pane.shown_ids()) == 0)
    hands.library.empty_trash().wait()
    hands.until(lambda: hands.headline() != FERRY_HEADLINE)
    hands.settle()
    assert PASSAGE not in visible_text(hands.window)
    hands.trigger("find-library")
    hands.press("lighthouse")
    hands.until(lambda: hands.rows() == [])
    assert hands.window.messages.property("kind") != "error"


def test_an_empty_trash_is_told_without_a_question(hands: Hands) -> None:
    hands.trigger("empty-trash")
    hands.until(lambda: hands.said() == "The trash is empty.")
    assert dialog(hands) is None


def test_nothing_is_deleted_while_files_come_in(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    put_away(hands, FERRY_HEADLINE)
    monkeypatch.setattr(type(hands.window.importing), "is_running", True)
    hands.trigger("empty-trash")
    assert "An import is under way" in hands.said()
    assert dialog(hands) is None


def test_it_tells_how_far_it_is_and_can_be_stopped(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(emptying, "SLICE", 1)
    monkeypatch.setattr("desktop.window.emptying.SHOWN_S", 0)
    put_away(hands, FERRY_HEADLINE)
    put_away(hands, HENS_HEADLINE)
    wait_for_cancel(hands, monkeypatch)
    asked(hands)
    answer(hands, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    hands.until(lambda: hands.said() == "Emptying the trash: 1 of 2 stories")
    hands.click_button("Cancel", hands.window.messages)
    hands.until(lambda: hands.said() == "Deleted 1 story for good. The rest is still in the trash.")
    assert len(hands.window.session.reader.ids(Listing(shelf=Shelf.TRASH))) == 1


def wait_for_cancel(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the job wait, after its first slice, for the user's word."""
    start: Callable[..., emptying.EmptyJob] = hands.library.empty_trash

    def slow(on_progress: Callable[[int, int], None], on_done: Callable[[EmptyingReport], None]) -> emptying.EmptyJob:
        def told(done: int, total: int) -> None:
            on_progress(done, total)
            assert jobs[0]._cancelled.wait(10)

        jobs = [None]
        hold = hands.library._writer.submit(lambda _own: wait_until_filled(jobs))
        jobs[0] = start(told, on_done)
        hold.result()
        return jobs[0]

    monkeypatch.setattr(hands.library, "empty_trash", slow)


def wait_until_filled(jobs: list[emptying.EmptyJob | None]) -> None:
    while jobs[0] is None:
        pass


@pytest.mark.parametrize(
    ("report", "said"),
    [
        (
            EmptyingReport(TrashCounts(1, 1, 1, 1)),
            "Deleted 1 story for good, with 1 highlight, 1 note and 1 named place.",
        ),
        (EmptyingReport(TrashCounts(2000, 0, 12)), "Deleted 2,000 stories for good, with 12 notes."),
        (EmptyingReport(TrashCounts(), cancelled=True), "Nothing was deleted."),
    ],
)
def test_the_sentence_says_what_went(report: EmptyingReport, said: str) -> None:
    assert sentence(report) == said
