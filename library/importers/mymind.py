"""mymind's `cards.csv`: `id,type,title,url,content,note,tags,created`. Cards without an address are notes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from library.importers import _carried as carried
from library.importers._csv import Row, read_table
from library.importers._notes import note_draft
from library.importers.base import SourceFile
from library.model.carried import Carried
from library.model.story import Draft


def read(source: SourceFile) -> Iterable[Draft]:
    """Return a stub for each link and the story of each note. Raises UnreadableFile if there is none."""
    harvest = carried.Harvest()
    for row in read_table(source.data).rows:
        address, known = carried.web_address(row.text("url")), _carried(row)
        title, content = row.text("title"), row.text("content")
        if address:
            harvest.add(carried.entry(address, title, content), known)
        elif draft := note_draft(carried.headline(title), content or known.note, replace(known, note="")):
            harvest.drafts.append(draft)
        else:
            harvest.leave_out("without an address or words")
    return harvest.told()


def _carried(row: Row) -> Carried:
    return Carried(
        saved=carried.moment(row.text("created")),
        tags=carried.split_tags(row.text("tags")),
        note=carried.note(row.text("note")),
    )
