"""Dates keep what the file said."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.model.stamp import Stamp

ZONES = st.none() | st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@pytest.mark.parametrize(
    ("iso", "has_time", "has_zone", "key"),
    [
        ("1970", False, False, 0),
        ("1970-01-02", False, False, 86400),
        ("1970-01-01T01:00", True, False, 3600),
        ("1970-01-01T01:00:00+01:00", True, True, 0),
        ("1969-12-31T23:59:30-00:30", True, True, 1770),
    ],
)
def test_a_stamp_keeps_its_precision_and_sorts_in_utc(iso: str, has_time: bool, has_zone: bool, key: int) -> None:
    stamp = Stamp(iso)
    assert (stamp.iso, stamp.has_time, stamp.has_zone, stamp.sort_key()) == (iso, has_time, has_zone, key)


@pytest.mark.parametrize("iso", ["", "2018-13-01", "2018-02-30", "2018-02-08 20:55", "yesterday", "2018-02-08T24:00"])
def test_anything_else_is_refused(iso: str) -> None:
    with pytest.raises(ValueError):
        Stamp(iso)


@given(st.datetimes(timezones=ZONES))
def test_a_datetime_comes_back_as_it_was_to_the_second(moment: datetime) -> None:
    stamp = Stamp.of(moment)
    assert stamp.moment() == moment.replace(microsecond=0)
    assert stamp.has_zone == (moment.tzinfo is not None)


def test_a_day_stays_a_day_and_utc_is_an_offset() -> None:
    assert Stamp.of(date(2018, 2, 8)).iso == "2018-02-08"
    assert Stamp.of(datetime(2018, 2, 8, 20, 55, tzinfo=UTC)).iso == "2018-02-08T20:55:00+00:00"
