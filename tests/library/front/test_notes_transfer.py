"""Annotations out of one library and into another: the same again, at their places, with nothing lost."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from library.annotations.describe import describe
from library.front.ingest.carrying import Fate
from library.front.library import Library, open_library
from library.front.notes_export import (
    NotesForm,
    noted_articles,
    noted_stories,
    written,
)
from library.model.annotation import AnchorState, Annotation, Colour, HighlightStyle, Motivation, Target
from library.model.document import Document, paragraph, text
from library.model.operation import (
    AddAnnotation,
    Batch,
    EditAnnotation,
    NameColour,
    PlaceAnnotation,
    RemoveAnnotations,
    SetFlag,
    StateFlag,
)
from library.model.query import Listing, Shelf
from library.model.stamp import Stamp
from library.model.story import Story, Version
from library.model.tags import clean_tags
from library.search.parse import parse
from library.store import journal
from tests.library.front.annotated import (
    BELL,
    CORRECTED,
    FERRY,
    NOW,
    PHOTO,
    anchors,
    annotated,
    brought,
    cleared,
    exported,
    filed,
    kept,
    library_of,
    selected,
)


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Library, Library]]:
    """Two libraries with the same stories, filed in another order, so that ids and identities differ."""
    folder = tmp_path_factory.mktemp("pair")
    one = library_of(folder / "one", BELL, CORRECTED, FERRY, PHOTO)
    other = library_of(folder / "other", PHOTO, FERRY, BELL, CORRECTED)
    yield one, other
    one.close()
    other.close()


@pytest.fixture
def one(tmp_path: Path) -> Iterator[Library]:
    library = library_of(tmp_path / "one", BELL, FERRY)
    yield library
    library.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Library]:
    library = open_library(tmp_path / "other")
    yield library
    library.close()


VERSIONS = {"bell": BELL, "corrected": CORRECTED, "ferry": FERRY, "photo": PHOTO}
TIMES = st.integers(1, 4_000_000_000_000)
WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=30) | st.just("**light** [x](https://a.example)")
ANNOTATIONS = st.lists(
    st.fixed_dictionaries(
        {
            "uuid": st.uuids().map(str),
            "version": st.sampled_from(list(VERSIONS)),
            "span": st.tuples(st.floats(0, 1), st.floats(0, 1)).map(sorted),
            "whole": st.booleans(),
            "note": WORDS,
            "tags": st.lists(WORDS, max_size=3).map(lambda names: clean_tags(tuple(names))),
            "colour": st.sampled_from(Colour),
            "times": st.tuples(TIMES, TIMES).map(sorted),
            "bookmark": st.booleans(),
            "style": st.sampled_from(HighlightStyle),
            "let_go": st.booleans(),
            "earlier": st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)).map(sorted), max_size=2),
        }
    ),
    max_size=5,
    unique_by=lambda each: each["uuid"],
)


def in_library(library: Library, drawn: dict[str, Any]) -> AddAnnotation:
    story = VERSIONS[drawn["version"]]
    body = text(story.document)
    start, end = (0, 0) if drawn["whole"] else (int(share * len(body)) for share in drawn["span"])
    with library.reader() as reader:
        ids = (*reader.ids(Listing(Shelf.ALL)), *reader.ids(Listing(Shelf.STUBS)))
        article = next(each for each in ids if reader.current(each).story.headline == story.headline)
        versions = [reader.version(each.id) for each in reader.history(article)] or [reader.current(article)]
        version = next(each for each in versions if text(each.story.document) == body)
    target = describe(article, version.id, body, start, end)
    before = [(versions[at % len(versions)], span) for at, span in enumerate(drawn["earlier"])]
    plain = Motivation.COMMENTING if drawn["note"] else Motivation.HIGHLIGHTING
    motivation = Motivation.BOOKMARKING if drawn["bookmark"] else plain
    created, modified = drawn["times"]
    made = Annotation(
        drawn["uuid"],
        target,
        motivation,
        drawn["note"],
        drawn["tags"],
        drawn["colour"],
        created,
        modified,
        drawn["style"],
        tuple(part_of(article, each, span) for each, span in before),
        drawn["let_go"],
    )
    return AddAnnotation(made)


def part_of(article: int, version: Version, span: list[float]) -> Target:
    body = text(version.story.document)
    return describe(article, version.id, body, *(int(share * len(body)) for share in span))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(ANNOTATIONS)
def test_what_was_written_comes_back_the_same(pair: tuple[Library, Library], drawn: list[dict[str, Any]]) -> None:
    one, other = pair
    for library in pair:
        cleared(library)
    one.apply(Batch(tuple(in_library(one, each) for each in drawn)))
    before = kept(one)
    assert len(before) == len(drawn)
    if before:
        arrived = brought(other, exported(one))
        assert {each.uuid for each in arrived.annotations if each.fate is Fate.ADDED} == set(before)
        assert kept(other) == before
        again = brought(other, exported(one))
        assert {each.fate for each in again.annotations} == {Fate.KNOWN}
        assert not again.changes.added
        assert kept(other) == before


def test_they_are_put_back_where_they_were(one: Library, other: Library) -> None:
    filed(other, FERRY, path="/in/f.txt")
    filed(other, BELL, path="/in/b.html")
    annotated(one, 1, "Cracks as wide as a thumb", colour=Colour.PINK)
    annotated(one, 2, "e\u0301 31", uuid=2, note="here")
    annotated(one, 2, "", uuid=3, note="all of it")
    brought(other, exported(one))
    assert anchors(other) == anchors(one)
    with other.reader() as reader:
        assert list(reader.ids(Listing(query=parse("note:here")))) == [1]


def test_in_a_story_that_is_not_there_they_wait_for_its_text(one: Library, other: Library) -> None:
    annotated(one, 1, "two of the four “oak” beams")
    annotated(one, 2, "e\u0301 31", uuid=2)
    arrived = brought(other, exported(one))
    assert len(arrived.changes.added) == 2
    with other.reader() as reader:
        assert len(reader.ids(Listing(Shelf.STUBS))) == 2
        headlines = {reader.current(each).story.headline for each in arrived.changes.added}
    assert headlines == {BELL.headline, FERRY.headline}
    assert {state for state, _, _ in anchors(other).values()} == {AnchorState.ORPHAN}

    filed(other, BELL, path="/in/b.html")
    filed(other, FERRY, path="/in/f.txt")  # it has no address: its text is known by its content

    with other.reader() as reader:
        assert not reader.ids(Listing(Shelf.STUBS))
    assert anchors(other) == anchors(one)
    assert {each[:3] for each in kept(other).values()} == {each[:3] for each in kept(one).values()}


def test_what_is_not_in_the_text_is_an_orphan_of_its_story(one: Library, other: Library) -> None:
    shorter = replace(BELL, document=Document((paragraph("The tower is shut. Nobody knows for how long."),)))
    filed(other, shorter, path="/in/b.html")
    annotated(one, 1, "two of the four “oak” beams", note="why?")
    arrived = brought(other, exported(one))
    (found,) = arrived.annotations
    assert (found.fate, found.state, found.article) == (Fate.ADDED, AnchorState.ORPHAN, 1)
    (saved,) = kept(other).values()
    assert saved[0] == next(iter(kept(one).values()))[0]


def test_an_orphan_that_is_deleted_and_brought_back_is_one_still(one: Library) -> None:
    (found,) = brought(one, json.dumps([selected(BELL.url, "nobody wrote these words")])).annotations
    assert found.state is AnchorState.ORPHAN
    one.apply(RemoveAnnotations((found.uuid,)))
    one.undo().result()
    assert [state for state, _, _ in anchors(one).values()] == [AnchorState.ORPHAN]


@pytest.mark.parametrize(
    ("source", "headline", "quote", "article"),
    [
        ("http://ellery-post.example/bell/?utm_source=x#top", "", "the council said", 1),
        ("https://elsewhere.example/copy", "BELL TOWER closes!", "as wide as a thumb", 1),
        ("https://elsewhere.example/copy", "Bell tower closes", "a sentence that nobody wrote", None),
        ("https://elsewhere.example/copy", "Bells", "as wide as a thumb", None),
        ("urn:uuid:c0ffee00-0000-4000-8000-000000000009", "Ferry sails without its captain", "Skerry Island", 2),
    ],
)
def test_another_programs_annotations_find_their_story(
    one: Library, source: str, headline: str, quote: str, article: int | None
) -> None:
    arrived = brought(one, json.dumps([selected(source, quote, headline)]))
    (found,) = arrived.annotations
    assert (found.article if not arrived.changes.added else None) == article


def test_among_namesakes_the_one_with_the_quotes_is_meant(other: Library) -> None:
    letters = [
        Story(
            headline="Letters", url=f"https://ellery-post.example/{n}", document=Document((paragraph(f"Sir, {word}."),))
        )
        for n, word in enumerate(("hens are loud", "bells are louder", "ferries are loudest"))
    ]
    filed(other, *letters)
    arrived = brought(other, json.dumps([selected("urn:x-pdf:1", "bells are louder", "Letters")]))
    assert [each.article for each in arrived.annotations] == [2]


def test_the_same_headline_of_another_day_is_another_story(other: Library) -> None:
    told = Story(headline="Letters", published=Stamp("2015-05-14"), document=Document((paragraph("Sir, a hen."),)))
    filed(other, told)
    content = selected("urn:x-pdf:1", "no such words", "Letters")
    for day, is_new in (("2015-05-15", True), ("2015-05-14", False)):
        content["id"] = f"https://notes.example/{day}"
        content["target"]["dcterms:isPartOf"]["schema:datePublished"] = day
        content["target"]["source"] = f"urn:x-pdf:{day}"
        assert bool(brought(other, json.dumps([content])).changes.added) is is_new


def test_a_quote_that_stands_fifty_times_goes_where_its_context_says(one: Library, other: Library) -> None:
    filed(other, FERRY)
    body = text(FERRY.document)
    made = [each.start() for each in re.finditer("Skerry Island", body)]
    assert len(made) == 50
    with one.reader() as reader:
        version = reader.current(2)
    for number, start in enumerate(made):
        target = describe(2, version.id, body, start, start + len("Skerry Island"))
        one.apply(AddAnnotation(Annotation(f"c0ffee00-0000-4000-8000-{number:012}", target, Motivation.HIGHLIGHTING)))
    brought(other, exported(one))
    assert sorted(start for _, start, _ in anchors(other).values()) == made


def test_another_programs_quote_gets_selectors_of_our_text(one: Library) -> None:
    quote = 'two of  the four "oak" beams'
    (found,) = brought(one, json.dumps([selected(BELL.url, quote)])).annotations
    assert found.state is AnchorState.EXACT
    (saved,) = kept(one).values()
    assert saved[0].exact == "two of the four “oak” beams"  # type: ignore[attr-defined]
    assert saved[0].prefix.endswith("were found in ")  # type: ignore[attr-defined]


def test_later_words_take_over_and_the_journal_keeps_the_earlier(one: Library, other: Library) -> None:
    filed(other, BELL)
    made = annotated(one, 1, "the council said", note="first", tags=("a",), modified=NOW)
    brought(other, exported(one))
    one.apply(EditAnnotation(made.uuid, "second", ("b",), Colour.BLUE))
    (found,) = (arrived := brought(other, exported(one))).annotations
    assert found.fate is Fate.CHANGED
    assert arrived.changes.articles == {1}
    assert kept(other) == kept(one)
    with other.reader() as reader:
        assert list(reader.ids(Listing(query=parse("note:second")))) == [1]
        assert not reader.ids(Listing(query=parse("note:first")))
    (entry,) = other._writer.submit(lambda own: journal.latest(own.library, 1)).result()
    assert entry.inverse == EditAnnotation(made.uuid, "first", ("a",), Colour.YELLOW, HighlightStyle.FILL, False)


def test_earlier_words_take_over_nothing(one: Library, other: Library) -> None:
    filed(other, BELL)
    made = annotated(one, 1, "the council said", note="first")
    content = exported(one)
    brought(other, content)
    other.apply(EditAnnotation(made.uuid, "mine, and later"))
    (found,) = brought(other, content).annotations
    assert found.fate is Fate.KNOWN
    assert next(iter(kept(other).values()))[5] == "mine, and later"


def test_a_megabyte_of_note_and_a_hundred_tags_come_back(one: Library, other: Library) -> None:
    filed(other, BELL)
    tags = tuple(f"tag {number}" for number in range(100))
    annotated(one, 1, "the council said", note="long words " * 100_000, tags=tags)
    brought(other, exported(one))
    assert kept(other) == kept(one)
    for form in NotesForm:
        assert len(exported(one, form)) > 1_000_000


def test_a_story_in_the_trash_keeps_and_gets_annotations(one: Library) -> None:
    annotated(one, 1, "the council said")
    one.apply(SetFlag((1,), StateFlag.TRASHED))
    with one.reader() as reader:
        assert noted_articles(reader) == ()
        assert noted_articles(reader, parse("is:trashed")) == (1,)
        (story,) = noted_stories(reader, (1,))
        content = "".join(written([story], NotesForm.JSONLD))
    one.apply(RemoveAnnotations(("c0ffee00-0000-4000-8000-000000000001",)))
    (found,) = brought(one, content).annotations
    assert (found.article, found.fate, found.state) == (1, Fate.ADDED, AnchorState.EXACT)


def test_a_search_finds_archived_stories_too(one: Library) -> None:
    annotated(one, 1, "the council said")
    annotated(one, 2, "Skerry", uuid=2)
    one.apply(SetFlag((1,), StateFlag.ARCHIVED))
    with one.reader() as reader:
        assert noted_articles(reader, parse("tower")) == (1,)
        assert noted_articles(reader, parse("ferry")) == (2,)
        assert set(noted_articles(reader)) == {1, 2}


def moved(library: Library, made: Annotation, quote: str) -> None:
    """Attach an annotation to another passage, as the user does by hand."""
    with library.reader() as reader:
        version = reader.current(made.target.article)
    body = text(version.story.document)
    start = body.index(quote)
    target = describe(version.article, version.id, body, start, start + len(quote))
    library.apply(PlaceAnnotation(made.uuid, target))


def test_a_place_that_was_chosen_anew_takes_over_with_the_one_before_it(one: Library, other: Library) -> None:
    filed(other, BELL)
    made = annotated(one, 1, "Cracks as wide as a thumb", modified=NOW)
    brought(other, exported(one))
    moved(one, made, "four “oak” beams")
    (found,) = brought(other, exported(one)).annotations
    assert found.fate is Fate.CHANGED
    assert kept(other) == kept(one)
    assert anchors(other) == anchors(one)
    (entry,) = other._writer.submit(lambda own: journal.latest(own.library, 1)).result()
    other.apply(entry.inverse)
    with other.reader() as reader:
        (back,) = reader.all_annotations()
    assert back.target.quote.exact == "Cracks as wide as a thumb"
    assert back.earlier == ()


def test_a_place_that_is_gone_there_is_found_by_the_one_before_it(one: Library, other: Library) -> None:
    made = annotated(one, 1, "The bell tower 🔔 will be silent", modified=NOW)
    moved(one, made, "Cracks as wide as a thumb")
    cut = replace(BELL, document=Document(BELL.document.blocks[:1]))
    filed(other, cut)
    (found,) = brought(other, exported(one)).annotations
    assert found.state is AnchorState.EXACT
    assert anchors(other)[made.uuid][1:] == (0, len("The bell tower 🔔 will be silent"))


def test_names_of_colours_come_along_and_leave_those_that_are_there(one: Library, other: Library) -> None:
    annotated(one, 1, "the council said")
    one.apply(NameColour(Colour.YELLOW, "claim"))
    one.apply(NameColour(Colour.PURPLE, "to quote"))
    other.apply(NameColour(Colour.PURPLE, "mine"))
    brought(other, exported(one))
    with other.reader() as reader:
        assert reader.colour_names() == {Colour.YELLOW: "claim", Colour.PURPLE: "mine"}
    for form in (NotesForm.MARKDOWN, NotesForm.HTML):
        assert "claim · " in exported(one, form)


def test_a_plain_file_names_no_terms_of_ours(one: Library) -> None:
    annotated(one, 1, "the council said")
    assert json.loads(exported(one))["@context"] == "http://www.w3.org/ns/anno.jsonld"
    one.apply(EditAnnotation("c0ffee00-0000-4000-8000-000000000001", let_go=True))
    written_now = json.loads(exported(one))
    assert written_now["@context"] == ["http://www.w3.org/ns/anno.jsonld", {"broadsheet": "urn:x-broadsheet:ns#"}]
    assert written_now["first"]["items"][0]["broadsheet:letGo"] is True


def test_an_underlined_passage_says_so_in_css(one: Library) -> None:
    annotated(one, 1, "the council said", style=HighlightStyle.UNDERLINE, colour=Colour.PINK)
    (item,) = json.loads(exported(one))["first"]["items"]
    assert item["target"]["styleClass"] == ["pink", "underline"]
    assert item["stylesheet"]["value"].startswith(".pink.underline { text-decoration: underline;")
    assert "pink, underlined · " in exported(one, NotesForm.MARKDOWN)
    assert '<blockquote class="pink underline">' in exported(one, NotesForm.HTML)
