"""A story corrected in the window: in the editor and on the page, by keys, with nothing lost on the way."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMessageBox

from library.model.document import BlockKind
from tests.desktop.window.conftest import CTRL, Hands, visible_text

FERRY = "Ferry sails without its captain"
HENS = "Hens of the harbour get a house"


def begin(hands: Hands, headline: str = HENS) -> None:
    hands.open(headline)
    hands.window.reader.setFocus()
    hands.press("e", CTRL)
    assert hands.window.correcting.pane.isVisible()
    assert not hands.window.reader.isVisible()


def blocks(hands: Hands) -> list[tuple[str, str]]:
    page = hands.window.story.page
    assert page is not None
    return [(block.kind.value, block.text) for block in page.version.story.document.blocks]


def saved(hands: Hands) -> None:
    before = hands.window.story.page
    assert before is not None
    hands.press("s", CTRL)
    hands.until(lambda: hands.window.story.page and hands.window.story.page.version.id != before.version.id)
    assert hands.window.reader.isVisible()


def asked(hands: Hands) -> QMessageBox:
    hands.until(lambda: hands.window.findChild(QMessageBox, "unsavedCorrection"))
    return hands.window.findChild(QMessageBox, "unsavedCorrection")


def test_what_is_typed_is_the_new_version_and_undo_brings_the_old_one_back(hands: Hands) -> None:
    begin(hands)
    was = blocks(hands)
    hands.press("So it was: ")
    saved(hands)
    assert blocks(hands) == [(was[0][0], "So it was: " + was[0][1]), *was[1:]]
    page = hands.window.story.page
    assert page is not None
    assert page.version.by_user
    assert "new version" in hands.said()
    hands.click_button("Undo")
    hands.until(lambda: blocks(hands) == was)


def test_paragraphs_are_split_joined_removed_and_made_subheads(hands: Hands) -> None:
    begin(hands)
    (_, first), (_, second), *rest = blocks(hands)
    for _ in range(5):
        hands.press(Qt.Key.Key_Right)
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Up)
    kind = hands.window.correcting.pane.kind
    kind.setFocus()
    hands.press(Qt.Key.Key_Down)
    kind.activated.emit(1)
    editor = hands.window.correcting.pane.text
    editor.moveCursor(QTextCursor.MoveOperation.End)
    hands.press("d", CTRL)
    saved(hands)
    wanted = [("heading", first[:5]), ("paragraph", first[5:]), ("paragraph", second), *rest]
    assert blocks(hands) == wanted[:-1]


def test_facts_are_corrected_and_a_date_that_is_none_is_said_not_kept(hands: Hands) -> None:
    begin(hands)
    pane = hands.window.correcting.pane
    hands.click_button("All fields")
    fields = pane.fields.fields
    fields["headline"].setFocus()
    hands.press("a", CTRL)
    hands.press("Hens move in")
    fields["authors"].setFocus()
    hands.press("a", CTRL)
    hands.press("Ada Merrow; Olin Tarn")
    fields["published"].setFocus()
    hands.press("a", CTRL)
    hands.press("last Friday")
    hands.press("s", CTRL)
    assert "“last Friday” is no date" in visible_text(pane)
    assert hands.window.focusWidget() is fields["published"]
    hands.press("a", CTRL)
    hands.press("2016-06-04")
    saved(hands)
    page = hands.window.story.page
    assert page is not None
    story = page.version.story
    assert (story.headline, story.authors) == ("Hens move in", ("Ada Merrow", "Olin Tarn"))
    assert story.published is not None
    assert story.published.iso == "2016-06-04"
    hands.until(lambda: "Hens move in" in hands.rows())


def test_escape_leaves_at_once_where_nothing_was_written_and_asks_otherwise(hands: Hands) -> None:
    begin(hands)
    hands.press(Qt.Key.Key_Escape)
    assert hands.window.reader.isVisible()
    hands.press("e", CTRL)
    hands.press("Oh. ")
    hands.press(Qt.Key.Key_Escape)
    box = asked(hands)
    box.button(QMessageBox.StandardButton.Cancel).click()
    hands.window.activateWindow()
    assert hands.window.correcting.pane.isVisible()
    assert hands.window.correcting.pane.text.toPlainText().startswith("Oh. ")
    box.deleteLater()


def test_another_story_puts_the_correction_aside_and_it_goes_on_there(hands: Hands) -> None:
    begin(hands)
    hands.press("Oh. ")
    hands.open(FERRY)
    assert hands.window.reader.isVisible()
    assert HENS in hands.said()
    hands.click_button("Go on")
    assert hands.headline() == HENS
    hands.press("My. ")
    saved(hands)
    assert "Oh. " in blocks(hands)[0][1]
    assert "My. " in blocks(hands)[0][1]


def test_the_window_asks_before_it_closes_over_what_is_not_saved(hands: Hands) -> None:
    begin(hands)
    article = hands.window.story.article
    assert article is not None
    hands.press("Oh. ")
    hands.window.close()
    assert hands.window.isVisible()
    asked(hands).button(QMessageBox.StandardButton.Save).click()
    hands.until(lambda: not hands.window.isVisible())
    with hands.library.reader() as reader:
        assert reader.current(article).story.document.blocks[0].text.startswith("Oh. ")


def test_a_paragraph_in_focus_goes_with_one_key_and_comes_back_with_undo(hands: Hands) -> None:
    hands.open(HENS)
    was = blocks(hands)
    hands.window.reader.setFocus()
    hands.press(".")
    hands.press(Qt.Key.Key_Down)
    hands.press("x")
    hands.until(lambda: len(blocks(hands)) == len(was) - 1)
    assert blocks(hands) == [was[0], *was[2:]]
    hands.click_button("Undo")
    hands.until(lambda: blocks(hands) == was)


def test_a_selected_paragraph_becomes_a_subhead_and_a_paragraph_again(hands: Hands) -> None:
    hands.open(HENS)
    was = blocks(hands)
    hands.drag_over(was[1][1][:12])
    hands.trigger("make-subhead")
    hands.until(lambda: blocks(hands)[1][0] == BlockKind.HEADING)
    assert [kind for kind, _ in blocks(hands)].count("heading") == 1
    hands.drag_over(was[1][1][:12])
    hands.trigger("make-subhead")
    hands.until(lambda: blocks(hands) == was)


def test_the_keys_of_the_window_are_letters_in_the_editor(hands: Hands) -> None:
    begin(hands)
    for letters in ("j", "s", "x", "#", "1", " "):
        hands.press(letters)
    editor = hands.window.correcting.pane.text
    assert editor.toPlainText().startswith("jsx#1 ")
    hands.press(Qt.Key.Key_Escape)
    asked(hands).button(QMessageBox.StandardButton.Discard).click()
    assert hands.window.reader.isVisible()
