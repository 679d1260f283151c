"""Keeping the full-text index: derived data, in the same transaction as what it is derived from.

The table is external content (`story_text`), written here and nowhere else: a row leaves the index with exactly the
text it entered with, which FTS5 needs to stay sound.
"""

from __future__ import annotations

import sqlite3

from library.model.document import BlockKind
from library.model.story import Story
from library.search.tokens import PROJECTION_VERSION, index_text

PROJECTION = f"{PROJECTION_VERSION}.1"
"""Version of what is indexed, and how; another value in the library means: rebuild."""

_COLUMNS = "headline, standfirst, byline, body, source, section, notes, tags"


def index_story(connection: sqlite3.Connection, article: int, story: Story, notes: str, tags: str) -> None:
    """Put an article into the index, in place of what it had there."""
    _take_out(connection, article)
    row = (article, *projection(story), index_text(notes), index_text(tags))
    connection.execute("INSERT OR REPLACE INTO story_text VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    _enter(connection, article)


def index_notes(connection: sqlite3.Connection, article: int, notes: str, tags: str) -> None:
    """Change what the index holds of an article's annotations."""
    _take_out(connection, article)
    connection.execute(
        "UPDATE story_text SET notes = ?, tags = ? WHERE article = ?", (index_text(notes), index_text(tags), article)
    )
    _enter(connection, article)


def projection(story: Story) -> tuple[str, str, str, str, str, str]:
    """Return headline, standfirst, byline, body, source and section as search sees them.

    Related headlines are other stories' words: a story must not be found by them.
    """
    body = "\n".join(block.text for block in story.document.blocks if block.kind is not BlockKind.RELATED)
    byline = "\n".join((*story.authors, story.dateline, story.credit))
    headline = f"{story.kicker}\n{story.headline}" if story.kicker else story.headline
    parts = (headline, story.standfirst, byline, body, story.source, story.section)
    a, b, c, d, e, f = (index_text(part) for part in parts)
    return a, b, c, d, e, f


def leave(connection: sqlite3.Connection, article: int) -> None:
    """Take an article out of the index."""
    _take_out(connection, article)
    connection.execute("DELETE FROM story_text WHERE article = ?", (article,))


def _take_out(connection: sqlite3.Connection, article: int) -> None:
    connection.execute(
        f"INSERT INTO story_index (story_index, rowid, {_COLUMNS})"
        f" SELECT 'delete', article, {_COLUMNS} FROM story_text WHERE article = ?",
        (article,),
    )


def _enter(connection: sqlite3.Connection, article: int) -> None:
    connection.execute(
        f"INSERT INTO story_index (rowid, {_COLUMNS}) SELECT article, {_COLUMNS} FROM story_text WHERE article = ?",
        (article,),
    )
