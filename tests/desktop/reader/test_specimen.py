"""Specimens of the page are looked at as a typesetter would: what stands where, in which face, how far apart."""

from __future__ import annotations

import dataclasses
import itertools
import math
import unicodedata

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontInfo, QGlyphRun, QTextBlock, QTextLayout
from PySide6.QtWidgets import QApplication

from desktop.reader._balance import least_width
from desktop.reader.ornaments import OrnamentKind
from desktop.reader.render import PageContent, PageStyle, RenderedPage, render
from desktop.theme.themes import THEME_NAMES, load_theme
from desktop.theme.typography import ReadingStyle
from library.model.document import Block, BlockKind, Document, Image, Span, paragraph, text
from library.model.story import Story
from tests.specimen import LANDSCAPE, SMALL, SPECIMENS, TALL, pictures

PAPER = load_theme("paper")
NARROW = 360


def specimen(language: str, width: int = 0, size: int = 19, ratio: float = 1.0, theme: str = "paper") -> RenderedPage:
    style = PageStyle(load_theme(theme), ReadingStyle(size=size), ratio)
    return laid_out(render(PageContent(SPECIMENS[language], pictures().get), style, width or math.inf), width)


def laid_out(page: RenderedPage, width: int = 0) -> RenderedPage:
    page.build_all()
    room = min(width or page.style.page_width, page.style.page_width)
    page.fit(room)
    page.document.setTextWidth(room)
    page.document.size()
    return page


def set_page(*blocks: Block, **fields: object) -> RenderedPage:
    content = PageContent(Story(document=Document(blocks), **fields), pictures().get)
    return laid_out(render(content, PageStyle(PAPER)))


def blocks_of(page: RenderedPage) -> list[QTextBlock]:
    found, at = [], page.document.begin()
    while at.isValid():
        found.append(at)
        at = at.next()
    return found


def block_with(page: RenderedPage, words: str) -> QTextBlock:
    return next(at for at in blocks_of(page) if words in at.text())


def rect_of(page: RenderedPage, block: QTextBlock) -> QRectF:
    return page.document.documentLayout().blockBoundingRect(block)


def lines_of(block: QTextBlock) -> list[str]:
    layout = block.layout()
    units = block.text().encode("utf-16-le")
    lines = [layout.lineAt(at) for at in range(layout.lineCount())]
    return [
        units[2 * line.textStart() : 2 * (line.textStart() + line.textLength())].decode("utf-16-le") for line in lines
    ]


def runs_of(block: QTextBlock, line: int) -> list[QGlyphRun]:
    return block.layout().lineAt(line).glyphRuns()


def extents(page: RenderedPage) -> list[tuple[str, float, float]]:
    """Each run of letters on the page: the words of its block, its left and its right edge."""
    found = []
    for block in blocks_of(page):
        left = rect_of(page, block).left()
        runs = [run.boundingRect() for at in range(block.layout().lineCount()) for run in runs_of(block, at)]
        found += [(block.text(), left + run.left(), left + run.right()) for run in runs]
    return found


@pytest.mark.parametrize(("size", "width"), [(19, 0), (14, NARROW), (40, NARROW)])
@pytest.mark.parametrize("language", SPECIMENS)
def test_nothing_is_wider_than_the_measure(language: str, size: int, width: int, qapp: QApplication) -> None:
    page = specimen(language, width, size)
    room = page.document.textWidth()
    for words, left, right in extents(page):
        assert left >= page.style.gutter - 1, words
        assert right <= room - page.style.gutter + 1, words


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "ja"])
@pytest.mark.parametrize("width", [310, 333, 420, 508, 611])
def test_no_line_begins_with_what_closes_or_ends_with_what_opens(language: str, width: int, qapp: QApplication) -> None:
    page = specimen(language, width)
    for block in blocks_of(page):
        lines = lines_of(block)
        for line, following in itertools.pairwise(lines):
            assert following[0] not in "，。、：；！？）》」』”’ー", (line, following)
            assert unicodedata.category(line.rstrip()[-1]) not in ("Ps", "Pi"), (line, following)


def test_no_line_of_thai_begins_with_what_stands_above_or_below_a_letter(qapp: QApplication) -> None:
    page = specimen("th", NARROW)
    lines = [line for block in blocks_of(page) for line in lines_of(block) if line]
    assert len(lines) > 12
    assert not any(unicodedata.category(line[0]) == "Mn" for line in lines)


def test_the_signs_of_a_chinese_text_are_as_wide_as_its_letters(qapp: QApplication) -> None:
    page = set_page(paragraph("面包师说：“比钟还准”……——"), language="zh-Hans")
    layout = block_with(page, "面包师").layout()
    runs = layout.lineAt(0).glyphRuns()
    assert {run.rawFont().familyName() for run in runs} == {QFontInfo(page_font(page, "面包师")).family()}
    assert width_of(layout, 5, 1) == pytest.approx(width_of(layout, 0, 1), abs=1)


def page_font(page: RenderedPage, words: str):
    return block_with(page, words).charFormat().font()


