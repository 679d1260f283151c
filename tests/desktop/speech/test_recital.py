"""What is said of a story, and that every piece knows which code points it stands for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.speech.recital import Piece, Place, Recital
from library.model.document import Block, BlockKind, Cell, Document, Span, block_starts, paragraph, text
from library.model.story import Story
from tests.strategies import STORIES


def told(recital: Recital, place: Place | None) -> list[Piece]:
    """All pieces from a place on."""
    pieces = []
    while place is not None:
        pieces.append(recital.piece(place))
        place = recital.after(place)
    return pieces


def said(story: Story) -> list[str]:
    recital = Recital(story)
    return [piece.text for piece in told(recital, recital.first())]


def body(*blocks: Block, language: str = "en") -> Story:
    return Story(document=Document(blocks), language=language)


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def test_a_story_is_said_as_one_reads_it_to_another() -> None:
    story = Story(
        headline="Ferry sails",
        standfirst="Nobody steered. It went well.",
        authors=("Ida Holm", "Per Lund"),
        language="en",
        document=Document((paragraph("It left at six. Nobody saw it."), paragraph("It came back."))),
    )
    head = ["Ferry sails", "Nobody steered.", "It went well.", "By Ida Holm, Per Lund"]
    assert said(story) == [*head, "It left at six.", "Nobody saw it.", "It came back."]


def test_footnote_marks_are_not_said_and_of_an_address_only_where_it_leads() -> None:
    spans = (Span("It left"), Span("1", footnote="1"), Span(". See https://www.example.org/a/b?c=d, or ask."))
    assert said(body(Block(spans=spans))) == ["It left.", "See example.org, or ask."]


def test_a_table_is_said_a_row_at_a_time() -> None:
    rows = ((Cell((Span("Boat"),), True), Cell((Span("Seats"),), True)), (Cell((Span("Gull"),)), Cell()))
    assert said(body(Block(BlockKind.TABLE, rows=rows))) == ["Boat, Seats", "Gull"]


def test_items_say_their_numbers_and_rules_nothing() -> None:
    blocks = (
        Block(BlockKind.LIST_ITEM, (Span("Pears. Ripe."),), 1, 3),
        Block(BlockKind.RULE),
        Block(BlockKind.LIST_ITEM, (Span("Kippers"),), 1),
        paragraph("* * *"),
    )
    assert said(body(*blocks)) == ["3. Pears.", "Ripe.", "Kippers"]


def test_what_stands_beside_the_text_is_said_only_to_one_who_begins_there() -> None:
    story = body(
        paragraph("It left at six, they say."),
        Block(BlockKind.PULL_QUOTE, (Span("“left at six”"),)),
        Block(BlockKind.PREFORMATTED, (Span("if (a[0] == {b}) return;"),)),
        Block(BlockKind.RELATED, (Span("More boats"),)),
        paragraph("The end."),
        Block(BlockKind.FOOTNOTE, (Span("The clock was slow."),), label="1"),
        Block(BlockKind.FOOTNOTE, (Span("So was the boat."),), label="2"),
    )
    assert said(story) == ["It left at six, they say.", "The end."]
    recital = Recital(story)
    at = text(story.document).index("The clock")
    assert [piece.text for piece in told(recital, recital.at(at, aside=True))] == [
        "The clock was slow.",
        "So was the boat.",
    ]
    assert recital.at(at) is None


def test_verse_and_a_quote_of_nothing_in_the_text_are_said() -> None:
    verse = Block(BlockKind.PREFORMATTED, (Span("O sea,\nO salt and grey;"),))
    quote = Block(BlockKind.PULL_QUOTE, (Span("Said nowhere else"),))
    assert said(body(verse, quote)) == ["O sea,", "O salt and grey;", "Said nowhere else"]


def test_the_number_of_an_item_without_words_is_not_said() -> None:
    assert said(body(Block(BlockKind.LIST_ITEM, (Span(" "),), number=2))) == []
    assert said(body(Block(BlockKind.LIST_ITEM, (Span("… Row on."),), number=2))) == ["2. … Row on."]


def test_a_word_is_found_again_behind_what_was_left_out_or_replaced() -> None:
    spans = (Span("😀 Boats"), Span("2", footnote="2"), Span(" of co\u00adoperation at https://example.org/x sail."))
    story = body(Block(spans=spans))
    whole = text(story.document)
    recital = Recital(story)
    piece = recital.piece(recital.first() or Place(0, 0))
    assert piece.text == "😀 Boats of cooperation at example.org sail."

    def found(word: str) -> str:
        place = piece.place_of(units(piece.text[: piece.text.index(word)]), units(word))
        assert place is not None
        return whole[slice(*place)]

    assert found("Boats") == "Boats"
    assert found("cooperation") == "co\u00adoperation"
    assert found("example") == "https://example.org/x"
    assert found("sail") == "sail"


@given(STORIES)
def test_pieces_are_in_order_and_same_runs_are_the_text_itself(story: Story) -> None:
    whole = text(story.document)
    recital = Recital(story)
    starts = list(block_starts(story.document))
    for first in [recital.first(), *(recital.at(start, aside=True) for start in starts)]:
        last = 0
        for piece in told(recital, first):
            assert any(map(str.isalnum, piece.text))
            assert piece.text == piece.text.strip()
            for run in piece.runs:
                assert last <= run.start < run.end
                last = run.end
                if run.is_same:
                    assert piece.text[run.said : run.said_end] == whole[run.start : run.end]


@given(STORIES)
def test_every_letter_of_the_text_but_marks_and_addresses_is_said_once(story: Story) -> None:
    recital = Recital(story)
    told_of: list[int] = []
    for index in range(len(story.document.blocks)):
        for piece in recital._pieces(index):
            told_of += [at for run in piece.runs for at in range(run.start, run.end)]
    assert len(told_of) == len(set(told_of))
    silent: set[int] = set()
    for block, start in zip(story.document.blocks, block_starts(story.document), strict=True):
        at = start
        for span in block.spans:
            if span.footnote:
                silent |= set(range(at, at + len(span.text)))
            at += len(span.text)
    whole = text(story.document)
    missing = [at for at in range(len(whole)) if at not in set(told_of) and at not in silent and whole[at].isalnum()]
    assert missing == []


WORDS = st.lists(st.sampled_from(["Boats", "naïve", "e\u0301tude", "船", "قارب", "😀x", "👩\u200d🍳y", "co\u00adop"]))


@given(WORDS, st.data())
def test_a_word_told_in_units_is_the_word_of_the_text(words: list[str], data: st.DataObject) -> None:
    whole = " ".join([*words, "end"])
    recital = Recital(body(paragraph(whole), language=""))
    place = recital.first()
    assert place is not None
    piece = recital.piece(place)
    number = data.draw(st.integers(0, len(words)))
    spoken = piece.text.split(" ")
    before = units(" ".join([*spoken[:number], ""]))
    found = piece.place_of(before, units(spoken[number]))
    assert found is not None
    assert whole[slice(*found)] == [*words, "end"][number]
    assert piece.units_of(found[0]) == before
