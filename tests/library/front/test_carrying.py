"""What a reading service knew of a story comes over, waits for the story's text, and comes in once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from library.front.ingest.filing import Filed, file_parsed
from library.front.ingest.parsing import ParsedFile, ParsedStory
from library.front.reader import Reader
from library.front.writer import Writer
from library.model.annotation import AnchorState, Colour, Motivation
from library.model.carried import Carried, CarriedHighlight
from library.model.document import Document, paragraph
from library.model.query import Listing, Shelf
from library.model.report import FileOutcome
from library.model.stamp import Stamp
from library.model.story import Draft, Story
from library.search.parse import parse
from library.store.articles import pack_story

ADDRESS = "https://ellery-post.example/bell"
BODY = (
    "The bell tower will be silent until the autumn, the council said.",
    "Cracks as wide as a thumb were found in two of the four “oak” beams.",
    "She has rung for three hundred years, the council said.",
)
FULL = Story(headline="Bell tower closes", url=ADDRESS, document=Document(tuple(map(paragraph, BODY))))
STUB = Story(headline="Bell tower", url=ADDRESS + "?utm_source=feed")
CRACKS = CarriedHighlight('two of the four "oak" beams', note="why?", tags=("Towers",), colour=Colour.BLUE)
NOW = 1_700_000_000_000


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Writer]:
    opened = Writer(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def reader(writer: Writer, tmp_path: Path) -> Iterator[Reader]:
    with Reader(tmp_path) as opened:
        yield opened


def filed(writer: Writer, *drafts: Draft, path: str = "/in/export.json") -> Filed:
    stories = tuple(ParsedStory(pack_story(each.story, ""), (), each.notices, each.carried) for each in drafts)
    digest = hashlib.sha256(repr(drafts).encode()).hexdigest()
    return writer.submit(lambda own: file_parsed(own, path, ParsedFile(digest, "test", stories), NOW)).result()


def test_a_bare_address_is_a_stub_on_a_shelf_of_its_own(writer: Writer, reader: Reader) -> None:
    assert filed(writer, Draft(STUB)).result.outcome is FileOutcome.ADDED
    assert reader.summaries((1,))[1].stub
    assert list(reader.ids(Listing(Shelf.STUBS))) == [1]
    assert not reader.ids(Listing(Shelf.ALL))
    assert not reader.ids(Listing(Shelf.UNREAD))
    assert dict(reader.counts().shelves)[Shelf.STUBS] == 1


@pytest.mark.parametrize("query", ["bell", "is:stub"])
def test_a_search_finds_stubs_among_all_stories(writer: Writer, reader: Reader, query: str) -> None:
    filed(writer, Draft(STUB))
    assert list(reader.ids(Listing(Shelf.ALL, query=parse(query)))) == [1]


def test_a_text_fills_its_stub_which_keeps_what_the_user_did(writer: Writer, reader: Reader) -> None:
    carried = Carried(read=True, starred=True, tags=("Work / Towers",), highlights=(CRACKS,), saved=Stamp("2019-05-01"))
    filed(writer, Draft(STUB, carried=carried))
    assert [each.anchor.state for each in reader.annotations(1)] == [AnchorState.ORPHAN]

    assert filed(writer, Draft(FULL), path="/in/bell.html").result.outcome is FileOutcome.ADDED

    page, row = reader.page(1), reader.summaries((1,))[1]
    assert (row.stub, row.read, row.starred, row.versions, row.headline) == (False, True, True, 1, FULL.headline)
    assert row.imported == Stamp("2019-05-01").sort_key() * 1000
    assert page.tags == ("Work/Towers",)
    assert len(page.history) == 1
    (found,) = page.annotations
    assert found.anchor.state is AnchorState.EXACT
    body = "\n".join(BODY)
    assert body[found.anchor.start : found.anchor.end] == "two of the four “oak” beams"
    assert (found.annotation.note, found.annotation.tags, found.annotation.colour) == ("why?", ("Towers",), Colour.BLUE)


def test_a_stub_that_comes_after_its_text_adds_state_and_no_version(writer: Writer, reader: Reader) -> None:
    filed(writer, Draft(FULL), path="/in/bell.html")
    done = filed(writer, Draft(STUB, carried=Carried(archived=True, highlights=(CRACKS,))))
    assert (done.result.outcome, done.result.articles) == (FileOutcome.UNCHANGED, (1,))
    assert done.changes.articles == {1}
    assert reader.current(1).story.headline == FULL.headline
    assert reader.summaries((1,))[1].archived
    (found,) = reader.annotations(1)
    assert found.annotation.target.quote.prefix.endswith("were found in ")


def test_the_same_highlights_come_in_once(writer: Writer, reader: Reader) -> None:
    filed(writer, Draft(FULL, carried=Carried(highlights=(CRACKS,))))
    again = Draft(STUB, carried=Carried(highlights=(CRACKS, CarriedHighlight("rung for three hundred years"))))
    filed(writer, again, path="/in/other.json")
    assert len(reader.annotations(1)) == 2


def test_an_export_takes_nothing_away(writer: Writer, reader: Reader) -> None:
    filed(writer, Draft(FULL, carried=Carried(read=True, starred=True, tags=("kept",))))
    filed(writer, Draft(STUB, carried=Carried(read=False, starred=False, tags=("Kept", "new"))), path="/in/b.json")
    row = reader.summaries((1,))[1]
    assert (row.read, row.starred) == (True, True)
    assert reader.tags(1) == ("kept", "new")


def test_a_quote_found_twice_goes_where_the_order_of_the_export_puts_it(writer: Writer, reader: Reader) -> None:
    highlights = (CarriedHighlight("Cracks as wide as a thumb"), CarriedHighlight("the council said"))
    filed(writer, Draft(FULL, carried=Carried(highlights=highlights)))
    places = [each.anchor.start for each in reader.annotations(1)]
    assert places == ["\n".join(BODY).index("Cracks"), "\n".join(BODY).rindex("the council said")]


def test_its_context_decides_between_the_places_of_a_quote(writer: Writer, reader: Reader) -> None:
    highlight = CarriedHighlight("the council said", prefix="hundred years, ")
    filed(writer, Draft(FULL, carried=Carried(highlights=(highlight,))))
    assert reader.annotations(1)[0].anchor.start == "\n".join(BODY).rindex("the council said")


def test_a_quote_that_is_nowhere_is_an_orphan_with_its_quote(writer: Writer, reader: Reader) -> None:
    filed(writer, Draft(FULL, carried=Carried(highlights=(CarriedHighlight("a ferry sailed away without hens"),))))
    (found,) = reader.annotations(1)
    assert found.anchor.state is AnchorState.ORPHAN
    assert found.annotation.target.quote.exact == "a ferry sailed away without hens"


def test_a_note_on_the_whole_story_is_found_by_its_words(writer: Writer, reader: Reader) -> None:
    filed(writer, Draft(FULL, carried=Carried(note="ask the verger")))
    (found,) = reader.annotations(1)
    assert (found.annotation.motivation, found.annotation.note) == (Motivation.COMMENTING, "ask the verger")
    assert (found.anchor.state, found.anchor.start, found.anchor.end) == (AnchorState.EXACT, 0, 0)
    assert list(reader.ids(Listing(query=parse("note:verger")))) == [1]


def test_progress_becomes_a_place(writer: Writer, reader: Reader) -> None:
    filed(writer, Draft(FULL, carried=Carried(progress=0.5)))
    page = reader.page(1)
    assert page.state.progress == 0.5
    assert page.position == len("\n".join(BODY)) // 2


def test_entries_without_text_or_address_are_known_by_title_and_author(writer: Writer, reader: Reader) -> None:
    one, other = (Story(headline=title, authors=("Ada Merrow",)) for title in ("Hens", "Ferries"))
    filed(writer, Draft(one), Draft(other))
    filed(writer, Draft(one, carried=Carried(tags=("farm",))), path="/in/again.txt")
    assert len(reader.ids(Listing(Shelf.STUBS))) == 2
    assert list(reader.ids(Listing(tag="farm"))) == [1]


def test_a_tag_holds_those_below_it_and_no_namesakes(writer: Writer, reader: Reader) -> None:
    tags = ("Work", "Work/Energy", "Workshop", "work_energy/x")
    stories = (Story(headline=f"Story {tag}", url=f"{ADDRESS}/{tag}") for tag in tags)
    filed(writer, *(Draft(story, carried=Carried(tags=(tag,))) for story, tag in zip(stories, tags, strict=True)))
    assert sorted(reader.ids(Listing(tag="Work"))) == [1, 2]
    assert dict(reader.counts().tags) == {
        "Work": 2,
        "Work/Energy": 1,
        "Workshop": 1,
        "work_energy": 1,
        "work_energy/x": 1,
    }
    assert list(reader.ids(Listing(query=parse("tag:energy")))) != []
