"""Placing a passage by the version it was made in, laid beside the one it is sought in."""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from itertools import pairwise

from library.annotations.align import places, runs_of, tightened
from library.annotations.evidence import LONG, SHORT, context_likeness, is_said, occurrences, word_count
from library.annotations.side_by_side import SideBySide
from library.model.annotation import Anchor, AnchorState, TextQuoteSelector

KEPT = 0.5
"""Share of a passage's words that must be left in its main part."""

LIKE = 0.45
"""Likeness, letter by letter, of the passage and what became of it."""

LIKE_IN_CONTEXT = 0.55
"""The same, where the likeness of the surroundings counts three parts in ten."""

MOVED = 0.85
"""Likeness that a passage needs to be found where the words around it are not: it has moved, and was edited too."""

SHORT_CONTEXT = 0.5
"""Likeness of the context that a quote of a few words needs where much was put in between."""

_CLOSE = 60  # code points in which a short quote may be looked for without any context


@dataclass(frozen=True, slots=True)
class _Sought:
    """A quote whose passage in the old text touches the words `span`."""

    quote: TextQuoteSelector
    start: int
    span: range
    kept: list[int]


def by_version(side: SideBySide, quote: TextQuoteSelector, start: int, new: str) -> Anchor:
    """Return where the passage that stood at `start` (code points) in the old text is in the new one.

    Where its words are, word for word or, if enough of them are left, approximately; else where it stands word for word
    between the words before and after it; else where it has moved to, which only a long one can be seen by.
    """
    span = side.span(start, start + len(quote.exact))
    if not quote.exact:
        return _point(side, quote, start, span, new)
    sought = _Sought(quote, start, span, [at for at in span if side.partner[at] >= 0])
    return _verbatim(side, sought, new) or _edited(side, sought, new) or _moved(side, sought, new)


def _verbatim(side: SideBySide, sought: _Sought, new: str) -> Anchor | None:
    exact = sought.quote.exact
    for word in sought.kept[:1]:
        at = side.new.starts[side.partner[word]] - (side.old.starts[word] - sought.start)
        if at >= 0 and new.startswith(exact, at):
            return Anchor(AnchorState.EXACT, at, at + len(exact))
    low, high = side.bracket(sought.span, len(new))
    found = list(occurrences(sought.quote, new, low, high))
    if not found:
        return None
    likeness, at = max((context_likeness(sought.quote, new, at, at + len(exact)), -at) for at in found)
    if likeness < SHORT_CONTEXT and word_count(sought.quote) <= SHORT and high - low > len(exact) + _CLOSE:
        return None
    return Anchor(AnchorState.EXACT, -at, -at + len(exact))


def _edited(side: SideBySide, sought: _Sought, new: str) -> Anchor | None:
    main = _main_part(side, sought)
    said = [at for at in sought.span if is_said(side.old.words[at])] or list(sought.span)
    if not main or len(set(said) & set(main)) < KEPT * len(said):
        return None
    runs = runs_of([(at, side.partner[at]) for at in main])
    first, last = sought.span.start, sought.span.stop
    held = (
        first > 0 and main[0] == first and side.partner[first - 1] == side.partner[first] - 1,
        last < len(side.partner) and main[-1] == last - 1 and side.partner[last] == side.partner[last - 1] + 1,
    )
    start, end, likeness = tightened(sought.quote.exact, runs, held, side.new, new)
    if (start, end) == (side.new.starts[side.partner[main[0]]], side.new.ends[side.partner[main[-1]]]):
        start, end = _replaced(side, sought, main)
    context = context_likeness(sought.quote, new, start, end)
    if likeness < LIKE or 0.7 * likeness + 0.3 * context < LIKE_IN_CONTEXT:
        return None
    return Anchor(AnchorState.APPROXIMATE, start, end, likeness)


def _replaced(side: SideBySide, sought: _Sought, main: list[int]) -> tuple[int, int]:
    """Return where the main part begins and ends, with the words that came in place of those at the passage's ends."""
    begin, finish = side.partner[main[0]], side.partner[main[-1]]
    first, last = sought.span.start, sought.span.stop - 1
    if first < main[0] and first > 0 and side.partner[first - 1] >= 0:
        come = range(side.partner[first - 1] + 1, begin)
        begin = (
            next((at for at in come if is_said(side.new.words[at])), begin) if len(come) <= main[0] - first else begin
        )
    if last > main[-1] and last + 1 < len(side.partner) and side.partner[last + 1] >= 0:
        come = range(finish + 1, side.partner[last + 1])
        said = [at for at in come if is_said(side.new.words[at])]
        finish = said[-1] if said and len(come) <= last - main[-1] else finish
    return side.new.starts[begin], side.new.ends[finish]


