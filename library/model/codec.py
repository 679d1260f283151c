"""Stories and operations as JSON, and back. The forms are stored, so they only ever grow: read what was once written.

Fields at their defaults are left out; spans, the bulk of every story, are written as short arrays.
"""

from __future__ import annotations

import json
from typing import Any

from library.model.annotation import (
    Annotation,
    Colour,
    HighlightStyle,
    Motivation,
    Target,
    TextPositionSelector,
    TextQuoteSelector,
)
from library.model.document import Block, BlockKind, Cell, Document, Image, Mark, Span
from library.model.holding import holding_from_data, holding_to_data
from library.model.operation import (
    AddAnnotation,
    Arrange,
    Batch,
    CorrectStory,
    EditAnnotation,
    EditTags,
    MergeStories,
    NameColour,
    Operation,
    PlaceAnnotation,
    RemoveAnnotations,
    RestoreFlags,
    RestoreTags,
    SetFlag,
    SetPosition,
    ShowVersion,
    SplitVersions,
    StateFlag,
    TurnVersions,
)
from library.model.stamp import Stamp, StampOrigin
from library.model.story import Notice, NoticeKind, Related, Story

Json = Any
"""What `json` reads and writes; checked by the functions below, each of which knows the shape it expects."""


def story_to_json(story: Story) -> str:
    """Return the story as compact JSON."""
    return _dump(_story_to_data(story))


def _story_to_data(story: Story) -> Json:
    data = {
        "headline": story.headline,
        "kicker": story.kicker,
        "standfirst": story.standfirst,
        "authors": list(story.authors),
        "dateline": story.dateline,
        "section": story.section,
        "source": story.source,
        "published": stamp_to_data(story.published),
        "updated": stamp_to_data(story.updated),
        "language": story.language,
        "url": story.url,
        "guid": story.guid,
        "credit": story.credit,
        "related": [[related.headline, related.address] for related in story.related],
        "keywords": list(story.keywords),
        "blocks": [_block_to_data(block) for block in story.document.blocks],
    }
    return {key: value for key, value in data.items() if value}


def story_from_json(content: str) -> Story:
    """Return the story that `story_to_json` wrote. Raises ValueError or KeyError for anything else."""
    return _story_from_data(json.loads(content))


def _story_from_data(data: Json) -> Story:
    return Story(
        headline=data.get("headline", ""),
        kicker=data.get("kicker", ""),
        standfirst=data.get("standfirst", ""),
        authors=tuple(data.get("authors", ())),
        dateline=data.get("dateline", ""),
        section=data.get("section", ""),
        source=data.get("source", ""),
        published=stamp_from_data(data.get("published")),
        updated=stamp_from_data(data.get("updated")),
        language=data.get("language", ""),
        url=data.get("url", ""),
        guid=data.get("guid", ""),
        credit=data.get("credit", ""),
        related=tuple(Related(headline, address) for headline, address in data.get("related", ())),
        keywords=tuple(data.get("keywords", ())),
        document=Document(tuple(_block_from_data(block) for block in data.get("blocks", ()))),
    )


def stamp_to_data(stamp: Stamp | None) -> Json:
    """Return `[iso, origin]`, or None."""
    return [stamp.iso, stamp.origin.value] if stamp else None


def stamp_from_data(data: Json) -> Stamp | None:
    """Return the stamp that `stamp_to_data` wrote."""
    return Stamp(data[0], StampOrigin(data[1])) if data else None


def stamp_to_json(stamp: Stamp | None) -> str | None:
    """Return the stamp as it stands in a column of its own."""
    return _dump(stamp_to_data(stamp)) if stamp else None


def stamp_from_json(content: str | None) -> Stamp | None:
    """Return the stamp that `stamp_to_json` wrote."""
    return stamp_from_data(json.loads(content)) if content else None


def notices_to_json(notices: tuple[Notice, ...]) -> str:
    """Return notices as JSON."""
    return _dump([[notice.kind.value, notice.sentence] for notice in notices])


def notices_from_json(content: str) -> tuple[Notice, ...]:
    """Return the notices that `notices_to_json` wrote."""
    return tuple(Notice(NoticeKind(kind), sentence) for kind, sentence in json.loads(content))


def _dump(data: Json) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _span_to_data(span: Span) -> Json:
    if span.footnote:
        return [span.text, int(span.marks), span.link, span.footnote]
    if span.link:
        return [span.text, int(span.marks), span.link]
    return [span.text, int(span.marks)] if span.marks else span.text


