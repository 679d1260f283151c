"""ninjs in its three generations, and the JSON of agencies around it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.importers.base import SourceFile
from library.importers.ninjs import read
from library.model.document import BlockKind
from library.model.errors import UnreadableFile
from library.model.story import Draft, NoticeKind, Related, Story

ONE = {
    "uri": "http://bay.example/news/f1",
    "type": "text",
    "versioncreated": "2020-05-01T11:30:00Z",
    "firstcreated": "2020-05-01T09:00:00Z",
    "headline": "Ferry returns",
    "description_text": "Two days late, the boat is back.",
    "byline": "By Ida Quell",
    "located": "Port Ellery",
    "language": "en-GB",
    "source": "Bay Wire",
    "service": [{"name": "Sea", "code": "s"}],
    "subject": [{"name": "Ferries"}, {"name": "Transport", "rels": ["ancestor"]}],
    "keywords": ["storm"],
    "copyrightnotice": "Copyright Bay Wire 2020. No copying whatever.",
    "body_text": "The boat sailed at six.",
    "body_html": "<p>The boat <b>sailed</b> at six.</p><h2>Later</h2><p>It rained.</p>",
}
THREE = {
    "uri": "urn:bay:f1",
    "type": "text",
    "versionCreated": "2020-05-01T11:30:00Z",
    "headlines": [{"role": "short", "value": "Ferry"}, {"role": "main", "value": "Ferry returns"}],
    "descriptions": [{"role": "summary", "value": "Two days late."}],
    "by": "Ida Quell and Mo Tarn",
    "people": [{"name": "Lee Ash"}],
    "places": [{"name": "Port Ellery"}],
    "bodies": [
        {"role": "main", "contentType": "text/plain", "value": "Plain text."},
        {"role": "richtext", "contentType": "application/xhtml+xml", "value": "<p>Rich <i>text</i>.</p>"},
        {"role": "ttnitf", "contentType": "application/xml", "value": "<TTNITF>no</TTNITF>"},
    ],
}


def drafts(value: object) -> list[Draft]:
    return list(read(SourceFile("item.json", json.dumps(value).encode())))


def story(value: object) -> Story:
    (draft,) = drafts(value)
    return draft.story


def texts(found: Story) -> list[str]:
    return [block.text for block in found.document.blocks]


def test_the_fields_of_ninjs_1() -> None:
    found = story(ONE)
    assert (found.headline, found.standfirst) == ("Ferry returns", "Two days late, the boat is back.")
    assert (found.authors, found.dateline) == (("Ida Quell",), "Port Ellery")
    assert (found.section, found.source, found.language) == ("Sea", "Bay Wire", "en-GB")
    assert found.published is not None
    assert found.updated is not None
    assert (found.published.iso, found.updated.iso) == ("2020-05-01T09:00:00+00:00", "2020-05-01T11:30:00+00:00")
    assert found.url == found.guid == "http://bay.example/news/f1"
    assert found.keywords == ("storm", "Ferries")
    assert found.credit == "Copyright Bay Wire 2020"
    assert [(block.kind, block.text) for block in found.document.blocks] == [
        (BlockKind.PARAGRAPH, "The boat sailed at six."),
        (BlockKind.HEADING, "Later"),
        (BlockKind.PARAGRAPH, "It rained."),
    ]


def test_the_fields_of_ninjs_3() -> None:
    found = story(THREE)
    assert (found.headline, found.standfirst) == ("Ferry returns", "Two days late.")
    assert found.authors == ("Ida Quell", "Mo Tarn")
    assert found.keywords == ("Lee Ash", "Port Ellery")
    assert (found.guid, found.url) == ("urn:bay:f1", "")
    assert texts(found) == ["Rich text."]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"body_text": "One.\n\nTwo."}, ["One.", "Two."]),
        ({"body_xhtml": "one\n  line"}, ["one line"]),
        ({"body_html5": "<html><body><p>A.</p></body></html>", "body_text": "B."}, ["A."]),
        ({"body_html": " ", "body_text": "B."}, ["B."]),
        ({"bodyXhtml": "<p>A.</p>"}, ["A."]),
        ({"bodies": [{"contentType": "application/nitf+xml", "value": "<nitf><body><body.content><p>N.</p>"}]}, ["N."]),
    ],
)
def test_the_best_body_is_read(body: dict[str, object], expected: list[str]) -> None:
    assert texts(story({"uri": "urn:1", "headline": "H", **body})) == expected


def test_associated_pictures_stand_with_the_text_and_stories_are_related() -> None:
    picture = {
        "type": "picture",
        "byline": "Lee Ash",
        "description_text": "The quay.",
        "renditions": {
            "print": {"href": "https://bay.example/9000.jpg", "mimetype": "image/jpeg", "width": 9000},
            "screen": {"href": "https://bay.example/1200.jpg", "mimetype": "image/jpeg", "width": 1200},
            "small": {"href": "https://bay.example/90.jpg", "mimetype": "image/jpeg", "width": 90},
        },
    }
    other = {"type": "text", "headline": "Storm", "uri": "https://bay.example/s"}
    found = story(ONE | {"associations": {"featuremedia": picture, "more": other, "logo": picture | {"x": 1}}})
    first, *rest = found.document.blocks
    assert first.image is not None
    assert (first.text, first.image.credit, first.image.address) == (
        "The quay.",
        "Lee Ash",
        "https://bay.example/1200.jpg",
    )
    assert all(block.kind is not BlockKind.IMAGE for block in rest)
    assert found.related == (Related("Storm", "https://bay.example/s"),)


def test_a_picture_that_stands_in_the_body_is_not_shown_twice() -> None:
    body = '<p>A.</p><figure><img src="https://bay.example/1.jpg"><figcaption>The quay.</figcaption></figure>'
    picture = {
        "type": "picture",
        "description_text": "Quay",
        "renditions": {"a": {"href": "https://bay.example/1.jpg"}},
    }
    found = story(ONE | {"body_html": body, "associations": [picture]})
    assert [block.text for block in found.document.blocks if block.kind is BlockKind.IMAGE] == ["The quay."]


def test_ap_s_answer_holds_the_item_and_its_body_apart() -> None:
    answer = {
        "api_version": "2.0",
        "org_name": "Bay",
        "data": {
            "item": {
                "uri": "https://api.bay.example/v?id=1",
                "type": "text",
                "headline": "Ferry returns",
                "bylines": [{"by": "By IDA QUELL", "title": "Writer"}],
                "links": [{"rel": "canonical", "href": "https://bay.example/f1"}],
                "ednote": "Corrects the year.",
                "pubstatus": "usable",
            }
        },
        "nitf": {"body_html": "<p>A.</p>"},
    }
    found = story(answer)
    assert (found.authors, found.url) == (("Ida Quell",), "https://bay.example/f1")
    assert texts(found) == ["Corrects the year.", "A."]


def test_an_item_with_a_summary_alone_is_a_teaser() -> None:
    (draft,) = drafts({key: value for key, value in ONE.items() if not key.startswith("body")})
    assert texts(draft.story) == ["Two days late, the boat is back."]
    assert [notice.kind for notice in draft.notices] == [NoticeKind.TEASER]


def test_an_item_with_an_address_and_a_headline_alone_is_a_stub() -> None:
    (draft,) = drafts({"uri": "https://bay.example/f1", "type": "text", "headline": "Ferry returns"})
    assert (draft.story.url, draft.story.document.blocks) == ("https://bay.example/f1", ())


def test_a_cancelled_item_says_so() -> None:
    (draft,) = drafts({"uri": "urn:1", "headline": "Ferry returns", "pubstatus": "canceled"})
    assert texts(draft.story) == ["The agency has withdrawn this story."]
    assert [notice.kind for notice in draft.notices] == [NoticeKind.WITHDRAWN]


def test_several_items_are_several_stories() -> None:
    found = drafts({"total": 2, "items": [ONE, THREE]})
    assert [draft.story.guid for draft in found] == ["http://bay.example/news/f1", "urn:bay:f1"]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"uri": "urn:1", "type": "picture", "headline": "Quay", "description_text": "The quay."}, "picture"),
        ({"uri": "urn:1", "type": "event", "headline": "Talks", "body_text": "At noon."}, "event"),
        ({"uri": "urn:1", "type": "text", "headline": "Talks"}, "no text"),
        ({"uri": "urn:1"}, "no ninjs item"),
        ([], "no ninjs item"),
        ("text", "no ninjs item"),
        (
            {"uri": ["a"], "headline": {"b": 1}, "bodies": [1, None, {"value": []}], "associations": [None, 4]},
            "no text",
        ),
    ],
)
def test_what_is_no_story_is_named_for_what_it_is(value: object, said: str) -> None:
    with pytest.raises(UnreadableFile, match=said):
        drafts(value)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=20)
    | st.sampled_from(["<p>A.</p>", "<h4><p>x", "\ud800"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*ONE, *THREE]), inner, max_size=6),
    max_leaves=12,
)


@settings(deadline=None, max_examples=80)
@given(JSON)
def test_any_json_is_stories_or_unreadable(value: object) -> None:
    for each in (value, ONE | value if isinstance(value, dict) else [value]):
        try:
            found = drafts(each)
        except UnreadableFile:
            continue
        for draft in found:
            draft.story.headline.encode()
            "".join(texts(draft.story)).encode()
