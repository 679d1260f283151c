"""The one form of a document, and the canonical text that positions count in."""

from __future__ import annotations

import pytest
from hypothesis import given

from library.model.document import (
    Block,
    BlockKind,
    Cell,
    Document,
    Mark,
    Span,
    block_starts,
    paragraph,
    text,
    word_count,
)
from tests.strategies import DOCUMENTS, SPANS


def test_blocks_are_joined_by_a_newline() -> None:
    assert text(Document((paragraph("One."), paragraph("Two.")))) == "One.\nTwo."


def test_a_table_is_tabs_and_newlines_whatever_stands_in_its_cells() -> None:
    rows = ((Cell((Span("Town"),), header=True), Cell((Span("Bells\tin all"),), header=True)), (Cell((Span("Ely"),)),))
    assert text(Document((Block(BlockKind.TABLE, rows=rows),))) == "Town\tBells in all\nEly\t"


def test_equal_neighbours_are_one_span_and_empty_ones_none() -> None:
    spans = (Span("A"), Span(""), Span("B"), Span("C", Mark.STRONG), Span("D", Mark.STRONG), Span("E"))
    assert Block(spans=spans).spans == (Span("AB"), Span("CD", Mark.STRONG), Span("E"))


@given(SPANS)
def test_merging_loses_no_letter_and_leaves_no_equal_neighbours(spans: tuple[Span, ...]) -> None:
    block = Block(spans=spans)
    assert block.text == "".join(span.text for span in spans)
    assert all(not a.same_setting(b) for a, b in zip(block.spans, block.spans[1:], strict=False))
    assert all(span.text for span in block.spans)


@given(DOCUMENTS)
def test_each_block_begins_where_its_start_says(document: Document) -> None:
    whole = text(document)
    for start, block in zip(block_starts(document), document.blocks, strict=True):
        assert whole[start : start + len(block.text)] == block.text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", 0),
        ("Two words", 2),
        ("a long-running – dispute", 3),
        ("修伞的人", 4),
        ("The 漢字 sign", 4),
        ("ABC漢字", 3),
        ("مرحبا بالعالم", 2),
        ("…", 0),
    ],
)
def test_words_are_counted_as_a_newspaper_counts(content: str, words: int) -> None:
    assert word_count(content) == words
