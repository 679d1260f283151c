"""Opening SQLite files: pragmas, schema steps, and turning what SQLite says into errors a user can act on.

Holds no knowledge of what the tables mean.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from library.model import errors

BUSY_TIMEOUT_MS = 5000
"""How long a write waits for another process before it gives up with `LibraryLocked`."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of database file: its name in the library folder, `application_id`, and prefix of its schema steps."""

    file_name: str
    application_id: int
    steps: str


LIBRARY = Kind("library.sqlite3", 0x42726473, "library")  # "Brds"
ASSETS = Kind("assets.sqlite3", 0x42726461, "assets")  # "Brda"

_LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_READ_ONLY = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}


@contextlib.contextmanager
def expected_errors(path: Path) -> Iterator[None]:
    """Turn what the world can do to a file (locked, full, read-only, damaged) into a `LibraryError`.

    Everything else that SQLite raises is a bug of ours and passes through.
    """
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        primary = code & 0xFF if code is not None else None
        if primary in _LOCKED:
            raise errors.LibraryLocked(
                f"Another program is using the library in {path.parent}; close it, or wait until it is done."
            ) from error
        if primary in _READ_ONLY:
            raise errors.LibraryReadOnly(
                f"Broadsheet may not write to {path}; check the folder's permissions."
            ) from error
        if primary == sqlite3.SQLITE_FULL:
            raise errors.LibraryFull(f"There is no space left for {path}; free some and try again.") from error
        if primary == sqlite3.SQLITE_NOTADB:
            raise errors.NotALibrary(f"{path} is not a Broadsheet library.") from error
        if primary in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_IOERR):
            raise errors.LibraryDamaged(f"{path} is damaged or can't be read: {error}.") from error
        raise


def newest_step(kind: Kind) -> int:
    """Return the number of the newest schema step."""
    return len(_steps(kind))


def open_for_writing(kind: Kind, folder: Path, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> sqlite3.Connection:
    """Open the file in the folder, made if it is missing and brought to the newest schema step.

    Raises a `LibraryError` for a file that is foreign, newer, locked, read-only or damaged.
    """
    path = folder / kind.file_name
    with expected_errors(path):
        connection = sqlite3.connect(path, isolation_level=None, timeout=busy_timeout_ms / 1000)
        try:
            _check(connection, kind, path)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA trusted_schema = OFF")
            _migrate(connection, kind)
        except BaseException:
            connection.close()
            raise
    return connection


def open_for_reading(kind: Kind, folder: Path) -> sqlite3.Connection:
    """Open the file read-only; it must exist at the newest step."""
    path = folder / kind.file_name
    with expected_errors(path):
        # as_uri escapes what a path may hold ("?", "#", "%").
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None, timeout=BUSY_TIMEOUT_MS / 1000
        )
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA query_only = ON")
    return connection


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Run a block in one `BEGIN IMMEDIATE` transaction: committed at its end, rolled back on any exception."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def statements(script: str) -> Iterator[str]:
    """Split a script into statements. `executescript` would commit an open transaction, so it can't be used."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _check(connection: sqlite3.Connection, kind: Kind, path: Path) -> None:
    application_id, version = _scalar(connection, "application_id"), _scalar(connection, "user_version")
    empty = _scalar(connection, "schema_version") == 0
    if application_id != kind.application_id and not empty:
        raise errors.NotALibrary(f"{path} is not a Broadsheet library.")
    if version > newest_step(kind):
        raise errors.NewerLibrary(
            f"A newer version of Broadsheet made the library in {path.parent}; update Broadsheet to open it."
        )
    if not os.access(path, os.W_OK):
        raise errors.LibraryReadOnly(f"Broadsheet may not write to {path}; check the folder's permissions.")


def _migrate(connection: sqlite3.Connection, kind: Kind) -> None:
    """Bring the file to the newest step, all steps in one transaction: a kill in the middle leaves the old file."""
    if _scalar(connection, "user_version") == newest_step(kind):
        return
    with transaction(connection):
        # Read again inside the lock: another process may have done it meanwhile.
        for number, script in list(enumerate(_steps(kind), 1))[_scalar(connection, "user_version") :]:
            for statement in statements(script):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute(f"PRAGMA application_id = {kind.application_id}")


def _steps(kind: Kind) -> tuple[str, ...]:
    folder = resources.files("library.store.schema")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.startswith(f"{kind.steps}_"))
    return tuple((folder / name).read_text(encoding="utf-8") for name in names)


def _scalar(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])
