"""A story is set as a page: each kind of block has its look, and nothing on it comes from anywhere but the story."""

from __future__ import annotations

import itertools
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QPainter,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
    QTextLayout,
    QTextTable,
)
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.reader._facts import byline, facts, minutes_to_read, written_date
from desktop.reader._masthead import NO_TEXT
from desktop.reader._pictures import MOST_PIXELS, Picture, look_at, shown_size
from desktop.reader._script import Script, Setting, setting_of
from desktop.reader._tables import MOST_CELLS
from desktop.reader.ornaments import OrnamentKind
from desktop.reader.render import VERSIONS_ADDRESS, PageContent, PageStyle, RenderedPage, render
from desktop.theme.fonts import LEGIBLE, SANS, families, han_region
from desktop.theme.themes import THEME_NAMES, Role, load_theme
from desktop.theme.typography import Face, ReadingStyle
from library.model.document import Block, BlockKind, Cell, Document, Image, Mark, Span, paragraph
from library.model.stamp import Stamp
from library.model.story import Related, Story

PAPER = load_theme("paper")


def png(width: int, height: int, colour: str = "#3366cc") -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return data.data()


def claiming(data: bytes, width: int, height: int) -> bytes:
    """The PNG with other sizes in its header (and a header check that fits, so that only the size is wrong)."""
    header = b"IHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + data[24:29]
    return data[:12] + header + zlib.crc32(header).to_bytes(4, "big") + data[33:]


def block(kind: BlockKind, text: str = "", **fields: object) -> Block:
    return Block(kind, (Span(text),) if text else (), **fields)


def page_of(*blocks: Block, assets: dict[str, bytes] | None = None, size: int = 19, **fields: object) -> RenderedPage:
    content = PageContent(Story(document=Document(blocks), **fields), (assets or {}).get)
    return render(content, PageStyle(PAPER, ReadingStyle(size=size)))


def blocks_of(page: RenderedPage) -> list[QTextBlock]:
    found, at = [], page.document.begin()
    while at.isValid():
        found.append(at)
        at = at.next()
    return found


def lines_of(page: RenderedPage) -> list[str]:
    return [at.text() for at in blocks_of(page) if at.text()]


def block_with(page: RenderedPage, words: str) -> QTextBlock:
    return next(at for at in blocks_of(page) if words in at.text())


def format_of(page: RenderedPage, words: str) -> QTextCharFormat:
    cursor = page.document.find(words, 0, QTextDocument.FindFlag.FindCaseSensitively)
    assert not cursor.isNull()
    cursor.setPosition(cursor.selectionStart() + 1)
    return cursor.charFormat()


def laid_out(page: RenderedPage) -> RenderedPage:
    page.document.setTextWidth(page.style.page_width)
    page.document.size()  # makes Qt lay it out
    return page


def painted(page: RenderedPage, ornaments: bool = True) -> QImage:
    page.document.setTextWidth(page.style.page_width)
    image = QImage(page.document.size().toSize(), QImage.Format.Format_RGB32)
    image.fill(QColor(page.style.theme.colour(Role.PAGE)))
    painter = QPainter(image)
    if ornaments:
        page.paint_ornaments(painter, QRectF(image.rect()))
    page.document.drawContents(painter)
    painter.end()
    return image


HEAD = {
    "kicker": "Harbour",
    "headline": "The ferry that nobody wanted",
    "standfirst": "And the island that needed it.",
    "authors": ("Ingrid Vale", "Tomas Okafor"),
    "dateline": "Skarholm",
    "source": "The Northern Weekly",
    "published": Stamp("2018-02-08T20:55"),
    "credit": "Additional reporting by the harbour desk.",
}


def test_head_and_foot_stand_around_the_story_in_the_trades_order(qapp: QApplication) -> None:
    lines = [line.replace("\u00a0", " ") for line in lines_of(page_of(paragraph("Nobody bid."), **HEAD))]
    assert lines == [
        "Harbour",
        "The ferry that nobody wanted",
        "And the island that needed it.",
        "By Ingrid Vale and Tomas Okafor  ·  Skarholm",
        "8 February 2018, 20:55  ·  The Northern Weekly  ·  1 min read",
        "Nobody bid.",
        "Additional reporting by the harbour desk.",
    ]


