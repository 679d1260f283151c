"""Karakeep's (once Hoarder's) export: `{bookmarks:[{createdAt,title,tags,lists,content,note,archived}],lists:[…]}`.

A bookmark names its lists by id, a list its parent. Content is a link, a text of the user's own, or null.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from library.importers import _carried as carried
from library.importers._json import Json, flag_at, list_at, load, text_at, texts_at
from library.importers._notes import note_draft
from library.importers.base import SourceFile
from library.model.carried import Carried
from library.model.story import Draft

_DEEPEST = 50


@dataclass(frozen=True, slots=True)
class _List:
    name: str
    parent: str


def read(source: SourceFile) -> Iterable[Draft]:
    """Return a stub for each link and the story of each text. Raises UnreadableFile if there is none."""
    harvest = carried.Harvest()
    value = load(source.data)
    lists = {
        text_at(each, "id"): _List(text_at(each, "name"), text_at(each, "parentId")) for each in list_at(value, "lists")
    }
    for item in list_at(value, "bookmarks"):
        content = item.get("content") if isinstance(item, dict) else None
        title, known = text_at(item, "title"), _carried(item, lists)
        if address := carried.web_address(text_at(content, "url", "sourceUrl")):
            harvest.add(carried.entry(address, title), known)
        elif draft := note_draft(carried.headline(title), text_at(content, "text"), known):
            harvest.drafts.append(draft)
        else:
            harvest.leave_out("without an address or words")
    return harvest.told()


def _carried(item: Json, lists: dict[str, _List]) -> Carried:
    is_archived = flag_at(item, "archived")
    folders = (_path(str(each), lists) for each in list_at(item, "lists"))
    return Carried(
        starred=flag_at(item, "favourited"),
        archived=is_archived,
        read=is_archived or None,
        saved=carried.moment(text_at(item, "createdAt")),
        tags=carried.tags(*folders, *texts_at(item, "tags")),
        note=carried.note(text_at(item, "note")),
    )


def _path(identity: str, lists: dict[str, _List]) -> str:
    names: list[str] = []
    while identity in lists and len(names) < _DEEPEST:  # a list may say that it is its own parent
        names.insert(0, lists[identity].name)
        identity = lists[identity].parent
    return carried.nested(names)
