from __future__ import annotations

from hypothesis import given, settings

from library.exporters.plain import write
from library.model.annotation import AnchoredAnnotation
from library.model.document import Block, BlockKind, Document, Image, Span, paragraph
from library.model.stamp import Stamp
from library.model.story import Related, Story
from tests.library.exporters.stories import annotated, noted

STORY = Story(
    headline="The bridge",
    kicker="Millbrook",
    standfirst="It reopens.",
    authors=("Ana Valdez", "Bo Lind"),
    dateline="MILLBROOK, Feb 7",
    section="Local",
    source="The Ledger",
    published=Stamp("2018-02-07T09:30+08:00"),
    updated=Stamp("2018-02-08"),
    url="https://e.org/b",
    credit="Reporting by C.",
    related=(Related("Older", "https://e.org/o"), Related("Oldest")),
    document=Document((
        paragraph("First."),
        Block(BlockKind.LIST_ITEM, (Span("one"),), 1),
        Block(BlockKind.LIST_ITEM, (Span("two\nlines"),), 2, 10),
        Block(BlockKind.QUOTE, (Span("said"),), 1),
        Block(BlockKind.RULE),
        Block(BlockKind.IMAGE, image=Image(alt="A weir", credit="D.")),
        Block(BlockKind.FOOTNOTE, (Span("See."),), label="1"),
    )),
)  # fmt: skip


def test_a_story_is_written_in_the_order_it_is_read() -> None:
    assert write(STORY, (noted(STORY, 0, 5, "so soon?", tags=("bridge", "mill")),)) == (
        "Millbrook\n\nThe bridge\n\nIt reopens.\n\n"
        "Ana Valdez, Bo Lind\nThe Ledger, Local\n2018-02-07 09:30 +08:00\nUpdated 2018-02-08\n\n"
        "MILLBROOK, Feb 7\n\nFirst.\n\n"
        "- one\n  10. two\n      lines\n\n> said\n\n* * *\n\n[A weir (D.)]\n\n[1] See.\n\n"
        "Reporting by C.\n\nhttps://e.org/b\n\n- Older https://e.org/o\n- Oldest\n\n"
        "“First”\nso soon?\n#bridge #mill\n"
    )


@settings(max_examples=30)
@given(annotated())
def test_every_word_of_a_story_is_in_it(case: tuple[Story, tuple[AnchoredAnnotation, ...]]) -> None:
    story, annotations = case
    there = write(story, annotations).split()
    for block in story.document.blocks:
        for word in block.text.split():
            assert any(word in written for written in there)
