"""Annotations across the library: which ones a notebook's query finds, and a screenful of them."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Sequence

from library.model.annotation import Anchor, AnchoredAnnotation, AnchorState
from library.model.notebook import NotebookChoices, NotebookEntry, NotebookOrder, NotebookQuery, NotebookRows
from library.search.tokens import index_text
from library.store.annotations import annotation_by_uuid

_FROM = (
    "FROM annotation JOIN article ON article.id = annotation.article"
    " JOIN anchor ON anchor.annotation = annotation.id AND anchor.version = article.version"
)
"""As in `annotations.anchored`: the front computes every anchor before it asks."""
_SHOWN = (
    "motivation <> 'bookmarking' AND annotation.article NOT IN (SELECT reading.article FROM reading WHERE trashed = 1)"
)
_ORDERS = {
    NotebookOrder.NEWEST: "created DESC, annotation.id DESC",
    NotebookOrder.STORY: (
        "published_key DESC, annotation.article DESC, state = 'orphan' DESC, anchor.start_at, anchor.end_at,"
        " annotation.id"
    ),
}


def rows(connection: sqlite3.Connection, query: NotebookQuery) -> NotebookRows:
    """Return what a query finds, in its order. Grows with the number of annotations: call it from a worker."""
    where, parameters = _where(query)
    if needles := _needles(query.text):
        connection.create_function("notebook_says", 2, lambda quote, note: _says(needles, f"{quote}\n{note}"))
        where += " AND notebook_says(exact, note)"
    ids, articles = array("q"), array("q")
    found = connection.execute(
        f"SELECT annotation.id, annotation.article {_FROM} WHERE {where} ORDER BY {_ORDERS[query.order]}", parameters
    )
    for annotation, article in found:
        ids.append(annotation)
        articles.append(article)
    return NotebookRows(ids, articles)


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
        f"SELECT value, count(*) {_FROM}, json_each(annotation.tags) WHERE {_SHOWN}"
        " GROUP BY value ORDER BY value COLLATE NOCASE, value"
    ).fetchall()
    sources = connection.execute(
        f"SELECT source, count(*) {_FROM} WHERE {_SHOWN} GROUP BY source ORDER BY source = '', source COLLATE NOCASE"
    ).fetchall()
    return NotebookChoices(sum(count for _, count in sources), tuple(tags), tuple(sources))


def _where(query: NotebookQuery) -> tuple[str, tuple[object, ...]]:
    clauses, parameters = [_SHOWN], list[object]()
    if query.colours:
        clauses.append(f"colour IN ({', '.join('?' * len(query.colours))})")
        parameters += sorted(colour.value for colour in query.colours)
    if query.tag is not None:
        clauses.append(
            "EXISTS (SELECT 1 FROM json_each(annotation.tags)"
            " WHERE value = ? OR substr(value, 1, length(?) + 1) = ? || '/')"
        )
        parameters += [query.tag] * 3
    if query.source is not None:
        clauses.append("source = ?")
        parameters.append(query.source)
    if query.noted:
        clauses.append("trim(note, char(32, 9, 10, 13)) <> ''")
    if query.lost:
        clauses.append("state = 'orphan'")
    return " AND ".join(clauses), tuple(parameters)


def _needles(typed: str) -> tuple[str, ...]:
    """Return the words to look for, folded as the search index folds them."""
    return tuple(filter(None, (index_text(word).strip() for word in typed.split())))


def _says(needles: tuple[str, ...], content: str) -> bool:
    folded = index_text(content)
    return all(needle in folded for needle in needles)
