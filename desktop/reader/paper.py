"""A story set for paper: the page of the screen in sheets, with a footer on each and the reader's notes behind.

Sizes are the document's pixels unless they say otherwise: it is set at one text size, and painted at the paper's scale.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPalette,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextFrame,
    QTextTable,
)

from desktop.reader._formats import formats_for
from desktop.reader._pictures import decode
from desktop.reader._script import Setting, setting_of
from desktop.reader._style import PageStyle
from desktop.reader._writer import safe
from desktop.reader.highlights import Highlights, highlights_of
from desktop.reader.lines import Line, line_of
from desktop.reader.marks import Marks, paint_marks
from desktop.reader.ornaments import Ornament, OrnamentKind, paint_ornaments
from desktop.reader.render import PageContent, render
from desktop.theme.fonts import families, han_region
from desktop.theme.themes import Role, load_theme
from desktop.theme.typography import DEFAULT_TEXT_SIZE, MEASURES, Face, ReadingStyle, Style
from library.model.annotation import AnchoredAnnotation, AnchorState, Motivation

TEXT_POINTS = 11.5
"""Size of the running text on paper, in points, whatever it is on the screen."""

SCALE = TEXT_POINTS / DEFAULT_TEXT_SIZE
"""Points that a pixel of the document is on paper."""

PICTURE_DPI = 300

_SIDES = 0.165
"""Left and right margin as a part of the paper's width: on A4 that leaves lines of some 75 letters."""
_TOP, _BOTTOM = 62.0, 74.0
_FOOTER = 40.0
"""Points from the lower edge of the paper: of the margin, and of the footer's baseline."""

_FEWEST_LINES = 3
"""Lines of a paragraph whose first isn't left alone at the end of a sheet."""
_LONGEST_QUOTE = 160
_LINKS = ("http:", "https:", "mailto:")


@dataclass(frozen=True, slots=True)
class _Note:
    """One numbered note: where its passage ends, in code points (None for one whose passage is gone)."""

    number: int
    end: int | None
    quote: str
    words: str


