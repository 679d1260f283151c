"""Dates in a search: a year, a month, a day, or a range of them, in UTC as the sorting keys are."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from library.model.query import DateField, DateRange

DATE_WORDS = ("published", "imported", "before", "after")
"""What stands before the colon; `before` and `after` are about the date of publication."""

_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)


def date_range(written: str) -> DateRange | None:
    """Return the range that `published:2018-02`, `published:2016..2018`, `before:2018` and the like mean.

    None for anything else, and for days that no calendar has. `before:` ends where the period begins, `after:` begins
    where it ends.
    """
    name, _, value = written.partition(":")
    name = name.lower()
    first, dots, last = value.partition("..")
    begun, ended = _period(first), _period(last)
    if name in ("before", "after"):
        if begun is None or dots:
            return None
        start, end = (None, begun[0]) if name == "before" else (begun[1], None)
        return DateRange(DateField.PUBLISHED, start, end, written)
    if name not in ("published", "imported") or bool(first) != bool(begun) or bool(last) != bool(ended):
        return None
    if begun is None and ended is None:
        return None
    if not dots:
        ended = begun
    return DateRange(DateField(name), begun and begun[0], ended and ended[1], written)


def is_unfinished_date(written: str) -> bool:
    """True for the beginning of a date in a search, as it stands there while it is being typed."""
    name, colon, value = written.partition(":")
    begun = not value.strip("0123456789-.")
    return bool(colon) and name.lower() in DATE_WORDS and begun and date_range(written) is None


def _period(value: str) -> tuple[int, int] | None:
    """Return the first second of a period and the first after it."""
    match = _DAY.fullmatch(value)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        start = date(year or 0, month or 1, day or 1)
        if day is not None:
            end = start + timedelta(days=1)
        elif month is not None:
            end = (start + timedelta(days=31)).replace(day=1)
        else:
            end = date(start.year + 1, 1, 1)
    except (ValueError, OverflowError):
        return None
    return _seconds(start), _seconds(end)


def _seconds(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
