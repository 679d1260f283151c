"""Files and pictures that no story names any more: finding out which they are, and deleting them."""

from __future__ import annotations

import json
import re
import sqlite3
import zlib
from collections.abc import Collection

_DIGEST = re.compile(rb'"([0-9a-f]{64})"')


def digests_in(packed: bytes) -> set[str]:
    """Return what may be the digest of a picture in a version's compressed story, which isn't decoded for it."""
    return {found.decode() for found in _DIGEST.findall(zlib.decompress(packed))}


def last_version(connection: sqlite3.Connection) -> int:
    """Return the greatest number of a version there is, 0 if there is none."""
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM version").fetchone()[0])


def version_count(connection: sqlite3.Connection) -> int:
    """Return how many versions there are."""
    return int(connection.execute("SELECT count(*) FROM version").fetchone()[0])


def still_named(
    connection: sqlite3.Connection, digests: Collection[str], after: int = 0, pictures: bool = True
) -> set[str]:
    """Return those digests that a story names as its file, or as a picture where `pictures` are looked for.

    Passes through the versions with a number `after` that: 0.1 ms each with their pictures, on a worker.
    """
    asked, named = set(digests), set[str]()
    question = f"SELECT original, {'story' if pictures else 'NULL'} FROM version WHERE id > ?"
    for original, story in connection.execute(question, (after,)):
        if original in asked:
            named.add(original)
        if story is not None:
            named |= asked & digests_in(story)
    files = connection.execute(
        "SELECT digest FROM original WHERE digest IN (SELECT value FROM json_each(?))", (json.dumps(list(asked)),)
    )
    return named | {row[0] for row in files}


def delete_assets(connection: sqlite3.Connection, digests: Collection[str]) -> int:
    """Delete assets; return how many bytes they took. Inside a transaction of the caller's."""
    these = (json.dumps(list(digests)),)
    where = "WHERE digest IN (SELECT value FROM json_each(?))"
    freed = connection.execute(f"SELECT coalesce(sum(length(data)), 0) FROM asset {where}", these).fetchone()[0]
    connection.execute(f"DELETE FROM asset {where}", these)
    return int(freed)


def originals_among(connection: sqlite3.Connection, digests: Collection[str]) -> set[str]:
    """Return which of some assets are files that were read, not pictures."""
    rows = connection.execute(
        "SELECT digest FROM asset WHERE media_type = 'original' AND digest IN (SELECT value FROM json_each(?))",
        (json.dumps(list(digests)),),
    )
    return {row[0] for row in rows}
