"""Stories made one, and one made several: nothing is lost, and taking it back gives exactly what was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from library.front.library import Library, open_library
from library.front.writer import Connections
from library.model import codec
from library.model.annotation import AnchorState
from library.model.document import Document, paragraph
from library.model.errors import NotFound, NotPossible
from library.model.operation import EditTags, MergeStories, SetFlag, SetPosition, SplitVersions, StateFlag
from library.model.query import Listing
from library.model.story import Story
from library.search.parse import parse
from tests.library.front.annotated import annotated, filed
from tests.library.front.arranged import RECIPES, STUB, everything, made, telling

SLOW = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(recipes=RECIPES, data=st.data())
def test_a_merge_taken_back_leaves_everything_as_it_was_and_done_again_as_it_became(
    recipes: list, data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        library = made(Path(folder) / "library", recipes)
        order = data.draw(st.permutations(range(1, len(recipes) + 1)))
        before = everything(library)
        outcome = library.apply(MergeStories(order[0], tuple(order[1 : data.draw(st.integers(2, len(order)))])))
        after = everything(library)
        assert outcome.merged
        assert codec.operation_from_json(codec.operation_to_json(outcome.inverse)) == outcome.inverse
        library.undo().result()
        assert everything(library) == before
        library.redo().result()
        assert everything(library) == after
        library.undo().result()
        assert everything(library) == before
        library.close()


@SLOW
@given(recipes=RECIPES, data=st.data())
def test_a_split_taken_back_leaves_everything_as_it_was(recipes: list, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        library = made(Path(folder) / "library", [(3, *recipes[0][1:]), *recipes[1:]])
        with library.reader() as reader:
            versions = [version.id for version in reader.history(1)]
        going = data.draw(st.lists(st.sampled_from(versions), min_size=1, max_size=2, unique=True))
        before = everything(library)
        outcome = library.apply(SplitVersions(1, tuple(going)))
        after = everything(library)
        assert len(after["annotation"]) == len(before["annotation"])
        assert outcome.added
        library.undo().result()
        assert everything(library) == before
        library.redo().result()
        assert everything(library) == after
        library.close()


def two(library: Library) -> None:
    """Two stories, the second with two versions."""
    filed(library, telling(1, 0), path="/in/1.html", now=1000)
    filed(library, telling(2, 0), path="/in/2.html", now=2000)
    filed(library, telling(2, 1), path="/in/2.html", now=3000)


def test_merged_stories_share_versions_annotations_tags_and_state(library: Library) -> None:
    two(library)
    annotated(library, 1, "house 1", uuid=1)
    annotated(library, 2, "house 2", uuid=2, note="Mine")
    library.apply(EditTags((1,), ("Sea",)))
    library.apply(EditTags((2,), ("sea", "Birds")))
    library.apply(SetFlag((1,), StateFlag.STARRED))
    library.apply(SetFlag((2,), StateFlag.READ))
    outcome = library.apply(MergeStories(2, (1,)))
    assert (outcome.articles, outcome.merged) == (frozenset((1, 2)), ((1, 2),))
    with library.reader() as reader:
        page = reader.page(2)
        assert page.version.story.headline == "Lantern number 2"
        assert [version.headline[-1] for version in page.history] == ["1", "2", "2"]
        assert [version.ordinal for version in page.history] == [1, 2, 3]
        assert page.tags == ("Birds", "Sea")
        assert (page.state.starred, page.state.read) == (True, False)
        states = {each.annotation.target.quote.exact: each.anchor.state for each in page.annotations}
        assert states.keys() == {"house 1", "house 2"}
        assert states["house 2"] is AnchorState.EXACT
        assert states["house 1"] is not AnchorState.EXACT
        assert list(reader.ids(Listing(query=parse("note:mine")))) == [2]
        assert reader.summaries((1, 2)).keys() == {2}
        with pytest.raises(NotFound):
            reader.page(1)


def test_a_later_telling_of_either_lands_in_the_merged_story(library: Library) -> None:
    two(library)
    library.apply(MergeStories(2, (1,)))
    assert filed(library, telling(1, 3), path="/in/1.html").result.articles == (2,)
    assert filed(library, telling(2, 4), path="/in/2.html").result.articles == (2,)
    with library.reader() as reader:
        assert len(reader.history(2)) == 5
        # What came meanwhile stays with the story that it came to, when the merge is taken back.
        library.undo().result()
        assert (len(reader.history(1)), len(reader.history(2))) == (1, 4)


def test_its_number_and_uuid_are_never_given_to_another_story(library: Library) -> None:
    two(library)
    with library.reader() as reader:
        uuid = library._writer.submit(
            lambda own: own.library.execute("SELECT uuid FROM article WHERE id = 2").fetchone()[0]
        ).result()
        library.apply(MergeStories(1, (2,)))
        assert reader.article_with_uuid(uuid) == 1
        assert filed(library, telling(5, 0), path="/in/5.html").result.articles == (3,)
        library.apply(MergeStories(3, (1,)))
        assert reader.article_with_uuid(uuid) == 3
        library.undo().result()
        library.undo().result()
        assert reader.article_with_uuid(uuid) == 2


def test_the_place_goes_over_where_the_other_story_has_none(library: Library) -> None:
    two(library)
    with library.reader() as reader:
        version = reader.current(1).id
        library.apply(SetPosition(1, version, 30, 0.4))
        library.apply(MergeStories(2, (1,)))
        state = reader.state(2)
        assert (state.position, state.position_version, state.progress) == (30, version, 0.4)


@pytest.mark.parametrize("into", [1, 2])
def test_a_story_in_the_trash_is_taken_out_of_it_by_one_that_is_not(library: Library, into: int) -> None:
    two(library)
    library.apply(SetFlag((1,), StateFlag.TRASHED))
    library.apply(MergeStories(into, (3 - into,)))
    with library.reader() as reader:
        assert not reader.state(into).trashed
        library.undo().result()
        library.apply(SetFlag((2,), StateFlag.TRASHED))
        library.apply(MergeStories(into, (3 - into,)))
        assert reader.state(into).trashed


@pytest.mark.parametrize("stub_first", [True, False])
def test_a_bare_address_gets_the_text_of_the_story_it_is_merged_with(library: Library, stub_first: bool) -> None:
    filed(library, STUB)
    filed(library, telling(2, 0))
    library.apply(MergeStories(*((1, (2,)) if stub_first else (2, (1,)))))
    kept = 1 if stub_first else 2
    with library.reader() as reader:
        page = reader.page(kept)
        assert page.version.story.headline == "Lantern number 2"
        assert len(page.history) == 1  # a bare address is no version of the text
        assert not reader.summaries((kept,))[kept].stub
        assert filed(library, replace(telling(2, 9), url=STUB.story.url)).result.articles == (kept,)


def test_two_bare_addresses_stay_one(library: Library) -> None:
    filed(library, STUB)
    filed(library, replace(STUB, story=replace(STUB.story, url="https://ellery-post.example/other")))
    library.apply(MergeStories(2, (1,)))
    with library.reader() as reader:
        assert reader.summaries((2,))[2].stub
        assert filed(library, replace(telling(1, 0), url=STUB.story.url)).result.articles == (2,)


def test_a_story_whose_text_is_empty_merges_as_any(library: Library) -> None:
    filed(library, Story(headline="Empty", url="https://a.example/1", document=Document((paragraph(""),))))
    filed(library, telling(2, 0))
    library.apply(MergeStories(1, (2,)))
    with library.reader() as reader:
        assert reader.current(1).story.headline == "Empty"
        assert len(reader.history(1)) == 2


def test_one_story_is_none_to_merge_and_a_missing_one_changes_nothing(library: Library) -> None:
    two(library)
    before = everything(library)
    with pytest.raises(NotPossible, match="only one story"):
        library.apply(MergeStories(1, (1,)))
    with pytest.raises(NotFound, match="number 99"):
        library.apply(MergeStories(1, (2, 99)))
    assert everything(library) == before


def test_a_version_becomes_a_story_of_its_own_with_what_was_made_in_it(library: Library) -> None:
    two(library)
    annotated(library, 2, "edition 1", uuid=1)
    library.apply(EditTags((2,), ("Sea",)))
    library.apply(SetFlag((2,), StateFlag.STARRED))
    with library.reader() as reader:
        first, second = (version.id for version in reader.history(2))
        library.apply(SplitVersions(2, (second,)))
        old, new = reader.page(2), reader.page(3)
        assert (old.version.id, new.version.id) == (first, second)
        assert (len(old.history), len(new.history)) == (1, 1)
        assert (old.annotations, [each.annotation.target.quote.exact for each in new.annotations]) == (
            (),
            ["edition 1"],
        )
        assert (old.tags, new.tags) == (("Sea",), ("Sea",))
        assert (old.state.starred, new.state.starred) == (True, False)
        # Both have the address: what is told there next goes where its words are.
        assert filed(library, telling(2, 1, size=5), path="/in/x.html").result.articles == (3,)


def test_a_story_cannot_be_split_from_all_its_text(library: Library) -> None:
    two(library)
    with library.reader() as reader:
        versions = tuple(version.id for version in reader.history(2))
        for going in (versions, (), (99,), (reader.current(1).id,)):
            with pytest.raises(NotPossible):
                library.apply(SplitVersions(2, going))


def test_every_table_that_names_a_story_moves_with_it(library: Library) -> None:
    def naming(own: Connections) -> set[str]:
        tables = [row[0] for row in own.library.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {
            table
            for table in tables
            if any(row[2] == "article" for row in own.library.execute(f"PRAGMA foreign_key_list({table})"))
        }

    # One that is new here must be moved by library.store.holdings.
    known = {"story_text", "version", "original", "identity", "reading", "annotation", "tag"}
    assert library._writer.submit(naming).result() == known


KILLED = """
import os, signal, sys
from pathlib import Path
from library.front import derived
from library.front.library import open_library
from library.model.operation import MergeStories, SplitVersions
def dying(library, article):
    os.kill(os.getpid(), signal.SIGKILL)
library = open_library(Path(sys.argv[1]))
derived.reindex = dying
library.apply(MergeStories(2, (1,)) if sys.argv[2] == "merge" else SplitVersions(2, (int(sys.argv[3]),)))
"""


@pytest.mark.parametrize("what", ["merge", "split"])
def test_one_killed_half_way_leaves_everything_as_it_was(library: Library, what: str) -> None:
    two(library)
    annotated(library, 1, "house 1", uuid=1)
    before = everything(library)
    with library.reader() as reader:
        version = reader.history(2)[0].id
    library.close()
    arguments = [sys.executable, "-c", KILLED, str(library.folder), what, str(version)]
    done = subprocess.run(arguments, check=False, env=os.environ)
    assert done.returncode == -signal.SIGKILL
    again = open_library(library.folder)
    assert everything(again) == before
    again.close()
