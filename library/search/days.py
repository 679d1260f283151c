"""Days that a notebook is asked for: of a period, or as a person types them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from library.model.notebook import Days, Period
from library.search.dates import date_range

_BETWEEN = re.compile(r"\s*(?:\.\.|[–—…]|\s-\s|\bto\b)\s*")
_DAY = timedelta(days=1)


def days_of(asked: Period | Days | None, today: date) -> Days:
    """Return the days that are asked for, seen from today; without bounds where nothing is asked."""
    match asked:
        case Days():
            return asked
        case Period.TODAY:
            return Days(today, today)
        case Period.WEEK:
            return Days(today - today.weekday() * _DAY, today)
        case Period.MONTH:
            return Days(today.replace(day=1), today)
        case Period.YEAR:
            return Days(today.replace(month=1, day=1), today)
        case None:
            return Days()


def typed_days(written: str) -> Days | None:
    """Return the days of `2018`, `2018-02`, `2018-02-03`, `2016 – 2018-02`, `2016..`, `..2018`; None for other words.

    As dates in a search (`library.search.dates`), with any dash between blanks, “to” or dots between the two.
    """
    compact = _BETWEEN.sub("..", written.strip(), count=1)
    found = date_range(f"published:{compact}")
    if found is None:
        return None
    first = None if found.start is None else _day(found.start)
    last = None if found.end is None else _day(found.end) - _DAY
    return None if first and last and first > last else Days(first, last)


def written_days(days: Days) -> str:
    """Return days as `typed_days` reads them: `2018-02-03`, `2018-02-03 – 2018-03-04`, `2018-02-03 – `."""
    first, last = (each.isoformat() if each else "" for each in (days.first, days.last))
    return first if first == last else f"{first} – {last}"


def _day(seconds: int) -> date:
    return datetime.fromtimestamp(seconds, UTC).date()
