"""Positions in the canonical text and positions in the page are one another's inverse."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from desktop.reader import render as render_module
from desktop.reader.copying import plain_text
from desktop.reader.offsets import OffsetMap, Segment, wide_letters
from desktop.reader.render import PageContent, PageStyle, RenderedPage, render
from desktop.theme.themes import load_theme
from desktop.theme.typography import ReadingStyle
from library.model.document import Block, BlockKind, Cell, Document, Image, Mark, Span, paragraph, text
from library.model.story import Story

ODD = "a é 𝔄😀👩\u200d👧e\u0301\u05e9\u05dc\u0627漢\n\t\r\u2028\u2029\ufdd0\ufdd1\ufffc\x00\x0b\xa0\u200f\ufeff\ufffe"
LETTERS = st.text(st.one_of(st.sampled_from(ODD), st.characters(exclude_categories=("Cs",))), max_size=12)
SPANS = st.lists(
    st.builds(
        Span,
        LETTERS,
        st.sampled_from([Mark.NONE, Mark.EMPHASIS, Mark.STRONG | Mark.CODE, Mark.SUPERSCRIPT]),
        st.sampled_from(["", "https://example.org/"]),
        st.sampled_from(["", "1"]),
    ),
    max_size=3,
).map(tuple)
CELLS = st.builds(Cell, SPANS, st.booleans())
ROWS = st.lists(st.lists(CELLS, max_size=3).map(tuple), max_size=3).map(tuple)
IMAGES = st.one_of(st.none(), st.builds(Image, st.sampled_from(["", "missing"]), alt=LETTERS, credit=LETTERS))
WORDED = [kind for kind in BlockKind if kind not in (BlockKind.TABLE, BlockKind.IMAGE)]
UNLABELLED = [kind for kind in WORDED if kind not in (BlockKind.RELATED, BlockKind.RULE)]


def worded(kinds: list[BlockKind]) -> st.SearchStrategy[Block]:
    return st.builds(
        Block,
        st.sampled_from(kinds),
        SPANS,
        st.integers(-1, 9),
        st.one_of(st.none(), st.integers(-3, 12)),
        st.sampled_from(["", "1", "note"]),
    )


TABLES = st.builds(lambda rows: Block(BlockKind.TABLE, rows=rows), ROWS)
PICTURES = st.builds(lambda image, spans: Block(BlockKind.IMAGE, spans, image=image), IMAGES, SPANS)
ANY = st.lists(st.one_of(worded(WORDED), TABLES, PICTURES), max_size=6).map(lambda blocks: Document(tuple(blocks)))
PLAIN = st.lists(worded(UNLABELLED), max_size=6).map(lambda blocks: Document(tuple(blocks)))

STAND_INS = dict.fromkeys(map(ord, "\n\r\x0b\x0c\x1c\x1d\x1e\u2028\u2029"), "\n") | dict.fromkeys(
    [*range(9), *range(14, 28), 31, 127, 0xFDD0, 0xFDD1, 0xFFFC, 0xFFFE], "\ufffd"
)
STAND_INS[0xFEFF] = "\u2060"
"""What the page has to replace so that Qt takes it letter for letter, told apart from the code that does it."""


class EveryLetter:
    """Hyphenators of a language that may be broken before every letter but the first."""

    def get(self, _language: str) -> EveryLetter:
        return self

    def breaks(self, words: str) -> list[int]:
        return [at for at in range(1, len(words)) if words[at].isalnum()]


@pytest.fixture(autouse=True, scope="module")
def breaks_anywhere() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(render_module, "hyphenators", EveryLetter)
        yield


@functools.cache
def style(hyphenated: bool = False) -> PageStyle:
    return PageStyle(load_theme("paper"), ReadingStyle(justified=hyphenated))


WIDTHS = st.sampled_from([math.inf, 240])
"""Of a page with room for a table, and of one where few have enough."""


def page_of(document: Document, hyphenated: bool = False, width: float = math.inf, **fields: object) -> RenderedPage:
    return render(PageContent(Story(document=document, **fields)), style(hyphenated), width)


def units(page: RenderedPage) -> list[tuple[int, str]]:
    """Every letter of the document with its position, counted here and not by the map."""
    at, found = 0, []
    for letter in page.document.toRawText():
        found.append((at, letter))
        at += 2 if letter > "\uffff" else 1
    return found


def shown(page: RenderedPage, start: int, end: int) -> str:
    """The canonical part of the document between two code points, with Qt's borders as newlines."""
    first, last = page.map.to_qt(start), page.map.to_qt(end)
    kept = [
        letter for at, letter in units(page) if first <= at < last and page.map.to_qt(page.map.to_code_point(at)) == at
    ]
    return "".join(kept).translate({0x2028: "\n", 0x2029: "\n", 0xFDD0: "\n", 0xFDD1: "\n"})


