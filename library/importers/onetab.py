"""OneTab's export, and any other list of addresses: one a line, `URL | Title`."""

from __future__ import annotations

from collections.abc import Iterable

from library.importers import _carried as carried
from library.importers.base import SourceFile
from library.importers.decode import decode
from library.model.story import Draft


def read(source: SourceFile) -> Iterable[Draft]:
    """Return a stub for each line that begins with an address; others are counted.

    Raises UnreadableFile if there is none.
    """
    harvest = carried.Harvest()
    for line in filter(None, map(str.strip, decode(source.data).text.splitlines())):
        written, _, title = line.partition(" | ")
        address = carried.web_address(written)
        if address:
            harvest.add(carried.entry(address, title))
        else:
            harvest.leave_out(carried.NO_ADDRESS)
    return harvest.told()
