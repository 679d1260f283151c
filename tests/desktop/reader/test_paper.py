"""A story on paper: whole, in sheets with footers, nothing cut that could stand whole, notes numbered at the end."""

from __future__ import annotations

from collections import Counter

import pypdfium2
import pytest
from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter
from pytestqt.qtbot import QtBot

from desktop.reader.paper import PaperStory
from desktop.reader.render import PageContent
from desktop.theme.fonts import register_fonts
from desktop.theme.themes import load_theme
from desktop.theme.typography import ReadingStyle
from library.model.annotation import (
    Anchor,
    AnchoredAnnotation,
    AnchorState,
    Annotation,
    Colour,
    Motivation,
    Target,
    TextPositionSelector,
    TextQuoteSelector,
)
from library.model.document import Block, BlockKind, Cell, Document, Span, text
from library.model.story import Story

A4 = QSizeF(595, 842)
WORDS = "The keeper climbed the stair and trimmed the wick and looked at the sea, which said nothing. "


@pytest.fixture(autouse=True)
def _fonts(qtbot: QtBot) -> None:
    register_fonts()


def paragraph(words: str, **of: object) -> Block:
    return Block(spans=(Span(words, **of),))  # type: ignore[arg-type]


def table(rows: int) -> Block:
    cells = tuple((Cell((Span(f"row{number}row"),)), Cell((Span("x"),))) for number in range(rows))
    return Block(BlockKind.TABLE, rows=cells)


def story(*blocks: Block, headline: str = "Lamps of the wall") -> Story:
    return Story(headline=headline, document=Document(blocks))


def note(of: Story, quote: str, words: str, orphan: bool = False) -> AnchoredAnnotation:
    start = text(of.document).index(quote) if not orphan else 0
    place = TextPositionSelector(start, start + len(quote))
    kind = Motivation.COMMENTING if words else Motivation.HIGHLIGHTING
    target = Target(1, 1, TextQuoteSelector(quote), place)
    annotation = Annotation(f"uuid {quote}", target, kind, words, colour=Colour.GREEN)
    anchor = Anchor(AnchorState.ORPHAN) if orphan else Anchor(AnchorState.EXACT, place.start, place.end)
    return AnchoredAnnotation(annotation, anchor)


