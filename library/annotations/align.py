"""Finding an edited passage: candidates by rare words, then an alignment of words."""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass

from library.annotations.evidence import context_likeness
from library.annotations.side_by_side import partners
from library.annotations.words import Indexed, Words, indexed, words
from library.model.annotation import TextQuoteSelector

_SEEDS = 24  # rarest words of the passage that vote for where it went
_SEED_PLACES = 40  # places of one word that are looked at; a word found more often says little
_CANDIDATES = 4  # regions that are aligned in full
_LARGEST = 4_000_000  # words times words that are compared exactly: a quote of a long article in a long article
_LONGEST = 8_000  # code points of a quote that are compared letter by letter
_DROPS = 8  # stray runs of words that are dropped from the ends of an alignment


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage may be now (code points), and how like itself (`quote`) and its surroundings (`context`) it is.

    Both are 0.0-1.0.
    """

    start: int
    end: int
    quote: float
    context: float


@dataclass(frozen=True, slots=True)
class _Passage:
    """The words of a quote in its context; the quote's own are those from `first` up to `last`."""

    words: Words
    first: int
    last: int


def places(quote: TextQuoteSelector, text: str) -> Iterator[Place]:
    """Yield the places in a text where an edited quote may stand: a few at most, whatever the text's length."""
    passage = _passage(quote)
    there = indexed(text)
    for start, end in _regions(passage, there):
        if place := _aligned(quote, passage, there.words, start, end, text):
            yield place


def _passage(quote: TextQuoteSelector) -> _Passage:
    # The outermost words of the context are as a rule cut in the middle, and match nothing: no harm.
    found = words(f"{quote.prefix}{quote.exact}{quote.suffix}")
    begin, end = len(quote.prefix), len(quote.prefix) + len(quote.exact)
    first = bisect.bisect_right(found.ends, begin)
    return _Passage(found, first, max(first, bisect.bisect_left(found.starts, end)))


def _regions(passage: _Passage, there: Indexed) -> Iterator[tuple[int, int]]:
    """Yield stretches of the text's words (start, end) where rare words of the passage stand in its order."""
    votes = sorted(_votes(passage, there))
    slack = max(8, len(passage.words) // 3)
    taken: list[int] = []
    for shift in sorted({shift for shift, _, _ in votes}, key=lambda shift: -_support(votes, shift, slack)):
        if all(abs(shift - other) > slack for other in taken):
            taken.append(shift)
            yield max(0, shift - slack), min(len(there.words), shift + len(passage.words) + 2 * slack)
        if len(taken) == _CANDIDATES:
            return


def _votes(passage: _Passage, there: Indexed) -> Iterator[tuple[int, int, float]]:
    """Yield (shift, word of the passage, weight) for each place of a seed: how far the passage would have moved."""
    known = [at for at, word in enumerate(passage.words.words) if word in there.places]
    rarest = sorted(known, key=lambda at: (len(there.places[passage.words.words[at]]), at))[:_SEEDS]
    for at in rarest:
        found = there.places[passage.words.words[at]]
        for place in found[:_SEED_PLACES]:
            yield place - at, at, 1 / len(found)


def _support(votes: list[tuple[int, int, float]], shift: int, slack: int) -> float:
    low = bisect.bisect_left(votes, (shift,))
    high = bisect.bisect_right(votes, (shift + slack, len(votes)))
    return sum({at: weight for _, at, weight in votes[low:high]}.values())


def _aligned(
    quote: TextQuoteSelector, passage: _Passage, there: Words, start: int, end: int, text: str
) -> Place | None:
    """Return where the quote lies in a region of the text's words, None if none of its words does."""
    pairs = _pairs(passage.words.words, there.words[start:end], start)
    if not quote.exact:
        return _point(quote, passage, there, pairs, text)
    runs = runs_of([pair for pair in pairs if passage.first <= pair[0] < passage.last])
    if not runs:
        return None
    held = (passage.first - 1, runs[0][0] - 1) in pairs, (passage.last, runs[-1][1] + 1) in pairs
    first, last, likeness = tightened(quote.exact, runs, held, there, text)
    return Place(first, last, likeness, context_likeness(quote, text, first, last))


def _pairs(one: tuple[str, ...], other: tuple[str, ...], shift: int) -> list[tuple[int, int]]:
    """Return the words of a longest common sequence, as (place in one, place in the other plus shift)."""
    if len(one) * len(other) > _LARGEST:
        return [(at, place + shift) for at, place in enumerate(partners(one, other)) if place >= 0]
    from rapidfuzz.distance import LCSseq  # here, for every start of the window comes by this module

    return [
        (code.src_start + at, code.dest_start + at + shift)
        for code in LCSseq.opcodes(one, other)
        if code.tag == "equal"
        for at in range(code.src_end - code.src_start)
    ]


def runs_of(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the runs (first, last) of words that stand side by side there; pairs are (word of the quote, there)."""
    runs: list[tuple[int, int]] = []
    for _, at in pairs:
        if runs and runs[-1][1] == at - 1:
            runs[-1] = (runs[-1][0], at)
        else:
            runs.append((at, at))
    return runs


def tightened(
    exact: str, runs: list[tuple[int, int]], held: tuple[bool, bool], there: Words, text: str
) -> tuple[int, int, float]:
    """Return start, end and likeness of the stretch of runs that is most like the quote.

    A longest common sequence also takes in a stray "the" far off; dropping such runs from the ends makes the stretch
    more like the quote. An end `held` by the context beside it stays.
    """

    from rapidfuzz import fuzz

    if len(exact) > _LONGEST:
        start, end = there.starts[runs[0][0]], there.ends[runs[-1][1]]
        kept = sum(there.ends[last] - there.starts[first] for first, last in runs)
        return start, end, min(1.0, 2 * kept / (len(exact) + end - start))

    def stretch(first: int, last: int) -> tuple[float, int, int, int, int]:
        start, end = there.starts[runs[first][0]], there.ends[runs[last][1]]
        return fuzz.ratio(exact, text[start:end]) / 100, first, last, start, end

    best = stretch(0, len(runs) - 1)
    for _ in range(min(_DROPS, len(runs) - 1)):
        _, first, last, _, _ = best
        shorter = [best]
        if not (held[0] and first == 0):
            shorter.append(stretch(first + 1, last))
        if not (held[1] and last == len(runs) - 1):
            shorter.append(stretch(first, last - 1))
        if max(shorter) == best:
            break
        best = max(shorter)
    return best[3], best[4], best[0]


def _point(
    quote: TextQuoteSelector, passage: _Passage, there: Words, pairs: list[tuple[int, int]], text: str
) -> Place | None:
    """Return where a point lies: before the word that followed it, else behind the word that it followed."""
    after = next((at for word, at in pairs if word == passage.first), None)
    before = next((at for word, at in pairs if word == passage.first - 1), None)
    if after is not None:
        gap = passage.words.starts[passage.first] - len(quote.prefix)
        point = max(0, there.starts[after] - max(0, gap))
    elif before is not None:
        point = there.ends[before]
    else:
        return None
    likeness = context_likeness(quote, text, point, point)
    return Place(point, point, likeness, likeness)
