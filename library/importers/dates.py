"""Dates and times as papers print them, in their many forms and languages.

Owns turning a few words into a stamp. Which words are a date line is the format's business. A stamp says what the
words said: no year is made up, nothing relative ("yesterday") is read, and no zone is added or shifted. Names of
months are known in the languages papers are printed in; asking dateparser for the others took 3 s of CPU and 60 MiB in
each process, for the first line that only looked like a date.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from library.importers._calendar_words import (
    AMERICAN_ZONES,
    CROATIAN_OCTOBER,
    PERIODS,
    SEASONAL_ZONES,
    ZONES,
    accompanies_date,
    jalali_month,
    month,
)
from library.model.stamp import Stamp, StampOrigin

LONGEST = 400
"""Code points looked at: a date line is shorter, and a paragraph's dates are not the story's."""

_WORD = r"[^\s\d,./()|:\-–—]{2,20}"
_DAY = r"(?<![\d.,:/])(?P<d>\d{1,2})(?:st|nd|rd|th|er|ste|º|ª|°|:?e|-?го)?"
_OF = r"(?:(?:of|de|di|den|the|del)\s+|d['’])?"
_YEAR = r"(?P<y>\d{4})(?!\d)"
_FORMS: tuple[str, ...] = (
    r"(?<!\d)(?P<y>\d{4})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)",
    r"(?<!\d)(?P<y>\d{4})\. ?(?P<m>\d{1,2})\. ?(?P<d>\d{1,2})(?!\d)",
    r"(?P<era>令和|平成|昭和|大正|民國|民国)?\s?(?P<y>\d{1,4}|元)\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日号號일]",
    rf"{_DAY}[\s,./\-]{{0,3}}{_OF}(?P<word>{_WORD})[\s,./\-]{{0,3}}{_OF}{_YEAR}",
    rf"{_DAY}\s+tháng\s+(?P<m>\d{{1,2}})(?:,|\s+năm)?\s+{_YEAR}",
    rf"(?P<word>{_WORD})[.\s]{{1,3}}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d),?\s+(?:of\s+)?{_YEAR}",
    rf"(?P<word>{_WORD})\s+(?P<d>\d{{1,2}})\s+(?P<time>\d{{1,2}}:\d\d(?::\d\d)?(?:\s+[A-Z]{{1,5}}|\s+[+-]\d{{4}})?)\s+{_YEAR}",
    rf"(?<!\d)(?P<y>\d{{4}})[.,]?\s+(?:m\.\s+)?(?P<word>{_WORD})\.?\s+(?P<d>\d{{1,2}})(?!\d)",
    rf"(?<!\d)(?P<y>\d{{4}})\.\s?gada\s(?P<d>\d{{1,2}})\.\s?(?P<word>{_WORD})",
    rf"(?<![\d.,:/])(?P<a>\d{{1,2}})(?P<sep>[-/.])\s?(?P<b>\d{{1,2}})(?P=sep)\s?{_YEAR}",
    r"(?<!\d)(?P<d>\d{1,2})(?P<gap>[ -]?)(?P<word>[A-Za-z]{3,9})(?P=gap)['’]?(?P<yy>\d{2})(?![\d:.])",
    r"(?<!\d)(?P<d>[0-3]\d)(?P<time>[0-2]\d[0-5]\d\s(?:GMT|UTC|[A-Z]{3,4}))\s(?P<word>[A-Za-z]{3})\s(?:(?P<y>\d{4})|(?P<yy>\d{2}))(?!\d)",
    r"(?<!\d)(?P<y>(?:1[89]|20)\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?:T?(?P<time>\d{4}(?:\d{2})?)Z?)?(?!\d)",
)
_DATES = tuple(re.compile(form, re.IGNORECASE) for form in _FORMS)
_MONTH_ALONE = re.compile(rf"\W*(?P<word>{_WORD})\.?,?\s+{_OF}{_YEAR}\W*|\W*(?P<y2>\d{{4}})(?:[-/](?P<m>\d{{2}}))?\W*")
_HALF = "|".join(sorted((word for word in PERIODS if not word.isascii() and len(word) > 1), key=len, reverse=True))
_TIME = re.compile(
    rf"(?<![\d.,/])(?:(?P<before>{_HALF})\s?)?(?P<h>[0-2]?\d)(?!\d)"
    r"(?:\s?[:.h：時时点點시u]\s?(?P<mi>[0-5]\d)(?!\d)(?:\s?[:.：分분]\s?(?P<s>[0-5]\d)(?!\d)(?:[.,]\d{1,9})?)?\s?[分분]?"
    r"|(?=\s?(?:[ap]\.?\s?m\b|uhr|[時时点點시h](?![a-z])|ч\b)))"
    r"(?:\s?(?P<after>[ap]\.?\s?m\b\.?|[صم](?!\w)))?",
    re.IGNORECASE,
)
_BARE_TIME = re.compile(r"(?<!\d)(?P<h>[0-2]\d)(?P<mi>[0-5]\d)(?P<s>[0-5]\d)?(?!\d)")
_INNER_TIME = re.compile(r"(?P<h>[0-2]?\d):?(?P<mi>[0-5]\d)(?::?(?P<s>[0-5]\d))?")
_ZONE = re.compile(
    r"[\s,]*\(?(?:(?P<utc>UTC|GMT|Z)?\s?(?P<sign>[+\-−])(?P<oh>\d{1,2})(?::?(?P<om>[0-5]\d))?(?!\d)|(?P<name>[A-Za-z]{1,5})\b)\)?"
)
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "民國": 1911, "民国": 1911}
_HAN_DATE = re.compile(
    r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号號]"
)
_HAN_DIGITS = {char: number for number, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
_ODD_BLANK = re.compile(r"[^\x20-\x7e]")
_TWO_WORDS = re.compile("(كانون|تشرين) (ال(?:أول|ثاني))")  # months of the Levant
_NEAR = re.compile(r"[^\d:]{0,20}")


@dataclass(frozen=True, slots=True)
class Found:
    """A stamp and where its words stand in the text searched: code points, `end` exclusive, the time included."""

    stamp: Stamp
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Clock:
    hour: int
    minute: int
    second: int | None
    start: int
    end: int
    zone: str = ""
    zone_name: str = ""


def find_stamp(text: str, origin: StampOrigin, *, day_first: bool | None = None) -> Stamp | None:
    """Return the first date in a short text, with its time and zone if it has them, or None. Never raises.

    The stamp's origin is `origin`, or GUESS where the order of day and month had to be guessed ("02/08/2018"):
    `day_first` decides that if given, else American zone names, else the day comes first. A month or a year alone
    counts only if it is all of the text. Looks at the first `LONGEST` code points.
    """
    found = locate(text, origin, day_first=day_first)
    return found.stamp if found else None


def locate(text: str, origin: StampOrigin, *, start: int = 0, day_first: bool | None = None) -> Found | None:
    """Return what `find_stamp` finds from `start` on, together with its place; None if there is no date."""
    plain = _plain(text[start : start + LONGEST])
    found = _first_date(plain, origin, day_first) or _month_alone(plain, origin)
    return replace(found, start=found.start + start, end=found.end + start) if found else None


def in_file_name(name: str) -> Stamp | None:
    """Return the day (with its time, if it has one) that a file's name gives, or None. Its origin is FILE_NAME."""
    found = locate(re.sub(r"[_ ]+", " ", name.rsplit(".", 1)[0]), StampOrigin.FILE_NAME)
    if found is None or len(found.stamp.iso) < 10:
        return None
    return Stamp(found.stamp.iso, StampOrigin.FILE_NAME)


