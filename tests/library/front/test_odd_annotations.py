"""Annotations that nobody expects: huge, many, in stories without text or in the trash, made by two programs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from library.annotations.describe import describe
from library.front.library import Library, open_library
from library.front.notes_export import noted_articles
from library.model.annotation import AnchorState
from library.model.document import Document, paragraph
from library.model.errors import NotFound
from library.model.operation import EditAnnotation, RemoveAnnotations, SetFlag, StateFlag
from library.model.query import Listing
from library.model.stamp import Stamp
from library.model.story import Story
from library.search.parse import parse
from tests.library.front.annotated import BELL, PHOTO, annotated, filed, library_of

CHORUS = "and the bell rang again."
VERSES = [f"Verse {number} tells of {name}, {CHORUS}" for number, name in enumerate(["Ada", "Olin", "Jonah"] * 17)]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = library_of(tmp_path / "library", BELL)
    yield opened
    opened.close()


def test_a_note_of_a_megabyte_and_a_hundred_tags_are_kept_to_the_letter_and_found(library: Library) -> None:
    note = "lanterns\u00a0🏮 " * 90_000
    tags = tuple(f"tag {number}" for number in range(100))
    made = annotated(library, 1, "bell tower", note=note, tags=tags)
    assert len(note.encode()) > 1_000_000
    with library.reader() as reader:
        (kept,) = reader.annotations(1)
        assert (kept.annotation.note, kept.annotation.tags) == (note, tags)
        assert list(reader.ids(Listing(query=parse("note:lanterns")))) == [1]
    library.apply(RemoveAnnotations((made.uuid,)))
    library.undo().result()
    with library.reader() as reader:
        assert reader.annotations(1) == (kept,)


@pytest.mark.parametrize("number", [0, 24, 49])
def test_a_quote_that_stands_fifty_times_is_found_at_the_one_that_was_marked(tmp_path: Path, number: int) -> None:
    song = Story(
        headline="Song of the bell",
        url="https://ellery-post.example/song",
        published=Stamp("2015-05-14"),
        document=Document(tuple(map(paragraph, VERSES))),
    )
    library = library_of(tmp_path / "song", song)
    try:
        body = "\n".join(VERSES)
        start = -1
        for _ in range(number + 1):
            start = body.index(CHORUS, start + 1)
        made = annotated(library, 1, "Verse 0")
        target = describe(1, made.target.version, body, start, start + len(CHORUS))
        annotated(library, 1, "Verse 1", uuid=2, target=target)
        later = (paragraph("A verse that came before them all."), *map(paragraph, VERSES))
        filed(library, Story(song.headline, url=song.url, published=Stamp("2015-05-15"), document=Document(later)))
        with library.reader() as reader:
            anchor = next(each.anchor for each in reader.annotations(1) if each.annotation.uuid.endswith("2"))
        assert anchor.state is AnchorState.EXACT
        assert anchor.start == start + len("A verse that came before them all.\n")
    finally:
        library.close()


def test_a_note_on_a_story_without_text_stays_with_it(tmp_path: Path) -> None:
    library = library_of(tmp_path / "stub", PHOTO)
    try:
        annotated(library, 1, "", note="Ask for the picture")
        with library.reader() as reader:
            (kept,) = reader.annotations(1)
        assert (kept.annotation.note, kept.anchor.state) == ("Ask for the picture", AnchorState.EXACT)
    finally:
        library.close()


def test_notes_of_a_story_in_the_trash_are_out_of_sight_until_it_is_taken_out(library: Library) -> None:
    annotated(library, 1, "bell tower", note="Before")
    library.apply(SetFlag((1,), StateFlag.TRASHED))
    annotated(library, 1, "oak", uuid=2, note="Made in the trash")
    with library.reader() as reader:
        assert (noted_articles(reader), len(reader.annotations(1))) == ((), 2)
    library.apply(SetFlag((1,), StateFlag.TRASHED, False))
    with library.reader() as reader:
        assert (noted_articles(reader), len(reader.all_annotations())) == ((1,), 2)


def test_two_programs_on_one_folder_lose_nothing_and_see_each_other_s_at_the_next_look(library: Library) -> None:
    other = open_library(library.folder)
    try:
        for number in range(0, 20, 2):
            annotated(library, 1, "bell tower", uuid=number)
            annotated(other, 1, "oak", uuid=number + 1)
        with library.reader() as one, other.reader() as two:
            assert len(one.annotations(1)) == 20
            assert one.annotations(1) == two.annotations(1)
    finally:
        other.close()


def test_one_that_another_program_deleted_cannot_be_edited_and_says_so(library: Library) -> None:
    made = annotated(library, 1, "bell tower")
    other = open_library(library.folder)
    try:
        other.apply(RemoveAnnotations((made.uuid,)))
    finally:
        other.close()
    with pytest.raises(NotFound, match="no longer there"):
        library.apply(EditAnnotation(made.uuid, note="too late"))
    library.apply(SetFlag((1,), StateFlag.STARRED))  # the library goes on
