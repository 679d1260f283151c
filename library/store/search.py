"""A parsed search as SQL. `library.search.match` is its meaning; what the user wrote never reaches MATCH raw.

What is text in a query becomes as few MATCH expressions as can be: FTS5 joins its own lists much faster than SQL
joins the rows they lead to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from library.model.query import And, DateField, DateRange, Flag, FlagTerm, Node, Not, Or, Query, Term
from library.search.terms import SEARCHED, meaningful
from library.search.tokens import tokens

WEIGHTS = (10.0, 5.0, 3.0, 1.0, 2.0, 2.0, 5.0, 5.0)
"""What a word counts for `bm25(story_index, …)` in headline, standfirst, byline, body, source, section, notes, tags."""

Parameter = str | int

_EVERYTHING = "1"
_INDEXED = "article.id IN (SELECT rowid FROM story_index WHERE story_index MATCH ?)"
_READING = "article.id IN (SELECT reading.article FROM reading WHERE reading.{} = 1)"
_FLAGS = {
    Flag.READ: _READING.format("read"),
    Flag.UNREAD: f"NOT {_READING.format('read')}",  # no row means untouched
    Flag.STARRED: _READING.format("starred"),
    Flag.ARCHIVED: _READING.format("archived"),
    Flag.TRASHED: _READING.format("trashed"),
    Flag.ANNOTATED: (
        "article.id IN (SELECT annotation.article FROM annotation"
        " WHERE annotation.motivation IN ('highlighting', 'commenting'))"
    ),
    Flag.CORRECTED: "article.versions > 1",
    Flag.STUB: "article.stub = 1",
}


@dataclass(frozen=True, slots=True)
class Condition:
    """A boolean SQL expression over the table `article`, never NULL, and what stands for its question marks."""

    sql: str
    parameters: tuple[Parameter, ...] = ()


def condition(query: Query) -> Condition:
    """Return the condition that holds for the articles a query finds."""
    node = meaningful(query.root)
    return Condition(_EVERYTHING) if node is None else _condition(node)


def match_expression(query: Query) -> str | None:
    """Return the MATCH expression of a query that is text throughout, for ranking; None for any other."""
    node = meaningful(query.root)
    return None if node is None else _match(node)


def rank_weights() -> str:
    """Return the expression by which matches of `story_index` are ordered, best first."""
    return f"bm25(story_index, {', '.join(map(str, WEIGHTS))})"


def _condition(node: Node) -> Condition:
    if expression := _match(node):
        return Condition(_INDEXED, (expression,))
    match node:
        case FlagTerm(flag):
            return Condition(_FLAGS[flag])
        case DateRange():
            return _within(node)
        case Not(child):
            return _negated(_condition(child))
        case And(children):
            return _joined(" AND ", _EVERYTHING, (_condition(child) for child in _gathered_in_and(children)))
        case Or(children):
            return _joined(" OR ", f"NOT {_EVERYTHING}", (_condition(child) for child in _gathered_in_or(children)))
        case Term():
            raise ValueError(f"a term without tokens has no condition: {node.text!r}")


def _match(node: Node) -> str | None:
    """Return the MATCH expression of a node, None where FTS5 can't say it: flags, dates, and NOT without a partner."""
    match node:
        case Term():
            return _term(node)
        case Or(children):
            parts = [_match(child) for child in children]
            return _match_joined(" OR ", parts)
        case And(children):
            wanted = _match_joined(" AND ", [_match(child) for child in children if not isinstance(child, Not)])
            unwanted = [_match(child.child) for child in children if isinstance(child, Not)]
            if not unwanted or wanted is None:
                return wanted
            excluded = _match_joined(" OR ", unwanted)
            return excluded and f"({wanted} NOT {excluded})"
        case _:
            return None


def _match_joined(operator: str, parts: list[str | None]) -> str | None:
    """Return the parts as one expression, None if there is none or one of them can't be said."""
    said = [part for part in parts if part is not None]
    if not said or len(said) < len(parts):
        return None
    return said[0] if len(said) == 1 else f"({operator.join(said)})"


def _term(term: Term) -> str:
    """Return the term as a phrase in its columns. Tokens are letters and digits: no quotation mark stands in them."""
    columns = " ".join(SEARCHED[term.field])
    return f'{{{columns}}} : "{" ".join(tokens(term.text))}"{"*" if term.prefix else ""}'


def _gathered_in_and(children: Sequence[Node]) -> list[Node]:
    """Return the children with all that is text brought together: one MATCH for what is wanted and what isn't."""
    wanted, rest = _parted(children, lambda child: _match(child) is not None)
    unwanted, others = _parted(rest, lambda child: isinstance(child, Not) and _match(child.child) is not None)
    if wanted:
        return [And((*wanted, *unwanted)), *others]
    excluded = tuple(child.child for child in unwanted if isinstance(child, Not))
    return [Not(Or(excluded)), *others] if excluded else others


def _gathered_in_or(children: Sequence[Node]) -> list[Node]:
    textual, others = _parted(children, lambda child: _match(child) is not None)
    return [Or(tuple(textual)), *others] if textual else others


def _parted(nodes: Sequence[Node], belongs: Callable[[Node], bool]) -> tuple[list[Node], list[Node]]:
    """Return the nodes that belong and those that don't, both in order."""
    inside: list[Node] = []
    outside: list[Node] = []
    for node in nodes:
        (inside if belongs(node) else outside).append(node)
    return inside, outside


def _within(dates: DateRange) -> Condition:
    imported = dates.field is DateField.IMPORTED
    column, unit = ("article.imported", 1000) if imported else ("article.published_key", 1)
    clauses = [] if imported else ["article.published IS NOT NULL"]
    parameters = []
    for bound, operator in ((dates.start, ">="), (dates.end, "<")):
        if bound is not None:
            clauses.append(f"{column} {operator} ?")
            parameters.append(bound * unit)
    return Condition(f"({' AND '.join(clauses)})" if clauses else _EVERYTHING, tuple(parameters))


def _negated(inner: Condition) -> Condition:
    return Condition(f"NOT {inner.sql}", inner.parameters)


def _joined(operator: str, nothing: str, parts: Iterable[Condition]) -> Condition:
    """Return the conditions as one; `nothing` stands for no conditions at all."""
    parts = list(parts)
    if not parts:
        return Condition(nothing)
    sql = f"({operator.join(part.sql for part in parts)})"
    return Condition(sql, tuple(parameter for part in parts for parameter in part.parameters))