def _span_from_data(data: Json) -> Span:
    if isinstance(data, str):
        return Span(data)
    return Span(data[0], Mark(data[1]), *data[2:])


def _spans_from_data(data: Json) -> tuple[Span, ...]:
    return tuple(_span_from_data(span) for span in data)


def _block_to_data(block: Block) -> Json:
    data: dict[str, Json] = {"k": block.kind.value}
    if block.spans:
        data["s"] = [_span_to_data(span) for span in block.spans]
    if block.level:
        data["l"] = block.level
    if block.number is not None:
        data["n"] = block.number
    if block.label:
        data["a"] = block.label
    if block.image:
        image = block.image
        data["i"] = [image.asset, image.address, image.alt, image.credit, image.width, image.height]
    if block.rows:
        data["r"] = [
            [[[_span_to_data(span) for span in cell.spans], int(cell.header)] for cell in row] for row in block.rows
        ]
    return data


def _block_from_data(data: Json) -> Block:
    return Block(
        kind=BlockKind(data["k"]),
        spans=_spans_from_data(data.get("s", ())),
        level=data.get("l", 0),
        number=data.get("n"),
        label=data.get("a", ""),
        image=Image(*data["i"]) if "i" in data else None,
        rows=tuple(
            tuple(Cell(_spans_from_data(spans), bool(header)) for spans, header in row) for row in data.get("r", ())
        ),
    )


def operation_to_json(operation: Operation) -> str:
    """Return an operation as the journal keeps it."""
    return _dump(_operation_to_data(operation))


def operation_from_json(content: str) -> Operation:
    """Return the operation that `operation_to_json` wrote. Raises ValueError for a kind it doesn't know."""
    return _operation_from_data(json.loads(content))


def _operation_to_data(operation: Operation) -> Json:
    match operation:
        case SetFlag(articles, flag, value):
            return {"op": "set-flag", "articles": list(articles), "flag": flag.value, "value": value}
        case RestoreFlags(flag, values):
            return {"op": "restore-flags", "flag": flag.value, "values": [list(pair) for pair in values]}
        case SetPosition(article, version, position, progress):
            return {"op": "set-position", "at": [article, version, position, progress]}
        case AddAnnotation(annotation):
            return {"op": "add-annotation", "annotation": _annotation_to_data(annotation)}
        case EditAnnotation():
            return _edit_to_data(operation)
        case PlaceAnnotation(uuid, target, earlier):
            before = None if earlier is None else [_target_to_data(each) for each in earlier]
            return {"op": "place-annotation", "uuid": uuid, "target": _target_to_data(target), "earlier": before}
        case NameColour(named, name):
            return {"op": "name-colour", "colour": named.value, "name": name}
        case RemoveAnnotations(uuids):
            return {"op": "remove-annotations", "uuids": list(uuids)}
        case EditTags(articles, add, remove):
            return {"op": "edit-tags", "articles": list(articles), "add": list(add), "remove": list(remove)}
        case RestoreTags(tagged):
            return {"op": "restore-tags", "values": [[article, list(names)] for article, names in tagged]}
        case CorrectStory(article, basis, story):
            return {"op": "correct-story", "article": article, "basis": basis, "story": _story_to_data(story)}
        case ShowVersion(article, version):
            return {"op": "show-version", "article": article, "version": version}
        case TurnVersions(article, withdrawn, restored, shown):
            return {"op": "turn-versions", "article": article, "turn": [list(withdrawn), list(restored), shown]}
        case MergeStories(into, others):
            return {"op": "merge-stories", "into": into, "others": list(others)}
        case SplitVersions(article, versions):
            return {"op": "split-versions", "article": article, "versions": list(versions)}
        case Arrange(holdings, gone):
            held = [holding_to_data(each) for each in holdings]
            return {"op": "arrange", "holdings": held, "gone": [list(pair) for pair in gone]}
        case Batch(operations):
            return {"op": "batch", "operations": [_operation_to_data(each) for each in operations]}


