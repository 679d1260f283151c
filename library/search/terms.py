"""What the parts of a query are about: where a field looks, which terms are to be marked, what says nothing."""

from __future__ import annotations

from collections.abc import Iterator

from library.model.query import And, Field, Node, Not, Or, Query, Term
from library.search.tokens import tokens

SEARCHED: dict[Field, tuple[str, ...]] = {
    Field.ANY: ("headline", "standfirst", "byline", "body", "notes"),
    Field.HEADLINE: ("headline",),
    Field.AUTHOR: ("byline",),
    Field.SOURCE: ("source",),
    Field.SECTION: ("section",),
    Field.BODY: ("body",),
    Field.NOTE: ("notes",),
    Field.TAG: ("tags",),
}
"""The parts of a story that a field looks in: columns of the index, attributes of `match.Searchable`."""


def meaningful(node: Node) -> Node | None:
    """Return the node without terms that have no token (punctuation, emoji); None if nothing is left to ask.

    Such a term asks for nothing: it is left out of what it stands in, together with its NOT. `And()` stays, since it
    does say something: everything.
    """
    match node:
        case Term():
            return node if tokens(node.text) else None
        case Not(child):
            kept = meaningful(child)
            return None if kept is None else Not(kept)
        case And(children) if children:
            asked = _meaningful(children)
            return _one_or(And(asked), asked)
        case Or(children):
            asked = _meaningful(children)
            return _one_or(Or(asked), asked)
        case _:
            return node


def positive_terms(query: Query) -> tuple[Term, ...]:
    """Return the terms that a story is found by, in order: those that stand under no NOT and have tokens."""
    return tuple(term for term in _terms(query.root) if tokens(term.text))


def _meaningful(children: tuple[Node, ...]) -> tuple[Node, ...]:
    return tuple(kept for child in children if (kept := meaningful(child)) is not None)


def _one_or(whole: Node, asked: tuple[Node, ...]) -> Node | None:
    return whole if len(asked) > 1 else next(iter(asked), None)


def _terms(node: Node) -> Iterator[Term]:
    match node:
        case Term():
            yield node
        case And(children) | Or(children):
            for child in children:
                yield from _terms(child)