def _main_part(side: SideBySide, sought: _Sought) -> list[int]:
    """Return the words with a partner, of the largest part that no long insertion interrupts."""
    widest = max(8, len(sought.span) // 2)
    parts: list[list[int]] = [sought.kept[:1]]
    for one, other in pairwise(sought.kept):
        if side.partner[other] - side.partner[one] - (other - one) > widest:
            parts.append([])
        parts[-1].append(other)
    return max(parts, key=len)


def _moved(side: SideBySide, sought: _Sought, new: str) -> Anchor:
    """Place a passage that stands, in a run of `LONG` words at least, where the words around it don't stand."""
    quote = sought.quote
    length = len(quote.exact)
    is_long = word_count(quote) >= LONG
    runs = sorted((_run(side, sought, at), -at) for at in occurrences(quote, new))
    if runs and runs[-1][0] >= LONG:
        at = -runs[-1][1]
        is_only = len(runs) == 1 or runs[-2][0] < runs[-1][0]
        if is_long or (is_only and not _is_taken(side, at, at + length)):
            return Anchor(AnchorState.EXACT, at, at + length)
    if not is_long:
        return Anchor(AnchorState.ORPHAN, score=0.0)
    free = (place for place in places(quote, new) if not _is_taken(side, place.start, place.end))
    best = max(free, key=lambda place: (place.quote, place.context), default=None)
    if best is None or best.quote < MOVED:
        return Anchor(AnchorState.ORPHAN, score=best.quote if best else 0.0)
    return Anchor(AnchorState.APPROXIMATE, best.start, best.end, best.quote)


def _run(side: SideBySide, sought: _Sought, at: int) -> int:
    """Return how many words around a quote, and with it, are the same in the old text and where it stands now."""
    first, last = _words_of(side, at, at + len(sought.quote.exact))
    within = sum(map(is_said, side.new.words[first:last][:LONG]))
    before = _same(side, sought.span.start - 1, first - 1, -1)
    return before + within + _same(side, sought.span.stop, last, 1)


def _same(side: SideBySide, one: int, other: int, step: int) -> int:
    """Return how many words in a row are the same from a word of the old text and one of the new on, `LONG` at most."""
    count = 0
    while 0 <= one < len(side.old) and 0 <= other < len(side.new) and count < LONG:
        if side.old.words[one] != side.new.words[other]:
            break
        count += is_said(side.old.words[one])
        one, other = one + step, other + step
    return count


def _is_taken(side: SideBySide, start: int, end: int) -> bool:
    """True if most of a place's words are those of another passage of the old text."""
    first, last = _words_of(side, start, end)
    return 2 * sum(at in side.taken for at in range(first, last)) > last - first


def _words_of(side: SideBySide, start: int, end: int) -> tuple[int, int]:
    return bisect.bisect_right(side.new.ends, start), bisect.bisect_left(side.new.starts, end)


def _point(side: SideBySide, quote: TextQuoteSelector, start: int, span: range, new: str) -> Anchor:
    """Place a point between the word before and the word after it; exactly if both stand side by side."""
    after = span.stop
    before = (span.start if span else after) - 1
    at = side.partner[after] if after < len(side.partner) else -1
    last = side.partner[before] if before >= 0 else -1
    exact = at >= 0 and last == at - 1 and not span
    state = AnchorState.EXACT if exact else AnchorState.APPROXIMATE
    if span and side.partner[span.start] >= 0:  # inside a word
        point = side.new.starts[side.partner[span.start]] + start - side.old.starts[span.start]
    elif at >= 0:
        point = max(0, side.new.starts[at] - (side.old.starts[after] - start))
        point = max(point, side.new.ends[last]) if exact else point
    elif last >= 0:
        point = side.new.ends[last]
    else:
        return Anchor(AnchorState.ORPHAN, score=0.0)
    likeness = 1.0 if exact else context_likeness(quote, new, point, point)
    return Anchor(state, min(point, len(new)), min(point, len(new)), likeness)
