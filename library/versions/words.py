"""Two texts compared word by word."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TOKEN = re.compile(rf"\s+|[{_UNSPACED}]|[^\W{_UNSPACED}]+|[^\w\s]")
"""Blanks, words, letters of scripts without word spaces, and marks: together every letter of a text, once."""

_ISLAND = 3
"""Letters of an unchanged word up to which it is drawn into the changes on both sides: "the" between two rewritten
phrases tells a reader nothing, and breaks both in two."""


class PieceKind(enum.Enum):
    """What became of some words."""

    KEPT = enum.auto()
    REMOVED = enum.auto()
    ADDED = enum.auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words of one kind."""

    kind: PieceKind
    text: str


def tokens(content: str) -> tuple[str, ...]:
    """Return a text cut into words, blanks and marks; joined they are the text."""
    return tuple(_TOKEN.findall(content))


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the share (0.0-1.0) of words that two texts have in common, in order; blanks don't count."""
    from rapidfuzz.distance import LCSseq

    first, second = [each for each in one if not each.isspace()], [each for each in other if not each.isspace()]
    whole = len(first) + len(second)
    return 2 * LCSseq.similarity(first, second) / whole if whole else 1.0


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """Return the words of both texts: what was removed before what was added in its place.

    Joined without the added pieces they are the old text, without the removed ones the new.
    """
    if old == new:
        return (Piece(PieceKind.KEPT, old),) if old else ()
    return tuple(_made(_without_islands(list(_runs(tokens(old), tokens(new))))))


@dataclass(slots=True)
class _Run:
    """A stretch that was kept (`old` is `new`), or words that stand in place of others."""

    kept: bool
    old: str
    new: str


def _runs(old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[_Run]:
    from rapidfuzz.distance import LCSseq

    for code in LCSseq.opcodes(old, new):
        before, after = "".join(old[code.src_start : code.src_end]), "".join(new[code.dest_start : code.dest_end])
        yield _Run(code.tag == "equal", before, after)


def _without_islands(runs: list[_Run]) -> list[_Run]:
    """Join changes that nothing but a blank or a short word parts."""
    joined: list[_Run] = []
    for at, run in enumerate(runs):
        between = 0 < at < len(runs) - 1 and bool(joined) and not joined[-1].kept
        is_island = run.kept and between and len(run.old.strip()) <= _ISLAND and not _ends_sentence(run.old)
        if joined and not joined[-1].kept and (not run.kept or is_island):
            joined[-1] = _Run(False, joined[-1].old + run.old, joined[-1].new + run.new)
        else:
            joined.append(run)
    return joined


def _ends_sentence(words: str) -> bool:
    return any(mark in words for mark in ".!?。！？")


def _made(runs: list[_Run]) -> Iterator[Piece]:
    for run in runs:
        if run.kept:
            yield Piece(PieceKind.KEPT, run.old)
            continue
        if run.old:
            yield Piece(PieceKind.REMOVED, run.old)
        if run.new:
            yield Piece(PieceKind.ADDED, run.new)