def sheets(of: Story, *annotations: AnchoredAnnotation, size: QSizeF = A4) -> list[str]:
    """The text on each sheet, as another program reads it from the PDF."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    page_size = QPageSize(size, QPageSize.Unit.Point)
    writer.setPageLayout(QPageLayout(page_size, QPageLayout.Orientation.Portrait, QMarginsF()))
    printed = PaperStory(PageContent(of), ReadingStyle(), size, annotations)
    painter = QPainter(writer)
    for number in range(printed.sheets):
        if number:
            writer.newPage()
        printed.paint(painter, number, writer.resolution())
    painter.end()
    read = pypdfium2.PdfDocument(buffer.data().data())
    try:
        return [page.get_textpage().get_text_bounded() for page in read]
    finally:
        read.close()


def test_every_paragraph_is_on_paper_once_and_every_sheet_has_its_footer() -> None:
    found = sheets(story(*(paragraph(f"Number{number}. " + WORDS * (1 + number % 7)) for number in range(60))))
    assert len(found) > 4
    words = Counter(" ".join(found).split())
    assert {words[f"Number{number}."] for number in range(60)} == {1}
    for number, sheet in enumerate(found, start=1):
        assert f"{number} / {len(found)}" in sheet
        assert "Lamps of the wall" in sheet


@pytest.mark.parametrize("above", range(0, 12, 2))
def test_a_table_that_fits_a_sheet_is_not_cut_and_its_subhead_goes_with_it(above: int) -> None:
    blocks = [paragraph(WORDS * 3) for _ in range(above)]
    subhead = Block(BlockKind.HEADING, (Span("Subhead"),), level=2)
    found = sheets(story(*blocks, subhead, table(14), *blocks))
    holds = [at for at, sheet in enumerate(found) if "row0row" in sheet]
    assert len(holds) == 1
    assert all(f"row{number}row" in found[holds[0]] for number in range(14))
    assert "Subhead" in found[holds[0]]


def test_a_table_longer_than_a_sheet_is_cut_and_nothing_of_it_is_lost() -> None:
    found = sheets(story(table(80)))
    whole = "".join("".join(found).split())  # where one word ends is a guess of whoever reads a PDF
    assert len(found) > 1
    assert {whole.count(f"row{number}rowx") for number in range(80)} == {1}


@pytest.mark.parametrize("above", range(16, 26))
def test_no_subhead_and_no_first_line_ends_a_sheet(above: int) -> None:
    blocks = [paragraph(f"{'Short.' if number % 2 else 'Short too.'}") for number in range(above)]
    subhead = Block(BlockKind.HEADING, (Span("Subhead"),), level=2)
    found = sheets(story(*blocks, subhead, paragraph("Firstword " + WORDS * 5), *blocks))
    (sheet,) = (sheet for sheet in found if "Subhead" in sheet)
    assert "Firstword" in sheet
    assert "trimmed the wick" in sheet.partition("Firstword")[2].replace("\r\n", " ")[60:]


def test_notes_are_numbered_in_the_order_of_the_text_and_stand_at_the_end() -> None:
    of = story(paragraph("One lamp burns. Two lamps burn. " + WORDS * 20))
    notes = (note(of, "Two lamps", "the second"), note(of, "gone words", "a lost one", orphan=True))
    found = " ".join("\n".join(sheets(of, note(of, "keeper", ""), *notes, note(of, "One lamp", "the first"))).split())
    _, heading, at_the_end = found.partition("Notes ")
    assert heading
    places = [at_the_end.index(words) for words in ("the first", "the second", "a lost one")]
    assert places == sorted(places)
    assert "keeper" not in at_the_end
    assert "Notes" not in "".join(sheets(of, note(of, "keeper", "")))


def test_a_note_without_a_passage_stands_without_quotation_marks() -> None:
    of = story(paragraph("One lamp burns. " + WORDS))
    (found,) = sheets(of, note(of, "", "on the whole of it", orphan=True))
    assert "Notes on the whole of it" in " ".join(found.split())
    assert "“" not in found


@pytest.mark.parametrize("marked", [True, False])
def test_highlights_are_painted_where_they_are_wanted(marked: bool) -> None:
    of = story(paragraph("One lamp burns. " + WORDS))
    image = painted(of, note(of, "One lamp", "")) if marked else painted(of)
    green = QColor(load_theme("paper").highlight(Colour.GREEN)).rgb()
    there = any(image.pixel(x, y) == green for x in range(595) for y in range(842))
    assert there is marked


def test_links_lead_outside_only() -> None:
    footnote = Block(BlockKind.FOOTNOTE, (Span("Explained."),), label="1")
    of = story(Block(spans=(Span("Here", link="https://a.example/x"), Span("1", footnote="1"))), footnote)
    printed = PaperStory(PageContent(of, corrections="Corrected twice"), ReadingStyle(), A4)
    assert [href for href in hrefs(printed) if href] == ["https://a.example/x"]


def hrefs(printed: PaperStory) -> list[str]:
    return [char.anchorHref() for _, _, char in printed._fragments() if char.isAnchor()]


@pytest.mark.parametrize(("words", "at_left"), [("One lamp burns. ", False), ("المدينة القديمة على البحر. ", True)])
def test_the_numbers_of_notes_stand_beyond_the_ends_of_lines(words: str, at_left: bool) -> None:
    of = story(paragraph(words * 9), headline=words)
    plain, noted = (painted(of, *notes) for notes in ((note(of, words[:5], ""),), (note(of, words[:5], "A note"),)))
    text_height = 842 - 74
    changed = [x for x in range(595) for y in range(text_height) if plain.pixel(x, y) != noted.pixel(x, y)]
    beside = [x for x in changed if x < 595 * 0.16 or x > 595 * 0.84]
    assert beside
    assert all((x < 297) is at_left for x in beside)


def painted(of: Story, *annotations: AnchoredAnnotation) -> QImage:
    """The first sheet, in points."""
    image = QImage(595, 842, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    PaperStory(PageContent(of), ReadingStyle(), A4, annotations).paint(painter, 0, 72)
    painter.end()
    return image


def test_a_table_too_wide_for_the_paper_is_set_row_by_row_and_nothing_asks_to_be_opened() -> None:
    names = tuple(Cell((Span(f"Longcolumnname{at}"),), header=True) for at in range(12))
    cells = tuple(Cell((Span(f"value{at}"),)) for at in range(12))
    found = "".join(sheets(story(Block(BlockKind.TABLE, rows=(names, cells)))))
    assert all(f"value{at}" in found for at in range(12))
    assert "Open as a table" not in found
