"""Folders whose new files come in by themselves."""

from __future__ import annotations

import sqlite3


def folders(connection: sqlite3.Connection) -> dict[str, int]:
    """Return each folder with the time (UTC ms) up to which its files were seen; 0 for one that is new."""
    return dict(connection.execute("SELECT path, since FROM watched_folder ORDER BY path").fetchall())


def add(connection: sqlite3.Connection, path: str) -> None:
    """Watch a folder."""
    connection.execute("INSERT OR IGNORE INTO watched_folder VALUES (?, 0)", (path,))


def remove(connection: sqlite3.Connection, path: str) -> None:
    """Watch a folder no more."""
    connection.execute("DELETE FROM watched_folder WHERE path = ?", (path,))


def set_since(connection: sqlite3.Connection, path: str, at: int) -> None:
    """Note that all files of a folder up to a time were seen."""
    connection.execute("UPDATE watched_folder SET since = ? WHERE path = ?", (at, path))
