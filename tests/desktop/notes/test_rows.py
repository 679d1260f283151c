"""The panel's sections, and what a screen reader hears."""

from __future__ import annotations

import pytest

from desktop.notes.rows import Card, Heading, Row, rows_of, spoken
from library.model.annotation import AnchorState, Colour, Motivation

LOST, CHANGED, BOOKMARK = AnchorState.ORPHAN, AnchorState.APPROXIMATE, Motivation.BOOKMARKING


def picture(rows: tuple[Row, ...]) -> list[str]:
    return [f"# {row.section}" if isinstance(row, Heading) else row.uuid for row in rows]


def test_a_story_with_nothing_but_highlights_needs_no_headings(make) -> None:
    assert picture(rows_of([make("a"), make("b", state=CHANGED)])) == ["a", "b"]


def test_lost_ones_come_first_and_bookmarks_last_each_in_the_order_given(make) -> None:
    rows = rows_of(
        [
            make("mark", motivation=BOOKMARK),
            make("b"),
            make("lost 1", state=LOST),
            make("a"),
            make("lost mark", motivation=BOOKMARK, state=LOST),
            make("lost 2", state=LOST),
        ]
    )
    assert picture(rows) == [
        "# Not in the text",
        "lost 1",
        "lost 2",
        "# In the text",
        "b",
        "a",
        "# Bookmarks",
        "mark",
        "lost mark",
    ]


def test_a_note_on_the_whole_story_stands_above_those_in_the_text(make) -> None:
    rows = rows_of([make("a"), make("whole", "", note="Ask the verger")])
    assert picture(rows) == ["# On the whole story", "whole", "# In the text", "a"]
    assert spoken(rows[1]) == "Note: Ask the verger"


def test_no_annotations_make_no_rows() -> None:
    assert rows_of([]) == ()


@pytest.mark.parametrize(
    ("state", "motivation", "line"),
    [
        (AnchorState.EXACT, Motivation.HIGHLIGHTING, ""),
        (CHANGED, Motivation.HIGHLIGHTING, "The passage has changed"),
        (LOST, Motivation.HIGHLIGHTING, ""),  # its heading says so
        (LOST, BOOKMARK, "Not in the text"),
    ],
)
def test_a_card_says_what_its_heading_does_not(make, state: AnchorState, motivation: Motivation, line: str) -> None:
    card = rows_of([make("a", state=state, motivation=motivation)])[-1]
    assert isinstance(card, Card)
    assert card.state_line == line


def test_a_highlight_is_spoken_with_its_note_tags_and_state(make) -> None:
    one = make("a", "The lamp\nburned.", note="Why?", tags=("light", "oil"), colour=Colour.GREEN, state=LOST)
    words = "Green highlight: The lamp burned. Note: Why?. Tags: light, oil. Not in the text"
    assert spoken(rows_of([one])[-1]) == words


def test_a_bookmark_is_spoken_by_its_name(make) -> None:
    one = make("a", "The lamp", note="Where it begins", motivation=BOOKMARK)
    assert spoken(rows_of([one])[-1]) == "Bookmark Where it begins. The lamp"


def test_a_note_of_a_megabyte_is_spoken_in_part(make) -> None:
    assert len(spoken(rows_of([make("a", note="word " * 200_000)])[0])) < 700