class PaperStory:
    """A story in sheets of one size, to be painted one by one."""

    def __init__(
        self,
        content: PageContent,
        reading: ReadingStyle,
        paper: QSizeF,
        annotations: Sequence[AnchoredAnnotation] = (),
    ) -> None:
        """Set a story on sheets of a size in points, with highlights and notes where there are `annotations`."""
        pixels = paper / SCALE
        self._size = pixels
        on_paper = replace(reading, size=DEFAULT_TEXT_SIZE, measure=MEASURES[1])
        self._style = PageStyle(load_theme("paper"), on_paper, PICTURE_DPI * SCALE / 72)
        column = pixels.width() * (1 - 2 * _SIDES)
        self._page = render(content, self._style, column + 2 * self._style.gutter, on_paper=True)
        self._page.build_all()
        self._rtl = setting_of(content.story.headline or self._page.text[:400]).rtl
        self._notes = _numbered(annotations)
        self._labels: list[Ornament] = []
        self._marks = Marks(_without_signs(annotations, self._page.map.length))
        self._set_margins()
        self._write_notes()
        self._cut_inner_links()
        self._decode_pictures()
        self._page.document.setUseDesignMetrics(True)
        self._page.document.setPageSize(pixels)
        self._mend_breaks()

    @property
    def sheets(self) -> int:
        """How many sheets there are."""
        return self._page.document.pageCount()

    def paint(self, painter: QPainter, number: int, dots_per_inch: float) -> None:
        """Paint the sheet of a number, from 0, with the painter's origin in the paper's upper left corner."""
        painter.save()
        scale = dots_per_inch / 72 * SCALE
        painter.scale(scale, scale)
        painter.translate(0, -number * self._size.height())
        self._paint_text(painter, self._text_area(number))
        self._paint_numbers(painter, number)
        self._paint_footer(painter, number)
        painter.restore()

    # How it is set

    def _set_margins(self) -> None:
        frame = self._page.document.rootFrame()
        margins, side = frame.frameFormat(), self._size.width() * _SIDES
        margins.setLeftMargin(side)
        margins.setRightMargin(side)
        margins.setTopMargin(_TOP / SCALE)
        margins.setBottomMargin(_BOTTOM / SCALE)
        frame.setFrameFormat(margins)
        self._page.fit(self._size.width() - 2 * side + 2 * self._style.gutter)

    def _write_notes(self) -> None:
        if not self._notes:
            return
        story = self._page.story
        formats = formats_for(self._style, han_region(story.language))
        heading = Setting(rtl=self._rtl)
        cursor = QTextCursor(self._page.document)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        cursor.insertBlock(formats.block(Style.HEADING_3, heading), formats.char(Style.HEADING_3))
        cursor.insertText("Notes", formats.char(Style.HEADING_3))
        for note in self._notes:
            setting = setting_of(note.words or note.quote)
            block = formats.block(Style.FOOTNOTE, setting, 1, note.number > 1, note.number < len(self._notes))
            char = formats.char(Style.FOOTNOTE, setting.script)
            cursor.insertBlock(block, char)
            self._labels.append(Ornament(OrnamentKind.LABEL, cursor.position(), setting.rtl, text=str(note.number)))
            # A note on a story as a whole, or one that was brought in without its passage, quotes nothing.
            cursor.insertText(safe(f"“{note.quote}” — {note.words}" if note.quote else note.words), char)
        cursor.endEditBlock()

    def _cut_inner_links(self) -> None:
        """Leave the words of links that lead nowhere outside the program: to footnotes, to versions."""
        cursor = QTextCursor(self._page.document)
        for start, end, char in list(self._linked()):
            char.setAnchor(False)
            char.clearProperty(QTextFormat.Property.AnchorHref.value)
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(char)

    def _linked(self) -> Iterator[tuple[int, int, QTextCharFormat]]:
        for start, end, char in self._fragments():
            if char.isAnchor() and not char.anchorHref().lower().startswith(_LINKS):
                yield start, end, char

    def _fragments(self) -> Iterator[tuple[int, int, QTextCharFormat]]:
        block = self._page.document.begin()
        while block.isValid():
            at = block.begin()
            while not at.atEnd():
                fragment = at.fragment()
                yield fragment.position(), fragment.position() + fragment.length(), fragment.charFormat()
                at += 1
            block = block.next()

    def _decode_pictures(self) -> None:
        """Have every picture in the document before it is painted: paper doesn't wait for one."""
        document = self._page.document
        for _, _, char in self._fragments():
            if char.isImageFormat():
                image = char.toImageFormat()
                picture = document.picture_named(image.name())
                if picture is not None:
                    size = QSizeF(image.width(), image.height()).toSize() * self._style.pixel_ratio
                    document.take(picture.address, size, decode(picture, size))

    def _mend_breaks(self) -> None:
        """Move to the next sheet what shouldn't be cut, or stand alone at the end of one, from the first sheet on."""
        items = list(_items(self._page.document.rootFrame()))
        for at, (item, after) in enumerate(pairwise(items)):
            wrong = self._is_cut(item) if isinstance(item, QTextTable) else self._stands_alone(item, after)
            if wrong:
                self._break_before(items[_with_its_subhead(items, at)])

    def _break_before(self, item: QTextBlock | QTextTable) -> None:
        """Begin a sheet with an item.

        Qt lays out again from there, but leaves some blocks behind it without lines (6.11.3) unless it is told that
        all of them changed. It lays out only what is asked about, so that this costs no more than once.
        """
        _set_break(item)
        document = self._page.document
        first = item.firstPosition() if isinstance(item, QTextTable) else item.position()
        document.markContentsDirty(first, document.characterCount() - first)

    def _is_cut(self, table: QTextTable) -> bool:
        rect = self._page.document.documentLayout().frameBoundingRect(table)
        height = self._size.height()
        room = height - (_TOP + _BOTTOM) / SCALE
        return rect.height() < room and int(rect.top() / height) != int((rect.bottom() - 1) / height)

    def _stands_alone(self, block: QTextBlock, after: QTextBlock | QTextTable) -> bool:
        """True if a sheet ends with the first line of a paragraph, a subhead, or a picture without its caption."""
        first, last = self._first_sheet_of(block), self._sheet_of(block)
        if _keeps_with_next(block):
            return last != self._first_sheet_of(after)
        lines = block.layout()
        if first == last or lines.lineCount() < _FEWEST_LINES:
            return False
        second = Line(block, 1, self._page.document.documentLayout().blockBoundingRect(block).topLeft())
        return int(second.baseline / self._size.height()) != first

    def _sheet_of(self, block: QTextBlock) -> int:
        rect = self._page.document.documentLayout().blockBoundingRect(block)
        return int((rect.bottom() - 1) / self._size.height())

    def _first_sheet_of(self, item: QTextBlock | QTextTable) -> int:
        """Return the sheet of an item's first line."""
        position = item.firstPosition() if isinstance(item, QTextTable) else item.position()
        line = line_of(self._page.document, position)
        return int(line.baseline / self._size.height()) if line is not None else 0

    # How it is painted

    def _text_area(self, number: int) -> QRectF:
        height, spill = self._size.height(), self._style.em(0.8)
        top, bottom = number * height + _TOP / SCALE, (number + 1) * height - _BOTTOM / SCALE
        return QRectF(0, top - spill, self._size.width(), bottom - top + 2 * spill)

    def _paint_text(self, painter: QPainter, area: QRectF) -> None:
        painter.save()
        painter.setClipRect(area)
        self._page.paint_ornaments(painter, area)
        paint_ornaments(painter, self._page.document, self._style, self._labels, area)
        paint_marks(painter, self._page, self._marks, area)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = area
        context.palette.setColor(QPalette.ColorRole.Text, self._colour(Role.TEXT))
        self._page.document.documentLayout().draw(painter, context)
        painter.restore()

    def _paint_numbers(self, painter: QPainter, number: int) -> None:
        """Paint the notes' numbers into the margin, each at the end of the line that its passage ends in."""
        font = self._font(0.74)
        painter.setFont(font)
        metrics, gap = QFontMetricsF(font), self._style.em(0.6)
        painter.setPen(self._colour(Role.ACCENT))
        side = self._size.width() * _SIDES
        by_line: dict[float, list[str]] = {}
        for note in self._notes:
            line = line_of(self._page.document, self._page.map.to_qt(note.end - 1)) if note.end is not None else None
            if line is not None and int(line.baseline / self._size.height()) == number:
                by_line.setdefault(line.baseline, []).append(str(note.number))
        for baseline, numbers in by_line.items():
            words = ", ".join(numbers)
            x = side - gap - metrics.horizontalAdvance(words) if self._rtl else self._size.width() - side + gap
            painter.drawText(QPointF(x, baseline), words)

    def _paint_footer(self, painter: QPainter, number: int) -> None:
        font = self._font(0.66)
        metrics, side = QFontMetricsF(font), self._size.width() * _SIDES
        painter.setFont(font)
        painter.setPen(self._colour(Role.MUTED))
        count, headline = f"{number + 1} / {self.sheets}", " ".join(self._page.story.headline.split())
        width = self._size.width() - 2 * side
        room = width - metrics.horizontalAdvance(count) - self._style.em(2)
        title = metrics.elidedText(headline, Qt.TextElideMode.ElideRight, room)
        y = (number + 1) * self._size.height() - _FOOTER / SCALE
        left, right = (count, title) if self._rtl else (title, count)
        painter.drawText(QPointF(side, y), left)
        painter.drawText(QPointF(side + width - metrics.horizontalAdvance(right), y), right)

    def _font(self, ems: float) -> QFont:
        font = QFont(families(Face.SANS, han_region(self._page.story.language)))
        font.setPixelSize(round(self._style.em(ems)))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def _colour(self, role: Role) -> QColor:
        return QColor(self._style.theme.colour(role))


