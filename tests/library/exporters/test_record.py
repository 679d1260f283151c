from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from library.exporters.record import record, write
from library.model.annotation import Anchor, AnchoredAnnotation, AnchorState, Colour
from library.model.document import Block, BlockKind, Cell, Document, Image, Mark, Span, paragraph, text
from library.model.stamp import Stamp
from library.model.story import Provenance, Related, Story, Version, VersionSummary
from tests.library.exporters.stories import annotated, noted


def version_of(story: Story) -> Version:
    return Version(5, 3, 2, story, "hash", 7, Provenance("/a.html", "html", "digest", 0))


KEYS = [
    *("id", "kicker", "headline", "standfirst", "authors", "dateline", "section", "source", "published", "updated"),
    *("language", "url", "credit", "related", "keywords", "word_count", "text", "blocks", "versions", "annotations"),
]


@settings(max_examples=30)
@given(annotated(), st.booleans())
def test_a_record_survives_the_trip_through_json(
    case: tuple[Story, tuple[AnchoredAnnotation, ...]], twice: bool
) -> None:
    story, annotations = case
    history = (VersionSummary(5, 1, story.headline, story.published, None, 1_577_836_800_999, 7),) * (1 + twice)
    made = record(version_of(story), history, annotations)
    assert json.loads(write(version_of(story), history, annotations)) == made
    assert list(made) == KEYS
    assert made["text"] == text(story.document) == "\n".join(block["text"] for block in made["blocks"])


@settings(max_examples=30)
@given(annotated())
def test_a_document_can_be_made_again_from_its_record(case: tuple[Story, tuple[AnchoredAnnotation, ...]]) -> None:
    def span(row: dict) -> Span:
        marks = Mark(sum(Mark[name.upper()] for name in row.get("marks", [])))
        return Span(row["text"], marks, row.get("link", ""), row.get("footnote", ""))

    def spans(row: dict) -> tuple[Span, ...]:
        return tuple(map(span, row["spans"])) if "spans" in row else (Span(row["text"]),)

    def block(row: dict) -> Block:
        rows = tuple(tuple(Cell(spans(cell), cell["header"]) for cell in cells) for cells in row.get("rows", []))
        return Block(
            BlockKind(row["kind"]),
            () if rows else spans(row),
            row.get("level", 0),
            row.get("number"),
            row.get("label", ""),
            Image(**row["image"]) if "image" in row else None,
            rows,
        )

    document = case[0].document
    again = [block(row) for row in record(version_of(case[0]), ())["blocks"]]
    for one, other in zip(again, document.blocks, strict=True):
        assert one.text == other.text
        if not any("\n" in cell.text or "\t" in cell.text for row in other.rows for cell in row):
            plain = [[cell.text for cell in row] for row in one.rows]
            assert plain == [[cell.text for cell in row] for row in other.rows]
        assert (one.kind, one.spans, one.level, one.number, one.image) == (
            other.kind, other.spans, other.level, other.number, other.image,
        )  # fmt: skip


def test_missing_dates_are_null_and_missing_text_is_empty() -> None:
    made = record(version_of(Story()), ())
    assert made == {
        **dict.fromkeys(KEYS, ""),
        **{key: [] for key in ("authors", "related", "keywords", "blocks", "versions", "annotations")},
        "id": 3,
        "published": None,
        "updated": None,
        "word_count": 7,
    }


def test_every_fact_stands_under_its_key() -> None:
    story = Story(
        headline="h", kicker="k", standfirst="s", authors=("a", "b"), dateline="d", section="c", source="o",
        published=Stamp("2018-02-07T09:30"), updated=Stamp("2018-02-07T09:30:00+08:00"), language="en", url="u",
        credit="r", related=(Related("x", "y"),), keywords=("w",), document=Document((paragraph("The mill"),)),
    )  # fmt: skip
    note = noted(story, 4, 8, "why?", tags=("t",), colour=Colour.BLUE, created=1_577_836_800_999, modified=0)
    lost = AnchoredAnnotation(note.annotation, Anchor(AnchorState.ORPHAN, score=0.2))
    history = (VersionSummary(4, 1, "old", None, Stamp("2018"), 1_577_836_800_000, 6),)
    made = record(version_of(story), history, (note, lost))
    assert made == {
        "id": 3, "kicker": "k", "headline": "h", "standfirst": "s", "authors": ["a", "b"], "dateline": "d",
        "section": "c", "source": "o", "published": "2018-02-07T09:30", "updated": "2018-02-07T09:30:00+08:00",
        "language": "en", "url": "u", "credit": "r", "related": [{"headline": "x", "url": "y"}], "keywords": ["w"],
        "word_count": 7, "text": "The mill", "blocks": [{"kind": "paragraph", "text": "The mill"}],
        "versions": [{
            "id": 4, "ordinal": 1, "headline": "old", "published": None, "updated": "2018",
            "imported": "2020-01-01T00:00:00Z", "word_count": 6,
        }],
        "annotations": made["annotations"],
    }  # fmt: skip
    assert list(made["annotations"][0].items()) == [
        ("id", "u4"), ("motivation", "commenting"), ("quote", "mill"), ("prefix", "The "), ("suffix", ""), ("start", 4),
        ("end", 8), ("state", "exact"), ("note", "why?"), ("tags", ["t"]), ("color", "blue"),
        ("created", "2020-01-01T00:00:00Z"), ("modified", "1970-01-01T00:00:00Z"),
        ("style", "fill"), ("let_go", False),
    ]  # fmt: skip
    assert made["annotations"][1] == {**made["annotations"][0], "state": "orphan", "start": None, "end": None}


def test_blocks_tell_what_they_have() -> None:
    blocks = (
        Block(BlockKind.LIST_ITEM, (Span("a "), Span("b", Mark.STRONG | Mark.SUBSCRIPT, "https://e.org")), 2, 0),
        Block(BlockKind.FOOTNOTE, (Span("c", footnote="2"),), label="1"),
        Block(BlockKind.IMAGE, image=Image("digest", "http://e.org/i", "alt", "credit", 3, 4)),
        Block(BlockKind.TABLE, rows=((Cell((Span("d"),), header=True), Cell((Span("e", Mark.CODE),))),)),
    )
    assert record(version_of(Story(document=Document(blocks))), ())["blocks"] == [
        {
            "kind": "list-item", "text": "a b", "level": 2, "number": 0,
            "spans": [{"text": "a "}, {"text": "b", "marks": ["strong", "subscript"], "link": "https://e.org"}],
        },
        {"kind": "footnote", "text": "c", "label": "1", "spans": [{"text": "c", "footnote": "2"}]},
        {
            "kind": "image", "text": "",
            "image": {
                "asset": "digest", "address": "http://e.org/i", "alt": "alt", "credit": "credit",
                "width": 3, "height": 4,
            },
        },
        {
            "kind": "table", "text": "d\te",
            "rows": [[
                {"text": "d", "header": True},
                {"text": "e", "header": False, "spans": [{"text": "e", "marks": ["code"]}]},
            ]],
        },
    ]  # fmt: skip
