"""What of a story is easily taken for something else: pictures in builders' boxes, heads of tables, subheads."""

from __future__ import annotations

import pytest

from library.importers._html import classes
from library.importers._html.story import read_fragment
from library.importers.base import SourceFile
from library.importers.html import read
from library.model.document import Block, BlockKind
from library.model.story import Story

LONG = (
    "The ferry to Brannock left an hour late on Tuesday because the harbour crane had jammed with a load of cement, "
    "and nobody on the quay could say who had the key to its cabin."
)
MORE = (
    "Harbour master Ida Quell said the crane would be taken apart over the winter and that the islanders would be "
    "asked which of the two piers should carry its successor."
)
LAST = (
    "The council meets again on the second of March, when the cost of the new crane, put at four million crowns, is "
    "to be divided between the three parishes that use it."
)


def story(body: str, head: str = "", title: str = "Crane stops ferry") -> Story:
    markup = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    )
    (draft,) = read(SourceFile("page.html", markup.encode()))
    return draft.story


def kinds(body: str, head: str = "") -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in story(body, head).document.blocks]


class TestBoxes:
    @pytest.mark.parametrize(
        ("names", "expected"),
        [
            ("widget", True),
            ("sidebar-widget widget_text", True),
            ("widget_recent_entries widget", True),
            ("dnd-widget-wrapper context-editor type-image", False),
            ("elementor-element elementor-widget elementor-widget-image", False),
            ("elementor-widget elementor-widget-text-editor", False),
            ("elementor-widget-container", False),
        ],
    )
    def test_the_boxes_that_builders_make_stories_of_are_no_furniture(self, names: str, expected: bool) -> None:
        assert classes.are_furniture(names) is expected

    def test_a_picture_in_such_a_box_is_kept(self) -> None:
        box = '<div class="dnd-widget-wrapper type-image"><div><img src="https://p.example/crane.jpg"></div></div>'
        found = story(f"<p>{LONG}</p><p>{MORE}</p>{box}<p>{LAST}</p>").document.blocks
        assert [block.kind for block in found][2] is BlockKind.IMAGE


class TestPictures:
    def test_one_that_is_shown_again_far_below_is_shown_again(self) -> None:
        picture = '<figure><img src="https://p.example/crane.jpg"><figcaption>The crane</figcaption></figure>'
        found = story(f"<p>{LONG}</p>{picture}<p>{MORE}</p><p>{LONG[:90]}</p>{picture}<p>{LAST}</p>").document.blocks
        assert sum(block.kind is BlockKind.IMAGE for block in found) == 2

    def test_a_double_beside_it_is_not(self) -> None:
        picture = '<p><img src="https://p.example/crane.jpg"></p>'
        found = story(f"<p>{LONG}</p>{picture}{picture}<p>{MORE}</p><p>{LAST}</p>").document.blocks
        assert sum(block.kind is BlockKind.IMAGE for block in found) == 1

    def test_of_a_preview_and_its_picture_only_the_picture_is_kept(self) -> None:
        pair = '<img src="https://p.example/60/harbour-crane.jpg"><img src="https://p.example/900/harbour-crane.jpg">'
        found = story(f"<p>{LONG}</p><figure>{pair}</figure><p>{MORE}</p><p>{LAST}</p>").document.blocks
        assert [block.image.address for block in found if block.image] == ["https://p.example/900/harbour-crane.jpg"]

    def test_the_author_s_portrait_is_none_of_the_story_s_pictures(self) -> None:
        pictures = (
            '<img src="https://p.example/reed.jpg" alt="Jo Reed">'
            '<figure><img src="https://p.example/a.jpg" alt="Jo Reed"><figcaption>At the pier.</figcaption></figure>'
        )
        head = '<meta name="author" content="Jo Reed">'
        found = story(f"<p>{LONG}</p>{pictures}<p>{MORE}</p><p>{LAST}</p>", head).document.blocks
        assert [block.image.address for block in found if block.image] == ["https://p.example/a.jpg"]

    def test_markup_in_the_text_of_a_picture_is_not_shown(self) -> None:
        (block,) = read_fragment(
            '<img src="https://p.example/c.jpg" alt="The crane&lt;br&gt;in &lt;i&gt;May&lt;/i&gt;, 3 &lt; 4">'
        ).blocks
        assert block.image is not None
        assert block.image.alt == "The crane in May , 3 < 4"

    @pytest.mark.parametrize(
        ("caption", "words", "credit"),
        [
            ("The crane. Photo: Jo Reed.", "The crane.", "Photo: Jo Reed."),
            ("The crane (Photo: J. B. Reed/Echo)", "The crane", "Photo: J. B. Reed/Echo"),
            ("The crane. Photo by Jo Reed", "The crane.", "Photo by Jo Reed"),
            ('The crane. Photo: <a href="https://r.example/">Jo Reed</a>', "The crane.", "Photo: Jo Reed"),
            ("The photo by the pier shows the crane", "The photo by the pier shows the crane", ""),
            (
                "They took a photo: it is blurred. Then they left.",
                "They took a photo: it is blurred. Then they left.",
                "",
            ),
        ],
    )
    def test_a_caption_gives_up_the_credit_it_ends_with(self, caption: str, words: str, credit: str) -> None:
        (block,) = read_fragment(
            f'<figure><img src="https://p.example/c.jpg"><figcaption>{caption}</figcaption></figure>'
        ).blocks
        assert block.image is not None
        assert (block.text, block.image.credit) == (words, credit)


