"""Dates, counts and rows in words."""

from __future__ import annotations

import pytest

from desktop.articles.words import count_line, full_date, length, short_date, spoken, tooltip
from library.model.stamp import Stamp
from tests.desktop.articles.conftest import summary


@pytest.mark.parametrize(
    ("iso", "short", "full"),
    [
        ("2018-02-08T20:55+08:00", "8 Feb 2018", "8 Feb 2018, 20:55 UTC+08:00"),
        ("2018-02-08T23:59:30-05:00", "8 Feb 2018", "8 Feb 2018, 23:59 UTC-05:00"),
        ("2018-02-08T20:55+00:00", "8 Feb 2018", "8 Feb 2018, 20:55 UTC"),
        ("2018-02-08T20:55", "8 Feb 2018", "8 Feb 2018, 20:55"),
        ("2018-12-31", "31 Dec 2018", "31 Dec 2018"),
        ("1999-05", "May 1999", "May 1999"),
        ("1889", "1889", "1889"),
    ],
)
def test_a_date_is_written_as_the_file_gave_it(iso: str, short: str, full: str) -> None:
    assert (short_date(Stamp(iso)), full_date(Stamp(iso))) == (short, full)


@pytest.mark.parametrize(
    ("count", "searching", "line"),
    [
        (0, False, "No stories"),
        (1, False, "1 story"),
        (1204, False, "1,204 stories"),
        (0, True, "No story matches"),
        (1, True, "1 story matches"),
        (12, True, "12 stories match"),
    ],
)
def test_the_count_is_a_line_of_english(count: int, searching: bool, line: str) -> None:
    assert count_line(count, searching) == line


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "The ferry stays, The Ferry Post, 8 Feb 2018"),
        ({"read": False, "notes": 2}, "Unread, The ferry stays, The Ferry Post, 8 Feb 2018, 2 notes"),
        ({"starred": True, "notes": 1, "source": ""}, "The ferry stays, 8 Feb 2018, starred, 1 note"),
        ({"headline": " \n", "published": None}, "No headline, The Ferry Post"),
    ],
)
def test_a_row_is_said_aloud_with_what_its_signs_mean(changes: dict[str, object], said: str) -> None:
    assert spoken(summary(**changes)) == said


def test_a_tooltip_has_what_the_row_has_no_room_for() -> None:
    long = summary(headline="A headline\nthat goes on", word_count=1204, versions=3)
    assert tooltip(long) == (
        "A headline that goes on\nThe Ferry Post · 8 Feb 2018, 20:55 UTC+08:00 · 1,204 words · 3 versions"
    )
    assert tooltip(summary(source="", published=None, word_count=1)) == "The ferry stays\nNo date · 1 word"


def test_a_bare_address_has_no_words_to_count() -> None:
    assert length(summary(stub=True, word_count=0)) == "Address only"
    assert length(summary(word_count=1)) == "1 word"
