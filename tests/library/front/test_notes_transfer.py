"""Annotations out of one library and into another: the same again, at their places, with nothing lost."""

from __future__ import annotations

import itertools
import json
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from library.annotations.describe import describe
from library.front.ingest.carrying import Fate
from library.front.ingest.filing import Filed, file_parsed
from library.front.ingest.parsing import ParsedFile, ParsedStory, parse_bytes
from library.front.ingest.walk import FoundFile
from library.front.library import Library, open_library
from library.front.notes_export import (
    NotesForm,
    noted_articles,
    noted_stories,
    refresh_folder,
    write_file,
    written,
)
from library.front.notes_import import NotesReport
from library.importers.base import nothing_beside
from library.model.annotation import AnchorState, Annotation, Colour, Motivation
from library.model.document import Document, paragraph, text
from library.model.errors import BroadsheetError
from library.model.operation import AddAnnotation, Batch, EditAnnotation, RemoveAnnotations, SetFlag, StateFlag
from library.model.query import Listing, Shelf
from library.model.stamp import Stamp
from library.model.story import Draft, Story
from library.model.tags import clean_tags
from library.search.parse import parse
from library.store import journal
from library.store.articles import pack_story

NOW = 1_700_000_000_000
BELL = Story(
    headline="Bell tower closes",
    url="https://ellery-post.example/bell",
    source="The Ellery Post",
    document=Document(
        (
            paragraph("The bell tower 🔔 will be silent until the autumn, the council said."),
            paragraph("Cracks as wide as a thumb were found in two of the four “oak” beams, the council said."),
        )
    ),
)
CORRECTED = replace(
    BELL,
    updated=Stamp("2017-03-03"),
    document=Document(
        (BELL.document.blocks[0], paragraph("Cracks were found in three of the beams, the council said."))
    ),
)
FERRY = Story(
    headline="Ferry sails without its captain",
    published=Stamp("2015-05-14"),
    document=Document(tuple(paragraph(f"The ferry to Skerry Island went by, e\u0301 {n}.") for n in range(50))),
)
PHOTO = Story(headline="The tower by night", url="https://ellery-post.example/photo")


def filed(library: Library, *drafts: Draft | Story, path: str = "/in/a.json", now: int = NOW) -> Filed:
    made = [each if isinstance(each, Draft) else Draft(each) for each in drafts]
    stories = tuple(ParsedStory(pack_story(each.story, ""), (), each.notices, each.carried) for each in made)
    digest = f"{next(_DIGESTS):064x}"
    parsed = ParsedFile(digest, "test", stories)
    return library._writer.submit(lambda own: file_parsed(own, path, parsed, now)).result()


_DIGESTS = itertools.count()


def library_of(folder: Path, *stories: Story) -> Library:
    library = open_library(folder)
    for number, story in enumerate(stories):
        filed(library, story, path=f"/in/{number}.html")
    return library


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


def annotated(library: Library, article: int, quote: str, uuid: int = 1, **changes: Any) -> Annotation:
    """Highlight the first place of a quote, or note the whole story where it is empty."""
    with library.reader() as reader:
        version = reader.current(article)
    body = text(version.story.document)
    start = body.index(quote)
    target = describe(article, version.id, body, start, start + len(quote))
    motivation = Motivation.COMMENTING if changes.get("note") else Motivation.HIGHLIGHTING
    plain = Annotation(f"c0ffee00-0000-4000-8000-{uuid:012}", target, motivation, created=NOW, modified=NOW)
    made = replace(plain, **changes)
    library.apply(AddAnnotation(made))
    return made


def exported(library: Library, form: NotesForm = NotesForm.JSONLD) -> str:
    with library.reader() as reader:
        return "".join(written(noted_stories(reader, noted_articles(reader)), form))


def brought(library: Library, content: str, now: int = NOW) -> Filed:
    """Import in this process, as a worker and the writer would."""
    data = content.encode()
    parsed = parse_bytes(FoundFile(Path("/in/notes.jsonld"), True), data, f"{next(_DIGESTS):064x}", nothing_beside)
    assert not parsed.error, parsed.error
    return library._writer.submit(lambda own: file_parsed(own, "/in/notes.jsonld", parsed, now)).result()


def kept(library: Library) -> dict[str, tuple[object, ...]]:
    """Everything that was written of each annotation, and the story and the text it was made in."""
    found = {}
    with library.reader() as reader:
        for each in reader.all_annotations():
            version = reader.version(each.target.version)
            place = (each.target.quote, each.target.position, version.story.headline, version.content_hash)
            said = (each.motivation, each.note, each.tags, each.colour, each.created, each.modified)
            found[each.uuid] = (*place, *said)
    return found