def test_a_story_without_anything_is_a_page_that_says_so(qapp: QApplication) -> None:
    page = page_of()
    (line,) = lines_of(page)
    assert line.startswith(NO_TEXT)
    assert page.text == ""
    assert page.map.selection_to_range(0, page.document.characterCount()) is None


@pytest.mark.parametrize(
    ("iso", "written"),
    [
        ("2018", "2018"),
        ("2018-02", "February 2018"),
        ("2018-02-08", "8 February 2018"),
        ("2018-02-08T20:55", "8 February 2018, 20:55"),
        ("2018-12-31T23:59:30", "31 December 2018, 23:59"),
        ("2018-02-08T20:55+08:00", "8 February 2018, 20:55 UTC+8"),
        ("2018-02-08T20:55:00-03:30", "8 February 2018, 20:55 UTC\u22123:30"),
        ("2018-02-08T20:55:00+00:00", "8 February 2018, 20:55 UTC"),
    ],
)
def test_a_date_is_shown_as_the_file_gave_it(iso: str, written: str) -> None:
    assert written_date(Stamp(iso)) == written


def test_an_update_is_told_only_where_it_is_one() -> None:
    first, later = Stamp("2018-02-08"), Stamp("2018-02-09")
    assert facts(Story(published=first, updated=first), 0) == ("8\u00a0February\u00a02018",)
    assert facts(Story(published=first, updated=later, source="Weekly"), 2) == (
        "8\u00a0February\u00a02018\u00a0\u00a0·  Updated\u00a09\u00a0February\u00a02018",
        "Weekly\u00a0\u00a0·  2\u00a0min\u00a0read",
    )


@pytest.mark.parametrize(
    ("story", "line"),
    [
        (Story(authors=("A. Vale",)), "By A. Vale"),
        (Story(authors=("A", "B", "C"), language="en-GB"), "By A, B and C"),
        (Story(authors=("Ana Pérez", "Luz"), language="es"), "Ana Pérez, Luz"),
        (Story(authors=("陳小文",)), "陳小文"),
        (Story(dateline="Oslo"), "Oslo"),
        (Story(), ""),
    ],
)
def test_byline(story: Story, line: str) -> None:
    assert byline(story).replace("\u00a0", " ") == line


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("", 0), (" \n", 0), ("word", 1), ("word " * 690, 3), ("漢" * 1500, 3), ("word " * 460 + "漢" * 500, 3)],
)
def test_minutes_count_words_and_unspaced_letters(text: str, minutes: int) -> None:
    assert minutes_to_read(text) == minutes


def test_corrections_are_told_and_lead_to_the_history(qapp: QApplication) -> None:
    page = render(PageContent(Story(headline="Head"), corrections="Corrected twice"), PageStyle(PAPER))
    assert "Corrected twice" in lines_of(page)
    assert format_of(page, "Corrected").anchorHref() == VERSIONS_ADDRESS
    assert "Corrected" not in " ".join(lines_of(page_of(headline="Head")))


KINDS = [kind for kind in BlockKind if kind not in (BlockKind.IMAGE, BlockKind.TABLE, BlockKind.RULE)]


def looks(page: RenderedPage, words: str) -> tuple[object, ...]:
    at, char = block_with(page, words), format_of(page, words)
    stands, font = at.blockFormat(), char.font()
    marks = {one.kind for one in page._writer.ornaments if one.at == at.position()}
    colour = char.foreground().color().name()
    face = font.families()[0]
    return (
        stands.leftMargin(),
        stands.alignment(),
        face,
        font.pixelSize(),
        font.weight(),
        font.italic(),
        colour,
        *marks,
    )


def test_every_kind_of_block_looks_unlike_every_other(qapp: QApplication) -> None:
    page = page_of(paragraph("lede"), *(block(kind, f"words of {kind}", level=1) for kind in KINDS))
    seen = [looks(page, f"words of {kind}") for kind in KINDS]
    assert len(set(seen)) == len(KINDS)


def test_marks_are_seen(qapp: QApplication) -> None:
    spans = tuple(Span(f"{mark.name} ", mark) for mark in Mark if mark)
    page = page_of(Block(BlockKind.PARAGRAPH, spans))
    assert format_of(page, "STRONG").fontWeight() == QFont.Weight.Bold
    assert format_of(page, "EMPHASIS").fontItalic()
    assert format_of(page, "CODE").background().color() == QColor(PAPER.colour(Role.SHADE))
    assert format_of(page, "STRIKE").fontStrikeOut()
    assert format_of(page, "SUPERSCRIPT").verticalAlignment() == QTextCharFormat.VerticalAlignment.AlignSuperScript
    assert format_of(page, "SUBSCRIPT").verticalAlignment() == QTextCharFormat.VerticalAlignment.AlignSubScript


