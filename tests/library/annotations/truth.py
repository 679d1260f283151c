"""Where a passage of one version of a story is in another, by an alignment of the two whole texts.

The anchoring knows a quote and 32 code points on each side; this knows both texts, and shares no code with it. The
rule, in words (letters and digits; a sign of a script without spaces is a word), case and the shape of marks folded:

1. The texts are aligned by runs of four tokens that both have once, in their longest common order; between two such
   runs by a longest matching blocks (difflib). A block of one or two tokens that lies more than three tokens from its
   neighbours in either text is chance and dropped.
2. A run of eight tokens or more of which none is aligned, and which the new text has once, has moved there.
3. A passage survives UNCHANGED if its characters stand, all of them, where it is aligned; REPEATED if besides they
   stand more than once in either text; MOVED if 2. holds of it, or if it has eight words or more, isn't aligned, and
   stands elsewhere in the same characters.
4. Else insertions of more than half its length (and eight tokens) part it. It is EDITED lightly if at least 80 % of
   its words are aligned in its largest part, REWRITTEN from 50 %. Where less than 20 % are aligned at all it is CUT,
   and an orphan is right. In between it is DOUBTFUL: an orphan is right and so is the place.
5. The places of an edited passage run from the first aligned token to the last, of all of it or of a part with 30 % of
   what is aligned; with or without what stands between that and the next token outside that is aligned. A found place
   is right if it shares half of the stretch that it and one of the places cover together; a doubtful passage's, if it
   shares anything.
"""

from __future__ import annotations

import bisect
import enum
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

_TOKEN = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]|[^\W\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]+|[^\w\s]")
_WORDS = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]|[^\W\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]+")
_MARKS = str.maketrans("‘’‚“”„«»‐‑–—−", "'" * 3 + '"' * 5 + "-" * 5)
_RUN = 4
_MOVED = 8
_GAP = 3
_LARGEST_GAP = 4_000_000  # tokens times tokens; beyond it nothing in a gap counts as aligned


class Kind(enum.StrEnum):
    """What became of a passage."""

    UNCHANGED = "unchanged"
    REPEATED = "repeated"
    MOVED = "moved"
    EDITED = "edited"
    REWRITTEN = "rewritten"
    DOUBTFUL = "doubtful"
    CUT = "cut"
    RE_EXTRACTED = "re-extracted"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a passage, the places that are right (code points; none where it is gone), and its share of words
    kept."""

    kind: Kind
    places: tuple[tuple[int, int], ...]
    kept: float


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text's tokens, folded, and where each begins and ends (code points)."""

    folded: list[str]
    starts: list[int]
    ends: list[int]


def tokens(text: str) -> Tokens:
    """Return the tokens of a text in order."""
    found = list(_TOKEN.finditer(text))
    return Tokens(
        [match[0].translate(_MARKS).casefold() for match in found],
        [match.start() for match in found],
        [match.end() for match in found],
    )


