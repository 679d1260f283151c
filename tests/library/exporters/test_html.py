from __future__ import annotations

import pytest
from hypothesis import given, settings
from lxml import html as lxml_html

from library.exporters.html import write
from library.model.annotation import Anchor, AnchoredAnnotation, AnchorState, Colour
from library.model.document import Block, BlockKind, Cell, Document, Image, Mark, Span, paragraph, text
from library.model.story import Related, Story
from tests.library.exporters.stories import annotated, noted


def words(content: str) -> str:
    return " ".join(content.split())


def parsed(page: str) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(page)


def block_text(block: Block) -> str:
    return " ".join(cell.text for row in block.rows for cell in row) if block.rows else block.text


@settings(max_examples=30)
@given(annotated())
def test_a_page_reads_back_as_its_story(case: tuple[Story, tuple[AnchoredAnnotation, ...]]) -> None:
    story, annotations = case
    page = parsed(write(story, annotations))
    article = page.find(".//article")
    header = article.find("header")
    assert words(header.find("h1").text_content()) == words(story.headline)
    article.remove(header)
    for element in article.iter("td", "th", "p", "li", "h2", "h3", "h4", "h5", "h6", "pre", "figcaption"):
        element.text = f" {element.text or ''}"
        element.tail = f" {element.tail or ''}"
    expected = [*(block_text(block) for block in story.document.blocks), story.credit]
    assert words(article.text_content()) == words(" ".join(expected))


@settings(max_examples=30)
@given(annotated())
def test_a_page_runs_and_loads_nothing(case: tuple[Story, tuple[AnchoredAnnotation, ...]]) -> None:
    page = parsed(write(*case))
    tags = {element.tag for element in page.iter()}
    assert not tags & {"script", "img", "link", "iframe", "object", "embed", "form", "input", "base", "svg"}
    for element in page.iter():
        assert not any(name.startswith("on") or name in ("src", "style") for name in element.attrib)
        if "href" in element.attrib:
            assert element.get("href").startswith(("https://", "http://", "mailto:", "#"))


@settings(max_examples=30)
@given(annotated())
def test_what_is_highlighted_is_marked(case: tuple[Story, tuple[AnchoredAnnotation, ...]]) -> None:
    story, annotations = case
    body = text(story.document)
    wanted = {at for each in annotations for at in range(each.anchor.start, each.anchor.end)}
    if any(block.rows or block.kind is BlockKind.RULE for block in story.document.blocks):
        return
    marked = "".join(mark.text_content() for mark in parsed(write(story, annotations)).iterfind(".//mark"))
    expected = "".join(char for at, char in enumerate(body) if at in wanted)
    assert "".join(marked.split()) == "".join(expected.split())


def test_a_mark_has_its_colour_and_keeps_to_its_words() -> None:
    story = Story(document=Document((Block(BlockKind.PARAGRAPH, (Span("The "), Span("old mill", Mark.STRONG))),)))
    page = write(story, (noted(story, 2, 7, colour=Colour.GREEN),))
    assert '<p>Th<mark class="green">e </mark><strong><mark class="green">old</mark> mill</strong></p>' in page


def test_bookmarks_and_orphans_mark_nothing_but_are_told_below() -> None:
    story = Story(document=Document((paragraph("The mill"),)))
    lost = AnchoredAnnotation(noted(story, 4, 8, "where?").annotation, Anchor(AnchorState.ORPHAN))
    page = parsed(write(story, (lost,)))
    assert page.find(".//mark") is None
    assert words(page.find(".//section").text_content()) == "mill where?"


def test_lists_are_nested_as_their_levels_say() -> None:
    items = [("a", 1, None), ("b", 2, 3), ("c", 2, 4), ("d", 1, None), ("e", 1, 1)]
    blocks = tuple(Block(BlockKind.LIST_ITEM, (Span(word),), level, number) for word, level, number in items)
    more = Block(BlockKind.PARAGRAPH, (Span("f"),), level=1)
    page = write(Story(document=Document((*blocks, more, paragraph("g")))))
    flat = "".join(page.partition("</header>")[2].partition("</article>")[0].split())
    assert flat == (
        '<ul><li>a<ol><livalue="3">b</li><livalue="4">c</li></ol></li><li>d</li></ul>'
        '<ol><livalue="1">e<p>f</p></li></ol><p>g</p>'
    )


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (Block(BlockKind.HEADING, (Span("a"),), level=1), "<h2>a</h2>"),
        (Block(BlockKind.QUOTE, (Span("a"),), level=2), "<blockquote><blockquote><p>a</p></blockquote></blockquote>"),
        (Block(BlockKind.PREFORMATTED, (Span("a\n b"),)), "<pre>\na\n b</pre>"),
        (Block(BlockKind.PARAGRAPH, (Span("a\nb"),)), "<p>a<br>\nb</p>"),
        (Block(BlockKind.RULE), "<hr>"),
        (
            Block(BlockKind.IMAGE, (Span("c"),), image=Image(address="http://e.org/i.png", credit="A. B.")),
            "<figure><figcaption>c (A. B.)</figcaption></figure>",
        ),
        (Block(BlockKind.IMAGE, image=Image(alt="A weir")), "<figure><figcaption>A weir</figcaption></figure>"),
        (
            Block(BlockKind.TABLE, rows=((Cell((Span("a"),), header=True), Cell((Span("b"),))),)),
            "<table><tr><th>a</th><td>b</td></tr></table>",
        ),
        (
            Block(BlockKind.PARAGRAPH, (Span("1", footnote="n"),)),
            '<p><a href="#footnote-n">1</a></p>',
        ),
        (
            Block(BlockKind.FOOTNOTE, (Span("a"),), label="n"),
            '<p class="footnote" id="footnote-n"><sup>n</sup> a</p>',
        ),
        (Block(BlockKind.PARAGRAPH, (Span("a", link="javascript:b"),)), "<p>a</p>"),
        (Block(BlockKind.PARAGRAPH, (Span("a\x01\x00"),)), "<p>a\ufffd\ufffd</p>"),
    ],
)
def test_a_block_is_written_so(block: Block, expected: str) -> None:
    assert expected in write(Story(document=Document((block,))))


def test_related_headlines_and_the_address_are_links_if_they_are_safe() -> None:
    story = Story(url="https://e.org/?a&b", related=(Related("one", "http://e.org"), Related("two", "data:x")))
    page = write(story)
    assert '<a href="https://e.org/?a&amp;b" rel="noreferrer">https://e.org/?a&amp;b</a>' in page
    assert '<li><a href="http://e.org" rel="noreferrer">one</a></li><li>two</li>' in page
