"""A story as data: the JSON of `show --format json`. Keys and their order are a contract with other programs.

Dates are ISO 8601 at the file's own precision, without an offset where the file gave none; missing dates are null,
missing text is "". Times of the library itself are UTC. Positions are code points in `text`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from library.model.annotation import AnchoredAnnotation, AnchorState
from library.model.document import Block, Cell, Image, Mark, Span, text
from library.model.stamp import Stamp
from library.model.story import Version, VersionSummary

Record = dict[str, Any]


def write(version: Version, history: Sequence[VersionSummary], annotations: Sequence[AnchoredAnnotation] = ()) -> str:
    """Return the record as JSON. Ends with a newline."""
    return json.dumps(record(version, history, annotations), ensure_ascii=False, indent=2) + "\n"


def record(
    version: Version, history: Sequence[VersionSummary], annotations: Sequence[AnchoredAnnotation] = ()
) -> Record:
    """Return one version of a story with the article's history and its annotations, as plain data."""
    story = version.story
    return {
        "id": version.article,
        "kicker": story.kicker,
        "headline": story.headline,
        "standfirst": story.standfirst,
        "authors": list(story.authors),
        "dateline": story.dateline,
        "section": story.section,
        "source": story.source,
        "published": _date(story.published),
        "updated": _date(story.updated),
        "language": story.language,
        "url": story.url,
        "credit": story.credit,
        "related": [{"headline": row.headline, "url": row.address} for row in story.related],
        "keywords": list(story.keywords),
        "word_count": version.word_count,
        "text": text(story.document),
        "blocks": [_block(block) for block in story.document.blocks],
        "versions": [_version(summary) for summary in history],
        "annotations": [annotation_record(annotation) for annotation in annotations],
    }


def annotation_record(anchored: AnchoredAnnotation) -> Record:
    """Return one annotation; `start` and `end` are its place in this version, null for an orphan."""
    annotation, anchor = anchored.annotation, anchored.anchor
    lost = anchor.state is AnchorState.ORPHAN
    return {
        "id": annotation.uuid,
        "motivation": annotation.motivation.value,
        "quote": annotation.target.quote.exact,
        "prefix": annotation.target.quote.prefix,
        "suffix": annotation.target.quote.suffix,
        "start": None if lost else anchor.start,
        "end": None if lost else anchor.end,
        "state": anchor.state.value,
        "note": annotation.note,
        "tags": list(annotation.tags),
        "color": annotation.colour.value,
        "created": utc(annotation.created),
        "modified": utc(annotation.modified),
        "style": annotation.style.value,
        "let_go": annotation.let_go,
    }


def utc(milliseconds: int) -> str:
    """Return UTC milliseconds as ISO 8601 to the second: `2020-01-01T00:00:00Z`."""
    return datetime.fromtimestamp(milliseconds // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _version(summary: VersionSummary) -> Record:
    return {
        "id": summary.id,
        "ordinal": summary.ordinal,
        "headline": summary.headline,
        "published": _date(summary.published),
        "updated": _date(summary.updated),
        "imported": utc(summary.imported),
        "word_count": summary.word_count,
    }


def _date(stamp: Stamp | None) -> str | None:
    return stamp.iso if stamp else None


def _block(block: Block) -> Record:
    """Return kind and text, and of the rest what the block has."""
    made: Record = {"kind": block.kind.value, "text": block.text}
    if block.level:
        made["level"] = block.level
    if block.number is not None:
        made["number"] = block.number
    if block.label:
        made["label"] = block.label
    if block.rows:
        made["rows"] = [[_cell(cell) for cell in row] for row in block.rows]
    if block.image:
        made["image"] = _image(block.image)
    return made | _spans(block.spans)


def _cell(cell: Cell) -> Record:
    return {"text": cell.text, "header": cell.header, **_spans(cell.spans)}


def _image(image: Image) -> Record:
    return {
        "asset": image.asset,
        "address": image.address,
        "alt": image.alt,
        "credit": image.credit,
        "width": image.width,
        "height": image.height,
    }


def _spans(spans: tuple[Span, ...]) -> Record:
    """Return the spans of text that isn't plain throughout."""
    plain = all(span.same_setting(Span("")) for span in spans)
    return {} if plain else {"spans": [_span(span) for span in spans]}


def _span(span: Span) -> Record:
    made: Record = {"text": span.text}
    if span.marks:
        made["marks"] = [str(mark.name).lower() for mark in Mark if mark in span.marks]
    if span.link:
        made["link"] = span.link
    if span.footnote:
        made["footnote"] = span.footnote
    return made