def expected(document: Document, start: int, end: int) -> str:
    # Cells are parted by tabs in the canonical text and by a border in the document.
    parts = [block.text.replace("\t", "\n") if block.rows else block.text for block in document.blocks]
    return "\n".join(parts)[start:end].translate(STAND_INS)


@settings(deadline=None, max_examples=250)
@given(document=ANY, hyphenated=st.booleans(), data=st.data())
def test_every_range_shows_its_own_letters(
    qapp: QApplication, document: Document, hyphenated: bool, data: st.DataObject
) -> None:
    page = page_of(document, hyphenated, headline="A headline", kicker="Kicker", credit="A credit line")
    length = len(text(document))
    start = data.draw(st.integers(0, length))
    end = data.draw(st.integers(start, length))
    assert shown(page, start, end) == expected(document, start, end)
    assert page.map.length == length


@settings(deadline=None, max_examples=100)
@given(document=PLAIN, data=st.data())
def test_a_page_of_words_alone_holds_nothing_between_them(
    qapp: QApplication, document: Document, data: st.DataObject
) -> None:
    page = page_of(document)
    start = data.draw(st.integers(0, len(text(document))))
    end = data.draw(st.integers(start, len(text(document))))
    raw = [letter for at, letter in units(page) if page.map.to_qt(start) <= at < page.map.to_qt(end)]
    assert "".join(raw).translate({0x2028: "\n", 0x2029: "\n"}) == expected(document, start, end)


@settings(deadline=None, max_examples=150)
@given(document=ANY, hyphenated=st.booleans(), width=WIDTHS)
def test_there_and_back_is_where_it_was(qapp: QApplication, document: Document, hyphenated: bool, width: float) -> None:
    offsets = page_of(document, hyphenated, width, headline="A headline").map
    places = range(len(text(document)) + 1)
    there = [offsets.to_qt(place) for place in places]
    assert [offsets.to_code_point(position) for position in there] == list(places)
    assert there == sorted(set(there))


@settings(deadline=None, max_examples=100)
@given(document=ANY, width=WIDTHS)
def test_in_a_page_from_the_right_each_place_is_its_own_too(
    qapp: QApplication, document: Document, width: float
) -> None:
    page = page_of(document, width=width, headline="כותרת")
    places = range(len(text(document)) + 1)
    there = [page.map.to_qt(place) for place in places]
    assert [page.map.to_code_point(position) for position in there] == list(places)
    assert len(set(there)) == len(there)
    found = {page.map.to_code_point(at) for at in range(page.document.characterCount() + 1)}
    assert {0, len(text(document))} <= found <= set(places)


@settings(deadline=None, max_examples=100)
@given(document=ANY, hyphenated=st.booleans())
def test_every_document_position_counts_as_some_code_point_and_order_is_kept(
    qapp: QApplication, document: Document, hyphenated: bool
) -> None:
    page = page_of(document, hyphenated, headline="A headline", credit="Credit")
    found = [page.map.to_code_point(at) for at in range(page.document.characterCount() + 1)]
    assert found == sorted(found)
    assert {0, len(text(document))} <= set(found) <= set(range(len(text(document)) + 1))


@settings(deadline=None, max_examples=100)
@given(document=ANY, hyphenated=st.booleans(), width=WIDTHS, data=st.data())
def test_a_selection_made_from_a_range_is_that_range(
    qapp: QApplication, document: Document, hyphenated: bool, width: float, data: st.DataObject
) -> None:
    offsets = page_of(document, hyphenated, width, headline="A headline").map
    start = data.draw(st.integers(0, len(text(document))))
    end = data.draw(st.integers(start, len(text(document))))
    selected = offsets.selection_to_range(offsets.to_qt(start), offsets.to_qt(end))
    assert selected == ((start, end) if start < end else None)


