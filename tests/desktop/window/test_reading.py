"""Keys that lead through one story in the real window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.reader.outline import OutlinePopup
from tests.desktop.window.conftest import CTRL, NO_KEYS, Hands
from tests.desktop.window.stories import LAMPS_HEADLINE, MIXED_HEADLINE

ALT = Qt.KeyboardModifier.AltModifier


def test_the_outline_and_the_way_back_are_on_keys(hands: Hands) -> None:
    hands.open(LAMPS_HEADLINE)
    reader = hands.window.reader
    reader.view.setFocus()
    hands.press(Qt.Key.Key_T, CTRL)
    popup = hands.window.findChild(OutlinePopup)
    hands.until(popup.isVisible)
    QTest.keyClick(popup.field, Qt.Key.Key_Escape)
    reader.go_to(hands.body().index("Lamp 30 of forty"))
    there = reader.place()[0]
    hands.press(Qt.Key.Key_Left, ALT)
    assert reader.place()[0] == 0
    hands.press(Qt.Key.Key_Right, ALT)
    assert reader.place()[0] == there


def focused(hands: Hands) -> str:
    """The words of the paragraph that is marked as the one the keys mean."""
    marked = hands.window.reader.view.marks.focused
    return hands.body()[slice(*marked)] if marked is not None else ""


def test_a_paragraph_is_highlighted_noted_and_recoloured_without_a_mouse(hands: Hands) -> None:
    hands.open(MIXED_HEADLINE)
    assert not hands.enabled("highlight")
    hands.press(".")
    assert hands.checked("move-by-paragraph")
    assert focused(hands).startswith("The market opens")
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Down)
    assert focused(hands) == "kippers from the quay"
    hands.press("h")
    hands.until(lambda: hands.annotations() == [("kippers from the quay", "", "yellow")])
    hands.press("2")  # the same one: it is the current annotation now
    hands.until(lambda: hands.annotations() == [("kippers from the quay", "", "green")])
    hands.press(Qt.Key.Key_Up)
    hands.press("3")
    hands.until(lambda: len(hands.annotations()) == 2)
    assert hands.annotations()[0] == ("pears from the valley", "", "blue")
    hands.press(Qt.Key.Key_C, CTRL)
    hands.press(Qt.Key.Key_Up)
    hands.press(Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text().startswith("The market opens at six 🐟")
    hands.press(Qt.Key.Key_Escape)
    assert (focused(hands), hands.checked("move-by-paragraph"), hands.enabled("highlight")) == ("", False, False)


def test_moving_by_paragraph_scrolls_along_and_stops_at_both_ends(hands: Hands) -> None:
    hands.open(LAMPS_HEADLINE)
    view = hands.window.reader.view
    hands.press(".")
    walked = [focused(hands)]
    for _ in range(45):
        hands.press(Qt.Key.Key_Down)
        walked.append(focused(hands))
        start = view.marks.focused[0]
        assert view.clip().contains(view.rect_of(start, start + 4))
    assert [int(words.split()[1]) for words in walked] == [*range(1, 41), *[40] * 6]
    for _ in range(45):
        hands.press(Qt.Key.Key_Up)
    assert focused(hands).startswith("Lamp 1 of")


def test_moving_by_paragraph_begins_with_what_shows_and_ends_with_the_story(hands: Hands) -> None:
    hands.open(LAMPS_HEADLINE)
    hands.window.reader.set_place(hands.body().index("Lamp 25 of"))
    hands.press(".")
    assert focused(hands).startswith("Lamp 25 of")
    hands.press("j")
    assert hands.window.reader.view.marks.focused is None
    assert not hands.checked("move-by-paragraph")
    before = hands.window.reader.view.verticalScrollBar().value()
    QTest.keyClick(hands.window.reader.view, Qt.Key.Key_Down, NO_KEYS)
    assert hands.window.reader.view.marks.focused is None
    assert hands.window.reader.view.verticalScrollBar().value() >= before
