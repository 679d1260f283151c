"""Word documents: structure, fields and pictures of sound ones, and the text of damaged ones."""

from __future__ import annotations

import io
import zipfile

import PIL.Image
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.importers.base import SourceFile
from library.importers.docx import read
from library.importers.formats import detect
from library.model.document import Block, BlockKind, Mark, text
from library.model.errors import UnreadableFile
from library.model.story import Draft, NoticeKind, Story

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/></Types>'
)
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
CORE = (
    '<c:coreProperties xmlns:c="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/">{}</c:coreProperties>'
)
NUMBERING = (
    "<w:abstractNum w:abstractNumId='0'>"
    "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/></w:lvl>"
    "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='bullet'/></w:lvl></w:abstractNum>"
    "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
    "<w:num w:numId='2'><w:abstractNumId w:val='0'/>"
    "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='7'/></w:lvlOverride></w:num>"
)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def part(tag: str, inner: str) -> str:
    return f'<?xml version="1.0"?><w:{tag} {SPACES}>{inner}</w:{tag}>'


def relation(key: str, kind: str, target: str, mode: str = "") -> str:
    return f'<Relationship Id="{key}" Type="{RELATION}/{kind}" Target="{target}" {mode}/>'


def parts(
    body: str,
    *,
    styles: str = "",
    core: str = "",
    notes: str = "",
    relations: str = "",
    others: dict[str, str | bytes] | None = None,
) -> dict[str, str | bytes]:
    related = "".join(relation(name, name, f"{name}.xml") for name in ("styles", "numbering", "footnotes")) + relations
    return {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS.format(relation("r1", "officeDocument", "word/document.xml")),
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": RELATIONS.format(related),
        "word/styles.xml": part("styles", styles),
        "word/numbering.xml": part("numbering", NUMBERING),
        "word/footnotes.xml": part("footnotes", notes),
        "docProps/core.xml": CORE.format(core),
        **(others or {}),
    }


def draft(data: bytes) -> Draft:
    (only,) = read(SourceFile("report.docx", data))
    return only


def story_or_sentence(data: bytes) -> bool:
    """True if the bytes give a story or one sentence on why not; anything else raises."""
    try:
        return bool(draft(data).story.document.blocks)
    except UnreadableFile as error:
        return str(error).endswith(".")


def story(body: str, **more: str) -> Story:
    return draft(zipped(parts(body, **more))).story  # type: ignore[arg-type]


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def para(inner: str, style: str = "", properties: str = "") -> str:
    inner = inner if inner.startswith("<") else run(inner)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inner}</w:p>"


def style(key: str, name: str, more: str = "") -> str:
    return f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{more}</w:style>'


def item(words: str, level: int = 0, number: int = 1) -> str:
    return para(words, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def shown(found: Story) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in found.document.blocks]


def png() -> bytes:
    out = io.BytesIO()
    PIL.Image.new("RGB", (240, 160), "teal").save(out, "PNG")
    return out.getvalue()


def drawing(key: str, described: str) -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{described}"/><a:graphic><a:graphicData><pic:pic>'
        f'<pic:blipFill><a:blip r:embed="{key}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )


