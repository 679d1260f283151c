"""What is odd about annotations costs nothing else: each through export and import, in every form."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from library.front.exporting import Scope, StoriesForm, Watch, export_folder, export_notes, export_stories, scope_counts
from library.front.ingest.carrying import Fate
from library.front.library import Library, open_library
from library.front.notes_export import NotesForm
from library.model.annotation import AnchorState, Motivation
from library.model.document import Document, paragraph
from library.model.operation import Batch, EditAnnotation, RemoveAnnotations, SetFlag, StateFlag
from library.store import search_index
from tests.library.front.annotated import (
    BELL,
    FERRY,
    NOW,
    PHOTO,
    anchors,
    annotated,
    brought,
    exported,
    filed,
    kept,
    library_of,
    selected,
)

MANY = 10_000
OTHER = Document((paragraph("Another tower of another town, with another bell in it, is shut."),))
EMPTY = replace(PHOTO, headline="Nothing but a headline", url="https://ellery-post.example/empty", document=Document())


@pytest.fixture
def one(tmp_path: Path) -> Iterator[Library]:
    library = library_of(tmp_path / "one", BELL, FERRY, EMPTY)
    yield library
    library.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Library]:
    library = library_of(tmp_path / "other", EMPTY, BELL, FERRY)
    yield library
    library.close()


def again(one: Library, other: Library) -> None:
    """Every form is written, and what JSON-LD says comes back the same elsewhere."""
    for form in NotesForm:
        assert exported(one, form)
    arrived = brought(other, exported(one))
    assert {each.fate for each in arrived.annotations} == {Fate.ADDED}
    assert kept(other) == kept(one)


def test_one_that_is_malformed_among_ten_thousand_costs_that_one(one: Library) -> None:
    items = [selected(BELL.url, "the council said", id=f"https://notes.example/{number}") for number in range(MANY)]
    items[4_321] = {"type": "Annotation", "target": 5}
    begun = time.monotonic()
    arrived = brought(one, json.dumps({"@context": "http://www.w3.org/ns/anno.jsonld", "items": items}))
    assert len(arrived.annotations) == MANY - 1
    assert {each.state for each in arrived.annotations} == {AnchorState.EXACT}
    assert time.monotonic() - begun < 60


def test_a_malformed_one_is_named(one: Library, tmp_path: Path) -> None:
    path = tmp_path / "notes.jsonld"
    items = [selected(BELL.url, "the council said", id=f"https://notes.example/{number}") for number in range(20)]
    items[7] = {"type": "Annotation", "target": 5}
    path.write_text(json.dumps({"@context": "http://www.w3.org/ns/anno.jsonld", "items": items}))
    report = one.import_notes(path)
    assert (report.added, report.lost, report.error) == (19, (), "")
    assert report.problems == ("Annotation 8 was left out: it names no target.",)


def test_a_note_of_a_megabyte_is_a_note(one: Library, other: Library) -> None:
    note = "A wide *thought* with =SUM(A1) and <b>markup</b> 🔔.\n" * 20_000
    assert len(note.encode()) > 1_000_000
    annotated(one, 1, "the council said", note=note)
    again(one, other)


def test_a_hundred_tags_are_a_hundred_tags(one: Library, other: Library) -> None:
    annotated(one, 1, "the council said", tags=tuple(f"Work/part {number}" for number in range(100)))
    again(one, other)


def test_an_annotation_on_a_story_without_text_is_a_note_on_it(one: Library, other: Library) -> None:
    annotated(one, 3, "", note="Where is the text?")
    annotated(one, 3, "", uuid=2, note="The top", motivation=Motivation.BOOKMARKING)
    again(one, other)
    assert {state for state, _, _ in anchors(other).values()} == {AnchorState.EXACT}


def test_a_quote_from_elsewhere_on_a_story_without_text_is_lost_and_kept(one: Library) -> None:
    (found,) = brought(one, json.dumps([selected(EMPTY.url, "some words")])).annotations
    assert (found.article, found.state) == (3, AnchorState.ORPHAN)
    assert json.loads(exported(one))["total"] == 1


def test_a_story_in_the_trash_keeps_its_annotations_out_of_sight(one: Library, other: Library, tmp_path: Path) -> None:
    annotated(one, 1, "the council said", note="Still mine")
    annotated(one, 2, "e\u0301 31", uuid=2)
    one.apply(SetFlag((1,), StateFlag.TRASHED))
    assert json.loads(exported(one))["total"] == 1
    with one.reader() as reader:
        assert scope_counts(reader, Scope()).annotations == 1
        path = tmp_path / "trashed.jsonld"
        named = export_notes(reader, Scope((1,)), NotesForm.JSONLD, path, Watch())
        assert (named.annotations, named.error) == (1, "")
    other.apply(SetFlag((2,), StateFlag.TRASHED))
    report = other.import_notes(path)
    assert (report.added, report.trashed, report.stubs) == (1, (BELL.headline,), 0)


def test_a_folder_that_is_stopped_keeps_whole_files(one: Library, tmp_path: Path) -> None:
    annotated(one, 1, "the council said")
    annotated(one, 2, "e\u0301 31", uuid=2)
    told: list[tuple[int, int]] = []
    watch = Watch(lambda done, total: told.append((done, total)), lambda: len(told) == 1)
    with one.reader() as reader:
        stopped = export_folder(reader, Scope(), tmp_path / "vault", watch)
        assert (stopped.cancelled, stopped.stories, stopped.files) == (True, 1, 1)
        done = export_folder(reader, Scope(), tmp_path / "vault", Watch())
    assert (done.files, done.changed, done.annotations) == (2, 1, 2)
    assert told == [(0, 2)]


def test_stories_of_one_name_get_files_of_their_own(one: Library, tmp_path: Path) -> None:
    filed(one, replace(BELL, url="https://elsewhere.example/b", source="Elsewhere", document=OTHER), path="/in/b2.html")
    with one.reader() as reader:
        made = [export_stories(reader, Scope(), StoriesForm.TEXT, False, tmp_path / "out", Watch()) for _ in range(2)]
    assert [(each.files, each.changed) for each in made] == [(3, 3), (3, 0)]  # one has no text
    assert sorted(path.name for path in (tmp_path / "out").iterdir())[:2] == [
        "Bell tower closes 2.txt",
        "Bell tower closes.txt",
    ]


def test_what_is_done_to_many_of_a_story_indexes_it_once(one: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [annotated(one, 2, f"e\u0301 {number}.", uuid=number).uuid for number in range(20)]
    indexed: list[int] = []
    index = search_index.index_notes
    monkeypatch.setattr(
        search_index, "index_notes", lambda own, article, *said: (indexed.append(article), index(own, article, *said))
    )
    one.apply(Batch(tuple(EditAnnotation(name, tags=("Quay",)) for name in names)))
    one.apply(RemoveAnnotations(tuple(names)))
    one.undo().result()
    assert indexed == [2, 2, 2]
    assert len(kept(one)) == 20


def test_made_in_two_windows_at_once_both_are_there(one: Library, tmp_path: Path) -> None:
    second = open_library(tmp_path / "one")
    annotated(one, 1, "the council said", created=NOW)
    annotated(second, 1, "Cracks as wide", uuid=2, created=NOW)
    second.close()
    assert len(kept(one)) == 2
