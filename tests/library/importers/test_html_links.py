"""Links of saved pages: lists of them inside the story and around it, tables of contents, places in the page itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.importers._html.address import absolute, site
from library.importers._html.story import read_fragment
from library.importers.base import SourceFile
from library.importers.html import read
from library.model.document import Block, BlockKind
from library.model.story import Story

PAGE = "https://brannock-echo.example/crane"
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


def story(body: str, address: str = PAGE, head: str = "") -> Story:
    saved = f"<!-- saved from url=(0042){address} -->" if address else ""
    markup = (
        f'{saved}<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Crane stops ferry</title>{head}'
        f"</head><body><article><h1>Crane stops ferry</h1>{body}</article></body></html>"
    )
    (draft,) = read(SourceFile("page.html", markup.encode()))
    return draft.story


def texts(body: str, address: str = PAGE, kind: BlockKind | None = None) -> list[str]:
    blocks = story(body, address).document.blocks
    return [block.text for block in blocks if kind is None or block.kind is kind]


def links(blocks: tuple[Block, ...]) -> list[str]:
    return [span.link for block in blocks for span in block.spans if span.link]


def items(*addresses: str) -> str:
    return "".join(f'<li><a href="{address}">Item {number}</a></li>' for number, address in enumerate(addresses, 1))


class TestListsOfLinks:
    def test_a_list_that_leads_to_other_sites_is_kept_among_the_paragraphs(self) -> None:
        listed = f"<ul>{items('https://cranes.example/a', 'https://piers.example/b')}</ul>"
        found = texts(f"<p>{LONG}</p><p>{MORE}</p>{listed}<p>{LAST}</p>")
        assert found == [LONG, MORE, "Item 1", "Item 2", LAST]

    def test_a_list_that_a_sentence_announces_is_kept_wherever_it_leads(self) -> None:
        listed = f"<p>These are the parishes:</p><ul>{items('/p/1', '/p/2', '/p/3')}</ul>"
        assert texts(f"<p>{LONG}</p><p>{MORE}</p>{listed}<p>{LAST}</p>", kind=BlockKind.LIST_ITEM) == [
            "Item 1",
            "Item 2",
            "Item 3",
        ]

    @pytest.mark.parametrize(
        "listed",
        [
            f"<ul>{items('/tag/harbour', '/tag/ferry', '/tag/crane')}</ul>",
            f'<div class="sidebar"><ul>{items("https://shop.example/a", "https://shop.example/b")}</ul></div>',
            '<ul><li><a href="https://facebook.example/x">Share on Facebook</a></li>'
            '<li><a href="https://post.example/x">Email this article</a></li></ul>',
        ],
    )
    def test_tags_sidebars_and_controls_stay_out(self, listed: str) -> None:
        assert texts(f"<p>{LONG}</p><p>{MORE}</p>{listed}<p>{LAST}</p>") == [LONG, MORE, LAST]

    def test_a_paragraph_that_is_an_address_of_another_site_is_kept(self) -> None:
        line = '<p><a href="https://cranes.example/report">https://cranes.example/report</a></p>'
        found = texts(f"<p>{LONG}</p><p>{MORE}</p>{line}<p>{LAST}</p>")
        assert found[2] == "https://cranes.example/report"

    def test_sources_under_a_heading_below_the_text_are_kept(self) -> None:
        sources = f"<h2>Sources</h2><ul>{items('https://cranes.example/a', 'https://piers.example/b')}</ul>"
        found = texts(f"<p>{LONG}</p><p>{MORE}</p><p>{LAST}</p>{sources}")
        assert found == [LONG, MORE, LAST, "Sources", "Item 1", "Item 2"]

    def test_pages_of_the_same_site_below_the_text_are_left_out(self) -> None:
        own = f"<h2>The harbour</h2><ul>{items('/harbour/a', '/harbour/b')}</ul>"
        assert texts(f"<p>{LONG}</p><p>{MORE}</p><p>{LAST}</p>{own}") == [LONG, MORE, LAST]


CONTENTS = '<p>Contents</p><ul><li><a href="#a">The jam</a></li><li><a href="#b">The key</a></li></ul>'
PARTS = f'<h2 id="a">The jam</h2><p>{MORE}</p><h2 id="b">The key</h2><p>{LAST}</p>'


class TestPlacesInThePage:
    def test_a_table_of_contents_among_the_paragraphs_is_whole_and_leads_to_the_page(self) -> None:
        found = story(f"<p>{LONG}</p>{CONTENTS}{PARTS}").document.blocks
        assert [block.text for block in found[1:4]] == ["Contents", "The jam", "The key"]
        assert [block.kind for block in found[2:4]] == [BlockKind.LIST_ITEM] * 2
        assert links(found) == [f"{PAGE}#a", f"{PAGE}#b"]

    def test_one_beside_the_text_stays_out_although_its_entries_are_words_of_the_text(self) -> None:
        found = texts(f"<nav>{CONTENTS}</nav><p>{LONG}</p>{PARTS}")
        assert found == [LONG, "The jam", MORE, "The key", LAST]

    def test_a_place_in_a_page_of_unknown_address_is_no_link(self) -> None:
        body = f'<p>{LONG} <a href="#a">See the jam</a>.</p>{PARTS}'
        assert links(story(body, address="").document.blocks) == []

    def test_a_heading_that_leads_to_itself_is_no_link(self) -> None:
        assert links(story(f'<p>{LONG}</p><h2 id="a"><a href="#a">The jam</a></h2><p>{MORE}</p>').document.blocks) == []

    def test_an_arrow_back_to_the_top_is_no_link(self) -> None:
        blocks = read_fragment('<p>Done. <a href="#top">↑</a></p><p><a href="#top">Up</a></p>', PAGE).blocks
        assert links(blocks) == [f"{PAGE}#top"]

    def test_cells_of_a_table_lead_to_places_too(self) -> None:
        rows = '<tr><th>Pier</th><th>Note</th></tr><tr><td>East</td><td><a href="#east">its plan</a></td></tr>'
        (table,) = read_fragment(f"<table>{rows}</table>", PAGE).blocks
        assert [span.link for cell in table.rows[1] for span in cell.spans] == ["", f"{PAGE}#east"]


class TestBoxesOfOtherStories:
    def test_a_linked_heading_in_a_box_that_is_named_related_is_a_related_headline(self) -> None:
        box = (
            '<div class="related-wrap"><div>Související</div><a href="/other"><h3>Another crane was sold to the '
            "north</h3></a></div>"
        )
        found = story(f"<p>{LONG}</p><p>{MORE}</p>{box}<p>{LAST}</p>")
        assert [each.headline for each in found.related] == ["Another crane was sold to the north"]
        assert BlockKind.HEADING not in {block.kind for block in found.document.blocks}


ADDRESS = st.text("ab/.?#;=& %@:é[]\\", max_size=10)


class TestAddresses:
    @pytest.mark.parametrize(
        ("written", "expected"),
        [
            ("/a/b.html?c=d#e", "https://h.example:8080/a/b.html?c=d#e"),
            ("/a/../b", "https://h.example:8080/b"),
            ("/a?", "https://h.example:8080/a"),
            ("//other.example/a", "https://other.example/a"),
            ("b", "https://h.example:8080/x/b"),
            ("javascript:void(0)", ""),
        ],
    )
    def test_they_are_resolved_as_browsers_do(self, written: str, expected: str) -> None:
        assert absolute(written, "https://h.example:8080/x/y?z") == expected

    @given(ADDRESS)
    def test_the_quick_way_from_the_root_says_what_the_slow_one_says(self, written: str) -> None:
        # The last base is no plain address, so that everything goes the slow way.
        quick = absolute(f"/{written}", "https://h.example/x")
        assert quick == absolute(f"/{written}", "HTTPS://h.example/x")

    @pytest.mark.parametrize(
        ("address", "expected"),
        [
            ("https://www.echo.example/a", "echo.example"),
            ("https://news.echo.co.uk:443/a", "echo.co.uk"),
            ("https://user@echo.example", "echo.example"),
            ("mailto:a@b.example", ""),
            ("https://[broken/", ""),
        ],
    )
    def test_a_site_is_what_one_publication_keeps_for_all_its_pages(self, address: str, expected: str) -> None:
        assert site(address) == expected
