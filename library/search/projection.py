"""A folded text together with the way back to the original."""

from __future__ import annotations

import bisect
import itertools

from library.search.tokens import Fold

_PIECE = 1024


class Projection:
    """A text folded by a table, and the place in the original of every place in it.

    The way back is worked out for the pieces that are asked about, not for the whole text: a long story with few
    hits costs little more than its folding.
    """

    def __init__(self, original: str, fold: Fold) -> None:
        """Fold `original`. Positions given and returned are code points."""
        self._fold = fold
        self._length = len(original)
        self._pieces = [original[at : at + _PIECE] for at in range(0, len(original), _PIECE)]
        folded = [piece.translate(fold) for piece in self._pieces]
        self.text = "".join(folded)
        self._starts = list(itertools.accumulate(map(len, folded), initial=0))
        self._ends: dict[int, list[int] | None] = {}

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the original the folded text `start`-`end` (not empty) came from.

        Characters that fold to nothing, as accents do, belong to the letter before them.
        """
        piece = bisect.bisect_right(self._starts, start) - 1
        if end < self._starts[piece + 1] and self._folded_ends(piece) is None:
            shift = piece * _PIECE - self._starts[piece]
            return start + shift, end + shift
        return self._origin(start), self._past_marks(self._origin(end - 1) + 1)

    def _past_marks(self, end: int) -> int:
        piece, stop = divmod(end, _PIECE)
        while piece < len(self._pieces):
            content = self._pieces[piece]
            while stop < len(content) and not self._fold[ord(content[stop])]:
                stop += 1
            if stop < len(content):
                break
            piece, stop = piece + 1, 0
        return min(piece * _PIECE + stop, self._length)

    def _origin(self, at: int) -> int:
        """Return the code point of the original that the folded one at `at` came from."""
        # The last of equal starts: a piece may fold to nothing.
        piece = bisect.bisect_right(self._starts, at) - 1
        inside = at - self._starts[piece]
        ends = self._folded_ends(piece)
        return piece * _PIECE + (inside if ends is None else bisect.bisect_right(ends, inside))

    def _folded_ends(self, piece: int) -> list[int] | None:
        """Return where each code point of a piece ends in its folding; None where each became exactly one."""
        if piece not in self._ends:
            content = self._pieces[piece]
            even = self._fold.uneven.isdisjoint(content)
            lengths = (len(self._fold[ord(char)]) for char in content)
            self._ends[piece] = None if even else list(itertools.accumulate(lengths))
        return self._ends[piece]
