"""Annotations across the library: which ones a notebook's query finds, and a screenful of them.

Long answers come out of SQLite as one value: with a row each, ten thousand rows take and leave Python's lock as often,
and whoever types meanwhile waits for it.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from library.model.annotation import Anchor, AnchoredAnnotation, AnchorState
from library.model.notebook import (
    Days,
    NotebookChoices,
    NotebookEntry,
    NotebookOrder,
    NotebookPart,
    NotebookQuery,
    NotebookRows,
)
from library.search.days import days_of
from library.search.review import days_of_month, last_rested, to_reread
from library.search.tokens import index_text
from library.store.annotations import annotation_by_uuid, colour_names

_FROM = (
    "FROM annotation JOIN article ON article.id = annotation.article"
    " JOIN anchor ON anchor.annotation = annotation.id AND anchor.version = article.version"
)
"""As in `annotations.anchored`: the front computes every anchor before it asks."""
_IN_SIGHT = "annotation.article NOT IN (SELECT reading.article FROM reading WHERE trashed = 1)"
_NOTES = f"motivation <> 'bookmarking' AND {_IN_SIGHT}"
_PLACES = f"motivation = 'bookmarking' AND {_IN_SIGHT}"
_ORDERS = {
    NotebookOrder.NEWEST: "created DESC, annotation.id DESC",
    NotebookOrder.STORY: (
        "published_key DESC, annotation.article DESC, state = 'orphan' DESC, anchor.start_at, anchor.end_at,"
        " annotation.id"
    ),
}
_DAY = timedelta(days=1)


class _Where:
    """The conditions of a question, and their parameters."""

    def __init__(self, *clauses: str) -> None:
        self._clauses = list(clauses)
        self.parameters: list[object] = []

    def add(self, clause: str, *parameters: object) -> None:
        self._clauses.append(clause)
        self.parameters += parameters

    def __str__(self) -> str:
        return " AND ".join(self._clauses)


def rows(connection: sqlite3.Connection, query: NotebookQuery, today: date) -> NotebookRows:
    """Return what a query finds, in its order, seen from a day of the user's calendar.

    Grows with the number of annotations: call it from a worker.
    """
    where = _where(query, today)
    if query.part is NotebookPart.REREAD:
        where.add("annotation.uuid IN (SELECT value FROM json_each(?))", json.dumps(_handful(connection, today)))
    # The aggregates see the rows of a subquery in its order.
    ids, articles = connection.execute(
        "SELECT group_concat(id), group_concat(article)"
        f" FROM (SELECT annotation.id, annotation.article {_FROM} WHERE {where} ORDER BY {_ORDERS[query.order]})",
        where.parameters,
    ).fetchone()
    return NotebookRows(_numbers(ids), _numbers(articles))


def entries(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, NotebookEntry]:
    """Return annotations by number; those that are gone are left out."""
    found: dict[int, NotebookEntry] = {}
    for each in ids:
        row = connection.execute(
            f"SELECT annotation.uuid, state, anchor.start_at, anchor.end_at, score, headline, source, language {_FROM}"
            " WHERE annotation.id = ?",
            (each,),
        ).fetchone()
        annotation = annotation_by_uuid(connection, row[0]) if row else None
        if annotation is not None:
            anchor = Anchor(AnchorState(row[1]), row[2], row[3], row[4])
            found[each] = NotebookEntry(AnchoredAnnotation(annotation, anchor), row[5], row[6], row[7])
    return found


def choices(connection: sqlite3.Connection) -> NotebookChoices:
    """Return what can be filtered by. Grows with the number of annotations: call it from a worker."""
    tags = connection.execute(
        f"SELECT value, count(*) {_FROM}, json_each(annotation.tags) WHERE {_NOTES}"
        " GROUP BY value ORDER BY value COLLATE NOCASE, value"
    ).fetchall()
    sources = connection.execute(
        f"SELECT source, count(*) {_FROM} WHERE {_NOTES} GROUP BY source ORDER BY source = '', source COLLATE NOCASE"
    ).fetchall()
    (places,) = connection.execute(f"SELECT count(*) {_FROM} WHERE {_PLACES}").fetchone()
    names = tuple(sorted(colour_names(connection).items()))
    return NotebookChoices(sum(count for _, count in sources), places, tuple(tags), tuple(sources), names)


def counts(connection: sqlite3.Connection) -> tuple[int, int]:
    """Return how many highlights and notes, and how many places there are in stories outside the trash."""
    notes, places = (
        int(connection.execute(f"SELECT count(*) FROM annotation WHERE {kind}").fetchone()[0])
        for kind in (_NOTES, _PLACES)
    )
    return notes, places


def _where(query: NotebookQuery, today: date) -> _Where:
    where = _Where(_PLACES if query.part is NotebookPart.PLACES else _NOTES)
    if query.part is NotebookPart.THIS_DAY:
        days = days_of_month(today)
        local_day = "CAST(strftime('%d', created / 1000, 'unixepoch', 'localtime') AS INTEGER)"
        where.add(f"created < ? AND {local_day} BETWEEN ? AND ?", _begin(today), days[0], days[-1])
    _add_marks(where, query)
    _add_dates(where, query, today)
    if needles := _needles(query.text):
        said = " AND ".join("instr(said, ?) > 0" for _ in needles)
        where.add(f"annotation.id IN (SELECT annotation FROM annotation_text WHERE {said})", *needles)
    return where


def _add_marks(where: _Where, query: NotebookQuery) -> None:
    if query.colours:
        colours = sorted(colour.value for colour in query.colours)
        where.add(f"colour IN ({', '.join('?' * len(colours))})", *colours)
    if query.tag is not None:
        where.add(
            "EXISTS (SELECT 1 FROM json_each(annotation.tags)"
            " WHERE value = ? OR substr(value, 1, length(?) + 1) = ? || '/')",
            *[query.tag] * 3,
        )
    if query.source is not None:
        where.add("source = ?", query.source)
    if query.noted:
        where.add("trim(note, char(32, 9, 10, 13)) <> ''")
    if query.lost or query.let_go:
        kinds = [kind for kind, asked in ((0, query.lost), (1, query.let_go)) if asked]
        where.add(f"state = 'orphan' AND let_go IN ({', '.join(map(str, kinds))})")


def _add_dates(where: _Where, query: NotebookQuery, today: date) -> None:
    made, published = days_of(query.made, today), days_of(query.published, today)
    if made.first:
        where.add("created >= ?", _begin(made.first))
    if made.last:
        where.add("created < ?", _begin(made.last + _DAY))
    # Sorting keys are in UTC (`model.stamp`), and a story of which no day is known has none to be found by.
    if published != Days():
        where.add("published IS NOT NULL")
    if published.first:
        where.add("published_key >= ?", int(_midnight(published.first).replace(tzinfo=UTC).timestamp()))
    if published.last:
        where.add("published_key < ?", int(_midnight(published.last + _DAY).replace(tzinfo=UTC).timestamp()))


def _handful(connection: sqlite3.Connection, today: date) -> tuple[str, ...]:
    until = _begin(last_rested(today) + _DAY)
    (names,) = connection.execute(
        f"SELECT json_group_array(uuid) FROM annotation WHERE {_NOTES} AND let_go = 0 AND created < ?", (until,)
    ).fetchone()
    return to_reread(json.loads(names), today)


def _needles(typed: str) -> tuple[str, ...]:
    """Return the words to look for, folded as the search index folds them."""
    return tuple(filter(None, (index_text(word).strip() for word in typed.split())))


def _numbers(joined: str | None) -> array[int]:
    return array("q", map(int, joined.split(","))) if joined else array("q")


def _begin(day: date) -> int:
    """Return when a day begins where the user is, in UTC ms."""
    try:
        return int(_midnight(day).timestamp() * 1000)
    except (OverflowError, OSError, ValueError):  # before or after what the system's clock can say
        return int(_midnight(day).replace(tzinfo=UTC).timestamp() * 1000)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())
