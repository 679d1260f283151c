"""Two versions of a story laid side by side: which blocks stayed, changed, came, went or moved, and which words.

Paragraphs first, words inside them: a reader of a correction asks which paragraph was touched, then what in it.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from library.model.document import Block
from library.model.story import Story
from library.versions.words import Piece, PieceKind, likeness, pieces, tokens

ALIKE = 0.5
"""Likeness from which two paragraphs in the same gap are one that was changed. Of rewritten paragraphs in the edit
histories at hand, those below share little more than names."""

MOVED_ALIKE = 0.8
"""Likeness from which a paragraph that went in one place and came in another was moved there."""

_LARGEST_GAP = 400
"""Paragraphs (old times new, its root) up to which a gap is compared each with each; beyond, they went and came."""


class ChangeKind(enum.Enum):
    """What became of a block."""

    SAME = enum.auto()
    CHANGED = enum.auto()
    ADDED = enum.auto()
    REMOVED = enum.auto()
    MOVED = enum.auto()  # perhaps changed as well: its pieces say so


@dataclass(frozen=True, slots=True)
class BlockChange:
    """A block of either version, in the order in which a reader meets them.

    `old` and `new` are its places among the blocks of each version, None where it has none. `pieces` are its words;
    joined without the added ones they are the old text, without the removed ones the new. A moved block stands where
    it is now; where it was, a REMOVED block with the same `moved` number stands.
    """

    kind: ChangeKind
    old: int | None
    new: int | None
    pieces: tuple[Piece, ...]
    moved: int | None = None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of the masthead that differs: its name for people, and its words."""

    name: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from one version to another."""

    fields: tuple[FieldChange, ...]
    blocks: tuple[BlockChange, ...]

    @property
    def changes(self) -> int:
        """How many fields and blocks differ; a moved block counts once."""
        blocks = sum(1 for block in self.blocks if block.kind is not ChangeKind.SAME)
        left = sum(1 for block in self.blocks if block.kind is ChangeKind.REMOVED and block.moved is not None)
        return len(self.fields) + blocks - left


def compare(old: Story, new: Story) -> Comparison:
    """Return what changed from `old` to `new`."""
    return Comparison(tuple(_fields(old, new)), tuple(_blocks(old.document.blocks, new.document.blocks)))


def _fields(old: Story, new: Story) -> Iterator[FieldChange]:
    for name, before, after in zip(_NAMES, _said(old), _said(new), strict=True):
        if before != after:
            yield FieldChange(name, pieces(before, after))


_NAMES = ("Kicker", "Headline", "Standfirst", "Byline", "Dateline", "Section", "Published", "Updated", "Credit")


def _said(story: Story) -> tuple[str, ...]:
    published, updated = (stamp.iso.replace("T", " ") if stamp else "" for stamp in (story.published, story.updated))
    byline = ", ".join(story.authors)
    return (
        *(story.kicker, story.headline, story.standfirst, byline, story.dateline, story.section),
        *(published, updated, story.credit),
    )


def _blocks(old: Sequence[Block], new: Sequence[Block]) -> Iterator[BlockChange]:
    pairs = _paired([_key(block) for block in old], [_key(block) for block in new])
    pairs |= _changed_in_gaps(pairs, old, new)
    moves = _moves(pairs, old, new)
    yield from _in_reading_order(old, new, pairs, moves)


def _key(block: Block) -> str:
    image = block.image.asset or block.image.address if block.image else ""
    return f"{block.kind}\x1f{block.level}\x1f{image}\x1f{block.text}"


def _paired(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Return old places by new ones for a longest common sequence of equal blocks."""
    from rapidfuzz.distance import LCSseq  # imported where it is used: the window's start comes by this module

    return {
        code.dest_start + at: code.src_start + at
        for code in LCSseq.opcodes(old, new)
        if code.tag == "equal"
        for at in range(code.src_end - code.src_start)
    }


