"""OpenDocument texts, packed and flat."""

from __future__ import annotations

import base64
import io
import zipfile

import PIL.Image
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.importers.base import SourceFile
from library.importers.formats import detect
from library.importers.odt import read
from library.model.document import BlockKind, Mark, text
from library.model.errors import UnreadableFile
from library.model.story import Draft, NoticeKind, Story

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = " ".join(
    [f'xmlns:{name}="{OASIS}:{name}:1.0"' for name in ("office", "text", "style", "table", "meta")]
    + [
        f'xmlns:fo="{OASIS}:xsl-fo-compatible:1.0" xmlns:draw="{OASIS}:drawing:1.0" '
        f'xmlns:svg="{OASIS}:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ]
)
STYLES = """
<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="BI" style:family="text" style:parent-style-name="B">
  <style:text-properties fo:font-style="italic"/></style:style>
<style:style style:name="Low" style:family="text"><style:text-properties style:text-position="sub 58%"/></style:style>
<style:style style:name="Out" style:family="text">
  <style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="Hid" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>
<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Preformatted_20_Text"/>
<text:list-style style:name="L1">
  <text:list-level-style-number text:level="1" style:num-format="1" text:start-value="4"/>
  <text:list-level-style-bullet text:level="2"/></text:list-style>
"""


def png() -> bytes:
    out = io.BytesIO()
    PIL.Image.new("RGB", (240, 160), "teal").save(out, "PNG")
    return out.getvalue()


def content(body: str) -> str:
    return (
        f'<?xml version="1.0"?><office:document-content {SPACES}><office:automatic-styles>{STYLES}'
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )


def packed(body: str, meta: str = "", others: dict[str, str | bytes] | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", MEDIA_TYPE, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content(body))
        archive.writestr(
            "meta.xml", f"<office:document-meta {SPACES}><office:meta>{meta}</office:meta></office:document-meta>"
        )
        for name, data in (others or {}).items():
            archive.writestr(name, data)
    return out.getvalue()


def draft(data: bytes) -> Draft:
    (only,) = read(SourceFile("report.odt", data))
    return only


def story(body: str, meta: str = "") -> Story:
    return draft(packed(body, meta)).story


def para(inner: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{inner}</text:p>'


def span(inner: str, style: str) -> str:
    return f'<text:span text:style-name="{style}">{inner}</text:span>'


class TestFields:
    def test_head_and_properties(self) -> None:
        body = (
            para("The Weir", "Title") + para("A clerk and her gauge", "Subtitle") + para("By Mo Tarn") + para("Rain.")
        )
        meta = (
            "<dc:title>Untitled 1</dc:title><meta:initial-creator>Ines Calder</meta:initial-creator>"
            "<meta:creation-date>2019-04-02T08:10:00.5</meta:creation-date><dc:date>2019-05-03T09:00:00</dc:date>"
            "<meta:keyword>weirs</meta:keyword><meta:keyword>rain</meta:keyword><dc:language>en-GB</dc:language>"
        )
        found = story(body, meta)
        assert (found.headline, found.standfirst, found.authors) == ("The Weir", "A clerk and her gauge", ("Mo Tarn",))
        assert (found.keywords, found.language, text(found.document)) == (("weirs", "rain"), "en-GB", "Rain.")
        assert found.published is not None
        assert found.updated is not None
        assert (found.published.iso, found.updated.iso) == ("2019-04-02T08:10:00", "2019-05-03T09:00:00")

    def test_the_authors_name_stands_in_where_no_byline_does(self) -> None:
        assert story(para("Rain."), "<meta:initial-creator>Ines Calder</meta:initial-creator>").authors == (
            "Ines Calder",
        )


class TestText:
    def test_emphasis_blanks_and_line_ends(self) -> None:
        body = para(
            f"{span('Bold', 'B')}, {span('both', 'BI')}, H{span('2', 'Low')}O,<text:s text:c='4'/>"
            f"{span('gone', 'Out')}{span('unseen', 'Hid')}.<text:line-break/>next<text:tab/>line"
        )
        spans = story(body).document.blocks[0].spans
        assert [(each.text, each.marks) for each in spans] == [
            ("Bold", Mark.STRONG),
            (", ", Mark.NONE),
            ("both", Mark.STRONG | Mark.EMPHASIS),
            (", H", Mark.NONE),
            ("2", Mark.SUBSCRIPT),
            ("O, ", Mark.NONE),
            ("gone", Mark.STRIKE),
            (".\nnext line", Mark.NONE),
        ]

    def test_headings_quotes_and_listings(self) -> None:
        body = para("It rained.") + '<text:h text:outline-level="3">After</text:h>' + para("So it is.", "P1")
        body += para("a<text:s/><text:s/>= 1", "P2") + para("b = 2", "P2")
        blocks = story(body).document.blocks
        assert [(block.kind, block.text, block.level) for block in blocks[1:]] == [
            (BlockKind.HEADING, "After", 3),
            (BlockKind.QUOTE, "So it is.", 1),
            (BlockKind.PREFORMATTED, "a  = 1\nb = 2", 0),
        ]

    def test_lists_start_and_go_on_where_they_say(self) -> None:
        def listed(items: str, more: str = "") -> str:
            return f'<text:list text:style-name="L1" {more}>{items}</text:list>'

        def item(words: str, inner: str = "") -> str:
            return f"<text:list-item>{para(words)}{inner}</text:list-item>"

        body = listed(item("four", f"<text:list>{item('inner')}</text:list>") + item("five")) + para("Between.")
        body += listed(item("six"), 'text:continue-numbering="true"') + listed(item("four again"))
        assert [(block.text, block.level, block.number) for block in story(body).document.blocks] == [
            ("four", 1, 4),
            ("inner", 2, None),
            ("five", 1, 5),
            ("Between.", 0, None),
            ("six", 1, 6),
            ("four again", 1, 4),
        ]

    def test_links_notes_and_tables(self) -> None:
        note = (
            "<text:note><text:note-citation>1</text:note-citation><text:note-body>"
            f"{para('A brass one.')}</text:note-body></text:note>"
        )
        rows = [
            "".join(f"<table:table-cell>{para(word)}</table:table-cell>" for word in words)
            for words in (("Day", "Height"), ("Mon", "3.1"))
        ]
        first_row, last_row = (f"<table:table-row>{cells}</table:table-row>" for cells in rows)
        table = f"<table:table><table:table-header-rows>{first_row}</table:table-header-rows>{last_row}</table:table>"
        link = '<text:a xlink:href="https://weir.example/?a=1&amp;b=2">gauge</text:a>'
        first, grid, last = story(para(f"The {link}{note}.") + table).document.blocks
        assert [(each.text, each.link, each.footnote) for each in first.spans] == [
            ("The ", "", ""),
            ("gauge", "https://weir.example/?a=1&b=2", ""),
            ("1", "", "1"),
            (".", "", ""),
        ]
        assert [[(cell.text, cell.header) for cell in each] for each in grid.rows] == [
            [("Day", True), ("Height", True)],
            [("Mon", False), ("3.1", False)],
        ]
        assert (last.kind, last.text, last.label) == (BlockKind.FOOTNOTE, "A brass one.", "1")

    def test_what_was_deleted_remarked_or_listed_is_left_out(self) -> None:
        deleted = (
            f"<text:tracked-changes><text:changed-region>{para('Gone.')}</text:changed-region></text:tracked-changes>"
        )
        remark = f"<office:annotation>{para('Really?')}</office:annotation>"
        contents = f"<text:table-of-content>{para('Rain 3')}</text:table-of-content>"
        hidden = f'<text:section text:display="none">{para("Hidden.")}</text:section>'
        assert text(story(deleted + contents + hidden + para(f"It rained{remark}.")).document) == "It rained."

    def test_ruby_stands_behind_its_base(self) -> None:
        ruby = "<text:ruby><text:ruby-base>堰</text:ruby-base><text:ruby-text>せき</text:ruby-text></text:ruby>"
        assert text(story(para(f"{ruby}を見る")).document) == "堰（せき）を見る"

    def test_pictures_with_their_captions(self) -> None:
        frame = (
            '<draw:frame><draw:text-box><text:p text:style-name="Illustration"><draw:frame>'
            '<draw:image xlink:href="Pictures/a.png"/><svg:desc>The gauge</svg:desc></draw:frame>At noon</text:p>'
            "</draw:text-box></draw:frame>"
        )
        found = draft(packed(para("Rain.") + para(frame), others={"Pictures/a.png": png()}))
        block = found.story.document.blocks[1]
        assert block.image is not None
        assert (block.kind, block.image.alt, block.image.width) == (BlockKind.IMAGE, "The gauge", 240)
        assert [asset.digest for asset in found.assets] == [block.image.asset]
        assert "At noon" in text(found.story.document)

    def test_a_picture_that_is_not_there_is_reported(self) -> None:
        body = para("Rain.") + para('<draw:frame><draw:image xlink:href="Pictures/x.svm"/></draw:frame>')
        assert [notice.kind for notice in draft(packed(body)).notices] == [NoticeKind.MISSING_PICTURE]


class TestFiles:
    def test_one_flat_file_holds_its_pictures_as_text(self) -> None:
        picture = f"<office:binary-data>{base64.b64encode(png()).decode()}</office:binary-data>"
        body = para("It rained.") + para(f"<draw:frame><draw:image>{picture}</draw:image></draw:frame>")
        flat = content(body).replace("document-content", "document").replace(
            "<office:automatic-styles>", "<office:meta><dc:title>Rain</dc:title></office:meta><office:automatic-styles>"
        )  # fmt: skip
        flat = flat.replace("<office:document ", f'<office:document office:mimetype="{MEDIA_TYPE}" ', 1)
        found = draft(flat.encode())
        assert (found.story.headline, found.story.document.blocks[0].text) == ("Rain", "It rained.")
        assert len(found.assets) == 1
        assert detect(flat.encode(), "report.xml").id == "odt"

    def test_a_packed_file_is_told_by_its_first_member(self) -> None:
        assert detect(packed(para("It rained.")), "report.zip").id == "odt"

    def test_a_locked_file_says_so(self) -> None:
        manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
        with pytest.raises(UnreadableFile, match="password"):
            draft(packed(para("x"), others={"META-INF/manifest.xml": manifest}))

    def test_a_file_cut_off_in_the_middle_says_so(self) -> None:
        whole = packed(para("It rained."))
        found = draft(whole[: whole.index(b"PK\x01\x02")])
        assert text(found.story.document) == "It rained."
        assert [notice.kind for notice in found.notices] == [NoticeKind.DAMAGED]

    @pytest.mark.parametrize("data", [packed(""), b"<office:document/>", b"PK\x03\x04", packed(para(" "))])
    def test_a_file_without_text_is_refused(self, data: bytes) -> None:
        with pytest.raises(UnreadableFile):
            draft(data)

    def test_deep_nesting_and_many_repeats_are_read(self) -> None:
        deep = "<text:list><text:list-item>" * 400 + para("Deep.") + "</text:list-item></text:list>" * 400
        wide = para("a<text:s text:c='999999999'/>b")
        assert text(story(deep + wide).document) == "Deep.\na b"

    @settings(max_examples=60, deadline=None)
    @given(st.data())
    def test_any_damage_leaves_a_story_or_unreadable(self, data: st.DataObject) -> None:
        whole = bytearray(content(para("Rain", "Title") + para("It rained.", "P1")).encode())
        for _ in range(data.draw(st.integers(1, 5))):
            place = data.draw(st.integers(0, len(whole) - 1))
            whole[place : place + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=5))
        assert story_or_sentence(bytes(whole))


def story_or_sentence(data: bytes) -> bool:
    """True if the bytes give a story or one sentence on why not; anything else raises."""
    try:
        return bool(draft(data).story.document.blocks)
    except UnreadableFile as error:
        return str(error).endswith(".")
