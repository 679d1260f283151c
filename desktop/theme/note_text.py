"""A note set in lines, its light Markdown shown: the same in the margin, in the panel and in the notebook.

Colours are the painter's: what is marked differs by its letters, so that no theme needs the note to be set again.
"""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontMetrics, QTextCharFormat, QTextLayout

from desktop.theme.fonts import families
from desktop.theme.typeset import LINE_BREAK, Paragraph, Section, Setting, paragraph
from desktop.theme.typography import Face
from library.model.document import Block, BlockKind, Mark, Span
from library.model.light_markdown import read_note

_MARKUP_SHARE = 4
"""Markup and addresses make a note longer than what shows of it, seldom by more than that factor."""
_NARROW = 3
_STEP = 15
"""Pixels that each level of a list or a quote stands further in."""
_BETWEEN = 0.45
"""Lines between two paragraphs."""
_SEMIBOLD = 600
_TAGS = ((Mark.STRONG, "b"), (Mark.EMPHASIS, "i"), (Mark.CODE, "code"))


@dataclass(frozen=True, slots=True)
class Link:
    """Where an address stands in set lines (UTF-16 units, end exclusive)."""

    start: int
    end: int
    address: str


@dataclass(frozen=True, slots=True)
class NoteText(Paragraph):
    """A set note, and the links in it."""

    links: tuple[Link, ...] = ()

    def link_at(self, at: QPointF) -> str:
        """Return the address at a point, pixels from the upper left corner of the lines; empty beside links."""
        for number in range(self.layout.lineCount()):
            line = self.layout.lineAt(number)
            if self.links and line.naturalTextRect().contains(at):
                letter = line.xToCursor(at.x(), line.CursorPosition.CursorOnCharacter)
                return next((one.address for one in self.links if one.start <= letter < one.end), "")
        return ""


def set_note(note: str, font: QFont, width: int, most_lines: int, leading: int) -> NoteText:
    """Set a note in at most `most_lines` lines of `width` pixels, as `paragraph` does; of a long one, its beginning.

    Needs a QGuiApplication.
    """
    enough = most_lines * max(width // _NARROW, 8) * _MARKUP_SHARE
    made = _Lines(font, leading)
    for block in read_note(note[:enough].strip()).blocks:
        made.put(block)
    goes_on = len(note) > enough and bool(note[enough:].strip())
    setting = Setting(tuple(made.formats), tuple(made.sections) or (Section(0),))
    text = paragraph("".join(made.parts), font, width, most_lines, leading, setting, goes_on)
    return NoteText(text.layout, text.lines, text.height, text.cut, tuple(made.links))


def note_html(note: str, most: int = 2_000) -> str:
    """Return the beginning of a note (`most` code points) for a label or a tooltip of Qt that takes rich text.

    Everything in it is escaped; a link looks like one and leads nowhere.
    """
    blocks = read_note(note[:most]).blocks
    shown = "".join(_block_html(block) for block in blocks)
    return f"{shown}<p>…</p>" if len(note) > most else shown


class _Lines:
    """Gathers the blocks of a note as one text with its settings."""

    def __init__(self, font: QFont, leading: int) -> None:
        self.parts: list[str] = []
        self.formats: list[QTextLayout.FormatRange] = []
        self.sections: list[Section] = []
        self.links: list[Link] = []
        self._font, self._leading = font, leading
        self._at = 0
        self._last = BlockKind.PARAGRAPH

    def put(self, block: Block) -> None:
        if self.parts:
            self._add(LINE_BREAK)
        prefix = _prefix(block)
        level = {BlockKind.LIST_ITEM: block.level - 1, BlockKind.QUOTE: block.level}.get(block.kind, 0)
        step = _STEP * level
        hanging = QFontMetrics(self._font).horizontalAdvance(prefix) if prefix else 0
        closed_up = block.kind is BlockKind.LIST_ITEM and self._last is BlockKind.LIST_ITEM
        above = 0 if closed_up else round(_BETWEEN * self._leading)
        self.sections.append(Section(self._at, step, step + hanging, above))
        self._add(prefix)
        for span in block.spans:
            self._put_span(span, block.kind)
        self._last = block.kind

    def _put_span(self, span: Span, kind: BlockKind) -> None:
        start = self._at
        self._add(span.text.replace("\n", LINE_BREAK))
        marks = span.marks
        if kind is BlockKind.QUOTE:
            marks ^= Mark.EMPHASIS  # inside italics emphasis stands upright
        if kind is BlockKind.PREFORMATTED:
            marks |= Mark.CODE
        if span.link:
            self.links.append(Link(start, self._at, span.link))
        if marks or span.link:
            made = QTextLayout.FormatRange()
            made.start, made.length = start, self._at - start
            made.format = _format(self._font, span, marks)
            self.formats.append(made)

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self._at += len(text) + sum(letter > "\uffff" for letter in text)


def _prefix(block: Block) -> str:
    if block.kind is not BlockKind.LIST_ITEM:
        return ""
    return "•\u00a0\u00a0" if block.number is None else f"{block.number}.\u00a0\u00a0"


def _format(base: QFont, span: Span, marks: Mark) -> QTextCharFormat:
    font = QFont(base)
    if marks & Mark.CODE:
        font.setFamilies(families(Face.MONO))
        font.setPixelSize(max(round(base.pixelSize() * 0.9), 8))
    if marks & Mark.STRONG or (marks & Mark.EMPHASIS and not _slants(span.text)):
        font.setWeight(QFont.Weight(_SEMIBOLD))
    font.setItalic(bool(marks & Mark.EMPHASIS) and _slants(span.text))
    font.setUnderline(bool(span.link))
    made = QTextCharFormat()
    made.setFont(font)
    return made


def _slants(text: str) -> bool:
    """False for text in letters that have no italics: there weight carries the emphasis."""
    wide = any(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return not wide and not any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


def _block_html(block: Block) -> str:
    inner = "".join(_span_html(span) for span in block.spans)
    match block.kind:
        case BlockKind.LIST_ITEM:
            step = 12 * block.level
            return f'<p style="margin: 0 0 0 {step}px; white-space: pre-wrap">{html.escape(_prefix(block))}{inner}</p>'
        case BlockKind.QUOTE:
            return f'<p style="margin: 4px 0 4px 12px; white-space: pre-wrap"><i>{inner}</i></p>'
        case BlockKind.PREFORMATTED:
            return f'<p style="margin: 4px 0; white-space: pre-wrap"><code>{inner}</code></p>'
        case _:
            return f'<p style="margin: 4px 0; white-space: pre-wrap">{inner}</p>'


def _span_html(span: Span) -> str:
    made = html.escape(span.text)
    for tag in _tags(span):
        made = f"<{tag}>{made}</{tag}>"
    return made


def _tags(span: Span) -> Iterable[str]:
    yield from (tag for mark, tag in _TAGS if mark in span.marks)
    if span.link:
        yield "u"
