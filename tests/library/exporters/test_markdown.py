from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import given, settings
from lxml import html as lxml_html
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from library.exporters.inline import escaped
from library.exporters.markdown import body, write
from library.model.annotation import Anchor, AnchoredAnnotation, AnchorState
from library.model.document import Block, BlockKind, Cell, Document, Image, Mark, Span, paragraph
from library.model.stamp import Stamp
from library.model.story import Related, Story
from tests.library.exporters.stories import annotated, documents, noted, one_line

READER = MarkdownIt("commonmark").enable("table")


def rendered(markdown: str) -> lxml_html.HtmlElement:
    return lxml_html.fromstring(f"<div>{READER.render(markdown)}</div>")


def words(content: str) -> str:
    return " ".join(content.split())


def read_back(markdown: str) -> str:
    page = rendered(markdown)
    for element in page.iter():
        # Blocks and line breaks part words; marks don't.
        if element.tag not in ("strong", "em", "code", "sub", "sup", "del", "a"):
            element.tail = f" {element.tail or ''}"
            element.text = f" {element.text or ''}"
    return words(page.text_content())


def block_text(block: Block) -> str:
    if block.kind is BlockKind.TABLE:
        return " ".join(cell.text for row in block.rows for cell in row)
    return block.text


@given(documents)
def test_a_document_reads_back_as_its_text(document: Document) -> None:
    assert read_back(body(document)) == words(" ".join(block_text(block) for block in document.blocks))


@given(one_line)
def test_an_escaped_line_shows_itself(line: str) -> None:
    assert read_back(escaped(line)) == line


@settings(max_examples=30)
@given(annotated())
def test_the_front_matter_is_yaml_that_says_the_facts(case: tuple[Story, tuple[AnchoredAnnotation, ...]]) -> None:
    story, annotations = case
    match = re.match(r"---\n(.*?)^---$", write(story, annotations), re.DOTALL | re.MULTILINE)
    assert match is not None
    facts = yaml.safe_load(match[1]) or {}
    assert facts.get("title", "") == story.headline
    assert facts.get("standfirst", "") == story.standfirst
    assert facts.get("authors", []) == list(story.authors)
    assert facts.get("published", "") == (story.published.iso if story.published else "")


def marked(text: str, mark: Mark) -> Document:
    return Document((Block(BlockKind.PARAGRAPH, (Span("before "), Span(text, mark), Span(" after"))),))


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (marked("strong", Mark.STRONG), "before **strong** after"),
        (marked("em", Mark.EMPHASIS), "before *em* after"),
        (marked("both", Mark.STRONG | Mark.EMPHASIS), "before ***both*** after"),
        (marked("“quoted”", Mark.STRONG), "before <strong>“quoted”</strong> after"),
        (marked("x`y", Mark.CODE), "before ``x`y`` after"),
        (marked("2", Mark.SUPERSCRIPT), "before <sup>2</sup> after"),
        (Document((Block(BlockKind.PARAGRAPH, (Span("a", link="https://e.org/b c"),)),)), "[a](<https://e.org/b%20c>)"),
        (Document((Block(BlockKind.PARAGRAPH, (Span("a", link="javascript:b"),)),)), "a"),
        (Document((paragraph("1. *not* a list"), paragraph("snake_case"))), "1\\. \\*not\\* a list\n\nsnake_case"),
        (Document((paragraph("one\ntwo"),)), "one\\\ntwo"),
        (Document((paragraph("a|b\n:-:"),)), "a\\|b\\\n\\:-:"),
        (
            Document((Block(BlockKind.PARAGRAPH, (Span("wow!"), Span("a", link="https://e.org"))),)),
            "wow\\![a](<https://e.org>)",
        ),
        (
            Document((Block(BlockKind.LIST_ITEM, (Span("a"),), 1), Block(BlockKind.LIST_ITEM, (Span("b"),), 1, 3))),
            "- a\n\n3. b",
        ),
        (Document((Block(BlockKind.HEADING, (Span("C#"),), level=2),)), "### C\\#"),
        (Document((Block(BlockKind.PREFORMATTED, (Span("a\n  *b*"),)),)), "```\na\n  *b*\n```"),
        (Document((Block(BlockKind.RULE),)), "***"),
        (
            Document((
                Block(BlockKind.LIST_ITEM, (Span("a"),), 1),
                Block(BlockKind.LIST_ITEM, (Span("b"),), 2, 1),
                Block(BlockKind.PARAGRAPH, (Span("c"),), 2),
                Block(BlockKind.LIST_ITEM, (Span("d"),), 1),
            )),
            "- a\n\n  1. b\n\n     c\n\n- d",
        ),
        (
            Document((Block(BlockKind.QUOTE, (Span("a"),), 1), Block(BlockKind.QUOTE, (Span("b\nc"),), 1))),
            "> a\n>\n> b\\\n> c",
        ),
        (
            Document((Block(BlockKind.TABLE, rows=(
                (Cell((Span("a|b"),), header=True), Cell((Span("c"),), header=True)),
                (Cell((Span("d|e", Mark.CODE),)), Cell()),
            )),)),
            "| a\\|b | c |\n| --- | --- |\n| `d\\|e` |  |",
        ),
        (
            Document((Block(BlockKind.IMAGE, (Span("The weir"),), image=Image(credit="A. B.")),)),
            "The weir (A. B.)",
        ),
    ],
)  # fmt: skip
def test_blocks_and_marks_are_written_so(document: Document, expected: str) -> None:
    assert body(document) == expected


def test_footnotes_are_footnotes() -> None:
    note = Block(BlockKind.FOOTNOTE, (Span("Said in 1911."),), label="n1")
    document = Document((Block(BlockKind.PARAGRAPH, (Span("Twice"), Span("1", footnote="n1"), Span("."))), note))
    assert body(document) == "Twice[^n1].\n\n[^n1]: Said in 1911."
    page = READER.use(footnote_plugin).render(body(document))
    assert "Said in 1911." in page
    assert "[^n1]" not in page


def test_a_whole_story_is_written_in_order() -> None:
    story = Story(
        headline="The bridge: reopened",
        authors=("Ana Valdez",),
        source="The Ledger",
        published=Stamp("2018-02-07"),
        related=(Related("Older", "https://e.org/o"),),
        document=Document((paragraph("The mill and the weir."),)),
    )
    note = noted(story, 4, 8, "why?", tags=("grain",))
    lost = AnchoredAnnotation(noted(story, 0, 3).annotation, Anchor(AnchorState.ORPHAN, score=0.3))
    assert write(story, (lost, note)) == (
        "---\ntitle: 'The bridge: reopened'\nauthors:\n- Ana Valdez\npublication: The Ledger\npublished: '2018-02-07'\n"
        "---\n\n# The bridge: reopened\n\nThe mill and the weir.\n\n- [Older](<https://e.org/o>)\n\n"
        "> mill\n\nwhy?\n\n#grain\n\n> The\n"
    )
