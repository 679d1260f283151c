"""What became of a story's annotations since the version that was read, and what earlier places are evidence for."""

from __future__ import annotations

from pathlib import Path

import pytest

from library.annotations.describe import describe
from library.front.corrected import what_became
from library.front.library import Library
from library.model.annotation import AnchorState
from library.model.document import text
from library.model.operation import PlaceAnnotation
from tests.library.front.test_reanchoring import EMPTIED, QUOTE, RESTORED, highlighted, told_anew
from tests.stories import FERRY, imported, write


@pytest.fixture
def marked(library: Library, tmp_path: Path) -> int:
    (article,) = imported(library, write(tmp_path / "first", a_txt=FERRY)).results[0].articles
    highlighted(library, article, QUOTE, "hens")
    highlighted(library, article, "unharmed on a sandbank", "boat")
    return article


def test_what_was_lost_and_what_came_back_is_told_against_the_version_that_was_read(
    library: Library, tmp_path: Path, marked: int
) -> None:
    versions = []
    with library.reader() as reader:
        versions.append(reader.current(marked).id)
    for name, story in (("second", EMPTIED), ("third", RESTORED)):
        told_anew(library, tmp_path / name, story)
        with library.reader() as reader:
            versions.append(reader.current(marked).id)
            became = what_became(reader, marked, versions[-2])
        if name == "second":
            assert (became.kept, became.lost, became.found) == (("boat",), ("hens",), ())
    assert (set(became.kept), became.lost, became.found) == ({"boat"}, (), ("hens",))
    with library.reader() as reader:
        since_the_first = what_became(reader, marked, versions[0])
    assert (set(since_the_first.kept), since_the_first.found) == ({"hens", "boat"}, ())


def test_where_the_chosen_place_is_gone_the_one_before_it_counts(library: Library, tmp_path: Path, marked: int) -> None:
    told_anew(library, tmp_path / "second", EMPTIED)
    with library.reader() as reader:
        version = reader.current(marked)
    body = text(version.story.document)
    start = body.index("a crew of two")
    library.apply(PlaceAnnotation("hens", describe(marked, version.id, body, start, start + len("a crew of two"))))
    with library.reader() as reader:
        (placed,) = [each for each in reader.annotations(marked) if each.annotation.uuid == "hens"]
    assert (placed.anchor.state, placed.anchor.start) == (AnchorState.EXACT, start)
    assert [target.quote.exact for target in placed.annotation.earlier] == [QUOTE]
    body, found = told_anew(library, tmp_path / "third", RESTORED)
    assert found["hens"].state is AnchorState.EXACT
    assert body[found["hens"].start : found["hens"].end] == QUOTE
