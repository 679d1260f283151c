"""How much is measured."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """Stories, words, files and turns of one run."""

    starts: int
    started_stories: int
    words: tuple[int, ...]
    switches: int
    compared: int
    rows: int
    library: int
    files: int
    pages: int
    stalled_pages: int
    turns: int


DEFAULT = Sizes(7, 2_000, (800, 10_000, 30_000), 41, 3_000, 100_000, 20_000, 300, 150, 300, 7)
QUICK = Sizes(3, 200, (800, 10_000), 11, 3_000, 20_000, 1_000, 100, 60, 60, 3)
TINY = Sizes(1, 8, (200,), 2, 300, 500, 60, 4, 3, 4, 1)
