"""Reports of imports, kept so that "what happened to that file?" has an answer next year."""

from __future__ import annotations

import json
import sqlite3

from library.model import codec
from library.model.report import FileOutcome, FileResult, ImportReport


def begin_run(connection: sqlite3.Connection, started: int) -> int:
    """Open a report; `started` is UTC ms. Until `end_run` it counts as cancelled, which a crash leaves true."""
    cursor = connection.execute("INSERT INTO import_run (started, seconds, cancelled) VALUES (?, 0, 1)", (started,))
    return int(cursor.lastrowid or 0)


def end_run(connection: sqlite3.Connection, run: int, seconds: float, cancelled: bool) -> None:
    """Close a report."""
    connection.execute("UPDATE import_run SET seconds = ?, cancelled = ? WHERE id = ?", (seconds, int(cancelled), run))


def add_result(connection: sqlite3.Connection, run: int, number: int, result: FileResult) -> None:
    """Write one file's line."""
    connection.execute(
        "INSERT INTO import_file VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            run,
            number,
            result.path,
            result.outcome.value,
            result.format,
            json.dumps(result.articles),
            codec.notices_to_json(result.notices),
            result.error,
        ),
    )


def report(connection: sqlite3.Connection, run: int) -> ImportReport | None:
    """Return a kept report, or None."""
    row = connection.execute("SELECT started, seconds, cancelled FROM import_run WHERE id = ?", (run,)).fetchone()
    if row is None:
        return None
    files = connection.execute(
        "SELECT path, outcome, articles, format, notices, error FROM import_file WHERE run = ? ORDER BY number", (run,)
    )
    results = tuple(
        FileResult(
            path, FileOutcome(outcome), tuple(json.loads(ids)), format_id, codec.notices_from_json(notices), error
        )
        for path, outcome, ids, format_id, notices, error in files
    )
    return ImportReport(run, row[0], row[1], bool(row[2]), results)


def latest_run(connection: sqlite3.Connection) -> int | None:
    """Return the id of the newest report, or None."""
    row = connection.execute("SELECT max(id) FROM import_run").fetchone()
    return row[0] if row else None