def _operation_from_data(data: Json) -> Operation:
    match data["op"]:
        case "set-flag":
            return SetFlag(tuple(data["articles"]), StateFlag(data["flag"]), data["value"])
        case "restore-flags":
            return RestoreFlags(StateFlag(data["flag"]), tuple((id_, value) for id_, value in data["values"]))
        case "set-position":
            return SetPosition(*data["at"])
        case "add-annotation":
            return AddAnnotation(_annotation_from_data(data["annotation"]))
        case "edit-annotation":
            return _edit_from_data(data)
        case "place-annotation":
            earlier = data["earlier"]
            before = None if earlier is None else tuple(_target_from_data(each) for each in earlier)
            return PlaceAnnotation(data["uuid"], _target_from_data(data["target"]), before)
        case "name-colour":
            return NameColour(Colour(data["colour"]), data["name"])
        case "remove-annotations":
            return RemoveAnnotations(tuple(data["uuids"]))
        case "edit-tags":
            return EditTags(tuple(data["articles"]), tuple(data["add"]), tuple(data["remove"]))
        case "restore-tags":
            return RestoreTags(tuple((article, tuple(names)) for article, names in data["values"]))
        case "correct-story":
            return CorrectStory(data["article"], data["basis"], _story_from_data(data["story"]))
        case "show-version":
            return ShowVersion(data["article"], data["version"])
        case "turn-versions":
            withdrawn, restored, shown = data["turn"]
            return TurnVersions(data["article"], tuple(withdrawn), tuple(restored), shown)
        case "merge-stories":
            return MergeStories(data["into"], tuple(data["others"]))
        case "split-versions":
            return SplitVersions(data["article"], tuple(data["versions"]))
        case "arrange":
            held = tuple(holding_from_data(each) for each in data["holdings"])
            return Arrange(held, tuple((article, heir) for article, heir in data["gone"]))
        case "batch":
            return Batch(tuple(_operation_from_data(each) for each in data["operations"]))
        case kind:
            raise ValueError(f"unknown operation {kind!r}")


def _edit_to_data(edit: EditAnnotation) -> Json:
    data: dict[str, Json] = {
        "op": "edit-annotation",
        "uuid": edit.uuid,
        "note": edit.note,
        "tags": None if edit.tags is None else list(edit.tags),
        "colour": edit.colour.value if edit.colour else None,
    }
    if edit.style is not None:
        data["style"] = edit.style.value
    if edit.let_go is not None:
        data["let_go"] = edit.let_go
    return data


def _edit_from_data(data: Json) -> EditAnnotation:
    tags, colour, style = data["tags"], data["colour"], data.get("style")
    return EditAnnotation(
        data["uuid"],
        data["note"],
        None if tags is None else tuple(tags),
        Colour(colour) if colour else None,
        HighlightStyle(style) if style else None,
        data.get("let_go"),
    )


def targets_to_json(targets: tuple[Target, ...]) -> str:
    """Return targets as JSON."""
    return _dump([_target_to_data(each) for each in targets])


def targets_from_json(content: str) -> tuple[Target, ...]:
    """Return the targets that `targets_to_json` wrote."""
    return tuple(_target_from_data(each) for each in json.loads(content))


def _target_to_data(target: Target) -> Json:
    return {
        "article": target.article,
        "version": target.version,
        "quote": [target.quote.exact, target.quote.prefix, target.quote.suffix],
        "position": [target.position.start, target.position.end],
    }


def _target_from_data(data: Json) -> Target:
    return Target(
        data["article"],
        data["version"],
        TextQuoteSelector(*data["quote"]),
        TextPositionSelector(*data["position"]),
    )


def _annotation_to_data(annotation: Annotation) -> Json:
    data = {
        "uuid": annotation.uuid,
        **_target_to_data(annotation.target),
        "motivation": annotation.motivation.value,
        "note": annotation.note,
        "tags": list(annotation.tags),
        "colour": annotation.colour.value,
        "created": annotation.created,
        "modified": annotation.modified,
    }
    if annotation.style is not HighlightStyle.FILL:
        data["style"] = annotation.style.value
    if annotation.earlier:
        data["earlier"] = [_target_to_data(each) for each in annotation.earlier]
    if annotation.let_go:
        data["let_go"] = True
    return data


def _annotation_from_data(data: Json) -> Annotation:
    return Annotation(
        uuid=data["uuid"],
        target=_target_from_data(data),
        motivation=Motivation(data["motivation"]),
        note=data["note"],
        tags=tuple(data["tags"]),
        colour=Colour(data["colour"]),
        created=data["created"],
        modified=data["modified"],
        style=HighlightStyle(data.get("style", HighlightStyle.FILL)),
        earlier=tuple(_target_from_data(each) for each in data.get("earlier", ())),
        let_go=data.get("let_go", False),
    )
