"""Score the anchoring on pairs of versions of real stories.

    python -m tests.library.annotations.score_anchors --data FOLDER [--data FOLDER ...]

What FOLDER holds is said in `pairs`, what counts as the right place in `truth`. Annotations are made up by a generator
that the story's name seeds: a few words, a phrase, a sentence, or several, half of them anywhere in the old version
and half of them beside something that changed. One row for each kind; "foreign" are quotes sought in a story of
another publisher, and count in no sum.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from library.annotations.anchor import anchor, anchor_all
from library.annotations.describe import describe
from library.model.annotation import Anchor, AnchorState, Target
from tests.library.annotations.pairs import Pair, pairs
from tests.library.annotations.truth import Alignment, Fate, Kind

Table = Counter[tuple[str, str]]
EACH = 8  # annotations anywhere and beside changes, each, of one pair
EVIDENCE = ("selectors", "neighbours", "version")
VERDICTS = ("right", "exact", "wrong", "orphaned", "kept")
_SENTENCE = re.compile(r"[^.!?。！？\n]+(?:[.!?。！？]+[\"”’)]*)?")
_WORD = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]|[^\W\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Case:
    """An annotation, and what became of its passage in the pair's new text."""

    target: Target
    fate: Fate
    is_anywhere: bool
    is_page: bool

    @property
    def kind(self) -> Kind:
        """The row it counts in."""
        return Kind.RE_EXTRACTED if self.is_page else self.fate.kind

    def rows(self) -> tuple[str, ...]:
        """Return all rows it counts in."""
        if self.fate.kind is Kind.FOREIGN:
            return (self.kind,)
        return self.kind, "all", "all, anywhere" if self.is_anywhere else "all, beside changes"


@dataclass(frozen=True, slots=True)
class Story:
    """A pair with its annotations."""

    pair: Pair
    cases: tuple[Case, ...]


def stories(found: Iterable[Pair]) -> Iterator[Story]:
    """Yield each pair with made-up annotations, and now and then a pair of two stories that have nothing in common."""
    last: dict[str, Pair] = {}
    for number, pair in enumerate(found):
        chance = random.Random(f"{pair.story} {len(pair.old)} {len(pair.new)}")
        alignment = Alignment(pair.old, pair.new)
        cases = tuple(_cases(pair, alignment, chance))
        yield Story(pair, cases)
        publisher = pair.story.split("/")[0]
        other = next((last[name] for name in sorted(last) if name != publisher), None)
        if number % 3 == 0 and other is not None and cases:
            fate = Fate(Kind.FOREIGN, (), 0.0)
            absent = (case for case in cases if case.target.quote.exact not in other.new)
            foreign = tuple(Case(case.target, fate, case.is_anywhere, False) for case in absent)
            yield Story(Pair(pair.story, pair.old, other.new), foreign)
        last[publisher] = pair


def verdict(case: Case, found: Anchor) -> str:
    """Return right, wrong, orphaned (wrongly), or kept (though the passage is gone)."""
    places, kind = case.fate.places, case.fate.kind
    if found.state is AnchorState.ORPHAN:
        return "right" if not places or kind is Kind.DOUBTFUL else "orphaned"
    if not places:
        return "kept"
    if kind in (Kind.UNCHANGED, Kind.REPEATED):
        return "right" if (found.start, found.end) in places else "wrong"
    share = 0.0 if kind is Kind.DOUBTFUL else 0.499
    return "right" if any(_shared(found, place) > share for place in places) else "wrong"


def _shared(found: Anchor, place: tuple[int, int]) -> float:
    common = min(place[1], found.end) - max(place[0], found.start)
    return common / (max(place[1], found.end) - min(place[0], found.start) or 1)


def score(marked: Iterable[Story], evidence: str = "version", show: str = "") -> tuple[Table, list[float]]:
    """Return how often each (row, verdict) came, and the seconds that each story took."""
    table: Table = Counter()
    seconds: list[float] = []
    for story in marked:
        begun = time.perf_counter()
        found = placed([case.target for case in story.cases], story.pair, evidence)
        seconds.append(time.perf_counter() - begun)
        for case, anchored in zip(story.cases, found, strict=True):
            said = verdict(case, anchored)
            for row in case.rows():
                table[row, said] += 1
                table[row, "exact"] += anchored.state is AnchorState.EXACT
            if show in (case.kind, "all") and said != "right":
                _print(said, case, anchored, story.pair)
    return table, seconds


