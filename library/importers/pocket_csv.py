"""Pocket's export since 2024: `part_000000.csv` and its like, in a zip.

Layout: `title,url,time_added,tags,status`, once with a `cursor` column (Pocket/pocket-monorepo,
`servers/account-data-deleter`). It holds neither texts nor favourites; highlights are in files of their own.
"""

from __future__ import annotations

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
        address = carried.web_address(row.text("url"))
        if address:
            harvest.add(carried.entry(address, row.text("title")), _carried(row))
        else:
            harvest.leave_out(carried.NO_ADDRESS)
    return harvest.told()


def _carried(row: Row) -> Carried:
    is_archived = {"archive": True, "archived": True, "unread": False}.get(row.text("status").casefold())
    return Carried(
        read=is_archived,
        archived=is_archived,
        saved=carried.moment(row.text("time_added")),
        tags=carried.split_tags(row.text("tags"), "|"),
    )