def test_links_and_footnotes_can_be_followed(qapp: QApplication) -> None:
    spans = (Span("See "), Span("the list", link="https://example.org/list"), Span("*", footnote="a"))
    page = page_of(Block(BlockKind.PARAGRAPH, spans), Block(BlockKind.FOOTNOTE, (Span("It ran."),), label="a"))
    assert format_of(page, "the list").anchorHref() == "https://example.org/list"
    assert format_of(page, "the list").foreground().color() == QColor(PAPER.colour(Role.LINK))
    assert format_of(page, "*").anchorHref() == "footnote:a"
    assert page.labels == {"a": (page.text.index("It ran."), len(page.text))}


def test_bullets_and_numbers_are_painted_and_not_written(qapp: QApplication) -> None:
    page = page_of(
        block(BlockKind.LIST_ITEM, "disc", level=1),
        block(BlockKind.LIST_ITEM, "ring", level=2),
        block(BlockKind.LIST_ITEM, "seventh", level=1, number=7),
    )
    assert lines_of(page)[-3:] == ["disc", "ring", "seventh"]
    marks = [(one.kind, one.depth, one.text) for one in page._writer.ornaments[-3:]]
    assert marks[:2] == [(OrnamentKind.BULLET, 1, ""), (OrnamentKind.BULLET, 2, "")]
    assert marks[2] == (OrnamentKind.LABEL, 1, "7.")
    for words in ("disc", "ring", "seventh"):
        assert ink_before(page, words)


def ink_before(page: RenderedPage, words: str) -> bool:
    """True if something is painted in the indent of the block."""
    image = painted(page)
    at = block_with(page, words)
    rect = page.document.documentLayout().blockBoundingRect(at).toRect()
    ground = QColor(page.style.theme.colour(Role.PAGE))
    right = page.style.gutter + round(at.blockFormat().leftMargin()) - 1
    spots = ((x, y) for x in range(right) for y in range(rect.top(), rect.bottom()))
    return any(image.pixelColor(x, y) != ground for x, y in spots)


@pytest.mark.parametrize(
    "kind", [BlockKind.QUOTE, BlockKind.PREFORMATTED, BlockKind.EDITORS_NOTE, BlockKind.RULE, BlockKind.PULL_QUOTE]
)
def test_ornaments_are_painted(kind: BlockKind, qapp: QApplication) -> None:
    page = page_of(paragraph("Before."), block(kind, "" if kind is BlockKind.RULE else "Words."), paragraph("After."))
    with_them, without = painted(page), painted(page, ornaments=False)
    layout = page.document.documentLayout()
    top = round(layout.blockBoundingRect(block_with(page, "Before.")).bottom())
    height = round(layout.blockBoundingRect(block_with(page, "After.")).top()) - top
    assert with_them.copy(0, top, with_them.width(), height) != without.copy(0, top, without.width(), height)


@pytest.mark.parametrize("top", [0, 400, 2000])
def test_painting_a_part_paints_what_painting_all_does(top: int, qapp: QApplication) -> None:
    kinds = (BlockKind.QUOTE, BlockKind.LIST_ITEM, BlockKind.PREFORMATTED, BlockKind.RULE, BlockKind.PULL_QUOTE)
    page = page_of(*(block(kind, "Some words. " * 12) for _ in range(8) for kind in kinds))
    whole = painted(page)
    window = QRectF(0, top, whole.width(), 300)
    part = QImage(whole.width(), 300, QImage.Format.Format_RGB32)
    part.fill(QColor(PAPER.colour(Role.PAGE)))
    painter = QPainter(part)
    painter.translate(0, -top)
    page.paint_ornaments(painter, window)
    page.document.drawContents(painter)
    painter.end()
    assert part == whole.copy(window.toRect())


