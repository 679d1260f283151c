"""Feeds in XML: what of an entry becomes a story, and where each field comes from."""

from __future__ import annotations

import base64
import io
import time
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as Pillow

from library.importers import _feed_pieces, sniff, sniff_archives
from library.importers.base import SourceFile
from library.importers.feed import read
from library.model.document import BlockKind, text
from library.model.errors import UnreadableFile
from library.model.story import Draft, NoticeKind

BODY = (
    "The snow plough of Upper Tarn has been given a name by the pupils of the valley school, who had been asked for "
    "one and sent in forty."
)
MORE = "The council chose the shortest, and it will be painted on both doors before the first frost."
NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:wp="http://wordpress.org/export/1.2/" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" '
    'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
)


def rss(*items: str, channel: str = "") -> bytes:
    joined = "".join(f"<item>{item}</item>" for item in items)
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0" {NAMESPACES}><channel><title>Tarn &amp; Fell</title>'
        f"<link>https://tarn.example/</link><language>en-gb</language>{channel}{joined}</channel></rss>"
    ).encode()


def atom(entry: str, feed: str = "") -> bytes:
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title type="html">Tarn &amp;amp; Fell</title>'
        f'<link href="https://tarn.example/"/>{feed}<entry>{entry}</entry></feed>'
    ).encode()


def drafts(data: bytes) -> list[Draft]:
    return list(read(SourceFile("tarn.xml", data)))


def only(data: bytes) -> Draft:
    (draft,) = drafts(data)
    return draft


FULL = (
    "<title>A plough &lt;i&gt;named&lt;/i&gt; &amp;amp; painted</title><link>https://tarn.example/plough?utm=1</link>"
    '<guid isPermaLink="false">tarn-17</guid><pubDate>Tue, 14 Nov 2023 08:15:00 +0100</pubDate>'
    "<dc:creator>By Ada Fern and Jo Hale</dc:creator><category>Snow</category><category>Schools</category>"
    "<description>Forty names were sent in, one was short.</description>"
    f"<content:encoded><![CDATA[<p>{BODY}</p><p>{MORE}</p>]]></content:encoded>"
)


def test_an_item_of_rss_becomes_a_story_with_every_field_in_its_place() -> None:
    draft = only(rss(FULL))
    story = draft.story
    assert (story.headline, story.source) == ("A plough named & painted", "Tarn & Fell")
    assert (story.url, story.guid) == ("https://tarn.example/plough?utm=1", "tarn-17")
    assert story.authors == ("Ada Fern", "Jo Hale")
    assert story.published is not None
    assert (story.published.iso, story.updated, story.language) == ("2023-11-14T08:15:00+01:00", None, "en-GB")
    assert story.keywords == ("Snow", "Schools")
    assert story.standfirst == "Forty names were sent in, one was short."
    assert [block.text for block in story.document.blocks] == [BODY, MORE]
    assert draft.notices == ()


def test_an_entry_of_atom_becomes_a_story() -> None:
    story = only(
        atom(
            "<id>tag:tarn.example,2023:17</id><title>A plough</title><link href='/plough' rel='alternate'/>"
            "<published>2023-11-14T08:15:00Z</published><updated>2023-11-15T09:00:00Z</updated>"
            "<category term='snow' label='Snow'/>"
            f"<content type='xhtml' xml:lang='fr'><div xmlns='http://www.w3.org/1999/xhtml'><p>{BODY}</p></div></content>",
            "<author><name>Ada Fern</name></author>",
        )
    ).story
    assert (story.headline, story.source, story.guid) == ("A plough", "Tarn & Fell", "tag:tarn.example,2023:17")
    assert (story.url, story.authors, story.keywords) == ("https://tarn.example/plough", ("Ada Fern",), ("Snow",))
    assert story.published is not None
    assert story.updated is not None
    assert (story.published.iso, story.updated.iso) == ("2023-11-14T08:15:00+00:00", "2023-11-15T09:00:00+00:00")
    assert (story.language, text(story.document)) == ("fr", BODY)


