"""Finding words in one story: which hits there are, and which of them is the current one."""

from __future__ import annotations

from bisect import bisect_left

from desktop.reader.find_bar import Sought
from desktop.reader.marks import Range
from library.search.snippet import find_in_text


class Finding:
    """The hits of what is sought in a text."""

    def __init__(self) -> None:
        self.sought = Sought()
        self.hits: tuple[Range, ...] = ()
        self._text = ""
        self._at = 0

    def begin(self, text: str) -> None:
        """Look in another text from now on."""
        self._text = text
        self.sought, self.hits, self._at = Sought(), (), 0

    def seek(self, sought: Sought, place: int) -> Range | None:
        """Look for something; return the hit that is current then.

        It is the first hit from the one that was current on, so that more letters don't jump on, or from `place` on.
        """
        current = self.current()
        begin = current[0] if current is not None else place
        self.sought = sought
        self.hits = tuple(find_in_text(self._text, sought.needle, sought.whole_word, sought.match_case))
        self._at = bisect_left(self.hits, begin, key=lambda hit: hit[0])
        if self._at == len(self.hits):
            self._at = 0
        return self.current()

    def step(self, by: int) -> Range | None:
        """Go on by so many hits, round the end; return the hit that is current then."""
        if self.hits:
            self._at = (self._at + by) % len(self.hits)
        return self.current()

    def current(self) -> Range | None:
        """Return the current hit."""
        return self.hits[self._at] if self.hits else None

    def count(self) -> tuple[int, int]:
        """Return which hit of how many is the current one, counted from 1; zeros where there is none."""
        return (self._at + 1, len(self.hits)) if self.hits else (0, 0)
