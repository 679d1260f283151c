"""CSV from strangers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.importers._csv import delimiter_of, read_table
from library.model.errors import UnreadableFile


def cells(data: bytes) -> list[tuple[str, ...]]:
    return [row.cells for row in read_table(data).rows]


@pytest.mark.parametrize(
    "data",
    [
        b"one,two\na,b\n",
        b"\xef\xbb\xbfone,two\r\na,b",
        b"one;two\ra;b\r",
        b"one\ttwo\n\n\na\tb\n \t \n",
        b'"one"|"two"\n"a"|"b"',
        b"sep=;\none;two\na;b",
        b"\x00one,two\na,\x00b\n",
        "one,two\na,b\n".encode("utf-16"),
    ],
)
def test_every_dialect_says_the_same(data: bytes) -> None:
    table = read_table(data)
    assert table.header == ("one", "two")
    assert [row.cells for row in table.rows if any(map(str.strip, row.cells))] == [("a", "b")]


def test_cells_hold_lines_quotes_and_whole_books() -> None:
    book = "x" * 300_000
    data = f'a,b\n"one\n\n""two"", three",{book}\n'.encode()
    assert cells(data) == [('one\n\n"two", three', book)]


def test_rows_may_be_shorter_or_longer_than_the_header() -> None:
    short, long = read_table(b"a,b\n1\n1,2,3\n").rows
    assert (short.text("a"), short.text("b")) == ("1", "")
    assert long.cells == ("1", "2", "3")


def test_columns_are_known_by_any_spelling_of_their_name() -> None:
    (row,) = read_table(b" Saved Date ,saved_at,Saved date\n,later,never\n").rows
    assert row.text("saved-date", "Saved At") == "later"
    assert row.text("missing") == ""


@pytest.mark.parametrize(
    ("written", "means"),
    [("True", True), ("1", True), ("yes", True), ("FALSE", False), ("0", False), ("", None), ("perhaps", None)],
)
def test_flags(written: str, means: bool | None) -> None:
    (row,) = read_table(f"a,b\n{written},x\n".encode()).rows
    assert row.flag("a") is means


def test_a_delimiter_in_quotation_marks_is_none() -> None:
    assert delimiter_of('"a;b;c",d\n') == ","
    assert delimiter_of("alone\n") == ","


@pytest.mark.parametrize("data", [b"", b"\n\n", b" , ,\n"])
def test_nothing_is_unreadable(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read_table(data)


@given(st.binary(max_size=300))
def test_any_bytes_are_rows_or_unreadable(data: bytes) -> None:
    try:
        for row in read_table(data).rows:
            row.text("a")
    except UnreadableFile:
        return
