"""What the library costs without a window: import, lists, search, a highlight made durable."""

from __future__ import annotations

import sqlite3
import uuid
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from library.annotations.describe import describe
from library.front.ingest.filing import file_parsed
from library.front.ingest.parsing import ParsedFile, ParsedStory
from library.front.library import Library, open_library
from library.front.writer import Connections
from library.model.annotation import Annotation, Motivation
from library.model.document import text
from library.model.operation import AddAnnotation
from library.model.query import Listing, SortKey
from library.search.parse import parse
from library.store.articles import pack_story
from tests.bench.make import as_page, as_text, stories
from tests.bench.measure import Row, in_turns


def import_rows(folder: Path, count: int) -> list[Row]:
    """Import text files and pages through worker processes, beside reading the same files plainly."""
    rows = []
    for kind, make in (("txt", as_text), ("html", as_page)):
        source = folder / kind
        source.mkdir()
        for number, story in enumerate(stories(count)):
            (source / f"{number:05}.{kind}").write_text(make(story), encoding="utf-8")
        numbers = iter(range(10_000))

        def run(source: Path = source, kind: str = kind, numbers: Iterator[int] = numbers) -> None:
            with opened(folder / f"{kind}-library-{next(numbers)}") as library:
                library.start_import((source,)).wait()

        def read(source: Path = source) -> None:
            for path in source.iterdir():
                path.read_bytes()

        row = in_turns(f"import {count} .{kind} files, two processes", run, "read the files", read, turns=3)
        rate = count / sorted(row.ours)[len(row.ours) // 2]
        rows.append(Row(row.what, row.floor, row.ours, row.theirs, f"{rate:.0f} files/s"))
    return rows


def list_and_search_rows(folder: Path, count: int) -> list[Row]:
    """Lists and searches over a library of `count` stories, beside the SQL that does the least."""
    with filled(folder / "big", count) as library, library.reader() as reader:
        raw = reader._library
        every = f"all ids of {count} stories, newest first"
        rows = [
            in_turns(
                every,
                lambda: reader.ids(Listing()),
                "the same from the index alone",
                lambda: array("q", (r[0] for r in raw.execute("SELECT id FROM article ORDER BY published_key DESC, id DESC"))),
            ),
            in_turns(
                "60 rows of the list",
                lambda: reader.summaries(range(1, 61)),
                "60 rows, bare",
                lambda: raw.execute("SELECT * FROM article WHERE id <= 60").fetchall(),
                turns=31,
            ),
        ]
        common, rare = words_of(raw)
        for name, word in (("common", common), ("rare", rare)):
            listing = Listing(query=parse(word), sort=SortKey.RELEVANCE)
            match = "SELECT rowid FROM story_index WHERE story_index MATCH ?"
            hits = len(raw.execute(match, (word,)).fetchall())
            rows.append(
                in_turns(
                    f"search for a {name} word",
                    lambda listing=listing: reader.ids(listing),
                    "bare MATCH, unranked",
                    lambda word=word, match=match: raw.execute(match, (word,)).fetchall(),
                    remark=f"{hits} hits",
                )
            )
        rows.append(highlight_row(library, folder))
        return rows


def highlight_row(library: Library, folder: Path) -> Row:
    """A highlight from key to disk, beside one row that SQLite makes durable."""
    with library.reader() as reader:
        version = reader.current(1)
    body = text(version.story.document)
    bare = sqlite3.connect(folder / "bare.sqlite3", isolation_level=None)
    bare.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (a TEXT)")

    def highlight() -> None:
        target = describe(1, version.id, body, 10, 40)
        library.apply(AddAnnotation(Annotation(str(uuid.uuid4()), target, Motivation.HIGHLIGHTING)))

    row = in_turns(
        "a highlight, made durable", highlight, "one durable row", lambda: bare.execute("INSERT INTO t VALUES ('x')"), 31
    )
    bare.close()
    return row


def words_of(raw: sqlite3.Connection) -> tuple[str, str]:
    """Return a word that very many stories hold, and one that few do."""
    sample = raw.execute("SELECT body FROM story_text WHERE article % 40 = 0 LIMIT 400").fetchall()
    counts: dict[str, int] = {}
    for (body,) in sample:
        for word in set(body.lower().split()):
            counts[word] = counts.get(word, 0) + 1
    ordered = sorted((word for word in counts if word.isalpha()), key=lambda word: counts[word])
    return ordered[-1], ordered[len(ordered) // 3]


@contextmanager
def opened(folder: Path) -> Iterator[Library]:
    """A library that is closed again."""
    library = open_library(folder)
    try:
        yield library
    finally:
        library.close()


@contextmanager
def filled(folder: Path, count: int) -> Iterator[Library]:
    """A library of made-up stories, filed without parsing."""
    with opened(folder) as library:
        batch = []
        for number, story in enumerate(stories(count)):
            parsed = ParsedFile(f"{number:064x}", "text", (ParsedStory(pack_story(story, f"/{number}"), (), ()),))
            batch.append((f"/{number}", parsed))
            if len(batch) == 200:
                library._writer.submit(lambda own, batch=tuple(batch): _file_all(own, batch)).result()
                batch.clear()
        library._writer.submit(lambda own: _file_all(own, tuple(batch))).result()
        yield library


def _file_all(connections: Connections, batch: tuple[tuple[str, ParsedFile], ...]) -> None:
    connections.library.execute("PRAGMA synchronous = OFF")
    for path, parsed in batch:
        file_parsed(connections, path, parsed, 1_700_000_000_000)
