"""What the reader chose shows on the page: family, measure, spacing, indents, both edges."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo, QTextBlock
from PySide6.QtWidgets import QApplication

from desktop.reader.render import PageContent, PageStyle, RenderedPage, render
from desktop.theme.fonts import LEGIBLE, SANS, SERIF, offered_families
from desktop.theme.themes import load_theme
from desktop.theme.typography import LineSpacing, ParagraphStyle, ReadingStyle
from library.model.document import Block, BlockKind, Document, Span, paragraph
from library.model.story import Story

PROSE = "Nobody on the island thinks of the boat as transport; it is the post office and the morning talk. " * 4
BLOCKS = (
    paragraph("Lede. " + PROSE),
    paragraph("Second. " + PROSE),
    paragraph("Third. " + PROSE),
    Block(BlockKind.HEADING, (Span("Subhead"),), 2),
    paragraph("Fourth. " + PROSE),
    paragraph("港口小鎮的渡輪" * 20),
    paragraph("תופעה זו התבררה אתמול " * 20),
)


def set_as(**chosen: object) -> RenderedPage:
    page = render(PageContent(Story(document=Document(BLOCKS))), PageStyle(load_theme("paper"), ReadingStyle(**chosen)))
    page.document.setTextWidth(page.style.page_width)
    page.document.documentLayout().documentSize()
    return page


def block(page: RenderedPage, words: str) -> QTextBlock:
    return page.document.find(words).block()


@pytest.mark.parametrize(("family", "found"), [("", SERIF), (SANS, SANS), (LEGIBLE, LEGIBLE), ("No such face", SERIF)])
def test_the_text_is_set_in_the_chosen_family(family: str, found: str, qapp: QApplication) -> None:
    page = set_as(family=family)
    assert QFontInfo(block(page, "Second").charFormat().font()).family() == found


def test_the_programs_own_families_are_offered_first_and_each_once(qapp: QApplication) -> None:
    offered = offered_families()
    assert offered[:3] == (SERIF, SANS, LEGIBLE)
    assert len(set(offered)) == len(offered)


@pytest.mark.parametrize("measure", [45, 66, 90])
def test_a_full_line_holds_about_so_many_letters(measure: int, qapp: QApplication) -> None:
    layout = block(set_as(measure=measure), "Third").layout()
    lengths = [layout.lineAt(at).textLength() for at in range(layout.lineCount() - 1)]
    assert measure * 0.88 <= sum(lengths) / len(lengths) <= measure * 1.08


def test_lines_stand_closer_or_wider_and_headings_stay(qapp: QApplication) -> None:
    pages = [set_as(spacing=spacing) for spacing in (LineSpacing.TIGHT, LineSpacing.NORMAL, LineSpacing.LOOSE)]
    prose, heads = ([block(page, words).blockFormat().lineHeight() for page in pages] for words in ("Third", "Subhead"))
    assert prose == [25.0, 28.0, 33.0]
    assert len(set(heads)) == 1


def test_indented_paragraphs_touch_and_only_those_after_another_are_indented(qapp: QApplication) -> None:
    page = set_as(paragraphs=ParagraphStyle.INDENTED)
    indents = {words: block(page, words).blockFormat().textIndent() for words in ("Lede", "Second", "Third", "Fourth")}
    assert indents == {"Lede": 0, "Second": pytest.approx(25.65), "Third": pytest.approx(25.65), "Fourth": 0}
    assert block(page, "港口").blockFormat().textIndent() == 2 * 19
    assert block(page, "Second").blockFormat().bottomMargin() == 0
    assert block(page, "Third").blockFormat().bottomMargin() > 0  # before the subhead
    assert set_as().document.firstBlock().blockFormat().bottomMargin() > 0


def test_justified_lines_end_at_the_edge_and_headings_do_not(qapp: QApplication) -> None:
    page = set_as(justified=True)
    assert block(page, "תופעה").blockFormat().alignment() != Qt.AlignmentFlag.AlignJustify  # Qt sets it askew
    assert block(page, "Third").blockFormat().alignment() == Qt.AlignmentFlag.AlignJustify
    assert block(page, "Subhead").blockFormat().alignment() != Qt.AlignmentFlag.AlignJustify
    line = block(page, "Third").layout().lineAt(0)
    ends = line.cursorToX(line.textStart() + line.textLength() - 1)
    assert ends[0] == pytest.approx(line.width(), abs=1.0)
