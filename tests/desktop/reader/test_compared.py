"""A comparison as one made story: every mark lies on the words it is about."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.reader.compared import Compared, MarkKind, compared
from library.model.document import Block, BlockKind, Cell, Document, Mark, Span, paragraph, text
from library.model.story import Story
from library.versions.compare import compare

FERRY = "The noon ferry left on Thursday with forty passengers and nobody at the wheel."
CAFE = "“We noticed when it went past the lighthouse twice,” said Ada Merrow, who keeps the café."
HENS = "Eleven hens came ashore and have lived among the lobster pots of the quay ever since."
WORDS = st.lists(st.sampled_from(("ferry", "hens", "left", "出", "🐟", ".")), max_size=8).map(" ".join)


def story(*texts: str | Block, headline: str = "") -> Story:
    blocks = tuple(paragraph(each) if isinstance(each, str) else each for each in texts)
    return Story(headline=headline, document=Document(blocks))


def made(old: Story, new: Story) -> Compared:
    return compared(old, new, compare(old, new))


def marked(result: Compared) -> list[tuple[MarkKind, str]]:
    body = text(result.story.document)
    return [(mark.kind, body[mark.start : mark.end]) for mark in result.marks]


def test_changed_words_are_marked_where_they_stand_and_what_went_is_struck() -> None:
    result = made(story(FERRY, CAFE), story(FERRY.replace("forty", "fifty"), CAFE))
    assert marked(result) == [(MarkKind.REMOVED, "forty"), (MarkKind.ADDED, "fifty")]
    struck = [span.text for span in result.story.document.spans() if span.marks & Mark.STRIKE]
    assert struck == ["forty"]
    body = text(result.story.document)
    assert [body[start:end] for start, end in result.stops] == ["fortyfifty"]


def test_fields_stand_above_the_text() -> None:
    result = made(story(FERRY, headline="Ferry sails alone"), story(FERRY, headline="Ferry sails by itself"))
    first = result.story.document.blocks[0]
    assert (first.kind, first.text) == (BlockKind.EDITORS_NOTE, "Headline: Ferry sails aloneby itself")
    assert marked(result) == [(MarkKind.REMOVED, "alone"), (MarkKind.ADDED, "by itself")]


def test_a_moved_paragraph_says_so_where_it_was_and_is_marked_where_it_is() -> None:
    result = made(story(FERRY, CAFE, HENS), story(CAFE, HENS, FERRY))
    texts = [block.text for block in result.story.document.blocks]
    assert texts[0].startswith("Moved from here: The noon ferry left")
    assert texts[1:] == [CAFE, HENS, FERRY]
    assert marked(result) == [(MarkKind.MOVED, texts[0]), (MarkKind.MOVED, FERRY)]


def test_a_changed_table_stays_a_table() -> None:
    def table(cell: str) -> Block:
        return Block(BlockKind.TABLE, rows=((Cell((Span("Hens"),)), Cell((Span(cell),))),))

    result = made(story(table("11")), story(table("12")))
    (block,) = result.story.document.blocks
    assert block.kind is BlockKind.TABLE
    assert marked(result) == [(MarkKind.ADDED, "Hens\t12")]


@given(st.lists(WORDS, max_size=5), st.lists(WORDS, max_size=5))
def test_every_mark_and_stop_lies_in_the_text(old: list[str], new: list[str]) -> None:
    result = made(story(*old), story(*new))
    length = len(text(result.story.document))
    ranges = [*((mark.start, mark.end) for mark in result.marks), *result.stops]
    assert all(0 <= start < end <= length for start, end in ranges)
    assert bool(result.stops) == any(
        mark.kind in (MarkKind.ADDED, MarkKind.REMOVED, MarkKind.MOVED) for mark in result.marks
    )
