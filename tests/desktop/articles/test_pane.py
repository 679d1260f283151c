"""The column of stories, by its keys and its signals."""

from __future__ import annotations

from array import array
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.articles.cell import ROW_HEIGHT
from desktop.articles.pane import ArticlesPane, EmptyKind
from desktop.articles.search import SearchField
from desktop.articles.sorting import SortChoice
from desktop.articles.states import StatePage
from desktop.articles.view import ArticleView
from desktop.commands.table import ACTIONS
from library.model.errors import LibraryDamaged
from library.model.query import Query, SortKey, Term
from tests.desktop.articles.conftest import Session

BUDGET = Query(Term("budget"))
Key = Qt.Key
Numbered = Callable[..., array]


def view_of(pane: ArticlesPane) -> ArticleView:
    return pane.findChild(ArticleView)


def field_of(pane: ArticlesPane) -> SearchField:
    return pane.findChild(SearchField)


def count_of(pane: ArticlesPane) -> str:
    return pane.findChild(QLabel, "listCount").text()


def click(pane: ArticlesPane, row: int, *modifiers: Qt.KeyboardModifier, button: Qt.MouseButton | None = None) -> None:
    at = view_of(pane).visualRect(view_of(pane).model().index(row)).center()
    held = modifiers[0] if modifiers else Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(view_of(pane).viewport(), button or Qt.MouseButton.LeftButton, held, at)


def state_of(pane: ArticlesPane) -> str:
    """What stands in the list's place, or nothing."""
    page = pane.findChild(StatePage)
    return page.sentence() if page.isVisible() else ""


def button(pane: ArticlesPane, title: str) -> QPushButton:
    return next(each for each in pane.findChildren(QPushButton) if each.text() == title)


# Opening


def test_a_click_opens_a_story_once(pane: ArticlesPane, opened: list[int], numbered: Numbered) -> None:
    pane.show_ids(numbered(1, 9), Query())
    click(pane, 2)
    assert (opened, pane.current_id(), pane.selected_ids()) == ([3], 3, (3,))


def test_a_click_on_the_selected_story_opens_it_again(
    pane: ArticlesPane, opened: list[int], numbered: Numbered
) -> None:
    pane.show_ids(numbered(1, 9), Query(), keep=3)
    click(pane, 2)
    assert opened == [3]


@pytest.mark.parametrize(
    ("keys", "ids"),
    [
        ([Key.Key_Down], [3]),
        ([Key.Key_Up, Key.Key_Down], [1, 2]),
        ([Key.Key_End], [40]),
        ([Key.Key_End, Key.Key_Home], [40, 1]),
        ([Key.Key_Return], [2]),
        ([Key.Key_Enter], [2]),
    ],
)
def test_keys_open_the_story_they_lead_to(
    pane: ArticlesPane, opened: list[int], numbered: Numbered, keys: list[Key], ids: list[int]
) -> None:
    pane.show_ids(numbered(1, 41), Query(), keep=2)
    for key in keys:
        QTest.keyClick(view_of(pane), key)
    assert opened == ids


