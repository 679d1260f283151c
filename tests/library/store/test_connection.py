"""Opening a library file: new, old, foreign, newer, locked, read-only, full, damaged, killed half-way."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from library.model import errors
from library.store import connection as connections
from library.store.connection import (
    ASSETS,
    LIBRARY,
    Kind,
    expected_errors,
    newest_step,
    open_for_reading,
    open_for_writing,
    statements,
    transaction,
)

DUMPS = Path(__file__).parent / "dumps"
KINDS = pytest.mark.parametrize("kind", [LIBRARY, ASSETS], ids=lambda kind: kind.steps)


def schema(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    return connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_stat%' ORDER BY name"
    ).fetchall()


@KINDS
def test_a_new_file_is_durable_and_marked_as_ours(kind: Kind, tmp_path: Path) -> None:
    connection = open_for_writing(kind, tmp_path)
    pragmas = [
        connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("application_id", "user_version", "journal_mode", "synchronous", "foreign_keys")
    ]
    connection.close()
    assert pragmas == [kind.application_id, newest_step(kind), "wal", 2, 1]


@KINDS
def test_every_released_schema_becomes_the_newest_one_and_keeps_its_rows(kind: Kind, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    fresh = open_for_writing(kind, tmp_path / "new")
    dumps = sorted(DUMPS.glob(f"{kind.steps}_*.sql"))
    assert len(dumps) == newest_step(kind), "every released step has its dump"
    for dump in dumps:
        folder = tmp_path / dump.stem
        folder.mkdir()
        old = sqlite3.connect(folder / kind.file_name)
        old.executescript(dump.read_text(encoding="utf-8"))
        asked = {
            name: f"SELECT {', '.join(columns(old, name))} FROM {name}"
            for name in (
                *("article", "version", "annotation", "reading", "import_file", "asset"),
                *("colour_name", "annotation_text", "gone_article"),
            )
            if has(old, name)
        }
        rows = {name: old.execute(question).fetchall() for name, question in asked.items()}
        old.close()
        migrated = open_for_writing(kind, folder)
        assert schema(migrated) == schema(fresh)
        assert {name: migrated.execute(question).fetchall() for name, question in asked.items()} == rows
        assert all(rows.values())
        migrated.close()
    fresh.close()


def columns(connection: sqlite3.Connection, table: str) -> list[str]:
    """The table's columns: later steps add more, which an old file's rows have nothing to say of."""
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def has(connection: sqlite3.Connection, table: str) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (table,)).fetchone() is not None


def test_a_step_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_for_writing(ASSETS, tmp_path).close()
    before = connections._steps(ASSETS)
    monkeypatch.setattr(
        connections, "_steps", lambda _kind: (*before, "CREATE TABLE late (x);\nCREATE TABLE asset (x);")
    )
    with pytest.raises(sqlite3.OperationalError):
        open_for_writing(ASSETS, tmp_path)
    monkeypatch.undo()
    connection = open_for_writing(ASSETS, tmp_path)
    assert not has(connection, "late")
    connection.close()


KILLED = """
import os, signal, sys
from pathlib import Path
from library.store import connection as c
steps = c._steps(c.ASSETS)
c._steps = lambda kind: (*steps, "CREATE TABLE late (x);\\nINSERT INTO late VALUES (1);\\n")
real = c.statements
def dying(script):
    for number, statement in enumerate(real(script)):
        yield statement
        if "late" in script and number == 0:
            os.kill(os.getpid(), signal.SIGKILL)
