"""Every change can be taken back, is on disk when it is done, and says what it changed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from library.annotations.describe import describe
from library.front.library import Library, open_library
from library.front.reader import Reader
from library.model.annotation import AnchorState, Annotation, Colour, HighlightStyle, Motivation, Target
from library.model.document import text
from library.model.errors import NotFound
from library.model.operation import (
    AddAnnotation,
    Batch,
    EditAnnotation,
    EditTags,
    NameColour,
    Operation,
    PlaceAnnotation,
    RemoveAnnotations,
    SetFlag,
    SetPosition,
    StateFlag,
)
from library.model.query import Listing
from library.search.parse import parse
from tests.library.front.conftest import copied

UUIDS = [f"00000000-0000-4000-8000-{number:012}" for number in range(4)]


def made(reader: Reader, article: int, uuid: str, start: int = 4, end: int = 14, note: str = "") -> Annotation:
    version = reader.current(article)
    target = describe(article, version.id, text(version.story.document), start, end)
    motivation = Motivation.COMMENTING if note else Motivation.HIGHLIGHTING
    return Annotation(uuid, target, motivation, note=note, created=1, modified=1)


STORIES = (1, 2)


@pytest.fixture
def library(two_stories: Path, tmp_path: Path) -> Iterator[Library]:
    opened = copied(two_stories, tmp_path / "library")
    yield opened
    opened.close()


@pytest.fixture
def stories(library: Library) -> tuple[int, int]:
    return STORIES


@dataclass(frozen=True)
class State:
    """What a user would see of the library's changeable side."""

    flags: tuple[tuple[bool, bool, bool, bool], ...]
    annotations: frozenset[tuple[str, str, tuple[str, ...], Colour, str, int, int]]
    looks: frozenset[tuple[str, HighlightStyle, bool, tuple[Target, ...]]]
    names: frozenset[tuple[Colour, str]]
    found: tuple[int, ...]


def state(library: Library, articles: tuple[int, ...]) -> State:
    with library.reader() as reader:
        states = [reader.state(article) for article in articles]
        return State(
            tuple((s.read, s.starred, s.archived, s.trashed) for s in states),
            frozenset(
                (
                    a.annotation.uuid,
                    a.annotation.note,
                    a.annotation.tags,
                    a.annotation.colour,
                    a.annotation.motivation.value,
                    a.anchor.start,
                    a.anchor.end,
                )
                for article in articles
                for a in reader.annotations(article)
            ),
            frozenset(
                (a.annotation.uuid, a.annotation.style, a.annotation.let_go, a.annotation.earlier)
                for article in articles
                for a in reader.annotations(article)
            ),
            frozenset(reader.colour_names().items()),
            tuple(reader.ids(Listing(query=parse("note:hen OR tag:hen")))),
        )


def operations(articles: tuple[int, int]) -> st.SearchStrategy[object]:
    """Recipes for operations: an annotation's target is made when it is applied."""
    some = st.lists(st.sampled_from(articles), min_size=1, max_size=2, unique=True).map(tuple)
    note = st.none() | st.sampled_from(["", "a hen!", "see page 4"])
    tags = st.none() | st.sampled_from([(), ("hen",), ("b", "ü")])
    return st.one_of(
        st.builds(SetFlag, some, st.sampled_from(StateFlag), st.none() | st.booleans()),
        st.tuples(st.just("add"), st.sampled_from(articles), st.sampled_from(UUIDS)),
        st.builds(
            EditAnnotation,
            st.sampled_from(UUIDS),
            note,
            tags,
            st.none() | st.sampled_from(Colour),
            st.none() | st.sampled_from(HighlightStyle),
            st.none() | st.booleans(),
        ),
        st.tuples(st.just("place"), st.sampled_from(articles), st.sampled_from(UUIDS)),
        st.builds(NameColour, st.sampled_from(Colour), st.sampled_from(["", "claim", "to quote"])),
        st.builds(RemoveAnnotations, st.lists(st.sampled_from(UUIDS), min_size=1, max_size=3, unique=True).map(tuple)),
    )


