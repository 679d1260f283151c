"""Which stories stand on which shelf."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from library.front.library import Library
from library.model.operation import SetFlag, SetPosition, StateFlag
from library.model.query import Listing, Shelf
from tests.library.front.conftest import copied


@pytest.fixture
def library(two_stories: Path, tmp_path: Path) -> Iterator[Library]:
    opened = copied(two_stories, tmp_path / "library")
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("progress", "read", "stands"), [(0.0, False, False), (0.01, False, False), (0.4, False, True), (0.4, True, False)]
)
def test_a_story_left_in_the_middle_waits_to_be_continued(
    library: Library, progress: float, read: bool, stands: bool
) -> None:
    with library.reader() as reader:
        library.apply(SetPosition(1, reader.current(1).id, 20, progress))
        library.apply(SetFlag((1,), StateFlag.READ, read))
        assert list(reader.ids(Listing(Shelf.BEGUN))) == ([1] if stands else [])
        assert dict(reader.counts().shelves)[Shelf.BEGUN] == int(stands)
