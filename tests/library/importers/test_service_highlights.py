"""Highlights that come without their stories, as JSON: Pocket, Hypothesis, the Obsidian Web Clipper, e-book readers."""

from __future__ import annotations

import json

import pytest

from library.importers import annotation_sets, clipper_highlights, hypothesis, pocket_highlights
from library.importers.base import Importer, SourceFile
from library.model.annotation import Colour, HighlightStyle
from library.model.carried import Carried, CarriedHighlight
from library.model.stamp import Stamp
from library.model.story import Draft

KELP = "https://kelp.example/crane"


def drafts(read: Importer, content: object) -> list[Draft]:
    return list(read(SourceFile("export.json", json.dumps(content).encode())))


def knowns(found: list[Draft]) -> list[Carried]:
    assert all(draft.carried is not None for draft in found)
    return [draft.carried for draft in found if draft.carried is not None]


def told(found: list[Draft]) -> list[str]:
    return [notice.sentence for draft in found for notice in draft.notices]


def test_pocket_highlights() -> None:
    found = drafts(
        pocket_highlights.read,
        [
            {"url": KELP, "title": "A", "highlights": [{"quote": "It  stands", "created_at": 1600322788}]},
            {"title": "B"},
        ],
    )
    (known,) = knowns(found)
    assert known.highlights == (CarriedHighlight("It stands", created=Stamp("2020-09-17T06:06:28+00:00")),)
    assert len(told(found)) == 1


class TestHypothesis:
    def annotation(self, exact: str, start: int, **more: object) -> dict[str, object]:
        quote = {"type": "TextQuoteSelector", "exact": exact, "prefix": "\t\tbefore ", "suffix": "\n after"}
        target = [{"source": KELP, "selector": [{"type": "TextPositionSelector", "start": start, "end": 9}, quote]}]
        return {
            "uri": KELP,
            "text": "",
            "tags": [],
            "created": "2016-12-16T11:24:14.67+00:00",
            "target": target,
            **more,
        }

    @pytest.mark.parametrize(
        "wrap", [lambda rows: {"annotations": rows}, lambda rows: {"total": 1, "rows": rows}, list]
    )
    def test_pages_highlights_notes_and_replies(self, wrap: object) -> None:
        rows = [
            self.annotation("later", 90, document={"title": ["Crane"]}),
            self.annotation("sooner", 10, text="mine", tags=["x"]),
            {"uri": KELP, "text": "On all of it", "tags": ["y"], "target": [{"source": KELP}]},
            self.annotation("sooner", 10, text="no!", references=["a"]),
        ]
        assert callable(wrap)
        found = drafts(hypothesis.read, wrap(rows))
        (draft,) = found
        (known,) = knowns(found)
        assert (draft.story.url, draft.story.headline) == (KELP, "Crane")
        assert (known.note, known.tags) == ("On all of it", ("y",))
        assert [(each.quote, each.note, each.tags) for each in known.highlights] == [
            ("sooner", "mine", ("x",)),
            ("later", "", ()),
        ]
        assert (known.highlights[0].prefix, known.highlights[0].suffix) == (" before ", " after")
        assert told(found) == ["1 entry was left out (answering another annotation); the others were read."]

    def test_a_document_without_an_address_is_known_by_its_own_name(self) -> None:
        (draft,) = drafts(hypothesis.read, [self.annotation("a", 1, uri="urn:x-pdf:0a1b")])
        assert (draft.story.url, draft.story.guid) == ("", "urn:x-pdf:0a1b")