def test_rss_one_with_dublin_core_is_read() -> None:
    data = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://tarn.example/"><title>Tarn</title>'
        '</channel><item rdf:about="https://tarn.example/p"><title>A plough</title><link>https://tarn.example/p</link>'
        f"<description>{BODY}</description><dc:date>2023-11-14</dc:date></item></rdf:RDF>"
    ).encode()
    story = only(data).story
    assert story.published is not None
    assert (story.headline, story.published.iso, story.updated, text(story.document)) == (
        "A plough",
        "2023-11-14",
        None,
        BODY,
    )
    assert sniff_archives.feed(data, "x") > 0.9


def test_a_summary_with_text_is_a_story_that_says_it_is_only_a_summary() -> None:
    draft = only(rss(f"<title>A plough</title><link>https://tarn.example/p</link><description>{BODY}</description>"))
    assert text(draft.story.document) == BODY
    assert draft.story.standfirst == ""
    assert [notice.kind for notice in draft.notices] == [NoticeKind.TEASER]


@pytest.mark.parametrize(
    "rest",
    [
        "",
        "<description></description>",
        "<description>&lt;a href='https://x.example/'&gt;Comments&lt;/a&gt;</description>",
    ],
)
def test_a_title_and_a_link_are_a_stub(rest: str) -> None:
    draft = only(
        rss(
            f"<title>A plough</title><link>https://tarn.example/p</link>{rest}"
            "<enclosure url='/a.jpg' type='image/jpeg'/>"
        )
    )
    assert (draft.story.headline, draft.story.url) == ("A plough", "https://tarn.example/p")
    assert (draft.story.document.blocks, draft.assets, draft.notices) == ((), (), ())


@pytest.mark.parametrize(
    "summary",
    [
        BODY[:60] + " […]",
        BODY[:60] + "...",
        f"{BODY[:60]} [&#8230;]&lt;p&gt;The post A plough appeared first on Tarn.&lt;/p&gt;",
        "A plough",
    ],
)
def test_a_summary_that_is_the_texts_beginning_is_no_standfirst(summary: str) -> None:
    item = f"<title>A plough</title><description>{summary}</description><content:encoded>&lt;p&gt;{BODY}&lt;/p&gt;"
    assert only(rss(f"{item}</content:encoded>")).story.standfirst == ""


@pytest.mark.parametrize(
    "tail",
    [
        '<p>The post <a href="https://tarn.example/p">A plough</a> appeared first on <a href="/">Tarn</a>.</p>',
        '<p><a href="https://tarn.example/p">Continue reading →</a></p>',
        '<p><a href="/p#more">Read more…</a></p><hr>',
        '<img src="https://count.example/p.gif" width="1" height="1">',
        '<div class="feedflare"><a href="https://f.example/x"><img src="https://f.example/x" border="0"></a></div>'
        '<p><a href="/p#c">Comments</a></p>',
    ],
)
def test_the_feeds_own_lines_at_the_end_are_left_out(tail: str) -> None:
    item = f"<title>A plough</title><content:encoded><![CDATA[<p>{BODY}</p><p>{MORE}</p>{tail}]]></content:encoded>"
    blocks = only(rss(item)).story.document.blocks
    assert [block.text for block in blocks if block.text] == [BODY, MORE]


def test_a_picture_beside_the_text_is_set_above_it_with_its_own_caption() -> None:
    media = (
        '<media:content url="https://cdn.example/s.jpg" medium="image" width="75"/>'
        '<media:content url="https://cdn.example/l.jpg" medium="image" width="600">'
        "<media:title>IMG 2</media:title><media:description>The doors</media:description>"
        "<media:credit>Jo Hale</media:credit></media:content>"
    )
    story = only(rss(f"<title>A plough</title><description>{BODY}</description>{media}")).story
    first, second = story.document.blocks
    assert first.kind is BlockKind.IMAGE
    assert first.image is not None
    assert (first.image.address, first.image.credit, first.text) == (
        "https://cdn.example/l.jpg",
        "Jo Hale",
        "The doors",
    )
    assert (story.headline, second.text) == ("A plough", BODY)


