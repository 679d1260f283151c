"""The palette and the style sheet are the theme's, and Qt takes every line of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.theme.palette import palette, stylesheet
from desktop.theme.themes import THEME_NAMES, Role, load_theme


@pytest.mark.parametrize("name", THEME_NAMES)
def test_style_sheet_names_no_colour_but_the_themes(name: str) -> None:
    theme = load_theme(name)
    used = set(re.findall(r"#[0-9a-f]{6}\b", stylesheet(theme)))
    assert used
    assert used <= set(theme.colours.values())
    assert "$" not in stylesheet(theme)


@pytest.mark.parametrize("name", THEME_NAMES)
def test_qt_understands_the_style_sheet(name: str, qtbot: QtBot, capfd: pytest.CaptureFixture[str]) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    QPushButton("Import", parent)
    parent.setStyleSheet(stylesheet(load_theme(name)))
    parent.ensurePolished()
    assert "Could not parse" not in capfd.readouterr().err


@pytest.mark.parametrize("name", THEME_NAMES)
def test_a_field_is_painted_in_the_themes_colour(name: str, qtbot: QtBot) -> None:
    theme = load_theme(name)
    field = QLineEdit()
    qtbot.addWidget(field)
    field.setStyleSheet(stylesheet(theme))
    field.resize(120, 40)
    assert field.grab().toImage().pixelColor(100, 20) == QColor(theme.colour(Role.FIELD))


def test_marks_of_the_style_sheet_are_files_that_exist() -> None:
    for name in THEME_NAMES:
        files = re.findall(r'url\("([^"]+)"\)', stylesheet(load_theme(name)))
        assert len(files) == 2
        assert all(Path(file).is_file() for file in files)


@pytest.mark.parametrize("name", THEME_NAMES)
def test_palette_has_the_themes_colours_and_mutes_what_is_disabled(name: str) -> None:
    theme = load_theme(name)
    made = palette(theme)
    assert made.color(QPalette.ColorRole.Window) == QColor(theme.colour(Role.CHROME))
    assert made.color(QPalette.ColorRole.Text) == QColor(theme.colour(Role.TEXT))
    disabled = made.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert disabled == QColor(theme.colour(Role.MUTED))
