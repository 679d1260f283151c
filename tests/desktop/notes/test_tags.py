"""Tags as typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.notes.tags import line_of, tags_of


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("", ()),
        (" , ,", ()),
        ("river", ("river",)),
        (" river ,  nineteenth   century,", ("river", "nineteenth century")),
        ("#river, # maps", ("river", "maps")),
        ("River, river, RIVER, maps", ("River", "maps")),
        ("比喻，雨、伞", ("比喻", "雨", "伞")),
        ("ساعة، برج", ("ساعة", "برج")),
        ("a; b\nc", ("a", "b", "c")),
        ("c#, f#", ("c#", "f#")),
    ],
)
def test_tags_are_read_from_a_line(typed: str, tags: tuple[str, ...]) -> None:
    assert tags_of(typed) == tags


@given(st.text())
def test_reading_what_is_shown_changes_nothing(typed: str) -> None:
    tags = tags_of(typed)
    assert tags_of(line_of(tags)) == tags
