"""What stands in a list, and in which order: ids alone, so that a million rows are an array of integers."""

from __future__ import annotations

import sqlite3
from array import array

from library.model.query import Listing, Shelf, ShelfCounts, SortKey
from library.store import notebook, tags
from library.store.search import condition, match_expression, rank_weights

RANKED_LIMIT = 2000
"""Matches up to which a search is ranked. bm25 costs 2.7 µs a match (373 ms for 138,000): beyond this share of a
library rank no longer tells stories apart, and the list answers newest first at once."""

BEGUN = 0.02
"""Progress from which a story counts as begun: a glance at its first lines is none."""

_PUT_AWAY = "article.id NOT IN (SELECT article FROM reading WHERE archived = 1 OR trashed = 1)"
_WITH_TEXT = f"{_PUT_AWAY} AND article.id NOT IN (SELECT id FROM article WHERE stub = 1)"
_SHELVES = {
    Shelf.ALL: _WITH_TEXT,
    Shelf.UNREAD: f"{_WITH_TEXT} AND article.id NOT IN (SELECT article FROM reading WHERE read = 1)",
    Shelf.BEGUN: (f"{_PUT_AWAY} AND article.id IN (SELECT article FROM reading WHERE progress > {BEGUN} AND read = 0)"),
    Shelf.STARRED: f"{_PUT_AWAY} AND article.id IN (SELECT article FROM reading WHERE starred = 1)",
    Shelf.ANNOTATED: (
        f"{_PUT_AWAY} AND article.id IN (SELECT article FROM annotation WHERE motivation <> 'bookmarking')"
    ),
    Shelf.STUBS: f"{_PUT_AWAY} AND article.id IN (SELECT id FROM article WHERE stub = 1)",
    Shelf.ARCHIVE: "article.id IN (SELECT article FROM reading WHERE archived = 1 AND trashed = 0)",
    Shelf.TRASH: "article.id IN (SELECT article FROM reading WHERE trashed = 1)",
}
_ORDERS = {
    SortKey.PUBLISHED: "published_key {0}, imported {0}, article.id",
    SortKey.IMPORTED: "imported {0}, article.id",
    SortKey.HEADLINE: "headline_key {0}, article.id {0}",
    SortKey.SOURCE: "source {0}, published_key DESC, imported DESC, article.id",
    SortKey.LENGTH: "word_count {0}, article.id {0}",
}
"""What came out of one file on one day stands in the file's order whichever way the list runs: chapters, entries."""


def ids(connection: sqlite3.Connection, listing: Listing) -> array[int]:
    """Return the ids of a listing in its order. Grows with the library: call it from a worker."""
    if listing.sort is SortKey.RELEVANCE and (ranked := _ranked(connection, listing)) is not None:
        return ranked
    where, parameters = _where(listing)
    sort = SortKey.PUBLISHED if listing.sort is SortKey.RELEVANCE else listing.sort
    order = _ORDERS[sort].format("DESC" if listing.descending or listing.sort is SortKey.RELEVANCE else "ASC")
    rows = connection.execute(f"SELECT article.id FROM article WHERE {where} ORDER BY {order}", parameters)
    return array("q", (row[0] for row in rows))


def counts(connection: sqlite3.Connection) -> ShelfCounts:
    """Return how many stories each shelf and source holds. Grows with the library: call it from a worker."""
    shelves = tuple(
        (shelf, int(connection.execute(f"SELECT count(*) FROM article WHERE {where}").fetchone()[0]))
        for shelf, where in _SHELVES.items()
    )
    rows = connection.execute(
        f"SELECT source, count(*) FROM article WHERE {_WITH_TEXT}"
        " GROUP BY source ORDER BY source = '', source COLLATE NOCASE"
    )
    sources = tuple((row[0], row[1]) for row in rows)
    return ShelfCounts(shelves, sources, tags.counts(connection, _PUT_AWAY), *notebook.counts(connection))


def _shelf(listing: Listing) -> str:
    # A tag and a search show all that has it, stubs too.
    if listing.shelf is Shelf.ALL and (listing.tag is not None or not listing.query.is_empty):
        return _PUT_AWAY
    return _SHELVES[listing.shelf]


def _where(listing: Listing, searched: bool = True) -> tuple[str, tuple[object, ...]]:
    """Return the condition of a listing; without that of its query where something else sees to it."""
    clauses, parameters = [_shelf(listing)], list[object]()
    if listing.source is not None:
        clauses.append("article.source = ?")
        parameters.append(listing.source)
    if listing.tag is not None:
        clauses.append(
            "article.id IN (SELECT tag.article FROM tag WHERE name = ? OR substr(name, 1, length(?) + 1) = ? || '/')"
        )
        parameters += [listing.tag] * 3
    if searched and not listing.query.is_empty:
        compiled = condition(listing.query)
        clauses.append(f"({compiled.sql})")
        parameters += compiled.parameters
    return " AND ".join(clauses), tuple(parameters)


def _ranked(connection: sqlite3.Connection, listing: Listing) -> array[int] | None:
    """Return the ids best first, or None where rank costs more than it tells."""
    expression = match_expression(listing.query)
    if expression is None:
        return None
    many = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM story_index WHERE story_index MATCH ? LIMIT ?)",
        (expression, RANKED_LIMIT + 1),
    ).fetchone()[0]
    if many > RANKED_LIMIT:
        return None
    where, parameters = _where(listing, searched=False)
    rows = connection.execute(
        "SELECT article.id FROM story_index JOIN article ON article.id = story_index.rowid"
        f" WHERE story_index MATCH ? AND {where} ORDER BY {rank_weights()}, published_key DESC, imported DESC,"
        " article.id",
        (expression, *parameters),
    )
    return array("q", (row[0] for row in rows))
