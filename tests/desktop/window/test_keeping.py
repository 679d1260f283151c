"""Stars, read marks, the archive and the trash: one story or several, and always taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from library.model.operation import SetFlag, StateFlag
from tests.desktop.window.conftest import CTRL, SHIFT, Hands
from tests.desktop.window.stories import BELL_HEADLINE, FERRY_HEADLINE, HENS_HEADLINE, LAMPS_HEADLINE, NEWEST_FIRST

KEYS = [("s", "starred", "star"), ("r", "read", "read"), ("e", "archived", "archive"), ("#", "trashed", "trash")]


def flags(hands: Hands, name: str) -> list[bool]:
    """One flag of all stories, newest story first, as the library has them."""
    hands.settle()
    rows = {}
    for article in range(1, 6):
        version, state = hands.window.session.reader.current(article), hands.window.session.reader.state(article)
        rows[version.story.headline] = getattr(state, name)
    return [rows[headline] for headline in NEWEST_FIRST]


@pytest.mark.parametrize(("key", "flag", "action"), KEYS)
def test_a_key_sets_a_flag_and_again_takes_it_away(hands: Hands, key: str, flag: str, action: str) -> None:
    hands.open(HENS_HEADLINE)
    assert not hands.checked(action)
    hands.press(key)
    hands.until(lambda: getattr(hands.state(), flag))
    hands.settle()
    assert hands.checked(action)
    hands.press(key)
    hands.until(lambda: not getattr(hands.state(), flag))
    hands.settle()
    assert not hands.checked(action)


@pytest.mark.parametrize(("key", "flag", "action"), KEYS)
def test_undo_and_redo_of_a_flag(hands: Hands, key: str, flag: str, action: str) -> None:
    hands.open(HENS_HEADLINE)
    assert not hands.enabled("undo")
    hands.press(key)
    hands.until(lambda: hands.enabled("undo"))
    hands.press("z", CTRL)
    hands.until(lambda: hands.enabled("redo"))
    assert not getattr(hands.state(), flag)
    assert not hands.checked(action)
    assert not hands.enabled("undo")
    hands.press("z", CTRL | SHIFT)
    hands.until(lambda: not hands.enabled("redo"))
    assert getattr(hands.state(), flag)
    hands.press("z", CTRL)
    hands.until(lambda: hands.enabled("redo"))
    hands.press("y", CTRL)
    hands.until(lambda: getattr(hands.state(), flag))


@pytest.mark.parametrize(
    ("key", "said", "back"),
    [
        ("e", f"Archived: “{HENS_HEADLINE}”", f"Taken out of the archive: “{HENS_HEADLINE}”"),
        ("#", f"Moved to the trash: “{HENS_HEADLINE}”", f"Taken out of the trash: “{HENS_HEADLINE}”"),
        (Qt.Key.Key_Delete, f"Moved to the trash: “{HENS_HEADLINE}”", f"Taken out of the trash: “{HENS_HEADLINE}”"),
    ],
)
def test_what_is_put_away_leaves_the_list_with_an_offer_to_undo(
    hands: Hands, key: Qt.Key | str, said: str, back: str
) -> None:
    hands.open(HENS_HEADLINE)
    hands.press(key)
    hands.until(lambda: hands.said() == said and HENS_HEADLINE not in hands.rows())
    hands.click_button("Undo", hands.window.messages)
    hands.until(lambda: HENS_HEADLINE in hands.rows())
    assert hands.said() == ""
    hands.press(key)
    hands.until(lambda: hands.said() == said)
    hands.press(key)
    hands.until(lambda: hands.said() == back)


def test_the_offer_goes_when_something_else_was_changed_since(hands: Hands) -> None:
    hands.open(HENS_HEADLINE)
    hands.press("e")
    hands.until(hands.said)
    hands.open(LAMPS_HEADLINE)
    hands.press("s")
    hands.until(lambda: hands.said() == "")
    assert hands.state().starred


def test_the_offer_goes_when_it_was_taken_by_key(hands: Hands) -> None:
    hands.open(HENS_HEADLINE)
    hands.press("e")
    hands.until(hands.said)
    hands.press("z", CTRL)
    hands.until(lambda: hands.enabled("redo"))
    assert hands.said() == ""


def test_the_message_bar_can_be_closed(hands: Hands) -> None:
    hands.open(HENS_HEADLINE)
    hands.press("e")
    hands.until(hands.said)
    hands.click_button("Close", hands.window.messages)
    assert hands.said() == ""
    assert hands.state().archived


@pytest.mark.parametrize(("key", "flag"), [(key, flag) for key, flag, _ in KEYS])
def test_several_selected_stories_change_together_and_back_in_one_step(hands: Hands, key: str, flag: str) -> None:
    hands.library.apply(SetFlag((hands.window.articles._model.ids[2],), StateFlag(flag)))
    hands.until(lambda: (HENS_HEADLINE in hands.rows()) == (flag in ("read", "starred")))
    before = flags(hands, flag)
    first, last = hands.rows().index(BELL_HEADLINE), hands.rows().index(FERRY_HEADLINE)
    hands.click_row(first)
    hands.click_row(last, SHIFT)
    hands.press(key)
    hands.until(lambda: flags(hands, flag) == [False, True, True, True, False])
    if flag in ("archived", "trashed"):
        hands.until(lambda: hands.said().endswith(": 2 stories"))
    hands.press("z", CTRL)
    hands.until(lambda: flags(hands, flag) == before)


def test_ctrl_click_picks_stories_one_by_one(hands: Hands) -> None:
    hands.click_row(0)
    hands.click_row(2, CTRL)
    hands.click_row(4, CTRL)
    hands.press("s")
    hands.until(lambda: flags(hands, "starred") == [True, False, True, False, True])
    assert hands.headline() == LAMPS_HEADLINE


def test_ctrl_a_in_the_list_selects_every_story(hands: Hands) -> None:
    hands.click_row(0)
    hands.press("a", CTRL)
    hands.press("r")
    hands.until(lambda: flags(hands, "read") == [True] * 5)


def test_counts_beside_the_shelves_follow(hands: Hands) -> None:
    def counts() -> dict[str, int]:
        return {shelf.value: count for shelf, count in hands.window.sidebar._counts.shelves}

    hands.until(lambda: counts().get("all") == 5)
    hands.open(HENS_HEADLINE)
    hands.press("s")
    hands.press("r")
    hands.until(lambda: (counts()["starred"], counts()["unread"]) == (1, 4))
    hands.press("#")
    hands.until(lambda: (counts()["all"], counts()["starred"], counts()["trash"]) == (4, 0, 1))


def test_the_lists_context_menu_does_the_same_and_leaves_nothing_behind(hands: Hands) -> None:
    hands.open(HENS_HEADLINE)
    view = hands.list_view()
    view.customContextMenuRequested.emit(view.visualRect(view.currentIndex()).center())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.objectName() for action in menu.actions()] == [
        *("star", "read", "archive", "trash", "tags", "merge-stories"),
    ]
    with hands.bot.waitSignal(menu.destroyed):
        QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Return)
    hands.until(lambda: hands.state().starred)


def test_a_story_opened_from_elsewhere_is_the_one_that_keys_mean(hands: Hands) -> None:
    hands.open(LAMPS_HEADLINE)
    hens = hands.window.articles._model.ids[NEWEST_FIRST.index(HENS_HEADLINE)]
    hands.window.story.show(hens)
    assert hands.headline() == HENS_HEADLINE
    hands.press("s")
    hands.until(lambda: flags(hands, "starred") == [False, False, True, False, False])