def test_lines_keep_their_distance_whatever_stands_in_them(qapp: QApplication) -> None:
    page = page_of(paragraph("lede"), paragraph("Harbour 漢字 😀 עברית words and more. " * 12))
    layout = block_with(laid_out(page), "Harbour").layout()
    baselines = [layout.lineAt(at).y() + layout.lineAt(at).ascent() for at in range(layout.lineCount())]
    steps = {round(low - high, 3) for high, low in itertools.pairwise(baselines)}
    assert len(baselines) > 5
    assert steps == {28.0}  # 19 pixels at 1.48


@pytest.mark.parametrize("family", ["", SANS, LEGIBLE])
@pytest.mark.parametrize("size", [14, 19, 40])
def test_a_full_line_holds_sixty_to_seventy_five_letters(size: int, family: str, qapp: QApplication) -> None:
    prose = "Nobody on the island thinks of the boat as transport; it is the post office and the morning talk. " * 8
    style = PageStyle(PAPER, ReadingStyle(family, size))
    page = render(PageContent(Story(document=Document((paragraph("lede"), paragraph(prose))))), style)
    layout = block_with(laid_out(page), "Nobody").layout()
    lengths = [layout.lineAt(at).textLength() for at in range(layout.lineCount() - 1)]
    assert 60 <= sum(lengths) / len(lengths) <= 75


@pytest.mark.parametrize(
    ("text", "setting"),
    [
        ("Plain words", Setting()),
        ("Ça va — déjà", Setting()),
        ("港口小鎮的渡輪", Setting(Script.HAN)),
        ("The 港口小鎮的渡輪 line", Setting(Script.HAN)),
        ("العبّارة التي", Setting(Script.ARABIC, rtl=True)),
        ("“שלום” — 12", Setting(Script.OTHER, rtl=True)),
        ("नमस्ते", Setting(Script.OTHER)),
        ("12 + 30", Setting(Script.ARABIC, rtl=True)),  # no letters: as the page runs
        ("«…»", Setting(Script.ARABIC, rtl=True)),
    ],
)
def test_direction_is_the_first_strong_letters_and_script_the_majoritys(text: str, setting: Setting) -> None:
    assert setting_of(text, Setting(Script.ARABIC, rtl=True)) == setting


def test_text_from_the_right_is_set_from_the_right(qapp: QApplication) -> None:
    page = page_of(
        paragraph("أول ما تتعلمه"),
        block(BlockKind.QUOTE, "لا يمكنك", level=1),
        paragraph("An English paragraph"),
        headline="العبّارة",
    )
    arabic, quote, english = (block_with(page, words) for words in ("أول", "يمكنك", "English"))
    assert arabic.textDirection() == Qt.LayoutDirection.RightToLeft
    assert english.textDirection() == Qt.LayoutDirection.LeftToRight
    assert quote.blockFormat().rightMargin() > quote.blockFormat().leftMargin() == 0


def test_scripts_without_italics_get_none(qapp: QApplication) -> None:
    for words in ("交通工具", "مواصلات", "תחבורה"):
        page = page_of(paragraph("lede"), Block(BlockKind.PARAGRAPH, (Span(words, Mark.EMPHASIS),)))
        assert not format_of(page, words).fontItalic()
        assert format_of(page, words).fontWeight() == 600


@pytest.mark.parametrize("order", [("zh-Hans", "zh-Hant", "ja", "ko"), ("ko", "ja", "zh-Hant", "zh-Hans")])
def test_each_language_gets_its_own_forms_of_han_letters(order: tuple[str, ...], qapp: QApplication) -> None:
    for language in order:
        region = han_region(language)
        wanted = next((name for name in families(Face.TEXT, region) if name.endswith(f"CJK {region}")), "")
        if not wanted:
            pytest.skip("no fonts by region here")
        page = page_of(paragraph("lede"), paragraph("骨"), language=language)
        assert glyphs("骨", block_with(page, "骨").begin().fragment().charFormat().font()) == glyphs(
            "骨", QFont(wanted)
        )


def glyphs(text: str, font: QFont) -> list[int]:
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return [index for run in layout.glyphRuns() for index in run.glyphIndexes()]


def test_joined_letters_are_not_spaced_apart(qapp: QApplication) -> None:
    assert format_of(page_of(kicker="موانئ"), "موانئ").font().letterSpacing() == 0
    assert format_of(page_of(kicker="Ports"), "Ports").font().letterSpacing() > 0


def table_of(page: RenderedPage) -> QTextTable:
    return next(frame for frame in page.document.rootFrame().childFrames() if isinstance(frame, QTextTable))


