"""Reports of imports, kept so that "what happened to that file?" has an answer next year."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence

from library.model import codec
from library.model.report import FileCount, FileOutcome, FileResult, ImportReport, LinesWanted, UnfinishedImport

KEPT_STORIES = 1000
KEPT_NOTICES = 200
"""Stories and remarks of one file that its line names one by one; those beyond are counted."""

RUNNING, DONE, CANCELLED = "running", "done", "cancelled"

_COLUMNS = "path, outcome, format, articles, notices, error, seconds, added, more_stories, more_notices"


def begin_run(connection: sqlite3.Connection, started: int, paths: Sequence[str], quiet: bool) -> int:
    """Open a report; `started` is UTC ms, `quiet` is for an import nobody asked for.

    Until `end_run` it counts as cancelled, which a crash leaves true.
    """
    cursor = connection.execute(
        "INSERT INTO import_run (started, seconds, cancelled, paths, state, quiet) VALUES (?, 0, 1, ?, ?, ?)",
        (started, json.dumps(list(paths)), RUNNING, int(quiet)),
    )
    return int(cursor.lastrowid or 0)


def end_run(connection: sqlite3.Connection, run: int, seconds: float, cancelled: bool) -> None:
    """Close a report; `seconds` are added to those of earlier goes at it."""
    connection.execute(
        "UPDATE import_run SET seconds = seconds + ?, cancelled = ?, state = ? WHERE id = ?",
        (seconds, int(cancelled), CANCELLED if cancelled else DONE, run),
    )


def add_results(connection: sqlite3.Connection, run: int, results: Iterable[tuple[int, FileResult]]) -> None:
    """Write files' lines, each with its number in the report's order. Inside a transaction of the caller's."""
    connection.executemany(
        f"INSERT INTO import_file (run, number, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                run,
                number,
                result.path,
                result.outcome.value,
                result.format,
                json.dumps(result.articles[:KEPT_STORIES]),
                codec.notices_to_json(result.notices[:KEPT_NOTICES]),
                result.error,
                result.seconds,
                result.added,
                result.more_stories + len(result.articles[KEPT_STORIES:]),
                result.more_notices + len(result.notices[KEPT_NOTICES:]),
            )
            for number, result in results
        ],
    )


def next_number(connection: sqlite3.Connection, run: int) -> int:
    """Return a number beyond those of a report's lines."""
    row = connection.execute("SELECT max(number) FROM import_file WHERE run = ?", (run,)).fetchone()
    return 0 if row[0] is None else int(row[0]) + 1


def has_result(connection: sqlite3.Connection, run: int, path: str) -> bool:
    """True if a report has a line for this file."""
    found = connection.execute("SELECT 1 FROM import_file WHERE run = ? AND path = ? LIMIT 1", (run, path))
    return found.fetchone() is not None


def report(connection: sqlite3.Connection, run: int) -> ImportReport | None:
    """Return a kept report, or None."""
    row = connection.execute(
        "SELECT started, seconds, cancelled, paths, quiet FROM import_run WHERE id = ?", (run,)
    ).fetchone()
    if row is None:
        return None
    counts = connection.execute(
        "SELECT format, outcome, count(*), sum(json_array_length(articles) + more_stories), sum(added),"
        " sum(json_array_length(notices) + more_notices), sum(seconds)"
        " FROM import_file WHERE run = ? GROUP BY format, outcome ORDER BY format, outcome",
        (run,),
    )
    return ImportReport(
        run,
        row[0],
        row[1],
        bool(row[2]),
        tuple(FileCount(format_id, FileOutcome(outcome), *rest) for format_id, outcome, *rest in counts),
        tuple(json.loads(row[3])),
        quiet=bool(row[4]),
    )


def lines(
    connection: sqlite3.Connection,
    run: int,
    outcome: FileOutcome | None,
    words: Sequence[str],
    noticed: bool,
    offset: int,
    limit: int,
) -> tuple[FileResult, ...]:
    """Return a page of a report's lines in its order; `words` are case-folded, and all of them stand in each line."""
    where, values = _where(connection, run, LinesWanted(outcome, noticed=noticed), words)
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM import_file WHERE {where} ORDER BY number LIMIT ? OFFSET ?", (*values, limit, offset)
    )
    return tuple(_result(*row) for row in rows)


def line_count(
    connection: sqlite3.Connection, run: int, outcome: FileOutcome | None, words: Sequence[str], noticed: bool
) -> int:
    """Return how many lines `lines` has in all its pages."""
    where, values = _where(connection, run, LinesWanted(outcome, noticed=noticed), words)
    return int(connection.execute(f"SELECT count(*) FROM import_file WHERE {where}", values).fetchone()[0])


