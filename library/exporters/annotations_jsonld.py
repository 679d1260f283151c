"""Annotations in the W3C's model (https://www.w3.org/TR/annotation-model/): one AnnotationCollection, its page in it.

Each annotation keeps its UUID as `urn:uuid:`, and says where it was made by quote and by position (code points, as
section 4.2.5 counts). Its colour is a style class with its stylesheet (section 4.4). `dcterms:isPartOf` of a target
describes the story in terms that the annotation context knows (schema.org's, Dublin Core's): with it a story that has
an address is found again. `schema:sha256` is the content hash of the version that the selectors were written for.

What the model has no words for stands under names of our own, which other programs pass over: the places that a
passage was attached to before (`broadsheet:earlier`), that a lost one was let go (`broadsheet:letGo`), and what the
user calls the colours (`broadsheet:colours`). Their prefix is in the context of a file that needs it.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from library.exporters.noted import COLOURS, NotedStory
from library.exporters.parts import noted
from library.model.annotation import Annotation, HighlightStyle, Target, TextPositionSelector, TextQuoteSelector

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
OWN = {"broadsheet": "urn:x-broadsheet:ns#"}
UNDERLINE = "underline"
"""The style class, beside that of its colour, of a passage that is underlined rather than coloured."""

_NAMESPACE = uuid.UUID("b8e4a4d4-1f5c-4e4c-9a51-6c8d1d6a7f10")
"""Under it a collection's id is made of its annotations, so that the same annotations give the same file."""

_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x1f\x7f]+", re.IGNORECASE)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_WHOLE = (TextQuoteSelector(""), TextPositionSelector(0, 0))

Record = dict[str, Any]


def write(stories: Sequence[NotedStory]) -> Iterator[str]:
    """Yield the collection piece by piece, an annotation on a line of its own. Ends with a newline."""
    ids = [each.annotation.uuid for story in stories for each in story.annotations]
    own = uuid.uuid5(_NAMESPACE, "\n".join(ids))
    head: Record = {
        "@context": [CONTEXT, OWN] if _needs_own(stories) else CONTEXT,
        "id": f"urn:uuid:{own}",
        "type": "AnnotationCollection",
        "label": "Annotations made in Broadsheet",
        "total": len(ids),
    }
    if stories and stories[0].colour_names:
        called = sorted(stories[0].colour_names.items())
        head["broadsheet:colours"] = [{"styleClass": colour.value, "label": name} for colour, name in called]
    lines = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    if not ids:  # an empty collection has no page
        yield f"{lines}\n}}\n"
        return
    page_id = f"urn:uuid:{uuid.uuid5(own, 'page')}"
    page: Record = {"id": page_id, "type": "AnnotationPage", "startIndex": 0}
    yield f'{lines},\n "last": "{page_id}",\n "first": {json.dumps(page).removesuffix("}")}, "items": [\n'
    parting = ""
    for story in stories:
        for anchored in noted(story.annotations):
            yield parting + json.dumps(annotation_record(story, anchored.annotation), ensure_ascii=False)
            parting = ",\n"
    yield "\n ]}\n}\n"


def annotation_record(story: NotedStory, annotation: Annotation) -> Record:
    """Return one annotation as data of the W3C's model, without a context of its own."""
    made: Record = {
        "id": f"urn:uuid:{annotation.uuid}",
        "type": "Annotation",
        "motivation": annotation.motivation.value,
        "created": _moment(annotation.created),
        "modified": _moment(annotation.modified),
        "stylesheet": {"type": "CssStylesheet", "value": _style(annotation)},
    }
    if bodies := _bodies(annotation):
        made["body"] = bodies
    made["target"] = _target(story, annotation)
    if annotation.let_go:
        made["broadsheet:letGo"] = True
    return made


def _needs_own(stories: Sequence[NotedStory]) -> bool:
    if any(story.colour_names for story in stories):
        return True
    return any(each.annotation.earlier or each.annotation.let_go for story in stories for each in story.annotations)


def _style(annotation: Annotation) -> str:
    colour, ground = annotation.colour.value, COLOURS[annotation.colour]
    if annotation.style is HighlightStyle.UNDERLINE:
        return f".{colour}.{UNDERLINE} {{ text-decoration: underline; text-decoration-color: {ground} }}"
    return f".{colour} {{ background-color: {ground} }}"


def _bodies(annotation: Annotation) -> list[Record]:
    bodies: list[Record] = []
    if annotation.note:
        note = {"type": "TextualBody", "value": annotation.note, "format": "text/markdown", "purpose": "commenting"}
        bodies.append(note)
    bodies += [{"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in annotation.tags]
    return bodies


def _target(story: NotedStory, annotation: Annotation) -> Record:
    target = annotation.target
    source = story.story.url if _IRI.fullmatch(story.story.url) else f"urn:uuid:{story.uuid}"
    made: Record = {"type": "SpecificResource", "source": source}
    if (target.quote, target.position) != _WHOLE:  # a note on the whole story selects nothing in it
        made["selector"] = _selectors(target)
    colour, underlined = annotation.colour.value, annotation.style is HighlightStyle.UNDERLINE
    made["styleClass"] = [colour, UNDERLINE] if underlined else colour
    made["dcterms:isPartOf"] = _part_of(story, source, target)
    if annotation.earlier:
        made["broadsheet:earlier"] = [_earlier(story, each) for each in annotation.earlier]
    return made


def _earlier(story: NotedStory, target: Target) -> Record:
    made: Record = {"selector": _selectors(target)}
    if content := story.contents.get(target.version, ""):
        made["schema:sha256"] = content
    return made


def _selectors(target: Target) -> list[Record]:
    quote, position = target.quote, target.position
    words = {"type": "TextQuoteSelector", "exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix}
    return [words, {"type": "TextPositionSelector", "start": position.start, "end": position.end}]


def _part_of(noted_story: NotedStory, source: str, target: Target) -> Record:
    story = noted_story.story
    facts: Record = {
        "schema:headline": story.headline,
        "schema:author": list(story.authors),
        "schema:publisher": story.source,
        "schema:datePublished": story.published.iso if story.published else "",
        "schema:dateModified": story.updated.iso if story.updated else "",
        "schema:inLanguage": story.language,
        "schema:url": story.url if story.url != source else "",
        "dc:identifier": story.guid,
        "schema:identifier": f"urn:uuid:{noted_story.uuid}",
        "schema:sha256": noted_story.contents.get(target.version, ""),
    }
    return {"id": source, "type": "schema:Article", **{name: value for name, value in facts.items() if value}}


def _moment(milliseconds: int) -> str:
    """Return UTC milliseconds as xsd:dateTime, with a fraction only where there is one."""
    at = _EPOCH + timedelta(milliseconds=milliseconds)
    return at.strftime(f"{at.year:04}-%m-%dT%H:%M:%S") + (f".{milliseconds % 1000:03}Z" if milliseconds % 1000 else "Z")
