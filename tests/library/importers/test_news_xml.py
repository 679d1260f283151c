"""An agency's own XML: read by names that leave no doubt, with a notice that says so."""

from __future__ import annotations

import pytest

from library.importers.base import SourceFile
from library.importers.news_xml import read
from library.model.document import BlockKind
from library.model.errors import UnreadableFile
from library.model.story import Draft, NoticeKind

TEXT = (
    "&lt;p&gt;The ferry left the old stone quay at six in the morning.&lt;/p&gt;"
    "&lt;h2&gt;Later&lt;/h2&gt;&lt;p&gt;Rain.&lt;/p&gt;"
)
RECORD = f"""<BayNews lang="en"><NewsID>f1</NewsID><PublishDate>2018-01-30T17:32:18.397</PublishDate>
<strapline>SEA/FERRY</strapline><headline>Ferry returns</headline><subtitle>Two days late&lt;br /&gt;</subtitle>
<town>Port Ellery</town><origin>/bay/</origin><section>Sea</section><byLine>Ida Quell</byLine>
<keywords>ferry, storm</keywords><longurl>https://bay.example/f1</longurl>
<content>{TEXT}&lt;p&gt;/bay/&lt;/p&gt;</content></BayNews>"""


def drafts(text: str) -> list[Draft]:
    return list(read(SourceFile("own.xml", text.encode())))


def test_a_record_is_read_by_the_names_of_its_parts() -> None:
    (draft,) = drafts(RECORD)
    found = draft.story
    assert (found.kicker, found.headline, found.standfirst) == ("SEA/FERRY", "Ferry returns", "Two days late")
    assert (found.authors, found.dateline, found.section, found.source) == (("Ida Quell",), "Port Ellery", "Sea", "bay")
    assert found.published is not None
    assert found.published.iso == "2018-01-30T17:32:18"
    assert (found.language, found.guid, found.url) == ("en", "f1", "https://bay.example/f1")
    assert found.keywords == ("ferry", "storm")
    assert [(block.kind, block.text) for block in found.document.blocks] == [
        (BlockKind.PARAGRAPH, "The ferry left the old stone quay at six in the morning."),
        (BlockKind.HEADING, "Later"),
        (BlockKind.PARAGRAPH, "Rain."),
    ]
    assert [notice.kind for notice in draft.notices] == [NoticeKind.GUESSED_FIELDS]


def test_what_stands_around_a_record_gives_its_date() -> None:
    inner = f"<Item><Headline>Ferry</Headline><ContentText>{TEXT}</ContentText></Item>"
    (draft,) = drafts(f"<Publish>{inner}<PublishDateTime>2020-03-27T15:52:47.78</PublishDateTime></Publish>")
    assert draft.story.published is not None
    assert draft.story.published.iso == "2020-03-27T15:52:47"


@pytest.mark.parametrize(
    "text",
    [
        f"<document><title>Talks</title><startDate>2020-01-01</startDate><content>{TEXT}</content></document>",
        "<document><title>Talks</title><content>No markup, and so no story that is surely one.</content></document>",
        f"<document><content>{TEXT}</content></document>",
        "<document/>",
        "",
    ],
)
def test_events_and_doubtful_records_are_left_alone(text: str) -> None:
    with pytest.raises(UnreadableFile):
        drafts(text)
