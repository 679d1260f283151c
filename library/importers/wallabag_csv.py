"""wallabag's CSV export: `Title;URL;Content;Tags;MIME Type;Language;Creation date`, parted by semicolons.

Its dates have a twelve-hour clock without AM or PM (`d/m/Y h:i:s` in wallabag's `EntriesExport`), so that only the
day is sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from library.importers import _carried as carried
from library.importers._csv import Row, read_table
from library.importers._language_tag import language_tag
from library.importers._wallabag import with_content
from library.importers.base import SourceFile
from library.model.carried import Carried
from library.model.stamp import Stamp
from library.model.story import Draft

_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\b.*")


def read(source: SourceFile) -> Iterable[Draft]:
    """Return the story of each row that has a text, a stub of each other. Raises UnreadableFile if there is none."""
    harvest = carried.Harvest()
    for row in read_table(source.data).rows:
        address = carried.web_address(row.text("URL"))
        if not address:
            harvest.leave_out(carried.NO_ADDRESS)
            continue
        story = replace(carried.entry(address, row.text("Title")), language=language_tag(row.text("Language")))
        known = Carried(saved=_saved(row), tags=carried.split_tags(row.text("Tags")))
        harvest.drafts.append(with_content(Draft(story, carried=known), row.text("Content")))
    return harvest.told()


def _saved(row: Row) -> Stamp | None:
    match = _DAY.fullmatch(row.text("Creation date"))
    if not match:
        return carried.moment(row.text("Creation date"))
    try:
        return Stamp.of(date(int(match[3]), int(match[2]), int(match[1])))
    except ValueError:
        return None
