"""Writing a search down: the inverse of `parse`."""

from __future__ import annotations

from library.model.query import And, DateRange, FlagTerm, Node, Not, Or, Query, Term
from library.search.parse import OPERATORS, QUOTES, parse

_NO_QUOTES = str.maketrans(dict.fromkeys(QUOTES, " "))


def printed(query: Query) -> str:
    """Return a text that `parse` reads as the query.

    This holds for every query that `parse` makes. A quotation mark inside a term can't be written; it becomes a
    space, which search sees in its place anyway.
    """
    return _printed(query.root)


def _printed(node: Node) -> str:
    match node:
        case Term():
            return _term(node)
        case FlagTerm(flag):
            return f"is:{flag}"
        case DateRange():
            return node.written
        case Not(child):
            return f"-{_bracketed(child, And, Or)}"
        case And(children):
            return " ".join(_bracketed(child, Or) for child in children)
        case Or(children):
            return " OR ".join(_printed(child) for child in children)


def _bracketed(node: Node, *kinds: type[Node]) -> str:
    return f"({_printed(node)})" if isinstance(node, kinds) else _printed(node)


def _term(term: Term) -> str:
    field = f"{term.field}:" if term.field else ""
    star = "*" if term.prefix else ""
    bare = f"{field}{term.text}{star}"
    if bare not in OPERATORS and parse(bare).root == term:
        return bare
    return f'{field}"{term.text.translate(_NO_QUOTES)}"{star}'
