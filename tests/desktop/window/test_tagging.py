"""Filing stories under tags, and the shelf of bare addresses, by keys and eyes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListView
from pytestqt.qtbot import QtBot

from desktop.reader._masthead import NO_TEXT
from desktop.window.tagging import TagDialog
from library.front.ingest.filing import file_parsed
from library.front.ingest.parsing import ParsedFile, ParsedStory
from library.model.carried import Carried, CarriedHighlight
from library.model.story import Story
from library.store.articles import pack_story
from tests.desktop.window.conftest import CTRL, SHIFT, Hands, opened

ADDRESS = "https://ellery-post.example/bell"
BARE = Story(headline="A bell that nobody rings", url=ADDRESS)


def tag_field(hands: Hands) -> QLineEdit:
    hands.press("t")
    hands.until(lambda: hands.window.findChild(TagDialog) is not None)
    dialog = hands.window.findChild(TagDialog)
    hands.until(dialog.isActiveWindow)
    return dialog.findChild(QLineEdit)


def places(hands: Hands) -> list[str]:
    """What the sidebar shows below its shelves."""
    model = hands.window.sidebar.findChild(QListView).model()
    titles = [model.index(row, 0).data() for row in range(model.rowCount())]
    return titles[titles.index("Tags") + 1 : titles.index("Sources")] if "Tags" in titles else []


def tag(hands: Hands, typed: str) -> None:
    QTest.keyClicks(tag_field(hands), typed)
    finish(hands, Qt.Key.Key_Return)


def finish(hands: Hands, key: Qt.Key) -> None:
    """Close the dialog by a key, and wait until the keyboard is back in the window."""
    hands.press(key)
    hands.until(lambda: hands.window.findChild(TagDialog) is None)
    hands.window.activateWindow()  # what a desktop does by itself
    hands.until(hands.window.isActiveWindow)
    hands.settle()


def test_a_story_is_filed_under_nested_tags_and_found_there(hands: Hands) -> None:
    hands.click_row(0)
    headline = hands.headline()
    tag(hands, "Sea/Ferries, to quote")
    hands.until(lambda: places(hands) == ["Sea", "Ferries", "to quote"])
    assert "#Sea/Ferries" in hands.window._origin.text()

    view = hands.window.sidebar.findChild(QListView)
    row = next(at for at in range(view.model().rowCount()) if view.model().index(at, 0).data() == "Sea")
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(row, 0)).center()
    )
    hands.until(lambda: hands.rows() == [headline])


def test_tags_of_several_stories_change_together_and_come_back(hands: Hands) -> None:
    hands.click_row(0)
    tag(hands, "Sea")
    hands.click_row(2, SHIFT)
    field = tag_field(hands)
    assert field.text() == ""
    QTest.keyClicks(field, "Birds")
    finish(hands, Qt.Key.Key_Return)
    hands.click_row(0)
    assert tag_field(hands).text() == "Birds, Sea, "
    finish(hands, Qt.Key.Key_Escape)
    hands.press("z", CTRL)
    hands.settle()
    hands.until(lambda: places(hands) == ["Sea"])


def test_a_tag_that_is_known_is_completed(hands: Hands) -> None:
    hands.click_row(0)
    tag(hands, "Lighthouses")
    hands.click_row(1)
    field = tag_field(hands)
    QTest.keyClicks(field, "to quote, ligh")
    hands.until(lambda: field.completer().popup().isVisible())
    QTest.keyClick(field.completer().popup(), Qt.Key.Key_Down)
    QTest.keyClick(field.completer().popup(), Qt.Key.Key_Return)
    assert field.text() == "to quote, Lighthouses"


def test_a_bare_address_says_what_it_lacks_and_shows_what_was_noted(qtbot: QtBot, stocked_folder: Path) -> None:
    with opened(qtbot, stocked_folder) as hands:
        carried = Carried(highlights=(CarriedHighlight("cracks as wide as a thumb"),), note="ask the verger")
        story = ParsedStory(pack_story(BARE, ""), (), (), carried)
        parsed = ParsedFile("0" * 64, "test", (story,))
        hands.library._writer.submit(lambda own: file_parsed(own, "/in/x.csv", parsed, 1)).result()
        before = hands.rows()
        hands.window.listing.reload()
        hands.trigger("go-stubs")
        hands.until(lambda: hands.rows() == [BARE.headline])
        assert BARE.headline not in before
        hands.click_row(0)
        shown = hands.window.reader.view.document().toPlainText()
        assert NO_TEXT in shown
        assert ADDRESS in shown
        assert len(hands.window.story.page.annotations) == 2
