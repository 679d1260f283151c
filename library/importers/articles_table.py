"""CSV and TSV of articles, with a header or without one; what the columns hold is found by names and values."""

from __future__ import annotations

import re
from collections.abc import Iterable

from library.importers._article_fields import NAMES, Record, folded
from library.importers._article_record import Counted, drafts
from library.importers._csv import read_table
from library.importers.base import SourceFile
from library.model.errors import NoStory
from library.model.story import Draft

_NAMES = frozenset(name for names in NAMES.values() for name in names)
_LONGEST_NAME = 40


def read(source: SourceFile) -> Iterable[Draft]:
    """Return a story for each row that has a text, a stub for one that has an address.

    Raises NoStory if no row has either.
    """
    made = tuple(drafts(Counted(records(source.data))))
    if not made:
        raise NoStory("None of the rows in this table has the text or the address of an article.")
    return made


def records(data: bytes) -> list[Record]:
    """Return the rows by the names of their columns, numbers where none are named.

    Raises UnreadableFile if there is no row.
    """
    table = read_table(data)
    rows = [row.cells for row in table.rows]
    if _is_header(table.header):
        names = [name or f"column {at}" for at, name in enumerate(table.header, 1)]
    else:
        names = [f"column {at}" for at in range(1, len(table.header) + 1)]
        rows.insert(0, table.header)
    return [dict(zip(names, cells, strict=False)) for cells in rows]


def _is_header(cells: tuple[str, ...]) -> bool:
    """True if the first row names the columns: short words, at least one of them a name that is known."""
    if any(len(cell) > _LONGEST_NAME or re.match(r"https?://", cell) for cell in cells):
        return False
    return any(folded(cell) in _NAMES for cell in cells)