def placed(targets: Sequence[Target], pair: Pair, evidence: str) -> tuple[Anchor, ...]:
    """Place annotations in a pair's new text by their selectors alone, by their neighbours too, or by the old text."""
    if evidence == "selectors":
        return tuple(anchor(target.quote, target.position, pair.new) for target in targets)
    return anchor_all(targets, pair.new, {1: pair.old} if evidence == "version" else None)


def lines(table: Table) -> Iterator[str]:
    """Yield the table: per row how many, how many in the right place, exact, elsewhere, orphaned, kept; in percent."""
    yield f"{'kind':20} {'number':>7} {'right':>8} {'exact':>8} {'wrong':>8} {'orphaned':>9} {'kept':>8}"
    for row in (*Kind, "all", "all, anywhere", "all, beside changes"):
        count = sum(table[row, said] for said in VERDICTS if said != "exact")
        if count:
            shares = " ".join(f"{100 * table[row, said] / count:{8 + (said == 'orphaned')}.2f}" for said in VERDICTS)
            yield f"{row:20} {count:7} {shares}"


def main() -> None:
    """Print the table of each half asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, action="append")
    parser.add_argument("--pages", type=int, default=160, help="pages that two extractors read")
    parser.add_argument("--half", choices=("tuning", "held-out"))
    parser.add_argument("--evidence", choices=EVIDENCE, default=EVIDENCE[-1], help="what the anchoring is given")
    parser.add_argument("--every", type=int, default=1, help="only every so many pairs")
    parser.add_argument("--show", default="", help="print what went wrong in this row")
    options = parser.parse_args()
    found = [pair for folder in options.data for pair in pairs(folder, options.pages)][:: options.every]
    for half, name in enumerate(("tuning", "held-out")):
        if options.half in (None, name):
            marked = list(stories(pair for pair in found if pair.half == half))
            table, seconds = score(marked, options.evidence, options.show)
            print(f"\n{name} half, by {options.evidence}", *lines(table), sep="\n")
            print(f"{sum(seconds):.1f} s for {len(marked)} stories, the slowest {max(seconds) * 1000:.0f} ms")


def _cases(pair: Pair, alignment: Alignment, chance: random.Random) -> Iterator[Case]:
    changed = alignment.changed()
    words = [match.span() for match in _WORD.finditer(pair.old)]
    if not words:
        return
    made: set[tuple[int, int]] = set()
    for number in range(2 * EACH):
        is_anywhere = number % 2 == 0
        if is_anywhere or not changed:
            at = chance.choice(words)[0]
        else:
            at = max(0, alignment.before.starts[chance.choice(changed)] - chance.randrange(30))
        passage = _passage(pair.old, words, at, chance)
        if passage not in made:
            made.add(passage)
            fate = alignment.fate(*passage)
            yield Case(describe(1, 1, pair.old, *passage), fate, is_anywhere or not changed, pair.is_page)


def _passage(text: str, words: list[tuple[int, int]], at: int, chance: random.Random) -> tuple[int, int]:
    """Return a passage that a reader may have marked, near a place: whole words, whole sentences."""
    how = chance.random()
    first = next((number for number, (_, end) in enumerate(words) if end > at), len(words) - 1)
    if how < 0.5:
        count = chance.randint(1, 3) if how < 0.15 else chance.randint(4, 14)
        return words[first][0], words[min(len(words), first + count) - 1][1]
    begin = max((match.start() for match in _SENTENCE.finditer(text) if match.start() <= at), default=0)
    wanted = 1 if how < 0.85 else chance.randint(2, 5)
    ends = [match.end() for match in _SENTENCE.finditer(text) if match.end() > at][:wanted]
    end = ends[-1] if ends else len(text)
    passage = text[begin:end]
    return begin + len(passage) - len(passage.lstrip()), begin + len(passage.rstrip())


def _print(said: str, case: Case, found: Anchor, pair: Pair) -> None:
    quote = case.target.quote
    print(f"{said}: {case.fate.kind}, {case.fate.kept:.2f} kept, {found}, in {pair.story}")
    print(f"  quote  {quote.prefix!r} {quote.exact!r} {quote.suffix!r}")
    for name, stretch in (("found", (found.start, found.end)), *(("truth", place) for place in case.fate.places)):
        start, end = stretch
        if end:
            before, after = pair.new[max(0, start - 40) : start], pair.new[end : end + 40]
            print(f"  {name}  {before!r} {pair.new[start:end]!r} {after!r}")


if __name__ == "__main__":
    main()
