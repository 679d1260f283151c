"""What the mouse or the keys select is what the canonical text says there, and copies as plain text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop.reader import render as render_module
from desktop.theme.themes import load_theme
from desktop.theme.typography import ReadingStyle
from library.model.annotation import Colour
from library.model.document import Block, BlockKind, Cell, Image, Mark, Span
from tests.desktop.reader.test_offsets import EveryLetter

TABLE = Block(
    BlockKind.TABLE,
    rows=(
        (Cell((Span("Lamp"),), True), Cell((Span("Built"),), True), Cell((Span("Cost"),), True)),
        (Cell((Span("North"),)), Cell((Span("1871"),)), Cell()),
        (Cell(), Cell((Span("1911"),)), Cell((Span("12"),))),
    ),
)
BLOCKS = (
    "The lamps 🗼🗼 stayed lit that winter.",
    Block(BlockKind.LIST_ITEM, (Span("A first item."),), level=1),
    Block(BlockKind.LIST_ITEM, (Span("A second "), Span("one", Mark.STRONG), Span(".")), level=1, number=2),
    TABLE,
    "ستبقى المنارات مضاءة",
    "e\u0301te\u0301 and 灯塔 👩\u200d👧 end",
)
PASSAGES = (
    "lamps 🗼🗼 stayed",
    "🗼 stayed lit",
    "lit that winter.\nA first",
    "second one",
    "item.\nA second",
    "orth",
    "1871",
    "المنارات مضاءة",
    "灯塔 👩\u200d👧 end",
)


@pytest.mark.parametrize("passage", PASSAGES)
@pytest.mark.parametrize("backwards", [False, True])
def test_a_drag_selects_what_lies_between(screen, passage, backwards) -> None:
    screen.open(*BLOCKS)
    start = screen.text.index(passage)
    ends = [screen.edge(start), screen.edge(start + len(passage))]
    screen.drag(*(reversed(ends) if backwards else ends))
    assert screen.selected() == passage


def test_a_selection_is_told_once_each_time_it_changes(screen, qtbot) -> None:
    screen.open(*BLOCKS)
    told = []
    screen.pane.selection_changed.connect(told.append)
    screen.pane.view.select(4, 9)
    screen.pane.view.select(4, 9)
    screen.pane.deselect()
    assert told == [(4, 9), None]


def test_a_double_click_selects_the_word(screen) -> None:
    screen.open(*BLOCKS)
    at = screen.middle(screen.text.index("stayed") + 2)
    screen.click(at)
    screen.mouse(QEvent.Type.MouseButtonDblClick, at, held=True)
    screen.mouse(QEvent.Type.MouseButtonRelease, at)
    assert screen.selected() == "stayed"
    assert screen.pane.selection_bar.isVisible()


def test_everything_selected_is_the_whole_text(screen, qtbot) -> None:
    screen.open(*BLOCKS)
    qtbot.keyClick(screen.pane.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert screen.selected() == screen.text


def test_the_headline_alone_is_no_selection_of_the_text(screen) -> None:
    screen.open(*BLOCKS)
    cursor = screen.pane.view.textCursor()
    cursor.select(cursor.SelectionType.BlockUnderCursor)
    screen.pane.view.setTextCursor(cursor)
    assert screen.pane.view.textCursor().selectedText() == "Lamps on the wall"
    assert screen.selected() is None


def test_shift_and_arrows_select_from_where_the_reader_clicked(screen, qtbot) -> None:
    screen.open(*BLOCKS)
    screen.click(screen.edge(screen.text.index("stayed")))
    for _ in range(3):
        qtbot.keyClick(screen.pane.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert screen.selected() == "sta"
    both = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(screen.pane.view, Qt.Key.Key_Right, both)
    assert screen.selected() == "stayed "
    qtbot.keyClick(screen.pane.view, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert screen.selected() == "stayed"
    assert not screen.pane.selection_bar.isVisible()


def test_shift_and_arrows_begin_at_the_top_of_what_shows(screen, qtbot, long_story) -> None:
    screen.open(*long_story)
    screen.pane.set_place(screen.text.index("Paragraph 20"))
    qtbot.keyClick(screen.pane.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert screen.pane.selection_range() == (screen.text.index("Paragraph 20"), screen.text.index("Paragraph 20") + 1)


def test_copying_gives_plain_text_with_blank_lines_tabs_and_newlines(screen, qtbot) -> None:
    picture = Block(BlockKind.IMAGE, (Span("A caption."),), image=Image(alt="the lamp"))
    broken = Block(BlockKind.PREFORMATTED, (Span("one\ntwo"),))
    screen.open("Before 🗼.", TABLE, "Between.", Block(BlockKind.RULE), picture, broken)
    start = screen.text.index("Before")
    screen.pane.view.select(start, len(screen.text))
    qtbot.keyClick(screen.pane.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().mimeData()
    assert copied.text() == (
        "Before 🗼.\n\nLamp\tBuilt\tCost\nNorth\t1871\t\n\t1911\t12\n\nBetween."
        "\n\nPicture not in the file: the lamp\n\nA caption.\n\none\ntwo"
    )
    assert copied.formats() == ["text/plain"]


def test_cells_selected_as_a_rectangle_copy_as_one(screen) -> None:
    screen.open(TABLE, "After.")
    start, end = screen.text.index("Built"), screen.text.index("12")
    screen.drag(screen.edge(start), screen.edge(end + 2))
    screen.pane.copy_selection()
    assert QGuiApplication.clipboard().text() == "Built\tCost\n1871\t\n1911\t12"


def test_copying_nothing_leaves_the_clipboard_alone(screen) -> None:
    screen.open(*BLOCKS)
    QGuiApplication.clipboard().setText("kept")
    screen.pane.copy_selection()
    assert QGuiApplication.clipboard().text() == "kept"


def select_with_mouse(screen, passage: str = "stayed lit") -> None:
    start = screen.text.index(passage)
    screen.drag(screen.edge(start), screen.edge(start + len(passage)))


def test_the_bar_offers_colours_a_note_and_a_copy_without_taking_the_keyboard(screen, qtbot) -> None:
    screen.open(*BLOCKS)
    screen.pane.view.setFocus()
    select_with_mouse(screen)
    bar = screen.pane.selection_bar
    assert bar.isVisible()
    wanted = []
    screen.pane.highlight_wanted.connect(wanted.append)
    for colour in Colour:
        qtbot.mouseClick(bar.dot(colour), Qt.MouseButton.LeftButton)
    assert wanted == list(Colour)
    with qtbot.waitSignal(screen.pane.note_wanted, timeout=500):
        qtbot.mouseClick(bar.note, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(bar.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "stayed lit"
    assert QApplication.focusWidget() is screen.pane.view
    assert screen.selected() == "stayed lit"


@pytest.mark.parametrize("leaving", ["escape", "scroll", "click", "another story", "resize"])
def test_the_bar_goes_when_the_reader_turns_elsewhere(screen, qtbot, long_story, leaving) -> None:
    screen.open(*BLOCKS, *long_story)
    select_with_mouse(screen)
    assert screen.pane.selection_bar.isVisible()
    match leaving:
        case "escape":
            qtbot.keyClick(screen.pane.view, Qt.Key.Key_Escape)
        case "scroll":
            qtbot.keyClick(screen.pane.view, Qt.Key.Key_Down)
        case "click":
            screen.click(QPoint(3, 3))
        case "another story":
            screen.open("Short.", article=2)
        case "resize":
            screen.pane.resize(640, 500)
    assert not screen.pane.selection_bar.isVisible()


@pytest.mark.parametrize("size", [(560, 640), (330, 300), (1200, 700)])
def test_the_bar_stays_inside_the_page(screen, size) -> None:
    screen.pane.resize(*size)
    screen.open(*BLOCKS, "The end of it.")
    for passage in ("The lamps", "winter.", "end of it."):
        screen.pane.go_to(screen.text.index(passage))
        select_with_mouse(screen, passage)
        bar = screen.pane.selection_bar
        assert screen.pane.view.rect().contains(bar.geometry())
        assert not bar.geometry().contains(
            screen.pane.view.viewport().mapTo(screen.pane.view, screen.middle(screen.text.index(passage) + 1))
        )


def test_a_drag_that_begins_beside_the_page_selects_too(screen) -> None:
    screen.pane.resize(1400, 600)
    screen.open(*BLOCKS)
    view = screen.pane.view
    start = screen.text.index("The lamps")
    outside = QPoint(-40, screen.edge(start).y())
    assert view.viewport().x() > 40
    end = screen.edge(start + 9)
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    for kind, at, button, held in (
        (QEvent.Type.MouseButtonPress, outside, left, True),
        (QEvent.Type.MouseMove, end, none, True),
        (QEvent.Type.MouseButtonRelease, end, left, False),
    ):
        screen.mouse_on(view, kind, view.viewport().mapTo(view, at), button, held)
    assert screen.selected() == "The lamps"


def test_a_selection_is_the_same_letters_where_words_are_hyphenated_and_each_key_moves_by_one(
    screen, qtbot, monkeypatch
) -> None:
    monkeypatch.setattr(render_module, "hyphenators", EveryLetter)
    screen.open("Lede.", "Constitutional reform is a summertime thing.")
    start = screen.text.index("reform")
    screen.pane.view.select(start, start + 6)
    screen.pane.set_style(load_theme("paper"), ReadingStyle(justified=True))
    assert "\u00ad" in screen.pane.view.document().toRawText()
    assert screen.selected() == "reform"
    shift = Qt.KeyboardModifier.ShiftModifier
    for words in ("reform ", "reform i", "reform is"):
        qtbot.keyClick(screen.pane.view, Qt.Key.Key_Right, shift)
        assert screen.selected() == words
    for words in ("reform i", "reform ", "reform", "refor"):
        qtbot.keyClick(screen.pane.view, Qt.Key.Key_Left, shift)
        assert screen.selected() == words
    screen.pane.set_style(load_theme("paper"), ReadingStyle())
    assert screen.selected() == "refor"
