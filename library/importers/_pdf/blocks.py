"""From paragraphs to blocks: headings and their levels, lists, footnotes, quotes, captions, tables, code."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from library.importers._pdf.lines import MARKER, Line
from library.importers._pdf.paragraphs import Paragraph
from library.importers.tidy import one_line, tidy
from library.model.document import Block, BlockKind, Cell, Image, Mark, Span, merged

CAPTION = re.compile(
    r"(?P<kind>figure|fig\.|abbildung|abb\.|figura|photo|foto|bild|chart|map|plate|рис\.|рисунок|图|圖|図|"
    r"table|tabelle|tab\.|tabla|tableau|таблица|表)\s?\d{1,3}[a-z]?(?:\.\d+)?\s?(?:[.:–—|]|\s(?=[A-ZÀ-Þ])|(?=[\u3000-\u9fff]))",
    re.IGNORECASE,
)
_TABLE_CAPTION = re.compile(r"ta|таб|表", re.IGNORECASE)
_NOTE_MARK = re.compile(r"\s*(?P<label>\d{1,3}|[*†‡§¶]{1,3}|[a-z](?=\s))[.)]?\s*(?=\S)")
_NOTE_SIZE = 0.93
_NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|[A-Z]\.|[IVX]{1,5}\.|§\s?\d+)\s+\S")
_TITLE = 1.12
_LONGEST_HEADING = 220
_DEEPEST = 4
"""Levels of headings told apart below the headline: more than these are chance sizes."""
_BULLET = re.compile(r"[•●▪■◦○‣▸▶❖✓⁃·∙–—*o\-]\s+")
_ITEM = re.compile(r"\(?(?P<number>\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]\s+")
_ADDRESS = re.compile(r"\S+@\S+|(?:https?://|www\.)\S+")
_ROMAN = {"i": 1, "v": 5, "x": 10}


def notes(found: Sequence[Paragraph], body: float) -> set[int]:
    """Return the identities of notes at a page's foot: small type that begins with a mark, below all running text."""
    result: set[int] = set()
    following: Paragraph | None = None  # the next one that is no small type
    for paragraph in reversed(found):
        if paragraph.cells or paragraph.size > _NOTE_SIZE * body:
            following = paragraph
            continue
        line = paragraph.lines[0]
        if following and following.lines[0].page == line.page and following.lines[0].y < line.y:
            continue
        match = _NOTE_MARK.match(paragraph.text)
        if match and len(re.findall(r"[^\W\d_]", paragraph.text)) >= 4:
            result.add(id(paragraph))
    return result


def is_caption(paragraph: Paragraph) -> bool:
    """True for the words below a figure or above a table: "Figure 3: …"."""
    return not paragraph.cells and bool(CAPTION.match(paragraph.text)) and len(paragraph.text) < 900


def is_heading(paragraph: Paragraph, body: float, *, bold_body: bool) -> bool:
    """True for large type, or for a short bold line, that no sentence's end closes."""
    text = paragraph.text.strip()
    if (
        paragraph.cells
        or paragraph.mono
        or is_caption(paragraph)
        or not re.search(r"[^\W\d_]", text)
        or len(text) > _LONGEST_HEADING
    ):
        return False
    if re.fullmatch(r".?[^\W\d_].?", text) or len(paragraph.lines) > 5:
        return False
    if paragraph.size >= _TITLE * body:
        return not (text.endswith((".", ",", ";")) and len(text) > 90)
    if len(paragraph.lines) > 3 or paragraph.size < 0.88 * body or text.endswith((",", ";")):
        return False
    if paragraph.bold and not bold_body:
        ended = text.endswith((".", ":", "。")) and not _NUMBERED.match(text)
        return (not ended and not MARKER.match(text)) or bool(_NUMBERED.match(text) and len(paragraph.lines) == 1)
    capitals = text.isupper() and len(re.findall(r"[^\W\d_]", text)) >= 4
    return capitals and len(paragraph.lines) == 1 and len(text) <= 80 and not text.endswith((".", ":"))


@dataclass(frozen=True, slots=True)
class Beside:
    """What isn't running text: identities of paragraphs that are notes, captions with their pictures by the
    identity of the caption's paragraph, and pictures by that of the paragraph they follow (0: they come first).
    """

    notes: set[int] = field(default_factory=set)
    captioned: dict[int, Image] = field(default_factory=dict)
    following: dict[int, list[Image]] = field(default_factory=dict)


