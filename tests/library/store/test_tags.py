"""Tags that differ in case alone, whole or in a part, are one in the sidebar's tree."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.store.tags import known_as, set_tags


@pytest.fixture(scope="module")
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.execute("CREATE TABLE tag (article INTEGER, name TEXT, PRIMARY KEY (article, name))")
        yield opened


@pytest.mark.parametrize(
    ("in_use", "written", "spelt"),
    [
        (("Energy",), ("energy",), ("Energy",)),
        (("Dev/PHP",), ("dev",), ("Dev",)),
        (("dev",), ("Dev/PHP",), ("dev/PHP",)),
        (("Work/Energy",), ("work/ENERGY/tides",), ("Work/Energy/tides",)),
        (("Work/Energy",), ("work/Tides",), ("Work/Tides",)),
        (("Work/Energy",), ("energy", "workshop", "Workshop/Energy"), ("energy", "workshop", "workshop/Energy")),
        (("Dev/PHP", "dev"), ("DEV/php", "dev"), ("Dev/PHP", "dev")),
        (("Work",), ("work/Tides", "Work/tides/Low"), ("Work/Tides", "Work/Tides/Low")),
        ((), ("Sea", "sea/Eels", "SEA"), ("Sea", "Sea/Eels", "Sea")),
        (("100%/A", "1000/B", "a_c/D", "abc/E"), ("100%/a", "a_c/d"), ("100%/A", "a_c/D")),
    ],
)
def test_a_tag_takes_the_spelling_in_use_part_by_part(
    connection: sqlite3.Connection, in_use: tuple[str, ...], written: tuple[str, ...], spelt: tuple[str, ...]
) -> None:
    set_tags(connection, 1, in_use)
    assert known_as(connection, written) == spelt


NAMES = st.lists(
    st.text("aAbB%_\\/", min_size=1, max_size=5).filter(lambda name: "" not in name.split("/")), max_size=6
)


@given(NAMES)
def test_tags_of_one_call_never_differ_in_case_alone(connection: sqlite3.Connection, names: list[str]) -> None:
    set_tags(connection, 1, ())
    spelt = known_as(connection, names)
    assert [each.casefold() for each in spelt] == [each.casefold() for each in names]
    every = {"/".join(tag.split("/")[:end]) for tag in spelt for end in range(1, tag.count("/") + 2)}
    assert len(every) == len({each.casefold() for each in every})
    set_tags(connection, 1, spelt)
    assert known_as(connection, [each.swapcase() for each in names]) == spelt
