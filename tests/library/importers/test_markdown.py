"""Markdown files: every dialect of header, and the text as blocks."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.importers._front_matter import split_front_matter
from library.importers.base import SourceFile
from library.importers.markdown import read
from library.model.document import BlockKind, Mark, text
from library.model.errors import UnreadableFile
from library.model.stamp import StampOrigin
from library.model.story import Draft, NoticeKind, Story


def draft(markdown: str, path: str = "note.md") -> Draft:
    (only,) = read(SourceFile(path, markdown.encode()))
    return only


def story(markdown: str, path: str = "note.md") -> Story:
    return draft(markdown, path).story


def body(markdown: str) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in story(markdown).document.blocks]


CLIPPING = """---
title: "Crane stops ferry"
source: "https://sound.example/crane"
author:
  - "[[Mo Tarn]]"
  - "[[people/lee|Lee Ash]]"
published: 2021-02-03
created: 2021-05-06
description: "Forty people waited on the quay."
tags:
  - "clippings"
  - ferries
---
The ferry left ==an hour late== on Tuesday.
"""


class TestHeader:
    def test_a_web_clippers_note(self) -> None:
        found = story(CLIPPING)
        assert (found.headline, found.url, found.source) == (
            "Crane stops ferry",
            "https://sound.example/crane",
            "sound.example",
        )
        assert found.authors == ("Mo Tarn", "Lee Ash")
        assert found.published is not None
        assert (found.published.iso, found.published.origin) == ("2021-02-03", StampOrigin.METADATA)
        assert found.standfirst == "Forty people waited on the quay."
        assert found.keywords == ("clippings", "ferries")
        assert text(found.document) == "The ferry left an hour late on Tuesday."

    @pytest.mark.parametrize(
        "header",
        [
            "---\ntitle: A crane\ndate: 2021-02-03 10:50:12 -0400\nauthors: [Mo Tarn]\ntags: [a, b]\n---\n",
            '+++\ntitle = "A crane"\ndate = 2021-02-03T10:50:12-04:00\nauthors = ["Mo Tarn"]\n'
            '[taxonomies]\ntags = ["a", "b"]\n+++\n',
            "Title: A crane\nDate: 2021-02-03 10:50:12 -0400\nAuthor: Mo Tarn\nTags: a, b\n\n",
            '[#]: subject: "A crane"\n[#]: date: "2021-02-03T10:50:12-04:00"\n[#]: author: "Mo Tarn"\n'
            "[#]: tags: (a, b)\n\n",
            "\ufeff---\r\ntitle: A crane\r\ndate: 2021-02-03 10:50:12 -0400\r\nby: Mo Tarn\r\nlabels: a, b\r\n...\r\n",
        ],
    )
    def test_every_dialect_says_the_same(self, header: str) -> None:
        found = story(header + "\nText.\n")
        assert (found.headline, found.authors, found.keywords) == ("A crane", ("Mo Tarn",), ("a", "b"))
        assert found.published is not None
        assert found.published.iso == "2021-02-03T10:50:12-04:00"
        assert text(found.document) == "Text."

    def test_a_date_is_not_shifted_or_given_a_zone(self) -> None:
        found = story("---\ntitle: A\ndate: 2021-02-03 10:50\n---\nText.\n").published
        assert found is not None
        assert found.iso == "2021-02-03T10:50"

    def test_a_flag_is_not_a_date(self) -> None:
        found = story("---\ntitle: A\npublished: true\ncreated: 2020-01-01\n---\nText.\n").published
        assert found is not None
        assert found.iso == "2020-01-01"

    def test_the_date_of_the_file_name_is_the_last_resort(self) -> None:
        found = story("# A crane\n\nText.\n", "posts/2021-02-03-crane.md").published
        assert found is not None
        assert (found.iso, found.origin) == ("2021-02-03", StampOrigin.FILE_NAME)

    def test_a_source_that_is_a_name_is_the_publication(self) -> None:
        found = story("---\ntitle: A\nsource: The Sound\nurl: https://sound.example/a\n---\nText.\n")
        assert (found.source, found.url) == ("The Sound", "https://sound.example/a")

    def test_an_address_that_cannot_be_followed_is_none(self) -> None:
        assert story("---\ntitle: A\nurl: javascript:alert(1)\n---\nText.\n").url == ""

    def test_a_malformed_header_is_noticed_and_read_by_lines(self) -> None:
        result = draft('---\ntitle: Crane: the sequel\nauthor: "Mo\n  - ]\n---\n\nText.\n')
        assert result.story.headline == "Crane: the sequel"
        assert text(result.story.document) == "Text."
        assert NoticeKind.DAMAGED in [notice.kind for notice in result.notices]

    def test_prose_between_two_rules_is_no_header(self) -> None:
        assert body("---\n\nOne line.\n\n---\n\nAnother.\n") == [
            (BlockKind.RULE, ""),
            (BlockKind.PARAGRAPH, "One line."),
            (BlockKind.RULE, ""),
            (BlockKind.PARAGRAPH, "Another."),
        ]

    def test_aliases_that_multiply_are_bounded(self) -> None:
        bomb = (
            "---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
        )
        bomb += "d: [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ntitle: A\n---\nText.\n"
        assert text(story(bomb).document) == "Text."


class TestHeadline:
    def test_the_first_heading_is_the_headline_where_none_is_given(self) -> None:
        found = story("# Crane stops ferry\n\nText.\n\n# Chapter\n\nMore.\n")
        assert found.headline == "Crane stops ferry"
        assert [block.text for block in found.document.blocks] == ["Text.", "Chapter", "More."]

    def test_a_heading_that_repeats_the_title_goes(self) -> None:
        assert body("---\ntitle: Crane stops ferry\n---\n## Crane Stops Ferry!\n\nText.\n") == [
            (BlockKind.PARAGRAPH, "Text.")
        ]

    def test_another_heading_stays(self) -> None:
        found = body("---\ntitle: Crane stops ferry\n---\n# Why\n\nText.\n")
        assert found == [(BlockKind.HEADING, "Why"), (BlockKind.PARAGRAPH, "Text.")]


class TestText:
    def test_blocks_of_every_kind(self) -> None:
        found = story(
            "Para *em* **strong** `code` ~~gone~~ [link](https://a.example).\n\n"
            "- one\n  - two\n\n3. three\n\n> quoted\n\n"
            "```\ncode {{< kept >}}\n```\n\n---\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\nNoted[^n].\n\n[^n]: The note.\n"
        ).document.blocks
        assert [(block.kind, block.text, block.level, block.number) for block in found] == [
            (BlockKind.PARAGRAPH, "Para em strong code gone link.", 0, None),
            (BlockKind.LIST_ITEM, "one", 1, None),
            (BlockKind.LIST_ITEM, "two", 2, None),
            (BlockKind.LIST_ITEM, "three", 1, 3),
            (BlockKind.QUOTE, "quoted", 1, None),
            (BlockKind.PREFORMATTED, "code {{< kept >}}", 0, None),
            (BlockKind.RULE, "", 0, None),
            (BlockKind.TABLE, "A\tB\n1\t2", 0, None),
            (BlockKind.PARAGRAPH, "Noted1.", 0, None),
            (BlockKind.FOOTNOTE, "The note.", 0, None),
        ]
        marks = {span.text: span.marks for span in found[0].spans}
        assert (marks["em"], marks["strong"], marks["code"]) == (Mark.EMPHASIS, Mark.STRONG, Mark.CODE)
        assert marks["gone"] == Mark.STRIKE
        assert [span.footnote for span in found[8].spans if span.footnote] == [found[9].label] == ["1"]

    @pytest.mark.parametrize(
        ("written", "shown"),
        [
            ('Before {{< figure src="x.png" >}} after.', "Before after."),
            ("Before {% include x.html %}after.", "Before after."),
            ("A [[Page|name]] and [[Other]].", "A name and Other."),
            ("Seen ![[picture.png]] here.", "Seen here."),
            ("Text %%private%% goes on.", "Text goes on."),
            ("Text\n{: .class}", "Text"),
            ("Keep `{{ braces }}` in code.", "Keep {{ braces }} in code."),
            ("这是一\n个句子。", "这是一个句子。"),
            ("one\ntwo", "one two"),
        ],
    )
    def test_dialects_are_made_plain(self, written: str, shown: str) -> None:
        assert text(story(written).document) == shown

    def test_raw_html_is_read_and_harmless(self) -> None:
        document = story(
            '<div onclick="x()">Inline <b>bold</b> <a href="javascript:steal()">go</a></div>\n\n'
            "<script>steal()</script>\n\n"
            "Text <span style='x'>here</span> [bad](javascript:steal()) [also](data:text/html,steal).\n"
        ).document
        assert text(document) == "Inline bold go\nText here [bad](javascript:steal()) [also](data:text/html,steal)."
        assert [span.link for span in document.spans() if span.link] == []

    def test_relative_links_are_resolved_against_the_address(self) -> None:
        found = story("---\ntitle: A\nurl: https://sound.example/a/b\n---\n[map](../map)\n")
        assert [span.link for span in found.document.spans()] == ["https://sound.example/map"]


class TestHostile:
    @pytest.mark.parametrize("markdown", ["", "\n\n", "---\n---\n", "<!-- nothing -->\n"])
    def test_nothing_to_read_is_refused(self, markdown: str) -> None:
        with pytest.raises(UnreadableFile, match=r"^The file has no text in it\.$"):
            draft(markdown)

    @pytest.mark.parametrize(
        "piece", [">" * 20_000, "[" * 20_000, "*" * 20_000, "- " * 10_000, "`" * 5000 + "x", "{%" * 9000]
    )
    def test_endless_nesting_is_read_in_bounded_time(self, piece: str) -> None:
        started = time.perf_counter()
        assert "plain words" in text(story(f"{piece}\n\nplain words\n").document)
        assert time.perf_counter() - started < 10

    @settings(max_examples=100, deadline=None)
    @given(
        st.one_of(
            st.binary(max_size=300), st.text(alphabet="-+#: \n[]()!*_`>|{}%<ab1.~^\"'=", max_size=120).map(str.encode)
        )
    )
    def test_any_bytes_give_a_story_or_a_sentence(self, data: bytes) -> None:
        try:
            (only,) = read(SourceFile("x.md", data))
        except UnreadableFile:
            return
        links = [span.link for span in only.story.document.spans() if span.link]
        assert all(link.startswith(("http://", "https://", "mailto:")) for link in links)

    @given(st.text(alphabet="abc \n", max_size=60))
    def test_text_without_a_header_is_all_body(self, plain: str) -> None:
        assert split_front_matter(plain).body == plain