def test_a_picture_in_the_text_is_not_shown_twice() -> None:
    item = (
        f"<title>A plough</title><description><![CDATA[<p>{BODY}</p><img src='' data-src='/a.jpg'>]]></description>"
        "<enclosure url='https://tarn.example/a-large.jpg' type='image/jpeg' length='9'/>"
    )
    pictures = [block.image for block in only(rss(item)).story.document.blocks if block.image]
    assert [image.address for image in pictures] == ["https://tarn.example/a.jpg"]


def test_links_are_made_absolute_by_the_base_that_applies() -> None:
    entry = (
        "<id>1</id><title>A</title><link href='https://tarn.example/2023/p'/>"
        f"<content type='html' xml:base='https://deep.example/x/'>&lt;p&gt;{BODY} "
        "&lt;a href='y'&gt;there&lt;/a&gt;</content>"
    )
    spans = list(only(atom(entry)).story.document.spans())
    assert [span.link for span in spans if span.link] == ["https://deep.example/x/y"]


def test_the_address_before_the_counter_is_the_storys() -> None:
    item = f"<title>A</title><link>https://feedproxy.example/~r/1</link><description>{BODY}</description>"
    story = only(rss(f"{item}<feedburner:origLink>https://tarn.example/p</feedburner:origLink>")).story
    assert story.url == "https://tarn.example/p"


def test_an_entry_from_another_feed_names_that_feed() -> None:
    item = (
        f"<title>A</title><description>{BODY}</description><source url='https://fell.example/rss'>Fell Weekly</source>"
    )
    assert only(rss(item)).story.source == "Fell Weekly"


def test_a_papers_feed_of_one_section_names_both() -> None:
    data = rss(f"<title>A</title><description>{BODY}</description>").replace(
        b"Tarn &amp; Fell", b"The Tarn &gt; Winter"
    )
    story = only(data).story
    assert (story.source, story.section) == ("The Tarn", "Winter")


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("<author>ada@tarn.example (Ada Fern)</author>", ("Ada Fern",)),
        ("<author>ada@tarn.example</author>", ()),
        ("<dc:creator>admin</dc:creator>", ()),
        ("<dc:creator>Tarn &amp;amp; Fell</dc:creator>", ()),
    ],
)
def test_authors_are_names(author: str, names: tuple[str, ...]) -> None:
    assert only(rss(f"<title>A</title><description>{BODY}</description>{author}")).story.authors == names


def test_nothing_that_runs_comes_with_a_story() -> None:
    markup = f"<p onclick='x()'>{BODY}<script>steal()</script><a href='javascript:steal()'>here</a></p>"
    story = only(rss(f"<title>A</title><content:encoded><![CDATA[{markup}]]></content:encoded>")).story
    assert text(story.document) == f"{BODY}here"
    assert not any(span.link for span in story.document.spans())


def test_a_files_bytes_are_no_name_of_another(tmp_path: Path) -> None:
    other = tmp_path / "other.xml"
    other.write_bytes(rss(FULL))
    with pytest.raises(UnreadableFile):
        drafts(str(other).encode())


def test_a_picture_carried_in_the_text_is_kept() -> None:
    out = io.BytesIO()
    Pillow.radial_gradient("L").save(out, "PNG")
    source = f"data:image/png;base64,{base64.b64encode(out.getvalue()).decode()}"
    draft = only(
        rss(f"<title>A</title><content:encoded><![CDATA[<p>{BODY}</p><img src='{source}'>]]></content:encoded>")
    )
    assert [asset.data for asset in draft.assets] == [out.getvalue()]


