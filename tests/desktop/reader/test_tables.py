"""A table keeps its words whole at any width, can be read in the page, and opened in a window of its own."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QTextBlock, QTextTable
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.reader._columns import Column, Columns, TableLayout
from desktop.reader._records import OPEN_TABLE
from desktop.reader._tables import MOST_CELLS
from desktop.reader.render import PageContent, PageStyle, RenderedPage, render
from desktop.reader.table_view import TableView
from desktop.theme.themes import Role, load_theme
from desktop.theme.typography import ReadingStyle
from library.model.document import Block, BlockKind, Cell, Document, Span, block_starts, paragraph
from library.model.story import Story
from tests.specimen import table

PAPER = load_theme("paper")
STANDINGS = table(
    "Club|Played|Won|Drawn|Lost|For|Against|Difference|Points|Form",
    "Port Ellery Mariners|38|24|8|6|71|32|+39|80|WWDWL",
    "Skarholm Athletic|38|22|9|7|66|40|+26|75|LWWWD",
)
SHORT = table("Year|Crossings|Late", "1961|1,204|3", "1989|12,950|—", "2017|3,011|½")


def page_of(*blocks: Block, width: int = 800, size: int = 19, headline: str = "Tables") -> RenderedPage:
    content = PageContent(Story(headline=headline, document=Document(blocks)))
    page = render(content, PageStyle(PAPER, ReadingStyle(size=size)), width)
    page.build_all()
    room = min(width, page.style.page_width)
    page.fit(room)
    page.document.setTextWidth(room)
    page.document.size()
    return page


def layout_of(page: RenderedPage) -> TableLayout:
    return page._body.tables[0].layout


def blocks_of(page: RenderedPage) -> list[QTextBlock]:
    found, at = [], page.document.begin()
    while at.isValid():
        found.append(at)
        at = at.next()
    return found


def broken_words(page: RenderedPage) -> list[str]:
    """The words that go on in another line."""
    found = []
    for block in blocks_of(page):
        ends = [block.layout().lineAt(at) for at in range(block.layout().lineCount() - 1)]
        for line in ends:
            end, words = line.textStart() + line.textLength(), block.text()
            if words[end - 1].isalnum() and words[end].isalnum():
                found.append(words)
    return found


@pytest.mark.parametrize("size", [14, 19, 30])
@pytest.mark.parametrize("width", range(340, 760, 60))
def test_no_word_of_a_table_is_ever_broken(width: int, size: int, qapp: QApplication) -> None:
    page = page_of(STANDINGS, SHORT, width=width, size=size)
    assert broken_words(page) == []


def test_a_table_is_set_smaller_before_it_is_set_row_by_row(qapp: QApplication) -> None:
    layouts = [layout_of(page_of(STANDINGS, width=width)) for width in (800, 360)]
    assert layouts == [TableLayout.SMALL_GRID, TableLayout.RECORDS]
    assert layout_of(page_of(SHORT, width=360)) is TableLayout.GRID


WIDTHS = st.tuples(st.integers(0, 300), st.integers(0, 300)).map(lambda two: Column(min(two), max(two)))


@settings(deadline=None)
@given(st.lists(WIDTHS, min_size=1, max_size=12), st.floats(50, 1500), st.floats(10, 40))
def test_columns_fill_the_room_and_none_is_narrower_than_its_longest_word(
    all_columns: list[Column], room: float, em: float
) -> None:
    small = [Column(column.least * 0.85, column.best * 0.85) for column in all_columns]
    columns = Columns(tuple(all_columns), tuple(small), em)
    layout = columns.layout(room)
    if layout is TableLayout.RECORDS:
        return
    widths = columns.widths(layout, room)
    assert sum(widths) + columns.between(layout) * (len(widths) - 1) == pytest.approx(room)
    asked = small if layout is TableLayout.SMALL_GRID else all_columns
    assert all(width >= column.least - 0.01 for width, column in zip(widths, asked, strict=True))


def test_a_dash_or_a_fraction_among_figures_is_one(qapp: QApplication) -> None:
    page = page_of(SHORT)
    sides = {block.text(): block.blockFormat().alignment() for block in blocks_of(page)}
    assert all(sides[figure] & Qt.AlignmentFlag.AlignRight for figure in ("1,204", "—", "½", "Late"))
    assert not sides["1961"] & Qt.AlignmentFlag.AlignRight


def test_row_by_row_each_value_stands_behind_its_columns_name(qapp: QApplication) -> None:
    page = page_of(STANDINGS, width=360)
    rows = [block.text().replace("\u00a0", " ") for block in blocks_of(page) if block.text()]
    assert rows[-3] == "Club · Played · Won · Drawn · Lost · For · Against · Difference · Points · Form"
    assert rows[-2].startswith("Port Ellery Mariners\u2028Played 38 · Won 24 · Drawn 8 ·")
    assert rows[-1].endswith("Points 75 · Form LWWWD")
    assert rows[-4] == OPEN_TABLE


def test_row_by_row_the_text_is_what_it_was(qapp: QApplication) -> None:
    page = page_of(paragraph("Before."), STANDINGS, paragraph("After."), width=360)
    start = page.text.index("Skarholm")
    (low, high), *_ = page.map.runs(start, start + 17)
    raw = page.document.toRawText()
    assert raw[low:high] == "Skarholm Athletic"
    figures = ["38", "22", "9", "7", "66", "40", "+26", "75", "LWWWD"]
    runs = page.map.runs(start, page.text.index("\n", start))
    assert [raw[low:high] for low, high in runs] == ["Skarholm Athletic", *figures]


def cells_from_left(page: RenderedPage, row: int) -> list[str]:
    found = next(frame for frame in page.document.rootFrame().childFrames() if isinstance(frame, QTextTable))
    blocks = [found.cellAt(row, at).firstCursorPosition().block() for at in range(found.columns())]
    layout = page.document.documentLayout()
    return [block.text() for block in sorted(blocks, key=lambda block: layout.blockBoundingRect(block).left())]


def test_a_table_of_a_page_from_the_right_begins_at_the_right(qapp: QApplication) -> None:
    arabic = table("السنة|الرحلات|الركاب", "1961|1,204|38,112", "2017|3,011|98,750")
    page = page_of(paragraph("لا"), arabic, headline="العبّارة")
    assert cells_from_left(page, 0) == ["الركاب", "الرحلات", "السنة"]
    assert cells_from_left(page, 1) == ["38,112", "1,204", "1961"]
    raw = page.document.toRawText()
    for cell in ("1961", "1,204", "98,750"):
        start = page.text.index(cell)
        ((low, high),) = page.map.runs(start, start + len(cell))
        assert raw[low:high] == cell
        assert page.map.to_code_point(low) == start


@pytest.mark.parametrize("headline", ["Tables", "العبّارة"])
def test_a_table_of_many_rows_keeps_its_columns(headline: str, qapp: QApplication) -> None:
    rows = tuple(tuple(Cell((Span(f"{column}x{row}"),)) for column in range(3)) for row in range(MOST_CELLS))
    page = page_of(Block(BlockKind.TABLE, rows=rows), headline=headline)
    assert layout_of(page) is TableLayout.LINES
    tops = []
    for number in (0, 7, MOST_CELLS - 1):
        block = next(at for at in blocks_of(page) if at.text().startswith(f"0x{number}\t"))
        line = block.layout().lineAt(0)
        assert block.layout().lineCount() == 1
        places = [line.cursorToX(block.text().index(f"{column}x"))[0] for column in range(3)]
        assert places == sorted(places, reverse=headline != "Tables")
        tops.append(places)
    assert tops[0] == pytest.approx(tops[1])


def test_many_columns_of_many_rows_are_set_row_by_row(qapp: QApplication) -> None:
    rows = tuple(tuple(Cell((Span(f"value {row}"),)) for _ in range(23)) for row in range(60))
    page = page_of(Block(BlockKind.TABLE, rows=rows))
    assert layout_of(page) is TableLayout.RECORDS
    assert page.text == "\n".join("\t".join(["value " + str(row)] * 23) for row in range(60))


def test_hairlines_part_the_rows(qapp: QApplication) -> None:
    page = page_of(STANDINGS, width=360)
    image = QImage(page.document.size().toSize(), QImage.Format.Format_RGB32)
    image.fill(QColor(PAPER.colour(Role.PAGE)))
    painter = QPainter(image)
    page.paint_ornaments(painter, QRectF(image.rect()))
    painter.end()
    x = image.width() // 2
    lines = [image.pixelColor(x, y).name() for y in range(image.height())]
    strong, faint = PAPER.colour(Role.ORNAMENT), PAPER.colour(Role.RULE)
    assert [one for one in lines if one in (strong, faint)][-3:] == [strong, faint, strong]


# In the pane


@pytest.fixture
def wide(screen):
    screen.open("Words before.", STANDINGS, *("Words behind. " * 60 for _ in range(4)), versions=1)
    return screen


def test_a_narrower_page_sets_the_table_again_and_keeps_the_place(wide, qtbot) -> None:
    view = wide.pane.view
    assert layout_of(view.page) is TableLayout.SMALL_GRID
    place = wide.text.index("Words behind")
    wide.pane.set_place(place)
    wide.pane.resize(380, 600)
    assert layout_of(view.page) is TableLayout.RECORDS
    assert wide.pane.place()[0] == place
    wide.pane.resize(700, 600)
    assert layout_of(view.page) is TableLayout.SMALL_GRID
    assert wide.pane.place()[0] == place


def test_the_keys_open_the_whole_table_and_close_it(wide, qtbot) -> None:
    wide.pane.resize(380, 600)
    view = wide.pane.view
    view.setFocus()
    said = []
    wide.pane.link_hovered.connect(said.append)
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert said[-1] == "Open the table in a window of its own"
    QTest.keyClick(view, Qt.Key.Key_Return)
    opened = wide.pane.window().findChild(TableView)
    model = opened.cells.model()
    assert (model.rowCount(), model.columnCount()) == (2, 10)
    assert [model.headerData(at, Qt.Orientation.Horizontal) for at in (0, 9)] == ["Club", "Form"]
    size = opened.cells.font().pixelSize()
    QTest.keyClick(opened, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert opened.cells.font().pixelSize() == size + 1
    opened.cells.setCurrentIndex(model.index(0, 0))
    QTest.keyClick(opened.cells, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(opened.cells, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Port Ellery Mariners\t38"
    with qtbot.waitSignal(opened.destroyed):
        QTest.keyClick(opened.cells, Qt.Key.Key_Escape)
    wide.pane.window().activateWindow()


def test_what_is_found_in_a_table_shows_row_by_row_too(wide) -> None:
    wide.pane.resize(380, 600)
    start = wide.text.index("LWWWD")
    wide.pane.view.set_hits(((start, start + 5),))
    view = wide.pane.view
    rect = view.rect_of(start, start + 5)
    assert rect.width() > 20
    at = (rect.topLeft() - view.clip().topLeft()).toPoint() + QPoint(6, 2)
    assert wide.colour_at(at) == load_theme("paper").colour(Role.SEARCH_HIT)


def test_positions_of_a_table_are_those_of_the_story(wide) -> None:
    start = block_starts(wide.pane.view.page.story.document)[1]
    assert wide.text[start:].startswith("Club\tPlayed")
