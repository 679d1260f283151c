"""Every row of the table does something, and the sheet of shortcuts shows them."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMessageBox

from desktop.commands.commands import Commands
from desktop.commands.table import ACTIONS
from desktop.window import bindings, links
from desktop.window.shortcut_sheet import ShortcutSheet, keys_text
from tests.desktop.window.conftest import Hands
from tests.desktop.window.stories import MIXED_HEADLINE


def test_every_row_is_bound_exactly_once(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    bound: list[str] = []
    monkeypatch.setattr(Commands, "bind", lambda _commands, slots: bound.extend(slots))
    bindings.bind_all(hands.window)
    assert Counter(bound) == Counter(row.id for row in ACTIONS)


def sheet_of(hands: Hands) -> ShortcutSheet:
    hands.press("?")
    sheet = hands.window.findChild(ShortcutSheet)
    assert sheet is not None
    hands.until(sheet.isActiveWindow)
    return sheet


def test_the_sheet_lists_every_shortcut(hands: Hands) -> None:
    sheet = sheet_of(hands)
    said = [label.text() for label in sheet.findChildren(QLabel)]
    for row in ACTIONS:
        title = row.title.replace("&", "").rstrip("…")
        assert (title in said) == bool(row.shortcuts), title
        assert not row.shortcuts or any(keys_text(row) == line for line in said)


def test_keys_are_written_as_they_are_pressed() -> None:
    rows = {row.id: row for row in ACTIONS}
    assert keys_text(rows["go-all"]) == "G then I"
    assert keys_text(rows["redo"]) == "Ctrl+Shift+Z  ·  Ctrl+Y"


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Question, Qt.Key.Key_F1])
def test_the_sheet_closes_on_esc_and_on_the_keys_that_open_it(hands: Hands, key: Qt.Key) -> None:
    sheet = sheet_of(hands)
    with hands.bot.waitSignal(sheet.destroyed):
        if key == Qt.Key.Key_Question:
            QTest.keyClicks(sheet, "?")
        else:
            QTest.keyClick(sheet, key)
    hands.window.activateWindow()  # as a window manager would; the offscreen platform has none
    hands.until(hands.window.isActiveWindow)
    hands.press("j")
    assert hands.headline()


def test_about_says_where_the_library_lies(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "about", lambda _parent, _title, words: said.append(words))
    hands.trigger("about")
    assert str(hands.library.folder) in said[0]


@pytest.mark.parametrize(("agrees", "opened"), [(True, ["https://maps.example.org/stall"]), (False, [])])
def test_a_link_opens_outside_and_only_if_the_user_agrees(
    hands: Hands, monkeypatch: pytest.MonkeyPatch, agrees: bool, opened: list[str]
) -> None:
    asked: list[str] = []
    outside: list[str] = []
    monkeypatch.setattr(links, "confirmed", lambda _parent, address: asked.append(address) or agrees)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: outside.append(url.toString()))
    hands.open(MIXED_HEADLINE)
    at = hands.body().index("maps") + 1
    hands.window.reader.go_to(at)
    QTest.mouseClick(hands.window.reader.view.viewport(), Qt.MouseButton.LeftButton, pos=hands.point_of(at))
    assert asked == ["https://maps.example.org/stall"]
    assert outside == opened


def test_the_question_about_a_link_shows_its_address_and_cancels_by_default(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    boxes: list[QMessageBox] = []
    monkeypatch.setattr(links.QMessageBox, "exec", lambda box: boxes.append(box) or QMessageBox.StandardButton.Cancel)
    assert not links.confirmed(hands.window, "https://a.example/<b>x</b>?q=1")
    assert boxes[0].informativeText() == "https://a.example/<b>x</b>?q=1"
    assert boxes[0].textFormat() is Qt.TextFormat.PlainText
    assert boxes[0].defaultButton() is boxes[0].button(QMessageBox.StandardButton.Cancel)
