"""The versions of a story listed, read alone, made current, split off; and stories merged: by keys and eyes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QDialog, QRadioButton
from pytestqt.qtbot import QtBot

from desktop.reader.render import VERSIONS_ADDRESS
from desktop.window.version_list import VersionList
from library.front.library import open_library
from library.model.document import Document
from library.model.operation import CorrectStory
from tests.desktop.window.conftest import CTRL, SHIFT, Hands, opened
from tests.library.front.annotated import annotated
from tests.stories import FERRY, FERRY_CORRECTED, HENS, imported, write

HEADLINE = "Ferry sails without its captain"


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path) -> Iterator[Hands]:
    """A window on a story with two versions from files and one by the user, and another story."""
    library = open_library(tmp_path / "library")
    imported(library, write(tmp_path / "in0", a_txt=FERRY))
    annotated(library, 1, "forty passengers")
    imported(library, write(tmp_path / "in1", a_txt=FERRY_CORRECTED))
    with library.reader() as reader:
        version = reader.current(1)
    story = replace(version.story, document=Document(version.story.document.blocks[:-1]))
    library.apply(CorrectStory(1, version.id, story))
    imported(library, write(tmp_path / "other", b_txt=HENS))
    library.close()
    with opened(qtbot, tmp_path / "library") as hands:
        hands.open(HEADLINE)
        hands.window.reader.setFocus()
        yield hands


def listed(hands: Hands) -> VersionList:
    hands.press("V", SHIFT)
    shown = hands.window.findChild(VersionList)
    assert shown is not None
    return shown


def lines(shown: VersionList) -> list[str]:
    return [shown.list.item(row).text() for row in range(shown.list.count())]


def page_text(hands: Hands) -> str:
    page = hands.window.reader.view.page
    assert page is not None
    return page.text


def test_the_list_says_when_from_where_by_whom_and_what_changed(hands: Hands) -> None:
    shown = listed(hands)
    hands.until(lambda: "paragraph" in lines(shown)[0])
    mine, second, first = lines(shown)
    assert "Version 3  ·  corrected by you on" in mine
    assert "the current one" in mine
    assert "your correction of a.txt" in mine.lower()
    assert "1 paragraph gone" in mine
    assert "1 paragraph changed, updated changed" in second
    assert "14 May 2015, 21:30" in first
    assert "from a.txt" in first
    assert "changed" not in first
    shown.reject()


def test_an_older_version_is_read_alone_with_what_was_marked_in_it(hands: Hands) -> None:
    shown = listed(hands)
    shown.list.setCurrentRow(2)
    hands.click_button("Read", shown)
    hands.window.activateWindow()
    older = hands.window.reader.older
    assert older.is_open
    assert older.bar.text.text() == "The version of 14 May 2015, 21:30, not the current one"
    assert "with forty passengers" in page_text(hands)
    (marked,) = hands.window.reader.view.marks.highlights.between(0, 2_000)
    assert page_text(hands)[marked.start : marked.end] == "forty passengers"
    assert not hands.enabled("highlight")
    hands.window.reader.setFocus()
    older.bar.back.click()
    assert not older.is_open
    assert "forty-one" in page_text(hands)


def test_an_older_version_is_made_the_current_one_and_undo_takes_it_back(hands: Hands) -> None:
    page = hands.window.story.page
    assert page is not None
    first = page.history[0].id
    hands.window.versions.show_version(first, 40)
    hands.click_button("Make it the current one", hands.window.reader.older.bar)
    hands.until(lambda: hands.window.story.page and hands.window.story.page.version.id == first)
    hands.until(lambda: not hands.window.reader.older.is_open)
    assert "with forty passengers" in page_text(hands)
    hands.click_button("Undo")
    hands.until(lambda: hands.window.story.page and hands.window.story.page.version.id == page.version.id)


def test_an_older_version_is_compared_with_the_current_one(hands: Hands) -> None:
    page = hands.window.story.page
    assert page is not None
    hands.window.versions.show_version(page.history[0].id)
    hands.click_button("Compare", hands.window.reader.older.bar)
    hands.until(lambda: hands.window.reader.comparing.is_open)
    assert not hands.window.reader.older.is_open
    assert hands.window.reader.comparing.bar.newer.currentData() == page.version.id


def test_a_version_becomes_a_story_of_its_own_with_what_was_marked_in_it(hands: Hands) -> None:
    shown = listed(hands)
    shown.list.setCurrentRow(2)
    hands.click_button("Make it a story of its own", shown)
    hands.until(lambda: hands.rows().count(HEADLINE) == 2)
    assert "The annotation made in it went along" in hands.said()
    hands.window.activateWindow()
    hands.click_button("Undo")
    hands.until(lambda: hands.rows().count(HEADLINE) == 1)
    assert hands.window.story.page is not None
    assert len(hands.window.story.page.history) == 3


def test_two_selected_stories_become_one_and_undo_parts_them(hands: Hands) -> None:
    hands.click_row(0)
    hands.click_row(1, CTRL)
    hands.trigger("merge-stories")
    hands.until(lambda: hands.window.findChild(QDialog, "mergeDialog"))
    dialog = hands.window.findChild(QDialog, "mergeDialog")
    (chosen,) = [button.text() for button in dialog.findChildren(QRadioButton) if button.isChecked()]
    assert chosen.startswith("Hens of the harbour")  # it was told later
    hands.click_button("Merge", dialog)
    hands.window.activateWindow()
    hands.until(lambda: len(hands.rows()) == 1)
    hands.until(lambda: hands.headline().startswith("Hens"))
    page = hands.window.story.page
    assert page is not None
    assert len(page.history) == 4
    hands.click_button("Undo")
    hands.until(lambda: len(hands.rows()) == 2)


def test_one_story_alone_is_none_to_merge(hands: Hands) -> None:
    hands.trigger("merge-stories")
    assert "Select the stories in the list" in hands.said()


def test_the_line_below_the_headline_opens_the_list(hands: Hands) -> None:
    hands.window.reader.view.anchorClicked.emit(QUrl(VERSIONS_ADDRESS))
    shown = hands.window.findChild(VersionList)
    assert shown is not None
    assert shown.list.currentRow() == 0
    hands.press(Qt.Key.Key_Escape)
