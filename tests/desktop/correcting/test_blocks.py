"""What is edited comes back as it was, but for what the user changed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.correcting.blocks import read_blocks, write_blocks
from desktop.correcting.editor import BlockEditor
from desktop.correcting.looks import Looks
from desktop.theme.fonts import register_fonts
from desktop.theme.themes import load_theme
from desktop.theme.typography import ReadingStyle
from library.model.document import Block, BlockKind, Document, Image, Mark, Span, paragraph
from tests.strategies import DOCUMENTS

CTRL = Qt.KeyboardModifier.ControlModifier
LINKED = Block(
    spans=(
        Span("The "),
        Span("ferry", Mark.STRONG, "https://a.example"),
        Span(" left"),
        Span("1", footnote="1"),
        Span("."),
    )
)
PICTURE = Block(BlockKind.IMAGE, (Span("A crane"),), image=Image("ab"))


@pytest.fixture
def looks(qtbot: QtBot) -> Looks:
    register_fonts()
    return Looks(load_theme("paper"), ReadingStyle())


@pytest.fixture
def editor(qtbot: QtBot, looks: Looks) -> BlockEditor:
    made = BlockEditor(looks)
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    made.setFocus()
    return made


def edit(editor: BlockEditor, looks: Looks, *blocks: Block) -> None:
    editor.begin(blocks, Document(blocks), looks)


def press(
    editor: BlockEditor, *keys: Qt.Key | str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    for key in keys:
        if isinstance(key, str):
            QTest.keyClicks(editor, key, modifiers)
        else:
            QTest.keyClick(editor, key, modifiers)


@settings(max_examples=100, deadline=None)
@given(document=DOCUMENTS)
def test_every_story_comes_back_as_it_went_in(document: Document) -> None:
    register_fonts()
    made = QTextDocument()
    write_blocks(made, document.blocks, Looks(load_theme("paper"), ReadingStyle()))
    assert read_blocks(made, document.blocks) == document


def test_links_and_emphasis_survive_an_edit_of_other_words(editor: BlockEditor, looks: Looks) -> None:
    edit(editor, looks, LINKED)
    press(editor, Qt.Key.Key_Delete, "t")
    assert editor.result().blocks == (Block(spans=(Span("the "), *LINKED.spans[1:])),)


def test_what_is_written_behind_a_link_is_no_part_of_it(editor: BlockEditor, looks: Looks) -> None:
    edit(editor, looks, LINKED)
    editor.go_to(len("The ferry"))
    press(editor, "s")
    spans = editor.result().blocks[0].spans
    assert (spans[1], spans[2].text, spans[2].link) == (LINKED.spans[1], "s", "")


def test_a_picture_is_removed_whole_and_never_written_in_or_joined(editor: BlockEditor, looks: Looks) -> None:
    edit(editor, looks, paragraph("One"), PICTURE, paragraph("Two"))
    editor.moveCursor(QTextCursor.MoveOperation.Down)
    press(editor, "zzz")
    editor.moveCursor(QTextCursor.MoveOperation.Down)
    editor.moveCursor(QTextCursor.MoveOperation.StartOfLine)
    press(editor, Qt.Key.Key_Backspace)
    assert editor.result().blocks == (paragraph("One"), PICTURE, paragraph("Two"))
    editor.moveCursor(QTextCursor.MoveOperation.Up)
    press(editor, Qt.Key.Key_Return, "More")
    assert editor.result().blocks == (paragraph("One"), PICTURE, paragraph("More"), paragraph("Two"))
    editor.moveCursor(QTextCursor.MoveOperation.Up)
    press(editor, Qt.Key.Key_Delete)
    assert editor.result().blocks == (paragraph("One"), paragraph("More"), paragraph("Two"))


@pytest.mark.parametrize("at", [0, 1, 2])
def test_any_paragraph_can_be_removed_and_the_others_stay_what_they_are(
    editor: BlockEditor, looks: Looks, at: int
) -> None:
    blocks = (
        Block(BlockKind.HEADING, (Span("Head"),), 2),
        paragraph("Words"),
        Block(BlockKind.QUOTE, (Span("Said"),), 1),
    )
    edit(editor, looks, *blocks)
    for _ in range(at):
        editor.moveCursor(QTextCursor.MoveOperation.NextBlock)
    press(editor, "d", modifiers=CTRL)
    assert editor.result().blocks == tuple(block for number, block in enumerate(blocks) if number != at)


def test_enter_splits_backspace_joins_and_a_subhead_is_followed_by_a_paragraph(
    editor: BlockEditor, looks: Looks
) -> None:
    edit(editor, looks, Block(BlockKind.HEADING, (Span("Head"),), 2), paragraph("Words"))
    editor.moveCursor(QTextCursor.MoveOperation.EndOfBlock)
    press(editor, Qt.Key.Key_Return, "New")
    assert editor.result().blocks[1] == paragraph("New")
    editor.moveCursor(QTextCursor.MoveOperation.NextBlock)
    press(editor, Qt.Key.Key_Backspace)
    assert editor.result().blocks[1:] == (paragraph("NewWords"),)


def test_emphasis_is_set_and_taken_and_keeps_the_link(editor: BlockEditor, looks: Looks) -> None:
    edit(editor, looks, LINKED)
    press(editor, "a", modifiers=CTRL)
    press(editor, "i", modifiers=CTRL)
    spans = editor.result().blocks[0].spans
    assert all(span.marks & Mark.EMPHASIS for span in spans)
    assert [span.link for span in spans if span.link] == ["https://a.example"]
    press(editor, "i", modifiers=CTRL)
    assert editor.result().blocks == (LINKED,)


def test_what_is_pasted_is_plain_text_a_line_a_paragraph(editor: BlockEditor, looks: Looks) -> None:
    edit(editor, looks, paragraph("End"))
    mime = QMimeData()
    mime.setHtml("<b>Bold</b>")
    mime.setText("One\n\nTwo\n")
    editor.insertFromMimeData(mime)
    assert editor.result().blocks == (paragraph("One"), paragraph("TwoEnd"))
