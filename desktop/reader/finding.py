"""Finding words in one story: which hits there are, and which of them is the current one."""

from __future__ import annotations

from bisect import bisect_left

from desktop.reader.find_bar import Sought
from desktop.reader.marks import Range
from library.search.find import Finder


class Walk:
    """Hits in order, and the one that the reader is at; before the first step that is none."""

    def __init__(self, hits: tuple[Range, ...] = ()) -> None:
        self.hits = hits
        self._at: int | None = None

    def current(self) -> Range | None:
        """Return the current hit."""
        return self.hits[self._at] if self._at is not None else None

    def count(self) -> tuple[int, int]:
        """Return which hit of how many is the current one, counted from 1; 0 where there is none."""
        return 0 if self._at is None else self._at + 1, len(self.hits)

    def begin(self, place: int) -> Range | None:
        """Make the first hit from a place on the current one, or else the first of all; return it."""
        self._at = self._from(place) % len(self.hits) if self.hits else None
        return self.current()

    def step(self, by: int, place: int) -> Range | None:
        """Go to the next (1) or the last (-1) hit, round the ends; the first step is from a place. Return the hit."""
        if self.hits:
            at = self._at if self._at is not None else self._from(place) - (by > 0)
            self._at = (at + by) % len(self.hits)
        return self.current()

    def _from(self, place: int) -> int:
        return bisect_left(self.hits, place, key=lambda hit: hit[0])


class Finding(Walk):
    """The hits of what is sought in a text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.sought = Sought()
        self._finder = Finder(text)

    def seek(self, sought: Sought, place: int) -> Range | None:
        """Look for something; return the hit that is current then.

        It is the first hit from the one that was current on, so that more letters don't jump on, or from `place` on.
        """
        current = self.current()
        self.sought = sought
        self.hits = self._finder.find(sought.needle, sought.whole_word, sought.match_case)
        return self.begin(current[0] if current is not None else place)