def width_of(layout: QTextLayout, start: int, length: int) -> float:
    line = layout.lineAt(0)
    return line.cursorToX(start + length)[0] - line.cursorToX(start)[0]


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_pictures_are_as_sharp_as_the_screen_and_stand_at_the_start_of_the_column(
    ratio: float, qapp: QApplication
) -> None:
    for language, start in (("en", "left"), ("ar", "right")):
        images = [Block(BlockKind.IMAGE, image=Image(digest)) for digest in (LANDSCAPE, SMALL, TALL)]
        story = Story(headline=SPECIMENS[language].headline, language=language, document=Document(tuple(images)))
        page = laid_out(render(PageContent(story, pictures().get), PageStyle(PAPER, pixel_ratio=ratio)))
        column = page.document.textWidth() - 2 * page.style.gutter
        for position, picture in page._writer.pictures:
            block = page.document.findBlock(position)
            line = block.layout().lineAt(0).naturalTextRect()
            wanted = page.document._wanted[picture.address][1]
            assert line.width() <= column
            assert wanted.width() == pytest.approx(line.width() * ratio, abs=1)
            edge = line.left() if start == "left" else column - line.right()
            assert edge == pytest.approx(0, abs=1)


def test_a_small_picture_and_its_caption_begin_on_one_edge(qapp: QApplication) -> None:
    page = specimen("en")
    caption = block_with(page, "The model in")
    picture = caption.previous()
    edges = [block.layout().lineAt(0).naturalTextRect().left() for block in (picture, caption)]
    assert edges[0] == edges[1]
    assert 0 < rect_of(page, caption).top() - rect_of(page, picture).bottom() < page.style.em(0.8)


def test_the_frame_of_a_missing_picture_keeps_its_distance_from_what_is_no_caption(qapp: QApplication) -> None:
    page = set_page(
        paragraph("First."),
        Block(BlockKind.IMAGE, image=Image("")),
        paragraph("Second."),
        Block(BlockKind.IMAGE, (Span("Caption."),), image=Image("")),
    )
    frames = [at for at in blocks_of(page) if at.text().startswith("Picture not")]
    to_text = rect_of(page, block_with(page, "Second.")).top() - rect_of(page, frames[0]).bottom()
    to_caption = rect_of(page, block_with(page, "Caption.")).top() - rect_of(page, frames[1]).bottom()
    assert to_text >= page.style.em(1.9)
    assert to_caption < page.style.em(1.4)


def test_a_box_stands_clear_of_the_head_of_the_page(qapp: QApplication) -> None:
    note = Block(BlockKind.EDITORS_NOTE, (Span("Corrected."),))
    page = set_page(note, paragraph("Then."), headline="Head", source="Weekly")
    above = rect_of(page, block_with(page, "Weekly")).bottom()
    assert rect_of(page, block_with(page, "Corrected.")).top() - above >= page.style.em(2.2)


def sizes(page: RenderedPage, *words: str) -> list[int]:
    return [page_font(page, each).pixelSize() for each in words]


def heading(words: str, level: int) -> Block:
    return Block(BlockKind.HEADING, (Span(words),), level=level)


@pytest.mark.parametrize("level", range(1, 7))
def test_the_subheads_of_one_level_look_alike_whatever_its_number(level: int, qapp: QApplication) -> None:
    page = set_page(heading("Subhead", level), paragraph("Words."))
    assert sizes(page, "Subhead") == [24]


def test_subheads_are_ranked_by_what_stands_above_them(qapp: QApplication) -> None:
    page = set_page(heading("Part", 2), heading("Chapter", 4), heading("Section", 6))
    assert sizes(page, "Part", "Chapter", "Section") == sorted(sizes(page, "Part", "Chapter", "Section"), reverse=True)
    assert len(set(sizes(page, "Part", "Chapter", "Section"))) == 3
    page = set_page(*(heading(f"At {level}", level) for level in range(1, 7)))
    assert sizes(page, "At 1", "At 2")[0] > sizes(page, "At 1", "At 2")[1]


def test_only_what_a_story_opens_with_is_a_lede(qapp: QApplication) -> None:
    page = set_page(heading("Subhead", 2), paragraph("Opening."), paragraph("Second."))
    lede, usual = sizes(page, "Opening.", "Second.")
    assert lede > usual
    page = set_page(Block(BlockKind.LIST_ITEM, (Span("An item."),), level=1), paragraph("After a list."))
    assert sizes(page, "After a list.") == [usual]


def test_the_first_of_the_footnotes_has_a_line_above_it(qapp: QApplication) -> None:
    note = Block(BlockKind.FOOTNOTE, (Span("Ibid."),), label="1")
    page = set_page(paragraph("Words."), note, note)
    lines = [one for one in page._writer.ornaments if one.kind is OrnamentKind.NOTES]
    assert [page.document.findBlock(one.at).previous().text() for one in lines] == ["Words."]


@pytest.mark.parametrize(
    ("names", "line"), [(("林海", "陈岸"), "林海、陈岸"), (("ليلى حدّاد", "Tomas Okafor"), "ليلى حدّاد، Tomas Okafor")]
)
def test_names_are_parted_as_their_script_does_it(names: tuple[str, ...], line: str, qapp: QApplication) -> None:
    page = set_page(paragraph("x"), authors=names, headline=names[0])
    assert line in "".join(at.text() for at in blocks_of(page)).replace("\u00a0", " ")


