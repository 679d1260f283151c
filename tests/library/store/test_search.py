from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import fields
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.model.query import And, Flag, FlagTerm, Not, Or, Query, Term
from library.search.match import Searchable, matches
from library.search.parse import parse
from library.search.tokens import index_text
from library.store.search import WEIGHTS, condition, match_expression, rank_weights
from tests.library.search.queries import queries, texts

COLUMNS = tuple(field.name for field in fields(Searchable))[: len(WEIGHTS)]


class Shelves:
    """A library's tables in memory, holding the articles of one case under the ids 1, 2, 3 …"""

    def __init__(self) -> None:
        self._db = sqlite3.connect(":memory:")
        script = "".join(
            step.read_text(encoding="utf-8")
            for step in sorted(resources.files("library.store.schema").iterdir(), key=lambda step: step.name)
            if step.name.startswith("library_")
        )
        self._db.executescript(script)

    def hold(self, articles: Sequence[Searchable]) -> None:
        for table in ("annotation", "reading", "story_text", "article"):
            self._db.execute(f"DELETE FROM {table}")
        for number, article in enumerate(articles, 1):
            self._add(number, article)
        self._db.execute("INSERT INTO story_index (story_index) VALUES ('rebuild')")

    def found(self, query: Query) -> set[int]:
        where = condition(query)
        return {row[0] for row in self._db.execute(f"SELECT id FROM article WHERE {where.sql}", where.parameters)}

    def unknown(self, query: Query) -> int:
        where = condition(query)
        return int(
            self._db.execute(f"SELECT count(*) FROM article WHERE ({where.sql}) IS NULL", where.parameters).fetchone()[
                0
            ]
        )

    def ranked(self, expression: str) -> list[int]:
        sql = f"SELECT rowid FROM story_index WHERE story_index MATCH ? ORDER BY {rank_weights()}"
        return [row[0] for row in self._db.execute(sql, (expression,))]

    def close(self) -> None:
        self._db.close()

    def _add(self, number: int, article: Searchable) -> None:
        published = None if article.published_key is None else "2018"
        self._db.execute(
            "INSERT INTO article VALUES (?, ?, ?, 1, ?, '', '', '', ?, ?, '', 0, '', ?)",
            (
                number, str(number), article.imported, 2 if Flag.CORRECTED in article.flags else 1, published,
                article.published_key or 0, int(Flag.STUB in article.flags),
            ),
        )  # fmt: skip
        parts = (index_text(getattr(article, column)) for column in COLUMNS)
        self._db.execute("INSERT INTO story_text VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (number, *parts))
        states = (Flag.READ, Flag.STARRED, Flag.ARCHIVED, Flag.TRASHED)
        if article.flags.intersection(states):
            row = (number, *(flag in article.flags for flag in states))
            self._db.execute(
                "INSERT INTO reading (article, read, starred, archived, trashed) VALUES (?, ?, ?, ?, ?)", row
            )
        motivation = "commenting" if Flag.ANNOTATED in article.flags else "bookmarking"
        self._db.execute(
            "INSERT INTO annotation VALUES (NULL, ?, ?, 1, ?, '', '', '', 0, 0, '', '', '', 0, 0, 'fill', '[]', 0)",
            (f"a{number}", number, motivation),
        )


@pytest.fixture(scope="module")
def shelves() -> Iterator[Shelves]:
    made = Shelves()
    yield made
    made.close()


def with_read_or_unread(flags: frozenset[Flag]) -> frozenset[Flag]:
    return flags if Flag.READ in flags else flags | {Flag.UNREAD}


articles = st.builds(
    Searchable,
    **dict.fromkeys(COLUMNS, texts),
    flags=st.frozensets(st.sampled_from([flag for flag in Flag if flag is not Flag.UNREAD])).map(with_read_or_unread),
    published_key=st.none() | st.sampled_from((1_483_228_800, 1_514_764_799, 1_514_764_800, 1_518_000_000)),
    imported=st.sampled_from((1_546_300_800_000, 1_577_836_799_999, 1_577_836_800_000, 1_609_459_200_000)),
)


@given(st.lists(articles, max_size=4), queries)
def test_sql_finds_what_the_meaning_in_memory_finds(shelves: Shelves, library: list[Searchable], query: Query) -> None:
    shelves.hold(library)
    expected = {number for number, article in enumerate(library, 1) if matches(query, article)}
    assert shelves.found(query) == expected
    assert shelves.unknown(query) == 0
    if expression := match_expression(query):
        assert set(shelves.ranked(expression)) == expected


@given(texts, st.text(max_size=20))
def test_whatever_is_typed_can_be_asked(shelves: Shelves, text: str, typed: str) -> None:
    shelves.hold([Searchable(body=text)])
    query = parse(typed)
    assert shelves.found(query) == (
        {1} if matches(query, Searchable(body=text, flags=frozenset({Flag.UNREAD}))) else set()
    )


@pytest.mark.parametrize(
    ("written", "sql", "parameters"),
    [
        ("", "1", ()),
        ("🚢 -&", "1", ()),
        ("a b", "{m}", ("({any} : \"a\" AND {any} : \"b\")",)),
        ("AT&T*", "{m}", ("{any} : \"at t\"*",)),
        ("a -b -c", "{m}", ("({any} : \"a\" NOT ({any} : \"b\" OR {any} : \"c\"))",)),
        ("-b -c", "(NOT {m})", ("({any} : \"b\" OR {any} : \"c\")",)),
        ("a is:corrected b", "({m} AND article.versions > 1)", ("({any} : \"a\" AND {any} : \"b\")",)),
        ("headline:a OR tag:b", "{m}", ("({{headline}} : \"a\" OR {{tags}} : \"b\")",)),
        ("a OR is:corrected OR b", "({m} OR article.versions > 1)", ("({any} : \"a\" OR {any} : \"b\")",)),
    ],
)  # fmt: skip
def test_text_becomes_as_few_match_expressions_as_can_be(written: str, sql: str, parameters: tuple[str, ...]) -> None:
    match = "article.id IN (SELECT rowid FROM story_index WHERE story_index MATCH ?)"
    everywhere = "{headline standfirst byline body notes}"
    made = condition(parse(written))
    assert made.sql == sql.format(m=match)
    assert made.parameters == tuple(parameter.format(any=everywhere) for parameter in parameters)


@pytest.mark.parametrize(("written", "textual"), [("a b", True), ("a -b", True), ("-a", False), ("a is:read", False)])
def test_only_a_query_that_is_text_throughout_can_be_ranked(written: str, textual: bool) -> None:
    assert (match_expression(parse(written)) is not None) == textual


def test_a_headline_outranks_a_body(shelves: Shelves) -> None:
    filler = [Searchable(body="nothing of the kind")] * 5
    shelves.hold([Searchable(body="ferry " + "and so on " * 3), Searchable(headline="ferry", body="so on"), *filler])
    assert shelves.ranked(match_expression(parse("ferry")) or "") == [2, 1]


def test_a_search_of_every_size_that_parses_stays_within_the_limits_of_sqlite(shelves: Shelves) -> None:
    shelves.hold([Searchable(body="a b")])
    assert shelves.found(parse("a -(c OR b a -(c OR a " * 12)) is not None
    for written in ("a (c OR b -" * 100 + "a", "a " * 5000, "is:read OR a -published:2018 " * 500, "(a OR -(b " * 100):
        query = parse(written)
        assert shelves.found(query) == (
            {1} if matches(query, Searchable(body="a b", flags=frozenset({Flag.UNREAD}))) else set()
        )


def test_conditions_without_children_are_everything_and_nothing(shelves: Shelves) -> None:
    shelves.hold([Searchable()])
    assert shelves.found(Query(And())) == {1}
    assert shelves.found(Query(Not(And()))) == set()
    assert shelves.found(Query(Or((And(), FlagTerm(Flag.READ))))) == {1}
    assert shelves.found(Query(Or((Term("&"), FlagTerm(Flag.READ))))) == set()


@pytest.mark.parametrize("flag", [flag for flag in Flag if flag is not Flag.UNREAD])
def test_each_flag_finds_the_article_that_has_it_and_its_not_the_others(shelves: Shelves, flag: Flag) -> None:
    shelves.hold([Searchable(), Searchable(flags=frozenset({flag})), Searchable()])
    assert shelves.found(Query(FlagTerm(flag))) == {2}
    assert shelves.found(Query(Not(FlagTerm(flag)))) == {1, 3}


def test_what_was_never_opened_is_unread(shelves: Shelves) -> None:
    shelves.hold([Searchable(), Searchable(flags=frozenset({Flag.READ})), Searchable(flags=frozenset({Flag.STARRED}))])
    assert shelves.found(Query(FlagTerm(Flag.UNREAD))) == {1, 3}
