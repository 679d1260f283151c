"""The notebook's questions: which highlights and notes of the whole library are found, and in which order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from library.annotations.describe import describe
from library.front.library import Library, open_library
from library.front.reader import Reader
from library.model.annotation import AnchorState, Annotation, Colour, Motivation
from library.model.document import text
from library.model.notebook import Days, NotebookOrder, NotebookPart, NotebookQuery, Period
from library.model.operation import (
    AddAnnotation,
    Batch,
    EditAnnotation,
    NameColour,
    RemoveAnnotations,
    SetFlag,
    StateFlag,
)
from library.search.tokens import index_text
from library.store import facts
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


def names(reader: Reader, query: NotebookQuery, today: date = date(2024, 3, 1)) -> list[str]:
    rows = reader.notebook(query, today)
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
    assert (choices.total, choices.places) == (4, 1)
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
    library.apply(EditAnnotation("second", let_go=True))
    with library.reader() as reader:
        assert names(reader, NotebookQuery(lost=True)) == []
        assert names(reader, NotebookQuery(let_go=True)) == ["s"]
        assert names(reader, NotebookQuery(lost=True, let_go=True)) == ["s"]
        assert names(reader, NotebookQuery()) == ["s", "f"]


def test_places_are_asked_for_by_their_names_and_have_no_part_in_the_rest(marked: Library) -> None:
    places = NotebookQuery(part=NotebookPart.PLACES)
    marked.apply(EditAnnotation("e-place", note="Where the clerk sits"))
    with marked.reader() as reader:
        assert names(reader, places) == ["e"]
        assert names(reader, replace(places, text="clérk")) == ["e"]
        assert names(reader, replace(places, text="crate")) == []
        assert (reader.counts().notes, reader.counts().places) == (4, 1)
        marked.apply(SetFlag((FERRIES,), StateFlag.TRASHED))
        assert names(reader, places) == []
        assert (reader.counts().notes, reader.counts().places) == (2, 0)


def made_at(library: Library, moments: dict[str, datetime]) -> None:
    for uuid, moment in moments.items():
        mark(library, FERRIES, uuid, "The noon ferry", int(moment.timestamp() * 1000))


MOMENTS = {
    "now": datetime(2024, 2, 29, 8),
    "early": datetime(2024, 2, 29, 0, 0),
    "yesterday": datetime(2024, 2, 28, 23, 59, 59),
    "monday": datetime(2024, 2, 26),
    "last-sunday": datetime(2024, 2, 25, 23),
    "january-29": datetime(2024, 1, 29, 12),
    "Xmas": datetime(2023, 12, 31, 1),
    "old": datetime(2019, 5, 30, 23, 30),
}
TODAY = date(2024, 2, 29)
DATED = [
    (NotebookQuery(made=Period.TODAY), "ne"),
    (NotebookQuery(made=Period.WEEK), "neym"),
    (NotebookQuery(made=Period.MONTH), "neyml"),
    (NotebookQuery(made=Period.YEAR), "neymlj"),
    (NotebookQuery(made=Days(date(2023, 12, 31), date(2024, 1, 29))), "jX"),
    (NotebookQuery(made=Days(None, date(2023, 12, 31))), "Xo"),
    (NotebookQuery(made=Days(date(2024, 2, 29), None)), "ne"),
    # The 29th is the last of this month, so the 30th and the 31st of others come with it; not what is of today.
    (NotebookQuery(part=NotebookPart.THIS_DAY), "jXo"),
    (NotebookQuery(part=NotebookPart.THIS_DAY, made=Period.YEAR), "j"),
]


def test_days_are_those_of_the_users_calendar(library: Library, tmp_path: Path) -> None:
    imported(library, write(tmp_path / "in", a_txt=FERRY))
    made_at(library, MOMENTS)
    with library.reader() as reader:
        for query, found in DATED:
            assert "".join(names(reader, query, TODAY)) == found, query
        thirtieth = names(reader, NotebookQuery(part=NotebookPart.THIS_DAY), date(2024, 3, 30))
        assert "".join(thirtieth) == "o"


def test_the_date_of_the_story_is_asked_for_too(marked: Library) -> None:
    with marked.reader() as reader:
        stories = {article: reader.current(article).story for article in (FERRIES, HENS)}
        dated = {article: story.published for article, story in stories.items() if story.published}
        assert dated
        for article, stamp in dated.items():
            day = date.fromisoformat(stamp.iso[:10])
            found = reader.notebook(NotebookQuery(published=Days(day, day)), TODAY)
            assert set(found.articles) == {each for each, other in dated.items() if other.iso[:10] == stamp.iso[:10]}
            assert article in found.articles
        assert not reader.notebook(NotebookQuery(published=Days(None, date(1700, 1, 1))), TODAY).ids


def test_a_few_to_read_again_are_of_the_rested_and_not_of_those_let_go(library: Library, tmp_path: Path) -> None:
    imported(library, write(tmp_path / "in", a_txt=FERRY))
    made_at(library, {f"{number}-rested": datetime(2024, 2, 1) for number in range(9)})
    made_at(library, {"fresh": datetime(2024, 2, 27), "a-let-go": datetime(2024, 1, 1)})
    library.apply(EditAnnotation("a-let-go", let_go=True))
    reread = NotebookQuery(part=NotebookPart.REREAD)
    with library.reader() as reader:
        days = [names(reader, reread, TODAY + timedelta(days=number)) for number in range(-2, 1)]
    assert [len(each) for each in days] == [5, 5, 5]
    assert not {"f", "a"} & set().union(*days)


def test_colours_have_the_names_that_the_user_gave_them(marked: Library) -> None:
    marked.apply(NameColour(Colour.PINK, "claim"))
    with marked.reader() as reader:
        assert reader.notebook_choices().colour_names == ((Colour.PINK, "claim"),)


TEXTS = st.text(st.sampled_from("aé Ü漢字x.,-ñ\n0"), max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4), TEXTS)
def test_typing_finds_what_its_words_stand_in_also_after_a_change(
    marked: Library, notes: list[tuple[str, str]], typed: str
) -> None:
    """Against the plain meaning: every typed word, folded, stands in the folded quote and note."""
    with marked.reader() as reader:
        marked.apply(RemoveAnnotations(tuple(each.uuid for each in reader.all_annotations())))
        marked.apply(
            Batch(
                tuple(
                    AddAnnotation(replace(made(reader), uuid=f"{number}", note=first))
                    for number, (first, _) in enumerate(notes)
                )
            )
        )
        marked.apply(Batch(tuple(EditAnnotation(f"{number}", note=then) for number, (_, then) in enumerate(notes))))
        needles = [index_text(word).strip() for word in typed.split()]
        expected = {
            str(number)
            for number, (_, then) in enumerate(notes)
            if all(needle in index_text(f"The noon ferry\n{then}") for needle in needles)
        }
        assert set(names(reader, NotebookQuery(text=typed))) == expected


def made(reader: Reader) -> Annotation:
    version = reader.current(FERRIES)
    body = text(version.story.document)
    start = body.index("The noon ferry")
    target = describe(FERRIES, version.id, body, start, start + len("The noon ferry"))
    return Annotation("x", target, Motivation.HIGHLIGHTING, created=1, modified=1)


def test_words_that_an_older_version_folded_are_folded_again(marked: Library) -> None:
    with marked.reader() as reader:
        folder = reader._path.parent
    writer = marked._writer

    def age(own) -> None:  # type: ignore[no-untyped-def]
        own.library.execute("DELETE FROM annotation_text")
        facts.set_fact(own.library, "notebook", "0")

    writer.submit(age).result()
    with marked.reader() as reader:
        assert names(reader, NotebookQuery(text="crate")) == []
    marked.close()
    again = open_library(folder)
    again._writer.submit(lambda _own: None).result()  # what was queued before it is done
    try:
        with again.reader() as reader:
            for _ in range(100):
                if names(reader, NotebookQuery(text="crate")):
                    break
                again._writer.submit(lambda _own: None).result()
            assert names(reader, NotebookQuery(text="crate")) == ["c"]
    finally:
        again.close()