def test_a_feed_that_is_not_in_its_encoding_is_read_without_a_long_guess() -> None:
    data = (
        b"<rss><channel><item><title>Tides</title><description>Caf\xe9 " + b"null" * 25_000 + b"</description></item>"
    )
    begun = time.process_time()
    (found,) = read(SourceFile("/in/a.xml", data))
    assert found.story.document.blocks[0].text.startswith("Café null")
    assert time.process_time() - begun < 5


def test_a_feed_of_many_authors_costs_no_more_for_each_of_its_entries() -> None:
    names = "".join(f"<author><name>Ada Merrow {'I' * (at % 9)}</name></author>" for at in range(500))
    entries = "<entry><title>Tides</title><link href='https://tarn.example/t'/></entry>" * 500
    begun = time.process_time()
    found = list(
        read(SourceFile("/in/a.xml", f"<feed xmlns='http://www.w3.org/2005/Atom'>{names}{entries}</feed>".encode()))
    )
    assert len(found) == 500
    assert found[0].story.authors[0] == "Ada Merrow"
    assert time.process_time() - begun < 6


def test_a_feed_reads_no_file_and_expands_no_entity() -> None:
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    data = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "boom"><!ENTITY f SYSTEM "file:///etc/passwd">{entities}]>'
        f"<rss version='2.0'><channel><item><title>A</title><description>&e9; &f; {BODY}</description></item>"
        "</channel></rss>"
    )
    content = text(only(data.encode()).story.document)
    assert BODY in content
    assert "root:" not in content
    assert len(content) < 1000


EXPORTED = (
    "<title>A plough</title><link>https://tarn.example/p</link><pubDate>Tue, 14 Nov 2023 08:15:00 +0000</pubDate>"
    '<dc:creator><![CDATA[Ada Fern]]></dc:creator><guid isPermaLink="false">https://tarn.example/?p=6</guid>'
    f"<content:encoded><![CDATA[{BODY}\n\n[caption id='a' width='300']<a href='/a.jpg'><img src='/a.jpg'></a> The "
    f"doors[/caption]\n\n<strong>{MORE}</strong>\n\n[gallery ids='1,2']]]></content:encoded>"
    "<excerpt:encoded><![CDATA[]]></excerpt:encoded>"
    '<category domain="category" nicename="valley">Valley</category><category domain="post_tag">Snow</category>'
    "<wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>"
)


def exported(status: str, kind: str) -> str:
    return EXPORTED.replace("{status}", status).replace("{kind}", kind)


def test_a_post_of_a_wordpress_export_keeps_its_paragraphs_and_captions() -> None:
    story = only(rss(exported("publish", "post"))).story
    assert [(block.kind, block.text) for block in story.document.blocks] == [
        (BlockKind.PARAGRAPH, BODY),
        (BlockKind.IMAGE, "The doors"),
        (BlockKind.PARAGRAPH, MORE),
    ]
    assert (story.section, story.keywords, story.authors) == ("Valley", ("Valley", "Snow"), ("Ada Fern",))


def test_what_was_not_published_stays_out_of_a_wordpress_export() -> None:
    states = [("draft", "post"), ("publish", "attachment"), ("publish", "nav_menu_item"), ("trash", "page")]
    data = rss(*(exported(*state) for state in states), exported("publish", "page"))
    assert len(drafts(data)) == 1
    assert drafts(rss(exported("draft", "post"))) == []


def test_an_entry_with_nothing_in_it_is_a_notice() -> None:
    draft = only(rss("<title>Only this</title>", FULL))
    assert draft.story.guid == "tarn-17"
    assert [notice.kind for notice in draft.notices] == [NoticeKind.RECORD]


