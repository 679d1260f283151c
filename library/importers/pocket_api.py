"""What Pocket's programming interface gave, as pockexport and its like kept it: `{"list": {"<id>": {…}}}`.

Times are seconds since 1970 as text, "0" for never; flags "0" and "1"; status "1" is the archive, "2" to be deleted.
https://getpocket.com/developer/docs/v3/retrieve
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from library.importers import _carried as carried
from library.importers._json import Json, flag_at, list_at, load, text_at
from library.importers._language_tag import language_tag
from library.importers.base import SourceFile
from library.model.carried import Carried, CarriedHighlight
from library.model.story import Draft, Story


def read(source: SourceFile) -> Iterable[Draft]:
    """Return a stub for each item that isn't deleted. Raises UnreadableFile if there is none."""
    harvest = carried.Harvest()
    value = load(source.data)
    items = value.get("list") if isinstance(value, dict) else None
    for item in items.values() if isinstance(items, dict) else items or []:
        story = _story(item)
        if text_at(item, "status") == "2":
            harvest.leave_out("deleted")
        elif story.url:
            harvest.add(story, _carried(item))
        else:
            harvest.leave_out(carried.NO_ADDRESS)
    return harvest.told()


def _story(item: Json) -> Story:
    address = next(
        filter(None, (carried.web_address(text_at(item, name)) for name in ("resolved_url", "given_url"))), ""
    )
    authors = item.get("authors") if isinstance(item, dict) else None
    names = [text_at(each, "name") for each in authors.values()] if isinstance(authors, dict) else []
    story = carried.entry(
        address, text_at(item, "resolved_title", "given_title"), text_at(item, "excerpt"), authors=";".join(names)
    )
    return replace(story, language=language_tag(text_at(item, "lang")))


def _carried(item: Json) -> Carried:
    is_archived = text_at(item, "status") == "1"
    tags = item.get("tags")
    return Carried(
        read=is_archived,
        starred=flag_at(item, "favorite"),
        archived=is_archived,
        saved=carried.moment(text_at(item, "time_added")),
        tags=carried.tags(*tags) if isinstance(tags, dict) else (),
        highlights=tuple(map(_highlight, list_at(item, "annotations"))),
    )


def _highlight(item: Json) -> CarriedHighlight:
    return carried.highlight(text_at(item, "quote"), created=carried.moment(text_at(item, "created_at")))
