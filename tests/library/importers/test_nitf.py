"""NITF: every field in its place, the body's structure kept, nothing said twice, nothing hostile obeyed."""

from __future__ import annotations

import io

import PIL.Image
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.importers.base import SourceFile
from library.importers.nitf import read
from library.model.document import BlockKind, Mark
from library.model.errors import UnreadableFile
from library.model.story import Draft, NoticeKind, Story

HEAD = """<title>1 PORT Ferry</title>
<tobject><tobject.subject tobject.subject.type="Transport" tobject.subject.matter="Shipping"/></tobject>
<docdata><doc-id id-string="WIRE.1"/><date.issue norm="20190702T101500+0200"/>
<doc.copyright year="2019" holder="Bay Wire"/>
<key-list><keyword key="Ferry"/><keyword key="PORT SLUG"/></key-list></docdata>"""
BODY_HEAD = """<hedline><hl1>Ferry returns to Port Ellery</hl1><hl2>PORT SLUG</hl2></hedline>
<byline>By IDA QUELL<byttl>Bay Wire Shipping Writer</byttl></byline><distributor>Bay Wire Agency</distributor>
<dateline><location><city>Port Ellery</city></location></dateline><abstract><p>The ferry is back.</p></abstract>"""


def nitf(content: str, head: str = HEAD, top: str = BODY_HEAD, end: str = "", opening: str = "<nitf>") -> str:
    return (
        f"{opening}<head>{head}</head><body><body.head>{top}</body.head>"
        f"<body.content>{content}</body.content>{end}</body></nitf>"
    )


def drafts(text: str | bytes, **beside: bytes) -> list[Draft]:
    data = text.encode() if isinstance(text, str) else text
    return list(read(SourceFile("wire.xml", data, lambda name: beside.get(name.partition(".")[0]))))


def story(text: str | bytes) -> Story:
    (draft,) = drafts(text)
    return draft.story


def test_each_field_is_read_from_its_element() -> None:
    found = story(nitf("<p>The first boat sailed at six.</p>", end="<body.end><tagline>BW iq</tagline></body.end>"))
    assert found.headline == "Ferry returns to Port Ellery"
    assert found.standfirst == "The ferry is back."
    assert found.authors == ("Ida Quell",)
    assert found.dateline == "Port Ellery"
    assert found.section == "Transport"
    assert found.source == "Bay Wire Agency"
    assert found.published is not None
    assert found.published.iso == "2019-07-02T10:15:00+02:00"
    assert found.guid == "WIRE.1"
    assert found.credit == "BW iq; © 2019 Bay Wire"
    assert found.keywords == ("Ferry", "PORT SLUG", "Shipping")
    assert [block.text for block in found.document.blocks] == ["The first boat sailed at six."]


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("20151210T191044Z", "2015-12-10T19:10:44+00:00"),
        ("20151210T191044+0100", "2015-12-10T19:10:44+01:00"),
        ("2020-09-07T14:45:26", "2020-09-07T14:45:26"),
        ("2022-07-11 18:33", "2022-07-11T18:33"),
        ("20200907", "2020-09-07"),
    ],
)
def test_dates_keep_what_the_wire_said(written: str, iso: str) -> None:
    published = story(nitf("<p>Text.</p>", head=f'<docdata><date.issue norm="{written}"/></docdata>')).published
    assert published is not None
    assert published.iso == iso


def test_the_body_keeps_its_structure() -> None:
    blocks = story(
        nitf(
            "<block><p>Lede with <em>stress</em>, <person>Mo Tarn</person> and "
            "<a href='https://bay.example/x'>a link</a>.</p>"
            "<hl2>A subhead</hl2><ul><li>one</li><li>two</li></ul><bq><block><p>Said it.</p></block></bq>"
            "<table><tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr></table><pre>x   y\n z</pre></block>"
        )
    ).document.blocks
    assert [block.kind for block in blocks] == [
        BlockKind.PARAGRAPH,
        BlockKind.HEADING,
        BlockKind.LIST_ITEM,
        BlockKind.LIST_ITEM,
        BlockKind.QUOTE,
        BlockKind.TABLE,
        BlockKind.PREFORMATTED,
    ]
    lede = blocks[0]
    assert lede.text == "Lede with stress, Mo Tarn and a link."
    assert [span.text for span in lede.spans if span.marks & Mark.EMPHASIS] == ["stress"]
    assert [span.text for span in lede.spans if span.link == "https://bay.example/x"] == ["a link"]
    assert blocks[5].text == "a\t1\nb\t2"
    assert blocks[6].text == "x   y\n z"


