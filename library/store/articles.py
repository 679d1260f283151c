"""Articles and their versions."""

from __future__ import annotations

import sqlite3
import uuid
import zlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from library.model import codec
from library.model.document import CANONICAL_TEXT_VERSION, BlockKind, text, word_count
from library.model.errors import NotFound
from library.model.identity import content_hash, folded, sure_keys, weak_keys
from library.model.story import BY_USER, ArticleSummary, Notice, Provenance, Story, Version, VersionSummary
from library.store import gone

LEAD_LENGTH = 240
"""Code points of body kept in the article's row for the list: three lines of the widest list."""

_NEXT_ID = (
    "SELECT 1 + max((SELECT coalesce(max(id), 0) FROM article), (SELECT coalesce(max(article), 0) FROM gone_article))"
)
"""The number of the next story: one that was merged into another keeps its own, to get back with it."""


@dataclass(frozen=True, slots=True)
class PackedStory:
    """A story with everything that is computed from it, made in the worker so that the writer only writes."""

    story: Story
    content_hash: str
    word_count: int
    lead: str
    data: bytes = field(repr=False)
    sure_keys: tuple[str, ...] = ()
    weak_keys: tuple[str, ...] = ()

    @property
    def is_stub(self) -> bool:
        """True for an entry without text: only its address is known."""
        return not self.story.document.blocks


def pack_story(story: Story, path: str) -> PackedStory:
    """Compute and compress what a version's row holds. `path` is the file's own, for recognising it later."""
    return PackedStory(
        story=story,
        content_hash=content_hash(story),
        word_count=word_count(text(story.document)),
        lead=_lead(story) or story.standfirst[:LEAD_LENGTH] or story.url[:LEAD_LENGTH],
        data=zlib.compress(codec.story_to_json(story).encode(), 6),
        sure_keys=sure_keys(story),
        weak_keys=weak_keys(story, path),
    )


def insert_article(
    connection: sqlite3.Connection, packed: PackedStory, provenance: Provenance, notices: tuple[Notice, ...]
) -> tuple[int, int]:
    """Write a new article with its first version; return both ids."""
    cursor = connection.execute(
        "INSERT INTO article (id, uuid, imported, version, versions, headline, headline_key, source, published,"
        " published_key, lead, word_count, language)"
        f" VALUES (({_NEXT_ID}), ?, ?, 0, 0, '', '', '', NULL, 0, '', 0, '')",
        (str(uuid.uuid4()), provenance.imported),
    )
    article = int(cursor.lastrowid or 0)
    version = insert_version(connection, article, packed, provenance, notices)
    make_current(connection, article, version, packed)
    return article, version


def insert_version(
    connection: sqlite3.Connection,
    article: int,
    packed: PackedStory,
    provenance: Provenance,
    notices: tuple[Notice, ...],
) -> int:
    """Write one more version of an article and its identity keys; return the version's id."""
    story = packed.story
    cursor = connection.execute(
        "INSERT INTO version (article, ordinal, content_hash, canonical_text, headline, published, updated, word_count,"
        " path, format, original, imported, notices, story, stub)"
        " VALUES (?, (SELECT coalesce(max(ordinal), 0) + 1 FROM version WHERE article = ?),"
        " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            article,
            article,
            packed.content_hash,
            CANONICAL_TEXT_VERSION,
            story.headline,
            codec.stamp_to_json(story.published),
            codec.stamp_to_json(story.updated),
            packed.word_count,
            provenance.path,
            provenance.format,
            provenance.original,
            provenance.imported,
            codec.notices_to_json(notices),
            packed.data,
            int(packed.is_stub),
        ),
    )
    _count_versions(connection, article)
    add_keys(connection, article, packed.sure_keys + packed.weak_keys)
    return int(cursor.lastrowid or 0)


def new_id(connection: sqlite3.Connection) -> int:
    """Return the number that the next story gets."""
    return int(connection.execute(_NEXT_ID).fetchone()[0])


def withdraw(connection: sqlite3.Connection, article: int, version: int, withdrawn: bool) -> None:
    """Take a version of the user's out of its story's history, or put it back. It stays what it is."""
    connection.execute("UPDATE version SET withdrawn = ? WHERE id = ?", (int(withdrawn), version))
    _count_versions(connection, article)


def _count_versions(connection: sqlite3.Connection, article: int) -> None:
    connection.execute(
        "UPDATE article SET versions = (SELECT max(1, coalesce(sum(stub = 0 AND withdrawn = 0), 0)) FROM version"
        " WHERE article = ?) WHERE id = ?",
        (article, article),
    )


