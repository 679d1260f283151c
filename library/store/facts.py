"""Small facts about the library itself: which projection the search index and the anchors were made with."""

from __future__ import annotations

import sqlite3


def fact(connection: sqlite3.Connection, key: str) -> str | None:
    """Return a fact, or None."""
    row = connection.execute("SELECT value FROM fact WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else None


def set_fact(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Write a fact."""
    connection.execute(
        "INSERT INTO fact VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", (key, value)
    )
