"""The lines under a Markdown story's headline that are set like paragraphs: standfirst, byline and date.

Only lines that stand alone and can be nothing else are taken; everything from the first proper paragraph on is text.
"""

from __future__ import annotations

from dataclasses import dataclass

from library.importers._text_byline import read_byline
from library.importers.dates import find_stamp
from library.model.document import Block, BlockKind, Mark
from library.model.stamp import Stamp, StampOrigin

_MOST_LINES = 4
_LONGEST_DATE = 40


@dataclass(frozen=True, slots=True)
class Head:
    """What stood under the headline, and the blocks that are left."""

    blocks: tuple[Block, ...]
    standfirst: str = ""
    authors: tuple[str, ...] = ()
    published: Stamp | None = None


def read_head(blocks: tuple[Block, ...]) -> Head:
    """Return the head lines of a story whose headline stood above these blocks.

    A line in italics counts as the standfirst only if a byline or a date follows it: alone it may be an epigraph.
    """
    standfirst, authors, published, taken = "", tuple[str, ...](), None, 0
    for block in blocks[:_MOST_LINES]:
        if block.kind is not BlockKind.PARAGRAPH:
            break
        line = block.text.strip()
        if not authors and (byline := read_byline(line)) is not None:
            authors = byline.authors
        elif published is None and (stamp := _date_line(line)) is not None:
            published = stamp
        elif not standfirst and not authors and published is None and _is_italic(block):
            standfirst = " ".join(line.split())
            continue
        else:
            break
        taken += 1
    if not taken:
        return Head(blocks)
    return Head(blocks[taken + bool(standfirst) :], standfirst, authors, published)


def _is_italic(block: Block) -> bool:
    return bool(block.spans) and all(Mark.EMPHASIS in span.marks for span in block.spans if span.text.strip())


def _date_line(line: str) -> Stamp | None:
    if len(line) > _LONGEST_DATE or line.endswith((".", "?", "!")):
        return None
    stamp = find_stamp(line, StampOrigin.TEXT)
    return stamp if stamp is not None and len(stamp.iso) >= 10 else None
