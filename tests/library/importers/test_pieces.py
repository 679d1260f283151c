"""Large files cut into pieces: together they hold every record once."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from typing import BinaryIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.importers import _pieces, base
from library.importers._csv import read_table
from library.importers.base import Piece

Split = Callable[[BinaryIO], Iterator[Piece]]

TEXTS = st.text(st.sampled_from('ab"\\[]{},;\n\r\té漢 '), max_size=12)
RECORDS = st.lists(st.dictionaries(TEXTS, st.one_of(TEXTS, st.lists(TEXTS, max_size=2), st.none()), max_size=3))


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces and chunks of a few bytes, so that every boundary falls inside something."""
    monkeypatch.setattr(_pieces, "PIECE", 20)
    monkeypatch.setattr(_pieces, "_CHUNK", 7)


def pieces(split: Split, data: bytes) -> list[bytes]:
    return [piece.before + data[piece.start : piece.end] + piece.after for piece in split(io.BytesIO(data))]


@given(
    RECORDS, st.booleans(), st.sampled_from([None, 1]), st.integers(1, 30), st.sampled_from([b"", b"\xef\xbb\xbf\n"])
)
def test_a_json_array_is_the_sum_of_its_pieces(
    records: list[object], ascii_only: bool, indent: int | None, chunk: int, mark: bytes
) -> None:
    _pieces._CHUNK = chunk
    data = mark + json.dumps(records, ensure_ascii=ascii_only, indent=indent).encode()
    found = [record for piece in pieces(_pieces.json_array, data) for record in json.loads(piece.decode("utf-8-sig"))]
    assert found == records


@given(RECORDS)
def test_json_lines_are_the_sum_of_their_pieces(records: list[object]) -> None:
    data = b"".join(json.dumps(record).encode() + b"\n" for record in records).rstrip(b"\n")
    lines = [line for piece in pieces(_pieces.json_lines, data) for line in piece.splitlines()]
    assert [json.loads(line) for line in lines] == records


@given(
    st.lists(st.lists(TEXTS, min_size=2, max_size=3), max_size=8),
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n"]),
    st.integers(1, 40),
)
def test_a_csv_is_the_sum_of_its_pieces(rows: list[list[str]], delimiter: str, end: str, piece: int) -> None:
    _pieces.PIECE = piece
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    writer.writerows([["one", "two", 'the "third"\n'], *rows])
    data = out.getvalue().encode()
    whole = [row.cells for row in read_table(data).rows]
    cut = pieces(_pieces.csv_rows, data)
    assert [row.cells for each in cut for row in read_table(each).rows] == whole
    assert {read_table(each).header for each in cut} <= {("one", "two", 'the "third"')}


@settings(max_examples=200)
@given(st.binary(max_size=200), st.sampled_from([_pieces.json_array, _pieces.json_lines, _pieces.csv_rows]))
def test_any_bytes_are_cut_in_order_and_without_overlap(data: bytes, split: Split) -> None:
    at = 0
    for piece in split(io.BytesIO(data)):
        assert at <= piece.start <= piece.end <= len(data)
        at = piece.end


class TestSizes:
    def test_pieces_are_about_as_large_as_asked_for(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(_pieces, "PIECE", 1000)
        data = json.dumps([{"a": "b" * 90}] * 100).encode()
        sizes = [len(piece) for piece in pieces(_pieces.json_array, data)]
        assert len(sizes) == 12  # nine records of 101 bytes in each
        assert max(sizes) <= 1002

    def test_a_cut_off_array_loses_its_last_record_only(self) -> None:
        data = json.dumps([{"a": "x" * 30}, {"a": "y" * 30}, {"a": "z" * 30}]).encode()[:-6]
        *whole, broken = pieces(_pieces.json_array, data)
        assert [json.loads(piece)[0]["a"][0] for piece in whole] == ["x", "y"]
        with pytest.raises(json.JSONDecodeError):
            json.loads(broken)

    @pytest.mark.parametrize("data", [b'{"a": [{"b": 1}, {"b": 2}]}', "[{}]".encode("utf-16"), b"[1, 2]", b"[]"])
    def test_what_is_no_array_of_objects_is_one_piece(self, data: bytes) -> None:
        assert pieces(_pieces.json_array, data) == [data]

    def test_a_quotation_mark_that_nobody_closed_is_cut_in_the_end(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(_pieces, "_LONGEST_RECORD", 100)
        data = b'a,b\n1,"' + b"x,y\n" * 100
        cut = list(_pieces.csv_rows(io.BytesIO(data)))
        assert len(cut) > 2
        assert (cut[0].start, cut[-1].end) == (4, len(data))

    def test_a_piece_of_a_real_size(self) -> None:
        assert base.PIECE == 1024 * 1024
