"""The main job, end to end: drop files, read, star, highlight, note, find, close, and find all of it the next day."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.window.conftest import Hands, file_list, opened, visible_text
from tests.stories import FERRY, HENS, PAGE, write

PASSAGE = "it went past the lighthouse twice"
LATER = "The harbour office said that the boat had been found"


def drop(hands: Hands, *paths: Path) -> None:
    """Drop files on the window, and wait until they are in."""
    mime = file_list(*paths)
    how = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter, event = QDragEnterEvent(QPoint(300, 300), *how), QDropEvent(QPoint(300, 300), *how)
    QApplication.sendEvent(hands.window, enter)
    assert enter.isAccepted()
    with hands.bot.waitSignal(hands.window.importing.ended, timeout=60_000):
        QApplication.sendEvent(hands.window, event)


def test_from_dropped_files_to_an_annotated_story_and_the_next_day(qtbot: QtBot, folder: Path, tmp_path: Path) -> None:
    files = write(tmp_path / "in", a_txt=FERRY, b_txt=HENS, c_html=PAGE)
    with opened(qtbot, folder) as hands:
        first_day(hands, files)
    with opened(qtbot, folder) as hands:
        next_day(hands)


def test_a_closed_window_waits_for_nothing_any_more(qtbot: QtBot, folder: Path, tmp_path: Path) -> None:
    files = write(tmp_path / "in", b_txt=HENS)
    with opened(qtbot, folder) as hands:
        drop(hands, files)
        qtbot.waitUntil(lambda: len(hands.rows()) == 1, timeout=20_000)
        hands.click_row(0)
        timers = hands.window.reader.findChildren(QTimer)
        qtbot.waitUntil(lambda: any(timer.isActive() for timer in timers))  # a short story counts as read in 2 s
        hands.window.close()
        assert not any(timer.isActive() for timer in timers)


def first_day(hands: Hands, files: Path) -> None:
    window, bot = hands.window, hands.bot
    assert "Add the sample stories" in visible_text(window.articles)

    drop(hands, files)
    bot.waitUntil(lambda: len(hands.rows()) == 3, timeout=20_000)
    assert "3" in visible_text(window.import_bar)
    row = hands.rows().index("Ferry sails without its captain")
    hands.click_row(row)
    assert window.reader.article() == window.story.article
    assert window.windowTitle().startswith("Ferry sails without its captain")

    hands.press("s")
    bot.waitUntil(lambda: window.story.page.state.starred)

    hands.drag_over(PASSAGE)
    assert window.reader.selection_range() is not None
    hands.press("2")
    bot.waitUntil(lambda: hands.annotations() == [(PASSAGE, "", "green")])

    hands.drag_over("a crate of hens")
    hands.press("a")
    bot.waitUntil(window.note_editor.isVisible)
    hands.press("Whose hens?")
    hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    bot.waitUntil(lambda: ("a crate of hens", "Whose hens?", "green") in hands.annotations())

    window.reader.view.setFocus()
    hands.press("/")
    hands.press("whose")
    bot.waitUntil(lambda: hands.rows() == ["Ferry sails without its captain"])
    hands.press(Qt.Key.Key_Escape)
    bot.waitUntil(lambda: len(hands.rows()) == 3)

    window.reader.set_place(hands.body().index(LATER))


def next_day(hands: Hands) -> None:
    window, bot = hands.window, hands.bot
    bot.waitUntil(lambda: window.story.page is not None)
    assert window.windowTitle().startswith("Ferry sails without its captain")
    assert window.story.page.state.starred
    assert set(hands.annotations()) == {(PASSAGE, "", "green"), ("a crate of hens", "Whose hens?", "green")}
    here = window.reader.place()[0]
    assert here <= hands.body().index(LATER)
    assert window.articles.current_id() == window.story.article
