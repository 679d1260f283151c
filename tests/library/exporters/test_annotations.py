"""Annotations as JSON-LD, CSV, HTML and Markdown, and the part of a user's file that is ours."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from dataclasses import replace
from html.parser import HTMLParser

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from library.exporters import annotations_csv, annotations_html, annotations_jsonld, annotations_markdown
from library.exporters.noted import NotedStory
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
from library.model.stamp import Stamp
from library.model.story import Story
from tests.library.exporters.stories import pieces

UUID = "0ef561a8-9d3f-412f-81eb-80676dab75aa"
OTHER = "1df96987-88b5-4114-b748-3a74f800b4fc"
HENS = Story(
    headline="Hens <b>of</b> the harbour",
    authors=("Ada Merrow", "Olin Tarn"),
    source="The Ellery Post",
    published=Stamp("2016-06-03T09:30:00+01:00"),
    url="https://ellery-post.example/hens?a=1",
    language="en",
)
AT = 1_464_944_400_123  # 2016-06-03T09:00:00.123Z
words = st.lists(pieces, max_size=6).map("".join)


def made(
    exact: str = "a house for eleven hens",
    note: str = "",
    tags: tuple[str, ...] = (),
    start: int = 10,
    state: AnchorState = AnchorState.EXACT,
    **changes: object,
) -> AnchoredAnnotation:
    target = Target(
        1, 7, TextQuoteSelector(exact, "before ", " after"), TextPositionSelector(start, start + len(exact))
    )
    motivation = Motivation.COMMENTING if note else Motivation.HIGHLIGHTING
    uuid = f"a3d352cc-2f32-4b40-9085-{start:012}"
    annotation = Annotation(uuid, target, motivation, note, tags, created=AT, modified=AT + 1000)
    for name, value in changes.items():
        annotation = replace(annotation, **{name: value})
    lost = state is AnchorState.ORPHAN
    return AnchoredAnnotation(annotation, Anchor(state, 0 if lost else start, 0 if lost else start + len(exact)))


def noted(*annotations: AnchoredAnnotation, story: Story = HENS, uuid: str = UUID) -> NotedStory:
    return NotedStory(uuid, story, annotations, {7: "c0ffee"})


class TestJsonLd:
    def read(self, *stories: NotedStory) -> dict[str, object]:
        found = json.loads("".join(annotations_jsonld.write(stories)))
        assert isinstance(found, dict)
        return found

    def test_an_annotation_says_where_what_and_when(self) -> None:
        found = self.read(noted(made(note="why?", tags=("farm", "Work/Hens"), colour=Colour.BLUE)))
        (item,) = found["first"]["items"]  # type: ignore[index]
        assert item == {
            "id": "urn:uuid:a3d352cc-2f32-4b40-9085-000000000010",
            "type": "Annotation",
            "motivation": "commenting",
            "created": "2016-06-03T09:00:00.123Z",
            "modified": "2016-06-03T09:00:01.123Z",
            "stylesheet": {"type": "CssStylesheet", "value": ".blue { background-color: #cfe4f7 }"},
            "body": [
                {"type": "TextualBody", "value": "why?", "format": "text/markdown", "purpose": "commenting"},
                {"type": "TextualBody", "value": "farm", "purpose": "tagging"},
                {"type": "TextualBody", "value": "Work/Hens", "purpose": "tagging"},
            ],
            "target": {
                "type": "SpecificResource",
                "source": "https://ellery-post.example/hens?a=1",
                "selector": [
                    {
                        "type": "TextQuoteSelector",
                        "exact": "a house for eleven hens",
                        "prefix": "before ",
                        "suffix": " after",
                    },
                    {"type": "TextPositionSelector", "start": 10, "end": 33},
                ],
                "styleClass": "blue",
                "dcterms:isPartOf": {
                    "id": "https://ellery-post.example/hens?a=1",
                    "type": "schema:Article",
                    "schema:headline": "Hens <b>of</b> the harbour",
                    "schema:author": ["Ada Merrow", "Olin Tarn"],
                    "schema:publisher": "The Ellery Post",
                    "schema:datePublished": "2016-06-03T09:30:00+01:00",
                    "schema:inLanguage": "en",
                    "schema:identifier": f"urn:uuid:{UUID}",
                    "schema:sha256": "c0ffee",
                },
            },
        }

    def test_the_collection_counts_what_it_holds(self) -> None:
        found = self.read(noted(made(), made(start=90)), noted(made(start=40), uuid=OTHER))
        assert (found["@context"], found["type"], found["total"]) == (
            annotations_jsonld.CONTEXT,
            "AnnotationCollection",
            3,
        )
        page = found["first"]
        assert isinstance(page, dict)
        assert (page["type"], page["startIndex"], len(page["items"]), found["last"]) == (
            "AnnotationPage",
            0,
            3,
            page["id"],
        )
        assert len({found["id"], page["id"], *(item["id"] for item in page["items"])}) == 5

    def test_a_collection_of_nothing_has_no_page(self) -> None:
        found = self.read()
        assert found["total"] == 0
        assert "first" not in found

    @pytest.mark.parametrize(
        "address", ["", "ftp://ellery.example/a", "https://ellery.example/a b", "https://a.example/<x>"]
    )
    def test_a_story_without_an_address_is_named_by_its_uuid(self, address: str) -> None:
        found = self.read(noted(made(), story=Story(headline="Hens", url=address)))
        assert found["first"]["items"][0]["target"]["source"] == f"urn:uuid:{UUID}"  # type: ignore[index]

    def test_a_note_on_the_whole_story_selects_nothing(self) -> None:
        whole = Target(1, 7, TextQuoteSelector(""), TextPositionSelector(0, 0))
        found = self.read(noted(made(note="all of it", target=whole)))
        assert "selector" not in found["first"]["items"][0]["target"]  # type: ignore[index]

    @given(words, words)
    def test_whatever_was_written_is_sound_json(self, quote: str, note: str) -> None:
        found = self.read(noted(made(quote, note), story=Story(headline=quote)))
        item = found["first"]["items"][0]  # type: ignore[index]
        assert item["target"]["selector"][0]["exact"] == quote
        assert [body["value"] for body in item.get("body", [])] == [note] * bool(note)


class TestCsv:
    def rows(self, *stories: NotedStory) -> list[list[str]]:
        return list(csv.reader(io.StringIO("".join(annotations_csv.write(stories)), newline="")))

    def test_the_shape_that_readwise_imports(self) -> None:
        head, later, lost = self.rows(
            noted(
                made("gone", state=AnchorState.ORPHAN),
                made(note='said "no",\ntwice', tags=("a b", "Work/Hens"), start=40),
            )
        )
        assert head == ["Highlight", "Title", "Author", "URL", "Note", "Location", "Date"]
        assert later == [
            "a house for eleven hens",
            "Hens <b>of</b> the harbour",
            "Ada Merrow, Olin Tarn",
            "https://ellery-post.example/hens?a=1",
            '.a-b .Work-Hens said "no",\ntwice',
            "40",
            "2016-06-03 09:00:00",
        ]
        assert (lost[0], lost[5]) == ("gone", "")

    @pytest.mark.parametrize(
        "cell", ["=1+1", "+49 30", "-2", "@SUM(A1)", " =1", "\t=1", "\u00a0=1", "\tx", "\rx", "\n=1", "＝1"]
    )
    def test_what_a_spreadsheet_would_compute_is_guarded(self, cell: str) -> None:
        assert annotations_csv.guarded(cell) == f"'{cell}"
        assert annotations_csv.guarded(f"a{cell}") == f"a{cell}"

    @given(words.filter(str.strip), words)
    def test_every_cell_comes_back_and_none_is_a_formula(self, quote: str, note: str) -> None:
        _, row = self.rows(noted(made(quote, note), story=Story(headline=quote)))
        assert row[0] in (quote, f"'{quote}")
        assert all(cell.lstrip()[:1] not in tuple("=+-@") or not cell.strip() for cell in row)


class _Page(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1] in (tag, "meta"), (tag, self._open)
        while self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.texts.setdefault(self._open[-1] if self._open else "", []).append(data)


class TestHtml:
    def page(self, *stories: NotedStory) -> _Page:
        return _Page("".join(annotations_html.write(stories)))

    def test_a_page_shows_quote_note_tags_and_what_is_lost(self) -> None:
        page = self.page(
            noted(made(note="why\nnot?", tags=("farm",), colour=Colour.GREEN), made("gone", state=AnchorState.ORPHAN))
        )
        assert page.texts["blockquote"] == ["a house for eleven hens", "gone"]
        assert ("blockquote", {"class": "green"}) in page.tags
        assert "why\nnot?" in page.texts["p"]
        assert " #farm" in page.texts["span"]
        assert "yellow · 2016-06-03 · no longer in the text" in page.texts["p"]
        assert "Ada Merrow, Olin Tarn · The Ellery Post · 2016-06-03" in page.texts["p"]
        assert "".join(page.texts["title"]) == HENS.headline

    @given(words, words, st.sampled_from([HENS.url, "javascript:alert(1)", 'https://a.example/"onclick="x']))
    def test_it_loads_and_runs_nothing(self, quote: str, note: str, address: str) -> None:
        story = Story(headline=quote, source=note, url=address)
        page = self.page(noted(made(quote, note, tags=(note or "x",)), story=story), noted(made(), uuid=OTHER))
        known = {
            "html",
            "head",
            "meta",
            "title",
            "style",
            "body",
            "h1",
            "section",
            "h2",
            "a",
            "p",
            "div",
            "blockquote",
            "span",
        }
        assert {tag for tag, _ in page.tags} <= known
        names = {name for _, attributes in page.tags for name in attributes}
        assert names <= {"charset", "name", "content", "class", "lang", "href", "rel"}
        assert all(str(attributes["href"]).startswith("https://") for tag, attributes in page.tags if tag == "a")
        assert not any("url(" in style or "@import" in style for style in page.texts["style"])


def rendered(markdown: str) -> str:
    return str(MarkdownIt("commonmark").render(markdown))


class TestMarkdown:
    def test_one_storys_document_begins_with_its_facts(self) -> None:
        written = "".join(annotations_markdown.write([noted(made(note="**why?**", tags=("two words", "Work/Hens")))]))
        _, front, body = written.split("---\n")
        assert yaml.safe_load(front) == {
            "title": HENS.headline,
            "source": "The Ellery Post",
            "author": ["Ada Merrow", "Olin Tarn"],
            "date": "2016-06-03T09:30:00+01:00",
            "url": HENS.url,
        }
        assert body == (
            "\n# Hens \\<b>of\\</b> the harbour\n\n> a house for eleven hens\n\n**why?**\n\n"
            "*yellow · 2016-06-03* #two-words #Work/Hens\n"
        )

    def test_several_stories_have_headings(self) -> None:
        written = "".join(
            annotations_markdown.write([noted(made()), noted(made("eggs"), story=Story(headline="Eggs"))])
        )
        assert "## [Hens \\<b>of\\</b> the harbour](<https://ellery-post.example/hens?a=1>)\n\nAda Merrow" in written
        assert written.index("## Eggs") < written.index("> eggs")

    @given(
        words,
        st.lists(pieces | st.sampled_from(["\n", "```\n", "~~~~", "<pre>", "<!--", "`<i>`", "<?x", "* "])).map("".join),
    )
    def test_a_note_swallows_nothing_after_it(self, quote: str, note: str) -> None:
        written = "".join(annotations_markdown.write([noted(made(quote, note), made("LAST WORDS", start=400))]))
        page = rendered(written.split("---\n", 2)[2])
        assert "<blockquote>\n<p>LAST WORDS</p>\n</blockquote>" in page
        assert "<script" not in page
        assert "<pre>\n" not in page

    def test_a_note_keeps_its_markdown_and_shows_its_tags_as_text(self) -> None:
        note = "A *light* [link](https://a.example) <https://b.example> `a<b` and <b>bold</b>\n\n```\nx <i> y\n```\nend"
        assert annotations_markdown.note_text(note) == note.replace("<b>bold</b>", "\\<b>bold\\</b>")


class TestVault:
    def test_a_new_file_has_front_matter_headline_and_our_part(self) -> None:
        content = annotations_markdown.new_file(noted(made()))
        assert content.startswith(b"---\ntitle: Hens <b>of</b> the harbour\n")
        (span,) = annotations_markdown.blocks_in(content).values()
        assert span is not None
        ours = content[span[0] : span[1]].decode()
        assert ours == (
            f"<!-- broadsheet:begin {UUID} -->\n\n> a house for eleven hens\n\n*yellow · 2016-06-03* ^a3d352cc\n\n"
            f"<!-- broadsheet:end {UUID} -->"
        )

    free = st.binary(max_size=40) | words.map(str.encode) | st.just(b"\xef\xbb\xbfmine\r\n<!-- broadsheet:begin x -->")
    nasty = words | st.sampled_from(
        [f"<!-- broadsheet:end {UUID} -->", f"```\n<!-- broadsheet:begin {OTHER} -->", "<!-- broadsheet:end"]
    )

    @given(free, free, free, nasty, nasty)
    def test_a_refresh_keeps_everything_outside_the_marks(
        self, before: bytes, between: bytes, after: bytes, quote: str, note: str
    ) -> None:
        first, second = noted(made(quote, note, tags=(quote,))), noted(made(note, quote), uuid=OTHER)
        ours = [annotations_markdown.block(story) for story in (first, second)]
        content = before + ours[0] + between + ours[1] + after
        assert set(annotations_markdown.blocks_in(content)) == {UUID, OTHER}
        new = annotations_markdown.block(noted(made("new words")))
        assert annotations_markdown.refreshed(content, {UUID: new}) == before + new + between + ours[1] + after
        assert annotations_markdown.refreshed(content, {UUID: ours[0], OTHER: ours[1]}) == content

    @given(nasty, nasty)
    def test_a_new_files_facts_hold_no_mark(self, headline: str, source: str) -> None:
        content = annotations_markdown.new_file(noted(made(), story=Story(headline=headline, source=source)))
        assert list(annotations_markdown.blocks_in(content)) == [UUID]
        assert annotations_markdown.blocks_in(content)[UUID] is not None

    begin, end = f"<!-- broadsheet:begin {UUID} -->".encode(), f"<!-- broadsheet:end {UUID} -->".encode()
    inner = f"<!-- broadsheet:begin {OTHER} -->x<!-- broadsheet:end {OTHER} -->".encode()

    @pytest.mark.parametrize(
        "content", [begin, end, end + begin, begin + end + end, begin + begin + end, begin + inner + end]
    )
    def test_damaged_marks_are_left_alone(self, content: bytes) -> None:
        assert set(annotations_markdown.blocks_in(content).values()) == {None}
        assert annotations_markdown.refreshed(content, {UUID: b"new", OTHER: b"new"}) == content

    @pytest.mark.parametrize(
        ("headline", "name"),
        [
            ("Ferry sails: “why?” [2/2]", "Ferry sails “why ” 2 2"),
            ("", "Untitled"),
            ("...", "Untitled"),
            ("CON", "CON story"),
            ("nul.txt", "nul.txt story"),
            ("港" * 100, "港" * 53),
            ("a\n\tb ^c #d", "a b c d"),
        ],
    )
    def test_file_names(self, headline: str, name: str) -> None:
        assert annotations_markdown.file_name(headline) == name

    @given(st.text())
    def test_a_file_name_is_one_on_every_system(self, headline: str) -> None:
        name = annotations_markdown.file_name(headline)
        assert 0 < len(name.encode()) <= annotations_markdown.LONGEST_NAME + 10
        assert name == name.strip(" .")
        assert not set(name) & set('\\/:*?"<>|#^[]')
        assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in name)