def resolved(reader: Reader, recipe: object) -> Operation:
    if isinstance(recipe, tuple):
        kind, article, uuid = recipe
        if kind == "add":
            return AddAnnotation(made(reader, article, uuid))
        return PlaceAnnotation(uuid, made(reader, article, uuid, 20, 31).target)
    return recipe  # type: ignore[return-value]


def apply_some(library: Library, recipes: list[object], articles: tuple[int, int]) -> list[State]:
    """Apply what can be applied; return the state before each operation that has an inverse."""
    before = []
    with library.reader() as reader:
        for recipe in recipes:
            operation = resolved(reader, recipe)
            now = state(library, articles)
            present = {row[0] for row in now.annotations}
            if isinstance(operation, AddAnnotation) and operation.annotation.uuid in present:
                continue
            try:
                outcome = library.apply(operation)
            except NotFound:
                assert state(library, articles) == now
                continue
            if outcome.inverse is not None:
                before.append(now)
    return before


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_undo_walks_back_through_every_state_and_redo_forward_again(data: st.DataObject, two_stories: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        library = copied(two_stories, Path(folder) / "library")
        before = apply_some(library, data.draw(st.lists(operations(STORIES), max_size=12)), STORIES)
        states = [*before, state(library, STORIES)]
        for expected in reversed(before):
            library.undo().result()
            assert state(library, STORIES) == expected
        assert library.undo().result() is None
        for expected in states[1:]:
            library.redo().result()
            assert state(library, STORIES) == expected
        assert library.redo().result() is None
        library.close()


def test_what_is_done_is_there_after_a_new_start(library: Library, stories: tuple[int, int]) -> None:
    with library.reader() as reader:
        library.apply(AddAnnotation(made(reader, stories[0], UUIDS[0], note="Who steered?")))
    library.apply(SetFlag(stories, StateFlag.STARRED))
    before = state(library, stories)
    library.close()
    again = open_library(library.folder)
    assert state(again, stories) == before
    again.close()


def test_a_missing_story_changes_nothing_and_says_so(library: Library, stories: tuple[int, int]) -> None:
    with pytest.raises(NotFound, match="no story with the number 99"):
        library.apply(SetFlag((stories[0], 99), StateFlag.READ))
    assert state(library, stories).flags[0] == (False, False, False, False)
    assert not library.can_undo


def test_a_batch_with_a_fault_is_not_done_by_half(library: Library, stories: tuple[int, int]) -> None:
    with pytest.raises(NotFound):
        library.apply(Batch((SetFlag(stories, StateFlag.READ), RemoveAnnotations((UUIDS[0],)))))
    assert state(library, stories).flags == ((False,) * 4, (False,) * 4)


def test_none_means_the_opposite_of_what_the_first_story_has(library: Library, stories: tuple[int, int]) -> None:
    library.apply(SetFlag((stories[1],), StateFlag.STARRED))
    library.apply(SetFlag(stories, StateFlag.STARRED, None))
    assert [flags[1] for flags in state(library, stories).flags] == [True, True]
    library.apply(SetFlag(stories, StateFlag.STARRED, None))
    assert [flags[1] for flags in state(library, stories).flags] == [False, False]


def test_setting_what_is_set_leaves_nothing_to_undo(library: Library, stories: tuple[int, int]) -> None:
    library.apply(SetFlag(stories, StateFlag.READ))
    assert library.apply(SetFlag(stories, StateFlag.READ)).inverse is None


def test_a_note_makes_a_highlight_a_comment(library: Library, stories: tuple[int, int]) -> None:
    with library.reader() as reader:
        library.apply(AddAnnotation(made(reader, stories[0], UUIDS[0])))
        library.apply(EditAnnotation(UUIDS[0], note="Hm."))
        assert reader.annotations(stories[0])[0].annotation.motivation is Motivation.COMMENTING
        library.apply(EditAnnotation(UUIDS[0], note=""))
        assert reader.annotations(stories[0])[0].annotation.motivation is Motivation.HIGHLIGHTING


def test_selectors_are_evidence_and_never_change(library: Library, stories: tuple[int, int]) -> None:
    with library.reader() as reader:
        annotation = made(reader, stories[0], UUIDS[0])
        library.apply(AddAnnotation(annotation))
        library.apply(EditAnnotation(UUIDS[0], "n", ("t",), Colour.PINK))
        assert reader.annotations(stories[0])[0].annotation.target == annotation.target
        assert reader.annotations(stories[0])[0].anchor.state is AnchorState.EXACT


def test_an_annotation_that_is_put_elsewhere_keeps_what_it_was_put_on_before(library: Library) -> None:
    with library.reader() as reader:
        first, second = made(reader, 1, UUIDS[0]), made(reader, 1, UUIDS[0], 20, 31)
        library.apply(AddAnnotation(first))
        library.apply(EditAnnotation(UUIDS[0], let_go=True))
        library.apply(PlaceAnnotation(UUIDS[0], second.target))
        (placed,) = reader.annotations(1)
        assert (placed.annotation.target, placed.annotation.earlier) == (second.target, (first.target,))
        assert (placed.anchor.state, placed.anchor.start, placed.anchor.end) == (AnchorState.EXACT, 20, 31)
        assert not placed.annotation.let_go
        library.undo().result()
        (back,) = reader.annotations(1)
        assert (back.annotation.target, back.annotation.earlier, back.annotation.let_go) == (first.target, (), True)
        assert (back.anchor.start, back.anchor.end) == (4, 14)


def test_a_place_in_another_story_is_none(library: Library) -> None:
    with library.reader() as reader:
        library.apply(AddAnnotation(made(reader, 1, UUIDS[0])))
        with pytest.raises(NotFound, match="another story"):
            library.apply(PlaceAnnotation(UUIDS[0], made(reader, 2, UUIDS[0]).target))


def test_the_place_is_kept_but_is_no_step_to_undo(library: Library, stories: tuple[int, int]) -> None:
    with library.reader() as reader:
        version = reader.current(stories[0]).id
        library.apply(SetPosition(stories[0], version, 120, 0.4))
        page = reader.page(stories[0])
    assert (page.position, page.state.progress, page.state.position_version) == (120, 0.4, version)
    assert not library.can_undo


def test_what_happens_by_itself_is_no_step_to_undo(library: Library, stories: tuple[int, int]) -> None:
    outcome = library.submit(SetFlag(stories, StateFlag.READ), undoable=False).result()
    assert outcome.articles == frozenset(stories)
    assert outcome.inverse is None
    assert not library.can_undo


def test_an_undo_whose_subject_is_gone_does_not_stand_in_the_way(library: Library, stories: tuple[int, int]) -> None:
    library.apply(SetFlag(stories, StateFlag.STARRED))
    with library.reader() as reader:
        library.apply(AddAnnotation(made(reader, stories[0], UUIDS[0])))
    library.submit(RemoveAnnotations((UUIDS[0],)), undoable=False).result()
    with pytest.raises(NotFound):
        library.undo().result()
    library.undo().result()
    assert [flags[1] for flags in state(library, stories).flags] == [False, False]


def test_listeners_hear_of_every_change(library: Library, stories: tuple[int, int]) -> None:
    heard = []
    library.subscribe(heard.append)
    library.apply(SetFlag(stories, StateFlag.READ))
    library.undo().result()
    assert [outcome.articles for outcome in heard] == [frozenset(stories)] * 2


def test_tags_are_given_and_taken_and_come_back_with_undo(library: Library) -> None:
    with library.reader() as reader:
        library.apply(EditTags((1,), ("Sea",)))
        library.apply(EditTags(STORIES, ("sea", "Birds / Hens"), ("nothing",)))
        assert (reader.tags(1), reader.tags(2)) == (("Birds/Hens", "Sea"), ("Birds/Hens", "Sea"))
        library.apply(EditTags(STORIES, remove=("SEA",)))
        assert (reader.tags(1), reader.tags(2)) == (("Birds/Hens",), ("Birds/Hens",))
        library.undo().result()
        library.undo().result()
        assert (reader.tags(1), reader.tags(2)) == (("Sea",), ())
        assert list(reader.ids(Listing(query=parse("tag:sea")))) == [1]


def test_tagging_what_is_tagged_so_is_no_step(library: Library) -> None:
    library.apply(EditTags((1,), ("Sea",)))
    assert library.apply(EditTags((1,), ("sea",))).inverse is None
