"""What serves for a headline where nothing marks one: a heading or the first words of the text, an address, a name.

Owns how long such a headline is, and that its words don't stand a second time below it. Knows no format.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from library.importers.tidy import one_line, tidy
from library.model.document import Block, BlockKind

_LONGEST = 100
"""Characters: what a line of the list, and three lines above a story, have room for."""

_SENTENCE = re.compile(r".{1,240}?(?:[.!?…]+[\"”’»')\]]*(?=\s+[^\sa-z])|[。！？]+[」』”’]*|$)", re.DOTALL)
_ENDS = re.compile(r"[.!?…。！？][\"”’»')\]」』]*$")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Col|Prof|No|vs|Sens|Reps|Sgt|Rev|Hon|Ltd|Corp|Jr|Sr|Inc|Co|Lt|Capt)|\b[A-Z])\.$"
)
_BEFORE_ADDRESS = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)


def from_text(blocks: tuple[Block, ...]) -> tuple[str, tuple[Block, ...]]:
    """Return a headline made of the first heading, else of the first sentence, and the blocks without it.

    A block stays if it says more than the headline or leads elsewhere, and if it is all there is. Empty where the text
    has neither.
    """
    for at, block in enumerate(blocks):
        line = one_line(block.text)
        if block.kind is BlockKind.HEADING and line:
            return cut(line), _without(blocks, at, line)
        if block.kind is BlockKind.PARAGRAPH and _ENDS.search(line):
            break  # what follows are subheads
    for at, block in enumerate(blocks):
        if block.kind is BlockKind.PARAGRAPH and (line := first_sentence(one_line(block.text))):
            return line, _without(blocks, at, line)
    return "", blocks


def _without(blocks: tuple[Block, ...], at: int, headline: str) -> tuple[Block, ...]:
    block, rest = blocks[at], (*blocks[:at], *blocks[at + 1 :])
    leads_elsewhere = any(span.link or span.footnote for span in block.spans)
    is_all = not any(each.text.strip() for each in rest)
    return blocks if leads_elsewhere or is_all or one_line(block.text) != headline else rest


def from_address(address: str) -> str:
    """Return an address as people write it: without what every address begins with, its letters readable."""
    plain = unquote(address)
    return cut(one_line(tidy(_BEFORE_ADDRESS.sub("", address if "\ufffd" in plain else plain).rstrip("/"))))


def from_name(name: str) -> str:
    """Return a file's name as words: without its ending and its underlines."""
    stem = name.rsplit(".", 1)[0] or name
    return tidy(re.sub(r"[\s_]+", " ", stem).strip()) or name


def first_sentence(text: str) -> str:
    """Return the first sentence of a paragraph, cut if it is longer than a headline."""
    end = 0
    for match in _SENTENCE.finditer(text[:1000]):
        end = match.end()
        short = text.isascii() and len(text[:end].split()) < 4  # "1 of 2." and "Hello." say too little
        if not short and not _ABBREVIATION.search(text[max(0, end - 8) : end]):
            break
    return cut(text[:end].strip())


def cut(line: str) -> str:
    """Return a line cut between words where it is longer than a headline; an ellipsis says so."""
    if len(line) <= _LONGEST:
        return line
    end = line.rfind(" ", _LONGEST // 2, _LONGEST)
    return line[: end if end > 0 else _LONGEST - 1].rstrip(" ,;:–—-") + "…"