class TestTables:
    def test_a_head_whose_row_nobody_marked_is_kept(self) -> None:
        (table,) = read_fragment(
            "<table><thead><th>Pier</th><th>Depth</th></thead><tbody><tr><td>East</td><td>4 m</td></tr></tbody></table>"
        ).blocks
        assert [[cell.text for cell in row] for row in table.rows] == [["Pier", "Depth"], ["East", "4 m"]]


class TestHeads:
    AUTHOR = '<meta name="author" content="Jo Reed">'

    def test_a_subhead_may_name_the_author(self) -> None:
        found = kinds(f"<h2>The winter plan (Jo Reed)</h2><p>{LONG}</p><p>{MORE}</p><p>{LAST}</p>", self.AUTHOR)
        assert found[0] == (BlockKind.HEADING, "The winter plan (Jo Reed)")

    def test_a_heading_that_is_a_byline_goes(self) -> None:
        found = kinds(f"<h4>By Jo Reed</h4><p>{LONG}</p><p>{MORE}</p><p>{LAST}</p>", self.AUTHOR)
        assert found[0] == (BlockKind.PARAGRAPH, LONG)

    def test_a_note_apps_line_of_origin_and_date_goes(self) -> None:
        found = kinds(f"<p>原创 海港日报 岛民 2024-06-01 08:00</p><p>{LONG}</p><p>{MORE}</p><p>{LAST}</p>")
        assert found[0] == (BlockKind.PARAGRAPH, LONG)


class TestStandfirsts:
    def test_one_that_was_cut_off_is_not_used_where_the_text_has_it_whole(self) -> None:
        marked = f'<p class="standfirst">{LONG[:90]}…</p>'
        found = story(f"{marked}<p>{LONG}</p><p>{MORE}</p><p>{LAST}</p>")
        assert found.standfirst == ""
        assert [block.text for block in found.document.blocks] == [LONG, MORE, LAST]

    def test_a_heading_that_has_it_whole_is_the_standfirst(self) -> None:
        whole = "The harbour crane jams for the third time this year and keeps the islanders from their ferry"
        found = story(f'<h2>{whole}</h2><p class="standfirst">{whole[:60]}…</p><p>{LONG}</p><p>{MORE}</p><p>{LAST}</p>')
        assert found.standfirst == whole

    def test_section_and_headline_in_one_line_are_none(self) -> None:
        found = story(f'<p class="standfirst">Islands|Crane stops ferry again today</p><p>{LONG}</p><p>{MORE}</p>'
                      f"<p>{LAST}</p>", title="Crane stops ferry again today")  # fmt: skip
        assert found.standfirst == ""

    def test_one_of_many_subheads_is_no_standfirst(self) -> None:
        parts = "".join(
            f"<h2>{name}</h2><p>{words}</p>" for name, words in (("Jam", MORE), ("Key", LAST), ("End", LONG))
        )
        head = '<meta name="description" content="Why the crane jams">'
        found = story(f"<h2>Why the crane jams</h2><p>{LONG[::-1]}</p>{parts}", head)
        assert (found.standfirst, found.document.blocks[0].text) == ("", "Why the crane jams")

    def test_the_heading_that_a_description_only_begins_with_is_a_subhead(self) -> None:
        head = f'<meta name="description" content="Why the crane jams {LONG[:80]}">'
        found = kinds(f"<h2>Why the crane jams</h2><p>{LONG}</p><h2>What now</h2><p>{MORE}</p><p>{LAST}</p>", head)
        assert found[0] == (BlockKind.HEADING, "Why the crane jams")


def test_a_callout_between_the_paragraphs_is_whole() -> None:
    box = (
        '<div class="admonition tip"><p class="admonition-title">On the quay</p><div><div>Ask for Ida at the green '
        "door of the harbour office, where the key hangs.</div></div></div>"
    )
    found = kinds(f"<p>{LONG}</p><p>{MORE}</p>{box}<p>{LAST}</p>")
    assert [words for _, words in found[2:4]] == [
        "On the quay",
        "Ask for Ida at the green door of the harbour office, where the key hangs.",
    ]


def test_the_first_paragraph_is_kept_where_the_page_describes_itself_with_its_beginning() -> None:
    # Bare text in front of elements of its own: what a judge of text passes over.
    described = f'<meta property="og:description" content="{LONG[:100]}...">'
    blocks: tuple[Block, ...] = story(
        f'<div class="post-body">{LONG}<div><br></div><div>{MORE}</div><div>{LAST}</div></div>', described
    ).document.blocks
    assert [block.text for block in blocks] == [LONG, MORE, LAST]
