"""The meaning of a query in memory: slow, plain, and the oracle that the SQL one is held to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from library.model.query import And, DateField, DateRange, Flag, FlagTerm, Node, Not, Or, Query, Term
from library.search.terms import SEARCHED, meaningful
from library.search.tokens import tokens


@dataclass(frozen=True, slots=True)
class Searchable:
    """What search knows of an article. `notes` holds the notes and quotes of its annotations, `tags` their tags.

    `published_key` is in UTC seconds, None where the story has no date; `imported` is in UTC milliseconds.
    """

    headline: str = ""
    standfirst: str = ""
    byline: str = ""
    body: str = ""
    source: str = ""
    section: str = ""
    notes: str = ""
    tags: str = ""
    flags: frozenset[Flag] = frozenset()
    published_key: int | None = None
    imported: int = 0


def matches(query: Query, article: Searchable) -> bool:
    """True if the query finds the article. A query that asks for nothing finds everything."""
    node = meaningful(query.root)
    return node is None or _holds(node, article)


def _holds(node: Node, article: Searchable) -> bool:
    match node:
        case Term():
            return any(_found(node, getattr(article, part)) for part in SEARCHED[node.field])
        case FlagTerm(flag):
            return flag in article.flags
        case DateRange():
            return _within(node, article)
        case Not(child):
            return not _holds(child, article)
        case And(children):
            return all(_holds(child, article) for child in children)
        case Or(children):
            return any(_holds(child, article) for child in children)


def _found(term: Term, content: str) -> bool:
    wanted, there = tokens(term.text), tokens(content)
    return any(_starts(wanted, there[at:], term.prefix) for at in range(len(there)))


def _starts(wanted: list[str], there: Sequence[str], prefix: bool) -> bool:
    """True if the tokens begin with the wanted ones, of which the last may be a prefix."""
    *whole, last = wanted
    if there[: len(whole)] != whole or len(there) < len(wanted):
        return False
    here = there[len(whole)]
    return here.startswith(last) if prefix else here == last


def _within(dates: DateRange, article: Searchable) -> bool:
    if dates.field is DateField.IMPORTED:
        key, unit = article.imported, 1000
    elif article.published_key is None:
        return False
    else:
        key, unit = article.published_key, 1
    after = dates.start is None or key >= dates.start * unit
    return after and (dates.end is None or key < dates.end * unit)