def anchors(library: Library) -> dict[str, tuple[object, ...]]:
    with library.reader() as reader:
        return {
            each.annotation.uuid: (each.anchor.state, each.anchor.start, each.anchor.end)
            for article in noted_articles(reader)
            for each in reader.annotations(article)
        }


def cleared(library: Library) -> None:
    with library.reader() as reader:
        uuids = tuple(each.uuid for each in reader.all_annotations())
    if uuids:
        library.apply(RemoveAnnotations(uuids))


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
    plain = Motivation.COMMENTING if drawn["note"] else Motivation.HIGHLIGHTING
    motivation = Motivation.BOOKMARKING if drawn["bookmark"] else plain
    created, modified = drawn["times"]
    made = Annotation(
        drawn["uuid"], target, motivation, drawn["note"], drawn["tags"], drawn["colour"], created, modified
    )
    return AddAnnotation(made)


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


def selected(source: str, exact: str, headline: str = "", **changes: Any) -> dict[str, Any]:
    part = {"schema:headline": headline} if headline else {}
    target = {"source": source, "selector": {"type": "TextQuoteSelector", "exact": exact}, "dcterms:isPartOf": part}
    plain = {"id": "https://notes.example/1", "type": "Annotation", "target": target}
    return {**plain, **changes}


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
    assert entry.inverse == EditAnnotation(made.uuid, "first", ("a",), Colour.YELLOW)


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


class TestImportOfAFile:
    def bring(self, library: Library, folder: Path, content: str | bytes, name: str = "a.jsonld") -> NotesReport:
        path = folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return library.import_notes(path)

    def test_one_malformed_record_costs_itself_and_the_report_says_all(self, one: Library, tmp_path: Path) -> None:
        one.apply(SetFlag((2,), StateFlag.TRASHED))
        items = [
            selected(BELL.url, "the council said"),
            {"type": "Annotation", "id": "https://notes.example/2"},
            selected(BELL.url, "nobody wrote these words", id="https://notes.example/3"),
            selected("https://elsewhere.example/x", "unknown", id="https://notes.example/4"),
            selected("urn:x:1", "Skerry Island", FERRY.headline, id="https://notes.example/5"),
        ]
        progress: list[tuple[int, int]] = []
        path = tmp_path / "a.jsonld"
        path.write_text(json.dumps(items), encoding="utf-8")
        report = one.import_notes(path, lambda done, total: progress.append((done, total)))
        assert (report.added, report.known, report.stories, report.stubs, report.error) == (4, 0, 3, 1, "")
        assert report.problems == ("Annotation 2 was left out: it names no target.",)
        assert [(each.headline, each.quote) for each in report.lost] == [(BELL.headline, "nobody wrote these words")]
        assert report.trashed == (FERRY.headline,)
        assert progress == [(3, 3)]
        again = one.import_notes(path)
        assert (again.added, again.known, again.lost, again.stubs) == (0, 4, (), 0)

    def test_what_was_deleted_comes_back_from_the_same_file(self, one: Library, tmp_path: Path) -> None:
        annotated(one, 1, "the council said", note="mine")
        before, content = kept(one), exported(one)
        for expected in (0, 1):
            assert self.bring(one, tmp_path, content).added == expected
            assert kept(one) == before
            cleared(one)

    def test_other_services_come_by_the_same_door(self, one: Library, tmp_path: Path) -> None:
        selector = [{"type": "TextQuoteSelector", "exact": "the four “oak” beams", "prefix": "two of "}]
        row = {"uri": BELL.url, "text": "n", "tags": ["t"], "created": "2020-01-01", "target": [{"selector": selector}]}
        report = self.bring(one, tmp_path, json.dumps({"rows": [row]}), "hypothesis.json")
        assert (report.format, report.added, report.stubs, report.lost) == ("hypothesis", 1, 0, ())
        assert [each[0] for each in anchors(one).values()] == [AnchorState.EXACT]

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"", "empty"),
            (b"\x00\x01\x02", "isn't in a format"),
            (b"A story.\n\nIt is long enough to be one, and has no notes at all in it.\n", "holds stories"),
            (b"https://a.example/1\nhttps://a.example/2\n", "holds no annotations"),
            (None, "no longer there"),
        ],
    )
    def test_what_holds_none_is_told_in_a_sentence(
        self, one: Library, tmp_path: Path, content: bytes | None, words: str
    ) -> None:
        path = tmp_path / "x.txt"
        if content is not None:
            path.write_bytes(content)
        report = one.import_notes(path)
        assert re.search(words, report.error)
        assert report.annotations == 0
        with one.reader() as reader:
            assert len(reader.ids(Listing(Shelf.ALL))) == 2
            assert not reader.ids(Listing(Shelf.STUBS))

    def test_a_cancelled_import_keeps_what_it_did(self, one: Library, tmp_path: Path) -> None:
        items = [selected(f"https://a.example/{n}", "x", id=f"https://notes.example/{n}") for n in range(50)]
        path = tmp_path / "a.jsonld"
        path.write_text(json.dumps(items), encoding="utf-8")
        cancelled = threading.Event()
        report = one.import_notes(path, lambda *_: cancelled.set(), cancelled.is_set)
        assert report.cancelled
        assert report.added == 20
        assert len(kept(one)) == 20


