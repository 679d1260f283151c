"""Ways through a story: its outline, its footnotes, and back from every jump."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.reader.journey import Jumps
from desktop.reader.outline import Entry, OutlinePopup, entries_of, matching
from library.model.document import Block, BlockKind, Document, Span
from library.model.story import Story

WORDS = "The keeper climbed the stair and looked at the sea, which said nothing, as it always did. "


def subhead(words: str, level: int) -> Block:
    return Block(BlockKind.HEADING, (Span(words),), level)


def told(number: int) -> str:
    return f"Part {number} begins. " + WORDS * 12


@pytest.fixture
def parted(screen) -> str:
    """A story of eight parts under subheads of two levels, with a footnote at its end; its canonical text."""
    reference = Block(BlockKind.PARAGRAPH, (Span("A claim"), Span("*", footnote="*"), Span(" was made.")))
    parts = [
        block for at in range(8) for block in (subhead(f"Keeper {at}, at sea", 2 + at % 2), told(at), told(at * 100))
    ]
    note = Block(BlockKind.FOOTNOTE, (Span("It was never proved."),), label="*")
    screen.open(reference, *parts, note)
    return screen.text


def outline(screen) -> OutlinePopup:
    screen.pane.journey.open_outline()
    popup = screen.pane.findChild(OutlinePopup)
    assert popup.isVisible()
    return popup


def shown(popup: OutlinePopup) -> list[str]:
    return [popup.list.item(row).text() for row in range(popup.list.count())]


def visible(screen, at: int) -> bool:
    return screen.pane.view.clip().contains(screen.pane.view.rect_of(at, at + 4))


def test_the_outline_goes_to_what_is_typed_and_chosen(screen, parted: str) -> None:
    popup = outline(screen)
    assert shown(popup) == ["\u2003" * (at % 2) + f"Keeper {at}, at sea" for at in range(8)]
    QTest.keyClicks(QApplication.focusWidget(), "SEA keeper")
    assert len(shown(popup)) == 8
    QTest.keyClicks(QApplication.focusWidget(), " 6")
    assert shown(popup) == ["Keeper 6, at sea"]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert not popup.isVisible()
    assert visible(screen, parted.index("Keeper 6"))


def test_the_outline_begins_at_the_part_that_shows_and_arrows_move(screen, parted: str) -> None:
    screen.pane.set_place(parted.index("Part 4 begins"))
    popup = outline(screen)
    assert popup.list.currentItem().text() == "Keeper 4, at sea"
    QTest.keyClick(popup.field, Qt.Key.Key_Down)
    QTest.keyClick(popup.field, Qt.Key.Key_Return)
    assert visible(screen, parted.index("Keeper 5"))


def test_esc_leaves_the_outline_and_the_place(screen, parted: str) -> None:
    before = screen.pane.place()
    popup = outline(screen)
    QTest.keyClick(popup.field, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert screen.pane.place() == before


def test_an_outline_of_nothing_says_so(screen) -> None:
    screen.open("Words alone.")
    popup = outline(screen)
    assert not popup.list.isVisible()
    QTest.keyClick(popup.field, Qt.Key.Key_Return)
    QTest.keyClick(popup.field, Qt.Key.Key_Escape)
    assert not popup.isVisible()


def test_entries_are_indented_from_the_highest_level_and_blank_ones_left_out() -> None:
    blocks = (subhead("  A\nb ", 3), subhead(" ", 1), subhead("C", 4))
    assert entries_of(Story(document=Document(blocks[::2]))) == (Entry("A b", 0, 0, 6), Entry("C", 1, 7, 8))
    assert [one.words for one in entries_of(Story(document=Document(blocks)))] == ["A b", "C"]
    assert matching(entries_of(Story(document=Document(blocks))), "ß") == ()


def test_back_and_forward_through_footnote_outline_find_and_annotation(screen, parted: str, qtbot) -> None:
    journey = screen.pane.journey
    start = 0
    screen.click(screen.middle(parted.index("*")))
    assert visible(screen, parted.index("It was never"))
    at_note = screen.pane.place()[0]
    third = parted.index("Part 300")
    screen.pane.go_to(third, third + 8)
    at_third = screen.pane.place()[0]
    screen.pane.seeking.open()
    qtbot.keyClicks(screen.pane.seeking.bar.field, "part 600")
    screen.pane.seeking.close()
    at_hit = screen.pane.place()[0]
    places = [start, at_note, at_third, at_hit]
    assert len(set(places)) == 4
    for place in (at_third, at_note, start, start):
        journey.back()
        assert screen.pane.place()[0] == place
    for place in (at_note, at_third, at_hit, at_hit):
        journey.forward()
        assert screen.pane.place()[0] == place
    journey.back()
    screen.pane.go_to(parted.index("Part 700"))
    there = screen.pane.place()[0]
    journey.forward()
    assert screen.pane.place()[0] == there


def test_another_story_has_ways_of_its_own(screen, parted: str) -> None:
    screen.pane.go_to(parted.index("Part 300"))
    screen.open(*(told(at) for at in range(9)), article=2)
    screen.pane.set_place(screen.text.index("Part 5"))
    place = screen.pane.place()
    screen.pane.journey.back()
    assert screen.pane.place() == place


@given(st.lists(st.one_of(st.integers(0, 9), st.sampled_from(["back", "forward"])), max_size=30))
def test_forward_undoes_back(steps: list[int | str]) -> None:
    jumps, here = Jumps(), 0
    for step in steps:
        if isinstance(step, int):
            jumps.leave(here)
            here = step
            continue
        there = getattr(jumps, step)(here)
        if there is not None:
            undone = (jumps.forward if step == "back" else jumps.back)(there)
            assert undone == here
            assert getattr(jumps, step)(here) == there
            here = there


def test_a_footnote_shows_beside_its_reference_while_it_is_pointed_at(screen, parted: str) -> None:
    preview = screen.pane.view.links.preview
    reference = screen.middle(parted.index("*"))
    screen.point_at(reference)
    assert preview.isVisible()
    assert preview.text() == "It was never proved."
    assert screen.pane.view.rect().contains(preview.geometry())
    assert not preview.geometry().contains(screen.pane.view.viewport().mapTo(screen.pane.view, reference))
    screen.point_at(reference + QPoint(80, 60))
    assert not preview.isVisible()


def test_a_footnote_shows_when_the_keyboard_is_on_its_reference(screen, parted: str, qtbot) -> None:
    view = screen.pane.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Tab)  # the line about versions
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert view.links.preview.isVisible()
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert not view.links.preview.isVisible()
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert visible(screen, parted.index("It was never"))
