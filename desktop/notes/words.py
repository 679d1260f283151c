"""Words of the panel that several of its parts say."""

from __future__ import annotations

from datetime import datetime

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def made_on(milliseconds: int) -> str:
    """Return the day of a time (UTC ms) where the user is: `8 Feb 2018`."""
    day = datetime.fromtimestamp(milliseconds / 1000)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