class TestFolder:
    def refresh(self, library: Library, folder: Path) -> dict[str, tuple[bool, str]]:
        with library.reader() as reader:
            files = refresh_folder(folder, reader, noted_articles(reader))
            return {str(each.path.relative_to(folder)): (each.changed, each.problem) for each in files}

    def test_each_story_has_a_file_that_keeps_the_users_own_lines(self, one: Library, tmp_path: Path) -> None:
        vault = tmp_path / "vault"
        annotated(one, 1, "the council said", note="mine")
        annotated(one, 2, "Skerry", uuid=2)
        assert self.refresh(one, vault) == {
            "Bell tower closes.md": (True, ""),
            "Ferry sails without its captain.md": (True, ""),
        }
        moved = vault / "towers" / "My tower.md"
        moved.parent.mkdir()
        (vault / "Bell tower closes.md").rename(moved)
        own = f"My own words.\r\n\r\n{moved.read_text(encoding='utf-8')}\nAnd more, to [[My tower#^c0ffee00]].".encode()
        moved.write_bytes(own)
        assert set(self.refresh(one, vault).values()) == {(False, "")}
        one.apply(EditAnnotation("c0ffee00-0000-4000-8000-000000000001", note="changed"))
        assert self.refresh(one, vault)["towers/My tower.md"] == (True, "")
        assert moved.read_bytes() == own.replace(b"mine", b"changed")
        assert sorted(path.name for path in vault.rglob("*.md")) == [
            "Ferry sails without its captain.md",
            "My tower.md",
        ]

    def test_a_file_of_the_users_is_never_overwritten(self, one: Library, tmp_path: Path) -> None:
        (tmp_path / "bell tower closes.md").write_text("mine", encoding="utf-8")
        annotated(one, 1, "the council said")
        assert list(self.refresh(one, tmp_path)) == ["Bell tower closes 2.md"]
        assert (tmp_path / "bell tower closes.md").read_text(encoding="utf-8") == "mine"

    def test_damaged_marks_are_told_and_left(self, one: Library, tmp_path: Path) -> None:
        annotated(one, 1, "the council said")
        ((name, _),) = self.refresh(one, tmp_path).items()
        path = tmp_path / name
        broken = path.read_bytes().replace(b"broadsheet:end", b"end")
        path.write_bytes(broken)
        ((changed, problem),) = self.refresh(one, tmp_path).values()
        assert not changed
        assert "marks" in problem
        assert path.read_bytes() == broken

    def test_the_last_annotation_leaves_its_file(self, one: Library, tmp_path: Path) -> None:
        annotated(one, 1, "the council said")
        self.refresh(one, tmp_path)
        cleared(one)
        assert self.refresh(one, tmp_path) == {"Bell tower closes.md": (True, "")}
        content = (tmp_path / "Bell tower closes.md").read_text(encoding="utf-8")
        assert "the council said" not in content
        assert content.startswith("---\ntitle: Bell tower closes\n")


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)

    def pieces() -> Iterator[str]:
        yield "new"
        raise BroadsheetError("stop")

    with pytest.raises(BroadsheetError):
        write_file(path, pieces())
    assert [each.name for each in tmp_path.iterdir()] == ["a.csv"]
    assert path.read_text(encoding="utf-8") == "old"
    write_file(path, ["n", "ew"])
    assert path.read_text(encoding="utf-8") == "new"
    assert path.stat().st_mode & 0o777 == 0o640


def test_an_export_goes_on_without_a_story_that_is_gone(one: Library) -> None:
    annotated(one, 1, "the council said")
    with one.reader() as reader:
        assert [each.story.headline for each in noted_stories(reader, (77, 1))] == [BELL.headline]