def is_date_line(text: str) -> bool:
    """True if the text is a date and says nothing else but a weekday, a time, a zone or a word like "at"."""
    found = locate(text, StampOrigin.TEXT)
    if found is None or len(text) > LONGEST:
        return False
    rest = text[: found.start] + " " + text[found.end :]
    return all(accompanies_date(word) for word in re.findall(r"[\w'’.]*\w[\w'’.]*", rest))


def _plain(text: str) -> str:
    """The same code points in the same places, with every digit an ASCII digit and every blank a space."""
    plain = text if text.isascii() and not _ODD_BLANK.search(text) else "".join(map(_plain_char, text))
    return _TWO_WORDS.sub(r"\1_\2", plain) if "ن " in plain else plain


def _plain_char(char: str) -> str:
    if char < "\x7f" and char not in "\t\r\n":
        return char
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    if char in "年月日号號時时分":
        return char
    return " " if char.isspace() else char


def _first_date(text: str, origin: StampOrigin, day_first: bool | None) -> Found | None:
    best: Found | None = None
    for number, form in enumerate(_DATES):
        for match in form.finditer(text):
            if best and match.start() >= best.start:
                break
            if found := _stamped(text, match, origin, day_first, compact=number == len(_DATES) - 1):
                best = found
                break
    return best or _han_date(text, origin)


