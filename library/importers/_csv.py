"""CSV from strangers: any delimiter, any encoding, cells of many lines, and rows that don't fit their header.

Owns the step from bytes to rows, and the questions importers ask of a row. Knows no format.
"""

from __future__ import annotations

import csv
import functools
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from library.importers.decode import decode
from library.importers.tidy import tidy
from library.model.errors import UnreadableFile

_DELIMITERS = ",;\t|"
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_SEPARATOR_LINE = re.compile(r"\s*\"?sep=(.)\"?\s*\r?\n", re.IGNORECASE)
_LARGEST_FIELD = 2**31 - 1  # the most that a C long holds everywhere; the module's own 128 KB is less than an article


@dataclass(frozen=True, slots=True)
class Row:
    """One record. `cells` are its fields in order, all of them; `columns` says which of them a folded name is."""

    cells: tuple[str, ...]
    columns: dict[str, int] = field(repr=False)

    def text(self, *names: str) -> str:
        """Return the first of the named columns with something in it, tidied and stripped; empty if there is none.

        Names are compared without regard to case, blanks, hyphens and underscores.
        """
        for name in names:
            at = self.columns.get(folded(name), len(self.cells))
            if at < len(self.cells) and (found := tidy(self.cells[at]).strip()):
                return found
        return ""

    def flag(self, *names: str) -> bool | None:
        """Return a yes-or-no column in any of its spellings, None where it is empty, missing or neither."""
        written = self.text(*names).casefold()
        if written in ("true", "1", "yes", "y", "x"):
            return True
        return False if written in ("false", "0", "no", "n") else None


@dataclass(frozen=True, slots=True)
class Table:
    """A header and its rows; blank rows are left out."""

    header: tuple[str, ...]
    rows: Iterator[Row]


def read_table(data: bytes) -> Table:
    """Return a CSV file's header and rows. Rows are read as they are asked for, and may be longer or shorter than it.

    Raises UnreadableFile if there is no line in it.
    """
    text = decode(data).text.removeprefix("\ufeff").replace("\x00", "")
    if said := _SEPARATOR_LINE.match(text):  # Excel's own way of naming the delimiter
        text = text[said.end() :]
    delimiter = said[1] if said else delimiter_of(text[:4096])
    csv.field_size_limit(_LARGEST_FIELD)
    records = (tuple(cells) for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    filled = (cells for cells in records if any(cell.strip() for cell in cells))
    header = next(filled, None)
    if header is None:
        raise UnreadableFile("The file has no rows in it.")
    columns: dict[str, int] = {}
    for at, name in enumerate(header):
        columns.setdefault(folded(name), at)
    return Table(tuple(name.strip() for name in header), (Row(cells, columns) for cells in filled))


def delimiter_of(head: str) -> str:
    """Return the delimiter of a CSV file that begins so: the sign that stands most often in its first line."""
    line = re.split(r"[\r\n]", _QUOTED.sub("", head.lstrip("\ufeff\r\n")), maxsplit=1)[0]
    return max(_DELIMITERS, key=line.count) if any(sign in line for sign in _DELIMITERS) else ","


@functools.lru_cache(maxsize=1024)  # the same few names are asked of every row
def folded(name: str) -> str:
    """Return a column's name as names are compared: letters and digits in lower case."""
    return re.sub(r"[\W_]+", "", name).casefold()
