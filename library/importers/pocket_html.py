"""Pocket's old export, `ril_export.html`: a list under a heading for each state.

Layout: `<h1>Unread</h1><ul><li><a href="…" time_added="1688628695" tags="a,b">title</a>`, then
`<h1>Read Archive</h1>`.
"""

from __future__ import annotations

from collections.abc import Iterable

from library.importers import _carried as carried
from library.importers._tags import Tag, tags_of
from library.importers.base import SourceFile
from library.importers.decode import decode
from library.model.carried import Carried
from library.model.story import Draft


def read(source: SourceFile) -> Iterable[Draft]:
    """Return a stub for each saved address. Raises UnreadableFile if there is none."""
    harvest = carried.Harvest()
    is_archived: bool | None = None
    for tag in tags_of(decode(source.data).text, ("h1", "a")):
        if tag.is_end:
            continue
        if tag.name == "h1":
            heading = tag.text.casefold()
            is_archived = True if "archive" in heading else False if "unread" in heading else None
        elif tag.has("href"):
            _keep(harvest, tag, is_archived)
    return harvest.told()


def _keep(harvest: carried.Harvest, link: Tag, is_archived: bool | None) -> None:
    address = carried.web_address(link.value("href"))
    if not address:
        harvest.leave_out(carried.NO_ADDRESS)
        return
    known = Carried(
        read=is_archived,
        archived=is_archived,
        saved=carried.moment(link.value("time_added")),
        tags=carried.split_tags(link.value("tags")),
    )
    harvest.add(carried.entry(address, link.text), known)