class TestHead:
    STYLES = style("T", "Title") + style("U", "Subtitle") + style("A", "Author") + style("H", "heading 1")

    def test_styles_name_the_parts_of_the_head(self) -> None:
        body = (
            para("The Weir", "T") + para("A clerk and her gauge", "U") + para("Ines Calder", "A") + para("It rained.")
        )
        core = "<dc:title>Document1</dc:title><t:created>2019-04-02T08:10:00Z</t:created>"
        core += "<t:modified>2019-05-03T09:00:00Z</t:modified><c:keywords>weirs; rain</c:keywords>"
        found = story(body, styles=self.STYLES, core=core)
        assert (found.headline, found.standfirst) == ("The Weir", "A clerk and her gauge")
        assert (found.authors, found.keywords) == (("Ines Calder",), ("weirs", "rain"))
        assert found.published is not None
        assert found.updated is not None
        assert (found.published.iso, found.updated.iso) == ("2019-04-02T08:10:00+00:00", "2019-05-03T09:00:00+00:00")
        assert shown(found) == [(BlockKind.PARAGRAPH, "It rained.")]

    def test_the_first_heading_goes_before_the_properties_title(self) -> None:
        found = story(
            para("The Weir", "H") + para("It rained."), styles=self.STYLES, core="<dc:title>Draft 3</dc:title>"
        )
        assert (found.headline, shown(found)) == ("The Weir", [(BlockKind.PARAGRAPH, "It rained.")])

    def test_a_title_that_the_text_repeats_is_not_read_twice(self) -> None:
        found = story(
            para("The Weir") + para("By Ines Calder") + para("It rained."), core="<dc:title>The weir</dc:title>"
        )
        assert (found.headline, found.authors) == ("The weir", ("Ines Calder",))
        assert shown(found) == [(BlockKind.PARAGRAPH, "It rained.")]

    @pytest.mark.parametrize("title", ["Microsoft Word - report.doc", "Document1", "report.docx", "Untitled", "  "])
    def test_titles_that_programs_make_up_are_none(self, title: str) -> None:
        assert story(para("It rained."), core=f"<dc:title>{title}</dc:title>").headline == ""

    @pytest.mark.parametrize(
        ("creator", "authors"),
        [
            ("Ines Calder", ("Ines Calder",)),
            ("Ines Calder;Mo Tarn", ("Ines Calder", "Mo Tarn")),
            ("Calder, Ines M", ("Ines M Calder",)),
            ("Microsoft Office User", ()),
            ("python-docx", ()),
            ("Administrator", ()),
            ("icalder", ()),
        ],
    )
    def test_authors_are_people(self, creator: str, authors: tuple[str, ...]) -> None:
        assert story(para("It rained."), core=f"<dc:creator>{creator}</dc:creator>").authors == authors

    def test_a_change_on_the_day_it_was_made_is_no_update(self) -> None:
        core = "<t:created>2019-04-02T08:10:00Z</t:created><t:modified>2019-04-02T18:00:00Z</t:modified>"
        assert story(para("It rained."), core=core).updated is None

    def test_a_document_of_a_headline_alone_keeps_it_as_text(self) -> None:
        assert shown(story(para("The Weir", "H"), styles=self.STYLES)) == [(BlockKind.HEADING, "The Weir")]


