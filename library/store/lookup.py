"""Which story of the library a link means: by its address, or by the headline it is written as."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from library.model.identity import address_key, folded

MOST_FORMS = 8
"""How many spellings of one address, or of one title, are looked for."""

_LEAST_WORDS = 3
_LEAST_LETTERS = 6
_FIRST_UNSPACED = "\u0e00"

_OPENABLE = (
    " LEFT JOIN reading ON reading.article = article.id"
    " WHERE article.stub = 0 AND coalesce(reading.trashed, 0) = 0 AND article.id IS NOT ?"
)


def article_at(connection: sqlite3.Connection, addresses: Sequence[str], besides: int | None = None) -> int | None:
    """Return the oldest story with text, outside the trash and other than `besides`, that lies at such an address."""
    keys = sorted({key for address in addresses[:MOST_FORMS] if (key := address_key(address))})
    row = connection.execute(
        "SELECT article.id FROM identity JOIN article ON article.id = identity.article"
        f"{_OPENABLE} AND identity.key IN ({','.join('?' * len(keys))}) ORDER BY article.id LIMIT 1",
        (besides, *keys),
    ).fetchone()
    return int(row[0]) if row else None


def article_titled(connection: sqlite3.Connection, titles: Sequence[str], besides: int | None = None) -> int | None:
    """Return the one story with text, outside the trash and other than `besides`, that has such a headline.

    Words too few to tell a story ("here", "more letters") mean none, nor does a headline that several stories have.
    """
    keys = sorted({key for title in titles[:MOST_FORMS] if _tells(key := folded(title))})
    rows = connection.execute(
        f"SELECT article.id FROM article{_OPENABLE} AND article.headline_key IN ({','.join('?' * len(keys))}) LIMIT 2",
        (besides, *keys),
    ).fetchall()
    return int(rows[0][0]) if len(rows) == 1 else None


def _tells(title: str) -> bool:
    if len(title.split()) >= _LEAST_WORDS:
        return True
    return len(title) >= _LEAST_LETTERS and max(title) >= _FIRST_UNSPACED
