"""Which stories stand on which shelf."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from library.front.library import Library, open_library
from library.model.operation import SetFlag, SetPosition, StateFlag
from library.model.query import Listing, Shelf, SortKey
from tests.library.front.conftest import copied
from tests.stories import imported, write


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


@pytest.mark.parametrize("sort", [SortKey.PUBLISHED, SortKey.IMPORTED, SortKey.SOURCE])
@pytest.mark.parametrize("descending", [True, False])
def test_chapters_of_a_day_stand_in_their_order_whichever_way_the_list_runs(
    sort: SortKey, descending: bool, tmp_path: Path
) -> None:
    records = (
        f'{{"title": "Chapter {number}", "date": "2020-05-04", "source": "The Almanac",'
        f' "text": "Of the {number}th lamp on the quay much is told."}}'
        for number in range(1, 6)
    )
    library = open_library(tmp_path / "library")
    imported(library, write(tmp_path / "in", almanac_json=f"[{', '.join(records)}]"))
    with library.reader() as reader:
        ids = reader.ids(Listing(sort=sort, descending=descending))
        rows = reader.summaries(ids)
        assert [rows[each].headline for each in ids] == [f"Chapter {number}" for number in range(1, 6)]
    library.close()
