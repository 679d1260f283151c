"""Writes blocks into a document and keeps account of where canonical text came to stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor

from desktop.reader._balance import Balanced
from desktop.reader._formats import Formats
from desktop.reader._pictures import Picture, StoryDocument, place_picture
from desktop.reader._places import Places
from desktop.reader._script import Script, Setting, script_of
from desktop.reader.hyphens import SOFT_HYPHEN, Hyphenator
from desktop.reader.offsets import Segment, wide_letters
from desktop.reader.ornaments import Ornament, OrnamentKind
from desktop.theme.typography import RUNNING, Style
from library.model.document import Mark, Span

FOOTNOTE_SCHEME, PLACE_SCHEME, TABLE_SCHEME = "footnote:", "place:", "table:"

_UNSAFE = re.compile("[\x00-\x08\x0a-\x1f\x7f\u2029\ud800-\udfff\ufdd0\ufdd1\ufeff\ufffc\ufffe]")
_OPENED = ("http:", "https:", "mailto:")
"""What a story may link to; the other schemes are the page's own."""
_BYTE_ORDER_MARK, _WORD_JOINER = "\ufeff", "\u2060"
_LINE_BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\u2029"


def safe(text: str) -> str:
    """Return text that Qt inserts letter for letter.

    Qt would begin a block at a newline or a paragraph separator, take U+FDD0 and U+FDD1 for the borders of frames,
    U+FFFC for an object and U+FEFF or U+FFFE at the beginning for a byte order mark, and lose a lone surrogate. Each is
    replaced by one letter, so no position moves.
    """
    return _UNSAFE.sub(_stand_in, text)


def _stand_in(unsafe: re.Match[str]) -> str:
    if unsafe[0] in _LINE_BREAKS:
        return "\u2028"
    # What U+FEFF means within a text has been U+2060 since Unicode 3.2.
    return _WORD_JOINER if unsafe[0] == _BYTE_ORDER_MARK else "\ufffd"


class Writer:
    """A cursor at the end of a document, and what grows with it: segments, ornaments, pictures.

    `column` is how wide lines, pictures and tables can be, in pixels; `is_narrow` says that this is little. `on_paper`
    nothing can be opened.
    """

    def __init__(
        self, document: StoryDocument, formats: Formats, places: Places, hyphenator: Hyphenator | None = None
    ) -> None:
        self._document = document
        self._places = places
        self._hyphenator = hyphenator
        self.cursor = QTextCursor(document)
        self.formats = formats
        self.segments: list[Segment] = []
        self.ornaments: list[Ornament] = []
        self.pictures: list[tuple[int, Picture]] = []
        self.balanced: list[Balanced] = []
        self.column = formats.style.measure
        self.is_narrow = self.on_paper = False
        self._unused_block = True

    @property
    def position(self) -> int:
        """Where the next letter goes, in UTF-16 units."""
        return self.cursor.position()

    def begin(self, block: QTextBlockFormat, char: QTextCharFormat) -> None:
        """Begin a block."""
        if self._unused_block:
            self.cursor.setBlockFormat(block)
            self.cursor.setBlockCharFormat(char)
        else:
            self.cursor.insertBlock(block, char)
        self._unused_block = False

    def leave_table(self) -> None:
        """Note that the cursor stands in the empty block that Qt keeps behind every table."""
        self._unused_block = True

    def settle(self) -> None:
        """Make an empty block that nothing was written to as good as invisible."""
        if self._unused_block:
            thin = QTextBlockFormat()
            thin.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
            self.cursor.setBlockFormat(thin)

    def balance(self, rtl: bool) -> None:
        """Even out the lines of the current block, all of which is written."""
        block = self.cursor.block()
        made = block.blockFormat()
        start, end = (made.rightMargin(), made.leftMargin()) if rtl else (made.leftMargin(), made.rightMargin())
        centred = bool(made.alignment() & Qt.AlignmentFlag.AlignHCenter)
        self.balanced.append(Balanced(block.position(), start, end, rtl, centred))
        self.balanced[-1].fit(self._document, self.column)

    def made(self, text: str, char: QTextCharFormat) -> None:
        """Write text that isn't part of the canonical text."""
        self.cursor.insertText(safe(text), char)

    def picture(self, picture: Picture) -> None:
        """Write a picture as one letter of made text, as large as the column has room for."""
        self.pictures.append((self.position, picture))
        ratio = self.formats.style.pixel_ratio
        self.cursor.insertImage(place_picture(self._document, picture, self.column, ratio))

    def canonical(self, start: int, text: str, spans: Iterable[Span], style: Style, script: Script) -> None:
        """Write spans as the canonical text (`text`, all of it) that begins at code point `start`."""
        wide = wide_letters(text)
        breaks = self._breaks(text, style, script)
        soft = tuple(at + bisect_left(wide, at) for at in breaks)
        self.segments.append(Segment(start, len(text), self.position, wide, soft))
        at = 0
        for span in spans:
            end = at + len(span.text)
            first, last = bisect_left(breaks, at), bisect_left(breaks, end)
            self._span(span, style, script, [one - at for one in breaks[first:last]])
            at = end

    def plain(self, start: int, text: str, char: QTextCharFormat) -> None:
        """Write canonical text that has no spans of its own."""
        self.segments.append(Segment(start, len(text), self.position, wide_letters(text)))
        if text:
            self.cursor.insertText(safe(text), char)

    def ornament(
        self, kind: OrnamentKind, first: int, setting: Setting, depth: int = 1, text: str = "", joins: int = 0
    ) -> None:
        """Note an ornament of the current block, which begins at `first`."""
        self.ornaments.append(Ornament(kind, first, setting.rtl, depth, text, joins))

    def _breaks(self, text: str, style: Style, script: Script) -> list[int]:
        """Return the code points that a soft hyphen goes before: in running text of an alphabet with hyphens."""
        if self._hyphenator is None or style not in RUNNING or script is not Script.LATIN:
            return []
        return self._hyphenator.breaks(text)

    def _span(self, span: Span, style: Style, script: Script, breaks: Sequence[int]) -> None:
        own = script if span.marks is Mark.NONE and not span.footnote else script_of(span.text)
        char = self.formats.char(style, own if own is not Script.LATIN else script, span.marks)
        if span.footnote:
            char = self.formats.link(char, FOOTNOTE_SCHEME + span.footnote)
        elif span.link.lower().startswith(_OPENED):
            place = self._places.of(span)
            char = self.formats.link(char, span.link if place is None else f"{PLACE_SCHEME}{place}")
        text = safe(span.text)
        if breaks:
            text = SOFT_HYPHEN.join(text[low:high] for low, high in pairwise([0, *breaks, len(text)]))
        self.cursor.insertText(text, char)
