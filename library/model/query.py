"""A parsed search.

`library.search` parses and prints it and gives its in-memory meaning; the store gives the SQL one.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Field(enum.StrEnum):
    """Where a term is looked for. `ANY` is headline, standfirst, byline, body and notes."""

    ANY = ""
    HEADLINE = "headline"
    AUTHOR = "author"
    SOURCE = "source"
    SECTION = "section"
    BODY = "text"
    NOTE = "note"
    TAG = "tag"


class Flag(enum.StrEnum):
    """A yes-or-no property of an article, written `is:starred`."""

    READ = "read"
    UNREAD = "unread"
    STARRED = "starred"
    ANNOTATED = "annotated"
    ARCHIVED = "archived"
    TRASHED = "trashed"
    CORRECTED = "corrected"  # has more than one version
    STUB = "stub"  # only its address is known


class DateField(enum.StrEnum):
    """Which date a range is about."""

    PUBLISHED = "published"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True)
class Term:
    """A word, a prefix (`word*`) or a phrase, in one field. `text` is as the user wrote it; MATCH never gets it raw."""

    text: str
    field: Field = Field.ANY
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class FlagTerm:
    """`is:starred` and the like."""

    flag: Flag


@dataclass(frozen=True, slots=True)
class DateRange:
    """A half-open range of UTC seconds on one date; None leaves a side open. `written` is how the user put it."""

    field: DateField
    start: int | None
    end: int | None
    written: str


@dataclass(frozen=True, slots=True)
class Not:
    """Everything that the child does not match."""

    child: Node


@dataclass(frozen=True, slots=True)
class And:
    """Everything that all children match; of no children, everything."""

    children: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Or:
    """Everything that any child matches."""

    children: tuple[Node, ...]


Node = Term | FlagTerm | DateRange | Not | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed search: its root, and the words to mark in snippets (positive terms, in order of appearance)."""

    root: Node = And()

    @property
    def is_empty(self) -> bool:
        """True if the query asks for nothing, so that it matches everything."""
        return self.root == And()


class Shelf(enum.StrEnum):
    """The fixed shelves of the sidebar. All but ARCHIVE and TRASH leave archived and trashed stories out.

    ALL and UNREAD also leave stubs out, which stand on a shelf of their own: ten thousand bare addresses from a
    service that closed would bury the stories. A search on ALL finds them. BEGUN has what was left in the middle.
    """

    ALL = "all"
    UNREAD = "unread"
    BEGUN = "begun"
    STARRED = "starred"
    ANNOTATED = "annotated"
    STUBS = "stubs"
    ARCHIVE = "archive"
    TRASH = "trash"


class SortKey(enum.StrEnum):
    """Orders of the list. `RELEVANCE` holds for searches alone and falls back to `PUBLISHED`."""

    PUBLISHED = "published"
    IMPORTED = "imported"
    HEADLINE = "headline"
    SOURCE = "source"
    LENGTH = "length"
    RELEVANCE = "relevance"


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list asks the library for.

    `source` narrows to one publication (None: all), `tag` to a tag and those below it ("Work" has "Work/Energy").
    """

    shelf: Shelf = Shelf.ALL
    source: str | None = None
    tag: str | None = None
    query: Query = Query()
    sort: SortKey = SortKey.PUBLISHED
    descending: bool = True


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a story around its hits: `hits` are (start, end) in code points of `text`, in order."""

    text: str
    hits: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ShelfCounts:
    """How many stories each shelf, source and tag holds; by name, an empty source for unknown.

    A tag's count has the stories filed under it and those below it. `notes` are highlights and notes, `places`
    bookmarks, of all stories outside the trash.
    """

    shelves: tuple[tuple[Shelf, int], ...] = ()
    sources: tuple[tuple[str, int], ...] = ()
    tags: tuple[tuple[str, int], ...] = ()
    notes: int = 0
    places: int = 0