def blocks(found: Sequence[Paragraph], body: float, beside: Beside) -> list[Block]:
    """Return the blocks of a story, notes at its end. `body` is the size of the running text in points."""
    usual = _usual_marks(found)
    headings = [p for p in found if is_heading(p, body, bold_body=bool(usual & Mark.STRONG))]
    levels = {id(heading): level for heading, level in zip(headings, _levels(headings), strict=True)}
    result: list[Block] = [Block(BlockKind.IMAGE, image=image) for image in beside.following.get(0, ())]
    below: list[Block] = []
    labels: Counter[str] = Counter()
    for paragraph in found:
        spans = _tidied(_without(paragraph.spans, usual))
        if paragraph.cells:
            result.append(_table(paragraph.cells, usual))
        elif spans and id(paragraph) in beside.notes:
            below.append(_note(spans, labels))
        elif spans and paragraph.mono and not usual & Mark.CODE and not _is_prose(paragraph):
            _add_code(result, paragraph)
        elif spans:
            result.append(_block(paragraph, spans, levels.get(id(paragraph), 0), beside))
        result += [Block(BlockKind.IMAGE, image=image) for image in beside.following.get(id(paragraph), ())]
    return _with_references(_from_first_level(result), below) + below


def _from_first_level(found: Sequence[Block]) -> list[Block]:
    """The blocks with each list's outermost items at depth 1: a whole list may be set in."""
    result: list[Block] = []
    for kind, group in itertools.groupby(found, key=lambda block: block.kind):
        items = list(group)
        if kind is BlockKind.LIST_ITEM:
            least = min(item.level for item in items)
            items = [replace(item, level=item.level - least + 1) for item in items]
        result += items
    return result


def _block(paragraph: Paragraph, spans: tuple[Span, ...], level: int, beside: Beside) -> Block:
    if id(paragraph) in beside.captioned:
        return Block(BlockKind.IMAGE, spans, image=beside.captioned[id(paragraph)])
    if level:
        plain = merged(Span(span.text, span.marks & ~(Mark.STRONG | Mark.EMPHASIS), span.link) for span in spans)
        return Block(BlockKind.HEADING, plain, level=level)
    if is_caption(paragraph) and not _TABLE_CAPTION.match(paragraph.text):
        return Block(BlockKind.IMAGE, spans, image=Image())
    return _item(spans, paragraph) or _text(spans, paragraph)


def _rank(paragraph: Paragraph) -> tuple[float, bool, bool]:
    return round(paragraph.size * 2) / 2, paragraph.bold, paragraph.text.isupper()


def _levels(headings: Sequence[Paragraph]) -> list[int]:
    ranks = sorted({_rank(heading) for heading in headings}, reverse=True)
    return [min(_DEEPEST, ranks.index(_rank(heading)) + 2) for heading in headings]


def _usual_marks(found: Sequence[Paragraph]) -> Mark:
    """The marks that more than half of all letters bear: they are the text's own face and set nothing off."""
    letters: Counter[Mark] = Counter()
    for paragraph in found:
        for span in paragraph.spans:
            for mark in (Mark.NONE, Mark.STRONG, Mark.EMPHASIS, Mark.CODE):
                letters[mark] += len(span.text) if span.marks & mark or not mark else 0
    usual = Mark.NONE
    for mark in (Mark.STRONG, Mark.EMPHASIS, Mark.CODE):
        if letters[mark] * 2 > letters[Mark.NONE] and (
            mark is not Mark.CODE or letters[mark] > 0.9 * letters[Mark.NONE]
        ):
            usual |= mark  # a file may well be half code, and its text is none
    return usual


def _without(spans: Sequence[Span], usual: Mark) -> tuple[Span, ...]:
    return merged(replace(span, marks=span.marks & ~usual) for span in spans)