def test_extending_the_selection_opens_nothing_more(pane: ArticlesPane, opened: list[int], numbered: Numbered) -> None:
    pane.show_ids(numbered(11, 41), Query())
    click(pane, 1)
    click(pane, 3, Qt.KeyboardModifier.ShiftModifier)
    click(pane, 0, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view_of(pane), Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert opened == [12]
    assert pane.selected_ids() == (11, 12, 13, 14)


def test_selecting_all_selects_every_story(pane: ArticlesPane, opened: list[int], numbered: Numbered) -> None:
    action = QAction(pane)
    action.setShortcut("Ctrl+A")
    fired: list[bool] = []
    action.triggered.connect(fired.append)
    pane.addAction(action)
    pane.show_ids(numbered(1, 301), Query())
    view_of(pane).setFocus()
    QTest.keyClick(view_of(pane), Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert pane.selected_ids() == tuple(range(1, 301))
    assert (opened, fired) == ([], [])


def test_ids_beyond_32_bits_travel_whole(pane: ArticlesPane, opened: list[int]) -> None:
    pane.show_ids(array("q", [2**62 + 1, 5]), Query())
    pane.step(1)
    assert opened == [2**62 + 1]


def test_selecting_by_program_opens_nothing(pane: ArticlesPane, opened: list[int], numbered: Numbered) -> None:
    pane.show_ids(numbered(1, 101), Query())
    pane.select(80)
    assert (pane.current_id(), opened) == (80, [])
    assert 79 in view_of(pane).visible_rows()
    pane.select(999)
    assert (pane.current_id(), pane.selected_ids()) == (None, ())


# Walking


def test_steps_walk_to_the_ends(pane: ArticlesPane, opened: list[int], numbered: Numbered) -> None:
    pane.show_ids(numbered(1, 4), Query())
    walked = [pane.step(by) for by in (1, 1, 1, 1, -1, -2, -1)]
    assert walked == [True, True, True, False, True, False, True]
    assert opened == [1, 2, 3, 2, 1]


def test_a_step_back_from_nowhere_is_to_the_last(pane: ArticlesPane, opened: list[int], numbered: Numbered) -> None:
    pane.show_ids(numbered(1, 4), Query())
    assert pane.step(-1)
    assert opened == [3]


def test_no_step_is_possible_in_an_empty_list(pane: ArticlesPane, opened: list[int]) -> None:
    pane.show_ids(array("q"), Query())
    assert not pane.step(1)
    assert not pane.step(-1)
    assert pane.step_unread(1) is None
    assert opened == []


@pytest.mark.parametrize(("by", "id_"), [(1, 4), (-1, 2)])
def test_after_a_story_left_the_list_a_step_is_from_its_place(
    pane: ArticlesPane, opened: list[int], by: int, id_: int
) -> None:
    pane.show_ids(array("q", [1, 2, 3, 4, 5]), Query(), keep=3)
    pane.show_ids(array("q", [9, 1, 2, 4, 5]), Query(), keep=3)
    assert pane.current_id() is None
    pane.show_ids(array("q", [8, 9, 1, 2, 4, 5]), Query())
    pane.step(by)
    assert opened == [id_]


def test_after_the_last_story_left_the_list_a_step_back_is_to_the_new_last(
    pane: ArticlesPane, opened: list[int]
) -> None:
    pane.show_ids(array("q", [1, 2, 3]), Query(), keep=3)
    pane.show_ids(array("q", [1, 2]), Query(), keep=3)
    assert not pane.step(1)
    assert pane.step(-1)
    assert opened == [2]


def test_the_walk_over_unread_stories(
    pane: ArticlesPane, session: Session, opened: list[int], numbered: Numbered
) -> None:
    session.reader.unread = {1, 3, 70}
    pane.show_ids(numbered(1, 101), Query(), keep=1)
    assert [pane.step_unread(by) for by in (1, 1, 1, -1, -1, -1)] == [3, 70, None, 3, 1, None]
    assert opened == [3, 70, 3, 1]
    assert pane.current_id() == 1


def test_the_first_unread_story_is_found_from_no_story(
    pane: ArticlesPane, session: Session, numbered: Numbered
) -> None:
    session.reader.unread = {1, 5}
    pane.show_ids(numbered(1, 11), Query())
    assert pane.step_unread(1) == 1


# Other answers


def test_an_answer_on_its_own_leaves_rows_and_selection_where_they_are(
    pane: ArticlesPane, opened: list[int], numbered: Numbered
) -> None:
    pane.show_ids(numbered(100, 200), Query(), keep=150)
    view = view_of(pane)
    view.verticalScrollBar().setValue(51 * ROW_HEIGHT + 7)
    click(pane, 52, Qt.KeyboardModifier.ShiftModifier)
    before = view.visualRect(view.model().index(52)).top()
    pane.show_ids(array("q", [*range(1, 31), *range(100, 200)]), Query(), keep=pane.current_id())
    assert view.visualRect(view.model().index(82)).top() == before
    assert pane.selected_ids() == (150, 151, 152)
    assert pane.current_id() == 152
    assert opened == []


def test_when_the_row_on_top_leaves_the_next_one_takes_its_bearings(pane: ArticlesPane, numbered: Numbered) -> None:
    pane.show_ids(numbered(0, 100), Query())
    view = view_of(pane)
    view.verticalScrollBar().setValue(20 * ROW_HEIGHT)
    pane.show_ids(array("q", [id_ for id_ in range(100) if id_ != 20]), Query())
    assert view.indexAt(QPoint(5, ROW_HEIGHT + 5)).row() == 20
    assert view.verticalOffset() == 19 * ROW_HEIGHT


def test_new_stories_come_in_above_a_list_that_stands_at_its_top(pane: ArticlesPane, numbered: Numbered) -> None:
    pane.show_ids(numbered(10, 100), Query())
    pane.show_ids(numbered(1, 100), Query())
    assert view_of(pane).verticalOffset() == 0


def test_an_answer_that_was_waited_for_is_shown_from_its_top(pane: ArticlesPane, numbered: Numbered) -> None:
    pane.show_ids(numbered(1, 100), Query())
    view_of(pane).verticalScrollBar().setValue(3000)
    pane.show_busy()
    pane.show_ids(numbered(1, 100), Query())
    assert view_of(pane).verticalOffset() == 0


def test_an_answer_that_was_waited_for_shows_the_story_to_keep(pane: ArticlesPane, numbered: Numbered) -> None:
    pane.show_busy()
    pane.show_ids(numbered(1, 100), Query(), keep=60)
    assert pane.current_id() == 60
    assert 59 in view_of(pane).visible_rows()


def test_refreshed_stories_are_drawn_again(
    qtbot: QtBot, pane: ArticlesPane, session: Session, numbered: Numbered
) -> None:
    pane.show_ids(numbered(1, 6), Query())
    before = view_of(pane).viewport().grab().toImage()
    session.reader.starred.add(2)
    pane.refresh(frozenset({2}))
    assert view_of(pane).viewport().grab().toImage() != before


# States


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (EmptyKind.LIBRARY, "Drop article files or folders into this window"),
        (EmptyKind.SHELF, "This shelf holds no stories"),
        (EmptyKind.NOTHING_FOUND, "“budgit”"),
    ],
)
def test_an_empty_list_says_why(pane: ArticlesPane, kind: EmptyKind, words: str) -> None:
    pane.set_search_text("budgit" if kind is EmptyKind.NOTHING_FOUND else "")
    pane.show_ids(array("q"), Query())
    pane.show_empty(kind)
    assert words in state_of(pane)
    pane.show_ids(array("q", [1]), Query())
    assert state_of(pane) == ""


