"""The strip below the page says quietly how far the reader is."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from desktop.theme.themes import Role, load_theme

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