class TestText:
    def test_headings_by_name_by_outline_and_by_what_they_are_based_on(self) -> None:
        styles = style("H2", "heading 2") + style("X", "House Subhead", '<w:basedOn w:val="H2"/>')
        styles += style("Y", "Crosshead", '<w:pPr><w:outlineLvl w:val="3"/></w:pPr>')
        found = story(
            para("Lead.") + "".join(para(key, key) + para("Text.") for key in ("H2", "X", "Y")), styles=styles
        )
        headings = [(block.text, block.level) for block in found.document.blocks if block.kind is BlockKind.HEADING]
        assert headings == [("H2", 2), ("X", 2), ("Y", 4)]

    def test_quotes_and_listings(self) -> None:
        styles = style("Q", "Intense Quote") + style("C", "Source Code")
        found = story(para("Rain.") + para("So it is.", "Q") + para("a = 1", "C") + para("b = 2", "C"), styles=styles)
        assert shown(found)[1:] == [(BlockKind.QUOTE, "So it is."), (BlockKind.PREFORMATTED, "a = 1\nb = 2")]

    def test_lists_go_on_counting_and_start_where_they_say(self) -> None:
        body = (
            item("one") + item("bullet", 1) + item("two") + para("Between.") + item("three") + item("seven", number=2)
        )
        blocks = story(body).document.blocks
        assert [(block.text, block.level, block.number) for block in blocks] == [
            ("one", 1, 1),
            ("bullet", 2, None),
            ("two", 1, 2),
            ("Between.", 0, None),
            ("three", 1, 3),
            ("seven", 1, 7),
        ]

    def test_emphasis_links_and_what_was_struck_out(self) -> None:
        runs = [("Bold", "<w:b/>"), (" and ", ""), ("slanted", "<w:i/>"), (", H", "")]
        runs += [("2", '<w:vertAlign w:val="subscript"/>'), ("O, ", ""), ("gone", "<w:strike/>"), ("no", "<w:vanish/>")]
        body = "".join(run(words, properties) for words, properties in runs)
        body += (
            f'<w:hyperlink r:id="web">{run("link")}</w:hyperlink><w:del><w:r><w:delText>cut</w:delText></w:r></w:del>'
        )
        body = para(body + f"<w:ins>{run(' new')}</w:ins>")
        relations = relation("web", "hyperlink", "https://weir.example/a", 'TargetMode="External"')
        spans = story(body, relations=relations).document.blocks[0].spans
        assert [(span.text, span.marks, span.link) for span in spans] == [
            ("Bold", Mark.STRONG, ""),
            (" and ", Mark.NONE, ""),
            ("slanted", Mark.EMPHASIS, ""),
            (", H", Mark.NONE, ""),
            ("2", Mark.SUBSCRIPT, ""),
            ("O, ", Mark.NONE, ""),
            ("gone", Mark.STRIKE, ""),
            ("link", Mark.NONE, "https://weir.example/a"),
            (" new", Mark.NONE, ""),
        ]

    def test_footnotes_stand_last(self) -> None:
        notes = f'<w:footnote w:id="2"><w:p>{run("A brass one.")}</w:p></w:footnote>'
        blocks = story(
            para(run("The gauge") + '<w:r><w:footnoteReference w:id="2"/></w:r>'), notes=notes
        ).document.blocks
        assert [(block.text, block.label) for block in blocks] == [("The gauge1", ""), ("A brass one.", "1")]
        assert blocks[0].spans[-1].footnote == "1"

    def test_tables(self) -> None:
        def row(cells: tuple[str, str], properties: str = "") -> str:
            return f"<w:tr>{properties}" + "".join(f"<w:tc>{para(cell)}</w:tc>" for cell in cells) + "</w:tr>"

        header = "<w:trPr><w:tblHeader/></w:trPr>"
        body = f"<w:tbl>{row(('Day', 'Height'), header)}{row(('Mon', '3.1'))}</w:tbl>"
        (table,) = story(body).document.blocks
        assert [[(cell.text, cell.header) for cell in cells] for cells in table.rows] == [
            [("Day", True), ("Height", True)],
            [("Mon", False), ("3.1", False)],
        ]

    @pytest.mark.parametrize(
        ("inner", "words"),
        [
            (f'<w:fldSimple w:instr="SEQ Table">{run("1")}</w:fldSimple>', "1"),
            (f"<w:dir>{run('שלום')}</w:dir>", "שלום"),
            (f'<w:bdo w:val="rtl">{run("سد")}</w:bdo>', "سد"),
            (
                f"<w:r><w:ruby><w:rt>{run('せき')}</w:rt><w:rubyBase>{run('堰')}</w:rubyBase></w:ruby></w:r>",
                "堰（せき）",
            ),
            (
                "<m:oMath><m:f><m:num><m:r><m:t>a+1</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>",
                "(a+1)/b",
            ),
            (
                "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>" + para("boxed") + "</w:txbxContent></v:textbox>"
                "</v:shape></w:pict></w:r>",
                "boxed",
            ),
            (
                "<mc:AlternateContent><mc:Choice><w:txbxContent>" + para("chosen") + "</w:txbxContent></mc:Choice>"
                "</mc:AlternateContent>",
                "chosen",
            ),
        ],
    )  # fmt: skip
    def test_words_that_mammoth_alone_would_drop(self, inner: str, words: str) -> None:
        assert text(story(para(inner)).document) == words

    def test_pictures_come_with_what_describes_them(self) -> None:
        relations = relation("p1", "image", "media/a.png") + relation("p2", "image", "media/b.emf")
        body = para("Rain.") + para(drawing("p1", "The gauge")) + para("At noon", "K") + para(drawing("p2", ""))
        data = zipped(
            parts(
                body,
                relations=relations,
                styles=style("K", "caption"),
                others={"word/media/a.png": png(), "word/media/b.emf": b"x"},
            )
        )
        found = draft(data)
        picture: Block = next(block for block in found.story.document.blocks if block.kind is BlockKind.IMAGE)
        assert picture.image is not None
        assert (picture.text, picture.image.alt, picture.image.width) == ("At noon", "The gauge", 240)
        assert [asset.digest for asset in found.assets] == [picture.image.asset]
        assert [notice.kind for notice in found.notices] == [NoticeKind.MISSING_PICTURE]

    def test_descriptions_that_word_makes_up_are_none(self) -> None:
        data = zipped(
            parts(
                para(drawing("p1", "C:\\scans\\a.png")),
                relations=relation("p1", "image", "media/a.png"),
                others={"word/media/a.png": png()},
            )
        )
        image = draft(data).story.document.blocks[0].image
        assert image is not None
        assert image.alt == ""

    def test_a_page_inside_the_document_is_read(self) -> None:
        chunk = "<html><body><p>A <b>wrapped</b> page.</p></body></html>"
        mail = f"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n{chunk}"
        for name, content in (("chunk.html", chunk), ("chunk.mht", mail)):
            relations = relation("c1", "aFChunk", name)
            data = zipped(parts('<w:altChunk r:id="c1"/>', relations=relations, others={f"word/{name}": content}))
            assert text(draft(data).story.document) == "A wrapped page."

    def test_a_table_of_contents_is_left_out(self) -> None:
        gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        contents = f"<w:sdt>{gallery}<w:sdtContent>{para('Rain ... 3')}</w:sdtContent></w:sdt>"
        body = contents + para("Sun ... 4", "C1") + para("It rained.")
        assert text(story(body, styles=style("C1", "toc 1")).document) == "It rained."


