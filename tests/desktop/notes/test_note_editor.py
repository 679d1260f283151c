"""The editor's rules of focus: what keeps, what gives up, and where Tab goes. Keys come in at the window."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QMimeData, QPoint, QRect, Qt
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QVBoxLayout, QWidget

from desktop.notes.bookmark import NAME_LENGTH, BookmarkDialog
from desktop.notes.editor import NoteEditor, place
from library.model.annotation import Colour, Motivation
from library.model.operation import EditAnnotation, RemoveAnnotations

CONTROL = Qt.KeyboardModifier.ControlModifier


class ClosingWindow(QMainWindow):
    """Notes what had been asked for by the time it is told to close."""

    before_closing: Callable[[], list[object]] = list
    asked_when_closing: list[object] | None = None

    def closeEvent(self, event: QCloseEvent) -> None:
        self.asked_when_closing = self.before_closing()
        super().closeEvent(event)


@dataclass
class Desk:
    """A window with a field of its own, the editor over it, and what the editor asked for."""

    window: ClosingWindow
    elsewhere: QLineEdit
    editor: NoteEditor
    asked: list[object] = field(default_factory=list)
    closed: int = 0

    def count_closed(self) -> None:
        self.closed += 1


@pytest.fixture
def desk(qtbot) -> Desk:
    window = ClosingWindow()
    qtbot.addWidget(window)
    centre, elsewhere = QWidget(), QLineEdit()
    QVBoxLayout(centre).addWidget(elsewhere)
    window.setCentralWidget(centre)
    window.resize(800, 600)
    made = Desk(window, elsewhere, NoteEditor(centre))
    made.editor.operation_wanted.connect(made.asked.append)
    made.editor.closed.connect(made.count_closed)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    elsewhere.setFocus()
    return made


def open_on(desk: Desk, anchored, focus_note: bool = True) -> None:
    desk.editor.edit(anchored.annotation, desk.window.mapToGlobal(QPoint(60, 90)), focus_note)


def press(qtbot, desk: Desk, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(desk.window.windowHandle(), key, modifier)


def type_in(qtbot, desk: Desk, text: str) -> None:
    for letter in text:
        qtbot.keyClick(desk.window.windowHandle(), letter)


def test_ctrl_enter_keeps_the_note_and_gives_the_keyboard_back(qtbot, desk, make) -> None:
    open_on(desk, make("a", note="Why"))
    type_in(qtbot, desk, "?")
    press(qtbot, desk, Qt.Key.Key_Return, CONTROL)
    assert desk.asked == [EditAnnotation("a", note="Why?")]
    assert (desk.closed, desk.editor.isVisible(), desk.editor.editing()) == (1, False, None)
    assert QApplication.focusWidget() is desk.elsewhere


def test_esc_gives_up_what_was_typed(qtbot, desk, make) -> None:
    open_on(desk, make("a", note="Why"))
    type_in(qtbot, desk, "?")
    press(qtbot, desk, Qt.Key.Key_Escape)
    assert (desk.asked, desk.closed, desk.editor.isVisible()) == ([], 1, False)


def test_a_click_elsewhere_keeps_the_note_and_still_does_what_it_does(qtbot, desk, make) -> None:
    open_on(desk, make("a"))
    type_in(qtbot, desk, "new")
    desk.elsewhere.setText("click into me")
    qtbot.mouseClick(desk.elsewhere, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert desk.asked == [EditAnnotation("a", note="new")]
    assert not desk.editor.isVisible()
    assert desk.elsewhere.hasFocus()


def test_a_click_on_what_takes_no_keyboard_keeps_the_note_too(qtbot, desk, make) -> None:
    open_on(desk, make("a"))
    type_in(qtbot, desk, "new")
    qtbot.mouseClick(desk.window.statusBar(), Qt.MouseButton.LeftButton)
    assert desk.asked == [EditAnnotation("a", note="new")]


def test_the_fields_own_menu_is_part_of_the_card(qtbot, desk, make) -> None:
    open_on(desk, make("a"))
    menu = desk.editor._note.createStandardContextMenu()
    menu.popup(desk.editor._note.mapToGlobal(QPoint(5, 5)))
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    menu.close()
    assert desk.editor.isVisible()


def test_a_click_in_the_card_does_not_close_it(qtbot, desk, make) -> None:
    open_on(desk, make("a"))
    qtbot.mouseClick(desk.editor, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    qtbot.mouseClick(desk.editor._tags, Qt.MouseButton.LeftButton)
    assert desk.editor.isVisible()
    assert desk.editor._tags.hasFocus()


def test_closing_the_window_keeps_the_note(qtbot, desk, make) -> None:
    desk.window.before_closing = lambda: list(desk.asked)
    open_on(desk, make("a"))
    type_in(qtbot, desk, "last words")
    desk.window.close()
    # Before the window itself hears of it: there it may close the library.
    assert desk.window.asked_when_closing == [EditAnnotation("a", note="last words")]
    assert desk.asked == desk.window.asked_when_closing
    assert desk.closed == 1


def test_the_keyboard_leaving_for_another_widget_keeps_the_note(qtbot, desk, make) -> None:
    open_on(desk, make("a"))
    type_in(qtbot, desk, "new")
    desk.elsewhere.setFocus()
    assert desk.asked == [EditAnnotation("a", note="new")]


def test_opening_another_keeps_the_first(qtbot, desk, make) -> None:
    open_on(desk, make("a"))
    type_in(qtbot, desk, "first")
    open_on(desk, make("b", note="second"))
    assert desk.asked == [EditAnnotation("a", note="first")]
    assert (desk.editor.editing(), desk.editor._note.note()) == ("b", "second")


@pytest.mark.parametrize("typed_and_taken_back", [False, True])
def test_nothing_changed_is_nothing_asked(qtbot, desk, make, typed_and_taken_back: bool) -> None:
    open_on(desk, make("a", note="a\u00a0b\r\nc", tags=("one, two", "x")))
    if typed_and_taken_back:
        type_in(qtbot, desk, "x")
        press(qtbot, desk, Qt.Key.Key_Z, CONTROL)
    press(qtbot, desk, Qt.Key.Key_Return, CONTROL)
    assert (desk.asked, desk.closed) == ([], 1)


def test_only_what_changed_is_asked(qtbot, desk, make) -> None:
    open_on(desk, make("a", note="Why?", tags=("river",)))
    press(qtbot, desk, Qt.Key.Key_Tab)
    press(qtbot, desk, Qt.Key.Key_End)
    type_in(qtbot, desk, ", maps")
    press(qtbot, desk, Qt.Key.Key_Return)
    assert desk.asked == [EditAnnotation("a", tags=("river", "maps"))]


def test_an_emptied_note_is_asked_for_as_empty(qtbot, desk, make) -> None:
    open_on(desk, make("a", note="Why?"))
    press(qtbot, desk, Qt.Key.Key_A, CONTROL)
    type_in(qtbot, desk, "  ")
    press(qtbot, desk, Qt.Key.Key_Return, CONTROL)
    assert desk.asked == [EditAnnotation("a", note="")]


def test_non_breaking_spaces_and_newlines_survive_an_edit(qtbot, desk, make) -> None:
    open_on(desk, make("a", note="dit\u00a0: «\u202foui\u202f»"))
    press(qtbot, desk, Qt.Key.Key_Return)
    type_in(qtbot, desk, "x")
    press(qtbot, desk, Qt.Key.Key_Return, CONTROL)
    assert desk.asked == [EditAnnotation("a", note="dit\u00a0: «\u202foui\u202f»\nx")]


def test_tab_goes_round_in_the_card(qtbot, desk, make) -> None:
    open_on(desk, make("a", colour=Colour.GREEN), focus_note=False)
    editor = desk.editor
    round_trip = [editor._swatches.button(Colour.GREEN), editor._note, editor._tags, editor._done, editor._delete]
    seen = []
    for _ in range(6):
        seen.append(QApplication.focusWidget())
        press(qtbot, desk, Qt.Key.Key_Tab)
    assert seen == [*round_trip, round_trip[0]]
    press(qtbot, desk, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    press(qtbot, desk, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is round_trip[-1]
    assert desk.closed == 0


@pytest.mark.parametrize(("key", "colour"), list(zip("12345", Colour, strict=True)))
def test_ctrl_and_a_digit_colours_at_once_and_a_plain_digit_is_typed(
    qtbot, desk, make, key: str, colour: Colour
) -> None:
    other = Colour.PINK if colour is not Colour.PINK else Colour.BLUE
    open_on(desk, make("a", colour=other))
    type_in(qtbot, desk, key)
    press(qtbot, desk, Qt.Key(ord(key)), CONTROL)
    assert desk.asked == [EditAnnotation("a", colour=colour)]
    assert desk.editor._note.note() == key
    assert desk.editor.isVisible()


def test_the_colour_it_has_is_not_asked_for_again(qtbot, desk, make) -> None:
    open_on(desk, make("a", colour=Colour.BLUE))
    press(qtbot, desk, Qt.Key.Key_3, CONTROL)
    qtbot.mouseClick(desk.editor._swatches.button(Colour.BLUE), Qt.MouseButton.LeftButton)
    assert desk.asked == []


def test_arrows_move_along_the_colours(qtbot, desk, make) -> None:
    open_on(desk, make("a", colour=Colour.YELLOW), focus_note=False)
    press(qtbot, desk, Qt.Key.Key_Right)
    assert desk.asked == [EditAnnotation("a", colour=Colour.GREEN)]
    assert desk.editor._swatches.button(Colour.GREEN).hasFocus()


def test_delete_removes_without_keeping_what_was_typed(qtbot, desk, make) -> None:
    open_on(desk, make("a"))
    type_in(qtbot, desk, "new")
    qtbot.mouseClick(desk.editor._delete, Qt.MouseButton.LeftButton)
    assert desk.asked == [RemoveAnnotations(("a",))]
    assert desk.closed == 1


def test_letters_never_reach_the_windows_commands_from_the_card(qtbot, desk, make) -> None:
    fired: list[str] = []
    action = QAction("Archive", desk.window)
    action.setShortcut(QKeySequence("e"))
    action.triggered.connect(lambda: fired.append("e"))
    desk.window.addAction(action)
    open_on(desk, make("a"), focus_note=False)
    for stop in (desk.editor._swatches, desk.editor._note, desk.editor._tags, desk.editor._done):
        stop.setFocus()
        type_in(qtbot, desk, "e")
    assert fired == []
    assert (desk.editor._note.note(), desk.editor._tags.text()) == ("e", "e")
    press(qtbot, desk, Qt.Key.Key_Escape)
    desk.window.centralWidget().setFocus()
    desk.elsewhere.clearFocus()
    type_in(qtbot, desk, "e")
    assert fired == ["e"]


def test_a_bookmark_has_a_name_and_no_colours(qtbot, desk, make) -> None:
    open_on(desk, make("a", note="Here", motivation=Motivation.BOOKMARKING), focus_note=False)
    assert not desk.editor._swatches.isVisible()
    assert desk.editor._note.hasFocus()
    press(qtbot, desk, Qt.Key.Key_2, CONTROL)
    assert desk.asked == []


@pytest.mark.parametrize("note", ["word and more\n" * 75_000, "x" * 1_000_000], ids=["lines", "one word"])
def test_a_note_of_a_megabyte_opens_and_closes_without_freezing(qtbot, desk, make, note: str) -> None:
    begun = time.perf_counter()
    open_on(desk, make("a", note=note))
    QApplication.processEvents()
    type_in(qtbot, desk, "!")
    press(qtbot, desk, Qt.Key.Key_Return, CONTROL)
    assert desk.asked == [EditAnnotation("a", note=note + "!")]
    assert time.perf_counter() - begun < 8  # 116 s for the one word as Qt wraps it


def test_pasting_a_word_without_end_changes_how_lines_break(qtbot, desk, make) -> None:
    open_on(desk, make("a"))
    pasted = QMimeData()
    pasted.setText("x" * 6000)
    before = desk.editor._note.wordWrapMode()
    desk.editor._note.insertFromMimeData(pasted)
    assert desk.editor._note.wordWrapMode() != before
    assert desk.editor._note.note() == "x" * 6000


ROOM = QRect(0, 0, 800, 600)


@pytest.mark.parametrize(
    ("at", "room", "corner"),
    [
        (QPoint(100, 100), ROOM, QPoint(100, 108)),  # below the point
        (QPoint(100, 500), ROOM, QPoint(100, 292)),  # no room below: above it
        (QPoint(700, 100), ROOM, QPoint(461, 108)),  # no room at the right: moved in
        (QPoint(-50, 100), ROOM, QPoint(8, 108)),
        (QPoint(100, 100), QRect(0, 0, 300, 150), QPoint(8, 8)),  # no room at all
        (QPoint(100, 150), QRect(0, 0, 800, 320), QPoint(100, 111)),  # neither below nor above: moved up
    ],
)
def test_the_card_stands_by_its_point_and_in_view(at: QPoint, room: QRect, corner: QPoint) -> None:
    assert place(QRect(0, 0, 330, 200), at, room) == corner


def test_the_editor_opens_inside_its_window(desk, make) -> None:
    desk.editor.edit(make("a").annotation, desk.window.mapToGlobal(QPoint(790, 590)), True)
    assert desk.window.centralWidget().rect().contains(desk.editor.geometry())


@pytest.mark.parametrize(
    ("typed", "name"), [(None, "The flood begins"), ("  My   place ", "My place"), ("   ", "The flood begins")]
)
def test_a_bookmark_takes_the_typed_name_or_the_suggestion(qtbot, typed: str | None, name: str) -> None:
    dialog = BookmarkDialog("The flood\nbegins")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    if typed is not None:
        qtbot.keyClicks(dialog._field, typed)  # the suggestion is selected, so typing replaces it
    qtbot.keyClick(dialog._field, Qt.Key.Key_Return)
    assert dialog.result() == BookmarkDialog.DialogCode.Accepted
    assert dialog.name() == name


def test_a_suggestion_of_any_length_is_cut(qtbot) -> None:
    dialog = BookmarkDialog("word " * 10_000)
    qtbot.addWidget(dialog)
    assert len(dialog.name()) <= NAME_LENGTH
