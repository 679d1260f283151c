"""Sets a story as a page: a document built block by block, and the account of where its text stands.

A long story is built in pieces: Qt takes 0.1 ms to take in a block and as long to lay it out. What asks for a place
that isn't there yet has the page built up to it; whoever shows the page has the rest built while nothing else happens.

Owns what a story looks like. Knows nothing of widgets, of annotations or of searches: the pane paints those over the
page, because they change while the page stays.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QTextCursor, QTextDocument, QTextOption

from desktop.reader._body import Body
from desktop.reader._facts import minutes_to_read
from desktop.reader._formats import formats_for
from desktop.reader._masthead import VERSIONS_ADDRESS, set_foot, set_head
from desktop.reader._pictures import AssetReader, Picture, StoryDocument, place_picture
from desktop.reader._places import Places
from desktop.reader._script import setting_of
from desktop.reader._style import PageStyle
from desktop.reader._writer import FOOTNOTE_SCHEME, PLACE_SCHEME, TABLE_SCHEME, Writer
from desktop.reader.hyphens import hyphenators
from desktop.reader.offsets import OffsetMap
from desktop.reader.ornaments import paint_ornaments
from desktop.theme.fonts import han_region
from library.model.document import BlockKind, block_starts, text
from library.model.story import Story

__all__ = [
    "FOOTNOTE_SCHEME",
    "PLACE_SCHEME",
    "TABLE_SCHEME",
    "VERSIONS_ADDRESS",
    "PageContent",
    "PageStyle",
    "RenderedPage",
    "render",
]

FIRST_LETTERS = 8_000
"""Code points that are set before a story shows: two tall screens, and all of most stories."""

_FIRST_BLOCKS = 2
_SPACE_ABOVE = 2.9
_SPACE_BELOW = 5.0


def _no_assets(_digest: str) -> bytes | None:
    return None


@dataclass(frozen=True, slots=True)
class PageContent:
    """What a page shows: a story, how to get the bytes of its pictures, and the line about its corrections."""

    story: Story
    asset: AssetReader = _no_assets
    corrections: str = ""


class RenderedPage:
    """A story set for the screen: its first screens at once, the rest when it is asked for.

    `map` translates positions, and has the page built as far as a place that it is asked about; `text` is the whole
    canonical text, `minutes` how long it takes to read. A link in the document is a web address, `footnote:LABEL`,
    `place:CODE_POINT`, `table:BLOCK`, the address of a picture or `VERSIONS_ADDRESS`.
    """

    def __init__(self, content: PageContent, style: PageStyle, width: float, on_paper: bool) -> None:
        story = content.story
        self.style = style
        self.story = story
        self.text = text(story.document)
        self.minutes = minutes_to_read(self.text)
        self.document = _empty_page(style, story)
        column = self._column(width)
        here = style.in_column(column)
        self._narrow = style.is_narrow(column)
        self._fitted = 0
        hyphenator = hyphenators().get(story.language) if here.reading.justified else None
        self._writer = Writer(self.document, formats_for(here, han_region(story.language)), Places(story), hyphenator)
        self._writer.column, self._writer.is_narrow, self._writer.on_paper = column, self._narrow, on_paper
        self._setting = setting_of(story.headline or self.text[:400])
        self._body = Body(self._writer, story.document.blocks, content.asset, self._setting)
        self._next_block = self._next_start = 0
        self._complete = False
        with self._editing():
            set_head(self._writer, story, self.minutes, content.corrections, self._setting)
            # What is empty of text still has a place: where the text would stand.
            self.map = OffsetMap((), self._writer.position, len(self.text), self.build_to)
            self._set_blocks(FIRST_LETTERS)

    @property
    def is_complete(self) -> bool:
        """True once everything is in the document."""
        return self._complete

    def build(self, letters: int) -> None:
        """Set so many more code points, at least a block."""
        if not self._complete:
            with self._editing():
                self._set_blocks(self._next_start + letters)

    def build_to(self, code_point: int) -> None:
        """Have a place in the document, and a block behind it, so that nothing there moves when more is set."""
        if not self._complete and code_point >= self._behind_last():
            with self._editing():
                self._set_blocks(code_point + FIRST_LETTERS)

    def build_all(self) -> None:
        """Have everything in the document."""
        self.build(len(self.text) + 1)

    def reach(self, y: float) -> None:
        """Have the page down to a height (document coordinates, pixels) in the document, which must be laid out."""
        while not self._complete and self._bottom() <= y:
            self.build(FIRST_LETTERS)

    @property
    def labels(self) -> dict[str, tuple[int, int]]:
        """The code points of the footnotes by their labels; of the first, if several have the same."""
        document = self.story.document
        found: dict[str, tuple[int, int]] = {}
        for block, start in zip(document.blocks, block_starts(document), strict=True):
            if block.kind is BlockKind.FOOTNOTE:
                found.setdefault(block.label, (start, start + len(block.text)))
        return found

    def paragraph_at(self, code_point: int) -> tuple[int, int]:
        """Return the code points of the block that a place is in."""
        document = self.story.document
        at = max(0, bisect_right(block_starts(document), code_point) - 1)
        start = block_starts(document)[at] if document.blocks else 0
        return start, start + len(document.blocks[at].text) if document.blocks else 0

    def caption_of(self, picture: Picture) -> str:
        """Return what stands below a picture, or what it is said to show: caption and credit on lines of their own."""
        for block in self.story.document.blocks:
            if block.image is not None and block.image.asset == picture.digest:
                return "\n".join(filter(None, (block.text or block.image.alt, block.image.credit)))
        return ""

    def paint_ornaments(self, painter: QPainter, clip: QRectF) -> None:
        """Paint what stands below the text, where it shows in `clip` (document coordinates, pixels)."""
        paint_ornaments(painter, self.document, self.style, self._writer.ornaments, clip)

    @property
    def is_outgrown(self) -> bool:
        """True if headline, lines or a table would be set another way in the width that the page was last fitted to."""
        column = self._writer.column
        if self.style.is_narrow(column) is not self._narrow:
            return True
        return not all(placed.fits(column) for placed in self._body.tables)

    def fit(self, width: float) -> None:
        """Shrink pictures and tables to a page of `width` pixels, or let them grow again, up to the measure.

        Text fits by itself. Positions stay as they are.
        """
        column = self._column(width)
        if column == self._fitted:
            return
        self._fitted = self._writer.column = column
        for placed in self._body.tables:
            if placed.fits(column):
                placed.fit(column)
        for balanced in self._writer.balanced:
            balanced.fit(self.document, column)
        cursor = QTextCursor(self.document)
        for position, picture in self._writer.pictures:
            cursor.setPosition(position)
            cursor.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(place_picture(self.document, picture, column, self.style.pixel_ratio))

    def _column(self, width: float) -> int:
        return int(max(1, min(self.style.measure, width - 2 * self.style.gutter)))

    def _set_blocks(self, end: int) -> None:
        """Set blocks until the canonical text is there up to `end` and a block more; behind the last, the foot."""
        blocks, known = self.story.document.blocks, len(self._writer.segments)
        while self._next_block < len(blocks) and (self._next_start <= end or self._next_block < _FIRST_BLOCKS):
            self._next_start = self._body.set_block(self._next_block, self._next_start)
            self._next_block += 1
        self.map.add(self._writer.segments[known:])
        if self._next_block == len(blocks):
            set_foot(self._writer, self.story, self._setting)
            self._writer.settle()
            self._complete = True

    def _behind_last(self) -> int:
        """Return where the last block that is set begins, in code points."""
        return self._next_start - 1 - len(self.story.document.blocks[self._next_block - 1].text)

    def _bottom(self) -> float:
        return self.document.documentLayout().blockBoundingRect(self.document.lastBlock()).bottom()

    @contextmanager
    def _editing(self) -> Iterator[None]:
        self._writer.cursor.beginEditBlock()
        try:
            yield
        finally:
            self._writer.cursor.endEditBlock()


def render(content: PageContent, style: PageStyle, width: float = math.inf, on_paper: bool = False) -> RenderedPage:
    """Return the page of a story, for a page of `width` pixels, or of its full width, on the screen or on paper.

    Opens nothing and fetches nothing; pictures are decoded when they are first seen. Needs a QGuiApplication.
    """
    return RenderedPage(content, style, width, on_paper)


def _empty_page(style: PageStyle, story: Story) -> StoryDocument:
    document = StoryDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTabStopDistance(style.em(2.4))
    document.setDefaultTextOption(option)
    document.setMetaInformation(QTextDocument.MetaInformation.DocumentTitle, story.headline)
    frame = document.rootFrame().frameFormat()
    frame.setTopMargin(style.em(_SPACE_ABOVE))
    frame.setBottomMargin(style.em(_SPACE_BELOW))
    frame.setLeftMargin(style.gutter)
    frame.setRightMargin(style.gutter)
    document.rootFrame().setFrameFormat(frame)
    return document