def test_an_empty_library_offers_to_fill_it(qtbot: QtBot, pane: ArticlesPane) -> None:
    pane.show_empty(EmptyKind.LIBRARY)
    with qtbot.waitSignal(pane.import_wanted, timeout=1000):
        qtbot.mouseClick(button(pane, "Import files…"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(pane.samples_wanted, timeout=1000):
        qtbot.keyClick(button(pane, "Add the sample stories"), Key.Key_Space)
    assert not button(pane, "Clear the search").isVisible()


def test_a_search_that_found_nothing_can_be_cleared(qtbot: QtBot, pane: ArticlesPane) -> None:
    pane.set_search_text("budgit")
    pane.show_empty(EmptyKind.NOTHING_FOUND)
    with qtbot.waitSignal(pane.query_changed, timeout=1000) as told:
        qtbot.mouseClick(button(pane, "Clear the search"), Qt.MouseButton.LeftButton)
    assert told.args == [""]
    assert not button(pane, "Import files…").isVisible()


def test_an_error_is_said_in_the_lists_place(pane: ArticlesPane, numbered: Numbered) -> None:
    pane.show_ids(numbered(1, 9), Query())
    pane.show_error("The file is damaged.")
    assert "The file is damaged." in state_of(pane)
    assert not any(each.isVisible() for each in pane.findChildren(QPushButton))


def test_rows_that_cant_be_read_become_an_error(
    qtbot: QtBot, pane: ArticlesPane, session: Session, numbered: Numbered
) -> None:
    session.reader.error = LibraryDamaged("The file is damaged.")
    pane.show_ids(numbered(1, 9), Query())
    view_of(pane).viewport().grab()
    assert state_of(pane) == ""  # not from under the painter
    qtbot.waitUntil(lambda: "The file is damaged." in state_of(pane), timeout=1000)


def test_a_wait_is_shown_only_if_it_is_long(qtbot: QtBot, pane: ArticlesPane, numbered: Numbered) -> None:
    pane.show_ids(numbered(1, 9), Query())
    pane.show_busy()
    assert count_of(pane) == "8 stories"
    qtbot.waitUntil(lambda: count_of(pane) == "Looking…", timeout=2000)
    assert state_of(pane) == ""
    pane.show_ids(numbered(1, 4), BUDGET)
    assert count_of(pane) == "3 stories match"


def test_a_long_wait_with_nothing_to_show_fills_the_place(qtbot: QtBot, pane: ArticlesPane) -> None:
    pane.show_busy()
    qtbot.waitUntil(lambda: state_of(pane) == "Looking…", timeout=2000)


@pytest.mark.parametrize("kind", list(EmptyKind))
def test_the_keyboard_goes_along_from_list_to_state_and_back(
    pane: ArticlesPane, numbered: Numbered, kind: EmptyKind
) -> None:
    pane.show_ids(numbered(1, 3), Query())
    pane.setFocus()
    assert QApplication.focusWidget() is view_of(pane)
    pane.show_ids(array("q"), Query())
    pane.show_empty(kind)
    state, focus = pane.findChild(StatePage), QApplication.focusWidget()
    assert focus is state or state.isAncestorOf(focus)
    pane.focus_search()
    pane.setFocus()
    assert QApplication.focusWidget() is state
    pane.show_ids(numbered(1, 3), Query())
    assert QApplication.focusWidget() is view_of(pane)


# Searching


def test_typing_is_told_once_it_pauses(qtbot: QtBot, pane: ArticlesPane) -> None:
    heard: list[str] = []
    pane.query_changed.connect(heard.append)
    pane.focus_search()
    with qtbot.waitSignal(pane.query_changed, timeout=1000):
        qtbot.keyClicks(field_of(pane), "budget")
    assert heard == ["budget"]
    pane.set_search_text("budget")
    assert heard == ["budget"]


def test_no_letter_typed_into_the_search_is_a_shortcut(qtbot: QtBot, pane: ArticlesPane) -> None:
    fired: list[str] = []
    for row in ACTIONS:
        for keys in row.shortcuts:
            action = QAction(pane)
            action.setShortcut(keys)
            action.triggered.connect(lambda _checked=False, id_=row.id: fired.append(id_))
            pane.addAction(action)
    pane.focus_search()
    typed = "jks re#nph12345a]g i/?[ "
    qtbot.keyClicks(field_of(pane), typed)
    assert (pane.search_text(), fired) == (typed, [])
    # The same keys are shortcuts where nothing is typed.
    view_of(pane).setFocus()
    qtbot.keyClick(view_of(pane), Key.Key_J)
    assert fired == ["next-story"]


def test_escape_clears_then_leaves(qtbot: QtBot, pane: ArticlesPane, numbered: Numbered) -> None:
    pane.show_ids(numbered(1, 9), Query())
    pane.focus_search()
    pane.set_search_text("budget")
    heard: list[str] = []
    pane.query_changed.connect(heard.append)
    qtbot.keyClick(field_of(pane), Key.Key_Escape)
    assert (heard, pane.search_text()) == ([""], "")
    assert field_of(pane).hasFocus()
    qtbot.keyClick(field_of(pane), Key.Key_Escape)
    assert view_of(pane).hasFocus()


@pytest.mark.parametrize("key", [Key.Key_Down, Key.Key_Return, Key.Key_Enter])
def test_a_key_leads_from_the_search_to_the_first_hit(
    qtbot: QtBot, pane: ArticlesPane, opened: list[int], numbered: Numbered, key: Key
) -> None:
    pane.show_ids(numbered(7, 9), BUDGET)
    pane.focus_search()
    qtbot.keyClick(field_of(pane), key)
    assert opened == [7]
    assert view_of(pane).hasFocus()


def test_enter_right_after_typing_waits_for_the_answer(
    qtbot: QtBot, pane: ArticlesPane, opened: list[int], numbered: Numbered
) -> None:
    pane.show_ids(numbered(1, 9), Query())
    heard: list[str] = []
    pane.query_changed.connect(heard.append)
    pane.focus_search()
    qtbot.keyClicks(field_of(pane), "budget")
    qtbot.keyClick(field_of(pane), Key.Key_Return)
    assert (heard, opened) == (["budget"], [])
    pane.show_ids(numbered(5, 7), BUDGET)
    assert opened == [5]
    assert view_of(pane).hasFocus()


def test_enter_for_a_search_that_finds_nothing_stays(qtbot: QtBot, pane: ArticlesPane, opened: list[int]) -> None:
    pane.focus_search()
    qtbot.keyClicks(field_of(pane), "budgit")
    qtbot.keyClick(field_of(pane), Key.Key_Return)
    pane.show_ids(array("q"), BUDGET)
    pane.show_empty(EmptyKind.NOTHING_FOUND)
    pane.show_ids(array("q", [4]), Query())
    assert opened == []
    assert field_of(pane).hasFocus()


def test_the_search_is_focused_with_its_text_selected(pane: ArticlesPane) -> None:
    pane.set_search_text("budget")
    pane.focus_search()
    assert field_of(pane).hasFocus()
    assert field_of(pane).selectedText() == "budget"


# Order, menu, names


def choices(pane: ArticlesPane) -> list[str]:
    sort = pane.findChild(SortChoice)
    return [sort.itemText(at) for at in range(sort.count())]


def test_an_order_is_chosen_with_the_keyboard(qtbot: QtBot, pane: ArticlesPane) -> None:
    sort = pane.findChild(SortChoice)
    with qtbot.waitSignal(pane.sort_changed, timeout=1000) as told:
        qtbot.keyClick(sort, Key.Key_Down)
    assert told.args == [SortKey.PUBLISHED, False]
    assert isinstance(told.args[0], SortKey)


def test_setting_the_order_shows_it_and_tells_nothing(pane: ArticlesPane) -> None:
    heard: list[object] = []
    pane.sort_changed.connect(lambda *args: heard.append(args))
    for sort, descending, title in [
        (SortKey.LENGTH, True, "Longest first"),
        (SortKey.LENGTH, False, "Shortest first"),
        (SortKey.HEADLINE, True, "By headline"),
    ]:
        pane.set_sort(sort, descending)
        assert pane.findChild(SortChoice).currentText() == title
    assert heard == []


def test_the_best_match_is_the_order_of_searches_alone(pane: ArticlesPane, numbered: Numbered) -> None:
    sort = pane.findChild(SortChoice)
    pane.set_sort(SortKey.SOURCE, False)
    assert "Best match" not in choices(pane)
    pane.show_ids(numbered(1, 4), BUDGET)
    assert sort.currentText() == "Best match"
    pane.show_ids(numbered(1, 4), Query())
    assert sort.currentText() == "By source"
    assert "Best match" not in choices(pane)


def test_every_order_can_be_chosen(pane: ArticlesPane, numbered: Numbered) -> None:
    pane.show_ids(numbered(1, 4), BUDGET)
    sort = pane.findChild(SortChoice)
    told: list[SortKey] = []
    sort.chosen.connect(lambda key, _descending: told.append(key))
    for at in range(sort.count()):
        sort.setCurrentIndex(at)
        sort.activated.emit(at)
    assert set(told) == set(SortKey)


def test_the_context_menu_is_wanted_for_the_story_under_the_mouse(
    qtbot: QtBot, pane: ArticlesPane, numbered: Numbered
) -> None:
    pane.show_ids(numbered(11, 15), Query())
    at = QPoint(30, 2 * ROW_HEIGHT + 5)
    with qtbot.waitSignal(pane.context_menu_wanted, timeout=1000) as told:
        view_of(pane).customContextMenuRequested.emit(at)
    assert told.args == [13, view_of(pane).viewport().mapToGlobal(at)]


def test_a_screen_reader_finds_names(pane: ArticlesPane) -> None:
    for widget in (view_of(pane), field_of(pane), pane.findChild(SortChoice)):
        assert widget.accessibleName()
