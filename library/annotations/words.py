"""A text as words with their places, for matching passages that were edited."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from dataclasses import dataclass

# Letters of scripts without spaces are words by themselves; so is each mark of punctuation.
_UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+|[^\w\s]")
SHAPES = str.maketrans("‘’‚‛“”„‟«»‐‑‒–—−", "'" * 4 + '"' * 6 + "-" * 6)
"""Quotation marks and dashes as a plain keyboard has them."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words (case and the shape of marks folded) with where each begins and ends, in code points."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.words)


def words(content: str) -> Words:
    """Return the words of a text in order."""
    spans = [match.span() for match in _WORD.finditer(content)]
    if not spans:
        return Words((), (), ())
    shaped = content.translate(SHAPES)  # one for one, so that places stay
    starts, ends = zip(*spans, strict=True)
    if len(lowered := shaped.casefold()) == len(shaped):
        return Words(tuple(lowered[start:end] for start, end in spans), starts, ends)
    return Words(tuple(shaped[start:end].casefold() for start, end in spans), starts, ends)


@dataclass(frozen=True, slots=True)
class Indexed:
    """A text's words, and for each word where it stands among them."""

    words: Words
    places: dict[str, list[int]]


@functools.lru_cache(maxsize=2)
def indexed(content: str) -> Indexed:
    """Return the words of a text with their index. The last texts are kept: annotations come many to a story."""
    found = words(content)
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(found.words):
        places[word].append(at)
    return Indexed(found, dict(places))
