"""Lists of links that small services export as JSON: Pinboard, Delicious, elCurator, Readability.

They differ in nothing but the names of the fields, so a table tells them apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from library.importers import _carried as carried
from library.importers._json import Json, flag_at, list_at, load, text_at, texts_at
from library.importers.base import SourceFile
from library.model.carried import Carried
from library.model.story import Draft


@dataclass(frozen=True, slots=True)
class _Fields:
    """What a service calls its fields; tags without commas are parted by `tag_sign`. Empty where it has none."""

    address: str
    title: str
    summary: str = ""
    note: str = ""
    saved: str = ""
    tag_sign: str = ","
    starred: str = ""
    archived: str = ""
    to_read: str = ""


_PINBOARD = _Fields("href", "description", note="extended", saved="time", tag_sign=" ", to_read="toread")
_READABILITY = _Fields(
    "article__url",
    "article__title",
    summary="article__excerpt",
    saved="date_added",
    starred="favorite",
    archived="archive",
)
_DELICIOUS = _Fields("url", "title", note="description", saved="created")
_ELCURATOR = _Fields("url", "title", note="description", saved="created_at")


def read(source: SourceFile) -> Iterable[Draft]:
    """Return a stub for each link. Raises UnreadableFile if there is none."""
    harvest = carried.Harvest()
    value = load(source.data)
    for item in value if isinstance(value, list) else list_at(value, "bookmarks"):
        fields = _fields(item)
        address = carried.web_address(text_at(item, fields.address))
        if address:
            story = carried.entry(address, text_at(item, fields.title), text_at(item, fields.summary))
            harvest.add(story, _carried(item, fields))
        else:
            harvest.leave_out(carried.NO_ADDRESS)
    return harvest.told()


def _fields(item: Json) -> _Fields:
    if text_at(item, "href"):
        return _PINBOARD
    if text_at(item, "article__url"):
        return _READABILITY
    return _DELICIOUS if text_at(item, "created") else _ELCURATOR


def _carried(item: Json, fields: _Fields) -> Carried:
    to_read, archived = flag_at(item, fields.to_read), flag_at(item, fields.archived)
    tags = [part for tag in texts_at(item, "tags") for part in tag.split(fields.tag_sign)]
    return Carried(
        read=not to_read if to_read is not None else archived,
        starred=flag_at(item, fields.starred),
        archived=archived,
        saved=carried.moment(text_at(item, fields.saved)),
        tags=carried.tags(*tags),
        note=carried.note(text_at(item, fields.note)),
    )
