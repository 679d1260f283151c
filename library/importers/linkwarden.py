"""Linkwarden's backup: `{collections:[{id,name,parentId,links:[{name,url,description,tags,createdAt}]}]}`.

Links that were pinned are listed once more, in `pinnedLinks`.
"""

from __future__ import annotations

from collections.abc import Iterable

from library.importers import _carried as carried
from library.importers._json import Json, list_at, load, text_at
from library.importers.base import SourceFile
from library.model.carried import Carried
from library.model.story import Draft

_DEEPEST = 50


def read(source: SourceFile) -> Iterable[Draft]:
    """Return a stub for each link, its collections as a nested tag. Raises UnreadableFile if there is none."""
    harvest = carried.Harvest()
    value = load(source.data)
    collections = {text_at(each, "id"): each for each in list_at(value, "collections")}
    pinned = {text_at(each, "url") for each in list_at(value, "pinnedLinks")}
    for collection in list_at(value, "collections"):
        folder = _path(collection, collections)
        for link in list_at(collection, "links"):
            _keep(harvest, link, folder, pinned)
    return harvest.told()


def _keep(harvest: carried.Harvest, link: Json, folder: str, pinned: set[str]) -> None:
    address = carried.web_address(text_at(link, "url"))
    if not address:
        harvest.leave_out(carried.NO_ADDRESS)
        return
    known = Carried(
        starred=True if text_at(link, "url") in pinned or list_at(link, "pinnedBy") else None,
        saved=carried.moment(text_at(link, "createdAt")),
        tags=carried.tags(folder, *(text_at(tag, "name") for tag in list_at(link, "tags"))),
    )
    harvest.add(carried.entry(address, text_at(link, "name"), text_at(link, "description")), known)


def _path(collection: Json, collections: dict[str, Json]) -> str:
    names: list[str] = []
    while collection is not None and len(names) < _DEEPEST:  # a collection may say that it is its own parent
        names.insert(0, text_at(collection, "name"))
        parent = text_at(collection, "parentId")
        collection = collections.get(parent) if parent else None
    folder = carried.nested(names)
    return "" if folder == "Unorganized" else folder
