"""What is stored comes back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.model import codec
from library.model.annotation import Annotation, Colour, Motivation, Target, TextPositionSelector, TextQuoteSelector
from library.model.operation import (
    AddAnnotation,
    Batch,
    EditAnnotation,
    EditTags,
    Operation,
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
ANNOTATIONS = st.builds(
    Annotation, LETTERS, TARGETS, st.sampled_from(Motivation), LETTERS, TAGS, st.sampled_from(Colour), IDS, IDS
)
SIMPLE = st.one_of(
    st.builds(SetFlag, st.lists(IDS, max_size=3).map(tuple), st.sampled_from(StateFlag), st.none() | st.booleans()),
    st.builds(RestoreFlags, st.sampled_from(StateFlag), st.lists(st.tuples(IDS, st.booleans()), max_size=2).map(tuple)),
    st.builds(SetPosition, IDS, IDS, IDS, st.floats(0, 1)),
    st.builds(AddAnnotation, ANNOTATIONS),
    st.builds(EditAnnotation, LETTERS, st.none() | LETTERS, st.none() | TAGS, st.none() | st.sampled_from(Colour)),
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


def test_an_operation_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="paint"):
        codec.operation_from_json('{"op":"paint"}')
