"""The plain text of a letter: soft line ends joined (RFC 3676), quotes told by their signs, lists' footers cut."""

from __future__ import annotations

import re
from itertools import pairwise

from library.importers.tidy import one_line, tidy
from library.model.document import Block, BlockKind, Span

_QUOTED = re.compile(r"(>[> ]*)")
_LIST_FOOTER = re.compile(
    r"\n_{10,}\n(?=[^\n]*(?:mailing list|-list\b|@)|(?:[^\n]*\n){1,4}[^\n]*(?:https?://|mailto:)\S*(?:listinfo|subscribe))"
    r"[\s\S]{0,1500}\Z",
    re.IGNORECASE,
)
_WIDE = 45
"""Letters of a paragraph's widest line from which its lines were broken because they were full."""

_ITEM = re.compile(r"(?:[-*•–+]|\(?\d{1,2}[.)])\s+\S")


def unflowed(text: str, *, flowed: bool, del_sp: bool) -> str:
    """Return the text with its soft line ends joined where it is `format=flowed`."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not flowed:
        return text
    lines: list[str] = []
    open_depth = -1
    for line in text.split("\n"):
        depth, content = _stripped(line)
        is_soft = content.endswith(" ") and content != "-- "
        piece = content[:-1] if is_soft and del_sp else content
        if open_depth == depth:
            lines[-1] += piece
        else:
            lines.append(">" * depth + (" " if depth else "") + piece)
        open_depth = depth if is_soft else -1
    return "\n".join(lines)


def without_list_footer(text: str) -> str:
    """Return the text without what a mailing list appends below a ruled line."""
    return _LIST_FOOTER.sub("\n", text)


def has_quotes(text: str) -> bool:
    """True if lines are quoted with `>`."""
    return bool(re.search(r"^>", text, re.MULTILINE))


def blocks(text: str) -> tuple[Block, ...]:
    """Return the text as paragraphs and quotes, each with the depth of its signs; wrapped lines are joined."""
    found: list[Block] = []
    lines: list[str] = []
    depth = 0
    for line in [*tidy(text).split("\n"), ""]:
        level, content = _quoted(line)
        if lines and (level != depth or not content.strip() or _ITEM.match(content.strip())):
            found.append(_block(lines, depth))
            lines = []
        depth = level
        if content.strip():
            lines.append(content.strip())
    if lines:
        found.append(_block(lines, depth))
    return tuple(found)


def _block(lines: list[str], depth: int) -> Block:
    joined, widest = lines[0], max(map(len, lines))
    for before, line in pairwise(lines):
        was_full = widest >= _WIDE and len(before) + 1 + len(line.split(maxsplit=1)[0]) > widest
        joined += (" " if was_full else "\n") + line
    text = "\n".join(one_line(line) for line in joined.split("\n"))
    if depth:
        return Block(BlockKind.QUOTE, (Span(text),), level=depth)
    return Block(BlockKind.PARAGRAPH, (Span(text),))


def _stripped(line: str) -> tuple[int, str]:
    """Quote depth and content by the letter of RFC 3676: signs without blanks between, then one stuffed blank."""
    depth = len(line) - len(line.lstrip(">"))
    return depth, line[depth:].removeprefix(" ")


def _quoted(line: str) -> tuple[int, str]:
    """Quote depth and content as people write them: signs with or without blanks between."""
    match = _QUOTED.match(line)
    return (match[1].count(">"), line[match.end() :]) if match else (0, line)
