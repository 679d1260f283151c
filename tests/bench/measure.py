"""Timing two things in turns, and printing what came out."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what each turn took, ours and the floor's, in seconds (`ms`) or bytes (`MB`)."""

    what: str
    floor: str
    ours: tuple[float, ...]
    theirs: tuple[float, ...]
    remark: str = ""
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        """Return the median of the ratios turn by turn, which a drifting machine doesn't bend."""
        return statistics.median(a / b for a, b in zip(self.ours, self.theirs, strict=True))


def in_turns(
    what: str,
    ours: Callable[[], object],
    floor_name: str,
    floor: Callable[[], object],
    turns: int = 7,
    remark: str = "",
) -> Row:
    """Time two callables A B A B …, after one turn of each that doesn't count."""
    ours()
    floor()
    mine, theirs = [], []
    for _ in range(turns):
        mine.append(seconds(ours))
        theirs.append(seconds(floor))
    return Row(what, floor_name, tuple(mine), tuple(theirs), remark)


def seconds(job: Callable[[], object]) -> float:
    """Return how long a call takes."""
    begun = time.perf_counter()
    job()
    return time.perf_counter() - begun


def percentile(values: tuple[float, ...], share: float) -> float:
    """Return the value that so large a share of the values doesn't exceed."""
    return sorted(values)[math.ceil(share * len(values)) - 1]


HEADER = f"{'what':<57} {'median':>9} {'p95':>9} {'worst':>9}      {'floor':<37} {'median':>9} {'ratio':>7}"


def line(row: Row) -> str:
    """Return a row as a line: median, 95th percentile and worst turn, the floor's median, and the ratio."""
    scale = 1000 if row.unit == "ms" else 1e-6
    ours = [percentile(row.ours, 0.95), max(row.ours)]
    shown = " ".join(f"{value * scale:>9.2f}" for value in (statistics.median(row.ours), *ours))
    floor = f"{row.floor:<37} {statistics.median(row.theirs) * scale:>9.2f}"
    return f"{row.what:<57} {shown} {row.unit}   {floor} {row.ratio:>6.2f}x  {row.remark}".rstrip()