def test_a_table_s_title_rows_become_headings() -> None:
    table = (
        "<table><tr><th>NORTH</th></tr><tr><th>Team</th><th>W</th></tr><tr><td>Gulls</td><td>3</td></tr>"
        "<tr><th>Scorers</th></tr></table><p>Tarn, 2.</p>"
    )
    blocks = story(nitf("<p>Standings.</p>" + table)).document.blocks
    assert [(block.kind, block.text) for block in blocks[1:]] == [
        (BlockKind.HEADING, "NORTH"),
        (BlockKind.TABLE, "Team\tW\nGulls\t3"),
        (BlockKind.HEADING, "Scorers"),
        (BlockKind.PARAGRAPH, "Tarn, 2."),
    ]


def test_a_picture_beside_the_file_is_kept_and_a_remote_one_is_framed() -> None:
    buffer = io.BytesIO()
    PIL.Image.effect_noise((40, 30), 90).convert("RGB").save(buffer, "PNG")
    media = (
        "<media media-type='image'><media-reference source='{}' mime-type='image/png'/>"
        "<media-caption>The quay.</media-caption><media-producer>Lee Ash</media-producer></media>"
    )
    text = nitf("<p>A.</p>" + media.format("quay.png") + media.format("https://bay.example/q.png") + "<p>B.</p>")
    (draft,) = drafts(text, quay=buffer.getvalue())
    kinds = [block.kind for block in draft.story.document.blocks]
    assert kinds == [BlockKind.PARAGRAPH, BlockKind.IMAGE, BlockKind.IMAGE, BlockKind.PARAGRAPH]
    near, far = draft.story.document.blocks[1:3]
    assert near.image is not None
    assert far.image is not None
    assert near.image.asset == draft.assets[0].digest
    assert (near.image.width, near.image.height, near.text, near.image.credit) == (40, 30, "The quay.", "Lee Ash")
    assert (far.image.asset, far.image.address) == ("", "https://bay.example/q.png")
    assert NoticeKind.MISSING_PICTURE in {notice.kind for notice in draft.notices}


def test_sound_and_film_leave_no_frame() -> None:
    film = "<media media-type='video'><media-reference source='https://bay.example/v'/><media-caption>Film</media-caption></media>"
    assert [block.text for block in story(nitf("<p>A.</p>" + film)).document.blocks] == ["A."]


@pytest.mark.parametrize(
    ("content", "texts", "credit"),
    [
        ("<p>Text here.</p><p>ab/cd/ef</p>", ["Text here."], "ab/cd/ef"),
        ("<p>Text here.</p><p>AAP RTV ar</p>", ["Text here."], "AAP RTV ar"),
        ("<p>Text here.</p><p>ends</p>", ["Text here."], ""),
        ("<p>Text here.</p><p>-30-</p>", ["Text here."], ""),
        (
            "<p>Text here. (Reporting by Mo Tarn; Editing by Lee Ash)</p>",
            ["Text here."],
            "Reporting by Mo Tarn; Editing by Lee Ash",
        ),
        ("<p>Ferry returns to Port Ellery</p><p>Text here.</p>", ["Text here."], ""),
        ("<p>The end of it, he said.</p><p>ends well</p>", ["The end of it, he said.", "ends well"], ""),
    ],
)
def test_what_desks_put_around_a_text_is_told_from_it(content: str, texts: list[str], credit: str) -> None:
    found = story(nitf(content, head=""))
    assert [block.text for block in found.document.blocks] == texts
    assert found.credit == credit


def test_an_abstract_that_is_the_lede_again_is_no_standfirst() -> None:
    lede = "A storm closed the port for two days, the harbour master said on Monday."
    found = story(
        nitf(f"<p>{lede}</p><p>More.</p>", top=f"<hedline><hl1>Storm</hl1></hedline><abstract>{lede[:50]}</abstract>")
    )
    assert found.standfirst == ""
    assert found.document.blocks[0].text == lede


def test_a_second_headline_that_is_the_first_again_is_no_standfirst() -> None:
    top = "<hedline><hl1>Storm</hl1></hedline><abstract>STORM.</abstract>"
    assert story(nitf("<p>Text.</p>", top=top)).standfirst == ""


def test_a_deck_in_the_byline_is_a_standfirst() -> None:
    found = story(
        nitf(
            "<p>Text.</p>",
            top="<hedline><hl1>Storm</hl1></hedline><byline>Port closed, all boats are safe says mayor</byline>",
        )
    )
    assert found.authors == ()
    assert found.standfirst == "Port closed, all boats are safe says mayor"


