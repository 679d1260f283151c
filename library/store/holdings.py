"""What each story holds, taken up and laid down again: the one place where versions change their story.

A story that is let go leaves its number and its UUID behind, with the story that it went into: neither is given again,
so what was written down about it elsewhere never means another one.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from library.model.errors import NotFound
from library.model.holding import Holding
from library.store import articles, gone, reading, search_index, tags


def holding(connection: sqlite3.Connection, article: int) -> Holding:
    """Return what a story holds. Raises NotFound."""
    row = connection.execute("SELECT uuid, imported, version FROM article WHERE id = ?", (article,)).fetchone()
    if row is None:
        raise NotFound(f"There is no story with the number {article}.")
    return Holding(
        article,
        uuid=row[0],
        imported=row[1],
        current=row[2],
        versions=_rows(connection, "SELECT id, ordinal FROM version WHERE article = ? ORDER BY ordinal", article),
        annotations=_column(connection, "SELECT uuid FROM annotation WHERE article = ? ORDER BY id", article),
        tags=tags.tags_of(connection, article),
        keys=_column(connection, "SELECT key FROM identity WHERE article = ? ORDER BY key", article),
        originals=_rows(connection, "SELECT digest, format FROM original WHERE article = ? ORDER BY digest", article),
        state=reading.reading_state(connection, article),
    )


def arrivals(connection: sqlite3.Connection, article: int) -> tuple[tuple[int, int, int], ...]:
    """Return the versions of a story: id, ordinal, and when each came (UTC ms)."""
    return _rows(connection, "SELECT id, ordinal, imported FROM version WHERE article = ? ORDER BY ordinal", article)


def there(connection: sqlite3.Connection, asked: Sequence[int]) -> set[int]:
    """Return which of some stories there are."""
    question = "SELECT id FROM article WHERE id IN (SELECT value FROM json_each(?))"
    return {row[0] for row in connection.execute(question, (json.dumps(list(asked)),))}


def arrange(connection: sqlite3.Connection, wanted: Sequence[Holding], let_go: Sequence[tuple[int, int]]) -> None:
    """Let stories hold exactly this, and let go of others, each (article, the one of `wanted` that it goes into).

    What came to one of them meanwhile and is in no holding stays with it, or goes with it. Search and anchors are the
    caller's. Inside a transaction of the caller's. Raises NotFound if one of them was deleted for good: the numbers of
    its versions may be others' by now.
    """
    heirs = {held.article: held.article for held in wanted} | dict(let_go)
    if any(gone.is_deleted(connection, article) for article in heirs):
        raise NotFound("One of the stories was deleted for good.")
    for held in wanted:
        _make_sure_of(connection, held)
    _Versions(connection, wanted, heirs).lay_down()
    _lay_down_annotations(connection, wanted, heirs)
    for table, value, of in _SETS:
        _lay_down_set(connection, table, value, [(held.article, of(held)) for held in wanted], heirs)
    for held in wanted:
        reading.set_state(connection, held.state)
    for article, heir in let_go:
        _let_go(connection, article, heir)
    for held in wanted:
        articles.show(connection, held.article, held.current)


def _make_sure_of(connection: sqlite3.Connection, held: Holding) -> None:
    """Write the row of a story that isn't there, under its own number."""
    if connection.execute("SELECT 1 FROM article WHERE id = ?", (held.article,)).fetchone():
        return
    gone.come_back(connection, held.article)
    connection.execute(
        "INSERT INTO article (id, uuid, imported, version, versions, headline, headline_key, source,"
        " published_key, lead, word_count, language) VALUES (?, ?, ?, ?, 1, '', '', '', 0, '', 0, '')",
        (held.article, held.uuid, held.imported, held.current),
    )


def _let_go(connection: sqlite3.Connection, article: int, heir: int) -> None:
    search_index.leave(connection, article)
    connection.execute("DELETE FROM reading WHERE article = ?", (article,))
    gone.leave(connection, article, heir)


@dataclass(frozen=True, slots=True)
class _Versions:
    connection: sqlite3.Connection
    wanted: Sequence[Holding]
    heirs: dict[int, int]

    def lay_down(self) -> None:
        """Give each story its versions; those that nobody names come last."""
        named = [(version, held.article, ordinal) for held in self.wanted for version, ordinal in held.versions]
        known = {version for version, _, _ in named}
        placed = [*named, *self._strays(known)]
        # In two steps, for no two versions of a story may have one number at any time.
        self.connection.executemany("UPDATE version SET ordinal = -id WHERE id = ?", [(row[0],) for row in placed])
        self.connection.executemany(
            "UPDATE version SET article = ?, ordinal = ? WHERE id = ?",
            [(article, ordinal, version) for version, article, ordinal in placed],
        )

    def _strays(self, known: set[int]) -> Iterator[tuple[int, int, int]]:
        last = {held.article: max((ordinal for _, ordinal in held.versions), default=0) for held in self.wanted}
        for article, heir in self.heirs.items():
            question = "SELECT id FROM version WHERE article = ? ORDER BY ordinal"
            for version in _column(self.connection, question, article):
                if version not in known:
                    last[heir] += 1
                    yield version, heir, last[heir]


def _lay_down_annotations(connection: sqlite3.Connection, wanted: Sequence[Holding], heirs: dict[int, int]) -> None:
    known = {uuid: held.article for held in wanted for uuid in held.annotations}
    for article, heir in heirs.items():
        for uuid in _column(connection, "SELECT uuid FROM annotation WHERE article = ?", article):
            known.setdefault(uuid, heir)
    connection.executemany("UPDATE annotation SET article = ? WHERE uuid = ?", [(a, uuid) for uuid, a in known.items()])


_Values = tuple[tuple[str, ...], ...]
_SETS: tuple[tuple[str, str, Callable[[Holding], _Values]], ...] = (
    ("identity", "key", lambda held: tuple((key,) for key in held.keys)),
    ("original", "digest, format", lambda held: held.originals),
    ("tag", "name", lambda held: tuple((name,) for name in held.tags)),
)


def _lay_down_set(
    connection: sqlite3.Connection,
    table: str,
    value: str,
    wanted: Sequence[tuple[int, _Values]],
    heirs: dict[int, int],
) -> None:
    known = {each for _, values in wanted for each in values}
    rows = [(article, each) for article, values in wanted for each in values]
    for article, heir in heirs.items():
        present = _rows(connection, f"SELECT {value} FROM {table} WHERE article = ?", article)
        rows += [(heir, each) for each in present if each not in known]
        connection.execute(f"DELETE FROM {table} WHERE article = ?", (article,))
    marks = ", ".join("?" * (value.count(",") + 2))
    connection.executemany(
        f"INSERT OR IGNORE INTO {table} (article, {value}) VALUES ({marks})",
        [(article, *each) for article, each in rows],
    )


def _column(connection: sqlite3.Connection, question: str, article: int) -> tuple[Any, ...]:
    return tuple(row[0] for row in connection.execute(question, (article,)))


def _rows(connection: sqlite3.Connection, question: str, article: int) -> tuple[Any, ...]:
    return tuple(connection.execute(question, (article,)).fetchall())
