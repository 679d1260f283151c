"""A new version of a story finds the annotations again, each time from what was written down when they were made."""

from __future__ import annotations

from pathlib import Path

from library.annotations.describe import describe
from library.front.library import Library
from library.model.annotation import Anchor, AnchorState, Annotation, Motivation
from library.model.document import text
from library.model.operation import AddAnnotation
from tests.stories import FERRY, imported, write

QUOTE = "a crate of hens and nobody at the wheel"
EMPTIED = FERRY.replace("9:30pm", "10pm").replace(f"forty passengers, {QUOTE}", "forty passengers and a crew of two")
RESTORED = FERRY.replace("9:30pm", "11pm").replace("\nThe noon", "\nCorrection at the end.\n\nThe noon")


def highlighted(library: Library, article: int, quote: str, uuid: str) -> None:
    with library.reader() as reader:
        version = reader.current(article)
        start = (body := text(version.story.document)).index(quote)
    target = describe(article, version.id, body, start, start + len(quote))
    library.apply(AddAnnotation(Annotation(uuid, target, Motivation.HIGHLIGHTING)))


def told_anew(library: Library, folder: Path, story: str) -> tuple[str, dict[str, Anchor]]:
    """Import another telling of the story; return its text and where the annotations are, by their UUID."""
    (article,) = imported(library, write(folder, a_txt=story)).results[0].articles
    with library.reader() as reader:
        page = reader.page(article)
    return text(page.version.story.document), {each.annotation.uuid: each.anchor for each in page.annotations}


def test_an_orphan_comes_back_with_its_passage(library: Library, tmp_path: Path) -> None:
    (article,) = imported(library, write(tmp_path / "first", a_txt=FERRY)).results[0].articles
    highlighted(library, article, QUOTE, "hens")
    highlighted(library, article, "unharmed on a sandbank", "boat")
    body, found = told_anew(library, tmp_path / "second", EMPTIED)
    assert found["hens"].state is AnchorState.ORPHAN
    assert body[found["boat"].start : found["boat"].end] == "unharmed on a sandbank"
    body, found = told_anew(library, tmp_path / "third", RESTORED)
    assert {each.state for each in found.values()} == {AnchorState.EXACT}
    assert body[found["hens"].start : found["hens"].end] == QUOTE


def test_the_version_an_annotation_was_made_in_tells_its_place(library: Library, tmp_path: Path) -> None:
    lines = [
        f"{day} May: Reading circle at the library, doors open at seven, admission is free." for day in (3, 10, 17)
    ]
    first = FERRY.replace("\nAdditional", "\n" + "\n\n".join(lines) + "\n\nAdditional")
    (article,) = imported(library, write(tmp_path / "first", a_txt=first)).results[0].articles
    highlighted(library, article, "Reading circle", "circle")
    later = first.replace("9:30pm", "10pm").replace(lines[0] + "\n\n", "")
    _, found = told_anew(library, tmp_path / "second", later)
    assert found["circle"].state is AnchorState.ORPHAN  # the circles of the other days are others
