"""The light Markdown of notes: emphasis, strong, code, links, lists, quotes and fenced text, as typed blocks.

A grammar of our own, a small part of CommonMark (https://spec.commonmark.org/0.31.2/), because a note is shown at once:
the importers' parser takes 110 ms to import, and then twice as long for each note. And because a note is the user's own
words, nothing of it may vanish: HTML, pictures, headings, titles of links, addresses that open nothing, signs without a
partner, all of that stays the text that it is. Line breaks are kept.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from library.model.document import Block, BlockKind, Document, Mark, Span, paragraph

DEEPEST = 6
"""Levels of lists and quotes that are told apart."""

_FENCE = re.compile(r" {0,3}(`{3,})([^`]*)$")
_QUOTE = re.compile(r" {0,3}((?:> ?){1,6})(.*)$")
_ITEM = re.compile(r"( *)(?:([-*+])|(\d{1,9})[.)])( +)(?=\S)(.*)$")
_INDENTED = re.compile(r"(?: {2,}|\t)(?=\S)")

_ADDRESS = r"(?:https?://|mailto:)"
_BALANCED = r"[^\s<>()]*(?:\([^\s<>()]*\)[^\s<>()]*)*"
_TOKEN = re.compile(
    r"(?P<escape>\\[\\`*_\[\]<>+.)~#-])"
    r"|(?P<ticks>`+)"
    r"|(?P<run>\*+|_+)"
    r"|(?P<open>\[)"
    rf"|\]\((?P<target>{_ADDRESS}{_BALANCED})\)"
    rf"|<(?P<bracketed>{_ADDRESS}[^\s<>]+)>"
    rf"|(?<![^\W_])(?P<bare>https?://[^\s<>*`]+)",
    re.IGNORECASE,
)
_BEHIND_ADDRESS = re.compile(r"[?!.,:;'\"’”)\]]+$")
_MARKUP = re.compile(r"[*_`\[\]<\\]|://")


@dataclass(slots=True)
class _Piece:
    """A piece of a paragraph: text, or a run of asterisks or underscores of which `left` haven't found a partner."""

    text: str
    marks: Mark = Mark.NONE
    link: str = ""
    sign: str = ""
    length: int = 0
    opens: bool = False
    closes: bool = False
    left: int = field(init=False)

    def __post_init__(self) -> None:
        self.left = self.length


def read_note(note: str) -> Document:
    """Return a note as paragraphs, list items, quotes and preformatted text. Any text is a note; none is lost.

    Links in it are http, https or mailto. Nothing in it is an image, and nothing HTML.
    """
    lines = note.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    made = tuple(_blocks(lines))
    # Signs alone, which mark nothing, are all that the user wrote.
    return Document(made if made or not note.strip() else (paragraph("\n".join(lines).strip()),))


def _blocks(lines: list[str]) -> Iterator[Block]:
    closing = _closing_fences(lines)
    gathered: list[str] = []
    kind, level, number = BlockKind.PARAGRAPH, 0, None
    at = 0
    while at < len(lines):
        line = lines[at]
        if at in closing:
            yield from _flowing(gathered, kind, level, number)
            gathered, kind, level, number = [], BlockKind.PARAGRAPH, 0, None
            yield Block(BlockKind.PREFORMATTED, (Span("\n".join(lines[at + 1 : closing[at]])),))
            at = closing[at] + 1
            continue
        new = _begun(line, kind, level)
        if new is None:
            gathered.append(line)
        else:
            yield from _flowing(gathered, kind, level, number)
            kind, level, number, rest = new
            gathered = [rest]
        at += 1
    yield from _flowing(gathered, kind, level, number)


def _closing_fences(lines: list[str]) -> dict[int, int]:
    """Return the lines that open fenced text, each with the one that closes it. An open fence is only text."""
    pairs: dict[int, int] = {}
    opened: tuple[int, int] | None = None
    for at, line in enumerate(lines):
        found = _FENCE.match(line)
        if found is None:
            continue
        length = len(found[1])
        if opened is None:
            # What would stand behind the backticks (a language) would be lost.
            opened = (at, length) if not found[2].strip() else None
        elif length >= opened[1] and not found[2].strip():
            if any(line.strip() for line in lines[opened[0] + 1 : at]):
                pairs[opened[0]] = at
            opened = None
    return pairs


