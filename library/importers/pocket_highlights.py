"""The highlights in Pocket's export, `annotations/part_000000.json`: `[{url,title,highlights:[{quote,created_at}]}]`.

They are files of their own beside the lists of addresses, and meet their entries by the address.
"""

from __future__ import annotations

from collections.abc import Iterable

from library.importers import _carried as carried
from library.importers._json import Json, list_at, load, text_at
from library.importers.base import SourceFile
from library.model.carried import Carried, CarriedHighlight
from library.model.story import Draft


def read(source: SourceFile) -> Iterable[Draft]:
    """Return a stub with its highlights for each address. Raises UnreadableFile if there is none."""
    harvest = carried.Harvest()
    value = load(source.data)
    for item in value if isinstance(value, list) else [value]:
        address = carried.web_address(text_at(item, "url"))
        if address:
            known = Carried(highlights=tuple(map(_highlight, list_at(item, "highlights"))))
            harvest.add(carried.entry(address, text_at(item, "title")), known)
        else:
            harvest.leave_out(carried.NO_ADDRESS)
    return harvest.told()


def _highlight(item: Json) -> CarriedHighlight:
    return carried.highlight(text_at(item, "quote"), text_at(item, "note"), carried.moment(text_at(item, "created_at")))
