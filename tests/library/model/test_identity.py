"""When two files tell one story."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from library.model.document import Document, paragraph
from library.model.identity import canonical_address, content_hash, overlap, same_story, sure_keys, weak_keys
from library.model.stamp import Stamp
from library.model.story import Story
from tests.strategies import STORIES

BODY = "The ferry left at noon with forty passengers and a crate of hens. Nobody had told the captain about the hens."


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("https://www.Gazette.example/a/b/", "http://gazette.example/a/b"),
        ("http://gazette.example:80/a?utm_source=x&id=7#top", "http://gazette.example/a?id=7"),
        ("https://gazette.example:8443/a", "http://gazette.example:8443/a"),
        ("file:///home/me/a.html", ""),
        ("javascript:alert(1)", ""),
        ("https://[broken", ""),
        ("", ""),
    ],
)
def test_copies_of_a_page_share_an_address(address: str, canonical: str) -> None:
    assert canonical_address(address) == canonical


def test_a_guid_and_an_address_are_sure_a_headline_with_its_day_is_weak() -> None:
    story = Story(
        headline="The “Hens”",
        source="Gazette",
        guid="7",
        url="https://g.example/h",
        published=Stamp("2018-02-08T20:55"),
    )
    assert sure_keys(story) == ("guid:gazette|7", "url:http://g.example/h")
    assert weak_keys(story, "/a.txt") == ("story:gazette|the hens|2018-02-08", "path:/a.txt")
    assert weak_keys(Story(headline="No date")) == ()


def test_a_correction_overlaps_and_another_story_does_not() -> None:
    corrected = BODY.replace("forty", "forty-one") + " The ferry company apologised."
    other = "Letters to the editor must be short, signed, and about something that the paper has printed."
    one, two, three = (Story(document=Document((paragraph(body),))) for body in (BODY, corrected, other))
    assert same_story(one, two)
    assert not same_story(one, three)


def test_overlap_counts_letters_where_there_are_no_spaces() -> None:
    assert overlap("老城区的修伞人今年七十岁", "老城区的修伞人今年七十一岁") > 0.6
    assert overlap("老城区的修伞人", "明天下午有雨请带伞出门") == 0.0


@given(STORIES)
def test_the_content_hash_sees_what_a_reader_sees(story: Story) -> None:
    assert content_hash(replace(story, keywords=("x",), url="https://other.example")) == content_hash(story)
    assert content_hash(replace(story, headline=story.headline + "!")) != content_hash(story)
    more = Document((*story.document.blocks, paragraph("more")))
    assert content_hash(replace(story, document=more)) != content_hash(story)
