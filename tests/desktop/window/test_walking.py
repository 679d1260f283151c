"""From story to story with the keyboard, and back to the place that was left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from library.model.operation import SetFlag, StateFlag
from tests.desktop.window.conftest import CTRL, SHIFT, Hands, opened
from tests.desktop.window.stories import (
    BELL_HEADLINE,
    FERRY_HEADLINE,
    HENS_HEADLINE,
    LAMPS_HEADLINE,
    MIXED_HEADLINE,
    NEWEST_FIRST,
)


def test_j_and_k_walk_the_list_and_stop_at_its_ends(hands: Hands) -> None:
    assert hands.rows() == NEWEST_FIRST
    walked = []
    for key in "kjjjjjjkk":
        hands.press(key)
        walked.append(hands.headline())
    assert walked == [NEWEST_FIRST[at] for at in (4, 4, 4, 4, 4, 4, 4, 3, 2)]
    assert hands.window.articles.current_id() == hands.window.story.article


def test_from_nothing_open_j_begins_at_the_top(hands: Hands) -> None:
    walked = []
    for key in "jjjjjjk":
        hands.press(key)
        walked.append(hands.headline())
    assert walked == [NEWEST_FIRST[at] for at in (0, 1, 2, 3, 4, 4, 3)]


def test_arrows_walk_while_the_list_has_the_keyboard(hands: Hands) -> None:
    hands.open(BELL_HEADLINE)
    hands.press(Qt.Key.Key_Down)
    assert hands.headline() == HENS_HEADLINE
    hands.press(Qt.Key.Key_Up)
    hands.press(Qt.Key.Key_Up)
    assert hands.headline() == LAMPS_HEADLINE


def test_letters_walk_wherever_the_keyboard_is(hands: Hands) -> None:
    for pane in (hands.window.sidebar, hands.window.reader, hands.window.articles):
        pane.setFocus()
        before = hands.window.articles.current_id()
        hands.press("j")
        assert hands.window.articles.current_id() not in (before, None)


def test_n_and_p_pass_over_what_was_read(hands: Hands) -> None:
    hands.open(HENS_HEADLINE)
    hands.press("r")
    hands.open(LAMPS_HEADLINE)
    hands.settle()
    walked = []
    for key in "nnnpp":
        hands.press(key)
        walked.append(hands.headline())
    assert walked == [BELL_HEADLINE, FERRY_HEADLINE, MIXED_HEADLINE, FERRY_HEADLINE, BELL_HEADLINE]


def test_where_nothing_unread_is_left_that_is_said(hands: Hands) -> None:
    hands.open(MIXED_HEADLINE)
    hands.press("n")
    assert hands.headline() == MIXED_HEADLINE
    assert hands.said() == "There are no more unread stories here."


def test_space_pages_to_the_end_marks_the_story_read_and_opens_the_next_unread(hands: Hands) -> None:
    hands.open(LAMPS_HEADLINE)
    lamps = hands.window.story.article
    places = [hands.window.reader.place()[0]]
    while hands.headline() == LAMPS_HEADLINE:
        assert len(places) < 40
        hands.press(Qt.Key.Key_Space)
        places.append(hands.window.reader.place()[0])
    pages = places[:-1]
    assert len(pages) > 3
    assert pages == sorted(set(pages))
    assert hands.headline() == BELL_HEADLINE
    hands.settle()
    state = hands.window.session.reader.state(lamps)
    assert state.read
    assert state.progress == 1.0
    assert not hands.state().read


def test_reading_to_the_end_is_no_step_that_undo_takes_back(hands: Hands) -> None:
    hands.open(HENS_HEADLINE)
    hens = hands.window.story.article
    hands.press("s")
    hands.until(lambda: hands.enabled("undo"))
    hands.press(Qt.Key.Key_Space)
    hands.settle()
    assert hands.window.session.reader.state(hens).read
    hands.press("z", CTRL)
    hands.settle()
    state = hands.window.session.reader.state(hens)
    assert state.read
    assert not state.starred
    assert not hands.enabled("undo")


def test_shift_space_pages_back(hands: Hands) -> None:
    hands.open(LAMPS_HEADLINE)
    hands.press(Qt.Key.Key_Space)
    hands.press(Qt.Key.Key_Space)
    far = hands.window.reader.place()[0]
    hands.press(Qt.Key.Key_Space, SHIFT)
    assert 0 < hands.window.reader.place()[0] < far
    hands.press(Qt.Key.Key_Space, SHIFT)
    assert hands.window.reader.place()[0] == 0


def test_space_presses_a_button_that_has_the_keyboard(hands: Hands) -> None:
    hands.open(LAMPS_HEADLINE)
    hands.press("e")
    hands.until(hands.said)
    hands.window.messages._button.setFocus()
    hands.press(Qt.Key.Key_Space)
    hands.until(lambda: not hands.state().archived)
    assert hands.window.reader.place()[0] == 0


def test_a_story_scrolled_to_its_end_is_read(hands: Hands) -> None:
    hands.open(LAMPS_HEADLINE)
    hands.window.reader.setFocus()
    hands.press(Qt.Key.Key_Down)
    hands.settle()
    assert not hands.state().read
    hands.press(Qt.Key.Key_End)
    hands.until(lambda: hands.state().read)
    assert hands.checked("read")


def test_a_place_is_kept_at_once_and_is_no_place_in_the_next_story(hands: Hands) -> None:
    hands.open(LAMPS_HEADLINE)
    hands.press(Qt.Key.Key_Space)
    there = hands.window.reader.place()[0]
    assert there > 0
    hands.press("j")
    assert hands.headline() == BELL_HEADLINE
    hands.settle()
    assert hands.state().position == 0
    hands.press("k")
    assert hands.headline() == LAMPS_HEADLINE
    assert hands.window.reader.place()[0] == there


def test_the_place_is_there_the_next_day(qtbot: QtBot, stocked_folder, tmp_path) -> None:
    with opened(qtbot, stocked_folder) as hands:
        hands.open(LAMPS_HEADLINE)
        hands.press(Qt.Key.Key_Space)
        hands.press(Qt.Key.Key_Space)
        there = hands.window.reader.place()[0]
    with opened(qtbot, stocked_folder) as hands:
        hands.until(lambda: hands.headline() == LAMPS_HEADLINE)
        assert hands.window.reader.place()[0] == there


def test_a_story_that_left_the_list_keeps_its_place_between_its_neighbours(hands: Hands) -> None:
    hands.open(BELL_HEADLINE)
    hands.press("e")
    hands.until(lambda: BELL_HEADLINE not in hands.rows())
    hands.press("j")
    assert hands.headline() == HENS_HEADLINE


@pytest.mark.parametrize(
    ("keys", "shelf", "headlines"),
    [
        ("gi", "all", NEWEST_FIRST),
        ("gu", "unread", [LAMPS_HEADLINE, HENS_HEADLINE, FERRY_HEADLINE, MIXED_HEADLINE]),
        ("gs", "starred", [HENS_HEADLINE]),
        ("gn", "annotated", []),
        ("ga", "archive", []),
        ("gt", "trash", []),
    ],
)
def test_g_and_a_letter_open_a_shelf(hands: Hands, keys: str, shelf: str, headlines: list[str]) -> None:
    ids = dict(zip(NEWEST_FIRST, hands.window.articles._model.ids, strict=True))
    hands.library.apply(SetFlag((ids[HENS_HEADLINE],), StateFlag.STARRED))
    hands.library.apply(SetFlag((ids[BELL_HEADLINE],), StateFlag.READ))
    hands.press("ga" if shelf == "all" else "gi")
    hands.press(keys)
    hands.until(lambda: hands.window.listing.shelf == shelf and hands.rows() == headlines)
    assert hands.headline() == ""


def test_a_half_typed_chord_does_no_harm(hands: Hands) -> None:
    hands.press("g")
    hands.press("j")
    hands.press("j")
    assert hands.headline() in NEWEST_FIRST[:2]


def test_on_the_unread_shelf_a_story_stays_while_it_is_read(hands: Hands) -> None:
    hands.press("gu")
    hands.until(lambda: hands.window.listing.shelf == "unread")
    hands.open(HENS_HEADLINE)
    hands.press("r")
    hands.until(lambda: hands.state().read)
    hands.press("j")
    assert hands.headline() == FERRY_HEADLINE
    assert hands.rows() == NEWEST_FIRST
    hands.press("gi")
    hands.press("gu")
    hands.until(lambda: HENS_HEADLINE not in hands.rows())


def test_f6_goes_round_the_panes_that_show(hands: Hands) -> None:
    window = hands.window
    hands.open(LAMPS_HEADLINE)
    hands.trigger("show-notes")
    hands.drag_over("Lamp 1 of forty")
    hands.press("h")
    hands.until(hands.annotations)
    window.articles.setFocus()
    seen = []
    for _ in range(4):
        hands.press(Qt.Key.Key_F6)
        focused = window.focusWidget()
        seen.append(
            next(
                pane
                for pane in (window.sidebar, window.articles, window.reader, window.notes)
                if pane.isAncestorOf(focused) or pane is focused
            )
        )
    assert seen == [window.reader, window.notes, window.sidebar, window.articles]
    hands.press(Qt.Key.Key_F6, SHIFT)
    assert window.sidebar.isAncestorOf(window.focusWidget())


def test_f6_passes_over_a_pane_with_nothing_in_it(hands: Hands) -> None:
    window = hands.window
    hands.open(LAMPS_HEADLINE)
    hands.trigger("show-notes")
    window.reader.setFocus()
    hands.press(Qt.Key.Key_F6)
    assert window.sidebar.isAncestorOf(window.focusWidget())