@settings(deadline=None, max_examples=100)
@given(document=ANY, hyphenated=st.booleans(), width=WIDTHS, rtl=st.booleans(), data=st.data())
def test_runs_hold_the_letters_of_a_range_and_nothing_else(
    qapp: QApplication, document: Document, hyphenated: bool, width: float, rtl: bool, data: st.DataObject
) -> None:
    page = page_of(document, hyphenated, width, headline="כותרת" if rtl else "A headline")
    start = data.draw(st.integers(0, len(text(document))))
    end = data.draw(st.integers(start, len(text(document))))
    letters = units(page)
    runs = ["".join(letter for at, letter in letters if low <= at < high) for low, high in page.map.runs(start, end)]
    breaks = str.maketrans("", "", "\n\u2028\u00ad")
    assert "".join(runs).translate(breaks) == expected(document, start, end).translate(breaks)


@settings(deadline=None, max_examples=100)
@given(document=ANY, data=st.data())
def test_a_position_in_one_setting_is_the_same_place_in_another(
    qapp: QApplication, document: Document, data: st.DataObject
) -> None:
    plain, hyphenated = (page_of(document, wanted, headline="A headline") for wanted in (False, True))
    place = data.draw(st.integers(0, len(text(document))))
    for one, other in ((plain, hyphenated), (hyphenated, plain)):
        assert other.map.from_other(one.map, one.map.to_qt(place)) == other.map.to_qt(place)
        above = one.map.to_qt(0) - 1
        assert other.map.from_other(one.map, above) == above


def test_what_is_copied_and_what_is_found_hold_no_hyphens(qapp: QApplication) -> None:
    words = "Nobody thinks of constitutional reform 😀 in summertime."
    page = page_of(Document((paragraph("Lede."), paragraph(words))), hyphenated=True)
    assert "\u00ad" in page.document.toRawText()
    cursor = QTextCursor(page.document)
    start = page.text.index("thinks")
    cursor.setPosition(page.map.to_qt(start))
    cursor.setPosition(page.map.to_qt(start + 37), QTextCursor.MoveMode.KeepAnchor)
    assert plain_text(cursor) == page.text[start : start + 37]
    assert page.text == "Lede.\n" + words


def a_page() -> RenderedPage:
    related = Block(BlockKind.RELATED, (Span("Elsewhere"),))
    return page_of(Document((paragraph("One 😀 two"), related, paragraph("Three"))), headline="Head", credit="Desk")


def find(page: RenderedPage, words: str) -> tuple[int, int]:
    position = page.document.find(words)
    return position.selectionStart(), position.selectionEnd()


def test_a_selection_of_made_text_alone_is_no_range(qapp: QApplication) -> None:
    page = a_page()
    for words in ("Head", "Related", "Desk"):
        assert page.map.selection_to_range(*find(page, words)) is None


def test_a_selection_over_made_text_is_cut_to_the_canonical_part(qapp: QApplication) -> None:
    page = a_page()
    whole = page.text
    assert page.map.selection_to_range(0, find(page, "One")[1]) == (0, 3)
    assert page.map.selection_to_range(find(page, "Related")[0] + 2, find(page, "Elsewhere")[1]) == (10, 19)
    assert page.map.selection_to_range(find(page, "Three")[0], page.document.characterCount()) == (20, len(whole))
    assert page.map.selection_to_range(page.document.characterCount(), 0) == (0, len(whole))


def test_a_position_in_made_text_counts_as_the_nearest_canonical_one(qapp: QApplication) -> None:
    page = a_page()
    label = find(page, "Related")[0]
    assert page.map.to_code_point(0) == 0
    assert page.map.to_code_point(label) == 9
    assert page.map.to_code_point(find(page, "Elsewhere")[0] - 1) == 10
    assert page.map.to_code_point(page.document.characterCount()) == len(page.text)


def test_a_position_inside_a_wide_letter_is_that_letter() -> None:
    segment = Segment(10, 4, 100, wide_letters("a😀b😀"))
    assert [segment.to_qt(place) for place in range(10, 15)] == [100, 101, 103, 104, 106]
    assert [segment.to_code_point(at) for at in range(100, 107)] == [10, 11, 11, 12, 13, 13, 14]


@pytest.mark.parametrize(("code_point", "position"), [(-5, 7), (0, 7), (3, 7)])
def test_a_story_without_text_has_one_position(code_point: int, position: int) -> None:
    assert OffsetMap([], 7).to_qt(code_point) == position
    assert OffsetMap([], 7).to_code_point(position + 3) == 0
    assert OffsetMap([], 7).selection_to_range(0, 99) is None
