from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.model.query import And, DateField, DateRange, Field, Flag, FlagTerm, Node, Not, Or, Query, Term
from library.search.parse import parse, while_typing
from library.search.print import printed
from tests.library.search.queries import queries

A, B, C, D = (Term(letter) for letter in "abcd")


def seconds(*day: int) -> int:
    return int(datetime(*day, tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("", And()),
        ("  ", And()),
        ("a", A),
        ("a b", And((A, B))),
        ("a AND b", And((A, B))),
        ("a and b", And((A, Term("and"), B))),
        ('"a b" c*', And((Term("a b"), Term("c", prefix=True)))),
        ('"a b"*', Term("a b", prefix=True)),
        ("“a b”", Term("a b")),
        ("a OR b c", Or((A, And((B, C))))),
        ("(a OR b) c", And((Or((A, B)), C))),
        ("a (b c)", And((A, B, C))),
        ("a OR (b OR c)", Or((A, B, C))),
        ("-a", Not(A)),
        ("a NOT b", And((A, Not(B)))),
        ("-(a OR b)", Not(Or((A, B)))),
        ('-"a b"', Not(Term("a b"))),
        ("NOT NOT a", A),
        ("-(-a)", A),
        ("headline:a", Term("a", Field.HEADLINE)),
        ("Author:a*", Term("a", Field.AUTHOR, prefix=True)),
        ('tag:"a b"', Term("a b", Field.TAG)),
        ("source:a section:b text:c note:d", And(tuple(
            Term(letter, field)
            for letter, field in zip("abcd", (Field.SOURCE, Field.SECTION, Field.BODY, Field.NOTE), strict=True)
        ))),
        ("is:starred", FlagTerm(Flag.STARRED)),
        ("-IS:Read", Not(FlagTerm(Flag.READ))),
        ("o'brien AT&T c++", And((Term("o'brien"), Term("AT&T"), Term("c++")))),
        ("long-running", Term("long-running")),
    ],
)  # fmt: skip
def test_a_search_means(written: str, expected: Node) -> None:
    assert parse(written) == Query(expected)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('"a b', Term("a b")),
        ('a "', A),
        ('""', And()),
        ("OR", Term("OR")),
        ("a OR", And((A, Term("OR")))),
        ("OR a", And((Term("OR"), A))),
        ("a NOT", And((A, Term("NOT")))),
        ("a OR OR b", Or((A, And((Term("OR"), B))))),
        ("-OR", Not(Term("OR"))),
        ("a -", And((A, Term("-")))),
        ("- a", And((Term("-"), A))),
        ("(a b", And((A, B))),
        ("a) b", And((A, B))),
        ("()", And()),
        ("a OR ()", A),
        ("-() a", A),
        ("colour:red", Term("colour:red")),
        ('colour:"a b"', And((Term("colour:"), Term("a b")))),
        ("headline:", Term("headline:")),
        ("is:sunny", Term("is:sunny")),
        ("published:yesterday", Term("published:yesterday")),
        ("published:2018-13", Term("published:2018-13")),
        ("published:2018-02-30", Term("published:2018-02-30")),
        ("published:9999", Term("published:9999")),
        ("before:2018..2019", Term("before:2018..2019")),
        ("published:..", Term("published:..")),
        ("*", Term("*")),
    ],
)
def test_what_cannot_be_read_as_more_is_words(written: str, expected: Node) -> None:
    assert parse(written) == Query(expected)


@pytest.mark.parametrize(
    ("written", "field", "start", "end"),
    [
        ("published:2018", DateField.PUBLISHED, (2018, 1, 1), (2019, 1, 1)),
        ("published:2018-12", DateField.PUBLISHED, (2018, 12, 1), (2019, 1, 1)),
        ("published:2018-2-28", DateField.PUBLISHED, (2018, 2, 28), (2018, 3, 1)),
        ("imported:2020-02-29", DateField.IMPORTED, (2020, 2, 29), (2020, 3, 1)),
        ("before:2018-02", DateField.PUBLISHED, None, (2018, 2, 1)),
        ("after:2018-02", DateField.PUBLISHED, (2018, 3, 1), None),
        ("published:2016..2018-02", DateField.PUBLISHED, (2016, 1, 1), (2018, 3, 1)),
        ("published:2016..", DateField.PUBLISHED, (2016, 1, 1), None),
        ("imported:..2016", DateField.IMPORTED, None, (2017, 1, 1)),
    ],
)
def test_dates_are_half_open_ranges(
    written: str, field: DateField, start: tuple[int, ...] | None, end: tuple[int, ...] | None
) -> None:
    expected = DateRange(field, start and seconds(*start), end and seconds(*end), written)
    assert parse(written) == Query(expected)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("clim", Term("clim", prefix=True)),
        ("clim ", Term("clim")),
        ("a b", And((A, Term("b", prefix=True)))),
        ("headline:cl", Term("cl", Field.HEADLINE, prefix=True)),
        ('"a b', Term("a b", prefix=True)),
        ('"a b ', Term("a b")),
        ('"a b"', Term("a b")),
        ("(a OR b", Or((A, Term("b", prefix=True)))),
        ("(a OR b)", Or((A, B))),
        ("a -b", And((A, Not(B)))),
        ("a -(b", And((A, Not(B)))),
        ("c++", Term("c++")),
        ("a OR", A),
        ("a OR ", A),
        ("a NOT ", A),
        ("a (", A),
        ("OR", Term("OR", prefix=True)),
        ("a headline:", A),
        ("a is:", A),
        ("a is:star", A),
        ("is:starred", FlagTerm(Flag.STARRED)),
        ("a -is:rea", A),
        ("a published:20", A),
        ("a published:2018-", A),
        ("a is:star ", And((A, Term("is:star")))),
        ("", And()),
    ],
)
def test_a_search_being_typed_means(written: str, expected: Node) -> None:
    assert while_typing(written) == Query(expected)


@given(queries)
def test_a_printed_search_reads_as_itself(query: Query) -> None:
    assert parse(printed(query)) == query


@given(st.text() | st.text(alphabet='ab ()"-*:ORNDT“', max_size=30))
def test_any_text_is_a_search_that_can_be_printed(written: str) -> None:
    query = parse(written)
    assert parse(printed(query)) == query
    while_typing(written)


@pytest.mark.parametrize("written", ["(" * 5000, "-(" * 5000 + "a", "NOT " * 5000 + "a", "a OR " * 5000, '"' * 5000])
def test_no_amount_of_typing_breaks_it(written: str) -> None:
    query = parse(written)
    assert parse(printed(query)) == query


def test_a_quotation_mark_inside_a_term_is_printed_as_a_space() -> None:
    assert printed(Query(Term('a"b'))) == '"a b"'
