"""Random libraries of stories with versions, and everything a user or an import would meet in one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st

from library.front.library import Library, open_library
from library.model.document import Document, paragraph
from library.model.errors import NotFound
from library.model.operation import EditTags, SetFlag, SetPosition, StateFlag
from library.model.query import Listing
from library.model.stamp import Stamp
from library.model.story import Draft, Story
from library.search.parse import parse
from tests.library.front.annotated import annotated, filed

WORDS = ("heron", "kettle", "lantern", "marsh", "pewter", "quarry", "rudder", "saffron")
DERIVED_ELSEWHERE = ("journal", "fact", "gone_article", "anchor", "import_run", "import_file", "watched_folder")


def telling(number: int, edition: int, dated: bool = True, size: int = 4) -> Story:
    """One edition of an invented story; editions share most of their text."""
    lines = [
        f"The {WORDS[number % 8]} of house {number} was seen by the {WORDS[(number + at) % 8]} on day {at}."
        for at in range(size)
    ]
    lines[edition % size] += f" It was edition {edition}."
    return Story(
        headline=f"{WORDS[number % 8].title()} number {number}",
        url=f"https://ellery-post.example/{number}",
        source="The Ellery Post",
        published=Stamp("2017-03-02"),
        updated=Stamp(f"2017-04-{edition + 1:02}") if dated else None,
        document=Document(tuple(paragraph(line) for line in lines)),
    )


STUB = Draft(Story(headline="Only an address", url="https://ellery-post.example/stub"))

RECIPES = st.lists(
    st.tuples(
        st.integers(1, 3),  # editions
        st.booleans(),  # dated
        st.lists(st.sampled_from(("heron", "kettle", "edition")), max_size=2, unique=True),  # quotes to highlight
        st.lists(st.sampled_from(StateFlag), max_size=3, unique=True),
        st.lists(st.sampled_from(("Sea", "sea", "Work/Energy", "b")), max_size=2, unique=True),
        st.booleans(),  # read some way
    ),
    min_size=2,
    max_size=4,
)


def made(folder: Path, recipes: list[tuple[int, bool, list[str], list[StateFlag], list[str], bool]]) -> Library:
    """Make a library as the recipes say."""
    library = open_library(folder)
    uuid = 0
    for number, (editions, dated, quotes, flags, tags, begun) in enumerate(recipes, 1):
        for edition in range(editions):
            filed(library, telling(number, edition, dated), path=f"/in/{number}.html", now=1_000 * number + edition)
            for quote in quotes:
                uuid += 1
                try:
                    annotated(library, number, quote, uuid, note=f"n{number}")
                except ValueError:
                    continue  # this edition doesn't say that
        for flag in flags:
            library.apply(SetFlag((number,), flag))
        library.apply(EditTags((number,), tuple(tags)))
        if begun:
            with library.reader() as reader:
                library.apply(SetPosition(number, reader.current(number).id, 30, 0.3))
    return library


def everything(library: Library) -> dict[str, object]:
    """Every row of the library but its log, and what pages and searches show."""

    def rows(own: object) -> dict[str, object]:
        connection = own.library  # type: ignore[attr-defined]
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        plain = [t for t in tables if t not in DERIVED_ELSEWHERE and not t.startswith(("sqlite", "story_index"))]
        return {table: sorted(connection.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in plain}

    seen: dict[str, object] = library._writer.submit(rows).result()
    with library.reader() as reader:
        for words in (*WORDS, "tag:sea", "note:n1", "edition"):
            seen[words] = sorted(reader.ids(Listing(query=parse(words))))
        for article in range(1, 12):
            try:
                page = reader.page(article)
            except NotFound:
                continue
            seen[f"page {article}"] = replace(page, annotations=())
            seen[f"annotations {article}"] = page.annotations
    return seen
