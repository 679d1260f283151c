"""Two versions of a story laid beside each other, word by word.

Where the library still has the text that an annotation was made in, this tells more than its quote: what stood around
it far off, and what became of that.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

from library.annotations.words import Words, words

_RUNS = (5, 3, 2, 1)  # words in a row that both have once: landmarks, the surest first
_SMALL = 40_000  # words times words of a gap without landmarks that a longest common sequence is sought in
_PATIENCE = 60  # words that are looked at for each word of the texts, at most; beyond it, what is left is unlike
_NEAR = 3  # words between a stray word and its next partner, so that it is no chance


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two texts with their words, and for each word of the old one its partner in the new one, -1 for none.

    Partners rise. `before` and `after` say for each word of the old text, and for its end, which word with a partner is
    the last one before it (-1: none) and the first one from it on (the number of words: none). `taken` are the words of
    the new text that are partners.
    """

    old: Words
    new: Words
    partner: tuple[int, ...]
    before: tuple[int, ...]
    after: tuple[int, ...]
    taken: frozenset[int]

    def span(self, start: int, end: int) -> range:
        """Return the words of the old text that a passage (code points) touches."""
        first = bisect.bisect_right(self.old.ends, start)
        return range(first, max(first, bisect.bisect_left(self.old.starts, end)))

    def bracket(self, span: range, length: int) -> tuple[int, int]:
        """Return where in a new text of `length` code points the words of a span can be, if nothing changed places."""
        before, after = self.before[span.start], self.after[span.stop]
        low = self.new.ends[self.partner[before]] if before >= 0 else 0
        high = self.new.starts[self.partner[after]] if after < len(self.partner) else length
        return low, max(low, high)


def side_by_side(old: str, new: str) -> SideBySide:
    """Return two texts laid beside each other. Takes time in proportion to their length."""
    one, other = words(old), words(new)
    partner = partners(one.words, other.words)
    known = [at for at, place in enumerate(partner) if place >= 0]
    marks = [-1] * (len(partner) + 1)
    for at in known:
        marks[at + 1] = at
    following = [len(partner)] * (len(partner) + 1)
    for at in known:
        following[at] = at
    after = tuple(accumulate(reversed(following), min))[::-1]
    return SideBySide(one, other, partner, tuple(accumulate(marks, max)), after, frozenset(partner))


def partners(one: Sequence[str], other: Sequence[str]) -> tuple[int, ...]:
    """Return for each word of one text its partner in the other, -1 for none; partners rise.

    Runs of words that both have once are landmarks, in the longest order that both share (Bram Cohen's patience
    diff), first the long runs and between them the shorter ones.
    """
    found = [-1] * len(one)
    left = _PATIENCE * (len(one) + len(other) + 1)
    gaps = [(0, len(one), 0, len(other))]
    while gaps and left > 0:
        a, b, c, d = _trimmed(one, other, gaps.pop(), found)
        if a == b or c == d:
            continue
        left -= b - a + d - c
        marks, length = _landmarks(one, other, a, b, c, d)
        if not marks and (b - a) * (d - c) <= _SMALL:
            _match_common(one, other, (a, b, c, d), found)
        for at, there in marks:
            found[at : at + length] = range(there, there + length)
        for at, there in (*marks, (b, d)) if marks else ():
            if at > a and there > c:
                gaps.append((a, at, c, there))
            a, c = max(a, at + length), max(c, there + length)
    return tuple(_without_chance(found))


def _trimmed(
    one: Sequence[str], other: Sequence[str], gap: tuple[int, int, int, int], found: list[int]
) -> tuple[int, int, int, int]:
    a, b, c, d = gap
    while a < b and c < d and one[a] == other[c]:
        found[a] = c
        a, c = a + 1, c + 1
    while a < b and c < d and one[b - 1] == other[d - 1]:
        found[b - 1] = d - 1
        b, d = b - 1, d - 1
    return a, b, c, d


def _landmarks(
    one: Sequence[str], other: Sequence[str], a: int, b: int, c: int, d: int
) -> tuple[list[tuple[int, int]], int]:
    """Return runs that both stretches have once, rising and apart from each other, and their length in words."""
    for length in _RUNS:
        there = _once(other, c, d, length)
        if not there:
            continue
        pairs = [(at, there[run]) for run, at in _once(one, a, b, length).items() if run in there]
        if pairs:
            return list(_apart(_rising(pairs), length)), length
    return [], 0


def _once(content: Sequence[str], start: int, end: int, length: int) -> dict[tuple[str, ...], int]:
    runs = zip(*(content[start + step : end] for step in range(length)), strict=False)
    places: dict[tuple[str, ...], int] = {}
    several = set()
    for at, run in enumerate(runs, start):
        if run in places:
            several.add(run)
        else:
            places[run] = at
    for run in several:
        del places[run]
    return places


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return a longest sequence of pairs in which both numbers rise. The first ones rise already."""
    lowest: list[int] = []
    tops: list[int] = []
    previous: list[int] = []
    for at, (_, there) in enumerate(pairs):
        pile = bisect.bisect_left(lowest, there)
        previous.append(tops[pile - 1] if pile else -1)
        lowest[pile : pile + 1] = [there]
        tops[pile : pile + 1] = [at]
    at = tops[-1]
    chosen = []
    while at >= 0:
        chosen.append(pairs[at])
        at = previous[at]
    return chosen[::-1]


def _apart(pairs: list[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    """Yield those runs of which no part belongs to the one before, unless both go on side by side."""
    last = (-length, -length)
    for at, there in pairs:
        if at - last[0] == there - last[1] or (at - last[0] >= length and there - last[1] >= length):
            yield at, there
            last = at, there


def _match_common(one: Sequence[str], other: Sequence[str], gap: tuple[int, int, int, int], found: list[int]) -> None:
    from rapidfuzz.distance import LCSseq  # here, for every start of the window comes by this module

    a, b, c, d = gap
    for code in LCSseq.opcodes(one[a:b], other[c:d]):
        if code.tag == "equal":
            found[a + code.src_start : a + code.src_end] = range(c + code.dest_start, c + code.dest_end)


def _without_chance(found: list[int]) -> Iterator[int]:
    """Yield the partners without runs of one or two words that lie far from all others: "of the" is in any text."""
    runs: list[tuple[int, int, int]] = []
    for at, there in enumerate(found):
        if there < 0:
            continue
        if runs and runs[-1][1] == at and found[at - 1] == there - 1:
            runs[-1] = runs[-1][0], at + 1, there + 1
        else:
            runs.append((at, at + 1, there + 1))
    firm = (
        run
        for number, run in enumerate(runs)
        if run[1] - run[0] > 2
        or (number and _are_near(runs[number - 1], run))
        or (number + 1 < len(runs) and _are_near(run, runs[number + 1]))
        or len(found) <= 2 * _NEAR
    )
    kept = set(chain.from_iterable(range(run[0], run[1]) for run in firm))
    return (there if at in kept else -1 for at, there in enumerate(found))


def _are_near(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    start = other[2] - (other[1] - other[0])
    return other[0] - one[1] <= _NEAR and start - one[2] <= _NEAR
