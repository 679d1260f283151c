"""Reading states: what the user did with each article."""

from __future__ import annotations

import sqlite3
from dataclasses import astuple

from library.model.operation import StateFlag
from library.model.reading import ReadingState


def reading_state(connection: sqlite3.Connection, article: int) -> ReadingState:
    """Return an article's state; an untouched one has the defaults."""
    row = connection.execute(
        "SELECT read, starred, archived, trashed, position, position_version, progress, opened, finished"
        " FROM reading WHERE article = ?",
        (article,),
    ).fetchone()
    if row is None:
        return ReadingState(article)
    return ReadingState(article, bool(row[0]), bool(row[1]), bool(row[2]), bool(row[3]), *row[4:])


def flag_of(connection: sqlite3.Connection, article: int, flag: StateFlag) -> bool:
    """Return one flag of an article."""
    # The column's name comes from an enum, never from outside.
    row = connection.execute(f"SELECT {flag.value} FROM reading WHERE article = ?", (article,)).fetchone()
    return bool(row and row[0])


def set_flag(connection: sqlite3.Connection, article: int, flag: StateFlag, value: bool, now: int) -> None:
    """Write one flag. Reading a story to its end stamps `finished` (UTC ms), the first time."""
    connection.execute(
        f"INSERT INTO reading (article, {flag.value}) VALUES (?, ?)"
        f" ON CONFLICT (article) DO UPDATE SET {flag.value} = excluded.{flag.value}",
        (article, int(value)),
    )
    if flag is StateFlag.READ and value:
        connection.execute(
            "UPDATE reading SET finished = coalesce(finished, ?), opened = coalesce(opened, ?) WHERE article = ?",
            (now, now, article),
        )


def set_position(
    connection: sqlite3.Connection, article: int, version: int, position: int, progress: float, now: int
) -> None:
    """Write the place: a code point in the version's canonical text, and the progress, 0.0-1.0."""
    connection.execute(
        "INSERT INTO reading (article, position, position_version, progress, opened) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (article) DO UPDATE SET position = excluded.position,"
        " position_version = excluded.position_version, progress = excluded.progress,"
        " opened = coalesce(opened, excluded.opened)",
        (article, position, version, progress, now),
    )


def set_state(connection: sqlite3.Connection, state: ReadingState) -> None:
    """Write an article's whole state; one at the defaults is no row."""
    connection.execute("DELETE FROM reading WHERE article = ?", (state.article,))
    if state != ReadingState(state.article):
        connection.execute("INSERT INTO reading VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", astuple(state))
