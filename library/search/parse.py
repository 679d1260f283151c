"""Reading a search as a person types it. Nothing a person can type is an error.

    words "a phrase" pref*              all of them (AND may be written between)
    this OR that, NOT that, -that, ( )  AND binds closer than OR
    headline: author: source: section: text: note: tag:      a word or a phrase in one field
    is:                                 read unread starred annotated archived trashed corrected
    published: imported:                2018, 2018-02, 2018-02-03, 2016..2018-02
    before:2018-02 after:2018           published before that month, after that year

Operators are in capitals. What can't be read as more is read as words; what stands open at the end is closed there.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from library.model.query import And, Field, Flag, FlagTerm, Node, Not, Or, Query, Term
from library.search.dates import date_range, is_unfinished_date
from library.search.tokens import index_text

MAX_DEPTH = 12
"""How deep brackets nest; deeper ones are passed over. Each costs up to six of the 100 symbols that FTS5's parser can
hold."""

MAX_PARTS = 200
"""How many words, phrases, operators and brackets are read: a page pasted by mistake is cut off here, well inside
SQLite's limits."""

QUOTES = '"“”„'
OPERATORS = ("AND", "OR", "NOT")

_FIELDS = {str(field): field for field in Field if field}
_FLAGS = {str(flag): flag for flag in Flag}
_PART = re.compile(
    rf"""\s*(?:
        (?P<bracket>[()])
      | (?P<minus>-)(?=[^\s\-)])
      | (?P<field>(?:{"|".join(_FIELDS)}):)?[{QUOTES}](?P<phrase>[^{QUOTES}]*)(?P<closed>[{QUOTES}]?)(?P<star>\*?)
      | (?P<word>[^\s(){QUOTES}]+)
    )""",
    re.VERBOSE | re.IGNORECASE,
)


