"""The list that hides, and the full screen in which nothing but the story shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolBar
from pytestqt.qtbot import QtBot

from tests.desktop.window.conftest import CTRL, SHIFT, Hands, opened
from tests.desktop.window.stories import BELL_HEADLINE, FERRY_HEADLINE, HENS_HEADLINE, LAMPS_HEADLINE, NEWEST_FIRST


def shown(hands: Hands) -> set[str]:
    """What of the window shows."""
    window = hands.window
    parts = {
        "menus": window.menuBar(),
        "tools": window.findChild(QToolBar),
        "status": window.statusBar(),
        "shelves": window.sidebar,
        "list": window.articles,
        "notebook": window.notebook.pane,
        "notes": window.notes,
        "page": window.reader.view,
    }
    return {name for name, part in parts.items() if part.isVisible()}


USUAL = {"menus", "tools", "status", "shelves", "list", "page"}


def toggle_list(hands: Hands) -> None:
    hands.press(Qt.Key.Key_F9, SHIFT)


def test_the_list_hides_and_its_room_is_the_pages(hands: Hands) -> None:
    hands.open(LAMPS_HEADLINE)
    before = hands.window.reader.width()
    width = hands.window.articles.width()
    toggle_list(hands)
    assert shown(hands) == USUAL - {"list"}
    hands.until(lambda: hands.window.reader.width() >= before + width)
    assert hands.window.focusWidget() is hands.window.reader.view
    assert not hands.checked("show-list")
    hands.press("j")
    assert hands.headline() == NEWEST_FIRST[NEWEST_FIRST.index(LAMPS_HEADLINE) + 1]
    toggle_list(hands)
    assert shown(hands) == USUAL
    assert hands.checked("show-list")
    hands.until(lambda: (hands.window.reader.width(), hands.window.articles.width()) == (before, width))


def test_a_hidden_list_is_remembered(qtbot: QtBot, stocked_folder: Path) -> None:
    with opened(qtbot, stocked_folder) as hands:
        hands.open(FERRY_HEADLINE)
        toggle_list(hands)
    with opened(qtbot, stocked_folder) as hands:
        assert shown(hands) == USUAL - {"list"}
        assert hands.headline() == FERRY_HEADLINE
        assert hands.window.focusWidget() is hands.window.reader.view
        toggle_list(hands)
    with opened(qtbot, stocked_folder) as hands:
        assert shown(hands) == USUAL
        assert hands.window.articles.width() >= 250


@pytest.mark.parametrize("keys", ["/", "gs", "look up"])
def test_what_asks_for_the_list_brings_it_back(hands: Hands, keys: str) -> None:
    hands.open(HENS_HEADLINE)
    toggle_list(hands)
    if keys == "look up":
        hands.drag_over("a ramp")
        hands.press("l", CTRL | SHIFT)
        hands.until(lambda: hands.rows() == [HENS_HEADLINE])
    else:
        hands.press(keys)
    hands.until(lambda: "list" in shown(hands))


def test_the_notebook_comes_out_of_a_hidden_column_and_hides_in_it(hands: Hands) -> None:
    hands.open(HENS_HEADLINE)
    toggle_list(hands)
    hands.press("n", CTRL | SHIFT)
    assert shown(hands) == USUAL - {"list"} | {"notebook"}
    toggle_list(hands)
    assert shown(hands) == USUAL - {"list"}


@pytest.mark.parametrize("leaving", [Qt.Key.Key_F11, Qt.Key.Key_Escape])
def test_the_full_screen_shows_the_page_alone_and_leaving_it_has_all_as_before(hands: Hands, leaving: Qt.Key) -> None:
    hands.press("a", CTRL | SHIFT)
    hands.press(Qt.Key.Key_F9)
    hands.open(LAMPS_HEADLINE)
    QApplication.processEvents()  # has the columns laid out
    before, focused = shown(hands), hands.window.focusWidget()
    assert before == USUAL - {"shelves"} | {"notes"}
    widths = hands.window.reader.width(), hands.window.articles.width(), hands.window.notes.width()
    hands.press(Qt.Key.Key_F11)
    assert shown(hands) == {"page"}
    assert hands.window.isFullScreen()
    assert hands.checked("full-screen")
    assert hands.window.focusWidget() is hands.window.reader.view
    hands.press(leaving)
    assert shown(hands) == before
    assert not hands.window.isFullScreen()
    assert not hands.checked("full-screen")
    assert hands.window.focusWidget() is focused
    hands.until(
        lambda: (hands.window.reader.width(), hands.window.articles.width(), hands.window.notes.width()) == widths
    )


def test_the_page_stands_in_the_middle_of_the_full_screen(hands: Hands) -> None:
    hands.open(LAMPS_HEADLINE)
    hands.press(Qt.Key.Key_F11)
    page, view = hands.window.reader.view.viewport(), hands.window.reader.view
    left, right = page.x(), view.width() - page.x() - page.width()
    assert left > 50
    assert abs(left - right) <= 1


def test_keys_work_in_the_full_screen_and_esc_first_closes_what_is_open(hands: Hands) -> None:
    hands.open(HENS_HEADLINE)
    hands.press(Qt.Key.Key_F11)
    hands.press("f", CTRL)
    hands.press("ramp")
    assert hands.window.reader.seeking.bar.count.text() == "1 of 1"
    hands.press(Qt.Key.Key_Escape)
    assert hands.window.reader.selection_range() is not None
    hands.press(Qt.Key.Key_Escape)
    assert hands.window.reader.selection_range() is None
    assert shown(hands) == {"page"}
    hands.drag_over("ramp")
    hands.press("h")
    hands.until(lambda: hands.annotations() == [("ramp", "", "yellow")])
    hands.press("s")
    hands.until(lambda: hands.state().starred)
    hands.press("j")
    assert hands.headline() == NEWEST_FIRST[NEWEST_FIRST.index(HENS_HEADLINE) + 1]
    hands.press(Qt.Key.Key_Escape)
    assert shown(hands) == USUAL


def test_a_column_that_is_asked_for_comes_into_the_full_screen_and_goes_with_it(hands: Hands) -> None:
    hands.open(BELL_HEADLINE)
    hands.press(Qt.Key.Key_F11)
    hands.press("/")
    assert shown(hands) == {"page", "list"}
    hands.press("hens")
    assert hands.window.articles.search_text() == "hens"
    hands.press(Qt.Key.Key_F11)
    assert shown(hands) == USUAL


def test_a_window_closed_in_the_full_screen_opens_as_it_stood_before(qtbot: QtBot, stocked_folder: Path) -> None:
    with opened(qtbot, stocked_folder) as hands:
        hands.open(BELL_HEADLINE)
        hands.press(Qt.Key.Key_F11)
    with opened(qtbot, stocked_folder) as hands:
        assert not hands.window.isFullScreen()
        assert shown(hands) == USUAL


def test_a_window_manager_that_ends_the_full_screen_ends_it_whole(hands: Hands) -> None:
    hands.open(BELL_HEADLINE)
    hands.press(Qt.Key.Key_F11)
    hands.window.showNormal()
    assert shown(hands) == USUAL
    QTest.keyClick(hands.window.reader.view, Qt.Key.Key_Escape)
    assert shown(hands) == USUAL