@pytest.mark.parametrize("language", ["en", "ar", "zh-Hans"])
def test_the_page_is_set_alike_in_every_theme(language: str, qapp: QApplication) -> None:
    def places(theme: str) -> list[tuple[str, QPointF]]:
        page = specimen(language, theme=theme)
        return [(block.text(), rect_of(page, block).topLeft()) for block in blocks_of(page)]

    first, *others = map(places, THEME_NAMES)
    assert all(other == first for other in others)


@pytest.mark.parametrize("language", ["ar", "he", "fa"])
def test_bars_bullets_and_numbers_stand_at_the_right_of_a_text_from_the_right(
    language: str, qapp: QApplication
) -> None:
    page = specimen(language)
    kinds = {OrnamentKind.BAR, OrnamentKind.BULLET, OrnamentKind.LABEL}
    found = [one for one in page._writer.ornaments if one.kind in kinds]
    assert found
    for one in found:
        block = page.document.findBlock(one.at)
        assert one.rtl
        assert block.textDirection() is Qt.LayoutDirection.RightToLeft
        assert block.blockFormat().rightMargin() > block.blockFormat().leftMargin()


def widths_of(block: QTextBlock) -> list[float]:
    return [block.layout().lineAt(at).naturalTextWidth() for at in range(block.layout().lineCount())]


@pytest.mark.parametrize("language", SPECIMENS)
@pytest.mark.parametrize("width", [0, 420])
def test_the_lines_of_a_headline_are_of_one_length(language: str, width: int, qapp: QApplication) -> None:
    page = specimen(language, width)
    widths = widths_of(block_with(page, SPECIMENS[language].headline[:6]))
    assert len(widths) > 1
    assert min(widths) > 0.45 * max(widths)


@pytest.mark.parametrize(
    "words", ["A word", "The ferry that nobody wanted, and the island that could not do without it", "没有人想要" * 7]
)
@pytest.mark.parametrize("room", [180, 333, 520])
def test_evening_out_takes_no_more_lines_and_breaks_no_word(words: str, room: float, qapp: QApplication) -> None:
    font = QFont("Source Serif Pro")
    font.setPixelSize(38)

    def lines(width: float) -> int:
        layout = QTextLayout(words, font)
        layout.beginLayout()
        count = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            count += 1
        layout.endLayout()
        return count

    width = least_width(words, font, room)
    assert width <= room
    assert lines(width) == lines(room)


def test_a_headline_is_evened_out_again_when_the_page_is_resized(qapp: QApplication) -> None:
    page = specimen("en")
    headline = block_with(page, "The ferry that")
    counts = []
    for width in (480, 360, page.style.page_width):
        laid_out(page, width)
        widths = widths_of(headline)
        counts.append(len(widths))
        assert min(widths) > 0.45 * max(widths)
    assert counts[1] > counts[0] > counts[2]


def test_long_lines_of_a_program_are_set_in_smaller_type(qapp: QApplication) -> None:
    short = Block(BlockKind.PREFORMATTED, (Span("print(1)"),))
    long = Block(BlockKind.PREFORMATTED, (Span("x = " + "12345678 + " * 5 + "1"),))
    page = set_page(short, long)
    small, usual = page_font(page, "12345678").pixelSize(), page_font(page, "print").pixelSize()
    assert small < usual
    assert block_with(page, "12345678").layout().lineCount() == 1


def justified(width: int) -> RenderedPage:
    style = PageStyle(PAPER, ReadingStyle(justified=True))
    return laid_out(render(PageContent(SPECIMENS["en"]), style, width), width)


def test_a_narrow_column_has_a_smaller_headline_and_no_rivers(qapp: QApplication) -> None:
    wide, narrow = justified(700), justified(NARROW)
    sides = [block_with(page, "The Corvina leaves").blockFormat().alignment() for page in (wide, narrow)]
    assert [side is Qt.AlignmentFlag.AlignJustify for side in sides] == [True, False]
    headlines = [page_font(page, "The ferry that").pixelSize() for page in (wide, narrow)]
    assert headlines[0] > headlines[1] > page_font(wide, "The Corvina leaves").pixelSize()
    assert not wide.is_outgrown
    wide.fit(NARROW)
    assert wide.is_outgrown


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_block_that_shows_has_its_lines(screen, language: str) -> None:
    screen.pane.resize(NARROW, 800)
    view = screen.pane.view
    story = SPECIMENS[language]
    fields = {field.name: getattr(story, field.name) for field in dataclasses.fields(story)}
    blocks = fields.pop("document").blocks
    for place in range(0, len(text(story.document)), 164):
        screen.open(*blocks, asset=pictures().get, versions=3, **fields)
        view.page.build_all()
        screen.pane.set_place(place)
        QApplication.processEvents()
        clip = view.clip()
        seen = [block for block in blocks_of(view.page) if rect_of(view.page, block).intersects(clip)]
        assert len(seen) > 1
        assert all(block.layout().lineCount() for block in seen)
