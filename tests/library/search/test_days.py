"""Days that are typed or counted back from today, and what comes up for reading again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.model.notebook import Days, Period
from library.search.days import days_of, typed_days, written_days
from library.search.review import HANDFUL, days_of_month, last_rested, to_reread

TYPED = [
    ("2018", Days(date(2018, 1, 1), date(2018, 12, 31))),
    ("2018-02", Days(date(2018, 2, 1), date(2018, 2, 28))),
    (" 2016-02 ", Days(date(2016, 2, 1), date(2016, 2, 29))),
    ("2018-2-3", Days(date(2018, 2, 3), date(2018, 2, 3))),
    ("2016..2018-02", Days(date(2016, 1, 1), date(2018, 2, 28))),
    ("2016 – 2018-02", Days(date(2016, 1, 1), date(2018, 2, 28))),
    ("2016 - 2018", Days(date(2016, 1, 1), date(2018, 12, 31))),
    ("2016 to 2018", Days(date(2016, 1, 1), date(2018, 12, 31))),
    ("2016–", Days(date(2016, 1, 1), None)),
    ("..2018", Days(None, date(2018, 12, 31))),
    ("2018..2016", None),
    ("201", None),
    ("2018-13", None),
    ("last week", None),
    ("", None),
    ("–", None),
]


@pytest.mark.parametrize(("written", "days"), TYPED, ids=[written for written, _ in TYPED])
def test_days_are_read_as_they_are_typed(written: str, days: Days | None) -> None:
    assert typed_days(written) == days


PLAIN = st.dates(date(1600, 1, 1), date(9990, 12, 31))
SOME_DAYS = st.one_of(
    st.tuples(PLAIN, PLAIN).map(lambda pair: Days(*sorted(pair))),
    PLAIN.map(lambda day: Days(day, None)),
    PLAIN.map(lambda day: Days(None, day)),
)


@given(SOME_DAYS)
def test_written_days_are_read_as_the_same(days: Days) -> None:
    assert typed_days(written_days(days)) == days


@given(PLAIN, st.sampled_from(Period))
def test_a_period_ends_today_and_the_shorter_lies_in_the_longer(today: date, period: Period) -> None:
    days = days_of(period, today)
    assert days.first is not None
    assert days.last == today
    assert days.first <= today
    longest = {Period.TODAY: 0, Period.WEEK: 6, Period.MONTH: 30, Period.YEAR: 365}
    assert (today - days.first).days <= longest[period]
    if period is Period.WEEK:
        assert days.first.weekday() == 0


NAMES = st.lists(st.uuids().map(str), max_size=120, unique=True)


@given(NAMES, PLAIN, st.randoms())
def test_a_days_handful_is_the_same_however_often_and_in_which_order_it_is_asked_for(
    names: list[str], today: date, chance: object
) -> None:
    shuffled = list(names)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    drawn = to_reread(names, today)
    assert drawn == to_reread(shuffled, today)
    assert len(drawn) == len(set(drawn)) == min(HANDFUL, len(names))
    assert set(drawn) <= set(names)


@given(NAMES, PLAIN, st.data())
def test_what_is_deleted_meanwhile_changes_no_other_of_the_handful(
    names: list[str], today: date, data: st.DataObject
) -> None:
    gone = set(data.draw(st.lists(st.sampled_from(names), max_size=3))) if names else set()
    kept = [name for name in to_reread(names, today) if name not in gone]
    after = to_reread([name for name in names if name not in gone], today)
    assert [name for name in after if name in kept] == kept


def test_where_there_are_enough_none_comes_again_for_a_week_and_all_come_up() -> None:
    names = [f"note-{number}" for number in range(200)]
    first = date(2024, 2, 25)
    days = [set(to_reread(names, first + timedelta(days=number))) for number in range(400)]
    for at in range(7, len(days)):
        assert not days[at] & set().union(*days[at - 7 : at])
    assert set().union(*days) == set(names)


@given(st.lists(st.uuids().map(str), min_size=40, max_size=60, unique=True), PLAIN)
def test_tomorrow_brings_others(names: list[str], today: date) -> None:
    odd = sum(1 for name in names if name in to_reread(names, today))
    tomorrow = to_reread(names, today + timedelta(days=1))
    assert odd == HANDFUL
    assert tomorrow != to_reread(names, today)


@given(PLAIN)
def test_this_day_stands_for_the_days_that_its_month_lacks(today: date) -> None:
    days = days_of_month(today)
    assert today.day in days
    is_last = (today + timedelta(days=1)).month != today.month
    assert list(days) == (list(range(today.day, 32)) if is_last else [today.day])


def test_every_day_of_a_year_is_the_day_of_some_day_of_another() -> None:
    """Nothing that was marked on a 29 February or a 31st is passed over."""
    year = [date(2023, 1, 1) + timedelta(days=number) for number in range(365)]
    for month in range(1, 13):
        this = [each for each in year if each.month == month]
        assert sorted(day for each in this for day in days_of_month(each)) == list(range(1, 32))


def test_what_was_just_made_rests_for_three_days() -> None:
    today = date(2024, 3, 1)
    assert [today - timedelta(days=ago) <= last_rested(today) for ago in range(5)] == [False, False, False, True, True]
    assert last_rested(today) == date(2024, 2, 27)
