"""Notes in the margin of the real window: by key, beside the panel, kept for the next time."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.desktop.window.conftest import CTRL, SHIFT, Hands


def in_margin(hands: Hands) -> list[str]:
    """The notes that stand in the margin."""
    return [one.notes[0].annotation.note for one in hands.window.reader.view.margin.standing()]


def with_note(hands: Hands, note: str) -> None:
    hands.window.resize(1600, 900)
    hands.click_row(0)
    start = hands.body().index(" ") + 1
    hands.drag(start, start + 12)
    hands.press("a")
    hands.until(lambda: hands.window.note_editor.isVisible())
    hands.press(note)
    hands.press(Qt.Key.Key_Return, CTRL)
    hands.until(lambda: in_margin(hands))


def test_a_note_that_is_written_stands_in_the_margin_and_a_click_opens_it(hands: Hands) -> None:
    with_note(hands, "Is this so?")
    assert in_margin(hands) == ["Is this so?"]
    margin = hands.window.reader.view.margin
    at = margin.rect_of(margin.standing()[0]).center().toPoint()
    QTest.mouseClick(margin, Qt.MouseButton.LeftButton, pos=at)
    assert hands.window.note_editor.isVisible()
    hands.press(Qt.Key.Key_Escape)


def test_the_panel_takes_the_place_of_the_margin(hands: Hands) -> None:
    with_note(hands, "Once is enough")
    hands.trigger("show-notes")
    assert in_margin(hands) == []
    hands.trigger("show-notes")
    assert in_margin(hands) == ["Once is enough"]


def test_the_margin_can_be_turned_off(hands: Hands) -> None:
    with_note(hands, "Seen")
    assert hands.checked("margin-notes")
    hands.press(Qt.Key.Key_M, CTRL | SHIFT)
    assert in_margin(hands) == []
    assert not hands.checked("margin-notes")
    hands.press(Qt.Key.Key_M, CTRL | SHIFT)
    assert in_margin(hands) == ["Seen"]
