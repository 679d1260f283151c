"""Annotations in the W3C's model (https://www.w3.org/TR/annotation-model/): collections, pages, lists, single ones.

What Broadsheet wrote itself comes back as it was. Of what others wrote, the quote, the textual bodies, tags, colour
and times are read; each keeps its identity by its `id`. A target chosen by anything but a quote becomes a note on the
whole story, and that is said. Whatever isn't as the model asks costs the one annotation, or the one field, with a
notice.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from library.importers._json import Json, list_at, load
from library.importers._web_annotation import Made, Malformed, colour_names, made_of, story_of, types_of
from library.importers.base import SourceFile
from library.model.carried import Carried, CarriedAnnotation
from library.model.errors import NoStory, UnreadableFile
from library.model.story import Draft, Notice, NoticeKind, Story

NAMED = 50
"""Notices that name their annotation; beyond them the rest is counted."""

_DEEPEST = 50


@dataclass(slots=True)
class _Target:
    """A story that annotations were made in."""

    story: Story
    uuid: str
    found: list[CarriedAnnotation] = field(default_factory=list)


def read(source: SourceFile) -> Iterable[Draft]:
    """Return a stub with its annotations for each target. Raises UnreadableFile if there is none, NoStory for a
    collection whose pages are elsewhere."""
    targets: dict[tuple[str, ...], _Target] = {}
    told: list[str] = []
    count = 0
    value = _value(source.data)
    for count, item in enumerate(_items(value, 0), 1):
        name = f"Annotation {count}"
        try:
            made = made_of(item)
        except Malformed as error:
            told.append(f"{name} was left out: {error}.")
            continue
        told += [f"{name}: {warning}." for each in made for warning in each.warnings]
        for each in made:
            _add(targets, each)
    if not targets:
        raise _nothing(count, told)
    drafts = [
        Draft(each.story, carried=Carried(annotations=tuple(each.found), uuid=each.uuid)) for each in targets.values()
    ]
    first = replace(drafts[0], notices=_notices(told))
    if (names := colour_names(value)) and first.carried is not None:
        first = replace(first, carried=replace(first.carried, colour_names=names))
    return (first, *drafts[1:])


def _value(data: bytes) -> Json:
    """Return the JSON exactly as it was written: what looks wrongly decoded in a note may be what the note is about."""
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):  # in another encoding, or damaged: read leniently, or refused in words
        return load(data)


def _items(value: Json, depth: int) -> Iterator[Json]:
    """Yield what stands where annotations do: in lists, in a page's items, in a collection's first page, in a graph."""
    if isinstance(value, list):
        for each in value if depth < _DEEPEST else ():
            yield from _items(each, depth + 1)
        return
    kinds = types_of(value)
    if isinstance(value, dict) and ("target" not in value or kinds & {"AnnotationPage", "AnnotationCollection"}):
        held = list_at(value, "items", "@graph", "annotations", "ldp:contains", "contains")
        held = [*held, *(page for page in (value.get("first"), value.get("last")) if isinstance(page, dict))]
        is_frame = bool(kinds & {"AnnotationPage", "AnnotationCollection"}) or "@graph" in value
        if held or is_frame:
            yield from _items(held, depth + 1)
            return
    yield value


def _add(targets: dict[tuple[str, ...], _Target], made: Made) -> None:
    story, uuid = story_of(made.target)
    key = (story.url, story.guid, uuid) if story.url or story.guid or uuid else (story.headline, *story.authors)
    known = targets.setdefault(key, _Target(story, uuid))
    if made.carried is not None:
        known.found.append(made.carried)


def _nothing(count: int, told: list[str]) -> UnreadableFile:
    if not count:
        return NoStory("The file is a frame for annotations and holds none: its pages are elsewhere.")
    return UnreadableFile(told[0] if count == 1 else f"None of its {count:,} annotations can be read. {told[0]}")


def _notices(told: list[str]) -> tuple[Notice, ...]:
    shown = told[:NAMED]
    if more := len(told) - len(shown):
        shown.append(f"{more:,} more remarks on annotations are not listed.")
    return tuple(Notice(NoticeKind.RECORD, sentence) for sentence in shown)
