"""What exports of reading services have in common."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.importers import _carried as carried
from library.model.annotation import Colour
from library.model.errors import UnreadableFile
from library.model.story import NoticeKind, Story


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://kelp.example/a?b=c#d", "https://kelp.example/a?b=c#d"),
        ("  HTTP://kelp.example ", "HTTP://kelp.example"),
        ("https://kelp.example:8080/ä", "https://kelp.example:8080/ä"),
        ("https://", ""),
        ("http:///path", ""),
        ("https://[kelp", ""),
        ("kelp.example/a", ""),
        ("javascript:alert(1)", ""),
        ("mailto:mo@kelp.example", ""),
        ("https://kelp.example/a b", ""),
        ("https://kelp.example/\nhttps://other.example", ""),
        ("place:sort=8", ""),
        ("", ""),
    ],
)
def test_web_addresses(written: str, kept: str) -> None:
    assert carried.web_address(written) == kept


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Crane stops ferry", "Crane stops ferry"),
        ("  Crane\n\nstops &amp; goes ", "Crane stops & goes"),
        ("https://kelp.example/a", ""),
        ("www.kelp.example/a", ""),
        ("kelp.example", ""),
        ("Kelp.Example", "Kelp.Example"),
        ("kelp.example/a", ""),
        ("No title found", ""),
        ("", ""),
    ],
)
def test_a_headline_says_more_than_the_address(title: str, kept: str) -> None:
    assert carried.entry("https://kelp.example/a", title).headline == kept


def test_a_standfirst_that_repeats_the_headline_is_none() -> None:
    story = carried.entry("https://kelp.example/a", "Crane stops ferry", "Crane stops ferry", "Mo Tarn; Lee Ash;")
    assert (story.standfirst, story.authors, story.source) == ("", ("Mo Tarn", "Lee Ash"), "")


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("1600322788", "2020-09-17T06:06:28+00:00"),
        (1600322788, "2020-09-17T06:06:28+00:00"),
        (1600322788.9, "2020-09-17T06:06:28+00:00"),
        ("1600322788000", "2020-09-17T06:06:28+00:00"),
        ("1600322788000000", "2020-09-17T06:06:28+00:00"),
        (1600322788000000000, "2020-09-17T06:06:28+00:00"),
        ("2016-09-08T11:55:58+0200", "2016-09-08T11:55:58+02:00"),
        ("2025-01-20 22:13:02.447000+00:00", "2025-01-20T22:13:02+00:00"),
        ("2024-10-29T16:30:11.000Z", "2024-10-29T16:30:11+00:00"),
        ("2015-09-09 11:10:32 UTC", "2015-09-09T11:10:32+00:00"),
        ("2016-08-25T12:05:00", "2016-08-25T12:05:00"),
        ("2024-05-01", "2024-05-01"),
        ("10/Oct/2000:13:55:36 +0300", "2000-10-10T13:55:36+03:00"),
        ("0", None),
        ("-5", None),
        ("", None),
        ("9" * 30, None),
        (1e300, None),
        (float("nan"), None),
        ("2020-13-45T99:99:99Z", None),
        (True, None),
        (None, None),
        ([1], None),
    ],
)
def test_moments(written: object, iso: str | None) -> None:
    found = carried.moment(written)
    assert (found.iso if found else None) == iso


@given(st.one_of(st.text(max_size=40), st.integers(), st.floats(), st.none(), st.booleans()))
def test_a_moment_is_a_stamp_or_none(written: object) -> None:
    carried.moment(written)


@pytest.mark.parametrize(
    ("written", "ours"),
    [
        ("yellow", Colour.YELLOW),
        ("Orange", Colour.YELLOW),
        ("red", Colour.PINK),
        ("light blue", Colour.BLUE),
        ("#FFD400", Colour.YELLOW),
        ("#ff6666", Colour.PINK),
        ("5fb236", Colour.GREEN),
        ("#2ea8e5ff", Colour.BLUE),
        ("#a28ae5", Colour.PURPLE),
        ("#e56eee", Colour.PINK),
        ("#888888", Colour.YELLOW),
        ("", Colour.YELLOW),
        ("mauveine", Colour.YELLOW),
    ],
)
def test_a_colour_is_the_nearest_of_ours(written: str, ours: Colour) -> None:
    assert carried.colour(written) == ours


def test_tags_are_cleaned_and_folders_nest() -> None:
    assert carried.nested(("Work", "", "TCP/IP ")) == "Work/TCP-IP"
    assert carried.tags("a  b", "#c", "A b", "", "Work / Energy") == ("a b", "c", "Work/Energy")


def test_a_quote_keeps_its_paragraphs() -> None:
    assert carried.highlight(" One  line\r\n\r\n  and two ", " mine ") == carried.CarriedHighlight(
        "One line\nand two", "mine"
    )
    assert carried.context("\t\tbefore\n the ") == " before the "


class TestHarvest:
    def test_what_was_left_out_is_told_once_on_the_last(self) -> None:
        harvest = carried.Harvest()
        harvest.add(Story(url="https://kelp.example/1"))
        harvest.add(Story(url="https://kelp.example/2"))
        for reason in (carried.NO_ADDRESS, carried.UNREADABLE, carried.NO_ADDRESS):
            harvest.leave_out(reason)
        first, last = harvest.told()
        assert first.notices == ()
        assert [(notice.kind, notice.sentence) for notice in last.notices] == [
            (
                NoticeKind.RECORD,
                "3 entries were left out (2 without a web address, 1 damaged); the others were read.",
            )
        ]

    def test_nothing_at_all_is_unreadable(self) -> None:
        with pytest.raises(UnreadableFile, match=r"^The export has no entries in it\.$"):
            carried.Harvest().told()
        harvest = carried.Harvest()
        harvest.leave_out(carried.NO_ADDRESS)
        with pytest.raises(UnreadableFile, match=r"^1 entry was left out \(without a web address\)\.$"):
            harvest.told()
