"""wallabag's JSON export, of version 2 and of version 1: an array of entries with their texts and annotations.

Version 2 writes flags as booleans or 0 and 1, dates as `2016-09-08T11:55:58+0200`, tags as texts or as objects with a
label. An annotation's ranges are paths into wallabag's own page, so its quote is what is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from library.importers import _carried as carried
from library.importers._html.labels import without_site
from library.importers._json import Json, flag_at, list_at, load, text_at, texts_at
from library.importers._language_tag import language_tag
from library.importers._wallabag import with_content
from library.importers.base import SourceFile
from library.model.carried import Carried, CarriedHighlight
from library.model.story import Draft, Story


def read(source: SourceFile) -> Iterable[Draft]:
    """Return the story of each entry that has a text, a stub of each other. Raises UnreadableFile if there is none."""
    harvest = carried.Harvest()
    for item in _items(load(source.data)):
        if not isinstance(item, dict):
            harvest.leave_out(carried.UNREADABLE)
            continue
        draft = with_content(Draft(_story(item), carried=_carried(item)), text_at(item, "content"))
        if draft.story.url or draft.story.document.blocks:
            harvest.drafts.append(draft)
        else:
            harvest.leave_out(carried.NO_ADDRESS)
    return harvest.told()


def _items(value: Json) -> list[Json]:
    """The entries of an export, or of an answer of the programming interface."""
    if isinstance(value, list):
        return value
    embedded = value.get("_embedded") if isinstance(value, dict) else None
    return list_at(embedded, "items") or [value]


def _story(item: Json) -> Story:
    addresses = (text_at(item, name) for name in ("url", "given_url", "origin_url"))
    address = next(filter(None, map(carried.web_address, addresses)), "")
    site = text_at(item, "domain_name").removeprefix("www.")
    story = carried.entry(address, without_site(carried.line(text_at(item, "title")), site), source=site)
    return replace(
        story,
        authors=carried.names(";".join(texts_at(item, "published_by"))),
        published=carried.moment(text_at(item, "published_at")),
        language=language_tag(text_at(item, "language")),
    )


def _carried(item: Json) -> Carried:
    is_archived = flag_at(item, "is_archived")
    is_read = is_archived if is_archived is not None else flag_at(item, "is_read")  # version 1 had the one word
    is_starred = flag_at(item, "is_starred")
    return Carried(
        read=is_read,
        starred=is_starred if is_starred is not None else flag_at(item, "is_fav"),
        archived=is_read,
        saved=carried.moment(text_at(item, "created_at")),
        tags=_tags(item),
        highlights=tuple(map(_highlight, list_at(item, "annotations"))),
    )


def _tags(item: Json) -> tuple[str, ...]:
    labels = [text_at(tag, "label", "slug") for tag in list_at(item, "tags")]
    return carried.tags(*labels, *(part for tag in texts_at(item, "tags") for part in tag.split(",")))


def _highlight(annotation: Json) -> CarriedHighlight:
    created = carried.moment(text_at(annotation, "created_at"))
    return carried.highlight(text_at(annotation, "quote"), text_at(annotation, "text"), created)
