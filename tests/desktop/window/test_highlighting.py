"""Highlights in the open story: made, recoloured, noted, deleted and stepped through, and all of it taken back."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.window import annotating
from library.front.library import open_library
from library.model.annotation import Colour
from library.model.errors import LibraryFull
from library.model.operation import Outcome, RemoveAnnotations
from tests.desktop.window.conftest import CTRL, SHIFT, Hands, opened
from tests.desktop.window.stories import FERRY_HEADLINE, LAMPS_HEADLINE, MIXED_HEADLINE

ALT = Qt.KeyboardModifier.AltModifier
PASSAGE = "it went past the lighthouse twice"
ARABIC = "على البحر تفتح"


@pytest.fixture
def ferry(hands: Hands) -> Hands:
    """The ferry story, open."""
    hands.open(FERRY_HEADLINE)
    return hands


def highlight(hands: Hands, passage: str, key: str = "h") -> None:
    """Select a passage with the mouse, highlight it with a key, and wait for it."""
    before = len(hands.annotations())
    hands.drag_over(passage)
    hands.press(key)
    hands.until(lambda: len(hands.annotations()) == before + 1)


def click_on(hands: Hands, passage: str) -> None:
    """Click into the middle of a passage."""
    at = hands.body().index(passage) + len(passage) // 2
    hands.window.reader.go_to(at)
    QTest.mouseClick(hands.window.reader.view.viewport(), Qt.MouseButton.LeftButton, pos=hands.point_of(at))


def test_h_highlights_what_the_mouse_selected_and_lets_the_selection_go(ferry: Hands) -> None:
    assert not ferry.enabled("highlight")
    ferry.drag_over(PASSAGE)
    assert ferry.enabled("highlight")
    ferry.press("h")
    ferry.until(lambda: ferry.annotations() == [(PASSAGE, "", "yellow")])
    assert ferry.window.reader.selection_range() is None


@pytest.mark.parametrize(("key", "colour"), list(zip("12345", Colour, strict=True)))
def test_a_number_highlights_in_its_colour_and_h_remembers_it(ferry: Hands, key: str, colour: Colour) -> None:
    highlight(ferry, PASSAGE, key)
    highlight(ferry, "a crate of hens")
    assert sorted(ferry.annotations()) == [("a crate of hens", "", colour.value), (PASSAGE, "", colour.value)]


def test_the_bar_at_the_selection_has_every_colour(ferry: Hands) -> None:
    bar = ferry.window.reader.selection_bar
    for passage, colour in zip((PASSAGE, "a crate of hens", "forty passengers"), list(Colour)[2:], strict=True):
        ferry.drag_over(passage)
        assert bar.isVisible()
        QTest.mouseClick(bar.dot(colour), Qt.MouseButton.LeftButton)
        ferry.until(lambda passage=passage, colour=colour: (passage, "", colour.value) in ferry.annotations())
        assert not bar.isVisible()
    assert len(ferry.annotations()) == 3


def test_the_bars_note_button_opens_the_note(ferry: Hands) -> None:
    ferry.drag_over(PASSAGE)
    QTest.mouseClick(ferry.window.reader.selection_bar.note, Qt.MouseButton.LeftButton)
    ferry.until(ferry.window.note_editor.isVisible)
    assert ferry.annotations() == [(PASSAGE, "", "yellow")]


def test_shift_and_arrows_select_what_h_highlights(ferry: Hands) -> None:
    click_on(ferry, "noon ferry")
    ferry.press(Qt.Key.Key_Right, CTRL | SHIFT)
    ferry.press(Qt.Key.Key_Right, CTRL | SHIFT)
    chosen = ferry.window.reader.selection_range()
    ferry.press("h")
    ferry.until(ferry.annotations)
    assert ferry.annotations()[0][0] == ferry.body()[slice(*chosen)]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("six 🐟", "with"),  # an emoji of two UTF-16 units
        ("👩\u200d🍳", "and closes"),  # one of five, drawn as one sign
        ("sold.", "pears from"),  # the end of a paragraph and into a list
        ("valley", "kippers"),  # from one list item into the next
        ("flour", "المدينة"),  # from a list into right-to-left text
        (ARABIC, ARABIC),  # within right-to-left text
        ("The market", "ever bought one."),  # the whole story
    ],
)
def test_a_highlight_holds_exactly_the_letters_selected(hands: Hands, first: str, last: str) -> None:
    hands.open(MIXED_HEADLINE)
    body = hands.body()
    start, end = body.index(first), body.index(last) + len(last)
    hands.window.reader.view.select(start, end)
    hands.window.reader.setFocus()
    hands.press("2")
    hands.until(lambda: hands.annotations() == [(body[start:end], "", "green")])
    hands.press("z", CTRL)
    hands.until(lambda: hands.annotations() == [])


@pytest.mark.parametrize("passage", ["with the fishmongers 👩\u200d🍳 and", "six 🐟 with", "pears from the valley"])
def test_the_mouse_selects_the_letters_it_goes_over(hands: Hands, passage: str) -> None:
    hands.open(MIXED_HEADLINE)
    highlight(hands, passage)
    assert hands.annotations() == [(passage, "", "yellow")]


def test_a_drag_over_paragraphs_is_one_highlight(ferry: Hands) -> None:
    body = ferry.body()
    start, end = body.index("wheel."), body.index("noticed") + len("noticed")
    ferry.drag(start, end)
    ferry.press("h")
    ferry.until(lambda: ferry.annotations() == [(body[start:end], "", "yellow")])
    assert "\n" in body[start:end]


def test_undo_and_redo_of_a_highlight(ferry: Hands) -> None:
    highlight(ferry, PASSAGE, "3")
    kept = ferry.window.story.page.annotations
    ferry.press("z", CTRL)
    ferry.until(lambda: ferry.annotations() == [])
    ferry.press("z", CTRL | SHIFT)
    ferry.until(ferry.annotations)
    assert ferry.window.story.page.annotations == kept


def test_a_click_opens_the_editor_and_numbers_recolour(ferry: Hands) -> None:
    highlight(ferry, PASSAGE)
    click_on(ferry, PASSAGE)
    editor = ferry.window.note_editor
    assert editor.isVisible()
    assert editor.editing() == ferry.window.story.page.annotations[0].annotation.uuid
    ferry.press(Qt.Key.Key_4, CTRL)
    ferry.until(lambda: ferry.annotations() == [(PASSAGE, "", "pink")])
    ferry.press(Qt.Key.Key_Escape)
    assert not editor.isVisible()
    ferry.press("5")
    ferry.until(lambda: ferry.annotations() == [(PASSAGE, "", "purple")])
    ferry.press("z", CTRL)
    ferry.until(lambda: ferry.annotations() == [(PASSAGE, "", "pink")])
    ferry.press("z", CTRL)
    ferry.until(lambda: ferry.annotations() == [(PASSAGE, "", "yellow")])
    ferry.press("y", CTRL)
    ferry.until(lambda: ferry.annotations() == [(PASSAGE, "", "pink")])


def test_a_writes_a_note_on_the_selection(ferry: Hands) -> None:
    ferry.drag_over(PASSAGE)
    ferry.press("a")
    ferry.until(ferry.window.note_editor.isVisible)
    ferry.press("sreka#jn123 ]/?")
    ferry.press(Qt.Key.Key_Return, CTRL)
    ferry.until(lambda: ferry.annotations() == [(PASSAGE, "sreka#jn123 ]/?", "yellow")])
    assert ferry.headline() == FERRY_HEADLINE
    state = ferry.state()
    assert not any((state.starred, state.read, state.archived, state.trashed))
    assert ferry.window.focusWidget() is ferry.window.reader.view
    ferry.press("z", CTRL)
    ferry.until(lambda: ferry.annotations() == [(PASSAGE, "", "yellow")])
    ferry.press("z", CTRL)
    ferry.until(lambda: ferry.annotations() == [])
    ferry.press("y", CTRL)
    ferry.press("y", CTRL)
    ferry.until(lambda: ferry.annotations() == [(PASSAGE, "sreka#jn123 ]/?", "yellow")])


def test_a_on_a_current_highlight_opens_its_note(ferry: Hands) -> None:
    highlight(ferry, PASSAGE)
    click_on(ferry, PASSAGE)
    ferry.press(Qt.Key.Key_Escape)
    ferry.press("a")
    assert ferry.window.note_editor.isVisible()
    ferry.press("on second thoughts")
    ferry.press("j")  # into the note, not to the next story
    ferry.press(Qt.Key.Key_Return, CTRL)
    ferry.until(lambda: ferry.annotations() == [(PASSAGE, "on second thoughtsj", "yellow")])


def test_note_and_tags_are_edited_and_esc_gives_up(ferry: Hands) -> None:
    highlight(ferry, PASSAGE)
    click_on(ferry, PASSAGE)
    ferry.press(Qt.Key.Key_Tab)
    ferry.press("a note")
    ferry.press(Qt.Key.Key_Tab)
    ferry.press("sea, ships")
    ferry.press(Qt.Key.Key_Return)
    ferry.until(lambda: ferry.annotations() == [(PASSAGE, "a note", "yellow")])
    assert ferry.window.story.page.annotations[0].annotation.tags == ("sea", "ships")

    click_on(ferry, PASSAGE)
    ferry.press(Qt.Key.Key_Tab)
    ferry.press(" that nobody wants")
    ferry.press(Qt.Key.Key_Escape)
    ferry.settle()
    assert ferry.annotations() == [(PASSAGE, "a note", "yellow")]


def test_clicking_elsewhere_keeps_what_was_typed(ferry: Hands) -> None:
    ferry.drag_over(PASSAGE)
    ferry.press("a")
    ferry.until(ferry.window.note_editor.isVisible)
    ferry.press("typed")
    ferry.click_row(0)
    ferry.settle()
    assert ferry.headline() == LAMPS_HEADLINE
    ferry.open(FERRY_HEADLINE)
    assert ferry.annotations() == [(PASSAGE, "typed", "yellow")]


def test_delete_in_the_editor_and_by_key(ferry: Hands) -> None:
    highlight(ferry, PASSAGE)
    highlight(ferry, "a crate of hens", "2")
    click_on(ferry, PASSAGE)
    ferry.click_button("Delete", ferry.window.note_editor)
    ferry.until(lambda: ferry.annotations() == [("a crate of hens", "", "green")])
    assert not ferry.window.note_editor.isVisible()
    click_on(ferry, "a crate of hens")
    ferry.press(Qt.Key.Key_Escape)
    ferry.press(Qt.Key.Key_Delete, SHIFT)
    ferry.until(lambda: ferry.annotations() == [])
    assert not ferry.enabled("remove-annotation")
    ferry.press("z", CTRL)
    ferry.press("z", CTRL)
    ferry.until(lambda: len(ferry.annotations()) == 2)
    assert sorted(ferry.annotations()) == [("a crate of hens", "", "green"), (PASSAGE, "", "yellow")]


def test_overlapping_highlights_are_kept_apart_and_the_shorter_is_on_top(ferry: Hands) -> None:
    highlight(ferry, PASSAGE, "1")
    highlight(ferry, "twice,” said Ada Merrow", "2")
    highlight(ferry, "lighthouse", "3")
    assert [quote for quote, _, _ in ferry.annotations()] == [PASSAGE, "lighthouse", "twice,” said Ada Merrow"]
    colours = {}
    for quote in ("lighthouse", "went", "Merrow"):
        click_on(ferry, quote)
        colours[quote] = ferry.window.note_editor._annotation.colour.value
        ferry.press(Qt.Key.Key_Escape)
    assert colours == {"lighthouse": "blue", "went": "yellow", "Merrow": "green"}


def test_a_right_click_offers_what_can_be_done_to_the_selection(ferry: Hands) -> None:
    from PySide6.QtWidgets import QApplication, QMenu

    ferry.drag_over(PASSAGE)
    view = ferry.window.reader.view
    view.context_menu_wanted.emit(view.mapToGlobal(view.rect().center()))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    offered = {one.objectName(): one.isEnabled() for one in menu.actions()}
    wanted = ("copy", "copy-cited", "look-up", "highlight", "underline", "annotate", "tag-annotation")
    assert [(name, on) for name, on in offered.items() if name in wanted] == [(name, True) for name in wanted]
    menu.close()


def test_ctrl_c_copies_the_selection(ferry: Hands) -> None:
    from PySide6.QtWidgets import QApplication

    QApplication.clipboard().clear()
    ferry.drag_over(PASSAGE)
    ferry.press("c", CTRL)
    assert QApplication.clipboard().text() == PASSAGE


def test_ctrl_a_selects_the_story_while_the_page_has_the_keyboard(ferry: Hands) -> None:
    ferry.window.reader.setFocus()
    ferry.press("a", CTRL)
    assert ferry.window.reader.selection_range() == (0, len(ferry.body()))


def test_annotations_are_there_the_next_day(qtbot: QtBot, stocked_folder: Path) -> None:
    with opened(qtbot, stocked_folder) as hands:
        hands.open(FERRY_HEADLINE)
        highlight(hands, PASSAGE, "4")
        first = hands.window.story.page.annotations
    with opened(qtbot, stocked_folder) as hands:
        hands.until(lambda: hands.headline() == FERRY_HEADLINE)
        assert hands.window.story.page.annotations == first


def test_brackets_step_through_annotations_and_round_the_ends(hands: Hands) -> None:
    hands.open(LAMPS_HEADLINE)
    for number in (3, 20, 38):
        highlight(hands, f"Lamp {number} of forty")
    hands.window.reader.set_place(0)
    hands.window.reader.view.set_current(None)
    body, seen = hands.body(), []
    for key in "]]]][[":
        hands.press(key)
        current = hands.window.reader.current_annotation()
        start = next(a.anchor.start for a in hands.window.story.page.annotations if a.annotation.uuid == current)
        seen.append(body[start : body.index(" of", start)])
        assert hands.window.reader.view.clip().intersects(hands.window.reader.view.rect_of(start, start + 4))
    assert seen == ["Lamp 3", "Lamp 20", "Lamp 38", "Lamp 3", "Lamp 38", "Lamp 20"]


def styles(hands: Hands) -> list[str]:
    return [a.annotation.style.value for a in hands.window.story.page.annotations]


def test_u_underlines_and_fills_again_and_numbers_keep_the_style(ferry: Hands) -> None:
    highlight(ferry, PASSAGE, "u")
    assert styles(ferry) == ["underline"]
    ferry.press("3")  # what was just marked is the current one
    ferry.until(lambda: ferry.annotations() == [(PASSAGE, "", "blue")])
    assert styles(ferry) == ["underline"]
    highlight(ferry, "a crate of hens", "4")
    assert styles(ferry) == ["underline", "underline"]
    ferry.press("u")
    ferry.until(lambda: sorted(styles(ferry)) == ["fill", "underline"])
    ferry.press("z", CTRL)
    ferry.until(lambda: styles(ferry) == ["underline", "underline"])
    ferry.press("h")
    ferry.until(lambda: sorted(styles(ferry)) == ["fill", "underline"])


def test_a_sloppy_drag_highlights_whole_words(ferry: Hands) -> None:
    start = ferry.body().index(PASSAGE)
    ferry.drag(start + 4, start + len(PASSAGE) - 2)
    assert ferry.window.reader.selection_range() == (start + 3, start + len(PASSAGE))
    ferry.press("h")
    ferry.until(lambda: ferry.annotations() == [("went past the lighthouse twice", "", "yellow")])


def test_the_whole_round_by_keys_alone(hands: Hands) -> None:
    hands.open(LAMPS_HEADLINE)
    hands.window.reader.setFocus()
    hands.press(".")
    hands.press(Qt.Key.Key_Down)
    hands.press("h")
    hands.until(hands.annotations)
    paragraph = hands.annotations()[0][0]
    assert paragraph.startswith("Lamp 2 of forty")
    hands.press("2")
    hands.until(lambda: hands.annotations() == [(paragraph, "", "green")])
    hands.press("u")
    hands.until(lambda: styles(hands) == ["underline"])
    hands.press(".")
    hands.press("]")
    hands.press(Qt.Key.Key_Left, ALT | SHIFT)
    hands.until(lambda: hands.annotations()[0][0] == paragraph.rstrip(". "))
    hands.press(Qt.Key.Key_Down, ALT | SHIFT)
    hands.until(lambda: hands.annotations()[0][0] == paragraph.rstrip(". ")[5:])
    (placed,) = hands.window.story.page.annotations
    assert [each.quote.exact for each in placed.annotation.earlier] == [paragraph]
    hands.press("z", CTRL)
    hands.press("z", CTRL)
    hands.until(lambda: hands.annotations()[0][0] == paragraph)
    hands.press(Qt.Key.Key_Return)
    assert hands.window.note_editor.isVisible()
    hands.press("why")
    hands.press(Qt.Key.Key_Return, CTRL)
    hands.until(lambda: hands.annotations() == [(paragraph, "why", "green")])
    hands.press("t", SHIFT)
    hands.until(hands.window.note_editor.isVisible)
    hands.press("lamps, sea")
    hands.press(Qt.Key.Key_Return)
    hands.until(lambda: hands.window.story.page.annotations[0].annotation.tags == ("lamps", "sea"))
    hands.press(Qt.Key.Key_Delete, SHIFT)
    hands.until(lambda: hands.annotations() == [])
    hands.press("z", CTRL)
    hands.until(lambda: hands.annotations() == [(paragraph, "why", "green")])


def test_a_note_on_the_whole_story_is_kept_once_it_says_something(ferry: Hands) -> None:
    ferry.window.reader.setFocus()
    for given_up in (Qt.Key.Key_Escape, Qt.Key.Key_Tab):
        ferry.press("a", SHIFT)
        assert ferry.window.note_editor.isVisible()
        ferry.press(given_up)
        ferry.window.note_editor.save_and_close()
    ferry.settle()
    assert ferry.annotations() == []
    ferry.window.reader.setFocus()
    ferry.press("a", SHIFT)
    ferry.press("hm")
    ferry.press(Qt.Key.Key_Return, CTRL)
    ferry.until(lambda: ferry.annotations() == [("", "hm", "yellow")])
    highlight(ferry, PASSAGE)
    ferry.press("]")
    assert ferry.window.reader.current_annotation() == ferry.window.story.page.annotations[0].annotation.uuid
    ferry.press("a", SHIFT)
    ferry.press(" yes")
    ferry.press(Qt.Key.Key_Return, CTRL)
    ferry.until(lambda: ("", "hm yes", "yellow") in ferry.annotations())
    ferry.press(Qt.Key.Key_Delete, SHIFT)
    ferry.until(lambda: ferry.annotations() == [(PASSAGE, "", "yellow")])


def test_a_note_that_cannot_be_kept_comes_back_into_the_card(ferry: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    highlight(ferry, PASSAGE)

    def full(*_: object) -> Future[Outcome]:
        future: Future[Outcome] = Future()
        future.set_exception(LibraryFull("The disk is full."))
        return future

    with monkeypatch.context() as patched:
        patched.setattr(ferry.library, "submit", full)
        ferry.press("a")
        ferry.press("hard to write twice")
        ferry.press(Qt.Key.Key_Return, CTRL)
        ferry.until(lambda: "full" in ferry.said())
        ferry.until(ferry.window.note_editor.isVisible)
    ferry.press("!")
    ferry.press(Qt.Key.Key_Return, CTRL)
    ferry.until(lambda: ferry.annotations() == [(PASSAGE, "hard to write twice!", "yellow")])


def test_a_note_on_what_another_window_deleted_is_not_lost(ferry: Hands) -> None:
    highlight(ferry, PASSAGE)
    ferry.press("a")
    ferry.press("still mine")
    gone = ferry.window.story.page.annotations[0].annotation.uuid
    other = open_library(ferry.library.folder)
    other.apply(RemoveAnnotations((gone,)))
    other.close()
    ferry.press(Qt.Key.Key_Return, CTRL)
    ferry.until(lambda: "no longer there" in ferry.said())
    ferry.until(ferry.window.note_editor.isVisible)
    ferry.press(Qt.Key.Key_Return, CTRL)
    ferry.until(lambda: ferry.annotations() == [(PASSAGE, "still mine", "yellow")])


# Bookmarks and the panel


def test_ctrl_b_keeps_the_place_under_a_name(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    suggested: list[str] = []
    monkeypatch.setattr(annotating, "ask_name", lambda _parent, name: suggested.append(name) or "Half way")
    hands.open(LAMPS_HEADLINE)
    hands.trigger("show-notes")
    hands.window.reader.go_to(hands.body().index("Lamp 20 of forty"))
    here = hands.window.reader.place()[0]
    hands.press("b", CTRL)
    hands.until(lambda: [note for _, note, _ in hands.annotations()] == ["Half way"])
    assert suggested[0]
    assert hands.body()[here:].replace("\n", " ").startswith(suggested[0])

    hands.window.reader.set_place(0)
    panel = hands.window.notes
    hands.until(lambda: hands.window.notes._list.notes.rowCount() > 0)
    panel.set_current(hands.window.story.page.annotations[0].annotation.uuid)
    panel.setFocus()
    hands.press(Qt.Key.Key_Return)
    assert hands.window.reader.view.clip().intersects(hands.window.reader.view.rect_of(here, here + 1))
    hands.press("z", CTRL)
    hands.until(lambda: hands.annotations() == [])


def test_a_bookmark_of_a_selection_suggests_its_words(ferry: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    suggested: list[str] = []
    monkeypatch.setattr(annotating, "ask_name", lambda _parent, name: suggested.append(name) or name)
    ferry.drag_over(PASSAGE)
    ferry.press("b", CTRL)
    ferry.until(ferry.annotations)
    assert suggested[0].startswith(PASSAGE)
    assert ferry.annotations()[0][1] == suggested[0]


def test_no_name_is_no_bookmark(ferry: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotating, "ask_name", lambda _parent, _name: None)
    ferry.press("b", CTRL)
    ferry.settle()
    assert ferry.annotations() == []
    assert not ferry.enabled("undo")


def test_the_panel_jumps_edits_and_deletes(hands: Hands) -> None:
    hands.open(LAMPS_HEADLINE)
    hands.trigger("show-notes")
    for number in (2, 30):
        highlight(hands, f"Lamp {number} of forty")
    hands.window.reader.set_place(0)
    notes = hands.window.notes._list
    notes.setFocus()
    notes.setCurrentIndex(notes.notes.card_near(1))
    hands.press(Qt.Key.Key_Return)
    start = hands.body().index("Lamp 30")
    assert hands.window.reader.view.clip().intersects(hands.window.reader.view.rect_of(start, start + 4))
    hands.press("e")
    assert hands.window.note_editor.isVisible()
    assert not hands.state().archived
    hands.press(Qt.Key.Key_Escape)
    assert hands.window.focusWidget() is notes
    hands.press(Qt.Key.Key_Delete)
    hands.until(lambda: [quote for quote, _, _ in hands.annotations()] == ["Lamp 2 of forty"])
    assert not hands.state().trashed
