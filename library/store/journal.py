"""The journal of operations: every change the user made, with its inverse."""

from __future__ import annotations

import sqlite3
import uuid
from dataclasses import dataclass

from library.model import codec
from library.model.operation import Operation


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One line: when (UTC ms), what, and what would undo it."""

    id: int
    at: int
    operation: Operation
    inverse: Operation | None


def record(connection: sqlite3.Connection, at: int, operation: Operation, inverse: Operation | None) -> None:
    """Append an operation."""
    connection.execute(
        "INSERT INTO journal (uuid, at, operation, inverse) VALUES (?, ?, ?, ?)",
        (
            str(uuid.uuid4()),
            at,
            codec.operation_to_json(operation),
            codec.operation_to_json(inverse) if inverse is not None else None,
        ),
    )


def latest(connection: sqlite3.Connection, limit: int) -> tuple[JournalEntry, ...]:
    """Return the newest entries, newest first."""
    rows = connection.execute("SELECT id, at, operation, inverse FROM journal ORDER BY id DESC LIMIT ?", (limit,))
    return tuple(
        JournalEntry(
            row[0],
            row[1],
            codec.operation_from_json(row[2]),
            codec.operation_from_json(row[3]) if row[3] is not None else None,
        )
        for row in rows
    )
