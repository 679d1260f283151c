"""The Reuters collection: many stories a file, wrapped lines, figures in rows, flashes, texts nobody tagged."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.importers import _news_pieces
from library.importers.base import Piece, SourceFile
from library.importers.reuters_sgml import pieces, read
from library.model.document import BlockKind
from library.model.errors import UnreadableFile
from library.model.story import Draft, NoticeKind

DOCTYPE = '<!DOCTYPE lewis SYSTEM "lewis.dtd">\n'
BODY = """The ferry left the old stone
quay at six in the morning.
    It came back at noon with
mail for the whole island.
 Reuter
&#3;"""


def record(text: str, number: int = 7, kind: str = "") -> str:
    return (
        f'<REUTERS TOPICS="YES" OLDID="1" NEWID="{number}">\n<DATE> 2-MAR-1987 15:01:01.79</DATE>\n'
        "<TOPICS><D>ship</D></TOPICS>\n<PLACES><D>iceland</D></PLACES>\n<UNKNOWN>\n&#5;&#22;f0704</UNKNOWN>\n"
        f"<TEXT{kind}>&#2;\n{text}\n</TEXT>\n</REUTERS>\n"
    )


def tagged(body: str, title: str = "FERRY &lt;FRY.O> RETURNS") -> str:
    return (
        f"<TITLE>{title}</TITLE>\n<AUTHOR>    By IDA QUELL, Reuters</AUTHOR>\n"
        f"<DATELINE>    PORT ELLERY, March 2 - </DATELINE><BODY>{body}</BODY>"
    )


def drafts(*records: str) -> list[Draft]:
    return list(read(SourceFile("reut.sgm", (DOCTYPE + "".join(records)).encode("latin-1"))))


def blocks(body: str) -> list[tuple[BlockKind, str]]:
    (draft,) = drafts(record(tagged(body)))
    return [(block.kind, block.text) for block in draft.story.document.blocks]


def test_each_field_is_read_from_its_tag() -> None:
    (draft,) = drafts(record(tagged(BODY)))
    found = draft.story
    assert found.headline == "FERRY <FRY.O> RETURNS"
    assert found.authors == ("Ida Quell",)
    assert (found.dateline, found.source, found.language) == ("PORT ELLERY, March 2", "Reuters", "en")
    assert found.published is not None
    assert found.published.iso == "1987-03-02T15:01:01"
    assert (found.keywords, found.guid) == (("ship", "iceland"), "reuters-21578:7")


def test_wrapped_lines_are_paragraphs_and_the_signature_goes() -> None:
    assert blocks(BODY) == [
        (BlockKind.PARAGRAPH, "The ferry left the old stone quay at six in the morning."),
        (BlockKind.PARAGRAPH, "It came back at noon with mail for the whole island."),
    ]


def test_rows_of_figures_keep_their_lines() -> None:
    rows = (
        "Shr 17 cts vs 13 cts\n    Net 2.1 mln vs 1.03 mln\n    Revs 15.6 mln vs 12 mln\n"
        "    NOTE: Full name is Ferry Inc.\n"
    )
    assert blocks(rows) == [
        (BlockKind.PREFORMATTED, "Shr 17 cts vs 13 cts\nNet 2.1 mln vs 1.03 mln\nRevs 15.6 mln vs 12 mln"),
        (BlockKind.PARAGRAPH, "NOTE: Full name is Ferry Inc."),
    ]


def test_a_table_keeps_its_columns() -> None:
    table = (
        "Figures were these.\n    Port          Boats    Sheep\n    Ellery           3       12\n"
        "    Quay            11        4\n"
    )
    assert blocks(table)[1] == (
        BlockKind.PREFORMATTED,
        "Port          Boats    Sheep\nEllery           3       12\nQuay            11        4",
    )


def test_a_flash_is_its_headline() -> None:
    (draft,) = drafts(record("******<TITLE>FERRY RETURNS\n</TITLE>Blah blah blah.\n&#3;\n", kind=' TYPE="BRIEF"'))
    assert draft.story.headline == "FERRY RETURNS"
    assert [block.text for block in draft.story.document.blocks] == ["FERRY RETURNS"]


def test_a_text_without_tags_has_its_first_line_for_a_headline_if_it_is_one() -> None:
    (draft,) = drafts(
        record("FERRY RETURNS\n    PORT ELLERY, March 2 - It came\nback.\n REUTER\n&#3;", kind=' TYPE="UNPROC"')
    )
    assert draft.story.headline == "FERRY RETURNS"
    assert [block.text for block in draft.story.document.blocks] == ["PORT ELLERY, March 2 - It came back."]


def test_a_record_without_a_text_costs_that_record() -> None:
    found = drafts(record(tagged(BODY), 1), record("", 2), record(tagged(BODY), 3))
    assert [draft.story.guid for draft in found] == ["reuters-21578:1", "reuters-21578:3"]
    assert [notice.kind for draft in found for notice in draft.notices] == [NoticeKind.RECORD]


def test_the_pieces_of_a_file_hold_every_story_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_news_pieces, "PIECE", 1000)
    data = (DOCTYPE + "".join(record(tagged(BODY), number) for number in range(40))).encode()
    cut = list(pieces(io.BytesIO(data)))
    assert len(cut) > 10
    found = [draft for piece in cut for draft in read(SourceFile("reut.sgm", data[piece.start : piece.end]))]
    assert [draft.story.guid for draft in found] == [f"reuters-21578:{number}" for number in range(40)]


def test_a_file_without_the_mark_is_one_piece_and_an_empty_one_none() -> None:
    assert list(pieces(io.BytesIO(b"abc"))) == [Piece(0, 3)]
    assert list(pieces(io.BytesIO(b""))) == []


@given(st.lists(st.sampled_from([b"</REUTERS>", b"</REUT", b"ERS>", b"abc", b"\n"]), max_size=30), st.integers(1, 40))
def test_pieces_cover_the_file_and_end_at_marks(parts: list[bytes], size: int) -> None:
    data = b"".join(parts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_news_pieces, "PIECE", size)
        cut = list(pieces(io.BytesIO(data)))
    assert b"".join(data[piece.start : piece.end] for piece in cut) == data
    assert all(data[: piece.end].endswith(b"</REUTERS>") for piece in cut[:-1])


@pytest.mark.parametrize("data", [b"", b"<REUTERS>", DOCTYPE.encode(), record("").encode(), b"<REUTERS" * 20000])
def test_what_holds_no_story_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        list(read(SourceFile("reut.sgm", data)))


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=200), st.integers(0, 600))
def test_any_bytes_are_stories_or_unreadable(noise: bytes, place: int) -> None:
    whole = record(tagged(BODY)).encode()
    for data in (noise, whole[:place] + noise + whole[place:]):
        try:
            found = list(read(SourceFile("reut.sgm", data)))
        except UnreadableFile:
            continue
        assert found