def _begun(line: str, kind: BlockKind, level: int) -> tuple[BlockKind, int, int | None, str] | None:
    """Return what a line begins: kind, level, number and the rest of it. None if it goes on with what is there."""
    if not line.strip():
        return BlockKind.PARAGRAPH, 0, None, ""
    if quote := _QUOTE.match(line):
        depth = quote[1].count(">")
        return None if (kind, level) == (BlockKind.QUOTE, depth) else (BlockKind.QUOTE, depth, None, quote[2])
    if item := _ITEM.match(line):
        deeper = len(item[1]) // 2
        depth = min(deeper, level if kind is BlockKind.LIST_ITEM else 0, DEEPEST - 1) + 1
        return BlockKind.LIST_ITEM, depth, int(item[3]) if item[3] else None, item[5]
    if kind is BlockKind.PARAGRAPH or (kind is BlockKind.LIST_ITEM and _INDENTED.match(line)):
        return None
    return BlockKind.PARAGRAPH, 0, None, line


def _flowing(lines: list[str], kind: BlockKind, level: int, number: int | None) -> Iterator[Block]:
    if kind is BlockKind.QUOTE:
        lines = [lines[0], *(_unquoted(line) for line in lines[1:])]
    elif kind is BlockKind.LIST_ITEM:
        lines = [lines[0], *(line.lstrip() for line in lines[1:])]
    content = "\n".join(line.rstrip() for line in lines).strip("\n")
    if content.strip():
        yield Block(kind, tuple(_spans(content)), level, number)


def _unquoted(line: str) -> str:
    found = _QUOTE.match(line)
    return found[2] if found is not None else line


# Inside a block


def _spans(content: str) -> Iterator[Span]:
    if _MARKUP.search(content) is None:
        yield Span(content)
        return
    pieces = _pieces(content)
    _emphasise(pieces, 0, len(pieces))
    for piece in pieces:
        yield Span(piece.text if not piece.sign else piece.sign * piece.left, piece.marks, piece.link)


def _pieces(content: str) -> list[_Piece]:
    """Cut a block's text into pieces; links are told, emphasis not yet, but inside of links."""
    pieces: list[_Piece] = []
    brackets: list[int] = []
    ticks = _ticks(content)
    at = 0
    while (found := _TOKEN.search(content, at)) is not None:
        if found.start() > at:
            pieces.append(_Piece(content[at : found.start()]))
        at = found.end()
        match found.lastgroup:
            case "escape":
                pieces.append(_Piece(found[0][1:]))
            case "ticks":
                at = _put_code(pieces, content, found, ticks)
            case "run":
                pieces.append(_run(content, found))
            case "open":
                brackets.append(len(pieces))
                pieces.append(_Piece("["))
            case "target":
                _put_link(pieces, brackets, found)
            case "bracketed":
                pieces.append(_Piece(found["bracketed"], link=found["bracketed"]))
            case _:
                at = _put_bare(pieces, found)
    pieces.append(_Piece(content[at:]))
    return pieces


def _ticks(content: str) -> dict[int, list[int]]:
    """Return where runs of backticks begin, by their length."""
    found: dict[int, list[int]] = {}
    for run in re.finditer(r"`+", content):
        found.setdefault(len(run[0]), []).append(run.start())
    return found


def _put_code(pieces: list[_Piece], content: str, found: re.Match[str], ticks: dict[int, list[int]]) -> int:
    length = len(found[0])
    alike = ticks.get(length, [])
    at = bisect_left(alike, found.end())
    if at == len(alike):
        pieces.append(_Piece(found[0]))
        return found.end()
    inside = content[found.end() : alike[at]]
    if "\n" in inside:
        pieces.append(_Piece(found[0]))
        return found.end()
    if inside.strip() and inside[0] == inside[-1] == " ":
        inside = inside[1:-1]
    pieces.append(_Piece(inside, Mark.CODE))
    return alike[at] + length


def _put_link(pieces: list[_Piece], brackets: list[int], found: re.Match[str]) -> None:
    """Make a link of what stands behind the last open bracket; without one, or around nothing, it is only text."""
    opener = brackets.pop() if brackets else None
    if opener is None or not any(piece.text.strip() for piece in pieces[opener + 1 :]):
        pieces.append(_Piece("]("))
        pieces.append(_Piece(found["target"], link=found["target"]))
        pieces.append(_Piece(")"))
        return
    pieces[opener] = _Piece("")
    _emphasise(pieces, opener + 1, len(pieces))
    for piece in pieces[opener + 1 :]:
        piece.link = found["target"]
        if piece.sign:
            # What found no partner in here finds none outside either.
            piece.text, piece.sign = piece.sign * piece.left, ""
    brackets.clear()  # no link in a link


