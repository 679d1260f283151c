"""The panel that sets the page works from the keyboard, and tells each change at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.reader.style_panel import StylePanel
from desktop.theme.fonts import LEGIBLE, SANS, offered_families
from desktop.theme.typography import LineSpacing, ParagraphStyle, ReadingStyle


@dataclass
class Reader:
    panel: StylePanel
    told: list[ReadingStyle] = field(default_factory=list)

    def press(self, key: Qt.Key, times: int = 1) -> None:
        for _ in range(times):
            QTest.keyClick(QApplication.focusWidget() or self.panel, key)

    @property
    def style(self) -> ReadingStyle:
        return self.told[-1]


@pytest.fixture
def reader(qtbot: QtBot) -> Iterator[Reader]:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    panel = StylePanel(ReadingStyle(), window)
    reader = Reader(panel)
    panel.changed.connect(reader.told.append)
    panel.open_at(QPoint(500, 50))
    qtbot.waitExposed(panel)
    yield reader
    panel.close()


def test_every_choice_is_made_with_tab_and_arrows(reader: Reader) -> None:
    assert QApplication.focusWidget() is reader.panel.family
    reader.press(Qt.Key.Key_Down)
    assert reader.style == ReadingStyle(SANS)
    reader.press(Qt.Key.Key_Down)
    assert reader.style.family == LEGIBLE
    reader.press(Qt.Key.Key_Tab)
    reader.press(Qt.Key.Key_Right, 2)
    assert reader.style.size == 22
    reader.press(Qt.Key.Key_Tab)
    reader.press(Qt.Key.Key_Left)
    assert reader.style.measure == 65
    reader.press(Qt.Key.Key_Tab)
    reader.press(Qt.Key.Key_Right)
    assert reader.style.spacing is LineSpacing.LOOSE
    reader.press(Qt.Key.Key_Tab)
    reader.press(Qt.Key.Key_Right)
    assert reader.style.paragraphs is ParagraphStyle.INDENTED
    reader.press(Qt.Key.Key_Tab)
    reader.press(Qt.Key.Key_Right)
    assert reader.style == ReadingStyle(LEGIBLE, 22, 65, LineSpacing.LOOSE, ParagraphStyle.INDENTED, True)
    reader.press(Qt.Key.Key_Tab)
    reader.press(Qt.Key.Key_Space)
    assert reader.style == ReadingStyle()
    reader.press(Qt.Key.Key_Escape)
    assert not reader.panel.isVisible()


def test_a_style_chosen_elsewhere_shows_and_is_not_told_again(reader: Reader) -> None:
    family = offered_families()[-1]
    style = ReadingStyle(family, 30, 80, LineSpacing.TIGHT, ParagraphStyle.INDENTED, True)
    reader.panel.show_style(style)
    assert reader.told == []
    assert reader.panel.family.currentData() == family
    assert (reader.panel.size.value(), reader.panel.measure.value()) == (10, 80)
    assert reader.panel.spacing.button(LineSpacing.TIGHT).isChecked()
    assert reader.panel.lines.button(True).isChecked()
    reader.panel.measure.setValue(81)
    assert reader.told == [ReadingStyle(family, 30, 81, LineSpacing.TIGHT, ParagraphStyle.INDENTED, True)]


def test_everything_in_the_panel_has_a_name(reader: Reader) -> None:
    assert reader.panel.accessibleName() == "Reading style"
    named = [reader.panel.family, reader.panel.size, reader.panel.measure, reader.panel.lines.button(True)]
    assert all(widget.accessibleName() for widget in named)
