"""NewsML-G2: items and messages, versions and orders, text in all its forms."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.importers.base import SourceFile
from library.importers.newsml_g2 import read
from library.model.document import BlockKind
from library.model.errors import UnreadableFile
from library.model.identity import sure_keys
from library.model.story import Draft, NoticeKind, Related, Story

NAMESPACE = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
XHTML = (
    '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title></head>'
    "<body>{}</body></html></inlineXML>"
)
NITF = "<nitf><body><body.content><p>A.</p><p>B.</p></body.content></body></nitf>"
TTNITF = """<inlineXML contenttype='application/ttnitf+xml'><BODY xmlns=''>
<TEXT><RUBRIK>Färjan åter</RUBRIK><DAT><ORT>Sjöfart</ORT><SOURCE>Hamn, Viks korrespondent</SOURCE></DAT>
<INGRESS><P>Färjan går igen.</P></INGRESS>
<BRODTEXT><P>Det blåste.</P><CITAT>Vi är glada, säger hon.</CITAT><MELLIS>Ny båt</MELLIS><P>Den är blå.</P></BRODTEXT>
<BYLINE>Ida Kvist/Vik</BYLINE>
<BILD><BILDFIL>https://vik.example/1</BILDFIL><BILDTEXT><P>Båten.</P></BILDTEXT><BILDSKAPARE>Mo</BILDSKAPARE></BILD></TEXT>
<TEXT><RUBRIK>Fakta: Färjan</RUBRIK><BRODTEXT><P>Byggd 1931.</P></BRODTEXT></TEXT></BODY></inlineXML>"""
ABOUT = """<contentCreated>2020-05-01T08:00:00Z</contentCreated>
<located type="cptype:city"><name>Port Ellery</name></located>
<infoSource><name>Bay Wire</name></infoSource><language tag="en-gb"/>
<subject qcode="desk:department:9"><name>Sea</name></subject><subject qcode="medtop:1"><name>Ferries</name></subject>
<slugline>FERRY-STORM/ (PIX)</slugline><headline>Ferry returns</headline>
<headline role="hld:subHeadline">Two days late</headline><by>Ida Quell, Mo Tarn</by><creditline>Bay Wire</creditline>"""


def item(
    content: str,
    about: str = ABOUT,
    status: str = "usable",
    meta: str = "",
    kind: str = "text",
    guid: str = "urn:bay:1",
) -> str:
    return (
        f'<newsItem {NAMESPACE} guid="{guid}" version="2" xml:lang="en">'
        "<rightsInfo><copyrightNotice>(c) Copyright Bay Wire 2020. Click For Restrictions - http://bay.example</copyrightNotice>"
        f'</rightsInfo><itemMeta><itemClass qcode="ninat:{kind}"/><firstCreated>2020-05-01T09:00:00Z</firstCreated>'
        f'<versionCreated>2020-05-01T11:30:00Z</versionCreated><pubStatus qcode="stat:{status}"/>{meta}</itemMeta>'
        f"<contentMeta>{about}</contentMeta><contentSet>{content}</contentSet></newsItem>"
    )


def message(*items: str) -> str:
    return f"<newsMessage {NAMESPACE}><header/><itemSet>{''.join(items)}</itemSet></newsMessage>"


def drafts(text: str) -> list[Draft]:
    return list(read(SourceFile("wire.xml", text.encode())))


def story(text: str) -> Story:
    (draft,) = drafts(text)
    return draft.story


def texts(found: Story) -> list[str]:
    return [block.text for block in found.document.blocks]


def test_each_field_is_read_from_its_element() -> None:
    found = story(item(XHTML.format("<p>The first boat sailed at six.</p><p>ab/cd</p>")))
    assert (found.headline, found.standfirst) == ("Ferry returns", "Two days late")
    assert found.authors == ("Ida Quell", "Mo Tarn")
    assert (found.dateline, found.section, found.source) == ("Port Ellery", "Sea", "Bay Wire")
    assert found.published is not None
    assert found.updated is not None
    assert found.published.iso == "2020-05-01T09:00:00+00:00"
    assert found.updated.iso == "2020-05-01T11:30:00+00:00"
    assert (found.language, found.guid) == ("en-GB", "urn:bay:1")
    assert found.credit == "ab/cd; © Bay Wire 2020"
    assert found.keywords == ("Sea", "Ferries", "FERRY-STORM")
    assert texts(found) == ["The first boat sailed at six."]


def test_versions_of_an_item_share_their_identity() -> None:
    first, second = (story(item(XHTML.format(f"<p>{text}</p>"))) for text in ("One.", "Another."))
    assert sure_keys(first) == sure_keys(second) != ()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (XHTML.format("<h1>Ferry returns</h1><p>A.</p><p>B.</p>"), ["A.", "B."]),
        (
            "<inlineXML><nitf><body><body.content><p>A.</p><p>B.</p></body.content></body></nitf></inlineXML>",
            ["A.", "B."],
        ),
        ("<inlineData contenttype='text/plain'>A.\n\nB.</inlineData>", ["A.", "B."]),
        ("<inlineData contenttype='text/html'>&lt;p&gt;A.&lt;/p&gt;&lt;p&gt;B.&lt;/p&gt;</inlineData>", ["A.", "B."]),
        (
            "<inlineData><![CDATA[<p>\n   The ferry left the old quay of the port at six in the\nmorning.\n"
            "   It came back at noon, and left again with mail and some\nmore sheep.\n</p>]]></inlineData>",
            [
                "The ferry left the old quay of the port at six in the morning.",
                "It came back at noon, and left again with mail and some more sheep.",
            ],
        ),
    ],
)
def test_text_comes_in_every_form_of_content(content: str, expected: list[str]) -> None:
    assert texts(story(item(content))) == expected


def test_swedish_ttnitf_is_read_as_swedish_papers_set_it() -> None:
    found = story(item(TTNITF, about="<headline>Färjan åter</headline>"))
    assert (found.kicker, found.standfirst) == ("Sjöfart", "Färjan går igen.")
    assert found.dateline == "Hamn, Viks korrespondent"
    assert found.authors == ("Ida Kvist",)
    assert [(block.kind, block.text) for block in found.document.blocks] == [
        (BlockKind.PARAGRAPH, "Det blåste."),
        (BlockKind.PARAGRAPH, "– Vi är glada, säger hon."),
        (BlockKind.HEADING, "Ny båt"),
        (BlockKind.PARAGRAPH, "Den är blå."),
        (BlockKind.IMAGE, "Båten."),
        (BlockKind.HEADING, "Fakta: Färjan"),
        (BlockKind.PARAGRAPH, "Byggd 1931."),
    ]


def test_a_first_subhead_that_stands_alone_is_the_deck() -> None:
    about = "<headline>Ferry returns</headline>"
    alone = story(item(XHTML.format("<h2>Two days late</h2><p>A.</p><h3>Later</h3><p>B.</p>"), about=about))
    assert (alone.standfirst, texts(alone)) == ("Two days late", ["A.", "Later", "B."])
    several = story(item(XHTML.format("<h2>East</h2><p>A.</p><h2>West</h2><p>B.</p>"), about=about))
    assert (several.standfirst, texts(several)) == ("", ["East", "A.", "West", "B."])


def test_a_cancelled_item_becomes_a_story_that_says_so() -> None:
    (draft,) = drafts(item("", status="canceled", meta="<edNote>The ferry never left.</edNote>"))
    assert draft.story.headline == "Ferry returns"
    assert texts(draft.story) == ["The agency has withdrawn this story.", "The ferry never left."]
    assert {block.kind for block in draft.story.document.blocks} == {BlockKind.EDITORS_NOTE}
    assert [notice.kind for notice in draft.notices] == [NoticeKind.WITHDRAWN]


def test_a_withheld_or_embargoed_item_says_so_above_its_text() -> None:
    (withheld,) = drafts(item(XHTML.format("<p>A.</p>"), status="withheld"))
    assert texts(withheld.story) == ["The agency asks that this story not be published.", "A."]
    assert [notice.kind for notice in withheld.notices] == [NoticeKind.WITHDRAWN]
    embargoed = story(item(XHTML.format("<p>A.</p>"), meta="<embargoed>2020-05-02T12:00:00Z</embargoed>"))
    assert texts(embargoed) == ["Under embargo until 2020-05-02 12:00 UTC.", "A."]


def test_notes_between_desks_stay_out() -> None:
    meta = '<edNote role="x:private">fix the slug</edNote><edNote role="x:public">Corrects the year.</edNote>'
    assert texts(story(item(XHTML.format("<p>A.</p>"), meta=meta))) == ["Corrects the year.", "A."]


def test_a_link_with_a_title_is_a_related_headline() -> None:
    meta = (
        '<link rel="irel:seeAlso" href="https://bay.example/s"><title>Storm closes port</title></link><link href="x"/>'
    )
    assert story(item(XHTML.format("<p>A.</p>"), meta=meta)).related == (
        Related("Storm closes port", "https://bay.example/s"),
    )


def test_a_message_gives_each_of_its_stories() -> None:
    found = drafts(message(item(XHTML.format("<p>A.</p>")), item(XHTML.format("<p>B.</p>"), guid="urn:bay:2")))
    assert [(draft.story.guid, texts(draft.story)) for draft in found] == [("urn:bay:1", ["A."]), ("urn:bay:2", ["B."])]


def test_the_pictures_of_a_message_stand_with_its_one_story() -> None:
    remote = '<remoteContent href="https://bay.example/p.jpg" contenttype="image/jpeg"/>'
    about = "<headline>Quay</headline><by>Lee Ash</by><description>The quay at noon.</description>"
    found = story(message(item(XHTML.format("<p>A.</p>")), item(remote, about=about, kind="picture", guid="urn:bay:3")))
    first = found.document.blocks[0]
    assert first.kind is BlockKind.IMAGE
    assert first.image is not None
    assert (first.text, first.image.credit, first.image.address) == (
        "The quay at noon.",
        "Lee Ash",
        "https://bay.example/p.jpg",
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"<packageItem {NAMESPACE}/>", "package"),
        (f"<conceptItem {NAMESPACE}/>", "concept"),
        (f"<planningItem {NAMESPACE}/>", "plan of coverage"),
        (item("<remoteContent href='https://bay.example/p.jpg'/>", kind="picture"), "picture"),
        (item("", kind="text"), "no text"),
        ("<other/>", "no NewsML-G2"),
        ("", "not the XML"),
    ],
)
def test_what_is_no_story_is_named_for_what_it_is(text: str, said: str) -> None:
    with pytest.raises(UnreadableFile, match=said):
        drafts(text)


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=300), st.integers(0, 1500))
def test_any_bytes_are_a_story_or_unreadable(noise: bytes, place: int) -> None:
    whole = message(item(XHTML.format("<p>A.</p>"))).encode()
    for data in (noise, whole[:place] + noise + whole[place:]):
        try:
            found = list(read(SourceFile("wire.xml", data)))
        except UnreadableFile:
            continue
        assert found