def line_numbers(connection: sqlite3.Connection, run: int, wanted: LinesWanted) -> array[int]:
    """Return the numbers of a report's lines: failed, skipped, with remarks, then the rest, each in the report's order.

    A line's number says which it is for as long as the report is kept.
    """
    where, values = _where(connection, run, wanted, wanted.text.casefold().split())
    rows = connection.execute(
        f"SELECT number FROM import_file WHERE {where}"
        " ORDER BY CASE outcome WHEN 'failed' THEN 0 WHEN 'skipped' THEN 1 ELSE 2 + (notices = '[]') END, number",
        values,
    )
    return array("q", (number for (number,) in rows))


def lines_at(connection: sqlite3.Connection, run: int, numbers: Sequence[int]) -> dict[int, FileResult]:
    """Return a page of a report's lines by their numbers."""
    rows = connection.execute(
        f"SELECT number, {_COLUMNS} FROM import_file WHERE run = ? AND number IN (SELECT value FROM json_each(?))",
        (run, json.dumps(list(numbers))),
    )
    return {number: _result(*row) for number, *row in rows}


def failed_paths(connection: sqlite3.Connection, run: int) -> tuple[str, ...]:
    """Return the names of the files that failed, in the report's order."""
    rows = connection.execute(
        "SELECT path FROM import_file WHERE run = ? AND outcome = 'failed' ORDER BY number", (run,)
    )
    return tuple(row[0] for row in rows)


def latest_run(connection: sqlite3.Connection) -> int | None:
    """Return the id of the newest report that somebody asked for, or None."""
    row = connection.execute("SELECT max(id) FROM import_run WHERE quiet = 0").fetchone()
    return row[0] if row else None


def runs(connection: sqlite3.Connection, limit: int) -> tuple[int, ...]:
    """Return the ids of the newest reports, newest first; of quiet imports those where something came or failed."""
    rows = connection.execute(
        "SELECT id FROM import_run WHERE quiet = 0 OR EXISTS (SELECT 1 FROM import_file WHERE run = id"
        " AND outcome IN ('added', 'new-version', 'failed')) ORDER BY id DESC LIMIT ?",
        (limit,),
    )
    return tuple(row[0] for row in rows)


def running(connection: sqlite3.Connection) -> tuple[UnfinishedImport, ...]:
    """Return the imports that haven't ended, newest first: those under way, and those that were cut off."""
    rows = connection.execute(
        "SELECT id, started, paths, (SELECT count(*) FROM import_file WHERE run = import_run.id)"
        " FROM import_run WHERE state = ? AND quiet = 0 ORDER BY id DESC",
        (RUNNING,),
    )
    return tuple(UnfinishedImport(run, started, tuple(json.loads(paths)), done) for run, started, paths, done in rows)


def _result(
    path: str,
    outcome: str,
    format_id: str,
    articles: str,
    notices: str,
    error: str,
    seconds: float,
    added: int,
    more_stories: int,
    more_notices: int,
) -> FileResult:
    return FileResult(
        path,
        FileOutcome(outcome),
        tuple(json.loads(articles)),
        format_id,
        codec.notices_from_json(notices),
        error,
        seconds,
        added,
        more_stories,
        more_notices,
    )


def _where(
    connection: sqlite3.Connection, run: int, wanted: LinesWanted, words: Sequence[str]
) -> tuple[str, tuple[object, ...]]:
    where: list[str] = ["run = ?"]
    values: list[object] = [run]
    if wanted.outcome is not None:
        where.append("outcome = ?")
        values.append(wanted.outcome.value)
    if wanted.format is not None:
        where.append("format = ?")
        values.append(wanted.format)
    if wanted.noticed:
        where.append("notices <> '[]'")
    if words:
        # SQLite's own LIKE folds ASCII letters alone.
        connection.create_function("holds_words", 5, _holder(words, dict(wanted.spoken)), deterministic=True)
        where.append("holds_words(path, outcome, format, notices, error)")
    return " AND ".join(where), tuple(values)


def _holder(words: Sequence[str], spoken: Mapping[str, str]) -> Callable[..., bool]:
    def holds(path: str, outcome: str, format_id: str, notices: str, error: str) -> bool:
        seen = (path, spoken.get(outcome, outcome), spoken.get(format_id, format_id), notices, error)
        line = "\n".join(seen).casefold()
        return all(word in line for word in words)

    return holds
