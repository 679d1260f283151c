"""What the library costs without a window: lists, search, a highlight made durable."""

from __future__ import annotations

import sqlite3
import uuid
from array import array
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from library.annotations.describe import describe
from library.front.library import Library
from library.model.annotation import Annotation, Motivation
from library.model.document import text
from library.model.operation import AddAnnotation
from library.model.query import Listing, SortKey
from library.search.parse import parse
from tests.bench.libraries import opened
from tests.bench.measure import Row, in_turns
from tests.bench.sizes import Sizes

HIGHLIGHT_TURNS = 31


def list_and_search_rows(folder: Path, sizes: Sizes) -> list[Row]:
    """Lists and searches over the library in a folder, beside the SQL that does the least."""
    with opened(folder) as library, library.reader() as reader, closing(raw(folder)) as sql:
        newest = "SELECT id FROM article ORDER BY published_key DESC, id DESC"
        rows = [
            in_turns(
                f"all ids of {sizes.library:,} stories, newest first",
                lambda: reader.ids(Listing()),
                "the same from the index alone",
                lambda: array("q", (row[0] for row in sql.execute(newest))),
                sizes.turns,
            ),
            in_turns(
                "60 rows of the list",
                lambda: reader.summaries(range(1, 61)),
                "60 rows, bare",
                lambda: sql.execute("SELECT * FROM article WHERE id <= 60").fetchall(),
                sizes.turns * 3,
            ),
            in_turns(
                "counts for the sidebar",
                reader.counts,
                "the number of stories",
                lambda: sql.execute("SELECT count(*) FROM article").fetchall(),
                sizes.turns,
            ),
        ]
        for name, word in zip(("common", "rare"), words_of(sql), strict=True):
            listing = Listing(query=parse(word), sort=SortKey.RELEVANCE)
            rows.append(
                in_turns(
                    f"search for a {name} word",
                    lambda listing=listing: reader.ids(listing),
                    "bare MATCH, unranked",
                    lambda word=word: matches(sql, word),
                    sizes.turns,
                    remark=f"{len(matches(sql, word)):,} hits",
                )
            )
        return [*rows, highlight_row(library, folder, min(HIGHLIGHT_TURNS, sizes.turns * 5))]


def highlight_row(library: Library, folder: Path, turns: int) -> Row:
    """A highlight from key to disk, beside one row that SQLite makes durable."""
    with library.reader() as reader:
        version = reader.current(1)
    body = text(version.story.document)

    def highlight() -> None:
        target = describe(1, version.id, body, 10, 40)
        library.apply(AddAnnotation(Annotation(str(uuid.uuid4()), target, Motivation.HIGHLIGHTING)))

    with bare_rows(folder) as insert:
        return in_turns("a highlight, made durable", highlight, "one durable row", insert, turns)


@contextmanager
def bare_rows(folder: Path) -> Iterator[Callable[[], object]]:
    """A bare table in a folder: yields what writes one durable row."""
    with closing(sqlite3.connect(folder / "bare.sqlite3", isolation_level=None)) as bare:
        bare.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE IF NOT EXISTS t (a TEXT)")
        yield lambda: bare.execute("INSERT INTO t VALUES ('x')")


def raw(folder: Path) -> sqlite3.Connection:
    """Open a library's file for the floor's bare SQL."""
    return sqlite3.connect(f"{(folder / 'library.sqlite3').absolute().as_uri()}?mode=ro", uri=True)


def matches(sql: sqlite3.Connection, word: str) -> list[tuple[int]]:
    """Return the rows of the index that hold a word, in no order."""
    return sql.execute("SELECT rowid FROM story_index WHERE story_index MATCH ?", (f'"{word}"',)).fetchall()


def words_of(sql: sqlite3.Connection) -> tuple[str, str]:
    """Return a word that very many stories hold, and one that few do."""
    sample = sql.execute("SELECT headline FROM article LIMIT 4000").fetchall()
    counts: dict[str, int] = {}
    for (headline,) in sample:
        for word in set(headline.lower().split()):
            counts[word] = counts.get(word, 0) + 1
    ordered = sorted(counts, key=lambda word: (counts[word], word))
    return ordered[-1], ordered[len(ordered) // 3]
