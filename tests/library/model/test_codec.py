"""What is stored comes back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.model import codec
from library.model.annotation import (
    Annotation,
    Colour,
    HighlightStyle,
    Motivation,
    Target,
    TextPositionSelector,
    TextQuoteSelector,
)
from library.model.operation import (
    AddAnnotation,
    Batch,
    EditAnnotation,
    EditTags,
    NameColour,
    Operation,
    PlaceAnnotation,
    RemoveAnnotations,
    RestoreFlags,
    RestoreTags,
    SetFlag,
    SetPosition,
    StateFlag,
)
from library.model.story import Notice, NoticeKind, Story
from tests.strategies import LETTERS, STORIES

IDS = st.integers(1, 2**62)
TAGS = st.lists(LETTERS, max_size=2).map(tuple)
TARGETS = st.builds(
    Target, IDS, IDS, st.builds(TextQuoteSelector, LETTERS, LETTERS, LETTERS), st.builds(TextPositionSelector, IDS, IDS)
)
SOME_TARGETS = st.lists(TARGETS, max_size=2).map(tuple)
ANNOTATIONS = st.builds(
    Annotation,
    LETTERS,
    TARGETS,
    st.sampled_from(Motivation),
    LETTERS,
    TAGS,
    st.sampled_from(Colour),
    IDS,
    IDS,
    st.sampled_from(HighlightStyle),
    SOME_TARGETS,
    st.booleans(),
)
EDITS = st.builds(
    EditAnnotation,
    LETTERS,
    st.none() | LETTERS,
    st.none() | TAGS,
    st.none() | st.sampled_from(Colour),
    st.none() | st.sampled_from(HighlightStyle),
    st.none() | st.booleans(),
)
SIMPLE = st.one_of(
    st.builds(SetFlag, st.lists(IDS, max_size=3).map(tuple), st.sampled_from(StateFlag), st.none() | st.booleans()),
    st.builds(RestoreFlags, st.sampled_from(StateFlag), st.lists(st.tuples(IDS, st.booleans()), max_size=2).map(tuple)),
    st.builds(SetPosition, IDS, IDS, IDS, st.floats(0, 1)),
    st.builds(AddAnnotation, ANNOTATIONS),
    EDITS,
    st.builds(PlaceAnnotation, LETTERS, TARGETS, st.none() | SOME_TARGETS),
    st.builds(NameColour, st.sampled_from(Colour), LETTERS),
    st.builds(RemoveAnnotations, TAGS),
    st.builds(EditTags, st.lists(IDS, max_size=3).map(tuple), TAGS, TAGS),
    st.builds(RestoreTags, st.lists(st.tuples(IDS, TAGS), max_size=2).map(tuple)),
)
OPERATIONS = SIMPLE | st.builds(Batch, st.lists(SIMPLE, max_size=3).map(tuple))


@given(STORIES)
def test_a_story_comes_back(story: Story) -> None:
    assert codec.story_from_json(codec.story_to_json(story)) == story


@given(OPERATIONS)
def test_an_operation_comes_back(operation: Operation) -> None:
    assert codec.operation_from_json(codec.operation_to_json(operation)) == operation


@given(st.lists(st.builds(Notice, st.sampled_from(NoticeKind), LETTERS), max_size=3).map(tuple))
def test_notices_come_back(notices: tuple[Notice, ...]) -> None:
    assert codec.notices_from_json(codec.notices_to_json(notices)) == notices


def test_the_stored_form_of_a_story_is_frozen() -> None:
    """Written by hand from the codec's own description: a library of today must be readable for ever."""
    stored = (
        '{"headline":"H","published":["2018-02-08T20:55","label"],"related":[["R",""]],'
        '"blocks":[{"k":"heading","s":["Sub"],"l":2},{"k":"paragraph","s":["a ",["b",1],["c",0,"https://x.example"]]},'
        '{"k":"image","s":["Caption"],"i":["ab","","alt","","640","480"]},'
        '{"k":"table","r":[[[["x"],1],[[],0]]]}]}'
    ).replace('"640","480"', "640,480")
    story = codec.story_from_json(stored)
    assert [block.text for block in story.document.blocks] == ["Sub", "a bc", "Caption", "x\t"]
    assert codec.story_to_json(story) == stored


def test_an_annotation_that_an_older_version_wrote_down_is_read() -> None:
    """As the journal of a library at schema step 2 holds it."""
    stored = (
        '{"op":"add-annotation","annotation":{"uuid":"u","article":1,"version":2,"quote":["a","b","c"],'
        '"position":[3,4],"motivation":"commenting","note":"n","tags":["t"],"colour":"pink","created":5,"modified":6}}'
    )
    target = Target(1, 2, TextQuoteSelector("a", "b", "c"), TextPositionSelector(3, 4))
    annotation = Annotation("u", target, Motivation.COMMENTING, "n", ("t",), Colour.PINK, 5, 6)
    assert codec.operation_from_json(stored) == AddAnnotation(annotation)
    edit = '{"op":"edit-annotation","uuid":"u","note":null,"tags":null,"colour":"blue"}'
    assert codec.operation_from_json(edit) == EditAnnotation("u", colour=Colour.BLUE)


def test_an_operation_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="paint"):
        codec.operation_from_json('{"op":"paint"}')