def rows_of(*rows: str) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        tuple(Cell((Span(words),), header=row == 0) for words in line.split("|")) for row, line in enumerate(rows)
    )


def test_a_table_fits_the_measure_and_sets_figures_to_the_right(qapp: QApplication) -> None:
    rows = rows_of("Winter|Sailings|Called", "2014|1,612|" + "averylongwordwithoutabreak" * 9, "2015|−598|")
    page = page_of(Block(BlockKind.TABLE, rows=rows))
    page.document.setTextWidth(page.style.page_width)
    assert page.document.size().width() == page.style.page_width
    table = table_of(page)
    sides = [table.cellAt(1, column).firstCursorPosition().blockFormat().alignment() for column in range(3)]
    assert [bool(side & Qt.AlignmentFlag.AlignRight) for side in sides] == [False, True, False]
    header = table.cellAt(0, 0).firstCursorPosition()
    header.movePosition(header.MoveOperation.Right)
    assert header.charFormat().fontWeight() == 600


def test_a_huge_table_is_set_as_lines(qapp: QApplication) -> None:
    rows = tuple((Cell((Span(f"r{row}"),)), Cell((Span("x"),))) for row in range(MOST_CELLS))
    page = page_of(Block(BlockKind.TABLE, rows=rows))
    assert page.document.rootFrame().childFrames() == []
    assert lines_of(page)[-1] == f"r{MOST_CELLS - 1}\tx"


def test_a_break_shows_behind_a_table(qapp: QApplication) -> None:
    page = page_of(Block(BlockKind.TABLE, rows=rows_of("Q|X", "Z|d")), block(BlockKind.RULE), paragraph("After."))
    layout = laid_out(page).document.documentLayout()
    closing = block_with(page, "After.")
    cell, gap, after = map(layout.blockBoundingRect, (block_with(page, "Z"), closing.previous(), closing))
    assert gap.top() - cell.bottom() > page.style.em(1)
    assert after.top() - gap.top() > page.style.em(1.5)


# Pictures


