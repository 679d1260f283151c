"""How the window looks, and how it stood the last time."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.reader.style_panel import StylePanel
from desktop.settings import FILE_NAME, LAST_STORY, SHELF, SORT, THEME, Settings
from desktop.theme.fonts import SANS
from desktop.theme.themes import THEME_NAMES, Role, load_theme
from desktop.theme.typography import (
    DEFAULT_TEXT_SIZE,
    MEASURE,
    TEXT_SIZES,
    LineSpacing,
    ParagraphStyle,
    ReadingStyle,
)
from desktop.window import appearance
from desktop.window.appearance import keep_reading_style, reading_style
from library.model.query import SortKey
from tests.desktop.window.conftest import CTRL, Hands, opened
from tests.desktop.window.stories import HENS_HEADLINE, LAMPS_HEADLINE, NEWEST_FIRST


def page_colour(hands: Hands) -> str:
    view = hands.window.reader.view
    return view.viewport().grab().toImage().pixelColor(3, 3).name()


@pytest.mark.parametrize("name", THEME_NAMES)
def test_a_theme_that_is_chosen_colours_everything_and_stays(qtbot: QtBot, stocked_folder: Path, name: str) -> None:
    with opened(qtbot, stocked_folder) as hands:
        hands.open(LAMPS_HEADLINE)
        hands.trigger(f"theme-{name}")
        theme = load_theme(name)
        assert page_colour(hands) == theme.colour(Role.PAGE)
        assert QApplication.palette().color(QPalette.ColorRole.Window).name() == theme.colour(Role.CHROME)
        checked = [one for one in ("system", *THEME_NAMES) if hands.checked(f"theme-{one}")]
        assert checked == [name]
        hands.trigger(f"theme-{name}")  # choosing it again must not take its tick away
        assert hands.checked(f"theme-{name}")
    with opened(qtbot, stocked_folder) as hands:
        assert hands.window.appearance.theme == theme
        assert hands.checked(f"theme-{name}")


def test_the_systems_light_and_dark_are_followed_until_a_theme_is_chosen(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    def system_turns(scheme: Qt.ColorScheme) -> str:
        monkeypatch.setattr(
            appearance, "system_theme", lambda _scheme: "night" if scheme is Qt.ColorScheme.Dark else "paper"
        )
        QGuiApplication.styleHints().colorSchemeChanged.emit(scheme)
        return hands.window.appearance.theme.name

    assert hands.checked("theme-system")
    assert system_turns(Qt.ColorScheme.Dark) == "night"
    assert hands.checked("theme-system")
    assert system_turns(Qt.ColorScheme.Light) == "paper"
    hands.trigger("theme-sepia")
    assert system_turns(Qt.ColorScheme.Dark) == "sepia"
    hands.trigger("theme-system")
    assert hands.window.appearance.theme.name == "night"
    assert hands.checked("theme-system")


def test_a_theme_of_an_unknown_name_follows_the_system(qtbot: QtBot, stocked_folder: Path) -> None:
    settings = Settings(stocked_folder)
    settings.set(THEME, "tartan")
    settings.set(SHELF, "attic")
    settings.set(SORT, "smell")
    settings.set(LAST_STORY, 404)
    settings.save()
    with opened(qtbot, stocked_folder) as hands:
        assert hands.window.appearance.theme.name in THEME_NAMES
        assert hands.rows() == NEWEST_FIRST
        assert hands.headline() == ""


def test_text_size_by_keys_stops_at_both_ends_and_comes_back(qtbot: QtBot, stocked_folder: Path) -> None:
    with opened(qtbot, stocked_folder) as hands:
        hands.open(LAMPS_HEADLINE)
        size = hands.window.appearance
        assert size.text_size == DEFAULT_TEXT_SIZE
        hands.press(Qt.Key.Key_Equal, CTRL)
        larger = TEXT_SIZES[TEXT_SIZES.index(DEFAULT_TEXT_SIZE) + 1]
        assert size.text_size == larger
        assert hands.window.reader.view.page.style.text_size == larger
        for _ in TEXT_SIZES:
            hands.press(Qt.Key.Key_Plus, CTRL)
        assert size.text_size == TEXT_SIZES[-1]
        for _ in TEXT_SIZES:
            hands.press(Qt.Key.Key_Minus, CTRL)
        assert size.text_size == TEXT_SIZES[0]
        hands.press(Qt.Key.Key_0, CTRL)
        assert size.text_size == DEFAULT_TEXT_SIZE
        hands.press(Qt.Key.Key_Minus, CTRL)
        smaller = size.text_size
    with opened(qtbot, stocked_folder) as hands:
        assert hands.window.appearance.text_size == smaller != DEFAULT_TEXT_SIZE


def test_the_place_in_the_text_stays_when_its_size_changes(hands: Hands) -> None:
    hands.open(LAMPS_HEADLINE)
    there = hands.body().index("Lamp 20 of forty")
    hands.window.reader.set_place(there)
    hands.press(Qt.Key.Key_Equal, CTRL)
    assert hands.window.reader.place()[0] == there


def test_the_window_stands_as_it_was_left(qtbot: QtBot, stocked_folder: Path) -> None:
    with opened(qtbot, stocked_folder) as hands:
        hands.window.resize(1111, 701)
        hands.press("gu")
        hands.window.articles.sort_changed.emit(SortKey.LENGTH, False)
        hands.until(lambda: hands.rows() and hands.rows() != NEWEST_FIRST)
        by_length = hands.rows()
        hands.open(HENS_HEADLINE)
        hands.press(Qt.Key.Key_F9)
        hands.trigger("show-notes")
        assert not hands.window.sidebar.isVisible()
    with opened(qtbot, stocked_folder) as hands:
        window = hands.window
        assert window.height() == 701  # its width doesn't fit the offscreen platform's screen
        assert hands.rows() == by_length
        assert window.listing.shelf == "unread"
        assert hands.headline() == HENS_HEADLINE
        assert not window.sidebar.isVisible()
        assert window.notes.isVisible()
        assert (hands.checked("show-sidebar"), hands.checked("show-notes")) == (False, True)


def test_nothing_opens_by_itself_in_a_new_library(hands: Hands) -> None:
    hands.window.articles.setFocus()
    assert hands.headline() == ""
    assert hands.window.articles.current_id() is None


def test_the_panel_sets_the_page_while_it_is_open_and_the_place_stays(qtbot: QtBot, stocked_folder: Path) -> None:
    with opened(qtbot, stocked_folder) as hands:
        hands.open(LAMPS_HEADLINE)
        there = hands.body().index("Lamp 20 of forty")
        hands.window.reader.set_place(there)
        hands.press(Qt.Key.Key_F8)
        panel = hands.window.findChild(StylePanel)
        hands.until(panel.isVisible)
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_PageDown):
            QTest.keyClick(QApplication.focusWidget() or panel, key)
        page = hands.window.reader.view.page
        assert page.style.reading == ReadingStyle(SANS, measure=MEASURE - 5)
        assert hands.window.reader.place()[0] == there
        QTest.keyClick(QApplication.focusWidget() or panel, Qt.Key.Key_Escape)
        hands.until(lambda: hands.window.findChild(StylePanel) is None)
    with opened(qtbot, stocked_folder) as hands:
        assert hands.window.appearance.reading == ReadingStyle(SANS, measure=MEASURE - 5)


def test_justified_text_is_hyphenated_in_place_once_the_patterns_are_read(hands: Hands) -> None:
    hands.open(LAMPS_HEADLINE)
    there = hands.body().index("Lamp 20 of forty")
    hands.window.reader.set_place(there)
    hands.window.appearance.set_reading(ReadingStyle(justified=True))
    hands.until(lambda: "\u00ad" in hands.window.reader.view.document().toRawText())
    assert hands.window.reader.place()[0] == there
    assert hands.drag_over("Lamp 20 of forty") == hands.window.reader.selection_range()
    hands.trigger("copy")
    assert QApplication.clipboard().text() == "Lamp 20 of forty"


def test_the_reading_style_comes_back_and_what_cannot_be_set_is_set_as_near_as_can_be(tmp_path: Path) -> None:
    assert reading_style(Settings(tmp_path)) == ReadingStyle()
    chosen = ReadingStyle("Georgia", 27, 80, LineSpacing.LOOSE, ParagraphStyle.INDENTED, True)
    settings = Settings(tmp_path)
    keep_reading_style(settings, chosen)
    settings.save()
    assert reading_style(Settings(tmp_path)) == chosen
    (tmp_path / FILE_NAME).write_text(
        "[General]\ntext-size=1000\n[reading]\nmeasure=7\nspacing=airy\nparagraphs=\njustified=perhaps\n",
        encoding="utf-8",
    )
    assert reading_style(Settings(tmp_path)) == ReadingStyle(size=40, measure=45)
