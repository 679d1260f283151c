"""The parts of a run, in their order: bare widgets are measured before the window gives the application its style."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.bench.anchoring import anchoring_rows
from tests.bench.import_side import import_rows
from tests.bench.libraries import fill
from tests.bench.library_side import list_and_search_rows
from tests.bench.make import stories
from tests.bench.measure import Row
from tests.bench.panes import list_rows, reader_rows
from tests.bench.sizes import Sizes
from tests.bench.starting import start_rows
from tests.bench.window_side import stall_rows, window_rows

BIG_STORY = 150
"""Words of a story of the big library."""

Part = Callable[[Path, Sizes], list[Row]]
_ON_THEIR_OWN: dict[str, Part] = {
    "start": start_rows,
    "reader": reader_rows,
    "import": import_rows,
    "anchoring": anchoring_rows,
    "stalls": stall_rows,
}
_ON_THE_BIG: dict[str, Part] = {"list": list_rows, "search": list_and_search_rows, "window": window_rows}
PARTS = ("start", "reader", "import", "anchoring", "list", "search", "window", "stalls")


def rows(folder: Path, sizes: Sizes, wanted: Collection[str] = PARTS) -> Iterator[Row]:
    """Measure the wanted parts in a scratch folder."""
    application = QApplication.instance() or QApplication([])
    big = folder / "big"
    for part in PARTS:
        if part not in wanted:
            continue
        if part in _ON_THE_BIG and not big.exists():
            fill(big, stories(sizes.library, BIG_STORY))
        yield from _ON_THE_BIG[part](big, sizes) if part in _ON_THE_BIG else _ON_THEIR_OWN[part](folder, sizes)
    application.processEvents()