c.statements = dying
c.open_for_writing(c.ASSETS, Path(sys.argv[1]))
"""


def test_a_migration_killed_half_way_leaves_the_old_file(tmp_path: Path) -> None:
    open_for_writing(ASSETS, tmp_path).close()
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False)
    assert done.returncode == -signal.SIGKILL
    connection = open_for_writing(ASSETS, tmp_path)
    assert not has(connection, "late")
    assert connection.execute("PRAGMA user_version").fetchone()[0] == newest_step(ASSETS)
    connection.close()


def test_a_newer_library_is_refused(tmp_path: Path) -> None:
    connection = open_for_writing(LIBRARY, tmp_path)
    connection.execute(f"PRAGMA user_version = {newest_step(LIBRARY) + 1}")
    connection.close()
    with pytest.raises(errors.NewerLibrary, match=r"newer version of Broadsheet"):
        open_for_writing(LIBRARY, tmp_path)


def test_another_program_s_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / LIBRARY.file_name
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE recipe (name)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(errors.NotALibrary, match=r"is not a Broadsheet library"):
        open_for_writing(LIBRARY, tmp_path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / LIBRARY.file_name
    path.write_bytes(b"Dear diary, " * 500)
    with pytest.raises(errors.NotALibrary):
        open_for_writing(LIBRARY, tmp_path)
    assert path.read_bytes() == b"Dear diary, " * 500


def test_a_library_that_another_process_holds_is_said_to_be_in_use(tmp_path: Path) -> None:
    mine = open_for_writing(LIBRARY, tmp_path, busy_timeout_ms=20)
    other = sqlite3.connect(tmp_path / LIBRARY.file_name, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with (
        pytest.raises(errors.LibraryLocked, match="Another program"),
        expected_errors(tmp_path / LIBRARY.file_name),
        transaction(mine),
    ):
        pass
    other.close()
    mine.close()


def test_a_full_disk_is_said_to_be_full_and_nothing_of_the_change_stays(tmp_path: Path) -> None:
    connection = open_for_writing(ASSETS, tmp_path)
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages + 4}")
    with (
        pytest.raises(errors.LibraryFull, match="no space left"),
        expected_errors(tmp_path / ASSETS.file_name),
        transaction(connection),
    ):
        connection.execute("INSERT INTO asset VALUES ('a', 'x', 1, '', zeroblob(100))")
        connection.execute("INSERT INTO asset VALUES ('b', 'x', 1, '', zeroblob(1000000))")
    assert connection.execute("SELECT count(*) FROM asset").fetchone() == (0,)
    connection.close()


def test_a_damaged_file_is_said_to_be_damaged(tmp_path: Path) -> None:
    connection = open_for_writing(ASSETS, tmp_path)
    connection.executemany("INSERT INTO asset VALUES (?, 'x', 1, '', zeroblob(3000))", [(str(n),) for n in range(50)])
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    path = tmp_path / ASSETS.file_name
    data = bytearray(path.read_bytes())
    data[4096 * 2 :] = os.urandom(len(data) - 4096 * 2)
    path.write_bytes(data)
    reading = open_for_reading(ASSETS, tmp_path)
    with pytest.raises(errors.LibraryDamaged, match="damaged"), expected_errors(path):
        reading.execute("SELECT sum(length(data)) FROM asset").fetchone()
    reading.close()


def test_a_bug_of_ours_is_not_dressed_up(tmp_path: Path) -> None:
    connection = open_for_writing(ASSETS, tmp_path)
    with pytest.raises(sqlite3.OperationalError, match="no such table"), expected_errors(tmp_path):
        connection.execute("SELECT * FROM nowhere")
    connection.close()


def test_a_reading_connection_can_t_write(tmp_path: Path) -> None:
    open_for_writing(ASSETS, tmp_path).close()
    reading = open_for_reading(ASSETS, tmp_path)
    with pytest.raises(errors.LibraryReadOnly), expected_errors(tmp_path / ASSETS.file_name):
        reading.execute("DELETE FROM asset")
    reading.close()


def test_a_folder_with_odd_letters_in_its_name_can_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "50% of? my #stories"
    folder.mkdir()
    open_for_writing(ASSETS, folder).close()
    reading = open_for_reading(ASSETS, folder)
    assert reading.execute("SELECT count(*) FROM asset").fetchone() == (0,)
    reading.close()


def test_a_transaction_that_raises_is_rolled_back(tmp_path: Path) -> None:
    connection = open_for_writing(ASSETS, tmp_path)
    with pytest.raises(ZeroDivisionError), transaction(connection):
        connection.execute("INSERT INTO asset VALUES ('a', 'x', 1, '', x'00')")
        raise ZeroDivisionError
    assert connection.execute("SELECT count(*) FROM asset").fetchone() == (0,)
    connection.close()


def test_statements_are_split_where_sqlite_says_so() -> None:
    script = "CREATE TABLE a (x); -- one; two\nCREATE TRIGGER t AFTER INSERT ON a BEGIN\n  DELETE FROM a;\nEND;\n"
    parts = list(statements(script))
    assert len(parts) == 2
    assert parts[1].startswith("CREATE TRIGGER")
