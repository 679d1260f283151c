"""Every sample story, in every format, against what a person who read the file says is in it."""

from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from library.importers.base import SourceFile
from library.importers.formats import read
from library.model.document import BlockKind, text
from library.model.story import Story

ROOT = Path(__file__).parents[3]
ROWS: list[dict[str, Any]] = tomllib.loads((ROOT / "tests/samples_expected.toml").read_text())["file"]
FIELDS = ("kicker", "headline", "standfirst", "section", "source", "language", "dateline", "credit")
COUNTS = {
    "headings": BlockKind.HEADING,
    "quotes": BlockKind.QUOTE,
    "pull_quotes": BlockKind.PULL_QUOTE,
    "list_items": BlockKind.LIST_ITEM,
    "images": BlockKind.IMAGE,
    "tables": BlockKind.TABLE,
    "paragraphs": BlockKind.PARAGRAPH,
    "footnotes": BlockKind.FOOTNOTE,
}


def story_of(name: str) -> Story:
    path = ROOT / "resources/samples" / name
    (draft,) = read(SourceFile(str(path), path.read_bytes()))
    return draft.story


def sure(row: dict[str, Any], field: str) -> bool:
    return field in row and field not in row.get("doubtful", ())


def texts(story: Story, kind: BlockKind) -> list[str]:
    return [block.text for block in story.document.blocks if block.kind is kind]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_a_sample_has_the_fields_a_reader_would_name(row: dict[str, Any]) -> None:
    story = story_of(row["name"])
    for field in FIELDS:
        if sure(row, field):
            assert getattr(story, field) == row[field], field
    if sure(row, "authors"):
        assert list(story.authors) == row["authors"]
    if sure(row, "keywords"):
        assert list(story.keywords) == row["keywords"]
    if sure(row, "related"):
        assert [related.headline for related in story.related] == row["related"]
    if sure(row, "canonical"):
        assert story.url == row["canonical"]
    for field in ("published", "updated"):
        if sure(row, field):
            stamp = getattr(story, field)
            assert stamp is not None, field
            assert stamp.iso == row[field]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_a_sample_is_whole_and_clean(row: dict[str, Any]) -> None:
    story = story_of(row["name"])
    content = text(story.document)
    proper = [block.text for block in story.document.blocks if block.kind is not BlockKind.RELATED]
    lede = next(block for block in proper if block.strip())
    for field in ("first_words", "last_words"):
        assert unicodedata.normalize("NFC", row[field]).strip("“”") in content, field
    assert row["first_words"] in lede[: len(row["first_words"]) + len(story.dateline) + 4]
    for junk in row.get("junk", ()):
        assert junk not in content
    for field, kind in COUNTS.items():
        if sure(row, field):
            assert len(texts(story, kind)) == row[field], field
    if sure(row, "heading_texts"):
        assert texts(story, BlockKind.HEADING) == row["heading_texts"]
    if sure(row, "editor_notes"):
        assert texts(story, BlockKind.EDITORS_NOTE) == row["editor_notes"]


def test_every_sample_has_its_row() -> None:
    assert {
        path.name for path in (ROOT / "resources/samples").iterdir() if path.suffix in (".txt", ".md", ".html")
    } == {row["name"] for row in ROWS}
