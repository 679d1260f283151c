"""The user's own names of colours: given in a dialog, shown where a colour is chosen, taken back as one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.notes.colour_names import ColourNamesDialog
from library.model.annotation import Colour
from tests.desktop.window.conftest import Hands


def test_colours_have_the_users_names_and_lose_them_by_undo(hands: Hands) -> None:
    window = hands.window
    hands.trigger("name-colours")
    (dialog,) = window.findChildren(ColourNamesDialog)
    QTest.keyClicks(dialog.fields[Colour.YELLOW], "claim & doubt")
    QTest.keyClicks(dialog.fields[Colour.PINK], "  to   quote ")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    yellow = window.commands.action("highlight-yellow")
    hands.until(lambda: yellow.text() == "claim && doubt")
    assert window.session.reader.colour_names() == {Colour.YELLOW: "claim & doubt", Colour.PINK: "to quote"}
    assert window.reader.selection_bar.dot(Colour.PINK).toolTip() == "to quote (pink)"
    assert window.note_editor._swatches.button(Colour.PINK).toolTip() == "to quote (Ctrl+4)"
    assert window.commands.action("highlight-green").text() == "&Green"
    window.activateWindow()
    hands.trigger("undo")
    hands.until(lambda: yellow.text() == "&Yellow")
    assert window.session.reader.colour_names() == {}
    assert window.reader.selection_bar.dot(Colour.PINK).toolTip() == "Highlight in pink"
