"""NewsML 1: components by their roles, tellings in several languages, revisions of one item."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.importers.base import SourceFile
from library.importers.newsml_1 import read
from library.model.document import BlockKind
from library.model.errors import UnreadableFile
from library.model.identity import sure_keys
from library.model.story import Draft, NoticeKind, Story

LINES = """<NewsLines><DateLine>Port Ellery, 1 May 2020 (BW) -</DateLine><HeadLine>Ferry returns</HeadLine>
<SubHeadLine>Two days late</SubHeadLine><ByLine>By Ida Quell</ByLine>
<CopyrightLine>(c) Bay Wire 2020. All rights reserved.</CopyrightLine><KeywordLine>Ferries</KeywordLine></NewsLines>
<AdministrativeMetadata><Provider><Party FormalName="Bay Wire"/></Provider></AdministrativeMetadata>
<DescriptiveMetadata><Language FormalName="en"/><Property FormalName="Keyword" Value="Storms"/></DescriptiveMetadata>"""
NITF = "<nitf><body><body.content><p>The boat sailed.</p><p>ab/cd/ef</p></body.content></body></nitf>"


def content(text: str, kind: str = "Text") -> str:
    return f'<ContentItem><MediaType FormalName="{kind}"/><DataContent>{text}</DataContent></ContentItem>'


def component(inside: str, role: str = "", attributes: str = "") -> str:
    return f'<NewsComponent {attributes}><Role FormalName="{role}"/>{inside}</NewsComponent>'


def newsml(inside: str, revision: int = 1, status: str = "Usable", revised: str = "20200501T090000+0000") -> str:
    return (
        '<NewsML Version="1.2"><NewsItem><Identification><NewsIdentifier><ProviderId>bay.example</ProviderId>'
        f"<DateId>20200501</DateId><NewsItemId>F1</NewsItemId><RevisionId>{revision}</RevisionId></NewsIdentifier>"
        "<NameLabel>sea-ferry</NameLabel></Identification><NewsManagement><FirstCreated>20200501T090000+0000</FirstCreated>"
        f'<ThisRevisionCreated>{revised}</ThisRevisionCreated><Status FormalName="{status}"/></NewsManagement>'
        f"{inside}</NewsItem></NewsML>"
    )


def drafts(text: str) -> list[Draft]:
    return list(read(SourceFile("wire.xml", text.encode())))


def texts(found: Story) -> list[str]:
    return [block.text for block in found.document.blocks]


def test_each_field_is_read_from_its_line() -> None:
    (draft,) = drafts(newsml(component(LINES + content(NITF), "Main"), revised="20200501T100000+0000"))
    found = draft.story
    assert (found.headline, found.standfirst) == ("Ferry returns", "Two days late")
    assert found.authors == ("Ida Quell",)
    assert (found.dateline, found.source, found.language) == ("Port Ellery, 1 May 2020 (BW)", "Bay Wire", "en")
    assert found.published is not None
    assert found.updated is not None
    assert (found.published.iso, found.updated.iso) == ("2020-05-01T09:00:00+00:00", "2020-05-01T10:00:00+00:00")
    assert found.guid == "urn:newsml:bay.example:20200501:F1"
    assert found.credit == "ab/cd/ef; © Bay Wire 2020"
    assert found.keywords == ("Ferries", "Storms", "sea", "ferry")
    assert texts(found) == ["The boat sailed."]


def test_revisions_of_an_item_share_their_identity() -> None:
    (first,), (second,) = (drafts(newsml(component(LINES + content(NITF)), revision=number)) for number in (1, 2))
    assert sure_keys(first.story) == sure_keys(second.story) != ()


def test_a_revision_made_at_once_is_no_update() -> None:
    (draft,) = drafts(newsml(component(LINES + content(NITF)), revised="20200501T090002+0000"))
    assert draft.story.updated is None


def test_components_are_read_by_their_roles() -> None:
    parts = (
        component(content("Ferry returns"), "Title")
        + component(content("p { color: red }"), "StyleSheet")
        + component(content("The boat is back."), "Lead")
        + component(content("First paragraph of it.\n\nSecond paragraph."), "Body")
        + component(content("Write to ida@bay.example"), "Contact")
    )
    lines = "<NewsLines><HeadLine>Ferry returns</HeadLine></NewsLines>"
    (draft,) = drafts(newsml(component(lines + parts)))
    assert draft.story.standfirst == "The boat is back."
    assert texts(draft.story) == ["First paragraph of it.", "Second paragraph.", "Write to ida@bay.example"]


def test_an_item_in_two_languages_is_two_stories() -> None:
    def telling(tongue: str, headline: str, text: str) -> str:
        lines = f"<NewsLines><HeadLine>{headline}</HeadLine></NewsLines>"
        return component(lines + component(content(text), "Body"), "Short", f'xml:lang="{tongue}" Duid="{tongue}1"')

    found = drafts(newsml(component(telling("NL", "Veerboot", "Hij vaart.") + telling("fr", "Le bac", "Il part."))))
    assert [(draft.story.language, draft.story.headline, texts(draft.story)) for draft in found] == [
        ("nl", "Veerboot", ["Hij vaart."]),
        ("fr", "Le bac", ["Il part."]),
    ]
    assert len({draft.story.guid for draft in found}) == 2


def test_a_picture_with_its_caption_stands_above_the_text() -> None:
    photo = (
        '<NewsLines><HeadLine>Quay</HeadLine></NewsLines><ContentItem Href="https://bay.example/p.jpg">'
        '<MediaType FormalName="Photo"/></ContentItem>' + component(content("The quay at noon."), "Caption")
    )
    (draft,) = drafts(newsml(component(LINES + component(content(NITF), "Main") + component(photo, "Photo"))))
    first = draft.story.document.blocks[0]
    assert (first.kind, first.text) == (BlockKind.IMAGE, "The quay at noon.")
    assert texts(draft.story)[1:] == ["The boat sailed."]


def test_marked_up_text_in_cdata_is_read_as_markup() -> None:
    text = content("<![CDATA[<p>2.5.2020 | Bay Wire | Report</p><p>One.</p><ul><li>two</li></ul>]]>")
    (draft,) = drafts(newsml(component(LINES + text)))
    assert [(block.kind, block.text) for block in draft.story.document.blocks] == [
        (BlockKind.PARAGRAPH, "One."),
        (BlockKind.LIST_ITEM, "two"),
    ]


def test_a_cancelled_item_says_so() -> None:
    (draft,) = drafts(newsml(component(LINES), status="Canceled"))
    assert texts(draft.story) == ["The agency has withdrawn this story."]
    assert [notice.kind for notice in draft.notices] == [NoticeKind.WITHDRAWN]


@pytest.mark.parametrize(
    "text", [newsml(component(LINES)), newsml(""), "<NewsML/>", newsml(component(content("x", "Photo"))), "{}"]
)
def test_what_holds_no_story_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(UnreadableFile, match=r"^[A-Z].*\.$"):
        drafts(text)


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=300), st.integers(0, 1500))
def test_any_bytes_are_a_story_or_unreadable(noise: bytes, place: int) -> None:
    whole = newsml(component(LINES + content(NITF))).encode()
    for data in (noise, whole[:place] + noise + whole[place:]):
        try:
            found = list(read(SourceFile("wire.xml", data)))
        except UnreadableFile:
            continue
        assert found