def test_a_picture_is_shown_once_it_is_decoded(qtbot: QtBot) -> None:
    page = page_of(
        Block(BlockKind.IMAGE, (Span("A boat."),), image=Image("d1", credit="Photograph: Aas")),
        assets={"d1": png(1200, 600)},
    )
    blue = QColor("#3366cc")
    spot = (page.style.page_width // 2, round(page.style.em(4.3)) + 100)
    with qtbot.waitSignal(page.document.picture_decoded, timeout=5000):
        assert painted(page).pixelColor(*spot) != blue
    assert painted(page).pixelColor(*spot) == blue
    assert lines_of(page)[-2:] == ["A boat.", "Photograph: Aas"]


def image_size(page: RenderedPage) -> QSize:
    position = page.document.find("\ufffc").selectionEnd()
    cursor = page.document.find("\ufffc")
    cursor.setPosition(position)
    shown = cursor.charFormat().toImageFormat()
    return QSize(round(shown.width()), round(shown.height()))


def test_a_picture_shrinks_with_the_page_and_grows_back(qapp: QApplication) -> None:
    page = page_of(Block(BlockKind.IMAGE, image=Image("d1")), assets={"d1": png(1200, 600)})
    measure = page.style.measure
    assert image_size(page) == QSize(measure, round(measure / 2))
    page.fit(300)
    column = 300 - 2 * page.style.gutter
    assert image_size(page) == QSize(column, round(column / 2))
    page.fit(4000)
    assert image_size(page) == QSize(measure, round(measure / 2))


@pytest.mark.parametrize(
    ("given_size", "column", "shown"),
    [
        ((1200, 600), 600, (600, 300)),
        ((500, 250), 600, (600, 300)),  # nearly fills the column: fills it
        ((200, 100), 600, (200, 100)),
        ((1000, 5000), 600, (150, 750)),  # not much taller than the column is wide
        ((1, 1), 600, (1, 1)),
        ((100000, 1), 600, (600, 1)),
    ],
)
def test_size_of_a_picture(given_size: tuple[int, int], column: int, shown: tuple[int, int]) -> None:
    assert shown_size(Picture("d", b"", *given_size), column) == QSize(*shown)


def test_only_pixels_of_a_reasonable_number_are_a_picture(qapp: QApplication) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="/etc/hostname"/></svg>'
    good = png(10, 20)
    side = int(MOST_PIXELS**0.5) + 1
    assets = {"good": good, "svg": svg, "bomb": claiming(good, side, side), "text": b"no picture", "empty": b""}
    assert look_at("good", assets.get) == Picture("good", good, 10, 20)
    for digest in ("svg", "bomb", "text", "empty", "missing", ""):
        assert look_at(digest, assets.get) is None
    assert look_at("most", {"most": claiming(good, side - 1, side - 1)}.get) is not None


@pytest.mark.parametrize("digest", ["", "missing", "broken"])
def test_a_picture_that_is_not_there_is_a_quiet_frame_with_its_words(digest: str, qapp: QApplication) -> None:
    image = Image(digest, "https://example.org/boat.jpg", alt="Two men on a quay")
    page = page_of(Block(BlockKind.IMAGE, (Span("Caption."),), image=image), assets={"broken": b"\x89PNG\r\n"})
    assert lines_of(page)[-2:] == ["Picture not in the file: Two men on a quay", "Caption."]
    assert page._writer.ornaments[-1].kind is OrnamentKind.FRAME


@pytest.mark.parametrize("name", ["https://example.org/a.png", "file:///etc/hostname", "asset:other", "x.css"])
def test_nothing_but_the_storys_own_pictures_is_ever_loaded(name: str, qapp: QApplication) -> None:
    page = page_of(Block(BlockKind.IMAGE, image=Image("d1")), assets={"d1": png(9, 9)})
    for kind in QTextDocument.ResourceType:
        loaded = page.document.resource(kind.value, QUrl(name))
        assert isinstance(loaded, QImage)
        assert loaded.size() == QSize(1, 1)


# The rest


def test_other_stories_are_listed_once(qapp: QApplication) -> None:
    page = page_of(
        block(BlockKind.RELATED, "Named in the text"),
        related=(Related("Named in the text"), Related("A bridge too dear", "https://example.org/b")),
        keywords=("ferries", "islands"),
    )
    lines = lines_of(page)
    assert [line for line in lines if "Named" in line] == ["Related\u2002\u2192\u2002Named in the text"]
    assert lines[-3:] == ["Related stories", "A bridge too dear", "ferries  ·  islands"]
    assert format_of(page, "bridge").anchorHref() == "https://example.org/b"


@pytest.mark.parametrize("name", THEME_NAMES)
def test_the_page_is_set_in_the_themes_colours(name: str, qapp: QApplication) -> None:
    theme = load_theme(name)
    page = render(PageContent(Story(kicker="Kicker", document=Document((paragraph("Words."),)))), PageStyle(theme))
    assert format_of(page, "Words").foreground().color() == QColor(theme.colour(Role.TEXT))
    assert format_of(page, "Kicker").foreground().color() == QColor(theme.colour(Role.ACCENT))


def test_sizes_follow_the_readers_text_size(qapp: QApplication) -> None:
    small, large = (page_of(paragraph("Words."), headline="Head", size=size) for size in (16, 32))
    for words in ("Words", "Head"):
        assert format_of(large, words).font().pixelSize() == 2 * format_of(small, words).font().pixelSize()


@settings(deadline=None, max_examples=60)
@given(
    st.builds(
        Story,
        headline=st.text(max_size=30),
        kicker=st.text(max_size=10),
        standfirst=st.text(max_size=30),
        authors=st.lists(st.text(max_size=10), max_size=3).map(tuple),
        credit=st.text(max_size=20),
        language=st.sampled_from(["", "en", "zh-Hant", "ja", "ar", "xx-invalid"]),
        keywords=st.lists(st.text(max_size=6), max_size=3).map(tuple),
    )
)
def test_any_head_can_be_set_and_is_never_canonical(qapp: QApplication, story: Story) -> None:
    page = render(PageContent(story), PageStyle(PAPER))
    assert page.map.length == 0
    assert page.map.selection_to_range(0, page.document.characterCount()) is None


def test_minutes_to_read_stand_before_their_unit_in_a_page_from_the_right(qapp: QApplication) -> None:
    page = laid_out(page_of(paragraph("שלום לכולם וברוכים הבאים"), headline="שלום"))
    facts = block_with(page, "1\u00a0min")
    line, words = facts.layout().lineAt(0), facts.text()
    number, unit = (line.glyphRuns(words.index(letter), 1)[0].boundingRect().left() for letter in ("1", "m"))
    assert number < unit
