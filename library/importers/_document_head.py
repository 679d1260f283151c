"""The head of a document's text: the headings that repeat its title, a kicker above them, and the lines below.

Shared by e-books and word processors' files, whose titles stand in the metadata, in the text, or in both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from library.importers._html.pieces import folded
from library.importers._markdown_head import read_head
from library.importers.tidy import one_line, tidy
from library.model.document import Block, BlockKind
from library.model.stamp import Stamp

_NEAR = 4
"""Blocks with text among which the headline stands."""

_TITLE_KINDS = (BlockKind.HEADING, BlockKind.PARAGRAPH)
_LONGEST_TITLE = 300
_SHORT_LINE = 80
_LONGEST_KICKER = 50
_ENDS = (".", "!", "?", "。", "…")
_LABEL = re.compile(
    r"(?:chapter|part|section|lesson|kapitel|teil|chapitre|partie|capítulo|глава|часть)\s+\w{1,8}\W*|第.{1,4}[章回部]|"
    r"[\divxlIVXL]{1,6}\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Headed:
    """What stood at the head, and the blocks that are left."""

    headline: str
    blocks: tuple[Block, ...]
    kicker: str = ""
    standfirst: str = ""
    authors: tuple[str, ...] = ()
    published: Stamp | None = None


def headed(title: str, blocks: tuple[Block, ...], *, trust_title: bool = True) -> Headed:
    """Return the headline and the blocks without it; `title` is what the metadata or the contents say, or empty.

    Where the text has the same headline in its own letters, those stand. Unless `trust_title`, the text's first main
    heading goes before a title that the text doesn't repeat.
    """
    title = one_line(tidy(title))
    near = _near(blocks)
    taken = _repeated(title, blocks, near)
    if not taken and (not title or not trust_title):
        taken = _heading(blocks, near)
    if not taken:
        return _below(title, "", blocks, [-1]) if title else Headed(title, blocks)
    lines = [one_line(blocks[index].text) for index in taken]
    kicker = lines.pop(0).strip(" .:") if len(lines) > 1 and _LABEL.fullmatch(lines[0]) else ""
    headline = (
        title if title and folded(title) == folded("".join(lines)) and title != title.upper() else " ".join(lines)
    )
    return _below(headline, kicker, blocks, taken)


def _near(blocks: tuple[Block, ...]) -> list[int]:
    """Where the first blocks with text stand; pictures and rules may stand between them."""
    return [index for index, block in enumerate(blocks[: _NEAR * 3]) if block.text.strip()][:_NEAR]


def _repeated(title: str, blocks: tuple[Block, ...], near: list[int]) -> list[int]:
    """The blocks that together say the title, or none."""
    key = folded(title)
    if not key:
        return []
    for start, index in enumerate(near):
        said, taken = "", list[int]()
        for each in near[start:]:
            if blocks[each].kind not in _TITLE_KINDS or len(blocks[each].text) > _LONGEST_TITLE:
                break
            said += folded(blocks[each].text)
            taken.append(each)
            if said == key:
                return taken
            if not key.startswith(said):
                break
        if blocks[index].kind is BlockKind.HEADING and key in folded(blocks[index].text) and len(key) > 3:
            return [index]
        if blocks[index].kind is BlockKind.HEADING:
            return _labelled(key, blocks, near[start:])
    return []


def _labelled(key: str, blocks: tuple[Block, ...], near: list[int]) -> list[int]:
    """A heading that only numbers the chapter, together with the next one, which is the title."""
    if len(near) < 2 or any(blocks[index].kind is not BlockKind.HEADING for index in near[:2]):
        return []
    label, title = (one_line(blocks[index].text) for index in near[:2])
    return near[:2] if _LABEL.fullmatch(label) and folded(title) == key else []


def _heading(blocks: tuple[Block, ...], near: list[int]) -> list[int]:
    """The heading that the text begins with; one short line (a date, a kicker) may stand above it."""
    for index in near[:2]:
        block = blocks[index]
        if block.kind is BlockKind.HEADING and len(block.text) <= _LONGEST_TITLE:
            return [index]
        if block.kind is not BlockKind.PARAGRAPH or len(block.text) > _SHORT_LINE or block.text.endswith(_ENDS):
            break
    return []


def _below(headline: str, kicker: str, blocks: tuple[Block, ...], taken: list[int]) -> Headed:
    """Read the lines under the headline, and one above it; what else stood above stays at the beginning of the text."""
    before = tuple(block for index, block in enumerate(blocks[: max(taken[0], 0)]) if index not in taken)
    head = read_head(tuple(block for index, block in enumerate(blocks) if index > taken[0] and index not in taken))
    above = read_head(before)
    before = above.blocks
    if not kicker and len(before) == 1 and _is_kicker(before[0]):
        kicker, before = one_line(before[0].text), ()
    if not before + head.blocks:  # there is nothing but a headline: let it be read
        return Headed(headline, blocks)
    published, authors = head.published or above.published, head.authors or above.authors
    return Headed(headline, before + head.blocks, kicker, head.standfirst, authors, published)


def _is_kicker(block: Block) -> bool:
    """True for a short line that is no sentence, alone above the headline."""
    return block.kind is BlockKind.PARAGRAPH and len(block.text) <= _LONGEST_KICKER and not block.text.endswith(_ENDS)
