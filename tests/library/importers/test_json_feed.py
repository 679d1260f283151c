"""JSON Feed: its fields, its two versions, and what people put into it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.importers import sniff_archives
from library.importers.base import SourceFile
from library.importers.json_feed import read
from library.model.document import text
from library.model.errors import UnreadableFile
from library.model.story import Draft, NoticeKind

BODY = (
    "The ferryman of Low Quay will carry letters again, for the first time since the bridge was opened in the spring."
)


def feed(*items: Any, **members: Any) -> bytes:
    whole = {"version": "https://jsonfeed.org/version/1.1", "title": "Low Quay", "items": list(items), **members}
    return json.dumps(whole).encode()


def drafts(data: bytes) -> list[Draft]:
    return list(read(SourceFile("feed.json", data)))


def test_an_item_becomes_a_story_with_every_field_in_its_place() -> None:
    (draft,) = drafts(
        feed(
            {
                "id": "17",
                "url": "/letters",
                "title": "Letters again",
                "content_html": f"<p>{BODY}</p><img src='boat.jpg'>",
                "content_text": "Not this.",
                "summary": "The post is back on the water.",
                "date_published": "2024-03-01T07:00:00+02:00",
                "date_modified": "2024-03-02T08:00:00+02:00",
                "authors": [{"name": "Mia Strand"}, {"url": "https://x.example"}],
                "tags": ["Post", "Boats"],
                "language": "en",
                "image": "https://quay.example/other.jpg",
            },
            home_page_url="https://quay.example/",
        )
    )
    story = draft.story
    assert (story.headline, story.url, story.guid) == ("Letters again", "https://quay.example/letters", "17")
    assert (story.source, story.authors, story.keywords) == ("Low Quay", ("Mia Strand",), ("Post", "Boats"))
    assert story.published is not None
    assert story.updated is not None
    assert (story.published.iso, story.updated.iso) == ("2024-03-01T07:00:00+02:00", "2024-03-02T08:00:00+02:00")
    assert (story.language, story.standfirst) == ("en", "The post is back on the water.")
    assert [block.text for block in story.document.blocks] == [BODY, ""]
    assert [block.image.address for block in story.document.blocks if block.image] == ["https://quay.example/boat.jpg"]


def test_plain_text_is_set_in_paragraphs_and_keeps_its_signs() -> None:
    (draft,) = drafts(
        feed({"id": "1", "content_text": f"{BODY}\nstill\n\n1 < 2 &amp; <b>so</b>", "author": {"name": "Mia Strand"}})
    )
    assert [block.text for block in draft.story.document.blocks] == [f"{BODY} still", "1 < 2 &amp; <b>so</b>"]
    assert draft.story.authors == ("Mia Strand",)


def test_an_item_that_only_points_elsewhere_is_a_stub() -> None:
    (draft,) = drafts(feed({"id": "1", "title": "There", "external_url": "https://there.example/x"}))
    assert (draft.story.url, draft.story.document.blocks) == ("https://there.example/x", ())


def test_what_is_no_item_is_a_notice() -> None:
    (draft,) = drafts(feed("x", {"id": "2"}, {"id": "1", "content_text": BODY, "tags": "not a list", "authors": {}}))
    assert [notice.kind for notice in draft.notices] == [NoticeKind.RECORD]
    assert text(draft.story.document) == BODY


@pytest.mark.parametrize("data", [b"", b"[]", b"{", feed(), feed({"id": 1, "title": ["x"], "content_html": True})])
def test_a_file_without_items_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"^[A-Z].*\.$"):
        drafts(data)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "url", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)
NAMES = ["id", "url", "title", "content_html", "content_text", "summary", "image", "authors", "tags", "date_published"]


@settings(deadline=None, max_examples=30)
@given(st.lists(st.dictionaries(st.sampled_from(NAMES), VALUES), max_size=4), VALUES)
def test_members_of_any_type_give_stories_or_a_sentence(items: list[dict[str, Any]], value: Any) -> None:
    try:
        found = drafts(feed(*items, authors=value, home_page_url=value, language=value))
    except UnreadableFile:
        return
    assert 0 < len(found) <= len(items)


@pytest.mark.parametrize(
    ("data", "score"),
    [
        (feed({"id": "1"}), 0.99),
        (rb'{"items":[], "version":"https:\/\/jsonfeed.org\/version\/1"}', 0.99),
        (b'{"version": "1.1", "home": "https://jsonfeed.org/version/1"}', 0.0),
    ],
)
def test_the_format_is_told_by_its_version(data: bytes, score: float) -> None:
    assert sniff_archives.json_feed(data, "x.json") == score
