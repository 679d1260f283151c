"""Deleting stories for good: everything that is known of them but the journal, and that their numbers are taken."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from library.model import codec
from library.model.trash import TrashCounts
from library.store import gone, search_index
from library.store.connection import transaction
from library.store.garbage import digests_in

_THESE = "(SELECT value FROM json_each(?))"
_STORY_ROWS = ("identity", "original", "tag", "reading", "version")
"""Tables with a row or more of each story, in an order in which none is left without what it names."""


@dataclass(frozen=True, slots=True)
class Removed:
    """Which stories went, what went with them, and the digests of files and pictures that they named."""

    articles: tuple[int, ...] = ()
    counts: TrashCounts = TrashCounts()
    digests: frozenset[str] = field(default=frozenset(), repr=False)


def in_trash(connection: sqlite3.Connection, wanted: Sequence[int] | None = None) -> array[int]:
    """Return the stories in the trash, of all or of those `wanted`."""
    if wanted is None:
        rows = connection.execute("SELECT article FROM reading WHERE trashed = 1 ORDER BY article")
    else:
        question = f"SELECT article FROM reading WHERE trashed = 1 AND article IN {_THESE} ORDER BY article"
        rows = connection.execute(question, (json.dumps(list(wanted)),))
    return array("q", (row[0] for row in rows))


def counts(connection: sqlite3.Connection) -> TrashCounts:
    """Return what the trash holds. Grows with it: call it from a worker."""
    return _counts(connection, in_trash(connection))


def remove(connection: sqlite3.Connection, wanted: Sequence[int]) -> Removed:
    """Delete those of some stories that are in the trash, in one transaction of its own.

    A version that an annotation of another story was made in stays with that story, out of its history. Its time is
    that of one pass through the tables of keys and files, and of the stories' texts.
    """
    with _without_checks(connection), transaction(connection):
        going = in_trash(connection, wanted)
        if not going:
            return Removed()
        these = json.dumps(list(going))
        counted = _counts(connection, going)
        _leave_evidence(connection, set(going), these)
        digests = _digests_of(connection, these)
        _remove_annotations(connection, these)
        for article in going:
            search_index.leave(connection, article)
        for table in _STORY_ROWS:
            connection.execute(f"DELETE FROM {table} WHERE article IN {_THESE}", (these,))
        for article in going:
            gone.leave(connection, article, gone.NOBODY)
    return Removed(tuple(going), counted, digests)


@contextlib.contextmanager
def _without_checks(connection: sqlite3.Connection) -> Iterator[None]:
    """Turn off SQLite's own checks of foreign keys for a block.

    It would pass through whole tables for each row that goes: keys and files have no index by story.
    """
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def _counts(connection: sqlite3.Connection, articles: Sequence[int]) -> TrashCounts:
    question = f"SELECT motivation, count(*) FROM annotation WHERE article IN {_THESE} GROUP BY motivation"
    found = dict(connection.execute(question, (json.dumps(list(articles)),)).fetchall())
    return TrashCounts(
        len(articles), found.get("highlighting", 0), found.get("commenting", 0), found.get("bookmarking", 0)
    )


def _leave_evidence(connection: sqlite3.Connection, going: set[int], these: str) -> None:
    """Hand versions over that annotations of other stories were made in, as may be after merging and splitting."""
    versions = {row[0] for row in connection.execute(f"SELECT id FROM version WHERE article IN {_THESE}", (these,))}
    wanted: dict[int, int] = {}
    question = (
        "SELECT article, version, earlier FROM annotation WHERE earlier <> '[]' OR version IN"
        f" (SELECT id FROM version WHERE article IN {_THESE})"
    )
    for article, version, earlier in connection.execute(question, (these,)):
        if article in going:
            continue
        named = {version}
        if earlier != "[]":
            named.update(each.version for each in codec.targets_from_json(earlier))
        wanted.update(dict.fromkeys(named & versions, article))
    for version, article in wanted.items():
        connection.execute(
            "UPDATE version SET article = ?, withdrawn = 1,"
            " ordinal = (SELECT max(ordinal) + 1 FROM version WHERE article = ?) WHERE id = ?",
            (article, article, version),
        )
    left = json.dumps(list(versions - wanted.keys()))
    connection.execute(f"DELETE FROM anchor WHERE version IN {_THESE}", (left,))
    connection.execute(
        f"UPDATE reading SET position = 0, position_version = NULL WHERE position_version IN {_THESE}", (left,)
    )


def _digests_of(connection: sqlite3.Connection, these: str) -> frozenset[str]:
    named = {row[0] for row in connection.execute(f"SELECT digest FROM original WHERE article IN {_THESE}", (these,))}
    for original, story in connection.execute(
        f"SELECT original, story FROM version WHERE article IN {_THESE}", (these,)
    ):
        named.add(original)
        named.update(digests_in(story))
    return frozenset(named)


def _remove_annotations(connection: sqlite3.Connection, these: str) -> None:
    of_them = f"(SELECT id FROM annotation WHERE article IN {_THESE})"
    for table in ("anchor", "annotation_text"):
        connection.execute(f"DELETE FROM {table} WHERE annotation IN {of_them}", (these,))
    connection.execute(f"DELETE FROM annotation WHERE article IN {_THESE}", (these,))
