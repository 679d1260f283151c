"""Annotations in the W3C's model: what is read of them, and what each thing that is wrong costs."""

from __future__ import annotations

import contextlib
import json
import uuid
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.importers import formats, web_annotations
from library.importers.base import SourceFile
from library.model.annotation import Annotation, Colour, Motivation, TextPositionSelector, TextQuoteSelector
from library.model.errors import NoStory, UnreadableFile
from library.model.story import Draft

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
CRANE = "https://kelp.example/crane"
QUOTE = {"type": "TextQuoteSelector", "exact": "the great crane", "prefix": "beside ", "suffix": " it sank"}


def annotation(**changes: Any) -> dict[str, Any]:
    plain = {
        "@context": CONTEXT,
        "id": "https://notes.example/1",
        "type": "Annotation",
        "body": {"type": "TextualBody", "value": "why?"},
        "target": {"source": CRANE, "selector": QUOTE},
    }
    return {name: value for name, value in {**plain, **changes}.items() if value is not ...}


def drafts(content: object) -> list[Draft]:
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    return list(web_annotations.read(SourceFile("notes.jsonld", data)))


def only(content: object) -> Annotation:
    (draft,) = drafts(content)
    assert draft.carried is not None
    (found,) = draft.carried.annotations
    return found.annotation


def told(content: object) -> list[str]:
    return [notice.sentence for draft in drafts(content) for notice in draft.notices]


def test_an_annotation_of_another_program() -> None:
    (draft,) = drafts(annotation(created="2020-09-17T06:06:28.250Z", modified="2020-09-18T08:00:00+02:00"))
    assert (draft.story.url, draft.story.document.blocks, draft.notices) == (CRANE, (), ())
    assert draft.carried is not None
    (found,) = draft.carried.annotations
    made = found.annotation
    assert found.made_in == ""
    assert made.uuid == str(uuid.uuid5(uuid.NAMESPACE_URL, "https://notes.example/1"))
    assert made.target.quote == TextQuoteSelector("the great crane", "beside ", " it sank")
    assert (made.motivation, made.note) == (Motivation.COMMENTING, "why?")
    assert (made.created, made.modified) == (1_600_322_788_250, 1_600_408_800_000)


@pytest.mark.parametrize(
    "wrap",
    [
        lambda items: items,
        lambda items: {"@context": CONTEXT, "type": "AnnotationPage", "items": items},
        lambda items: {"type": ["AnnotationCollection"], "first": {"type": "AnnotationPage", "items": items}},
        lambda items: {"@context": CONTEXT, "@graph": items},
    ],
)
def test_lists_pages_and_collections(wrap: Any) -> None:
    other = annotation(id="urn:uuid:C0FFEE00-0000-4000-8000-000000000001", target="https://kelp.example/hens")
    found = drafts(wrap([annotation(), other, annotation(id="https://notes.example/2")]))
    assert [(draft.story.url, len(draft.carried.annotations)) for draft in found if draft.carried] == [
        (CRANE, 2),
        ("https://kelp.example/hens", 1),
    ]
    assert found[1].carried is not None
    assert found[1].carried.annotations[0].annotation.uuid == "c0ffee00-0000-4000-8000-000000000001"


TEXT = {"type": "TextualBody", "value": "one"}
TAG = {**TEXT, "purpose": "tagging"}
BODIES: list[tuple[dict[str, Any], str, tuple[str, ...], Colour]] = [
    ({"body": ...}, "", (), Colour.YELLOW),
    ({"body": ..., "bodyValue": "plain"}, "plain", (), Colour.YELLOW),
    ({"body": "https://a.example/1"}, "https://a.example/1", (), Colour.YELLOW),
    ({"body": {"id": "https://a.example/1", "format": "audio/mpeg"}}, "https://a.example/1", (), Colour.YELLOW),
    ({"body": [TEXT, {**TEXT, "value": "two"}]}, "one\n\ntwo", (), Colour.YELLOW),
    ({"body": {"type": "Choice", "items": [TEXT, {**TEXT, "value": "deux"}]}}, "one", (), Colour.YELLOW),
    ({"body": [TAG, {**TAG, "value": " B ", "purpose": ["tagging"]}]}, "", ("one", "B"), Colour.YELLOW),
    ({"body": {"purpose": "tagging", "source": "https://a.example/t"}}, "https://a.example/t", (), Colour.YELLOW),
    ({"body": {**TEXT, "value": "<p>a <b>b</b></p>", "format": "text/html"}}, "a b", (), Colour.YELLOW),
    ({"body": {"type": "TextualBody", "value": "n", "color": "#0044ff", "tag": "t"}}, "n", ("t",), Colour.BLUE),
    ({"body": [TEXT, {"type": "TextualBody", "value": "green", "purpose": "highlighting"}]}, "one", (), Colour.GREEN),
    ({"target": {"source": CRANE, "styleClass": "purple"}, "body": TEXT}, "one", (), Colour.PURPLE),
    ({"stylesheet": {"value": ".x { background-color: #f9d3e2 }"}, "body": TEXT}, "one", (), Colour.PINK),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "note", "tags", "colour"), BODIES, ids=[str(row[0])[:50] for row in BODIES])