class TestClipper:
    def test_its_own_record_gives_parts_and_context(self) -> None:
        part = {
            "id": "1600322788000",
            "groupId": "g",
            "content": "<p>One <b>and</b></p>",
            "textQuote": {"prefix": "x "},
        }
        other = {"id": "2", "groupId": "g", "content": "two &amp; three", "notes": ["n"], "textQuote": {"suffix": " y"}}
        page = {"url": KELP, "highlights": [{"text": "ignored", "timestamp": ""}], "data": [part, other]}
        (known,) = knowns(drafts(clipper_highlights.read, [page]))
        assert known.highlights == (
            CarriedHighlight(
                "One and\ntwo & three",
                note="n",
                created=Stamp("2020-09-17T06:06:28+00:00"),
                prefix="x ",
                suffix=" y",
            ),
        )

    def test_the_plain_form(self) -> None:
        made = {"text": "<p>It stands</p>", "timestamp": "2024-01-02T03:04:05.000Z", "notes": ["a", "b"]}
        found = drafts(clipper_highlights.read, [{"url": KELP, "title": "Crane", "highlights": [made]}])
        (known,) = knowns(found)
        stamp = Stamp("2024-01-02T03:04:05+00:00")
        assert known.highlights == (CarriedHighlight("It stands", note="a\n\nb", created=stamp),)


ENTRY = {"text": "one", "note": "n", "time": 1600322788}


class TestSets:
    def test_calibre(self) -> None:
        items = [
            {"type": "highlight", "book_id": 1, "highlighted_text": "one", "notes": "n", "style": {"which": "green"}},
            {"type": "bookmark", "book_id": 1, "title": "here"},
            {"annotation": {"type": "highlight", "highlighted_text": "two"}, "book_id": 1},
            {"type": "highlight", "book_id": 2, "highlighted_text": "three", "timestamp": "2024-01-02T03:04:05.1Z"},
        ]
        first, second = knowns(
            drafts(annotation_sets.read, {"version": 1, "type": "calibre_annotation_collection", "annotations": items})
        )
        assert first.highlights[0] == CarriedHighlight("one", note="n", colour=Colour.GREEN)
        assert second.highlights[0].created == Stamp("2024-01-02T03:04:05+00:00")

    def test_readium(self) -> None:
        selector = [{"type": "TextQuoteSelector", "exact": "one", "prefix": "a ", "suffix": " b"}]
        item = {
            "created": "2024-01-02T03:04:05Z",
            "body": {"value": "mine", "tag": "t", "color": "#a28ae5", "highlight": "underline"},
            "target": {"source": KELP, "selector": selector},
        }
        about = {"dc:title": "Crane", "dc:creator": ["Mo Tarn"]}
        (draft,) = found = drafts(annotation_sets.read, {"type": "AnnotationSet", "about": about, "items": [item]})
        assert (draft.story.url, draft.story.headline, draft.story.authors) == (KELP, "Crane", ("Mo Tarn",))
        (known,) = knowns(found)
        made = Stamp("2024-01-02T03:04:05+00:00")
        underlined = HighlightStyle.UNDERLINE
        assert known.highlights == (
            CarriedHighlight("one", "mine", ("t",), Colour.PURPLE, made, "a ", " b", underlined),
        )

    @pytest.mark.parametrize(
        "content",
        [
            {"title": "Crane", "author": "Mo Tarn", "entries": [ENTRY]},
            {"documents": [{"title": "Crane", "author": "Mo Tarn", "entries": [ENTRY]}]},
            {
                "$format": "readest-annotations",
                "book": {"title": "Crane", "author": "Mo Tarn"},
                "annotations": [
                    {"type": "annotation", "text": "one", "note": "n", "createdAt": 1600322788000},
                    {"type": "bookmark", "text": "gone", "note": "", "createdAt": 1},
                ],
            },
            {
                "metadata": {"title": "Crane", "author": [{"name": "Mo Tarn"}]},
                "annotations": [{"text": "one", "note": "n", "created": "2020-09-17T06:06:28Z"}],
            },
        ],
        ids=["koreader", "koreader-all", "readest", "foliate"],
    )
    def test_readers_that_name_the_book(self, content: object) -> None:
        (draft,) = found = drafts(annotation_sets.read, content)
        assert (draft.story.headline, draft.story.authors) == ("Crane", ("Mo Tarn",))
        (known,) = knowns(found)
        assert known.highlights == (CarriedHighlight("one", note="n", created=Stamp("2020-09-17T06:06:28+00:00")),)
