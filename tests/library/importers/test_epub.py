"""E-books: one article or many, whatever state the container is in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import PIL.Image
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.importers.base import HEAD, SourceFile
from library.importers.epub import read
from library.importers.formats import detect
from library.model.document import BlockKind, Mark, text
from library.model.errors import UnreadableFile
from library.model.story import Draft, NoticeKind, Story

Parts = Mapping[str, str | bytes]

CONTAINER = '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>'
ENCRYPTED = (
    '<encryption xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData><e:EncryptionMethod Algorithm="{how}"/>'
    '<e:CipherData><e:CipherReference URI="{what}"/></e:CipherData></e:EncryptedData></encryption>'
)
MEADOW = "The mower starts before the dew is gone and stops when the larks have had enough of it. "


def png() -> bytes:
    out = io.BytesIO()
    PIL.Image.new("RGB", (240, 160), "teal").save(out, "PNG")
    return out.getvalue()


def zipped(parts: Parts) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def page(body: str, attributes: str = "", head: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops"><head><title>page</title>{head}</head>'
        f"<body {attributes}>{body}</body></html>"
    )


def book(
    pages: Mapping[str, str],
    meta: str = "<dc:title>Hay Meadows</dc:title>",
    contents: str = "",
    others: Parts | None = None,
    spine: Mapping[str, str] | None = None,
) -> dict[str, str | bytes]:
    """A book of these pages in this order; `contents` are the items of its navigation document."""
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(pages)
    )
    order = "".join(f'<itemref idref="i{n}" {(spine or {}).get(name, "")}/>' for n, name in enumerate(pages))
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="uid">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">{meta}'
        f'<dc:identifier id="uid">urn:uuid:meadow</dc:identifier></metadata><manifest>{items}'
        '<item id="nav" properties="nav" href="nav.xhtml" media-type="application/xhtml+xml"/></manifest>'
        f"<spine>{order}</spine></package>"
    )
    nav = page(f'<nav epub:type="toc"><h1>Contents</h1><ol>{contents}</ol></nav>')
    parts: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OPS/book.opf": opf,
        "OPS/nav.xhtml": nav,
    }
    parts |= {f"OPS/{name}": content for name, content in pages.items()}
    return parts | dict(others or {})


def drafts(parts: Parts | bytes) -> list[Draft]:
    data = parts if isinstance(parts, bytes) else zipped(parts)
    return list(read(SourceFile("meadows.epub", data)))


def stories_or_sentence(data: bytes) -> bool:
    """True if the bytes give stories or one sentence on why not; anything else raises."""
    try:
        return bool(drafts(data))
    except UnreadableFile as error:
        return str(error).endswith(".")


def only(parts: Parts | bytes) -> Story:
    (draft,) = drafts(parts)
    return draft.story


def kinds(parts: Parts | bytes) -> list[NoticeKind]:
    return [notice.kind for notice in drafts(parts)[0].notices]


def link(name: str, title: str) -> str:
    return f'<li><a href="{name}">{title}</a></li>'


def chapter(title: str, words: int = 480) -> str:
    return page(f"<h1>{title}</h1>" + f"<p>{title}. {MEADOW}</p>" * (words // 18))


ANTHOLOGY = book(
    {
        "cover.xhtml": page('<img src="cover.png" alt="Cover"/>', 'epub:type="cover"'),
        "rights.xhtml": page("<p>No part of it may be mown.</p>", 'epub:type="copyright-page"'),
        "a.xhtml": chapter("The Larks"),
        "b.xhtml": chapter("The Scythe"),
        "c.xhtml": chapter("The Barn", 90),
        "nav.xhtml": page("<nav><ol><li><a href='a.xhtml'>The Larks</a></li></ol></nav>"),
    },
    "<dc:title>Hay Meadows</dc:title><dc:creator>Ada Voss</dc:creator><dc:date>2019-06-01</dc:date>"
    "<dc:source>https://meadow.example/book</dc:source><dc:language>en-GB</dc:language>",
    link("a.xhtml", "The Larks") + link("b.xhtml", "The Scythe") + link("c.xhtml", "The Barn"),
    {"OPS/cover.png": png()},
)


class TestArticle:
    ARTICLE = book(
        {
            "cover.xhtml": page('<svg><image xlink:href="hay.png"/></svg>', 'epub:type="cover"'),
            "text.xhtml": page(
                "<h1>Hay, again</h1><p>By Ada Voss</p>"
                '<p>First <em>cut</em> <a href="https://meadow.example/b">in June</a>.</p>'
                '<figure><img src="../OPS/hay.png" alt="A rick"/><figcaption>The rick</figcaption></figure>'
                '<span epub:type="pagebreak" title="7">7</span><p>Second cut.</p><nav epub:type="toc"><p>Menu</p></nav>'
            ),
        },
        "<dc:title>Hay, again | The Meadow</dc:title><dc:publisher>The Meadow</dc:publisher>"
        "<dc:date>2020-05-04</dc:date>"
        "<dc:source>https://meadow.example/hay</dc:source><dc:language>en_GB</dc:language>"
        "<dc:subject>hay, larks</dc:subject><dc:description>&lt;p&gt;On a late harvest.&lt;/p&gt;</dc:description>",
        others={"OPS/hay.png": png()},
    )

    def test_every_field_has_its_place(self) -> None:
        story = only(self.ARTICLE)
        assert (story.headline, story.standfirst) == ("Hay, again", "On a late harvest.")
        assert (story.authors, story.source) == (("Ada Voss",), "The Meadow")
        assert story.published is not None
        assert story.published.iso == "2020-05-04"
        assert (story.url, story.guid) == ("https://meadow.example/hay", "urn:uuid:meadow")
        assert (story.language, story.keywords) == ("en-GB", ("hay", "larks"))

    def test_the_text_is_read_without_cover_page_numbers_and_contents(self) -> None:
        (draft,) = drafts(self.ARTICLE)
        assert text(draft.story.document) == "First cut in June.\nThe rick\nSecond cut."
        image = draft.story.document.blocks[1].image
        assert image is not None
        assert [asset.digest for asset in draft.assets] == [image.asset]
        assert (image.alt, image.width) == ("A rick", 240)

    @pytest.mark.parametrize(
        ("above", "kicker", "published"),
        [("Field notes", "Field notes", ""), ("4 May 2020", "", "2020-05-04"), ("It had rained.", "", "")],
    )
    def test_a_line_above_the_headline_is_a_kicker_or_a_date(self, above: str, kicker: str, published: str) -> None:
        story = only(book({"a.xhtml": page(f"<p>{above}</p><h1>Hay Meadows</h1><p>{MEADOW}</p>")}))
        assert (story.headline, story.kicker) == ("Hay Meadows", kicker)
        assert (story.published.iso if story.published else "") == published
        assert (above in text(story.document)) == (above.endswith("."))

    def test_parts_without_titles_are_one_story(self) -> None:
        pages = {f"s{n}.xhtml": page(f"<p>Part {n}. {MEADOW * 30}</p>") for n in range(4)}
        assert text(only(book(pages)).document).count("Part") == 4

    def test_sections_of_an_article_are_one_story(self) -> None:
        names = ("Introduction", "Methods", "Results", "Discussion")
        pages = {f"s{n}.xhtml": chapter(name) for n, name in enumerate(names)}
        story = only(book(pages, contents="".join(link(f"s{n}.xhtml", name) for n, name in enumerate(names))))
        headings = [block.text for block in story.document.blocks if block.kind is BlockKind.HEADING]
        assert (story.headline, headings) == ("Hay Meadows", list(names))

    def test_a_description_that_only_begins_the_text_is_not_repeated(self) -> None:
        meta = "<dc:title>Hay</dc:title><dc:description>Late hay is poor hay, they say…</dc:description>"
        assert only(book({"a.xhtml": page("<p>Late hay is poor hay, they say here.</p>")}, meta)).standfirst == ""

    def test_right_to_left_and_vertical_text(self) -> None:
        arabic = only(book({"a.xhtml": page('<p dir="rtl">حصاد القش</p>', 'xml:lang="ar"')}))
        assert (arabic.language, text(arabic.document)) == ("ar", "حصاد القش")
        ruby = page("<p><ruby>干草<rp>(</rp><rt>ほしくさ</rt><rp>)</rp></ruby>を刈る</p>")
        assert text(only(book({"a.xhtml": ruby})).document) == "干草（ほしくさ）を刈る"

    @pytest.mark.parametrize(
        ("formula", "written"),
        [
            ('<math alttext="a over b"><mfrac><mi>a</mi><mi>b</mi></mfrac></math>', "a over b"),
            ("<math><msup><mi>x</mi><mn>2</mn></msup><mo>=</mo><mfrac><mi>a</mi><mi>b</mi></mfrac></math>", "x2=a/b"),
            ("<math><msqrt><mi>y</mi></msqrt><annotation>sqrt y</annotation></math>", "√y"),
        ],
    )
    def test_formulas_are_written_in_a_line(self, formula: str, written: str) -> None:
        assert text(only(book({"a.xhtml": page(f"<p>So {formula} holds.</p>")})).document) == f"So {written} holds."


class TestAnthology:
    def test_each_chapter_is_a_story_in_order(self) -> None:
        stories = [draft.story for draft in drafts(ANTHOLOGY)]
        assert [story.headline for story in stories] == ["The Larks", "The Scythe", "The Barn"]
        assert {story.source for story in stories} == {"Hay Meadows"}
        assert {story.authors for story in stories} == {("Ada Voss",)}
        assert all(story.published and story.published.iso == "2019-06-01" for story in stories)
        assert all("mown" not in text(story.document) for story in stories)

    def test_chapters_have_identities_of_their_own_and_not_the_books_address(self) -> None:
        first, again = ([draft.story.guid for draft in drafts(ANTHOLOGY)] for _ in range(2))
        assert first == again == [f"urn:uuid:meadow#OPS/{name}.xhtml" for name in "abc"]
        assert {draft.story.url for draft in drafts(ANTHOLOGY)} == {""}

    def test_parts_become_sections(self) -> None:
        pages = {"p1.xhtml": page("<h1>Summer</h1>")} | {f"{name}.xhtml": chapter(name) for name in ("Dew", "Rain")}
        pages |= {"p2.xhtml": page("<h1>Autumn</h1>"), "Frost.xhtml": chapter("Frost"), "Fog.xhtml": chapter("Fog")}
        inner = [
            f"<ol>{link(f'{a}.xhtml', a)}{link(f'{b}.xhtml', b)}</ol>" for a, b in (("Dew", "Rain"), ("Frost", "Fog"))
        ]
        contents = f'<li><a href="p1.xhtml">Summer</a>{inner[0]}</li><li><a href="p2.xhtml">Autumn</a>{inner[1]}</li>'
        stories = [draft.story for draft in drafts(book(pages, contents=contents))]
        assert [(story.section, story.headline) for story in stories] == [
            ("Summer", "Dew"),
            ("Summer", "Rain"),
            ("Autumn", "Frost"),
            ("Autumn", "Fog"),
        ]

    def test_subheads_in_the_contents_stay_in_their_chapter(self) -> None:
        pages = {name: page(f'<h1>{name}</h1><h2 id="x">Early</h2><p>{MEADOW * 40}</p>') for name in ("Dew", "Rain")}
        inner = f"<ol>{link('Dew#x', 'Early')}</ol>"
        contents = f'<li><a href="Dew">Dew</a>{inner}</li>{link("Rain", "Rain")}'
        first, second = drafts(book(pages, contents=contents, meta="<dc:title>Hay</dc:title>"))
        assert first.story.document.blocks[0].text == "Early"
        assert (first.story.headline, second.story.headline) == ("Dew", "Rain")

    def test_a_page_is_cut_where_the_contents_say(self) -> None:
        body = "".join(
            f'<div class="w"><section id="c{n}"><h2>Field {n}</h2><p>{n}: {MEADOW * 300}</p></section></div>'
            for n in range(8)
        )
        contents = "".join(link(f"all.xhtml#c{n}", f"Field {n}") for n in range(8))
        stories = [draft.story for draft in drafts(book({"all.xhtml": page(body)}, contents=contents))]
        assert [story.headline for story in stories] == [f"Field {n}" for n in range(8)]
        assert [text(story.document)[:2] for story in stories] == [f"{n}:" for n in range(8)]

    def test_a_number_above_the_title_is_the_kicker(self) -> None:
        pages = {
            f"{name}.xhtml": page(f"<h2>Chapter {n}</h2><h1>{name}</h1><p>{MEADOW * 40}</p>")
            for n, name in enumerate(("Dew", "Rain"), 1)
        }
        contents = link("Dew.xhtml", "Dew") + link("Rain.xhtml", "Chapter 2: Rain")
        stories = [draft.story for draft in drafts(book(pages, contents=contents))]
        assert [(story.kicker, story.headline) for story in stories] == [("Chapter 1", "Dew"), ("Chapter 2", "Rain")]
        assert stories[1].document.blocks[0].text.startswith("The mower")

    def test_short_articles_with_addresses_of_their_own_are_stories(self) -> None:
        pages = {
            f"{name}.xhtml": page(
                f'<div class="calibre_navbar">| Next |</div><h1>{name}</h1><p>By Mo Tarn</p><p>{MEADOW}</p>'
                f'<p>This article was downloaded by <b>calibre</b> from <a rel="calibre-downloaded-from" '
                f'href="https://meadow.example/{name}">https://meadow.example/{name}</a></p>'
            )
            for name in ("dew", "rain")
        }
        contents = link("dew.xhtml", "dew") + link("rain.xhtml", "rain")
        first, second = (draft.story for draft in drafts(book(pages, contents=contents)))
        assert (first.url, second.url) == ("https://meadow.example/dew", "https://meadow.example/rain")
        assert (first.authors, text(first.document)) == (("Mo Tarn",), MEADOW.strip())

    def test_the_ncx_of_an_older_book(self) -> None:
        parts = dict(ANTHOLOGY)
        points = "".join(
            f"<navPoint><navLabel><text>{title}</text></navLabel><content src='{name}'/></navPoint>"
            for name, title in (("a.xhtml", "Of Larks"), ("b.xhtml", "Of Scythes"), ("c.xhtml", "Of Barns"))
        )
        opf = str(parts["OPS/book.opf"]).replace('properties="nav" ', "")
        opf = opf.replace("</manifest>", '<item id="t" href="t.ncx" media-type="application/x-dtbncx+xml"/></manifest>')
        parts["OPS/book.opf"] = opf.replace("<spine>", '<spine toc="t">')
        parts["OPS/t.ncx"] = f"<ncx><navMap>{points}</navMap></ncx>"
        assert [draft.story.headline for draft in drafts(parts)] == ["Of Larks", "Of Scythes", "Of Barns"]

    def test_without_a_table_of_contents_headings_divide(self) -> None:
        parts = {name: part for name, part in ANTHOLOGY.items() if name != "OPS/nav.xhtml"}
        assert [draft.story.headline for draft in drafts(parts)] == ["The Larks", "The Scythe", "The Barn"]


class TestNotes:
    def test_a_note_beside_the_text(self) -> None:
        body = (
            '<p>Hay<a epub:type="noteref" href="#n1">1</a> dries.</p>'
            '<aside epub:type="footnote" id="n1"><p><a href="#r1">1</a>. Cut <b>grass</b>.</p></aside><p>End.</p>'
        )
        blocks = only(book({"a.xhtml": page(body)})).document.blocks
        assert [(block.kind, block.text, block.label) for block in blocks] == [
            (BlockKind.PARAGRAPH, "Hay1 dries.", ""),
            (BlockKind.PARAGRAPH, "End.", ""),
            (BlockKind.FOOTNOTE, "Cut grass.", "1"),
        ]
        assert [span.footnote for span in blocks[0].spans] == ["", "1", ""]

    def test_notes_at_the_books_end_go_to_the_chapters_that_refer_to_them(self) -> None:
        def noted(title: str, at: str) -> str:
            head, tail = chapter(title, 600).split("</body>")
            return f'{head}<p>Last<sup><a id="r{at}" href="notes.xhtml#{at}">1</a></sup>.</p></body>{tail}'

        notes = page(
            "<h1>Notes</h1><ol>"
            '<li id="n1">On larks. <a href="Dew#rn1">↩</a></li><li id="n2">On rain. <a href="Rain#rn2">↩</a></li></ol>'
        )
        pages = {"Dew": noted("Dew", "n1"), "Rain": noted("Rain", "n2"), "notes.xhtml": notes}
        contents = link("Dew", "Dew") + link("Rain", "Rain") + link("notes.xhtml", "Notes")
        stories = [draft.story for draft in drafts(book(pages, contents=contents))]
        assert [story.headline for story in stories] == ["Dew", "Rain"]
        last = [story.document.blocks[-1] for story in stories]
        assert [(block.kind, block.text) for block in last] == [
            (BlockKind.FOOTNOTE, "On larks."),
            (BlockKind.FOOTNOTE, "On rain."),
        ]

    def test_notes_with_one_label_are_numbered(self) -> None:
        body = (
            '<p>Hay<a href="#f1"><sup>*</sup></a> and straw<a href="#f2"><sup>*</sup></a>.</p>'
            '<p id="f1">* Dry.</p><p id="f2">* Drier.</p>'
        )
        blocks = only(book({"a.xhtml": page(body)})).document.blocks
        assert [(block.label, block.text) for block in blocks[1:]] == [("1", "Dry."), ("2", "Drier.")]
        assert blocks[0].text == "Hay1 and straw2."

    def test_a_reference_is_raised_whatever_it_is_set_in(self) -> None:
        note = '<aside epub:type="footnote" id="n"><p>1 Note.</p></aside>'
        for marker in ('<sup><a href="#n">1</a></sup>', '<a href="#n"><sup>1</sup></a>', '<a href="#n">[1]</a>'):
            spans = only(book({"a.xhtml": page(f"<p>Hay {marker} dries.</p>{note}")})).document.blocks[0].spans
            assert [(span.text, span.marks, span.footnote) for span in spans][1] == ("1", Mark.SUPERSCRIPT, "1")

    def test_words_that_refer_to_a_note_stay(self) -> None:
        note = '<aside epub:type="footnote" id="n">Note.</aside>'
        body = f'<p>See <a epub:type="noteref" href="#n">the margin</a>.</p>{note}'
        assert only(book({"a.xhtml": page(body)})).document.blocks[0].text == "See the margin1."

    def test_links_between_pages_are_only_words(self) -> None:
        pages = {
            "a.xhtml": page('<p>As in <a href="b.xhtml#x">chapter two</a>.</p>'),
            "b.xhtml": page('<p id="x">Yes.</p>'),
        }
        assert all(not span.link for span in only(book(pages)).document.spans())


class TestContainers:
    @pytest.mark.parametrize("lost", ["mimetype", "META-INF/container.xml", "OPS/nav.xhtml"])
    def test_a_missing_part_costs_nothing(self, lost: str) -> None:
        parts = {name: part for name, part in TestArticle.ARTICLE.items() if name != lost}
        assert only(parts).headline == "Hay, again"

    def test_names_in_other_letters(self) -> None:
        parts = {name.upper() if name.endswith("xhtml") else name: part for name, part in TestArticle.ARTICLE.items()}
        assert only(parts).headline == "Hay, again"

    def test_without_any_package_document_the_pages_are_read(self) -> None:
        story = only({"x/b.html": page("<p>Second.</p>"), "x/a.html": page("<p>First.</p>")})
        assert text(story.document) == "First.\nSecond."

    def test_a_book_cut_off_in_the_middle_says_so(self) -> None:
        whole = zipped(ANTHOLOGY)
        cut = whole[: whole.index(b"PK\x01\x02") + 10]
        assert kinds(cut) == [NoticeKind.DAMAGED]
        assert [draft.story.headline for draft in drafts(cut)] == ["The Larks", "The Scythe", "The Barn"]

    def test_a_locked_book_says_so_and_scrambled_fonts_are_none(self) -> None:
        what = {"what": "OPS/text.xhtml", "how": "http://www.w3.org/2001/04/xmlenc#aes128-cbc"}
        with pytest.raises(UnreadableFile, match=r"copy protection \(DRM\)"):
            only(TestArticle.ARTICLE | {"META-INF/encryption.xml": ENCRYPTED.format(**what)})
        what["how"] = "http://www.idpf.org/2008/embedding"
        assert (
            only(TestArticle.ARTICLE | {"META-INF/encryption.xml": ENCRYPTED.format(**what)}).headline == "Hay, again"
        )

    def test_pages_that_are_not_well_formed(self) -> None:
        broken = page("<p>Ricks &nbsp;&amp; <b>barns<p>Larks").replace("</b>", "").replace("</body></html>", "")
        assert text(only(book({"a.xhtml": broken})).document) == "Ricks & barns\nLarks"

    def test_a_book_of_pictures_says_so(self) -> None:
        pages = {f"{n}.xhtml": page(f'<img src="{n}.png"/>') for n in range(3)}
        parts = book(pages, others={f"OPS/{n}.png": png() for n in range(3)})
        assert kinds(parts) == [NoticeKind.EXTRACTION]
        assert [block.kind for block in only(parts).document.blocks] == [BlockKind.IMAGE] * 3

    def test_a_fixed_layout_says_so(self) -> None:
        meta = '<dc:title>Hay</dc:title><meta property="rendition:layout">pre-paginated</meta>'
        assert kinds(book({"a.xhtml": page(f"<p>{MEADOW * 3}</p>")}, meta)) == [NoticeKind.EXTRACTION]

    @pytest.mark.parametrize("source", ["lost.png", "drawing.svg"])
    def test_a_picture_that_cannot_be_shown_is_reported(self, source: str) -> None:
        parts = book(
            {"a.xhtml": page(f'<p>{MEADOW * 3}</p><img src="{source}"/>')}, others={"OPS/drawing.svg": "<svg/>"}
        )
        assert kinds(parts) == [NoticeKind.MISSING_PICTURE]

    @pytest.mark.parametrize(
        "parts",
        [
            {"mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER},
            book({"a.xhtml": page("")}),
            {"notes.txt": "no book"},
        ],
    )
    def test_a_book_with_nothing_to_read_is_refused(self, parts: Parts) -> None:
        with pytest.raises(UnreadableFile):
            drafts(parts)


class TestHostileBooks:
    def test_nothing_outside_the_book_is_read(self) -> None:
        body = '<p>Ricks.</p><img src="../../../../../../etc/hostname"/><img src="file:///etc/hostname"/>'
        (draft,) = drafts(book({"a.xhtml": page(body)}))
        assert draft.assets == ()

    def test_entities_are_not_expanded(self) -> None:
        bomb = '<!DOCTYPE package [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
        parts = book({"a.xhtml": page("<p>Ricks.</p>")}, "<dc:title>Hay&b;&f;!</dc:title>")
        parts["OPS/book.opf"] = bomb + str(parts["OPS/book.opf"])
        assert only(parts).headline == "Hay!"

    def test_a_bomb_is_not_unpacked(self) -> None:
        pages = {f"{n}.xhtml": page(f"<p>Ricks.</p><!--{' ' * 2**25}-->") for n in range(2)}
        with pytest.raises(UnreadableFile):
            drafts(book(pages))

    @settings(max_examples=60, deadline=None)
    @given(st.binary(max_size=300))
    def test_any_bytes_are_a_story_or_unreadable(self, data: bytes) -> None:
        assert stories_or_sentence(data)

    @settings(max_examples=80, deadline=None)
    @given(st.data())
    def test_any_damage_leaves_stories_or_unreadable(self, data: st.DataObject) -> None:
        whole = bytearray(zipped(TestArticle.ARTICLE))
        for _ in range(data.draw(st.integers(1, 6))):
            place = data.draw(st.integers(0, len(whole) - 1))
            whole[place] = data.draw(st.integers(0, 255))
        assert stories_or_sentence(bytes(whole))


@pytest.mark.parametrize("name", ["book.epub", "book.zip", "book"])
def test_a_book_is_told_by_its_content(name: str) -> None:
    assert detect(zipped(TestArticle.ARTICLE)[:HEAD], name).id == "epub"


def test_a_book_without_its_first_member_is_told_by_its_container() -> None:
    parts = {name: part for name, part in TestArticle.ARTICLE.items() if name != "mimetype"}
    assert detect(zipped(parts), "book.zip").id == "epub"