class Alignment:
    """Two texts, laid beside each other once."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self.before, self.after = tokens(old), tokens(new)
        self.partner, self.moved = _aligned(self.before.folded, self.after.folded)

    def changed(self) -> list[int]:
        """Return the tokens of the old text beside which anything differs."""
        count = len(self.before.folded)
        return [
            at
            for at in range(count)
            if at not in self.partner
            or (at + 1 < count and self.partner.get(at + 1, -1) != self.partner[at] + 1)
            or (at and self.partner.get(at - 1, -9) != self.partner[at] - 1)
        ]

    def fate(self, start: int, end: int) -> Fate:
        """Return what became of a passage of the old text (code points)."""
        first = bisect.bisect_right(self.before.ends, start)
        last = bisect.bisect_left(self.before.starts, end)
        inside = range(first, last)
        words = [at for at in inside if self.before.folded[at][0].isalnum()] or list(inside)
        kept = sum(at in self.partner for at in words) / max(1, len(words))
        moved = sum(at in self.moved for at in words) / max(1, len(words))
        if moved > kept:
            return self._fate(start, end, inside, self.moved, moved, moved_away=True)
        return self._fate(start, end, inside, self.partner, kept, moved_away=False)

    def _fate(
        self, start: int, end: int, inside: range, partner: dict[int, int], kept: float, *, moved_away: bool
    ) -> Fate:
        exact = self.old[start:end]
        aligned = [at for at in inside if at in partner]
        if kept < 0.2 or not aligned:
            return self._elsewhere(exact, kept)
        whole = self._places(inside, aligned, partner)
        at = self._verbatim(exact, start, aligned[0], partner, whole[-1])
        if at is not None:
            kind = Kind.REPEATED if _several(exact, self.old) or _several(exact, self.new) else Kind.UNCHANGED
            return Fate(Kind.MOVED if moved_away else kind, ((at, at + len(exact)),), 1.0)
        parts = _parts(aligned, partner, max(8, len(inside) // 2))
        main = max(parts, key=len)
        words = [at for at in inside if self.before.folded[at][0].isalnum()] or list(inside)
        share = len(set(words) & set(main)) / len(words)
        large = [self._places(inside, part, partner) for part in parts if len(part) >= 0.3 * len(aligned)]
        places = tuple(dict.fromkeys((*(place for both in large for place in both), *whole)))
        if share < 0.5:
            return Fate(Kind.DOUBTFUL, places, share)
        kind = Kind.REWRITTEN if share < 0.8 else Kind.MOVED if moved_away else Kind.EDITED
        return Fate(kind, places, share)

    def _verbatim(
        self, exact: str, start: int, first: int, partner: dict[int, int], whole: tuple[int, int]
    ) -> int | None:
        at = self.after.starts[partner[first]] - (self.before.starts[first] - start)
        if at >= 0 and self.new.startswith(exact, at):
            return at
        at = self.new.find(exact, max(0, whole[0] - 2), whole[1] + 2)
        return at if at >= 0 else None

    def _elsewhere(self, exact: str, kept: float) -> Fate:
        at = self.new.find(exact)
        if len(_WORDS.findall(exact)) < _MOVED or at < 0:
            return Fate(Kind.CUT, (), kept)
        other = self.new.rfind(exact)
        return Fate(Kind.MOVED, ((at, at + len(exact)), (other, other + len(exact))), 1.0)

    def _places(self, inside: range, aligned: list[int], partner: dict[int, int]) -> tuple[tuple[int, int], ...]:
        """Return the stretch of the aligned tokens, and that with what replaced the tokens at its ends."""
        begin, finish = partner[aligned[0]], partner[aligned[-1]]
        bare = self.after.starts[begin], self.after.ends[finish]
        if aligned[0] > inside.start and (before := partner.get(inside.start - 1)) is not None:
            begin = min(begin, max(before + 1, begin - 2 * (aligned[0] - inside.start)))
        if aligned[-1] < inside.stop - 1 and (after := partner.get(inside.stop)) is not None:
            finish = max(finish, min(after - 1, finish + 2 * (inside.stop - 1 - aligned[-1])))
        return bare, (self.after.starts[begin], self.after.ends[finish])


def _parts(aligned: list[int], partner: dict[int, int], widest: int) -> list[list[int]]:
    """Return the parts of a passage between insertions of more than `widest` tokens."""
    parts = [[aligned[0]]]
    for one, other in pairwise(aligned):
        if partner[other] - partner[one] - (other - one) > widest:
            parts.append([])
        parts[-1].append(other)
    return parts


def _several(exact: str, text: str) -> bool:
    at = text.find(exact)
    return at >= 0 and text.find(exact, at + 1) >= 0


def _aligned(old: list[str], new: list[str]) -> tuple[dict[int, int], dict[int, int]]:
    """Return the partners of the old text's tokens in the new one, in order, and those of runs that moved."""
    unique = _unique_runs(old, new)
    spine = _rising(unique)
    partner = {at + step: there + step for at, there in spine for step in range(_RUN)}
    ends = [(-1, -1), *sorted(partner.items()), (len(old), len(new))]
    blocks: list[tuple[int, int, int]] = []
    for (one, other), (next_one, next_other) in pairwise(ends):
        if one >= 0:
            blocks.append((one, other, 1))
        blocks.extend(_in_gap(old, new, one + 1, next_one, other + 1, next_other))
    in_order = {at + step: there + step for at, there, size in _firm(blocks) for step in range(size)}
    elsewhere = _copies(old, new, in_order)
    moved: dict[int, int] = {}
    for run in _runs(elsewhere):
        moved |= {at + step: there + step for at, there in run for step in range(_MOVED)}
    return in_order, {at: there for at, there in moved.items() if at not in in_order}


def _copies(old: list[str], new: list[str], in_order: dict[int, int]) -> list[tuple[int, int]]:
    """Return where runs of eight tokens, none of them aligned, stand once in the new text."""
    there = _once(new, _MOVED)
    return [
        (at, there[run])
        for at in range(len(old) - _MOVED + 1)
        if (run := tuple(old[at : at + _MOVED])) in there and not any(at + step in in_order for step in range(_MOVED))
    ]


def _unique_runs(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    there = _once(new, _RUN)
    return [(at, there[run]) for run, at in _once(old, _RUN).items() if run in there]


def _once(content: list[str], length: int) -> dict[tuple[str, ...], int]:
    runs = [tuple(content[at : at + length]) for at in range(len(content) - length + 1)]
    count = Counter(runs)
    return {run: at for at, run in enumerate(runs) if count[run] == 1}


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return a longest run of pairs that rise in both (patience)."""
    piles: list[int] = []
    top: list[int] = []
    before: list[int] = []
    for at, (_, there) in enumerate(pairs):
        pile = bisect.bisect_left(piles, there)
        before.append(top[pile - 1] if pile else -1)
        piles[pile : pile + 1] = [there]
        top[pile : pile + 1] = [at]
    chain = []
    at = top[-1] if top else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def _in_gap(old: list[str], new: list[str], a: int, b: int, c: int, d: int) -> Iterator[tuple[int, int, int]]:
    if a >= b or c >= d or (b - a) * (d - c) > _LARGEST_GAP:
        return
    for block in SequenceMatcher(None, old[a:b], new[c:d], autojunk=False).get_matching_blocks():
        if block.size:
            yield a + block.a, c + block.b, block.size


def _firm(blocks: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Join blocks that touch and drop those that chance explains."""
    joined: list[tuple[int, int, int]] = []
    for at, there, size in blocks:
        if joined and joined[-1][0] + joined[-1][2] == at and joined[-1][1] + joined[-1][2] == there:
            joined[-1] = (joined[-1][0], joined[-1][1], joined[-1][2] + size)
        else:
            joined.append((at, there, size))

    def near(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
        return max(other[0] - one[0] - one[2], other[1] - one[1] - one[2]) <= _GAP

    return [
        block
        for at, block in enumerate(joined)
        if block[2] > 2
        or (at and near(joined[at - 1], block))
        or (at + 1 < len(joined) and near(block, joined[at + 1]))
    ]


def _runs(pairs: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    run: list[tuple[int, int]] = []
    for pair in pairs:
        if run and pair != (run[-1][0] + 1, run[-1][1] + 1):
            yield run
            run = []
        run.append(pair)
    if run:
        yield run