def _changed_in_gaps(pairs: dict[int, int], old: Sequence[Block], new: Sequence[Block]) -> dict[int, int]:
    """Pair the blocks between two that stayed: in order, as many alike ones as there are."""
    found: dict[int, int] = {}
    last_new, last_old = -1, -1
    for place, other in sorted([*pairs.items(), (len(new), len(old))]):
        gap_old, gap_new = range(last_old + 1, other), range(last_new + 1, place)
        if len(gap_old) * len(gap_new) <= _LARGEST_GAP**2:
            found |= _best_in_order(gap_old, gap_new, old, new)
        last_new, last_old = place, other
    return found


def _best_in_order(gap_old: range, gap_new: range, old: Sequence[Block], new: Sequence[Block]) -> dict[int, int]:
    """Return the pairs that keep the order and are most alike in sum (the alignment of Needleman and Wunsch)."""
    if not gap_old or not gap_new:
        return {}
    alike = {(i, j): _alike(old[i], new[j]) for i in gap_old for j in gap_new}
    best = [[0.0] * (len(gap_new) + 1) for _ in range(len(gap_old) + 1)]
    for row, i in enumerate(gap_old, 1):
        for column, j in enumerate(gap_new, 1):
            paired = best[row - 1][column - 1] + alike[i, j] if alike[i, j] >= ALIKE else 0.0
            best[row][column] = max(best[row - 1][column], best[row][column - 1], paired)
    found: dict[int, int] = {}
    row, column = len(gap_old), len(gap_new)
    while row and column:
        if best[row][column] == best[row - 1][column]:
            row -= 1
        elif best[row][column] == best[row][column - 1]:
            column -= 1
        else:
            row, column = row - 1, column - 1
            found[gap_new[column]] = gap_old[row]
    return found


def _alike(one: Block, other: Block) -> float:
    if (one.image is None) != (other.image is None):
        return 0.0
    return likeness(tokens(one.text), tokens(other.text))


def _moves(pairs: dict[int, int], old: Sequence[Block], new: Sequence[Block]) -> dict[int, int]:
    """Return old places by new ones for blocks that went in one place and came in another."""
    gone = [at for at in range(len(old)) if at not in set(pairs.values()) and old[at].text.strip()]
    came = [at for at in range(len(new)) if at not in pairs and new[at].text.strip()]
    if len(gone) * len(came) > _LARGEST_GAP**2:
        return {}
    scored = sorted(((_alike(old[i], new[j]), -i, -j) for i in gone for j in came), reverse=True)
    found: dict[int, int] = {}
    taken: set[int] = set()
    for score, minus_i, minus_j in scored:
        if score < MOVED_ALIKE:
            break
        if -minus_j not in found and -minus_i not in taken:
            found[-minus_j] = -minus_i
            taken.add(-minus_i)
    return found


def _in_reading_order(
    old: Sequence[Block], new: Sequence[Block], pairs: dict[int, int], moves: dict[int, int]
) -> Iterator[BlockChange]:
    """Yield the new version's blocks in order, what went before the block that it stood before."""
    numbers = {place: number for number, place in enumerate(sorted(moves), 1)}
    moved_from = {origin: numbers[place] for place, origin in moves.items()}
    stayed = set(pairs.values())
    at = 0

    def gone(end: int) -> Iterator[BlockChange]:
        for place in range(at, end):
            if place not in stayed:
                words = pieces(old[place].text, "")
                yield BlockChange(ChangeKind.REMOVED, place, None, words, moved_from.get(place))

    for place, block in enumerate(new):
        if place in pairs:
            yield from gone(pairs[place])
            at = pairs[place] + 1
            same = _key(old[pairs[place]]) == _key(block)
            kind = ChangeKind.SAME if same else ChangeKind.CHANGED
            yield BlockChange(kind, pairs[place], place, pieces(old[pairs[place]].text, block.text))
        elif place in moves:
            words = pieces(old[moves[place]].text, block.text)
            yield BlockChange(ChangeKind.MOVED, moves[place], place, words, numbers[place])
        else:
            yield BlockChange(ChangeKind.ADDED, None, place, pieces("", block.text))
    yield from gone(len(old))


__all__ = ["BlockChange", "ChangeKind", "Comparison", "FieldChange", "Piece", "PieceKind", "compare"]
