"""How far an import is: counted, and estimated by the files' sizes."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from library.model.report import FileOutcome, FileResult, ImportProgress

TELL_SECONDS = 0.05
"""Least time between two progress reports: a screen can't show more."""
WINDOW_SECONDS = 5.0
"""How far back the rate looks."""
KNOWN_AFTER = 2.0
"""Seconds before which nobody knows how long an import takes: its workers have only just begun."""
PER_FILE = 20_000
"""Bytes that a file counts for besides its own: what opening, filing and indexing take, measured on pages and text."""


class Meter:
    """Counts what an import does. `found` is called on the walk's thread, everything else on the import's."""

    def __init__(self, tell: Callable[[ImportProgress], None] | None) -> None:
        self._tell = tell
        self._begun = time.monotonic()
        self._told = 0.0
        self._done = self._failed = self._added = 0
        self._total = 0
        self._weight = self._weight_done = 0
        self._past: deque[tuple[float, int, int]] = deque([(self._begun, 0, 0)])
        self.counting = True

    @property
    def seconds(self) -> float:
        """How long it has been going on."""
        return time.monotonic() - self._begun

    def found(self, size: int, files: int = 1) -> None:
        """Count files that are to be read."""
        self._total += files
        self._weight += size + PER_FILE * files

    def opened(self, size: int, inside: int, files: int) -> None:
        """Count an archive's files in its place."""
        self._total += files - 1
        self._weight += inside + PER_FILE * files - size - PER_FILE

    def read(self, size: int) -> None:
        """Count a part of a file that is done."""
        self._weight_done += size

    def done(self, size: int, result: FileResult | None) -> None:
        """Count a file that is done; `result` is None for one that had been done before."""
        self._done += 1
        self._weight_done += size + PER_FILE
        if result is not None:
            self._failed += result.outcome is FileOutcome.FAILED
            self._added += result.added

    def show(self, current: str, last: bool = False) -> None:
        """Tell how far it is, unless that was told just now."""
        at = time.monotonic()
        if self._tell is None or (at - self._told < TELL_SECONDS and not last):
            return
        self._told = at
        while len(self._past) > 1 and at - self._past[1][0] > WINDOW_SECONDS:
            self._past.popleft()
        since, done, weight = self._past[0]
        span = max(at - since, 1e-6)
        self._past.append((at, self._done, self._weight_done))
        speed = (self._weight_done - weight) / span
        known = not self.counting and self.seconds >= KNOWN_AFTER and speed > 0
        self._tell(
            ImportProgress(
                done=self._done,
                total=max(self._total, self._done),
                counting=self.counting,
                current=current,
                failed=self._failed,
                seconds=self.seconds,
                rate=(self._done - done) / span,
                left=max(0.0, self._weight - self._weight_done) / speed if known else None,
                added=self._added,
            )
        )
