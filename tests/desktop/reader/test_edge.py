"""The strip below the page says quietly how far the reader is."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from desktop.theme.themes import THEME_NAMES, Role, load_theme
from desktop.theme.typography import ReadingStyle

WORDS = "The keeper climbed the stair and looked at the sea, which said nothing, as it always did. "


def told(number: int) -> str:
    return f"Part {number} begins. " + WORDS * 12


def line(screen) -> int:
    """How many pixels of the lowest row are marked."""
    image = screen.pane.edge.grab().toImage()
    marked = QColor(load_theme("paper").colour(Role.ORNAMENT)).name()
    return sum(image.pixelColor(x, image.height() - 1).name() == marked for x in range(image.width()))


def test_minutes_and_line_follow_the_reader(screen) -> None:
    screen.open(*(told(at) for at in range(12)))  # 2,500 words
    edge = screen.pane.edge
    assert (edge.words, line(screen)) == ("11 min left", 0)
    screen.pane.set_place(screen.text.index("Part 6"))
    assert edge.words == "6 min left"
    assert line(screen) == pytest.approx(screen.pane.width() * screen.pane.place()[1], abs=1.5)
    screen.pane.view.scroll_to_end()
    assert (edge.words, line(screen)) == ("", screen.pane.width())


def test_a_story_that_shows_as_a_whole_has_nothing_to_tell(screen) -> None:
    screen.open("Few words.")
    assert (screen.pane.edge.words, line(screen)) == ("", 0)
    screen.open(*(told(at) for at in range(12)))
    screen.pane.set_place(screen.text.index("Part 6"))
    screen.pane.show_nothing()
    assert (screen.pane.edge.words, line(screen)) == ("", 0)


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_without_a_story_the_strip_is_a_piece_of_the_empty_page(screen, theme: str) -> None:
    pane = screen.pane
    pane.setStyleSheet("QWidget { background: #123456; }")
    pane.set_style(load_theme(theme), ReadingStyle())
    pane.show_nothing()
    image = pane.grab().toImage()
    page = load_theme(theme).colour(Role.PAGE)
    assert {image.pixelColor(20, y).name() for y in range(4, image.height())} == {page}
