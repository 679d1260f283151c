"""Which story a link means: by address in any spelling, by a headline that says enough, and no story by chance."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from library.model.document import Block, Document, Span
from library.model.story import Provenance, Story
from library.store.articles import insert_article, pack_story
from library.store.connection import LIBRARY, open_for_writing
from library.store.lookup import article_at, article_titled

TEXT = Document((Block(spans=(Span("A few words."),)),))


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_for_writing(LIBRARY, tmp_path)) as made:
        yield made


def add(connection: sqlite3.Connection, headline: str, url: str = "", document: Document = TEXT) -> int:
    packed = pack_story(Story(headline=headline, url=url, document=document), "")
    return insert_article(connection, packed, Provenance("", "plain", "", 0), ())[0]


@pytest.mark.parametrize(
    "address",
    [
        "https://www.post.example/a?id=7",
        "http://post.example/a/?utm_source=x&id=7#end",
        "HTTPS://POST.example:443/a?id=7",
    ],
)
def test_an_address_is_known_in_any_spelling(connection: sqlite3.Connection, address: str) -> None:
    story = add(connection, "One", "https://www.post.example/a?id=7")
    assert article_at(connection, [address]) == story


@pytest.mark.parametrize("address", ["https://post.example/a", "mailto:a@post.example", "", "broadsheet:versions"])
def test_no_other_address_is(connection: sqlite3.Connection, address: str) -> None:
    add(connection, "One", "https://www.post.example/a?id=7")
    assert article_at(connection, [address]) is None


def test_of_several_spellings_each_is_looked_for_and_the_open_story_is_left_out(connection: sqlite3.Connection) -> None:
    story = add(connection, "One", "https://post.example/ä")
    assert article_at(connection, ["https://post.example/%C3%A4", "https://post.example/ä"]) == story
    assert article_at(connection, ["https://post.example/ä"], besides=story) is None


@pytest.mark.parametrize(
    ("headline", "written"),
    [("The ferry sails: alone", "the FERRY sails alone"), ("渡轮没有船长就开航了", "渡轮没有船长就开航了")],
)
def test_a_headline_is_known_by_its_words(connection: sqlite3.Connection, headline: str, written: str) -> None:
    story = add(connection, headline)
    assert article_titled(connection, [written]) == story
    assert article_titled(connection, [written], besides=story) is None


@pytest.mark.parametrize("headline", ["", "Here", "More letters", "社论"])
def test_words_that_any_link_has_mean_no_story(connection: sqlite3.Connection, headline: str) -> None:
    add(connection, headline)
    assert article_titled(connection, [headline]) is None


def test_a_standing_headline_means_no_story(connection: sqlite3.Connection) -> None:
    for _ in range(2):
        add(connection, "Letters to the editor")
    assert article_titled(connection, ["Letters to the editor"]) is None


def test_a_story_without_text_is_not_meant(connection: sqlite3.Connection) -> None:
    add(connection, "The ferry sails alone", "https://post.example/a", Document())
    assert article_at(connection, ["https://post.example/a"]) is None
    assert article_titled(connection, ["The ferry sails alone"]) is None


def test_a_look_goes_through_an_index_whatever_the_library_holds(connection: sqlite3.Connection) -> None:
    asked: list[str] = []
    connection.set_trace_callback(asked.append)
    article_at(connection, ["https://post.example/a"])
    article_titled(connection, ["The ferry sails alone"])
    connection.set_trace_callback(None)
    for question in asked:
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {question}")]
        assert plan
        assert not [step for step in plan if step.startswith("SCAN")]
    assert len(asked) == 2
