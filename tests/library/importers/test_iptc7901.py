"""Telegrams: the frame, the lines above the text, and what is not for publication."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.importers.base import SourceFile
from library.importers.iptc7901 import read
from library.model.errors import UnreadableFile
from library.model.story import Draft, NoticeKind

TEXT = """Port Ellery (bay) - The ferry left the old stone quay of the port at\r
six in the morning.\r
\r
It came back at noon with mail and, for the first time since the\r
storm, with sheep.\r
"""
NOTEBOOK = """\r
# bay NOTEBOOK\r
\r
* * * *\r
The following information is not for publication\r
\r
- Reporting by: Ida Quell\r
- Editing by: Mo Tarn\r
Tel: +1 555 0100; <desk@bay.example>\r
\r
bay iq mt\r
"""


def telegram(text: str = TEXT, titles: str = "Ferry returns =", time: str = "021137 GMT May 08") -> bytes:
    head = "eca062 4 i 211 ccccb   bay 061\r\n\r\nSea/Ferries/\r\n"
    return f"\x01{head}\x02{titles}\r\n\r\n{text}\r\n\x03{time} \r\n\x7f\r\n\x7f\x04".encode()


def drafts(data: bytes) -> list[Draft]:
    return list(read(SourceFile("telegram.txt", data)))


def test_each_part_of_the_frame_has_its_field() -> None:
    (draft,) = drafts(telegram())
    found = draft.story
    assert found.headline == "Ferry returns"
    assert (found.source, found.dateline) == ("bay", "Port Ellery (bay)")
    assert found.keywords == ("Sea", "Ferries")
    assert found.published is not None
    assert found.published.iso == "2008-05-02T11:37+00:00"
    assert [block.text for block in found.document.blocks] == [
        "Port Ellery (bay) - The ferry left the old stone quay of the port at six in the morning.",
        "It came back at noon with mail and, for the first time since the storm, with sheep.",
    ]


def test_marks_of_priority_and_bylines_stand_above_a_text_with_the_headline() -> None:
    (draft,) = drafts(telegram(titles="REFILE\r\n1ST LEAD\r\nFerry returns\r\nBy Ida Quell ="))
    found = draft.story
    assert (found.kicker, found.headline, found.authors) == ("REFILE, 1ST LEAD", "Ferry returns", ("Ida Quell",))


def test_what_is_not_for_publication_is_left_out_but_for_the_names() -> None:
    (draft,) = drafts(telegram(TEXT + NOTEBOOK))
    assert len(draft.story.document.blocks) == 2
    assert draft.story.credit == "Reporting by: Ida Quell; Editing by: Mo Tarn"


def test_a_kill_is_an_order_to_withdraw() -> None:
    (draft,) = drafts(telegram(titles="KILL\r\nFerry returns ="))
    assert NoticeKind.WITHDRAWN in {notice.kind for notice in draft.notices}


def test_a_file_of_several_telegrams_is_several_stories() -> None:
    found = drafts(telegram() + b"\r\n" + telegram(titles="Storm ends ="))
    assert [draft.story.headline for draft in found] == ["Ferry returns", "Storm ends"]


@pytest.mark.parametrize("data", [b"", b"no frame", b"\x01head", b"\x01head\x02\x03", b"\x01" * 9000])
def test_what_holds_no_telegram_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        drafts(data)


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=200), st.integers(0, 500))
def test_any_bytes_are_stories_or_unreadable(noise: bytes, place: int) -> None:
    whole = telegram()
    for data in (noise, whole[:place] + noise + whole[place:]):
        try:
            found = drafts(data)
        except UnreadableFile:
            continue
        assert found
