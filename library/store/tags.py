"""What the user filed stories under."""

from __future__ import annotations

import itertools
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable


def tags_of(connection: sqlite3.Connection, article: int) -> tuple[str, ...]:
    """Return an article's tags in order of name."""
    rows = connection.execute("SELECT name FROM tag WHERE article = ? ORDER BY name COLLATE NOCASE", (article,))
    return tuple(row[0] for row in rows)


def set_tags(connection: sqlite3.Connection, article: int, names: Iterable[str]) -> None:
    """Give an article exactly these tags."""
    connection.execute("DELETE FROM tag WHERE article = ?", (article,))
    connection.executemany("INSERT OR IGNORE INTO tag VALUES (?, ?)", [(article, name) for name in names])


def known_as(connection: sqlite3.Connection, names: Iterable[str]) -> tuple[str, ...]:
    """Return tags in the spelling that is in use already, part by part: where there is "Work/Energy", "work/tides"
    becomes "Work/tides". What the library doesn't know is spelt as the first of `names` that has it."""
    spelt: list[str] = []
    for name in names:
        parts = name.split("/")
        pattern = re.sub(r"([%_\\])", r"\\\1", parts[0]) + "/%"
        query = "SELECT DISTINCT name FROM tag WHERE name = ? COLLATE NOCASE OR name LIKE ? ESCAPE '\\' ORDER BY name"
        in_use = [str(row[0]) for row in connection.execute(query, (parts[0], pattern))]
        nearest = max(
            (each.split("/") for each in (*in_use, *spelt)), key=lambda each: _shared(each, parts), default=parts
        )
        shared, _ = _shared(nearest, parts)
        spelt.append("/".join((*nearest[:shared], *parts[shared:])))
    return tuple(spelt)


def _shared(known: list[str], parts: list[str]) -> tuple[int, int]:
    """How many of the first parts of two tags are the same but for their case, and how many of these are the same."""
    pairs = zip(known, parts, strict=False)
    alike = list(itertools.takewhile(lambda pair: pair[0].casefold() == pair[1].casefold(), pairs))
    return len(alike), sum(one == other for one, other in alike)


def all_tags(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return every tag in use, by name."""
    return tuple(row[0] for row in connection.execute("SELECT DISTINCT name FROM tag ORDER BY name COLLATE NOCASE"))


def counts(connection: sqlite3.Connection, put_away: str) -> tuple[tuple[str, int], ...]:
    """Return each tag, and each that others lie below, with its number of stories. `put_away` is a condition on
    `article` that holds for what counts. Grows with the number of tagged stories."""
    having: Counter[str] = Counter()
    last, seen = None, set[str]()
    rows = connection.execute(
        f"SELECT article.id, name FROM tag JOIN article ON article.id = tag.article WHERE {put_away}"
    )
    for article, name in rows:
        if article != last:
            having.update(seen)
            last, seen = article, set()
        parts = name.split("/")
        seen.update("/".join(parts[: end + 1]) for end in range(len(parts)))
    having.update(seen)
    return tuple(sorted(having.items(), key=lambda each: [part.casefold() for part in each[0].split("/")]))