def test_bodies_are_note_tags_and_colour(
    changes: dict[str, Any], note: str, tags: tuple[str, ...], colour: Colour
) -> None:
    made = only(annotation(**changes))
    assert (made.note, made.tags, made.colour) == (note, tags, colour)
    assert told(annotation(**changes)) == []


TARGETS: list[tuple[object, list[str]]] = [
    (CRANE, [CRANE]),
    ({"id": CRANE, "type": "Text"}, [CRANE]),
    ({"source": {"id": CRANE}}, [CRANE]),
    ([CRANE, {"source": "https://kelp.example/2"}], [CRANE, "https://kelp.example/2"]),
    ({"type": "Independents", "items": [CRANE, "https://kelp.example/2"]}, [CRANE, "https://kelp.example/2"]),
    ("urn:isbn:9780", ["urn:isbn:9780"]),
]


@pytest.mark.parametrize(("target", "sources"), TARGETS, ids=[str(row[0])[:40] for row in TARGETS])
def test_each_target_gets_the_annotation(target: object, sources: list[str]) -> None:
    found = drafts(annotation(target=target))
    assert [draft.story.url or draft.story.guid for draft in found] == sources
    uuids = {each.annotation.uuid for draft in found if draft.carried for each in draft.carried.annotations}
    assert len(uuids) == len(sources)


@pytest.mark.parametrize(
    "selector",
    [
        QUOTE,
        [{"type": "XPathSelector", "value": "/p"}, QUOTE],
        {
            "type": "FragmentSelector",
            "value": "a",
            "refinedBy": {"type": "CssSelector", "value": "p", "refinedBy": QUOTE},
        },
    ],
)
def test_the_quote_is_found_among_selectors(selector: object) -> None:
    made = only(annotation(target={"source": CRANE, "selector": selector}))
    assert made.target.quote.exact == "the great crane"


KEPT = [
    ({"id": ["https://a.example/1", "https://a.example/2"]}, "identifier"),
    ({"id": "no address"}, "identifier"),
    ({"type": ...}, "doesn't say that it is one"),
    ({"created": "soon"}, "“created”"),
    ({"modified": ["2015-01-28T12:00:00Z", "2015-01-28T12:00:01Z"]}, "“modified”"),
    ({"bodyValue": 23}, "bodyValue"),
    ({"body": {"type": "TextualBody"}}, "no value"),
    ({"body": {"type": "TextualBody", "value": ["a", "b"]}}, "not one text"),
    ({"body": 5}, "neither text nor an address"),
    ({"target": {"source": CRANE, "selector": {"type": "CssSelector", "value": "p"}}}, "CssSelector and by no quote"),
    ({"target": {"source": CRANE, "selector": {"type": "TextPositionSelector", "start": 4, "end": 9}}}, "by no quote"),
    (
        {"target": {"source": CRANE, "selector": [QUOTE, {"type": "TextPositionSelector", "start": 1, "end": 10**30}]}},
        "its position is none",
    ),
]


@pytest.mark.parametrize(("changes", "words"), KEPT, ids=[row[1] for row in KEPT])
def test_what_is_wrong_with_a_field_costs_the_field_and_is_told(changes: dict[str, Any], words: str) -> None:
    (draft,) = drafts(annotation(**changes))
    assert draft.carried is not None
    assert len(draft.carried.annotations) == 1
    (sentence,) = told(annotation(**changes))
    assert sentence.startswith("Annotation 1: ")
    assert words in sentence


LEFT_OUT = [
    ({}, "no target"),
    (annotation(target=...), "no target"),
    (annotation(target={"type": "SpecificResource", "selector": QUOTE}), "no target"),
    (annotation(target="not an address"), "no target"),
    (annotation(type="Squirrel"), "“Squirrel”"),
    (17, "no object"),
]


