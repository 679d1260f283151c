"""Keys that lead through one story in the real window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.reader.outline import OutlinePopup
from tests.desktop.window.conftest import CTRL, Hands
from tests.desktop.window.stories import LAMPS_HEADLINE

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
