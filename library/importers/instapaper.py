"""Instapaper's export: one CSV, `URL,Title,Selection,Folder`, later with `Timestamp`, later with `Tags`.

The folder is the state (Unread, Archive, Starred) or one of the user's own; tags are a JSON array in a cell.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from library.importers import _carried as carried
from library.importers._csv import Row, read_table
from library.importers.base import SourceFile
from library.model.carried import Carried
from library.model.story import Draft


def read(source: SourceFile) -> Iterable[Draft]:
    """Return a stub for each saved address. Raises UnreadableFile if there is none."""
    harvest = carried.Harvest()
    for row in read_table(source.data).rows:
        address = carried.web_address(row.text("URL"))
        if address:
            harvest.add(carried.entry(address, row.text("Title"), row.text("Selection")), _carried(row))
        else:
            harvest.leave_out(carried.NO_ADDRESS)
    return harvest.told()


def _carried(row: Row) -> Carried:
    folder = row.text("Folder")
    state = folder.casefold()
    is_archived = {"archive": True, "unread": False}.get(state)
    own = () if state in ("unread", "archive", "starred") else (carried.nested((folder,)),)
    return Carried(
        read=is_archived,
        starred=True if state == "starred" else None,
        archived=is_archived,
        saved=carried.moment(row.text("Timestamp")),
        tags=carried.tags(*own, *_tags(row.text("Tags"))),
    )


def _tags(cell: str) -> tuple[str, ...]:
    try:
        found = json.loads(cell) if cell else []
    except ValueError:  # a hand that edited the file wrote them plainly
        return tuple(cell.split(","))
    except RecursionError:
        return ()
    return tuple(tag for tag in found if isinstance(tag, str)) if isinstance(found, list) else (cell,)