def _stamped(
    text: str, match: re.Match[str], origin: StampOrigin, day_first: bool | None, *, compact: bool = False
) -> Found | None:
    parts = match.groupdict()
    clock = _clock(text, match, parts.get("time") or "", compact=compact)
    if parts.get("a"):
        day, number, guessed = _ordered(parts, clock, day_first)
    else:
        day, guessed = int(parts["d"]), False
        number = month(parts["word"]) if parts.get("word") else int(parts.get("m") or 0)
    value = _day(_year(parts, match[0]), number, day, parts.get("word") or "", match[0])
    if value is None or not 1400 <= value.year <= 2200:
        return None
    stamp = _with_clock(value, clock, StampOrigin.GUESS if guessed else origin)
    start = min(match.start(), clock.start) if clock else match.start()
    return Found(stamp, start, max(match.end(), clock.end) if clock else match.end())


def _day(year: int, number: int, day: int, word: str, written: str) -> date | None:
    """The day in the Gregorian calendar, or None if there is none like it."""
    try:
        if not number and (jalali := jalali_month(word)):
            return _jalali_day(year, jalali, day)
        if word.casefold() == CROATIAN_OCTOBER and re.match(r"\d+\.", written):
            number = 10
        return date(year, number, day)
    except (ValueError, OverflowError):
        return None


def _jalali_day(year: int, number: int, day: int) -> date:
    """The day of the Iranian calendar's 33-year cycle, which is right from 1178 to 1633 of its years (1799-2254)."""
    if not 1178 <= year <= 1633 or not 1 <= day <= (31 if number < 7 else 30):
        raise ValueError(year)
    years = year - 979
    days = 365 * years + years // 33 * 8 + (years % 33 + 3) // 4
    days += 31 * (number - 1) if number < 7 else 30 * (number - 1) + 6
    return date(1600, 3, 20) + timedelta(days=days + day - 1)


def _ordered(parts: dict[str, str], clock: _Clock | None, day_first: bool | None) -> tuple[int, int, bool]:
    """Day, month and whether their order is a guess, of a date written in numbers alone."""
    first, second = int(parts["a"]), int(parts["b"])
    if second > 12:
        return second, first, False
    if first > 12 or first == second or parts["sep"] == "." or day_first:
        return first, second, False
    if day_first is False or (clock and clock.zone_name in AMERICAN_ZONES):
        return second, first, False
    return first, second, True


def _year(parts: dict[str, str], written: str) -> int:
    if parts.get("yy"):
        short = int(parts["yy"])
        return short + (2000 if short < 69 else 1900)  # as POSIX strptime reads %y
    year = 1 if parts["y"] == "元" else int(parts["y"])
    if era := parts.get("era"):
        return year + _ERAS[era]
    if 2400 <= year <= 2700 and any("\u0e00" <= char <= "\u0e7f" for char in written):
        return year - 543  # the Buddhist era of Thai papers
    return year


def _han_date(text: str, origin: StampOrigin) -> Found | None:
    match = _HAN_DATE.search(text)
    if not match:
        return None
    year = int("".join(str(_HAN_DIGITS[char]) for char in match[1]))
    try:
        value = date(year, _han_number(match[2]), _han_number(match[3]))
    except ValueError:
        return None
    return Found(Stamp.of(value, origin), match.start(), match.end())


def _han_number(written: str) -> int:
    tens, ten, ones = written.rpartition("十")
    return (_HAN_DIGITS.get(tens, 1) * 10 if ten else 0) + _HAN_DIGITS.get(ones, 0)


