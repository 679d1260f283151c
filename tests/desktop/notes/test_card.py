"""Where things stand on a card: inside it, below one another, and no higher than a card may be."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect

from desktop.notes.rows import Card, rows_of
from desktop.theme.card import NOTE_LINES, QUOTE_LINES, CardLayout, Faces, faces, lay_out
from library.model.annotation import AnchorState, Motivation

WORDS = "The archive's lower shelves stood in water until the Thursday. "


@pytest.fixture
def fonts(qapp) -> Faces:
    return faces()


def card_of(anchored) -> Card:
    card = rows_of([anchored])[-1]
    assert isinstance(card, Card)
    return card


def stacked(placed: CardLayout) -> list[QRect]:
    parts = (placed.name, placed.quote, placed.note, placed.state)
    return [part.rect for part in parts if part] + [chip.rect for chip in placed.chips]


@pytest.mark.parametrize("width", [200, 289, 600])
def test_everything_stands_inside_the_card_and_nothing_overlaps(make, fonts, width: int) -> None:
    tags = ("to check", "geography", "nineteenth century", "a tag that is much longer than any card is wide " * 4)
    card = card_of(make("a", WORDS * 9, note=WORDS * 30, tags=tags, state=AnchorState.APPROXIMATE))
    placed = lay_out(card, width, fonts)
    rects = stacked(placed)
    assert len(rects) >= 4
    assert all(placed.frame.contains(rect) for rect in [*rects, placed.bar, placed.pencil])
    assert not any(one.intersects(other) for at, one in enumerate(rects) for other in rects[at + 1 :])
    assert all(rect.left() > placed.bar.right() for rect in rects)
    assert placed.height > placed.frame.height()


def test_a_quote_has_three_lines_at_most_and_a_note_six(make, fonts) -> None:
    placed = lay_out(card_of(make("a", WORDS * 9, note="line\n" * 40)), 289, fonts)
    assert placed.quote
    assert placed.note
    assert (placed.quote.text.lines, placed.note.text.lines) == (QUOTE_LINES, NOTE_LINES) == (3, 6)
    assert placed.quote.text.cut
    assert placed.note.text.cut


def test_a_card_is_as_high_as_what_is_on_it(make, fonts) -> None:
    short = lay_out(card_of(make("a", "It moved.")), 289, fonts)
    noted = lay_out(card_of(make("a", "It moved.", note="Why?")), 289, fonts)
    tagged = lay_out(card_of(make("a", "It moved.", note="Why?", tags=("river",))), 289, fonts)
    assert short.height < noted.height < tagged.height
    assert (short.note, short.state, short.chips) == (None, None, ())


def test_a_bookmark_shows_its_name_before_one_line_of_its_passage(make, fonts) -> None:
    placed = lay_out(card_of(make("a", WORDS * 3, note="The flood", motivation=Motivation.BOOKMARKING)), 289, fonts)
    assert placed.name
    assert placed.quote
    assert placed.name.text.layout.text() == "The flood"
    assert placed.quote.text.lines == 1
    assert placed.name.rect.bottom() < placed.quote.rect.top()


def test_more_tags_than_fit_are_counted(make, fonts) -> None:
    tags = tuple(f"subject {number}" for number in range(30))
    chips = lay_out(card_of(make("a", tags=tags)), 289, fonts).chips
    shown = len(chips) - 1
    assert 2 <= shown < 30
    assert [chip.text for chip in chips] == [*tags[:shown], f"+{30 - shown}"]
    assert len({chip.rect.y() for chip in chips}) == 2


def test_a_note_of_a_megabyte_is_laid_out_like_a_short_one(make, fonts) -> None:
    megabyte = lay_out(card_of(make("a", "x" * 1_000_000, note=WORDS * 16_000)), 289, fonts)
    page = lay_out(card_of(make("a", "x" * 1000, note=WORDS * 16)), 289, fonts)
    assert megabyte.height == page.height
