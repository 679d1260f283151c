"""What stands in the sidebar, as rows: pure data."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass, replace

from library.model.query import Shelf, ShelfCounts

NO_SOURCE = "No source"

_SHELVES = (
    (Shelf.ALL, "All stories", "all"),
    (Shelf.UNREAD, "Unread", "unread"),
    (Shelf.BEGUN, "Continue reading", "read"),
    (Shelf.STARRED, "Starred", "star"),
    (Shelf.ANNOTATED, "Annotated", "annotated"),
    (Shelf.STUBS, "Addresses", "link"),
    (Shelf.ARCHIVE, "Archive", "archive"),
    (Shelf.TRASH, "Trash", "trash"),
)


_WHILE_FILLED = (Shelf.BEGUN, Shelf.STUBS)
"""Shelves that show while there is something on them."""


class Kept(enum.Enum):
    """What the user keeps of all stories together: what they marked, and places with names."""

    NOTEBOOK = enum.auto()
    PLACES = enum.auto()


class RowKind(enum.Enum):
    """What a row is."""

    SHELF = enum.auto()
    HEADING = enum.auto()
    TAG = enum.auto()
    SOURCE = enum.auto()


@dataclass(frozen=True, slots=True)
class Where:
    """Where a row leads: to a shelf, to all stories of a source or under a tag, or to what is kept of all stories.

    The empty source stands for the stories without one.
    """

    shelf: Shelf = Shelf.ALL
    source: str | None = None
    tag: str | None = None
    kept: Kept | None = None


_NOWHERE = Where()


@dataclass(frozen=True, slots=True)
class Row:
    """One row. Sources and tags have no icon: there are too many of them. `depth` is how far a tag is nested."""

    kind: RowKind
    title: str
    where: Where = Where()
    icon: str = ""
    count: int = 0
    depth: int = 0

    def leads_to(self, where: Where) -> bool:
        """True if choosing the row leads there."""
        return self.kind is not RowKind.HEADING and self.where == where

    def same_place(self, other: Row) -> bool:
        """True if the other row differs in its count alone."""
        return replace(self, count=other.count) == other


def rows(counts: ShelfCounts, chosen: Where = _NOWHERE) -> tuple[Row, ...]:
    """Return shelves, then tags and sources, each below a heading. What is chosen stays, even if nothing is left there.

    The shelves of begun stories and of bare addresses, the notebook and the places show while there are any.
    """
    tags, sources = tuple(_tags(counts.tags, chosen.tag)), tuple(_sources(counts.sources, chosen.source))
    return (
        *_shelves(counts, chosen),
        *((Row(RowKind.HEADING, "Tags"), *tags) if tags else ()),
        *((Row(RowKind.HEADING, "Sources"), *sources) if sources else ()),
    )


def _shelves(counts: ShelfCounts, chosen: Where) -> Iterator[Row]:
    known = dict(counts.shelves)
    for shelf, title, icon in _SHELVES:
        count = known.get(shelf, 0)
        if shelf not in _WHILE_FILLED or count or chosen == Where(shelf):
            yield Row(RowKind.SHELF, title, Where(shelf), icon, count)
        if shelf is Shelf.ANNOTATED:
            yield from _kept(counts, chosen)


def _kept(counts: ShelfCounts, chosen: Where) -> Iterator[Row]:
    for kept, title, icon, count in (
        (Kept.NOTEBOOK, "Notebook", "note", counts.notes),
        (Kept.PLACES, "Places", "bookmark", counts.places),
    ):
        if count or chosen.kept is kept:
            yield Row(RowKind.SHELF, title, Where(kept=kept), icon, count)


def _tags(counts: tuple[tuple[str, int], ...], chosen: str | None) -> Iterator[Row]:
    if chosen is not None and chosen not in dict(counts):
        counts = (*counts, (chosen, 0))
    for name, count in counts:
        *above, title = name.split("/")
        yield Row(RowKind.TAG, title, Where(tag=name), count=count, depth=len(above))


def _sources(counts: tuple[tuple[str, int], ...], chosen: str | None) -> Iterator[Row]:
    if chosen is not None and chosen not in dict(counts):
        counts = (*counts, (chosen, 0))
    for name, count in counts:
        yield Row(RowKind.SOURCE, " ".join(name.split()) or NO_SOURCE, Where(source=name), count=count)


def spoken(row: Row) -> str:
    """Return a row as a screen reader says it."""
    return f"{row.title}, {row.count:,}" if row.count else row.title
