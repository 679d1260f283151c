"""Annotations, and the derived anchors that say where they sit in a version."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from library.model import codec
from library.model.annotation import (
    Anchor,
    AnchoredAnnotation,
    AnchorState,
    Annotation,
    Colour,
    HighlightStyle,
    Motivation,
    Target,
    TextPositionSelector,
    TextQuoteSelector,
)
from library.search.tokens import index_text
from library.store.tags import tags_of

_COLUMNS = (
    "uuid, article, annotation.version, exact, prefix, suffix, annotation.start_at, annotation.end_at,"
    " motivation, note, tags, colour, created, modified, style, earlier, let_go"
)
_COUNT = 17


def insert_annotation(connection: sqlite3.Connection, annotation: Annotation) -> None:
    """Write an annotation under its UUID."""
    target = annotation.target
    connection.execute(
        "INSERT INTO annotation (uuid, article, version, exact, prefix, suffix, start_at, end_at, motivation, note,"
        " tags, colour, created, modified, style, earlier, let_go)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            annotation.uuid,
            target.article,
            target.version,
            target.quote.exact,
            target.quote.prefix,
            target.quote.suffix,
            target.position.start,
            target.position.end,
            annotation.motivation.value,
            annotation.note,
            json.dumps(annotation.tags, ensure_ascii=False),
            annotation.colour.value,
            annotation.created,
            annotation.modified,
            annotation.style.value,
            codec.targets_to_json(annotation.earlier),
            int(annotation.let_go),
        ),
    )
    index_annotation(connection, annotation)


def index_annotation(connection: sqlite3.Connection, annotation: Annotation) -> None:
    """Write quote and note of an annotation as the notebook's filter sees them."""
    said = index_text(f"{annotation.target.quote.exact}\n{annotation.note}")
    connection.execute(
        "INSERT OR REPLACE INTO annotation_text SELECT id, ? FROM annotation WHERE uuid = ?", (said, annotation.uuid)
    )


def update_annotation(connection: sqlite3.Connection, annotation: Annotation) -> None:
    """Write what may change of an annotation: bodies, look, whether it was let go, time of change; not its place."""
    connection.execute(
        "UPDATE annotation SET note = ?, tags = ?, colour = ?, motivation = ?, modified = ?, style = ?, let_go = ?"
        " WHERE uuid = ?",
        (
            annotation.note,
            json.dumps(annotation.tags, ensure_ascii=False),
            annotation.colour.value,
            annotation.motivation.value,
            annotation.modified,
            annotation.style.value,
            int(annotation.let_go),
            annotation.uuid,
        ),
    )
    index_annotation(connection, annotation)


def place_annotation(connection: sqlite3.Connection, annotation: Annotation) -> None:
    """Write the place that the user chose for an annotation, and those it had before. Its anchors are void."""
    target = annotation.target
    connection.execute(
        "UPDATE annotation SET version = ?, exact = ?, prefix = ?, suffix = ?, start_at = ?, end_at = ?, earlier = ?,"
        " let_go = ?, modified = ? WHERE uuid = ?",
        (
            target.version,
            target.quote.exact,
            target.quote.prefix,
            target.quote.suffix,
            target.position.start,
            target.position.end,
            codec.targets_to_json(annotation.earlier),
            int(annotation.let_go),
            annotation.modified,
            annotation.uuid,
        ),
    )
    connection.execute(
        "DELETE FROM anchor WHERE annotation = (SELECT id FROM annotation WHERE uuid = ?)", (annotation.uuid,)
    )
    index_annotation(connection, annotation)


def delete_annotation(connection: sqlite3.Connection, uuid: str) -> None:
    """Delete an annotation and its anchors. The journal keeps its content."""
    connection.execute("DELETE FROM annotation WHERE uuid = ?", (uuid,))


def annotation_by_uuid(connection: sqlite3.Connection, uuid: str) -> Annotation | None:
    """Return one annotation, or None."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM annotation WHERE uuid = ?", (uuid,)).fetchone()
    return _annotation(row) if row else None


def annotations_of(connection: sqlite3.Connection, article: int) -> tuple[Annotation, ...]:
    """Return every annotation of an article, in the order they were made."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM annotation WHERE article = ? ORDER BY id", (article,))
    return tuple(_annotation(row) for row in rows)