def show(connection: sqlite3.Connection, article: int, version_id: int) -> None:
    """Make a version the current one that is here already. Raises NotFound if the story has no such version."""
    found = version(connection, version_id)
    if found.article != article:
        raise NotFound("The version belongs to another story.")
    make_current(connection, article, version_id, pack_story(found.story, ""))
    _count_versions(connection, article)


def make_current(connection: sqlite3.Connection, article: int, version: int, packed: PackedStory) -> None:
    """Make a version the one that the list and the reader show."""
    story = packed.story
    connection.execute(
        "UPDATE article SET version = ?, headline = ?, headline_key = ?, source = ?, published = ?,"
        " published_key = coalesce(?, imported / 1000), lead = ?, word_count = ?, language = ?, stub = ? WHERE id = ?",
        (
            version,
            story.headline,
            folded(story.headline),
            story.source,
            codec.stamp_to_json(story.published),
            story.published.sort_key() if story.published else None,
            packed.lead,
            packed.word_count,
            story.language,
            int(packed.is_stub),
            article,
        ),
    )


def note_original(connection: sqlite3.Connection, digest: str, article: int, format_id: str) -> None:
    """Remember that a file with these bytes told this story."""
    connection.execute("INSERT OR IGNORE INTO original VALUES (?, ?, ?)", (digest, article, format_id))


def articles_of_original(connection: sqlite3.Connection, digest: str) -> tuple[tuple[int, ...], str]:
    """Return the articles that a file with these bytes gave, and the format it was read as."""
    rows = connection.execute(
        "SELECT article, format FROM original WHERE digest = ? ORDER BY article", (digest,)
    ).fetchall()
    return tuple(row[0] for row in rows), rows[0][1] if rows else ""


def articles_with_content(connection: sqlite3.Connection, content: str) -> tuple[tuple[int, str], ...]:
    """Return the articles that have a version with this content hash, each with the path it came from."""
    rows = connection.execute(
        "SELECT article, path FROM version WHERE content_hash = ? AND stub = 0 AND withdrawn = 0"
        " ORDER BY article, ordinal",
        (content,),
    )
    return tuple(rows)


def is_stub(connection: sqlite3.Connection, article: int) -> bool:
    """True while only the article's address is known."""
    row = connection.execute("SELECT stub FROM article WHERE id = ?", (article,)).fetchone()
    return bool(row and row[0])


def set_imported(connection: sqlite3.Connection, article: int, at: int) -> None:
    """Say when the user saved the story (UTC ms), which may be long before it came here."""
    connection.execute(
        "UPDATE article SET imported = ?, published_key = CASE WHEN published IS NULL THEN ? / 1000"
        " ELSE published_key END WHERE id = ?",
        (at, at, article),
    )


def uuid_of(connection: sqlite3.Connection, article: int) -> str:
    """Return an article's identity outside this library. Raises NotFound."""
    row = connection.execute("SELECT uuid FROM article WHERE id = ?", (article,)).fetchone()
    if row is None:
        raise NotFound(f"There is no story with the number {article}.")
    return str(row[0])


def article_with_uuid(connection: sqlite3.Connection, identity: str) -> int | None:
    """Return the article with this identity, or the one that it was merged into, or None."""
    row = connection.execute("SELECT id FROM article WHERE uuid = ?", (identity,)).fetchone()
    return int(row[0]) if row else gone.heir_of_uuid(connection, identity)


def articles_with_headline(connection: sqlite3.Connection, headline: str, limit: int) -> tuple[int, ...]:
    """Return the first articles whose current headline is this one, folded (`model.identity`)."""
    rows = connection.execute("SELECT id FROM article WHERE headline_key = ? ORDER BY id LIMIT ?", (headline, limit))
    return tuple(row[0] for row in rows)


def content_of(connection: sqlite3.Connection, version_id: int) -> str:
    """Return the content hash of a version. Raises NotFound."""
    row = connection.execute("SELECT content_hash FROM version WHERE id = ?", (version_id,)).fetchone()
    if row is None:
        raise NotFound(f"There is no version with the number {version_id}.")
    return str(row[0])


def version_with_content(connection: sqlite3.Connection, article: int, content: str) -> int | None:
    """Return the newest version of an article that has this content hash, or None."""
    row = connection.execute(
        "SELECT id FROM version WHERE article = ? AND content_hash = ? ORDER BY ordinal DESC LIMIT 1",
        (article, content),
    ).fetchone()
    return int(row[0]) if row else None


