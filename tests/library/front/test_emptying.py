"""Emptying the trash: what is in it goes with everything that is known of it, and nothing else does."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.front import emptying
from library.front.ingest.filing import file_parsed
from library.front.ingest.parsing import ParsedFile, ParsedStory
from library.front.library import Library, open_library
from library.front.writer import Connections
from library.model.document import Block, BlockKind, Document, Image, paragraph
from library.model.errors import NotFound
from library.model.notebook import NotebookQuery
from library.model.operation import (
    EditTags,
    MergeStories,
    PlaceAnnotation,
    SetFlag,
    SetPosition,
    SplitVersions,
    StateFlag,
)
from library.model.query import Listing, Shelf
from library.model.report import FileOutcome
from library.model.story import Story
from library.model.trash import TrashCounts
from library.search.parse import parse
from library.store.articles import pack_story
from library.store.assets import ORIGINAL, pack
from tests.library.front.annotated import annotated

NOW = 1_700_000_000_000
SHARED = b"a picture that two stories have"


def picture(number: int) -> bytes:
    return f"the picture of story {number}".encode()


def digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def story(number: int, *pictures: bytes) -> Story:
    images = [Block(BlockKind.IMAGE, image=Image(digest(each))) for each in pictures]
    words = f"Lamp{number} stands on the long wall by the sea, and keeper{number} trims it at dusk."
    return Story(
        headline=f"Lamp {number} is lit",
        url=f"https://lamps.example/{number}",
        source="The Wall",
        document=Document((paragraph(words), *images)),
    )


def file_story(library: Library, number: int, *pictures: bytes, file: str = "") -> FileOutcome:
    data = (file or f"file {number}").encode()
    assets = tuple(pack(digest(each), "image/png", each) for each in pictures)
    parsed = ParsedFile(
        digest(data),
        "html",
        (ParsedStory(pack_story(story(number, *pictures), ""), assets, (), None),),
        pack(digest(data), ORIGINAL, data),
    )
    return (
        library._writer.submit(lambda own: file_parsed(own, f"/in/{number}.html", parsed, NOW)).result().result.outcome
    )


def trash(library: Library, *articles: int) -> None:
    library.apply(SetFlag(tuple(articles), StateFlag.TRASHED))


def asset_digests(library: Library) -> set[str]:
    task = lambda own: {row[0] for row in own.assets.execute("SELECT digest FROM asset")}  # noqa: E731
    return library._writer.submit(task).result()


def stories_named(library: Library) -> dict[str, set[int]]:
    """The numbers of stories that each table names, and what SQLite's own checks find."""

    def look(own: Connections) -> dict[str, set[int]]:
        asked = own.library
        tables = [row[0] for row in asked.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        named = {"article": {row[0] for row in asked.execute("SELECT id FROM article")}}
        for table in tables:
            if any(row[2] == "article" for row in asked.execute(f"PRAGMA foreign_key_list({table})")):
                named[table] = {row[0] for row in asked.execute(f"SELECT article FROM {table}")}
        assert asked.execute("PRAGMA foreign_key_check").fetchall() == []
        assert asked.execute("PRAGMA foreign_keys").fetchone() == (1,)
        asked.execute("INSERT INTO story_index (story_index, rank) VALUES ('integrity-check', 1)")
        annotations = {row[0] for row in asked.execute("SELECT id FROM annotation")}
        for table in ("anchor", "annotation_text"):
            assert {row[0] for row in asked.execute(f"SELECT annotation FROM {table}")} <= annotations
        return named

    return library._writer.submit(look).result()


@pytest.fixture
def lamps(tmp_path: Path) -> Iterator[Library]:
    """Six stories; each has a picture, 2 and 3 share another, 2 has a note, two highlights and a tag."""
    library = open_library(tmp_path / "library")
    stock(library)
    yield library
    library.close()


def stock(library: Library) -> None:
    for number in range(1, 7):
        file_story(library, number, picture(number), *((SHARED,) if number in (2, 3) else ()))
    annotated(library, 2, "long wall", uuid=1)
    annotated(library, 2, "the sea", uuid=2)
    annotated(library, 2, "at dusk", uuid=3, note="a note of limpets")
    annotated(library, 4, "at dusk", uuid=4, note="a note of whelks")
    library.apply(EditTags((2, 4), ("Lamps",)))


def test_a_story_goes_with_everything_that_is_known_of_it(lamps: Library) -> None:
    trash(lamps, 2)
    with lamps.reader() as reader:
        assert reader.trash_counts() == TrashCounts(1, 2, 1)
    told = []
    lamps.subscribe(told.append)
    report = lamps.empty_trash().wait()
    assert (report.removed, report.error, report.cancelled) == (TrashCounts(1, 2, 1), "", False)
    assert [(each.articles, each.gone) for each in told] == [({2}, {2})]
    with lamps.reader() as reader:
        assert reader.trash_counts() == TrashCounts()
        assert list(reader.ids(Listing(shelf=Shelf.TRASH))) == []
        assert sorted(reader.ids(Listing())) == [1, 3, 4, 5, 6]
        for words in ("keeper2", "limpets"):
            assert list(reader.ids(Listing(query=parse(words)))) == []
        assert list(reader.ids(Listing(query=parse("keeper3")))) == [3]
        assert list(reader.notebook(NotebookQuery()).articles) == [4]
        assert [each.target.article for each in reader.all_annotations()] == [4]
        counts = reader.counts()
        assert dict(counts.shelves)[Shelf.ALL] == 5
        assert dict(counts.shelves)[Shelf.TRASH] == 0
        assert dict(counts.tags)["Lamps"] == 1
        with pytest.raises(NotFound):
            reader.page(2)
    assert all(2 not in named for named in stories_named(lamps).values())


def test_files_and_pictures_go_that_no_other_story_has(lamps: Library) -> None:
    before = asset_digests(lamps)
    trash(lamps, 2)
    report = lamps.empty_trash().wait()
    assert before - asset_digests(lamps) == {digest(b"file 2"), digest(picture(2))}
    assert report.freed > 0
    trash(lamps, 3)
    lamps.empty_trash().wait()
    assert digest(SHARED) not in asset_digests(lamps)
    with lamps.reader() as reader:
        assert reader.asset(digest(picture(4))) == picture(4)


def test_a_picture_stays_in_a_library_too_large_to_look_through(
    lamps: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(emptying, "LOOKED_THROUGH", 3)
    before = asset_digests(lamps)
    trash(lamps, 2)
    lamps.empty_trash().wait()
    assert before - asset_digests(lamps) == {digest(b"file 2")}


def test_a_file_and_its_story_that_came_in_again_meanwhile_stay_whole(
    lamps: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = emptying.EmptyJob._free_of

    def late(job: emptying.EmptyJob, *rest: object) -> list[str]:
        free = found(job, *rest)  # type: ignore[arg-type]
        assert file_story(lamps, 2, picture(2)) is FileOutcome.ADDED
        return free

    monkeypatch.setattr(emptying.EmptyJob, "_free_of", late)
    trash(lamps, 2)
    lamps.empty_trash().wait()
    assert {digest(b"file 2"), digest(picture(2))} <= asset_digests(lamps)


def test_the_same_file_brings_the_story_anew_under_a_number_of_its_own(lamps: Library) -> None:
    trash(lamps, 6)
    with lamps.reader() as reader:
        (uuid,) = lamps._writer.submit(
            lambda own: own.library.execute("SELECT uuid FROM article WHERE id = 6").fetchone()
        ).result()
    lamps.empty_trash().wait()
    assert file_story(lamps, 6, picture(6)) is FileOutcome.ADDED
    with lamps.reader() as reader:
        assert sorted(reader.ids(Listing())) == [1, 2, 3, 4, 5, 7]
        assert reader.asset(digest(b"file 6")) == b"file 6"
        assert reader.article_with_uuid(uuid) is None
        assert reader.page(7).annotations == ()


def test_only_what_is_in_the_trash_goes_and_of_that_only_what_was_asked_for(lamps: Library) -> None:
    trash(lamps, 1, 3, 5)
    assert lamps.empty_trash(articles=(1, 2, 99)).wait().removed.stories == 1
    with lamps.reader() as reader:
        assert sorted(reader.ids(Listing(shelf=Shelf.TRASH))) == [3, 5]
        assert sorted(reader.ids(Listing())) == [2, 4, 6]


def test_undoing_what_was_done_to_deleted_stories_says_so_and_spares_the_others(lamps: Library) -> None:
    lamps.apply(SetFlag((1, 2), StateFlag.STARRED))
    trash(lamps, 2)
    lamps.empty_trash().wait()
    with pytest.raises(NotFound):
        lamps.undo().result()
    assert lamps.undo().result() is not None
    with lamps.reader() as reader:
        assert not reader.state(1).starred
    assert all(2 not in named for named in stories_named(lamps).values())


def test_a_merge_into_a_deleted_story_stays_gone_when_its_versions_numbers_are_given_again(lamps: Library) -> None:
    lamps.apply(MergeStories(5, (6,)))
    trash(lamps, 5)
    lamps.empty_trash().wait()
    file_story(lamps, 8)
    file_story(lamps, 9)
    with lamps.reader() as reader:
        assert [version.id for article in (7, 8) for version in reader.history(article)] == [5, 6]
    before = stories_named(lamps)
    while lamps.can_undo:
        try:
            lamps.undo().result()
        except NotFound:
            continue
    after = stories_named(lamps)
    assert (after["article"], after["version"]) == (before["article"], before["version"])
    with lamps.reader() as reader:
        assert [reader.current(article).story for article in (7, 8)] == [story(8), story(9)]


def test_the_version_that_another_storys_annotation_was_made_in_is_kept_for_it(lamps: Library) -> None:
    lamps.apply(MergeStories(1, (2,)))
    with lamps.reader() as reader:
        old = next(
            each.id for each in reader.history(1) if reader.version(each.id).story == story(2, picture(2), SHARED)
        )
        (note,) = [each for each in reader.all_annotations() if "limpets" in each.note]
        now = reader.current(1).id
    there = replace(note.target, version=now)
    lamps.apply(PlaceAnnotation(note.uuid, there))
    lamps.apply(SetPosition(1, old, 3, 0.5))
    split = lamps.apply(SplitVersions(1, (old,)))
    (new,) = split.articles - {1}
    trash(lamps, new)
    lamps.empty_trash().wait()
    stories_named(lamps)
    with lamps.reader() as reader:
        reader.page(1)
        for each in reader.all_annotations():
            assert reader.version(each.target.version).article == each.target.article
            assert all(reader.version(earlier.version).article == each.target.article for earlier in each.earlier)


def test_a_cancelled_one_leaves_the_rest_in_the_trash(lamps: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(emptying, "SLICE", 2)
    trash(lamps, 1, 2, 3, 4, 5)
    jobs: list[emptying.EmptyJob] = []
    lamps.subscribe(lambda outcome: jobs[0].cancel() if outcome.gone else None)
    hold = lamps._writer.submit(lambda _own: jobs_ready(jobs))
    jobs.append(lamps.empty_trash())
    hold.result()
    report = jobs[0].wait()
    assert (report.removed.stories, report.cancelled) == (2, True)
    assert digest(b"file 1") not in asset_digests(lamps)
    with lamps.reader() as reader:
        assert sorted(reader.ids(Listing(shelf=Shelf.TRASH))) == [3, 4, 5]
    assert lamps.empty_trash().wait().removed.stories == 3


def jobs_ready(jobs: list[emptying.EmptyJob]) -> None:
    while not jobs:
        pass


@given(going=st.sets(st.integers(1, 6)))
@settings(max_examples=12, deadline=None)
def test_whichever_stories_are_trashed_they_go_and_the_others_stay(going: set[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        library = open_library(Path(folder))
        try:
            stock(library)
            with library.reader() as reader:
                pages = {article: reader.page(article) for article in range(1, 7)}
            if going:
                trash(library, *going)
            assert library.empty_trash().wait().removed.stories == len(going)
            left = set(pages) - going
            named = stories_named(library)
            assert named["article"] == named["version"] == named["story_text"] == left
            assert all(numbers <= left for numbers in named.values())
            with library.reader() as reader:
                assert {article: reader.page(article) for article in left} == {each: pages[each] for each in left}
            expected = {digest(f"file {n}".encode()) for n in left} | {digest(picture(n)) for n in left}
            assert asset_digests(library) == expected | ({digest(SHARED)} if left & {2, 3} else set())
        finally:
            library.close()


KILLED = """
import os, signal, sys
from pathlib import Path
from library.front import emptying
from library.front.library import open_library
from library.store import gone
emptying.SLICE = 2
leave, left = gone.leave, []
def dying(connection, article, heir):
    left.append(article)
    if len(left) == 4:
        os.kill(os.getpid(), signal.SIGKILL)
    leave(connection, article, heir)
gone.leave = dying
open_library(Path(sys.argv[1])).empty_trash().wait()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no such signal")
def test_one_killed_half_way_leaves_each_story_whole_or_not_at_all(lamps: Library) -> None:
    trash(lamps, 1, 2, 3, 4, 5)
    lamps.close()
    done = subprocess.run([sys.executable, "-c", KILLED, str(lamps.folder)], check=False, env=os.environ)
    assert done.returncode == -signal.SIGKILL
    again = open_library(lamps.folder)
    try:
        assert stories_named(again)["article"] == {3, 4, 5, 6}
        with again.reader() as reader:
            assert sorted(reader.ids(Listing(shelf=Shelf.TRASH))) == [3, 4, 5]
            assert reader.page(3).version.story == story(3, picture(3), SHARED)
            assert [each.annotation.note for each in reader.page(4).annotations] == ["a note of whelks"]
            assert reader.asset(digest(SHARED)) == SHARED
        assert again.empty_trash().wait().removed == TrashCounts(3, 0, 1)
        assert stories_named(again)["article"] == {6}
    finally:
        again.close()


def test_a_full_disk_ends_it_with_a_sentence(lamps: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_connection: object, _articles: object) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    monkeypatch.setattr(emptying.removing, "remove", full)
    trash(lamps, 1)
    report = lamps.empty_trash().wait()
    assert "no space left" in report.error
    assert stories_named(lamps)["article"] == {1, 2, 3, 4, 5, 6}
