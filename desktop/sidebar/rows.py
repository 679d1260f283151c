"""What stands in the sidebar, as rows: pure data."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from library.model.query import Shelf, ShelfCounts

NO_SOURCE = "No source"

_SHELVES = (
    (Shelf.ALL, "All stories", "all"),
    (Shelf.UNREAD, "Unread", "unread"),
    (Shelf.STARRED, "Starred", "star"),
    (Shelf.ANNOTATED, "Annotated", "annotated"),
    (Shelf.ARCHIVE, "Archive", "archive"),
    (Shelf.TRASH, "Trash", "trash"),
)


class RowKind(enum.Enum):
    """What a row is."""

    SHELF = enum.auto()
    HEADING = enum.auto()
    SOURCE = enum.auto()


@dataclass(frozen=True, slots=True)
class Row:
    """One row. Sources have no icon: there are too many of them.

    `source` is None but for rows of sources, where the empty name stands for the stories without one.
    """

    kind: RowKind
    title: str
    shelf: Shelf = Shelf.ALL
    source: str | None = None
    icon: str = ""
    count: int = 0

    def is_place(self, shelf: Shelf, source: str | None) -> bool:
        """True if choosing the row leads there."""
        return self.kind is not RowKind.HEADING and (self.shelf, self.source) == (shelf, source)

    def same_place(self, other: Row) -> bool:
        """True if the other row differs in its count alone."""
        return (self.kind, self.title, self.shelf, self.source) == (other.kind, other.title, other.shelf, other.source)


def rows(counts: ShelfCounts, chosen_source: str | None = None) -> tuple[Row, ...]:
    """Return shelves, then sources below a heading. A chosen source stays, even if it has no stories left."""
    of_shelf = dict(counts.shelves)
    shelves = tuple(
        Row(RowKind.SHELF, title, shelf, None, icon, of_shelf.get(shelf, 0)) for shelf, title, icon in _SHELVES
    )
    named = counts.sources
    if chosen_source is not None and chosen_source not in dict(named):
        named = (*named, (chosen_source, 0))
    sources = tuple(
        Row(RowKind.SOURCE, " ".join(name.split()) or NO_SOURCE, Shelf.ALL, name, count=count) for name, count in named
    )
    return (*shelves, Row(RowKind.HEADING, "Sources"), *sources) if sources else shelves


def spoken(row: Row) -> str:
    """Return a row as a screen reader says it."""
    return f"{row.title}, {row.count:,}" if row.count else row.title
