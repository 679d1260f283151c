"""Stories that are no longer there by themselves: their numbers and UUIDs, and which story each went into, if any."""

from __future__ import annotations

import sqlite3

NOBODY = 0
"""The heir of a story that was deleted for good: no story has this number."""


def leave(connection: sqlite3.Connection, article: int, heir: int) -> None:
    """Delete the row of a story that nothing hangs on any more, and note the story that it went into."""
    connection.execute("INSERT INTO gone_article SELECT id, uuid, ? FROM article WHERE id = ?", (heir, article))
    connection.execute("DELETE FROM article WHERE id = ?", (article,))


def come_back(connection: sqlite3.Connection, article: int) -> None:
    """Forget that a story was gone."""
    connection.execute("DELETE FROM gone_article WHERE article = ?", (article,))


def is_deleted(connection: sqlite3.Connection, article: int) -> bool:
    """True if a story was deleted for good."""
    question = "SELECT 1 FROM gone_article WHERE article = ? AND heir = ?"
    return connection.execute(question, (article, NOBODY)).fetchone() is not None


def heir_of_uuid(connection: sqlite3.Connection, identity: str) -> int | None:
    """Return the story that the one of this UUID went into, or None."""
    return _follow(connection, "SELECT heir FROM gone_article WHERE uuid = ?", identity)


def _follow(connection: sqlite3.Connection, question: str, first: object) -> int | None:
    row = connection.execute(question, (first,)).fetchone()
    while row is not None:
        article = int(row[0])
        if connection.execute("SELECT 1 FROM article WHERE id = ?", (article,)).fetchone():
            return article
        row = connection.execute("SELECT heir FROM gone_article WHERE article = ?", (article,)).fetchone()
    return None