def test_a_broken_feed_keeps_the_entries_that_are_whole() -> None:
    data = rss(FULL, FULL.replace("tarn-17", "tarn-18"))
    found = drafts(data[: data.rindex(b"</content:encoded>")])
    assert found[0].story.guid == "tarn-17"
    assert text(found[0].story.document) == f"{BODY}\n{MORE}"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<opml version='2.0'><body><outline xmlUrl='https://tarn.example/rss'/></body></opml>", "list of feeds"),
        (rss(), "no entry"),
        (b"<rss version='2.0'>", "no entry"),
        (b"", "no entry"),
    ],
)
def test_a_file_without_entries_is_refused_in_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableFile, match=said):
        drafts(data)


@pytest.mark.parametrize("kind", ["rss", "atom", "rdf"])
@settings(deadline=None, max_examples=10)
@given(counts=st.lists(st.integers(0, 40), max_size=8), size=st.integers(100, 4000))
def test_pieces_hold_every_entry_once_and_are_feeds(kind: str, counts: list[int], size: int) -> None:
    tag = "entry" if kind == "atom" else "item"
    about = "<p>How to write &lt;/item&gt;: <![CDATA[</item>\n<item> and </entry><entry>]]></p>"
    entries = [
        f"<title>N{n}</title><description>{BODY * count} {about}</description>" for n, count in enumerate(counts)
    ]
    joined = "\n".join(f"<{tag}>{entry}</{tag}>" for entry in entries)
    data = {
        "rss": f"<rss version='2.0'><channel><title>Tarn</title>\n{joined}</channel></rss>",
        "atom": "<feed xmlns='http://www.w3.org/2005/Atom'><title>Tarn</title>"
        f"{joined.replace('description', 'summary')}</feed>",
        "rdf": "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
        f"<channel><title>Tarn</title></channel>{joined}</rdf:RDF>",
    }[kind].encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_feed_pieces, "PIECE", size)
        cut = list(_feed_pieces.pieces(io.BytesIO(data)))
    found = []
    for piece in cut if counts else ():
        part = piece.before + data[piece.start : piece.end] + piece.after
        ElementTree.fromstring(part)
        found += [(draft.story.headline, draft.story.source) for draft in drafts(part)]
    assert found == [(f"N{n}", "Tarn") for n in range(len(counts))]
    longest = max(map(len, entries), default=0)
    assert len(cut) <= 1 + len(data) // size
    assert len(cut) > 1 or len(data) < size + 2 * longest + 400


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 1500), st.binary(max_size=9)), max_size=5))
def test_damaged_bytes_give_stories_or_a_sentence(changes: list[tuple[int, bytes]]) -> None:
    data = rss(FULL, exported("publish", "post"))
    for place, piece in changes:
        data = data[:place] + piece + data[place + len(piece) :]
    try:
        found = drafts(data)
    except UnreadableFile:
        return
    assert found


@pytest.mark.parametrize(
    ("data", "name", "is_feed"),
    [
        (rss(FULL), "x", True),
        (b"\xef\xbb\xbf\n<!-- " + b"long <rss> comment " * 200 + b"-->\n" + rss(FULL).split(b"?>")[1], "x.xml", True),
        (rss(FULL).decode().encode("utf-16"), "x.xml", True),
        (atom("<title>A</title>"), "x.atom", True),
        (b"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss version='0.91'>", "x", True),
        (b"<opml version='1.0'>", "x.opml", True),
        (b"<html><body><p>About the &lt;rss&gt; element and <code>feed</code></p></body></html>", "x.html", False),
        (b"<rdf:RDF xmlns:foaf='http://xmlns.com/foaf/0.1/'><foaf:Person/></rdf:RDF>", "x.rdf", False),
        (b"<nitf><body/></nitf>", "x.xml", False),
        (b"<feed>hens</feed>", "x.xml", False),
        (b"<!--" * 8000, "x.xml", False),
    ],
)
def test_a_feed_is_told_by_its_root_element(data: bytes, name: str, is_feed: bool) -> None:
    score = sniff_archives.feed(data[:32768], name)
    assert (score > 0.95) is is_feed
    assert not is_feed or score > sniff.html(data[:32768], name)
