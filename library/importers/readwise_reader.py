"""Readwise Reader's list of documents: `Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen`.

Tags are written as Python writes a list. Mails that were forwarded to Reader have a `mailto:` address and no text here.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable

from library.importers import _carried as carried
from library.importers._csv import Row, read_table
from library.importers.base import SourceFile
from library.model.carried import Carried
from library.model.story import Draft

_LONGEST_TAGS = 10_000
_FINISHED = 0.95


def read(source: SourceFile) -> Iterable[Draft]:
    """Return a stub for each document. What only ran in through a feed, unread and untagged, is counted.

    Raises UnreadableFile if there is none.
    """
    harvest = carried.Harvest()
    for row in read_table(source.data).rows:
        address, known = carried.web_address(row.text("URL")), _carried(row)
        if not address:
            harvest.leave_out("sent by mail" if row.text("URL").startswith("mailto:") else carried.NO_ADDRESS)
        elif row.text("Location") == "feed" and not known.tags and not known.progress:
            harvest.leave_out("from a feed, not saved")
        else:
            harvest.add(carried.entry(address, row.text("Title")), known)
    return harvest.told()


def _carried(row: Row) -> Carried:
    location, progress = row.text("Location").casefold(), _progress(row.text("Reading progress"))
    is_archived = location == "archive" if location else None
    shortlist = ("shortlist",) if location == "shortlist" else ()
    return Carried(
        read=is_archived or (progress or 0.0) >= _FINISHED,
        archived=is_archived,
        progress=progress,
        saved=carried.moment(row.text("Saved date")),
        tags=carried.tags(*_tags(row.text("Document tags")), *shortlist),
    )


def _progress(written: str) -> float | None:
    """A share of 1; older lists have per cent."""
    try:
        value = float(written)
    except ValueError:
        return None
    return min(value / 100 if value > 1 else value, 1.0) if value >= 0 else None


def _tags(cell: str) -> tuple[str, ...]:
    if len(cell) > _LONGEST_TAGS:
        return ()
    try:
        found = ast.literal_eval(cell) if cell.startswith("[") else cell.split(",")
    except (ValueError, SyntaxError, MemoryError, RecursionError):  # no list after all
        found = cell.strip("[]").split(",")
    return tuple(str(tag) for tag in found)
