"""XML from strangers, in every format that is or holds XML: nothing is expanded or loaded; damage is mended."""

from __future__ import annotations

import contextlib
import io
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.importers._xml import attribute, named, parse_tree, parse_xml, text_of
from library.importers.base import SourceFile
from library.importers.formats import detect, read
from library.model.document import text
from library.model.errors import UnreadableFile

LAUGHS = '<!ENTITY a0 "boom">' + "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
DECLARED = {
    "billion laughs": (LAUGHS, "&a9;"),
    "quadratic": (f'<!ENTITY q "{"boom" * 25_000}">', "&q;" * 2000),
    "external": ('<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;"),
    "parameter": ("<!ENTITY % p \"<!ENTITY y 'boom'>\"> %p;", "&y;"),
    "default": (f'<!ATTLIST p id CDATA "{"boom" * 25_000}">', ""),
}
HIDDEN = {
    "plainly": "<!DOCTYPE {root} [{declared}]>",
    "behind a comment": "<!DOCTYPE {root} [<!-- don't ]> -->{declared}]>",
    "behind an instruction": "<!DOCTYPE {root} [<?odd don't ]> ?>{declared}]>",
    "behind another": "<!DOCTYPE {root}><!DOCTYPE {root} [{declared}]>",
    "far down": "<!-- " + "x" * 70_000 + " --><!DOCTYPE {root} [{declared}]>",
    "in a damaged one": '<!DOCTYPE {root} "[{declared}]>',
    "behind an odd quotation mark": "<!DOCTYPE {root} [ ' {declared}]>",
}


def zipped(parts: dict[str, str]) -> bytes:
    with io.BytesIO() as held:
        with zipfile.ZipFile(held, "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        return held.getvalue()


def nitf(doctype: str, said: str) -> bytes:
    body = f"<p>Before.</p><p id='{said}'>Kept{said}.</p><p/><p/><p/>"
    return f"<?xml version='1.0'?>{doctype}<nitf><body><body.content>{body}</body.content></body></nitf>".encode()


def newsml_g2(doctype: str, said: str) -> bytes:
    space = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
    inline = f'<inlineXML><html><body><p id="{said}">Kept{said}.</p></body></html></inlineXML>'
    return f'{doctype}<newsItem {space} guid="{said}"><contentSet>{inline}</contentSet></newsItem>'.encode()


def newsml_1(doctype: str, said: str) -> bytes:
    item = f"<ContentItem><DataContent><p id='{said}'>Kept{said}.</p></DataContent></ContentItem>"
    return f"{doctype}<NewsML><NewsItem><NewsComponent>{item}</NewsComponent></NewsItem></NewsML>".encode()


def news_xml(doctype: str, said: str) -> bytes:
    body = f"&lt;p>{'The eels came. ' * 20}&lt;/p>&lt;p>Kept{said}.&lt;/p>"
    return f"{doctype}<news id='{said}'><headline>Eels</headline><body>{body}</body></news>".encode()


def wikinews(doctype: str, said: str) -> bytes:
    page = f"<page id='{said}'><title>Eels</title><ns>0</ns><revision><text>Kept{said}.</text></revision></page>"
    return f"{doctype}<mediawiki>{page}</mediawiki>".encode()


def rss(doctype: str, said: str) -> bytes:
    item = f"<item><title>Eels</title><description>Kept{said}.</description><guid isPermaLink='{said}'>1</guid></item>"
    return f"{doctype}<rss version='2.0'><channel>{item}</channel></rss>".encode()


def odt(doctype: str, said: str) -> bytes:
    spaces = 'xmlns:office="urn:o" xmlns:text="urn:t"'
    body = f"<office:body><office:text><text:p id='{said}'>Kept{said}.</text:p></office:text></office:body>"
    mime = "application/vnd.oasis.opendocument.text"
    return f'{doctype}<office:document office:mimetype="{mime}" {spaces}>{body}</office:document>'.encode()


def docx(doctype: str, said: str) -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = f"<w:body><w:p w:rsidR='{said}'><w:r><w:t>Kept{said}.</w:t></w:r></w:p></w:body>"
    related = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{types}"><Override PartName="/word/document.xml" '
            f'ContentType="{kind}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r" Type="{related}" '
            'Target="word/document.xml"/></Relationships>',
            "word/document.xml": f"{doctype}<w:document {space}>{body}</w:document>",
        }
    )


def epub(doctype: str, said: str) -> bytes:
    container = '<container><rootfiles><rootfile full-path="book.opf"/></rootfiles></container>'
    manifest = f'<item id="a" href="a.xhtml" title="{said}" media-type="application/xhtml+xml"/>'
    package = f"<package><manifest>{manifest}</manifest><spine><itemref idref='a'/></spine></package>"
    page = f"<html><head><title>Eels</title></head><body><p id='{said}'>Kept{said}.</p></body></html>"
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "book.opf": doctype + package,
            "a.xhtml": doctype + page,
        }
    )


FORMATS = {
    "nitf": nitf,
    "newsml-g2": newsml_g2,
    "newsml-1": newsml_1,
    "news-xml": news_xml,
    "wikinews": wikinews,
    "feed": rss,
    "odt": odt,
    "docx": docx,
    "epub": epub,
}