def _put_bare(pieces: list[_Piece], found: re.Match[str]) -> int:
    """Make a link of an address that stands in the text, without the signs that end a sentence."""
    address = found["bare"]
    if behind := _BEHIND_ADDRESS.search(address):
        ending = behind[0]
        if ")" in ending and "(" in address:
            ending = ending[ending.index(")") + 1 :]
        address = address[: len(address) - len(ending)]
    is_whole = address.partition("://")[2]
    pieces.append(_Piece(address, link=address if is_whole else ""))
    return found.start() + len(address)


def _run(content: str, found: re.Match[str]) -> _Piece:
    """Return a run of signs that may open or close emphasis (CommonMark 6.2, "left-flanking" and "right-flanking")."""
    before = content[found.start() - 1] if found.start() else " "
    after = content[found.end()] if found.end() < len(content) else " "
    sign = found[0][0]
    # Scripts without spaces: a letter of theirs beside a sign doesn't say that the sign is inside a word.
    loose_before = before.isspace() or _is_punctuation(before) or (sign == "*" and _is_wide(before))
    loose_after = after.isspace() or _is_punctuation(after) or (sign == "*" and _is_wide(after))
    left = not after.isspace() and (not _is_punctuation(after) or loose_before)
    right = not before.isspace() and (not _is_punctuation(before) or loose_after)
    if sign == "_":
        left, right = left and (not right or _is_punctuation(before)), right and (not left or _is_punctuation(after))
    return _Piece(found[0], sign=sign, length=len(found[0]), opens=left, closes=right)


def _emphasise(pieces: list[_Piece], start: int, end: int) -> None:
    """Pair the runs of signs from `start` to `end` (CommonMark, "process emphasis"), and mark what lies between."""
    openers: list[int] = []
    hopeless: dict[tuple[str, bool, int], int] = {}
    opened: dict[int, list[Mark]] = {}
    closed: dict[int, list[Mark]] = {}
    for at in range(start, end):
        piece = pieces[at]
        if not piece.sign:
            continue
        key = (piece.sign, piece.opens, piece.length % 3)
        while piece.closes and piece.left:
            found = _opener(pieces, openers, piece, hopeless.get(key, -1))
            if found is None:
                hopeless[key] = openers[-1] if openers else -1
                break
            opener = pieces[openers[found]]
            used = 2 if opener.left >= 2 and piece.left >= 2 else 1
            mark = Mark.STRONG if used == 2 else Mark.EMPHASIS
            opened.setdefault(openers[found], []).append(mark)
            closed.setdefault(at, []).append(mark)
            opener.left -= used
            piece.left -= used
            del openers[found + 1 if opener.left else found :]
        if piece.opens and piece.left:
            openers.append(at)
    _mark(pieces, start, end, opened, closed)


def _opener(pieces: list[_Piece], openers: list[int], closer: _Piece, bottom: int) -> int | None:
    """Return which of the openers a closing run pairs with; those up to `bottom` were looked at in vain."""
    for which in range(len(openers) - 1, -1, -1):
        if openers[which] <= bottom:
            return None
        one = pieces[openers[which]]
        # CommonMark's "multiple of 3" rule, which reads `*a**b*` as one emphasis.
        threes = (one.closes or closer.opens) and (one.length + closer.length) % 3 == 0
        if one.sign == closer.sign and not (threes and (one.length % 3 or closer.length % 3)):
            return which
    return None


def _mark(
    pieces: list[_Piece], start: int, end: int, opened: dict[int, list[Mark]], closed: dict[int, list[Mark]]
) -> None:
    depth = {Mark.EMPHASIS: 0, Mark.STRONG: 0}
    for at in range(start, end):
        for mark in closed.get(at, ()):
            depth[mark] -= 1
        for mark, times in depth.items():
            if times:
                pieces[at].marks |= mark
        for mark in opened.get(at, ()):
            depth[mark] += 1


def _is_punctuation(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "PS"


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF"
