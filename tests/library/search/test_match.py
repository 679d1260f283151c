from __future__ import annotations

import pytest

from library.model.query import And, Flag, Not, Or, Query, Term
from library.search.match import Searchable, matches
from library.search.parse import parse

STORY = Searchable(
    headline="Harbour café reopens",
    standfirst="After a long-running quarrel",
    byline="Ana O’Brien",
    body="AT&T paid. 港口今天开放。 Straße",
    source="The Evening Ledger",
    section="Local",
    notes="ask Marta about this",
    tags="harbours food",
    flags=frozenset({Flag.STARRED, Flag.UNREAD}),
    published_key=1_518_000_000,  # 7 February 2018
    imported=1_577_836_800_000,  # 1 January 2020
)


@pytest.mark.parametrize(
    "written",
    [
        "", "harbour", "HARBOUR cafe", "caf*", '"harbour cafe"', '"long running quarrel"', "o'brien", "AT&T", "at&t",
        "港口", "今天开", "strasse", "marta", "headline:reopens", "author:o'brien", "source:ledger", "section:local",
        "text:paid", "note:marta", "tag:harbours", "is:starred", "is:unread -is:read", "published:2018-02",
        "before:2018-03", "after:2017", "imported:2020-01-01", "imported:..2020", "nothing OR harbour", "-nothing",
        "🚢", "🚢 harbour", "-🚢", '"quarrel', '"harb"*', "par* OR paid",
    ],
)  # fmt: skip
def test_a_story_is_found_by(written: str) -> None:
    assert matches(parse(written), STORY)


@pytest.mark.parametrize(
    "written",
    [
        "harb", "harbours", '"cafe harbour"', "ledger", "local", "food", "headline:paid", "text:harbour", "口今日",
        "reopens*x", "is:read", "published:2019", "after:2018", "before:2018", "imported:2019", "-harbour",
        "🚢 nothing", "nothing OR 🚢", '"reopens after"', "brien*o",
    ],
)  # fmt: skip
def test_a_story_is_not_found_by(written: str) -> None:
    assert not matches(parse(written), STORY)


def test_a_story_without_a_date_lies_in_no_range() -> None:
    assert not matches(parse("before:2030"), Searchable())
    assert matches(parse("-before:2030"), Searchable())


def test_no_children_mean_everything_and_punctuation_means_nothing_asked() -> None:
    assert not matches(Query(Not(And())), STORY)
    assert matches(Query(Or((Term("nothing"), And()))), STORY)
    assert matches(Query(And((Term("&"), Not(Term("!"))))), STORY)