@pytest.mark.parametrize("format_id", FORMATS)
def test_the_files_of_these_tests_are_read_where_nothing_is_declared(format_id: str) -> None:
    data = FORMATS[format_id]("", "")
    assert detect(data, "a").id == format_id
    (draft,) = read(SourceFile("/in/a", data))
    assert text(draft.story.document).endswith("Kept.")


@pytest.mark.parametrize("format_id", FORMATS)
@pytest.mark.parametrize("kind", DECLARED)
@pytest.mark.parametrize("way", HIDDEN)
def test_nothing_is_expanded_however_it_is_declared(format_id: str, kind: str, way: str) -> None:
    declared, said = DECLARED[kind]
    data = FORMATS[format_id](HIDDEN[way].format(root="nitf", declared=declared), said)
    begun = time.process_time()
    try:
        found = repr(read(SourceFile("/in/a", data)))
    except UnreadableFile as error:
        found = str(error)
    assert time.process_time() - begun < 5
    assert found.count("boom") < 3 * data.count(b"boom") + 10  # it may stand as text, once in each field
    assert "root:" not in found
    assert len(found) < 3_000_000


@pytest.mark.parametrize("kind", DECLARED)
@pytest.mark.parametrize("way", HIDDEN)
def test_a_tree_holds_nothing_that_was_declared(kind: str, way: str) -> None:
    declared, said = DECLARED[kind]
    tree = parse_tree(nitf(HIDDEN[way].format(root="nitf", declared=declared), said))
    if tree is not None:
        values = [value for element in tree.root.iter() for value in element.attrib.values()]
        assert not [value for value in values if "boom" in value or "root:" in value]
        assert "boom" not in text_of(tree.root)


@pytest.mark.parametrize(
    ("data", "title", "is_broken"),
    [
        (b"<a><t>Eels &amp; elvers</t></a>", "Eels & elvers", False),
        (
            b"<!DOCTYPE a PUBLIC '-//x' 'http://x.example/a.dtd'><a><t>Eels&nbsp;&mdash;&eacute;</t></a>",
            "Eels —é",
            False,
        ),
        (b"<a><t>Eels&nbsp;came</t></a>", "Eels came", False),
        (b"<a><t>Eels&unknown;came</t></a>", "Eelscame", True),
        (b"<?xml version='1.0' encoding='iso-8859-1'?><a><t>Caf\xe9 \x93x\x94</t></a>", "Café “x”", False),
        ("<?xml version='1.0' encoding='utf-8'?><a><t>Café</t></a>".encode("utf-16"), "Café", False),
        (b"<?xml version='1.0'><a><t>Eels</t></a>", "Eels", False),
        (b"<?xml version='1.0'?><?style href='a>b'?><!DOCTYPE a><a><t>Eels</t></a>", "Eels", False),
        (b"\xef\xbb\xbf \r\n<?xml version='1.0'?><a><t>Eels</t></a>", "Eels", False),
        (b"Content-Type: text/xml\r\n\r\n<a><t>Eels</t></a>", "Eels", False),
        (b"<a><t>Eels\x0b\x00 came&#11;</t></a>", "Eels came", False),
        (b"<a><t>Eels", "Eels", True),
        (b"<a><t>Eels</b></t>", "Eels", True),
    ],
)
def test_what_is_not_well_formed_is_read_as_far_as_it_can_be(data: bytes, title: str, is_broken: bool) -> None:
    tree = parse_tree(data)
    assert tree is not None
    assert text_of(next(named(tree.root, "t"))) == title
    assert tree.is_broken is is_broken


@pytest.mark.parametrize("data", [b"", b"eels", b"<", b"<!-- <a/>", b"<!DOCTYPE a [", b"\x00\x01\x02", b"&a;"])
def test_what_holds_no_element_is_none(data: bytes) -> None:
    assert parse_xml(data) is None


@pytest.mark.parametrize(
    "unit", ["<!--", "<?a ", "<!DOCTYPE a>", "<!DOCTYPE a [", "<a ", "&a;", "<![CDATA[", "'", "<a>"]
)
@pytest.mark.parametrize("before", ["", "<!DOCTYPE a [", "<a>"])
def test_time_grows_with_the_size_alone(before: str, unit: str) -> None:
    begun = time.process_time()
    parse_tree((before + unit * (400_000 // len(unit))).encode())
    assert time.process_time() - begun < 3


@settings(deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"<a b='c'>", b"<!DOCTYPE a [", b"<?xml version='1.0' encoding='big5'?>"]),
)
def test_any_bytes_are_a_tree_or_none(noise: bytes, before: bytes) -> None:
    root = parse_xml(before + noise)
    assert root is None or isinstance(attribute(root, "b"), str)


@pytest.mark.parametrize("unit", ["<!DOCTYPE a [", "<![CDATA[", "<!--", "<h:"])
def test_a_books_page_of_unclosed_signs_costs_little(unit: str) -> None:
    begun = time.process_time()
    with contextlib.suppress(UnreadableFile):
        read(SourceFile("/in/a.epub", epub("", unit * 30_000)))
    assert time.process_time() - begun < 5
