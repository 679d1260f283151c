"""What imports cost: stories a second with one and two workers, memory, and the ratio to the bare engines."""

from __future__ import annotations

import contextlib
import os
import threading
from itertools import count
from pathlib import Path

from tests.bench.files import KINDS, Kind
from tests.bench.libraries import opened
from tests.bench.measure import Row, seconds
from tests.bench.sizes import Sizes

IMPORT_TURNS = 3
WORKERS = (1, 2)
LOOK_SECONDS = 0.05


def import_rows(folder: Path, sizes: Sizes) -> list[Row]:
    """Import files of each kind through worker processes, beside the bare engine on the same files in this process."""
    rows = []
    for kind in KINDS:
        stories = sizes.pages if kind.name in ("pages", "PDF") else sizes.files
        source = folder / kind.name
        source.mkdir()
        kind.write(source, stories)
        for workers in WORKERS:
            rows += _rows(folder, kind, source, stories, workers, min(IMPORT_TURNS, sizes.turns))
    return rows


def _rows(folder: Path, kind: Kind, source: Path, stories: int, workers: int, turns: int) -> list[Row]:
    numbers = count()
    peaks: list[float] = []

    def run() -> None:
        with opened(folder / f"{kind.name}-{workers}-{next(numbers)}") as library, Memory() as memory:
            report = library.start_import((source,), workers=workers).wait()
        if report.added != stories:
            raise AssertionError(f"{report.added} of {stories} stories came in from {source}")
        peaks.append(memory.peak)

    def bare() -> None:
        for path in source.iterdir():
            kind.read(path)

    bare()
    taken = [(seconds(run), seconds(bare)) for _ in range(turns)]
    ours, theirs = tuple(each[0] for each in taken), tuple(each[1] for each in taken)
    what = f"import {stories} stories, {kind.name}, {workers} worker{'s' * (workers > 1)}"
    rate = f"{stories / sorted(ours)[len(ours) // 2]:,.0f} stories/s"
    memory_row = Row(
        f"  peak memory, {kind.name}, {workers}", "before it", tuple(peaks), (memory_of_all(),) * turns, unit="MB"
    )
    return [Row(what, kind.engine, ours, theirs, rate), memory_row]


class Memory:
    """Notes the most memory that this process and those it started hold together, in bytes."""

    def __init__(self) -> None:
        self.peak = 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Memory:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        while True:
            self.peak = max(self.peak, memory_of_all())
            if self._ended.wait(LOOK_SECONDS):
                return


def memory_of_all() -> float:
    """Return what this process and those it started hold, shared pages counted once (Linux's PSS), in bytes."""
    held = 0.0
    waiting = [os.getpid()]
    while waiting:
        process = waiting.pop()
        with contextlib.suppress(OSError):  # ended meanwhile
            for line in Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines():
                if line.startswith("Pss:"):
                    held += int(line.split()[1]) * 1024
            for task in Path(f"/proc/{process}/task").iterdir():
                waiting += map(int, (task / "children").read_text(encoding="ascii").split())
    return held or 1.0