def add_keys(connection: sqlite3.Connection, article: int, keys: Iterable[str]) -> None:
    """Give an article more keys to be recognised by."""
    connection.executemany("INSERT OR IGNORE INTO identity VALUES (?, ?)", [(key, article) for key in keys])


def articles_with_key(connection: sqlite3.Connection, key: str) -> tuple[int, ...]:
    """Return the articles with this identity key, oldest first."""
    return tuple(
        row[0] for row in connection.execute("SELECT article FROM identity WHERE key = ? ORDER BY article", (key,))
    )


def current_version_id(connection: sqlite3.Connection, article: int) -> int:
    """Return the id of an article's current version. Raises NotFound."""
    row = connection.execute("SELECT version FROM article WHERE id = ?", (article,)).fetchone()
    if row is None:
        raise NotFound(f"There is no story with the number {article}.")
    return int(row[0])


def version(connection: sqlite3.Connection, version_id: int) -> Version:
    """Return one version, document included. Raises NotFound."""
    row = connection.execute(
        "SELECT article, ordinal, story, content_hash, word_count, path, format, original, imported, notices"
        " FROM version WHERE id = ?",
        (version_id,),
    ).fetchone()
    if row is None:
        raise NotFound(f"There is no version with the number {version_id}.")
    return Version(
        id=version_id,
        article=row[0],
        ordinal=row[1],
        story=codec.story_from_json(zlib.decompress(row[2]).decode()),
        content_hash=row[3],
        word_count=row[4],
        provenance=Provenance(path=row[5], format=row[6], original=row[7], imported=row[8]),
        notices=codec.notices_from_json(row[9]),
    )


def history(connection: sqlite3.Connection, article: int) -> tuple[VersionSummary, ...]:
    """Return the versions of an article's text in order of arrival, counted from 1.

    The stub it may have begun as is none, nor is what the user took back.
    """
    rows = connection.execute(
        "SELECT id, headline, published, updated, imported, word_count, path, format FROM version"
        " WHERE article = ? AND stub = 0 AND withdrawn = 0 ORDER BY ordinal",
        (article,),
    )
    return tuple(
        VersionSummary(
            id=row[0],
            ordinal=ordinal,
            headline=row[1],
            published=codec.stamp_from_json(row[2]),
            updated=codec.stamp_from_json(row[3]),
            imported=row[4],
            word_count=row[5],
            path=row[6],
            by_user=row[7] == BY_USER,
        )
        for ordinal, row in enumerate(rows, 1)
    )


def summaries(connection: sqlite3.Connection, articles: Sequence[int]) -> dict[int, ArticleSummary]:
    """Return the list rows of some articles (a screenful, not a library); missing ones are left out."""
    rows = connection.execute(
        "SELECT article.id, headline, source, published, imported, lead, word_count, language,"
        " coalesce(reading.read, 0), coalesce(starred, 0), coalesce(archived, 0), coalesce(trashed, 0),"
        " (SELECT count(*) FROM annotation WHERE annotation.article = article.id AND motivation <> 'bookmarking'),"
        " coalesce(progress, 0), versions, stub"
        " FROM article LEFT JOIN reading ON reading.article = article.id"
        f" WHERE article.id IN ({','.join('?' * len(articles))})",
        tuple(articles),
    )
    return {
        row[0]: ArticleSummary(
            id=row[0],
            headline=row[1],
            source=row[2],
            published=codec.stamp_from_json(row[3]),
            imported=row[4],
            lead=row[5],
            word_count=row[6],
            language=row[7],
            read=bool(row[8]),
            starred=bool(row[9]),
            archived=bool(row[10]),
            trashed=bool(row[11]),
            notes=row[12],
            progress=row[13],
            versions=row[14],
            stub=bool(row[15]),
        )
        for row in rows
    }


def is_empty(connection: sqlite3.Connection) -> bool:
    """True if there is no article at all."""
    return connection.execute("SELECT 1 FROM article LIMIT 1").fetchone() is None


def all_ids(connection: sqlite3.Connection) -> array[int]:
    """Return the ids of every article."""
    return array("q", (row[0] for row in connection.execute("SELECT id FROM article ORDER BY id")))


def _lead(story: Story) -> str:
    words: list[str] = []
    length = 0
    for block in story.document.blocks:
        if block.kind in (BlockKind.IMAGE, BlockKind.RELATED, BlockKind.HEADING, BlockKind.TABLE):
            continue
        words.append(" ".join(block.text.split()))
        length += len(words[-1]) + 1
        if length > LEAD_LENGTH:
            break
    return " ".join(filter(None, words))[:LEAD_LENGTH]
