"""The notebook's questions: which highlights and notes of the whole library are found, and in which order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from library.annotations.describe import describe
from library.front.library import Library
from library.front.reader import Reader
from library.model.annotation import AnchorState, Annotation, Colour, Motivation
from library.model.document import text
from library.model.notebook import NotebookOrder, NotebookQuery
from library.model.operation import AddAnnotation, RemoveAnnotations, SetFlag, StateFlag
from tests.library.front.conftest import copied
from tests.stories import FERRY, imported, write

FERRIES, HENS = 1, 2


def mark(
    library: Library,
    article: int,
    uuid: str,
    quote: str,
    created: int,
    *,
    note: str = "",
    tags: tuple[str, ...] = (),
    colour: Colour = Colour.YELLOW,
    motivation: Motivation = Motivation.HIGHLIGHTING,
) -> None:
    """Annotate a passage of a story."""
    with library.reader() as reader:
        version = reader.current(article)
    body = text(version.story.document)
    start = body.index(quote)
    target = describe(article, version.id, body, start, start + len(quote))
    library.apply(AddAnnotation(Annotation(uuid, target, motivation, note, tags, colour, created, created)))


@pytest.fixture
def marked(two_stories: Path, tmp_path: Path) -> Iterator[Library]:
    """A library with five annotations in two stories, made in the order of their names."""
    made = copied(two_stories, tmp_path / "library")
    mark(made, FERRIES, "a-boat", "unharmed on a sandbank", 1, note="Überprüfen: which bank?", tags=("Work/Energy",))
    mark(made, HENS, "b-ramp", "a ramp, a lamp", 2, colour=Colour.GREEN, tags=("work", "Birds"))
    mark(made, FERRIES, "c-crate", "a crate of hens", 3, colour=Colour.PINK, note="  \n")
    mark(made, HENS, "d-house", "A house for eleven hens", 4, note="Who paid?", tags=("Work",))
    mark(made, FERRIES, "e-place", "The harbour office", 5, motivation=Motivation.BOOKMARKING)
    yield made
    made.close()


def names(reader: Reader, query: NotebookQuery) -> list[str]:
    rows = reader.notebook(query)
    found = reader.notebook_entries(rows.ids)
    annotations = [found[each].anchored.annotation for each in rows.ids]
    assert [each.target.article for each in annotations] == list(rows.articles)
    return [each.uuid[0] for each in annotations]


CASES = [
    (NotebookQuery(), "dcba"),
    (NotebookQuery(order=NotebookOrder.STORY), "dbca"),
    (NotebookQuery(text="HENS"), "dc"),
    (NotebookQuery(text="hén crate"), "c"),
    (NotebookQuery(text="uberprufen"), "a"),
    (NotebookQuery(text="paid house"), "d"),
    (NotebookQuery(text="sandbank hens"), ""),
    (NotebookQuery(text="harbour office"), ""),  # a bookmark is neither highlight nor note
    (NotebookQuery(text=" … "), "dcba"),
    (NotebookQuery(text="100%_'\""), ""),
    (NotebookQuery(colours=frozenset({Colour.GREEN, Colour.PINK})), "cb"),
    (NotebookQuery(tag="Work"), "da"),
    (NotebookQuery(tag="Work/Energy"), "a"),
    (NotebookQuery(tag="Wor"), ""),
    (NotebookQuery(noted=True), "da"),
    (NotebookQuery(lost=True), ""),
    (NotebookQuery(source="nobody's"), ""),
    (NotebookQuery(text="hens", noted=True, colours=frozenset({Colour.YELLOW}), tag="Work"), "d"),
]


@pytest.mark.parametrize(("query", "found"), CASES, ids=[f"{at}" for at in range(len(CASES))])
def test_a_query_finds_what_it_says_in_its_order(marked: Library, query: NotebookQuery, found: str) -> None:
    with marked.reader() as reader:
        assert "".join(names(reader, query)) == found


def test_stories_in_the_trash_have_no_place_in_it(marked: Library) -> None:
    marked.apply(SetFlag((HENS,), StateFlag.TRASHED))
    with marked.reader() as reader:
        assert names(reader, NotebookQuery()) == ["c", "a"]
        assert reader.notebook_choices().tags == (("Work/Energy", 1),)
        marked.apply(SetFlag((HENS,), StateFlag.TRASHED, value=False))
        assert names(reader, NotebookQuery()) == ["d", "c", "b", "a"]


def test_the_choices_are_counted_without_bookmarks(marked: Library) -> None:
    with marked.reader() as reader:
        choices = reader.notebook_choices()
        source = reader.current(HENS).story.source
    assert choices.total == 4
    assert dict(choices.tags) == {"Birds": 1, "Work": 1, "work": 1, "Work/Energy": 1}
    assert dict(choices.sources)[source] >= 2
    assert sum(count for _, count in choices.sources) == 4


def test_an_entry_names_its_story_and_one_that_is_gone_is_left_out(marked: Library) -> None:
    with marked.reader() as reader:
        ids = reader.notebook(NotebookQuery()).ids
        marked.apply(RemoveAnnotations(("c-crate",)))
        found = reader.notebook_entries((*ids, 10_000))
        story = reader.current(HENS).story
    assert [found[each].anchored.annotation.uuid for each in ids if each in found] == ["d-house", "b-ramp", "a-boat"]
    assert (found[ids[0]].headline, found[ids[0]].source) == (story.headline, story.source)


def test_a_lost_passage_is_found_as_lost_and_stands_first_in_its_story(library: Library, tmp_path: Path) -> None:
    (article,) = imported(library, write(tmp_path / "first", a_txt=FERRY)).results[0].articles
    mark(library, article, "first", "The noon ferry", 1)
    mark(library, article, "second", "a crate of hens and nobody at the wheel", 2)
    emptied = FERRY.replace("9:30pm", "10pm").replace(", a crate of hens and nobody at the wheel", " and a crew of two")
    imported(library, write(tmp_path / "second", a_txt=emptied))
    with library.reader() as reader:
        assert names(reader, NotebookQuery(lost=True)) == ["s"]
        assert names(reader, NotebookQuery(order=NotebookOrder.STORY)) == ["s", "f"]
        (lost,) = reader.notebook_entries(reader.notebook(NotebookQuery(lost=True)).ids).values()
    assert lost.anchored.anchor.state is AnchorState.ORPHAN