@pytest.mark.parametrize(("item", "words"), LEFT_OUT, ids=[row[1] for row in LEFT_OUT])
def test_a_malformed_annotation_costs_itself_alone(item: object, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        drafts([item])
    many = [annotation(id=f"https://notes.example/{number}") for number in range(100)]
    (draft,) = found = drafts([*many[:60], item, *many[60:]])
    assert draft.carried is not None
    assert len(draft.carried.annotations) == 100
    (sentence,) = [notice.sentence for each in found for notice in each.notices]
    assert sentence.startswith("Annotation 61 was left out: ")
    assert words in sentence


def test_a_thousand_malformed_ones_are_counted() -> None:
    sentences = told([annotation(), *[annotation(target=...)] * 1000])
    assert len(sentences) == web_annotations.NAMED + 1
    assert sentences[-1] == "950 more remarks on annotations are not listed."


@pytest.mark.parametrize(
    "frame", [{"type": "AnnotationCollection", "total": 3, "first": "https://a.example/p1"}, {"@graph": []}, []]
)
def test_a_frame_without_annotations_is_no_failure(frame: object) -> None:
    with pytest.raises(NoStory, match="pages are elsewhere"):
        drafts(frame)


def test_half_a_surrogate_pair_is_made_text() -> None:
    data = json.dumps(
        annotation(bodyValue="a\ud83db", target={"source": CRANE, "selector": {**QUOTE, "exact": "\udc00"}})
    )
    made = only(data.encode())
    assert made.note == "a\ufffdb\n\nwhy?"
    assert made.target.quote.exact == "\ufffd"


def test_a_note_about_wrong_decoding_is_not_put_right() -> None:
    note = "The page said “Ã¼ber die BrÃ¼cke” and donâ€™t for don’t, cafÃ© for café."
    data = json.dumps(annotation(body={"type": "TextualBody", "value": note}), ensure_ascii=False)
    assert only(data.encode()).note == note
    assert only(b"\xef\xbb\xbf" + data.encode()).note == note


def test_other_encodings_are_read_too() -> None:
    data = json.dumps(annotation(bodyValue="Brücke"), ensure_ascii=False)
    assert only(data.encode("utf-16")).note.startswith("Brücke")


def test_a_megabyte_of_note_and_a_hundred_tags() -> None:
    tags = [{"type": "TextualBody", "value": f"tag {number}", "purpose": "tagging"} for number in range(100)]
    made = only(annotation(body=[{"type": "TextualBody", "value": "n" * 1_000_000}, *tags]))
    assert (len(made.note), len(made.tags)) == (1_000_000, 100)


def test_what_broadsheet_says_of_a_story_comes_back() -> None:
    part = {
        "id": "urn:uuid:c0ffee00-0000-4000-8000-000000000002",
        "schema:headline": "Crane sinks",
        "schema:author": ["Ada Merrow", "Olin Tarn"],
        "schema:publisher": "The Ellery Post",
        "schema:datePublished": "2016-06-03",
        "dc:identifier": "tag:ellery,1",
        "schema:identifier": "urn:uuid:c0ffee00-0000-4000-8000-000000000002",
        "schema:sha256": "abc",
    }
    place = {"type": "TextPositionSelector", "start": 5, "end": 20}
    target = {"source": part["id"], "selector": [QUOTE, place], "dcterms:isPartOf": part}
    (draft,) = drafts(annotation(target=target))
    story = draft.story
    assert (story.headline, story.authors, story.source) == (
        "Crane sinks",
        ("Ada Merrow", "Olin Tarn"),
        "The Ellery Post",
    )
    assert (story.published and story.published.iso, story.guid, story.url) == ("2016-06-03", "tag:ellery,1", "")
    assert draft.carried is not None
    assert draft.carried.uuid == part["id"].removeprefix("urn:uuid:")
    assert draft.carried.annotations[0].made_in == "abc"
    assert draft.carried.annotations[0].annotation.target.position == TextPositionSelector(5, 20)


@pytest.mark.parametrize(
    ("content", "format_id"),
    [
        (annotation(), "web-annotations"),
        ([annotation(**{"@context": ...})], "web-annotations"),
        ({"@context": CONTEXT, "type": "AnnotationCollection", "first": "https://a.example/1"}, "web-annotations"),
        ({"@context": CONTEXT, "type": "AnnotationSet", "items": [annotation()]}, "annotation-sets"),
        ({"rows": [{"uri": CRANE, "created": "", "target": [{"selector": [QUOTE]}]}]}, "hypothesis"),
    ],
)
def test_they_are_told_from_other_annotations(content: object, format_id: str) -> None:
    assert formats.detect(json.dumps(content).encode(), "notes.json").id == format_id


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=8) | st.just(CRANE),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["id", "type", "target", "source", "selector", "body", "value", "items", "refinedBy", "exact", "created",
             "purpose", "dcterms:isPartOf", "schema:author", "first", "motivation", "stylesheet", "styleClass", "start"]
        ),
        inner | st.sampled_from(["Annotation", "TextualBody", "TextQuoteSelector", "Choice", "AnnotationPage"]),
        max_size=5,
    ),
    max_leaves=15,
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(list(annotation())), json_values).map(lambda odd: {**annotation(), **odd}))
def test_any_annotation_is_read_or_refused(item: dict[str, Any]) -> None:
    try:
        found = drafts(item)
    except UnreadableFile:
        return
    for draft in found:
        assert draft.carried is not None
        for each in draft.carried.annotations:
            each.annotation.note.encode()
            assert 0 <= each.annotation.target.position.start <= each.annotation.target.position.end < 2**41
            assert each.annotation.created <= each.annotation.modified


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(UnreadableFile):
        assert drafts(data)