class _Sign(enum.Enum):
    OPEN = "("
    CLOSE = ")"
    NOT = "NOT"
    AND = "AND"
    OR = "OR"


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a search: a sign, or what it asks for.

    `written` is how a bare word stands there, else empty; `open_` marks a phrase that was never closed.
    """

    sign: _Sign | None = None
    node: Node | None = None
    written: str = ""
    open_: bool = False


def parse(text: str) -> Query:
    """Return the search that a text means. Never fails."""
    return Query(_root(_parts(text)))


def while_typing(text: str) -> Query:
    """Return the search that a text means while it is being typed.

    The last word, or a phrase still open, counts as the beginning of one unless it is excluded; an operator, a
    bracket, a flag or a date that isn't finished asks for nothing yet.
    """
    parts = _parts(text)
    last = parts[-1] if parts else _Part()
    ended = text[-1:].isspace()
    if not ended and _is_unfinished(last.written):
        parts.pop()
    kept = _without_loose_end(parts)
    root = _root(kept)
    growing = not ended and kept[-1:] == [last] and (last.written or last.open_)
    return Query(_last_as_prefix(root) if growing else root)


def _parts(text: str) -> list[_Part]:
    parts: list[_Part] = []
    for match in _PART.finditer(text):
        if len(parts) == MAX_PARTS:
            break
        if match["bracket"]:
            parts.append(_Part(_Sign(match["bracket"])))
        elif match["minus"]:
            parts.append(_Part(_Sign.NOT))
        elif match["phrase"] is not None:
            parts.extend(_phrase(match))
        elif match["word"] in OPERATORS:
            parts.append(_Part(_Sign(match["word"]), written=match["word"]))
        else:
            parts.append(_Part(node=_word(match["word"]), written=match["word"]))
    return parts


def _phrase(match: re.Match[str]) -> Iterator[_Part]:
    """Yield the phrase, or nothing for one without any text."""
    if phrase := match["phrase"].strip():
        field = _FIELDS[match["field"][:-1].lower()] if match["field"] else Field.ANY
        yield _Part(node=Term(phrase, field, prefix=bool(match["star"])), open_=not match["closed"])


def _word(written: str) -> Node:
    name, _, value = written.partition(":")
    if value and name.lower() in _FIELDS:
        return _term(value, _FIELDS[name.lower()])
    if name.lower() == "is" and value.lower() in _FLAGS:
        return FlagTerm(_FLAGS[value.lower()])
    return date_range(written) or _term(written, Field.ANY)


def _term(written: str, field: Field) -> Term:
    if len(written) > 1 and written.endswith("*"):
        return Term(written[:-1], field, prefix=True)
    return Term(written, field)


def _root(parts: list[_Part]) -> Node:
    return _Reader(_settled(parts)).either() or And()


def _settled(parts: list[_Part]) -> list[_Part]:
    """Return the parts with every closing bracket opened before, and with operators that join nothing as words."""
    settled = list(_paired(parts))
    for at in range(len(settled) - 1, -1, -1):
        part = settled[at]
        ahead = at + 1 < len(settled) and settled[at + 1].sign in (None, _Sign.OPEN, _Sign.NOT)
        behind = at > 0 and settled[at - 1].sign in (None, _Sign.CLOSE)
        joins = ahead and (behind or part.sign is _Sign.NOT)
        if part.sign in (_Sign.AND, _Sign.OR, _Sign.NOT) and not joins:
            settled[at : at + 1] = [replace(part, sign=None, node=Term(part.written))] if part.written else []
    return settled


def _paired(parts: list[_Part]) -> Iterator[_Part]:
    opened = passed_over = 0
    for part in parts:
        if part.sign is _Sign.OPEN and opened == MAX_DEPTH:
            passed_over += 1
            continue
        if part.sign is _Sign.CLOSE and (passed_over or not opened):
            passed_over = max(passed_over - 1, 0)
            continue
        opened += (part.sign is _Sign.OPEN) - (part.sign is _Sign.CLOSE)
        yield part


class _Reader:
    """Reads settled parts by recursive descent; each method returns None where brackets hold nothing."""

    def __init__(self, parts: list[_Part]) -> None:
        self._parts = parts
        self._at = 0

    def either(self) -> Node | None:
        """Read alternatives, up to a closing bracket or the end."""
        children = [self._all()]
        while self._take(_Sign.OR):
            children.append(self._all())
        return _joined(Or, children)

    def _all(self) -> Node | None:
        children = []
        while self._at < len(self._parts) and self._parts[self._at].sign not in (_Sign.OR, _Sign.CLOSE):
            if not self._take(_Sign.AND):
                children.append(self._one())
        return _joined(And, children)

    def _one(self) -> Node | None:
        excluded = False
        while self._take(_Sign.NOT):
            excluded = not excluded
        if self._take(_Sign.OPEN):
            node = self.either()
            self._take(_Sign.CLOSE)
        else:
            node = self._parts[self._at].node
            self._at += 1
        if not excluded or node is None:
            return node
        return node.child if isinstance(node, Not) else Not(node)

    def _take(self, sign: _Sign) -> bool:
        found = self._at < len(self._parts) and self._parts[self._at].sign is sign
        self._at += found
        return found


def _joined(kind: type[And] | type[Or], nodes: list[Node | None]) -> Node | None:
    """Return the nodes as one; what is joined the same way inside loses its brackets."""
    children: list[Node] = []
    for node in nodes:
        if isinstance(node, kind):
            children.extend(node.children)
        elif node is not None:
            children.append(node)
    return kind(tuple(children)) if len(children) > 1 else next(iter(children), None)


def _without_loose_end(parts: list[_Part]) -> list[_Part]:
    """Return the parts without the operators and brackets at the end that wait for what comes next."""
    kept = list(parts)
    while kept and (kept[-1].sign is _Sign.OPEN or (kept[-1].sign in (_Sign.AND, _Sign.OR, _Sign.NOT) and kept[:-1])):
        kept.pop()
    return kept


def _is_unfinished(written: str) -> bool:
    """True for a field without its word, and for the beginning of a flag or a date."""
    name, colon, value = written.partition(":")
    if not colon:
        return False
    if name.lower() == "is":
        return value.lower() not in _FLAGS and any(flag.startswith(value.lower()) for flag in _FLAGS)
    return (name.lower() in _FIELDS and not value) or is_unfinished_date(written)


def _last_as_prefix(node: Node) -> Node:
    match node:
        # After punctuation a word is complete: "c++", "U.S."
        case Term(text) if not index_text(text[-1]).isspace():
            return replace(node, prefix=True)
        case And(children) | Or(children):
            return type(node)((*children[:-1], _last_as_prefix(children[-1])))
        case _:
            return node
