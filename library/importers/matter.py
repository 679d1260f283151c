"""Matter's list of articles: `Title,Author,Publisher,URL,Tags,Word Count,In Queue,Favorited,Read,Highlight_Count,…`.

Tags are parted by semicolons. What has left the queue is in the archive; when an article was saved, it doesn't say.
"""

from __future__ import annotations

from collections.abc import Iterable

from library.importers import _carried as carried
from library.importers._csv import Row, read_table
from library.importers.base import SourceFile
from library.model.carried import Carried
from library.model.story import Draft


def read(source: SourceFile) -> Iterable[Draft]:
    """Return a stub for each article. Raises UnreadableFile if there is none."""
    harvest = carried.Harvest()
    for row in read_table(source.data).rows:
        address = carried.web_address(row.text("URL"))
        if not address:
            harvest.leave_out(carried.NO_ADDRESS)
            continue
        story = carried.entry(address, row.text("Title"), authors=row.text("Author"), source=row.text("Publisher"))
        harvest.add(story, _carried(row))
    return harvest.told()


def _carried(row: Row) -> Carried:
    in_queue = row.flag("In Queue")
    return Carried(
        read=row.flag("Read"),
        starred=row.flag("Favorited"),
        archived=None if in_queue is None else not in_queue,
        tags=carried.split_tags(row.text("Tags"), ";"),
    )
