"""Finding words in the open story: all hits marked, one current, and it stays selected when the bar goes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from desktop.reader.find_bar import Sought
from desktop.reader.finding import Finding
from desktop.theme.themes import Role, load_theme

PAPER = load_theme("paper")
BLOCKS = ("A Lamp stood by the lamplight.", "No light here 🗼.", "The last lamp, and a LAMP again.")


@pytest.fixture
def found(screen):
    screen.open(*BLOCKS)
    screen.pane.seeking.open()
    screen.pane.seeking.bar.field.setText("lamp")
    return screen


def current(screen) -> tuple[int, int]:
    return screen.pane.view.marks.current_hit


def above(screen, code_point: int) -> str:
    at = screen.middle(code_point)
    return screen.colour_at(QPoint(at.x(), at.y() - 10))


def test_opening_takes_the_keyboard_and_says_so(screen, qtbot) -> None:
    screen.open(*BLOCKS)
    assert not screen.pane.seeking.is_open
    with qtbot.waitSignal(screen.pane.seeking.changed, timeout=500) as told:
        screen.pane.seeking.open()
    assert told.args == [True]
    assert screen.pane.seeking.is_open
    qtbot.waitUntil(lambda: QApplication.focusWidget() is screen.pane.seeking.bar.field, timeout=500)


def test_all_hits_are_counted_and_marked_and_the_current_one_more_strongly(found) -> None:
    assert found.pane.seeking.bar.count.text() == "1 of 4"
    first, second = found.text.index("Lamp"), found.text.index("lamplight")
    assert current(found) == (first, first + 4)
    assert above(found, first + 1) == PAPER.colour(Role.SEARCH_CURRENT)
    assert above(found, second + 1) == PAPER.colour(Role.SEARCH_HIT)


def test_next_and_previous_go_round(found, qtbot) -> None:
    counts = []
    for by in (1, 1, 1, 1, -1, -1):
        found.pane.seeking.step(by)
        counts.append(found.pane.seeking.bar.count.text())
    assert counts == ["2 of 4", "3 of 4", "4 of 4", "1 of 4", "4 of 4", "3 of 4"]
    qtbot.keyClick(found.pane.seeking.bar.field, Qt.Key.Key_Return)
    assert found.pane.seeking.bar.count.text() == "4 of 4"
    qtbot.keyClick(found.pane.seeking.bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert found.pane.seeking.bar.count.text() == "3 of 4"
    qtbot.mouseClick(found.pane.seeking.bar.next, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(found.pane.seeking.bar.previous, Qt.MouseButton.LeftButton)
    assert found.pane.seeking.bar.count.text() == "3 of 4"


@pytest.mark.parametrize(
    ("whole", "case", "expected"),
    [(False, False, "1 of 4"), (True, False, "1 of 3"), (False, True, "1 of 2"), (True, True, "1 of 1")],
)
def test_toggles_narrow_the_search(found, qtbot, whole, case, expected) -> None:
    bar = found.pane.seeking.bar
    bar.whole_word.setChecked(whole)
    bar.match_case.setChecked(case)
    assert bar.count.text() == expected


def test_words_that_are_not_there_are_said_not_to_be(found) -> None:
    found.pane.seeking.bar.field.setText("lantern")
    assert found.pane.seeking.bar.count.text() == "Not found"
    assert current(found) is None
    assert not found.pane.seeking.bar.next.isEnabled()
    found.pane.seeking.step(1)
    found.pane.seeking.bar.field.clear()
    assert found.pane.seeking.bar.count.text() == ""


@pytest.mark.parametrize("how", ["escape", "button"])
def test_closing_leaves_the_current_hit_selected(found, qtbot, how) -> None:
    found.pane.seeking.step(1)
    with qtbot.waitSignal(found.pane.seeking.changed, timeout=500) as told:
        if how == "escape":
            qtbot.keyClick(found.pane.seeking.bar.field, Qt.Key.Key_Escape)
        else:
            qtbot.mouseClick(found.pane.seeking.bar.close_button, Qt.MouseButton.LeftButton)
    assert told.args == [False]
    start = found.text.index("lamplight")
    assert found.pane.selection_range() == (start, start + 4)
    assert found.pane.view.marks.hits == ()
    assert QApplication.focusWidget() is found.pane.view


def test_the_hits_of_the_library_search_come_back_when_the_bar_goes(found) -> None:
    found.pane.seeking.set_hits([(2, 6), (0, 1)])
    assert len(found.pane.view.marks.hits) == 4
    found.pane.seeking.close()
    assert found.pane.view.marks.hits == ((0, 1), (2, 6))


def test_a_selected_word_is_looked_for_and_is_the_current_hit(screen) -> None:
    screen.open(*BLOCKS)
    start = screen.text.index("last lamp") + 5
    screen.pane.view.select(start, start + 4)
    screen.pane.seeking.open()
    assert screen.pane.seeking.bar.field.text() == "lamp"
    assert current(screen) == (start, start + 4)
    assert screen.pane.seeking.bar.count.text() == "3 of 4"


def test_a_hit_out_of_sight_is_scrolled_to_and_one_in_sight_is_not(screen, long_story) -> None:
    screen.open(*long_story)
    screen.pane.seeking.open()
    screen.pane.seeking.bar.field.setText("Paragraph 1 of")
    assert screen.pane.view.verticalScrollBar().value() == 0
    screen.pane.seeking.bar.field.setText("Paragraph 31 of")
    y = screen.edge(screen.text.index("Paragraph 31 of")).y()
    assert 0 < y < screen.pane.view.viewport().height() / 2


def test_typing_on_stays_where_it_is(screen, long_story) -> None:
    screen.open(*long_story)
    screen.pane.set_place(screen.text.index("Paragraph 20"))
    screen.pane.seeking.open()
    for typed in ("P", "Pa", "Par", "Paragraph 2"):
        screen.pane.seeking.bar.field.setText(typed)
    assert current(screen)[0] == screen.text.index("Paragraph 20")


def test_another_story_is_looked_through_anew(found) -> None:
    found.open("One lamp.", article=2)
    assert found.pane.seeking.bar.count.text() == "1 of 1"
    found.pane.show_nothing()
    assert not found.pane.seeking.is_open


def search(screen, words: str = "lamp") -> None:
    """Have a story hit by a search of the library, as the window does right after opening it."""
    places = [at for at in range(len(screen.text)) if screen.text[at:].lower().startswith(words)]
    screen.pane.seeking.set_hits([(at, at + len(words)) for at in places], words)


def test_a_story_opened_from_a_search_shows_how_often_it_was_hit_and_leaves_the_keyboard_alone(screen) -> None:
    screen.open(*BLOCKS)
    screen.pane.view.setFocus()
    search(screen)
    bar = screen.pane.seeking.bar
    assert bar.isVisible()
    assert bar.count.text() == "4 hits"
    assert (bar.field.text(), bar.field.placeholderText()) == ("", "Search: lamp")
    assert QApplication.focusWidget() is screen.pane.view
    assert current(screen) is None


def test_the_first_step_through_a_searchs_hits_begins_where_the_reader_is(screen, long_story) -> None:
    screen.open(*long_story)
    screen.pane.set_place(screen.text.index("Paragraph 20"))
    search(screen, "paragraph")
    counts = []
    for by in (1, 1, -1, -1):
        screen.pane.seeking.step(by)
        counts.append(screen.pane.seeking.bar.count.text())
    assert counts == ["21 of 40", "22 of 40", "21 of 40", "20 of 40"]
    screen.open(*long_story, article=2)
    screen.pane.set_place(screen.text.index("Paragraph 20"))
    search(screen, "paragraph")
    screen.pane.seeking.step(-1)
    assert screen.pane.seeking.bar.count.text() == "20 of 40"


def test_words_in_the_bar_take_the_place_of_a_searchs_hits_until_they_go(screen) -> None:
    screen.open(*BLOCKS)
    search(screen)
    bar = screen.pane.seeking.bar
    bar.field.setText("light")
    assert bar.count.text() == "1 of 2"
    bar.field.clear()
    assert bar.count.text() == "4 hits"
    assert len(screen.pane.view.marks.hits) == 4


def test_the_bar_of_a_search_goes_with_it_but_one_that_was_used_stays(screen) -> None:
    screen.open(*BLOCKS)
    search(screen)
    screen.pane.seeking.set_hits([])
    assert not screen.pane.seeking.is_open
    screen.open(*BLOCKS, article=2)
    search(screen)
    screen.pane.seeking.bar.field.setText("light")
    screen.pane.seeking.set_hits([])
    assert screen.pane.seeking.bar.count.text() == "1 of 2"


def test_a_story_that_a_search_hits_elsewhere_has_no_bar(screen) -> None:
    screen.open(*BLOCKS)
    search(screen)
    screen.open("Nothing of the kind.", article=2)
    search(screen)
    assert not screen.pane.seeking.is_open


def test_a_searchs_bar_that_was_closed_stays_so_until_a_step_or_another_search(screen, qtbot) -> None:
    screen.open(*BLOCKS)
    search(screen)
    qtbot.mouseClick(screen.pane.seeking.bar.close_button, Qt.MouseButton.LeftButton)
    screen.open(*BLOCKS, article=2)
    search(screen)
    assert not screen.pane.seeking.is_open
    assert len(screen.pane.view.marks.hits) == 4
    screen.pane.seeking.step(1)
    assert screen.pane.seeking.bar.count.text() == "1 of 4"
    screen.pane.seeking.close()
    screen.open(*BLOCKS, article=3)
    search(screen, "light")
    assert screen.pane.seeking.bar.count.text() == "2 hits"


def test_a_search_while_a_story_is_open_marks_its_hits_and_leaves_the_page_as_it_stands(screen) -> None:
    screen.open(*BLOCKS)
    screen.pane.seeking.set_hits([])
    search(screen)
    assert len(screen.pane.view.marks.hits) == 4
    assert not screen.pane.seeking.is_open
    assert screen.pane.seeking.can_step


def test_finding_takes_the_first_hit_from_a_place_on_and_goes_round() -> None:
    finding = Finding("aXbXcX")
    assert finding.seek(Sought("x"), 2) == (3, 4)
    assert finding.count() == (2, 3)
    assert [finding.step(by, 0) for by in (1, 1, -1)] == [(5, 6), (1, 2), (5, 6)]
    assert Finding("aXbXcX").seek(Sought("x"), 6) == (1, 2)
