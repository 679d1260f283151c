"""Which annotations are looked at again today: pure functions of the day and of what they are called.

A day's handful stays the same all day: what is made doesn't join it (see `last_rested`), and of what is deleted one
other takes the place. It isn't shown again for some days: by its name every annotation has its turn every eighth day.
Where too few have, those of every fourth, of every second, and then all fill the hand, so that two days in a row
differ as long as there are enough.
"""

from __future__ import annotations

import hashlib
import heapq
import zlib
from collections.abc import Iterable
from datetime import date, timedelta

HANDFUL = 5
"""Annotations to read again on one day."""
TURNS = (8, 4, 2, 1)
"""Days from one turn to the next."""
RESTED_DAYS = 3
"""Days for which an annotation that was just made isn't shown again: it is still known."""


def to_reread(names: Iterable[str], today: date) -> tuple[str, ...]:
    """Return a handful of names for today, fewer only where there are fewer."""
    day = today.toordinal()
    waiting: list[list[str]] = [[] for _ in TURNS]
    for name in names:
        turn = zlib.crc32(name.encode())
        waiting[next(at for at, days in enumerate(TURNS) if (turn - day) % days == 0)].append(name)
    drawn: list[str] = []
    for each in waiting:
        drawn += heapq.nsmallest(HANDFUL - len(drawn), each, key=lambda name: (_lot(name, today), name))
    return tuple(drawn)


def last_rested(today: date) -> date:
    """Return the last day whose annotations may be shown again."""
    return today - timedelta(days=RESTED_DAYS)


def days_of_month(today: date) -> range:
    """Return the days of a month that count as this one: on a month's last day those that it lacks too."""
    is_last = (today + timedelta(days=1)).day == 1
    return range(today.day, 32 if is_last else today.day + 1)


def _lot(name: str, today: date) -> bytes:
    return hashlib.blake2b(f"{today.isoformat()} {name}".encode(), digest_size=8).digest()
