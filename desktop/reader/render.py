"""Sets a story as a page: a document built block by block, and the account of where its text stands.

Owns what a story looks like. Knows nothing of widgets, of annotations or of searches: the pane paints those over the
page, because they change while the page stays.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QTextCursor, QTextDocument, QTextOption

from desktop.reader._body import Body
from desktop.reader._formats import formats_for
from desktop.reader._masthead import VERSIONS_ADDRESS, set_foot, set_head
from desktop.reader._pictures import AssetReader, Picture, StoryDocument, place_picture
from desktop.reader._script import Setting, setting_of
from desktop.reader._style import PageStyle
from desktop.reader._writer import FOOTNOTE_SCHEME, Writer
from desktop.reader.hyphens import hyphenators
from desktop.reader.offsets import OffsetMap
from desktop.reader.ornaments import Ornament, paint_ornaments
from desktop.theme.fonts import han_region
from library.model.document import text
from library.model.story import Story

__all__ = ["FOOTNOTE_SCHEME", "VERSIONS_ADDRESS", "PageContent", "PageStyle", "RenderedPage", "render"]

_SPACE_ABOVE = 2.9
_SPACE_BELOW = 5.0


def _no_assets(_digest: str) -> bytes | None:
    return None


@dataclass(frozen=True, slots=True)
class PageContent:
    """What a page shows: a story, how to get the bytes of its pictures, and how many versions of it there are."""

    story: Story
    asset: AssetReader = _no_assets
    versions: int = 1


@dataclass(slots=True)
class RenderedPage:
    """A story set for the screen.

    `map` translates positions; `text` is the canonical text; `footnotes` are document positions by label. A link in
    the document is a web address, `footnote:LABEL` or `VERSIONS_ADDRESS`.
    """

    document: StoryDocument
    style: PageStyle
    text: str
    map: OffsetMap
    footnotes: dict[str, int]
    _ornaments: list[Ornament] = field(repr=False)
    _pictures: list[tuple[int, Picture]] = field(repr=False)

    def paint_ornaments(self, painter: QPainter, clip: QRectF) -> None:
        """Paint what stands below the text, where it shows in `clip` (document coordinates, pixels)."""
        paint_ornaments(painter, self.document, self.style, self._ornaments, clip)

    def fit(self, width: float) -> None:
        """Shrink the pictures to a page of `width` pixels, or let them grow again, up to the measure.

        Text and tables fit by themselves. Positions stay as they are.
        """
        column = max(1, min(self.style.measure, int(width) - 2 * self.style.gutter))
        cursor = QTextCursor(self.document)
        for position, picture in self._pictures:
            cursor.setPosition(position)
            cursor.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(place_picture(self.document, picture, column, self.style.pixel_ratio))


def render(content: PageContent, style: PageStyle) -> RenderedPage:
    """Return the page of a story. Opens nothing and fetches nothing; pictures are decoded when they are first seen.

    Needs a QGuiApplication.
    """
    story = content.story
    canonical = text(story.document)
    document = _empty_page(style, story)
    formats = formats_for(style, han_region(story.language))
    hyphenator = hyphenators().get(story.language) if style.reading.justified else None
    writer = Writer(document, formats, hyphenator)
    page = setting_of(story.headline or canonical[:400])
    writer.cursor.beginEditBlock()
    set_head(writer, story, canonical, content.versions, page)
    _set_body(writer, content, page)
    set_foot(writer, story, page)
    writer.settle()
    writer.cursor.endEditBlock()
    offsets = OffsetMap(writer.segments, writer.position)
    return RenderedPage(document, style, canonical, offsets, writer.footnotes, writer.ornaments, writer.pictures)


def _set_body(writer: Writer, content: PageContent, page: Setting) -> None:
    blocks = content.story.document.blocks
    body = Body(writer, blocks, content.asset, page)
    start = 0
    for index in range(len(blocks)):
        start = body.set_block(index, start)


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
