"""A corrected story says what became of its highlights; what is lost is attached again, let go, or comes back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.notes.rows import Act, Heading
from desktop.window.orphans import PROMPT
from library.front.library import open_library
from library.front.notes_export import NotesForm, noted_articles, noted_stories, write_file, written
from library.model.annotation import AnchorState
from library.model.document import text
from tests.desktop.window.conftest import CTRL, Hands
from tests.desktop.window.stories import FERRY_HEADLINE, HENS_HEADLINE
from tests.library.front.test_reanchoring import EMPTIED, QUOTE, RESTORED
from tests.stories import imported, write

SAID = "This story was corrected: 1 highlight kept, 1 no longer in the text."
BOAT = "found unharmed on a sandbank"


def highlight(hands: Hands, passage: str) -> None:
    before = len(hands.annotations())
    hands.drag_over(passage)
    hands.press("h")
    hands.until(lambda: len(hands.annotations()) == before + 1)


def corrected(hands: Hands, folder: Path, story: str) -> None:
    hands.window.import_paths((write(folder, ferry_txt=story),))
    hands.until(lambda: not hands.window.importing.is_running, 20_000)


def lost(hands: Hands) -> str:
    assert hands.window.story.page is not None
    states = {each.annotation.uuid: each.anchor.state for each in hands.window.story.page.annotations}
    return next((uuid for uuid, state in states.items() if state is AnchorState.ORPHAN), "")


def marked_and_corrected(hands: Hands, folder: Path) -> str:
    hands.open(FERRY_HEADLINE)
    highlight(hands, QUOTE)
    highlight(hands, BOAT)
    corrected(hands, folder, EMPTIED)
    hands.until(lambda: lost(hands))
    hands.until(lambda: hands.said() == SAID)
    return lost(hands)


def test_the_open_story_says_what_became_of_its_highlights_once_and_leads_to_the_lost_one(
    hands: Hands, tmp_path: Path
) -> None:
    uuid = marked_and_corrected(hands, tmp_path / "second")
    hands.click_button("Show", hands.window.messages)
    assert hands.window.notes.current() == uuid
    hands.settle()
    hands.open(HENS_HEADLINE)
    hands.open(FERRY_HEADLINE)
    hands.settle()
    assert hands.said() != SAID


def test_a_story_that_was_not_open_says_so_when_it_is_opened_next(hands: Hands, tmp_path: Path) -> None:
    hands.open(FERRY_HEADLINE)
    highlight(hands, QUOTE)
    highlight(hands, BOAT)
    hands.open(HENS_HEADLINE)
    hands.settle()
    corrected(hands, tmp_path / "second", EMPTIED)
    assert hands.said() != SAID
    hands.until(lambda: FERRY_HEADLINE in hands.rows())
    hands.open(FERRY_HEADLINE)
    hands.until(lambda: hands.said() == SAID)


def test_a_lost_highlight_shows_where_it_was_is_let_go_and_taken_back(hands: Hands, tmp_path: Path) -> None:
    uuid = marked_and_corrected(hands, tmp_path / "second")
    hands.click_button("Show", hands.window.messages)
    notes = hands.window.notes._list
    hands.press("w")
    hands.until(lambda: hands.window.reader.older.is_open)
    notes.setFocus()
    hands.press("l")
    hands.until(
        lambda: notes.notes.row(notes.notes.index(1)) == Heading(notes.notes.row(notes.notes.index(1)).section, 1, True)
    )
    assert not notes.notes.index_of(uuid).isValid()
    hands.press("z", CTRL)
    hands.until(lambda: notes.notes.index_of(uuid).isValid())


def test_escape_gives_up_attaching(hands: Hands, tmp_path: Path) -> None:
    uuid = marked_and_corrected(hands, tmp_path / "second")
    hands.window.orphans.act(uuid, Act.ATTACH)
    assert hands.window.notes._prompt.text() == PROMPT
    QTest.keyClick(hands.window.reader.view, Qt.Key.Key_Escape)
    assert not hands.window.notes._prompt.isVisible()
    assert lost(hands) == uuid


def test_an_orphan_comes_back_by_itself(hands: Hands, tmp_path: Path) -> None:
    marked_and_corrected(hands, tmp_path / "second")
    hands.settle()
    corrected(hands, tmp_path / "third", RESTORED)
    hands.until(lambda: "1 found again" in hands.said())
    assert QUOTE in [passage for passage, _, _ in hands.annotations()]


def test_trash_says_how_many_notes_go_with_a_story(hands: Hands) -> None:
    hands.open(FERRY_HEADLINE)
    highlight(hands, QUOTE)
    highlight(hands, BOAT)
    hands.press("#")
    hands.until(lambda: hands.said() == f"Moved to the trash with its 2 notes: “{FERRY_HEADLINE}”")


def test_highlighted_corrected_attached_again_exported_and_imported_elsewhere(
    hands: Hands, tmp_path: Path, qtbot: QtBot
) -> None:
    uuid = marked_and_corrected(hands, tmp_path / "second")
    hands.click_button("Show", hands.window.messages)
    hands.press("m")
    assert hands.window.notes._prompt.text() == PROMPT
    hands.drag_over("a crew of two")
    QTest.keyClick(hands.window.reader.view, Qt.Key.Key_Return)
    hands.until(lambda: not lost(hands))
    assert "a crew of two" in [passage for passage, _, _ in hands.annotations()]
    hands.press("z", CTRL)
    hands.until(lambda: lost(hands) == uuid)
    hands.trigger("redo")
    hands.until(lambda: not lost(hands))
    with hands.library.reader() as reader:
        write_file(tmp_path / "out.jsonld", written(noted_stories(reader, noted_articles(reader)), NotesForm.JSONLD))
    other = open_library(tmp_path / "other")
    imported(other, write(tmp_path / "again", ferry_txt=EMPTIED))
    other.import_notes(tmp_path / "out.jsonld")
    with other.reader() as reader:
        (article,) = noted_articles(reader)
        body = text(reader.current(article).story.document)
        found = {
            each.annotation.uuid: body[each.anchor.start : each.anchor.end] for each in reader.annotations(article)
        }
    other.close()
    assert found[uuid] == "a crew of two"
    assert BOAT in found.values()