def all_annotations(connection: sqlite3.Connection) -> Iterable[Annotation]:
    """Yield every annotation of the library outside the trash, newest first."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM annotation"
        " WHERE article NOT IN (SELECT article FROM reading WHERE trashed = 1) ORDER BY created DESC, id DESC"
    )
    for row in rows:
        yield _annotation(row)


def count_of(connection: sqlite3.Connection, article: int) -> int:
    """Return how many annotations an article has."""
    return int(connection.execute("SELECT count(*) FROM annotation WHERE article = ?", (article,)).fetchone()[0])


def anchored(
    connection: sqlite3.Connection, article: int, version: int, only: Iterable[str] | None = None
) -> tuple[AnchoredAnnotation, ...]:
    """Return an article's annotations, or `only` those of some UUIDs, with their anchors in one version.

    By place, orphans first.

    An annotation whose anchor in that version hasn't been computed is left out; the front computes before it asks.
    """
    uuids = None if only is None else json.dumps(list(only))
    rows = connection.execute(
        f"SELECT {_COLUMNS}, state, anchor.start_at, anchor.end_at, score"
        " FROM annotation JOIN anchor ON anchor.annotation = annotation.id AND anchor.version = ?"
        " WHERE annotation.article = ? AND (? IS NULL OR uuid IN (SELECT value FROM json_each(?)))"
        " ORDER BY state = 'orphan' DESC, anchor.start_at, anchor.end_at, annotation.id",
        (version, article, uuids, uuids),
    )
    return tuple(
        AnchoredAnnotation(
            _annotation(row[:_COUNT]),
            Anchor(AnchorState(row[_COUNT]), row[_COUNT + 1], row[_COUNT + 2], row[_COUNT + 3]),
        )
        for row in rows
    )


def set_anchor(connection: sqlite3.Connection, uuid: str, version: int, anchor: Anchor) -> None:
    """Write where an annotation sits in a version."""
    connection.execute(
        "INSERT OR REPLACE INTO anchor SELECT id, ?, ?, ?, ?, ? FROM annotation WHERE uuid = ?",
        (version, anchor.state.value, anchor.start, anchor.end, anchor.score, uuid),
    )


def forget_anchors(connection: sqlite3.Connection, article: int) -> None:
    """Delete where an article's annotations sit, in all its versions."""
    connection.execute(
        "DELETE FROM anchor WHERE annotation IN (SELECT id FROM annotation WHERE article = ?)", (article,)
    )


def colour_names(connection: sqlite3.Connection) -> dict[Colour, str]:
    """Return the user's own names of colours; those without one are left out."""
    return {Colour(colour): name for colour, name in connection.execute("SELECT colour, name FROM colour_name")}


def set_colour_name(connection: sqlite3.Connection, colour: Colour, name: str) -> None:
    """Give a colour the user's own name, or with an empty one take it away."""
    connection.execute("DELETE FROM colour_name WHERE colour = ?", (colour.value,))
    if name:
        connection.execute("INSERT INTO colour_name VALUES (?, ?)", (colour.value, name))


def articles_with_annotations(connection: sqlite3.Connection) -> tuple[int, ...]:
    """Return the articles that have any annotation."""
    return tuple(row[0] for row in connection.execute("SELECT DISTINCT article FROM annotation ORDER BY article"))


def annotation_counts(connection: sqlite3.Connection) -> dict[int, int]:
    """Return how many annotations each article has that has any."""
    return dict(connection.execute("SELECT article, count(*) FROM annotation GROUP BY article").fetchall())


def notes_and_tags(connection: sqlite3.Connection, article: int) -> tuple[str, str]:
    """Return what search sees of an article's annotations: notes, and tags, a line each (quotes stand in the body).

    The story's own tags are among the tags.
    """
    notes: list[str] = []
    tags = list(tags_of(connection, article))
    for annotation in annotations_of(connection, article):
        notes += filter(None, (annotation.note,))
        tags += annotation.tags
    return "\n".join(notes), "\n".join(tags)


def _annotation(row: tuple[object, ...]) -> Annotation:
    uuid, article, version, exact, prefix, suffix, start, end, motivation, note, tags, colour, created, *later = row
    modified, style, earlier, let_go = later
    return Annotation(
        uuid=str(uuid),
        target=Target(
            article=_int(article),
            version=_int(version),
            quote=TextQuoteSelector(str(exact), str(prefix), str(suffix)),
            position=TextPositionSelector(_int(start), _int(end)),
        ),
        motivation=Motivation(str(motivation)),
        note=str(note),
        tags=tuple(json.loads(str(tags))),
        colour=Colour(str(colour)),
        created=_int(created),
        modified=_int(modified),
        style=HighlightStyle(str(style)),
        # The story they are in is the row's: it changes where stories are merged or split.
        earlier=tuple(replace(each, article=_int(article)) for each in codec.targets_from_json(str(earlier)))
        if earlier != "[]"
        else (),
        let_go=bool(let_go),
    )


def _int(value: object) -> int:
    assert isinstance(value, int)
    return value
