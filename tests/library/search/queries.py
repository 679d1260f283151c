"""Hypothesis strategies for searches and stories, small enough that random searches do find something."""

from __future__ import annotations

from hypothesis import strategies as st

from library.model.query import And, Field, Flag, FlagTerm, Node, Not, Or, Query, Term
from library.search.dates import date_range

WORDS = (
    "harbour", "harbor", "Hafen", "Häfen", "cafe\u0301", "CAFÉ", "AT&T", "o'brien", "O’Brien", "c++", "long-running",
    "U.S.", "🚢", "&",
    "港口", "气候变化", "カフェ", "ท่าเรือ", "ميناء", "مِيناء", "बंदरगाह", "Straße", "strasse", "2018", "20",
    "Łódź", "h", "한국어", "AND", "or", "co\u00adworker", "na\u200cme",
)  # fmt: skip

DATES = (
    "published:2018", "published:2018-02", "published:2018-2-3", "before:2018-02", "after:2017", "imported:2020-01",
    "published:2017..2018-02", "imported:2019..", "imported:..2020",
)  # fmt: skip

words = st.sampled_from(WORDS)
texts = st.lists(words, max_size=6).map(" ".join)


def nodes(terms: st.SearchStrategy[Term]) -> st.SearchStrategy[Node]:
    """Nodes in the form that `parse` gives them: nothing joined inside what is joined alike, no double NOT."""
    flags = st.sampled_from(Flag).map(FlagTerm)
    dates = st.sampled_from(DATES).map(date_range)
    return st.recursive(terms | flags | dates, _grown, max_leaves=7)


def _grown(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    def several(kind: type) -> st.SearchStrategy[Node]:
        children = inner.filter(lambda node: not isinstance(node, kind))
        return st.lists(children, min_size=2, max_size=4).map(lambda found: kind(tuple(found)))

    negated = inner.filter(lambda node: not isinstance(node, Not)).map(Not)
    return negated | several(And) | several(Or)


terms = st.builds(
    Term, words | st.lists(words, min_size=2, max_size=3).map(" ".join), st.sampled_from(Field), st.booleans()
)
queries = st.just(Query()) | nodes(terms).map(Query)
