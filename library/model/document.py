"""The text of a story as typed blocks and spans, and the canonical text that every position counts in.

Owns the one normal form of a document. Knows nothing of markup, storage or the screen.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_UNSPACED = re.compile(
    "["
    "\u3040-\u30ff"  # hiragana, katakana
    "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f"  # Myanmar
    "\u1780-\u17ff"  # Khmer
    "]"
)
_ALPHANUMERIC = re.compile(r"[^\W_]")

CANONICAL_TEXT_VERSION = 1
"""Version of the projection made by `text()`. Positions in annotations, reading states and anchors count code
points in it, so it is frozen: a change needs a new number and a migration that translates every stored position."""


class Mark(enum.IntFlag):
    """How a span is set. Values are stored, so they are frozen."""

    NONE = 0
    STRONG = 1
    EMPHASIS = 2
    CODE = 4
    SUBSCRIPT = 8
    SUPERSCRIPT = 16
    STRIKE = 32


class BlockKind(enum.StrEnum):
    """What a block is. Values are stored and stand in `show --format json`, so they are frozen."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTE = "quote"
    PULL_QUOTE = "pull-quote"
    LIST_ITEM = "list-item"
    IMAGE = "image"
    TABLE = "table"
    PREFORMATTED = "preformatted"
    RULE = "rule"
    RELATED = "related-headline"
    EDITORS_NOTE = "editors-note"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text set in one way.

    `link` is an absolute http, https or mailto address, or empty. `footnote` is the label of the `FOOTNOTE` block
    that this span refers to, or empty.
    """

    text: str
    marks: Mark = Mark.NONE
    link: str = ""
    footnote: str = ""

    def same_setting(self, other: Span) -> bool:
        """True if both are set alike, so that as neighbours they are one span."""
        return self.marks == other.marks and self.link == other.link and self.footnote == other.footnote


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans without empty ones and with equal neighbours joined."""
    result: list[Span] = []
    parts: list[str] = []  # the texts of the run that ends the result: joined once, for runs can be long

    def join() -> None:
        if len(parts) > 1:
            last = result[-1]
            result[-1] = Span("".join(parts), last.marks, last.link, last.footnote)
        parts.clear()

    for span in spans:
        if not span.text:
            continue
        if not (result and result[-1].same_setting(span)):
            join()
            result.append(span)
        parts.append(span.text)
    join()
    return tuple(result)


@dataclass(frozen=True, slots=True)
class Image:
    """A picture: `asset` is the SHA-256 (hex) of bytes in the asset store, or empty where none came with the file.

    `address` is where the page had it from (shown, never fetched); sizes are pixels, 0 where unknown.
    """

    asset: str = ""
    address: str = ""
    alt: str = ""
    credit: str = ""
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table."""

    spans: tuple[Span, ...] = ()
    header: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "spans", merged(self.spans))

    @property
    def text(self) -> str:
        """The cell's text on one line: separators of the canonical text can't stand inside a cell."""
        return "".join(span.text for span in self.spans).replace("\t", " ").replace("\n", " ")


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a story.

    `spans` hold the text (for an image: its caption). `level` is the heading's level (1-6), the depth of a list item
    (from 1), the depth of a quote (from 1), or for a paragraph the depth of the list item it continues (else 0).
    `number` is an ordered item's number, None for a bullet. `label` names a footnote. `rows` are a table's, all of
    one length (shorter ones are filled up).
    """

    kind: BlockKind = BlockKind.PARAGRAPH
    spans: tuple[Span, ...] = ()
    level: int = 0
    number: int | None = None
    label: str = ""
    image: Image | None = None
    rows: tuple[tuple[Cell, ...], ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "spans", merged(self.spans))
        columns = max((len(row) for row in self.rows), default=0)
        if any(len(row) != columns for row in self.rows):
            filled = tuple(row + (Cell(),) * (columns - len(row)) for row in self.rows)
            object.__setattr__(self, "rows", filled)

    @property
    def text(self) -> str:
        """The block's part of the canonical text: spans joined; a table's cells by tabs, its rows by newlines."""
        if self.kind is BlockKind.TABLE:
            return "\n".join("\t".join(cell.text for cell in row) for row in self.rows)
        return "".join(span.text for span in self.spans)


def paragraph(text: str) -> Block:
    """Return a plain paragraph."""
    return Block(BlockKind.PARAGRAPH, (Span(text),))


@dataclass(frozen=True, slots=True)
class Document:
    """The blocks of a story in reading order."""

    blocks: tuple[Block, ...] = ()

    def spans(self) -> Iterator[Span]:
        """Every span, the cells' too, in reading order."""
        for block in self.blocks:
            yield from block.spans
            for row in block.rows:
                for cell in row:
                    yield from cell.spans


def text(document: Document) -> str:
    """Return the canonical text: the blocks' texts joined by a newline.

    Every position in the product is an offset in code points into this string.
    """
    return "\n".join(block.text for block in document.blocks)


def block_starts(document: Document) -> tuple[int, ...]:
    """Return where each block begins in the canonical text, in code points."""
    starts, at = [], 0
    for block in document.blocks:
        starts.append(at)
        at += len(block.text) + 1
    return tuple(starts)


def word_count(content: str) -> int:
    """Return the number of words; a character of a script written without spaces counts as one (as newspapers count).

    Han, kana, Thai, Lao, Khmer and Myanmar letters have no word spaces; counting letters is the trade's habit there.
    """
    spaced, unspaced = _UNSPACED.subn(" ", content)
    return unspaced + sum(1 for word in spaced.split() if _ALPHANUMERIC.search(word))
