"""What it takes to find the annotations of a corrected story again. How well they are found is another measure's
(`python -m tests.library.annotations.score_anchors`), on real stories."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

from library.annotations.anchor import anchor_all
from library.annotations.describe import describe
from library.annotations.words import indexed
from library.model.annotation import Anchor, Target
from library.model.document import text
from tests.bench.make import stories
from tests.bench.measure import Row, in_turns
from tests.bench.sizes import Sizes

LENGTH = 25_000
ANNOTATIONS = 200


def anchoring_rows(folder: Path, sizes: Sizes) -> list[Row]:
    """Place the annotations of a long story in its correction, with and without the version they were made in."""
    (story,) = stories(1, LENGTH // 5)
    old = text(story.document)[:LENGTH]
    chance = random.Random(5)
    new = _corrected(old, chance)
    targets = [_target(old, chance) for _ in range(ANNOTATIONS)]
    floor = "find each quote in the text"
    what = f"{ANNOTATIONS} annotations in {len(old):,} characters"
    return [
        in_turns(
            f"{what}, {name}",
            lambda made_in=made_in: _placed(targets, new, made_in),
            floor,
            lambda: [new.find(target.quote.exact) for target in targets],
            sizes.turns,
            ", ".join(f"{count} {state}" for state, count in _states(_placed(targets, new, made_in))),
        )
        for name, made_in in (("beside their version", {1: old}), ("by their selectors", {}))
    ]


def _placed(targets: list[Target], new: str, made_in: dict[int, str]) -> tuple[Anchor, ...]:
    indexed.cache_clear()  # another story was open in between
    return anchor_all(targets, new, made_in)


def _corrected(old: str, chance: random.Random) -> str:
    """Return a text with a word in fifty replaced, a sentence put in front, and a paragraph taken out."""
    words = [word if chance.random() > 0.02 else word[::-1] for word in old.split(" ")]
    middle = len(words) // 2
    return "Corrected on Monday. " + " ".join(words[:middle] + words[middle + 60 :])


def _target(old: str, chance: random.Random) -> Target:
    start = old.index(" ", chance.randrange(len(old) - 400)) + 1
    end = old.index(" ", start + chance.randrange(5, 250))
    return describe(1, 1, old, start, end)


def _states(anchors: tuple[Anchor, ...]) -> list[tuple[str, int]]:
    return Counter(str(found.state) for found in anchors).most_common()
