"""Dates as the file gave them.

A stamp keeps exactly what a file said: its precision, and its zone only if it named one. Nothing is shifted; sorting
uses a separate key.
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

_ISO = re.compile(r"(?P<date>\d{4}(-\d{2}(-\d{2})?)?)(T(?P<time>\d{2}:\d{2}(:\d{2})?)(?P<zone>[+-]\d{2}:\d{2})?)?")


class StampOrigin(enum.StrEnum):
    """Where a date was found. Values are stored, so they are frozen."""

    LABEL = "label"  # "Published: …" in the text
    TEXT = "text"  # a bare date line
    DATELINE = "dateline"
    METADATA = "metadata"  # OpenGraph and other meta tags, front matter, a field of the format
    STRUCTURED = "structured-data"  # JSON-LD or microdata of a page
    TIME = "time-element"  # a page's <time>
    ADDRESS = "address"
    FILE_NAME = "file-name"
    GUESS = "guess"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date or time in ISO 8601 at the file's own precision: year, month, day, minute or second.

    `iso` carries an offset (`+08:00`, UTC as `+00:00`) only where the file gave a zone.
    Raises ValueError for anything else.
    """

    iso: str
    origin: StampOrigin = StampOrigin.METADATA

    def __post_init__(self) -> None:
        if not _ISO.fullmatch(self.iso):
            raise ValueError(f"not a stamp: {self.iso!r}")
        self.moment()

    @classmethod
    def of(cls, value: datetime | date, origin: StampOrigin = StampOrigin.METADATA) -> Stamp:
        """Return the stamp of a datetime (to the second, naive ones stay without a zone) or of a day."""
        if not isinstance(value, datetime):
            return cls(value.isoformat(), origin)
        iso = value.replace(microsecond=0, tzinfo=None).isoformat()
        offset = value.utcoffset()
        if offset is None:
            return cls(iso, origin)
        minutes = round(offset.total_seconds() / 60)
        sign, minutes = ("-", -minutes) if minutes < 0 else ("+", minutes)
        return cls(f"{iso}{sign}{minutes // 60:02}:{minutes % 60:02}", origin)

    @property
    def has_time(self) -> bool:
        """True if the file gave a time of day."""
        return "T" in self.iso

    @property
    def has_zone(self) -> bool:
        """True if the file gave a zone or offset."""
        match = _ISO.fullmatch(self.iso)
        return bool(match and match["zone"])

    def moment(self) -> datetime:
        """Return the datetime, naive where the file gave no zone; missing parts are the earliest."""
        match = _ISO.fullmatch(self.iso)
        assert match is not None
        day = (match["date"] + "-01-01")[:10]
        return datetime.fromisoformat(f"{day}T{match['time'] or '00:00'}{match['zone'] or ''}")

    def sort_key(self) -> int:
        """Return seconds since 1970 in UTC; a stamp without a zone sorts as if it were UTC."""
        moment = self.moment()
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return int(moment.timestamp())