class TestBadDocuments:
    def test_an_old_document_says_what_to_do(self) -> None:
        with pytest.raises(UnreadableFile, match=r"save it as \.docx"):
            draft(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))

    def test_a_locked_document_says_so(self) -> None:
        with pytest.raises(UnreadableFile, match="password"):
            draft(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))

    def test_a_document_that_mammoth_refuses_is_read_as_plain_paragraphs(self) -> None:
        damaged = parts(para("It rained.") + '<w:p><w:r><w:sym w:font="Symbol" w:char="nought"/></w:r></w:p>')
        found = draft(zipped(damaged))
        assert text(found.story.document) == "It rained."
        assert [notice.kind for notice in found.notices] == [NoticeKind.DAMAGED]

    def test_a_document_cut_off_in_the_middle_says_so(self) -> None:
        whole = zipped(parts(para("It rained.")))
        found = draft(whole[: whole.index(b"PK\x01\x02")])
        assert text(found.story.document) == "It rained."
        assert [notice.kind for notice in found.notices] == [NoticeKind.DAMAGED]

    def test_entities_are_not_expanded(self) -> None:
        body = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
        document = parts(para("It &a;&f;rained."))
        document["word/document.xml"] = body + str(document["word/document.xml"]).removeprefix('<?xml version="1.0"?>')
        assert text(draft(zipped(document)).story.document) == "It rained."

    @pytest.mark.parametrize("body", ["", para(" "), "<w:tbl><w:tr><w:tc/></w:tr></w:tbl>"])
    def test_an_empty_document_is_refused(self, body: str) -> None:
        with pytest.raises(UnreadableFile, match="no text"):
            story(body)

    @settings(max_examples=60, deadline=None)
    @given(st.data())
    def test_any_damage_leaves_a_story_or_unreadable(self, data: st.DataObject) -> None:
        whole = parts(
            para("Rain", "T") + item("one") + para("It rained."), styles=style("T", "Title"), core="<dc:title/>"
        )
        name = data.draw(st.sampled_from(sorted(whole)))
        content = bytearray(str(whole[name]).encode())
        for _ in range(data.draw(st.integers(1, 4))):
            place = data.draw(st.integers(0, len(content) - 1))
            content[place : place + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=5))
            content = content or bytearray(b"x")
        assert story_or_sentence(zipped(whole | {name: bytes(content)}))


def test_a_document_is_told_by_its_content() -> None:
    assert detect(zipped(parts(para("It rained."))), "attachment.bin").id == "docx"