def test_lines_wrapped_with_breaks_are_joined_and_verse_is_not() -> None:
    wrapped = "<p>The ferry left the old stone quay of the port at six in the morning <br/>and came back at noon.</p>"
    verse = "<p>Roses are red<br/>violets are blue</p>"
    blocks = story(nitf(wrapped + verse)).document.blocks
    assert (
        blocks[0].text == "The ferry left the old stone quay of the port at six in the morning and came back at noon."
    )
    assert blocks[1].text == "Roses are red\nviolets are blue"


def test_a_killed_story_says_so_even_without_a_text() -> None:
    (draft,) = drafts(nitf("", head='<docdata><ed-msg info="KILL: the ferry did not sink"/></docdata>'))
    assert [block.kind for block in draft.story.document.blocks] == [BlockKind.EDITORS_NOTE] * 2
    assert draft.story.document.blocks[1].text == "KILL: the ferry did not sink"
    assert [notice.kind for notice in draft.notices] == [NoticeKind.WITHDRAWN]


@pytest.mark.parametrize("status", ["canceled", "withheld"])
def test_a_status_that_forbids_use_is_a_notice(status: str) -> None:
    text = nitf("<p>Text.</p>").replace("<docdata>", f'<docdata management-status="{status}">')
    (draft,) = drafts(text)
    assert [notice.kind for notice in draft.notices] == [NoticeKind.WITHDRAWN]
    assert draft.story.document.blocks[0].kind is BlockKind.EDITORS_NOTE


def test_a_desk_s_small_talk_is_no_note() -> None:
    found = story(nitf("<p>Text.</p>", head='<docdata><ed-msg info="For global distribution"/></docdata>'))
    assert [block.kind for block in found.document.blocks] == [BlockKind.PARAGRAPH]


@pytest.mark.parametrize(
    "text",
    [
        nitf("<p>Café</p>", opening='<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/">'),
        f'<Publication><Wrap xmlns:n="urn:n">{nitf("<p>Café</p>")}</Wrap></Publication>',
        '<?xml version="1.0"?><!-- a - comment --><!DOCTYPE nitf SYSTEM "nitf.dtd">' + nitf("<p>Caf&eacute;</p>"),
        nitf("<p>Caf&amp;#233;</p>"),
    ],
)
def test_namespaces_wrappers_doctypes_and_double_escapes_don_t_matter(text: str) -> None:
    assert story(text).document.blocks[0].text == "Café"


def test_a_declared_encoding_is_believed() -> None:
    text = '<?xml version="1.0" encoding="iso-8859-1"?>' + nitf("<p>A café for £3 – cheap.</p>")
    assert story(text.encode("cp1252")).document.blocks[0].text == "A café for £3 – cheap."


def test_a_cut_off_file_gives_what_is_there_with_a_notice() -> None:
    (draft,) = drafts(nitf("<p>First paragraph.</p><p>Second one.</p>")[:-40])
    assert draft.story.document.blocks[0].text == "First paragraph."
    assert NoticeKind.DAMAGED in {notice.kind for notice in draft.notices}


def test_entities_are_never_expanded() -> None:
    bomb = (
        '<!DOCTYPE nitf [<!ENTITY a "spoiled"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
        + nitf("<p>Kept&b;&f;.</p>", head='<docdata><doc-id id-string="&b;"/></docdata>')
    )
    found = story(bomb)
    assert found.document.blocks[0].text == "Kept."
    assert found.guid == ""


def test_a_declaration_that_hides_from_us_expands_nothing_either() -> None:
    text = nitf("<p>Kept&a;&f;.</p>", head='<docdata><doc-id id-string="&a;"/></docdata>')
    declared = '<!ENTITY a "spoiled"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    for hiding in ("<!-- don't -->", "<?odd don't?>", "<?odd > ] >?>", "<!ELEMENT a ANY>", "<!ENTITY b ']'>"):
        found = story(f"<!DOCTYPE nitf [{hiding}{declared}{text}")
        assert (found.document.blocks[0].text, found.guid) == ("Kept.", "")


@pytest.mark.parametrize("text", ["", "no xml", "<other/>", nitf(""), "<nitf/>", "<a>" * 5000, "<nitf>" * 300])
def test_what_holds_no_story_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(UnreadableFile, match=r"^[A-Z].*\.$"):
        drafts(text)


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=400), st.integers(0, 600))
def test_any_bytes_are_a_story_or_unreadable(noise: bytes, place: int) -> None:
    whole = nitf("<p>Text.</p>").encode()
    for data in (noise, whole[:place] + noise + whole[place:]):
        try:
            found = drafts(data)
        except UnreadableFile:
            continue
        assert found
