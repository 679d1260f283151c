"""The scroll bar shows where on the page hits, changes and annotations stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from desktop.reader.ticks import Heights
from desktop.theme.themes import Role, load_theme
from library.model.annotation import Colour

PAPER, NIGHT = load_theme("paper"), load_theme("night")


def bar_of(screen):
    return screen.pane.view.verticalScrollBar()


def rows_of(screen, colour: str) -> list[int]:
    return [tick.y for tick in bar_of(screen).ticks if tick.colour == colour]


def shown_at(screen, row: int, from_the_right: int = 4) -> str:
    bar = bar_of(screen)
    at = bar.mapTo(screen.pane, QPoint(bar.width() - from_the_right, row))
    return screen.pane.grab().toImage().pixelColor(at).name()


def expected_row(screen, code_point: int) -> float:
    """Where on the bar the line of a letter is, in proportion to the whole page."""
    bar = bar_of(screen)
    y = screen.pane.view.rect_of(code_point, code_point + 1).center().y()
    return y / (bar.maximum() + bar.pageStep()) * bar.height()


def test_every_hit_has_a_tick_where_it_stands_and_the_current_one_a_larger_one(screen, long_story, qtbot) -> None:
    screen.open(*long_story)
    screen.pane.seeking.open()
    screen.pane.seeking.bar.field.setText("0 of forty")
    qtbot.waitUntil(lambda: bool(rows_of(screen, PAPER.colour(Role.SEARCH_CURRENT))))
    starts = [screen.text.index(f"Paragraph {number}0 of") + 11 for number in range(1, 4)]
    rows = rows_of(screen, PAPER.colour(Role.SEARCH_CURRENT))
    assert len(rows) == 4
    for start, row in zip(starts, rows[1:], strict=True):
        assert row == pytest.approx(expected_row(screen, start), abs=3)
    assert shown_at(screen, rows[2] + 1) == PAPER.colour(Role.SEARCH_CURRENT)
    (current,) = (tick for tick in bar_of(screen).ticks if tick.colour == PAPER.colour(Role.ACCENT))
    assert current.y == rows[0]
    screen.pane.seeking.step(1)
    qtbot.waitUntil(lambda: rows_of(screen, PAPER.colour(Role.ACCENT)) == rows[1:2])
    assert shown_at(screen, rows[1] + 1) == PAPER.colour(Role.ACCENT)
    screen.pane.seeking.close()
    qtbot.waitUntil(lambda: bar_of(screen).ticks == ())
    assert shown_at(screen, rows[2] + 1) != PAPER.colour(Role.SEARCH_CURRENT)


def test_hits_of_the_librarys_search_have_ticks_too(screen, long_story, qtbot) -> None:
    screen.open(*long_story)
    start = screen.text.index("Paragraph 30")
    screen.pane.seeking.set_hits([(start, start + 9)])
    qtbot.waitUntil(lambda: len(bar_of(screen).ticks) == 1)
    assert bar_of(screen).ticks[0].y == pytest.approx(expected_row(screen, start), abs=3)


def test_ticks_follow_another_width_and_another_theme(screen, long_story, qtbot) -> None:
    screen.open(*long_story)
    start = screen.text.index("Paragraph 30")
    screen.pane.seeking.set_hits([(start, start + 9)])
    qtbot.waitUntil(lambda: bar_of(screen).ticks != ())
    before = bar_of(screen).ticks[0].y
    screen.pane.resize(420, 300)
    QApplication.processEvents()
    assert abs(before - expected_row(screen, start)) > 10
    qtbot.waitUntil(lambda: bar_of(screen).ticks[0].y == pytest.approx(expected_row(screen, start), abs=3))
    screen.pane.set_style(NIGHT, screen.pane._reading)
    qtbot.waitUntil(lambda: [tick.colour for tick in bar_of(screen).ticks] == [NIGHT.colour(Role.SEARCH_CURRENT)])


def test_annotations_have_narrow_ticks_in_their_colours(screen, long_story, qtbot) -> None:
    screen.open(*long_story)
    screen.annotate(
        screen.annotation("a", "Paragraph 20", Colour.GREEN), screen.annotation("b", "Paragraph 35", Colour.PINK)
    )
    qtbot.waitUntil(lambda: len(bar_of(screen).ticks) == 2)
    green, pink = bar_of(screen).ticks
    assert (green.colour, pink.colour) == (PAPER.marker(Colour.GREEN), PAPER.marker(Colour.PINK))
    assert green.narrow
    assert green.y < pink.y
    assert shown_at(screen, green.y) == green.colour
    assert shown_at(screen, green.y, from_the_right=8) != green.colour
    screen.annotate()
    qtbot.waitUntil(lambda: bar_of(screen).ticks == ())


def test_a_story_that_shows_whole_has_no_ticks(screen, qtbot) -> None:
    screen.open("One lamp.", "No light.")
    screen.pane.seeking.set_hits([(4, 8)])
    qtbot.waitUntil(lambda: bar_of(screen).ticks != ())
    assert shown_at(screen, bar_of(screen).ticks[0].y) == PAPER.colour(Role.PAGE)


@given(
    st.lists(st.tuples(st.integers(1, 50), st.floats(0, 300)), min_size=1, max_size=12),
    st.sets(st.integers(0, 600), max_size=40),
    st.integers(20, 900),
)
def test_rows_are_in_order_on_the_bar_and_where_the_letters_are_in_proportion(
    blocks: list[tuple[int, float]], starts: set[int], bar: int
) -> None:
    places, tops = [0], [0.0]
    for letters, height in blocks:
        places.append(places[-1] + letters)
        tops.append(tops[-1] + height)
    within = sorted(start for start in starts if start < places[-1])
    rows = Heights(tuple(places), tuple(tops)).rows(within, bar)
    expected = set()
    for start in within:
        at = next(number for number in range(len(blocks)) if places[number] <= start < places[number + 1])
        y = tops[at] + (tops[at + 1] - tops[at]) * (start - places[at]) / (places[at + 1] - places[at])
        expected.add(y / max(1.0, tops[-1]) * bar)
    assert list(rows) == sorted(set(rows))
    assert all(any(abs(row - exact) <= 1 for exact in expected) for row in rows)
    assert all(any(abs(row - exact) <= 1 for row in rows) for exact in expected)
    assert all(0 <= row <= bar for row in rows)