def _items(frame: QTextFrame) -> Iterator[QTextBlock | QTextTable]:
    """Yield what stands in a frame, in order: blocks and whole tables."""
    at = frame.begin()
    while not at.atEnd():
        inner, block = at.currentFrame(), at.currentBlock()
        if isinstance(inner, QTextTable):
            yield inner
        elif block.isValid():
            yield block
        at += 1


def _keeps_with_next(block: QTextBlock) -> bool:
    if block.blockFormat().headingLevel() > 0:
        return True
    return block.length() > 1 and block.begin().fragment().charFormat().isImageFormat()


def _with_its_subhead(items: Sequence[QTextBlock | QTextTable], at: int) -> int:
    """Return the place of the subhead right above the item at a place, or that place."""
    above = at - 1
    while above > 0 and isinstance(block := items[above], QTextBlock):
        if block.blockFormat().headingLevel() > 0:
            return above
        if block.length() > 1:
            return at
        above -= 1
    return at


def _set_break(item: QTextBlock | QTextTable) -> None:
    if isinstance(item, QTextTable):
        table = item.format().toTableFormat()
        table.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
        item.setFormat(table)
        return
    block = item.blockFormat()
    block.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
    QTextCursor(item).setBlockFormat(block)


def _numbered(annotations: Sequence[AnchoredAnnotation]) -> tuple[_Note, ...]:
    """Return the notes on passages in the order of the text; those whose passage is gone come last."""
    noted = [
        each
        for each in annotations
        if each.annotation.note and each.annotation.motivation is not Motivation.BOOKMARKING
    ]
    noted.sort(key=lambda each: (each.anchor.state is AnchorState.ORPHAN, each.anchor.start, each.anchor.end))
    return tuple(
        _Note(
            number,
            None if each.anchor.state is AnchorState.ORPHAN else each.anchor.end,
            _short(each.annotation.target.quote.exact),
            each.annotation.note.strip(),
        )
        for number, each in enumerate(noted, start=1)
    )


def _short(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= _LONGEST_QUOTE else f"{words[: _LONGEST_QUOTE - 1].rstrip()}…"


def _without_signs(annotations: Sequence[AnchoredAnnotation], length: int) -> Highlights:
    """Return what is marked in the text; what the notes say and where bookmarks are isn't shown in the margin."""
    silent = (
        replace(each, annotation=replace(each.annotation, note=""))
        for each in annotations
        if each.annotation.motivation is not Motivation.BOOKMARKING
    )
    return highlights_of(silent, length)
