"""GoodLinks' export: `[{url,originalURL,title,summary,tags,starred,addedAt,readAt}]`, times in seconds since 1970."""

from __future__ import annotations

from collections.abc import Iterable

from library.importers import _carried as carried
from library.importers._json import Json, flag_at, list_at, load, text_at, texts_at
from library.importers.base import SourceFile
from library.model.carried import Carried, CarriedHighlight
from library.model.story import Draft


def read(source: SourceFile) -> Iterable[Draft]:
    """Return a stub for each link. Raises UnreadableFile if there is none."""
    harvest = carried.Harvest()
    value = load(source.data)
    for item in value if isinstance(value, list) else [value]:
        address = carried.web_address(text_at(item, "url")) or carried.web_address(text_at(item, "originalURL"))
        if address:
            story = carried.entry(
                address, text_at(item, "title"), text_at(item, "summary"), authors=text_at(item, "author")
            )
            harvest.add(story, _carried(item))
        else:
            harvest.leave_out(carried.NO_ADDRESS)
    return harvest.told()


def _carried(item: Json) -> Carried:
    return Carried(
        read=carried.moment(item.get("readAt")) is not None if "readAt" in item else None,
        starred=flag_at(item, "starred"),
        saved=carried.moment(item.get("addedAt")),
        tags=carried.tags(*texts_at(item, "tags")),
        highlights=tuple(map(_highlight, list_at(item, "highlights"))),
    )


def _highlight(item: Json) -> CarriedHighlight:
    if isinstance(item, str):
        return carried.highlight(item)
    created = carried.moment(text_at(item, "addedAt", "createdAt"))
    return carried.highlight(text_at(item, "content", "text", "quote"), text_at(item, "note"), created)