def _month_alone(text: str, origin: StampOrigin) -> Found | None:
    match = _MONTH_ALONE.fullmatch(text)
    if not match:
        return None
    year = int(match["y"] or match["y2"])
    number = month(match["word"]) if match["word"] else int(match["m"] or 0)
    if not 1400 <= year <= 2200 or (match["word"] and not number) or number > 12 or match["m"] == "00":
        return None
    return Found(Stamp(f"{year}-{number:02}" if number else str(year), origin), 0, len(text))


def _clock(text: str, match: re.Match[str], written: str, *, compact: bool) -> _Clock | None:
    """The time that belongs to a date: inside it, right after it, or right before it."""
    if written:
        return _read_clock(text, _INNER_TIME.match(text, match.start("time")))
    if compact:
        return None
    after = _NEAR.match(text, match.end())
    assert after is not None
    for candidate in _times(text, match.end(), after.end()):
        if candidate.start() <= after.end():
            return _read_clock(text, candidate)
    for candidate in _times(text, max(0, match.start() - 40), match.start()):
        clock = _read_clock(text, candidate)
        if clock and clock.end <= match.start() and not re.search(r"\d", text[clock.end : match.start()]):
            return clock
    return None


def _times(text: str, start: int, last: int) -> Iterator[re.Match[str]]:
    """Matches of a time that begin between `start` and `last`."""
    place = start
    while place <= last:
        found = _TIME.search(text, place)
        bare = _BARE_TIME.search(text, place, last + 6)
        if bare and not re.match(r"\s?(?:GMT|UTC|hrs|IST|EST)\b", text[bare.end() : bare.end() + 5]):
            bare = None
        first: re.Match[str] | None = min((m for m in (found, bare) if m), key=lambda m: m.start(), default=None)
        if first is None or first.start() > last:
            return
        yield first
        place = first.end()


def _read_clock(text: str, match: re.Match[str] | None) -> _Clock | None:
    if match is None:
        return None
    parts = match.groupdict()
    hour, half = int(parts["h"]), parts.get("before") or parts.get("after")
    if half:
        hour = hour % 12 + PERIODS[re.sub(r"[.\s]", "", half.casefold())] if hour <= 12 else hour
    if hour > 23:
        return None
    zone, name, end = _zone(text, match.end())
    second = int(parts["s"]) if parts.get("s") else None
    return _Clock(hour, int(parts["mi"] or 0), second, match.start(), end, zone, name)


def _zone(text: str, place: int) -> tuple[str, str, int]:
    """The offset (or the tz name) right after a time, the zone's folded name, and where its words end."""
    match = _ZONE.match(text, place)
    if not match:
        return "", "", place
    if match["sign"]:
        if (not match["utc"] and not match["om"]) or int(match["oh"]) > 14:
            return "", "", place
        sign = "+" if match["sign"] == "+" else "-"
        return f"{sign}{int(match['oh']):02}:{match['om'] or '00'}", "", match.end()
    name = match["name"].lower()
    if not match["name"].isupper() and name not in ("utc", "gmt"):
        return "", "", place
    if name in SEASONAL_ZONES:
        return SEASONAL_ZONES[name], name, match.end()
    if name in ZONES:
        minutes = ZONES[name]
        sign, size = ("-", -minutes) if minutes < 0 else ("+", minutes)
        return f"{sign}{size // 60:02}:{size % 60:02}", name, match.end()
    return "", "", place


def _with_clock(day: date, clock: _Clock | None, origin: StampOrigin) -> Stamp:
    if clock is None:
        return Stamp.of(day, origin)
    seconds = "" if clock.second is None else f":{clock.second:02}"
    zone = clock.zone
    if "/" in zone:
        zone = _seasonal_offset(datetime(day.year, day.month, day.day, clock.hour, clock.minute), zone)
    return Stamp(f"{day.isoformat()}T{clock.hour:02}:{clock.minute:02}{seconds}{zone}", origin)


def _seasonal_offset(moment: datetime, zone: str) -> str:
    try:
        return Stamp.of(moment.replace(tzinfo=ZoneInfo(zone))).iso[-6:]
    except ZoneInfoNotFoundError:  # a system without the tz database: the stamp stays without a zone
        return ""
