"""Timing two things in turns, and printing what came out."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: seconds of each turn for ours and for the floor."""

    what: str
    floor: str
    ours: tuple[float, ...]
    theirs: tuple[float, ...]
    remark: str = ""

    @property
    def ratio(self) -> float:
        """Return the median of the ratios turn by turn, which a drifting machine doesn't bend."""
        return statistics.median(a / b for a, b in zip(self.ours, self.theirs, strict=True))


def in_turns(
    what: str, ours: Callable[[], object], floor_name: str, floor: Callable[[], object], turns: int = 7, remark: str = ""
) -> Row:
    """Time two callables A B A B …, after one turn of each that doesn't count."""
    ours()
    floor()
    mine, theirs = [], []
    for _ in range(turns):
        mine.append(_seconds(ours))
        theirs.append(_seconds(floor))
    return Row(what, floor_name, tuple(mine), tuple(theirs), remark)


def _seconds(job: Callable[[], object]) -> float:
    begun = time.perf_counter()
    job()
    return time.perf_counter() - begun


def print_table(rows: list[Row]) -> None:
    """Print the rows: medians with the slowest turn, in milliseconds, and the ratio."""
    print(f"{'what':<52} {'median ms':>10} {'worst':>9}   {'floor':<40} {'median ms':>10} {'ratio':>7}")
    for row in rows:
        print(
            f"{row.what:<52} {statistics.median(row.ours) * 1000:>10.2f} {max(row.ours) * 1000:>9.2f}   "
            f"{row.floor:<40} {statistics.median(row.theirs) * 1000:>10.2f} {row.ratio:>7.2f}  {row.remark}"
        )