def _tidied(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans with tidied text, no space at either end and none twice."""
    result: list[Span] = []
    for span in spans:
        text = re.sub(r"[ \t\n]+", " ", tidy(span.text))
        if not result or result[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if text:
            result.append(replace(span, text=text))
    if result:
        result[-1] = replace(result[-1], text=result[-1].text.rstrip(" "))
    return merged(_spaces_unmarked(result))


def _spaces_unmarked(spans: Sequence[Span]) -> list[Span]:
    """A span of one space between two settings is plain; one inside a setting belongs to it."""
    result = list(spans)
    for at, span in enumerate(result):
        if span.text == " ":
            before = result[at - 1] if at else span
            after = result[at + 1] if at + 1 < len(result) else span
            result[at] = replace(before, text=" ") if before.same_setting(after) else Span(" ")
    return result


def _table(cells: Sequence[Sequence[Line | None]], usual: Mark) -> Block:
    rows = tuple(
        tuple(Cell(_tidied(_without(cell.spans, usual)) if cell is not None else ()) for cell in row) for row in cells
    )
    first, rest = rows[0], rows[1:]
    marked = all(all(span.marks & Mark.STRONG for span in cell.spans) for cell in first if cell.spans)
    plain = any(not span.marks & Mark.STRONG for row in rest for cell in row for span in cell.spans)
    if marked and plain:
        first = tuple(Cell(tuple(Span(span.text, link=span.link) for span in cell.spans), True) for cell in first)
    return Block(BlockKind.TABLE, rows=(first, *rest))


def _note(spans: tuple[Span, ...], labels: Counter[str]) -> Block:
    """A note with its label; one that numbers anew on each page gets the page's turn behind it."""
    text = "".join(span.text for span in spans)
    match = _NOTE_MARK.match(text)
    label = match["label"] if match else "*"
    labels[label] += 1
    if labels[label] > 1:
        label = f"{label}-{labels[label]}"
    return Block(BlockKind.FOOTNOTE, _cut(spans, match.end() if match else 0), label=label)


def _cut(spans: Sequence[Span], count: int) -> tuple[Span, ...]:
    """The spans without their first `count` code points."""
    result = []
    for span in spans:
        kept = span.text[count:]
        count = max(0, count - len(span.text))
        if kept:
            result.append(replace(span, text=kept))
    return _tidied(result)


def _with_references(found: list[Block], notes: Sequence[Block]) -> list[Block]:
    """Raised signs in the text that name a note refer to it: the first to the first of that name, and so on."""
    waiting: dict[str, list[str]] = {}
    for note in notes:
        waiting.setdefault(note.label.split("-")[0], []).append(note.label)
    result = []
    for block in found:
        spans = []
        for span in block.spans:
            name = span.text.strip(" ()[]")
            if span.marks & Mark.SUPERSCRIPT and waiting.get(name) and not span.link:
                span = Span(span.text, Mark.NONE, footnote=waiting[name].pop(0))
            spans.append(span)
        result.append(replace(block, spans=tuple(spans)))
    return result


def _is_prose(paragraph: Paragraph) -> bool:
    """True for a typewritten address, or a list's item: no code, whatever its face."""
    text = paragraph.text.strip()
    return bool(_BULLET.match(text)) or (len(paragraph.lines) == 1 and bool(_ADDRESS.fullmatch(text)))


def _add_code(result: list[Block], paragraph: Paragraph) -> None:
    """Typewriter lines as they stand, joined to those right before."""
    em = 0.6 * paragraph.size
    lines = []
    for line in paragraph.lines:
        indent = max(0, round((line.x0 - paragraph.left) / em)) if em else 0
        lines.append(" " * min(indent, 40) + tidy(line.text).rstrip())
    text = "\n".join(lines)
    if result and result[-1].kind is BlockKind.PREFORMATTED and len(result[-1].text) < 20_000:
        blank = "\n\n" if paragraph.gap > 1.6 else "\n"
        result[-1] = Block(BlockKind.PREFORMATTED, (Span(f"{result[-1].text}{blank}{text}"),))
    else:
        result.append(Block(BlockKind.PREFORMATTED, (Span(text),)))


def _item(spans: tuple[Span, ...], paragraph: Paragraph) -> Block | None:
    """A list's item, without its mark."""
    text = "".join(span.text for span in spans)
    depth = max(1, min(4, 1 + round((paragraph.lines[0].x0 - paragraph.left) / (2.2 * paragraph.size) - 0.7)))
    if match := _BULLET.match(text):
        if text[0] in "–—*o-" and text[0] == "o" and not paragraph.indented:
            return None
        if text[0] in "–—" and re.match(r"[–—]\s+(?:[^\W\d_]+[!?]|[A-ZÀ-Þ].{0,80}[.!?»]$)", text):
            return None  # a dash before speech
        return Block(BlockKind.LIST_ITEM, _cut(spans, match.end()), level=depth)
    match = _ITEM.match(text)
    if match is None or len(text) - match.end() < 2:
        return None
    number = _number(match["number"])
    hangs = len(paragraph.lines) > 1 and paragraph.lines[1].x0 > paragraph.lines[0].x0 + 0.5 * paragraph.size
    if number is None or not (match["number"].isdecimal() or hangs):
        return None
    return Block(BlockKind.LIST_ITEM, _cut(spans, match.end()), level=depth, number=number)


def _number(written: str) -> int | None:
    if written.isdecimal():
        return int(written)
    lower = written.lower()
    if len(lower) == 1 and lower not in "ivx":
        return ord(lower) - 96 if "a" <= lower <= "z" else None
    values = [_ROMAN[char] for char in lower]
    return sum(-v if v < max(values[at:]) else v for at, v in enumerate(values))


def _text(spans: tuple[Span, ...], paragraph: Paragraph) -> Block:
    em = paragraph.size
    lines = paragraph.lines
    inset = min(line.x0 for line in lines) - paragraph.left > 1.1 * em
    narrow = paragraph.right - max(line.x1 for line in lines) > 0.8 * em
    if inset and narrow and len(lines) > 1 and not one_line(paragraph.text).endswith(":"):
        centred = abs((lines[0].x0 + lines[0].x1) - (lines[1].x0 + lines[1].x1)) < 1.5 and lines[0].x0 != lines[1].x0
        if not centred:
            return Block(BlockKind.QUOTE, spans, level=1)
    return Block(BlockKind.PARAGRAPH, spans)
