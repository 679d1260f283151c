"""The small lines above a story: who, when, where from, how long."""

from __future__ import annotations

import re

from desktop.reader._script import Script, is_european, script_of
from library.model.stamp import Stamp
from library.model.story import Story

WORDS_A_MINUTE = 230
"""Silent reading of English, after Brysbaert, "How many words do we read per minute?" (2019): 238, rounded down."""

LETTERS_A_MINUTE = 500
"""Silent reading of Chinese and Japanese in letters, the figure that services showing a reading time use."""

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_COMMAS = {Script.HAN: "、", Script.ARABIC: "، "}
"""What stands between two names, where it isn't a comma."""

_UNBROKEN = 32
_UNSPACED = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"


def written_date(stamp: Stamp) -> str:
    """Return a date as a person writes it, at the file's own precision and in the file's own zone, unshifted."""
    day, _, rest = stamp.iso.partition("T")
    year, *month_day = day.split("-")
    parts = [str(int(month_day[1]))] if len(month_day) == 2 else []
    parts += [_MONTHS[int(month_day[0]) - 1]] if month_day else []
    written = " ".join([*parts, year])
    if not rest:
        return written
    zone = f" {_zone(rest[-6:])}" if stamp.has_zone else ""
    return f"{written}, {rest[:5]}{zone}"


def _zone(offset: str) -> str:
    if offset.endswith("00:00"):
        return "UTC"
    sign = "\u2212" if offset[0] == "-" else "+"
    hours, minutes = offset[1:].split(":")
    return f"UTC{sign}{int(hours)}" + (f":{minutes}" if minutes != "00" else "")


def minutes_to_read(text: str) -> int:
    """Return how long the text takes to read, in whole minutes, at least 1; 0 for no text."""
    if not text.strip():
        return 0
    letters = 0
    if not is_european(text):
        text, letters = re.subn(_UNSPACED, " ", text)
    return max(1, round(len(text.split()) / WORDS_A_MINUTE + letters / LETTERS_A_MINUTE))


def byline(story: Story) -> str:
    """Return the authors, and the place the story was filed from."""
    names = list(story.authors)
    if len(names) > 1 and _in_english(story):
        names[-2:] = [f"{names[-2]} and {names[-1]}"]
    who = _COMMAS.get(script_of("".join(names[:1])), ", ").join(names)
    if who and _in_english(story):
        who = f"By {who}"
    return _in_a_row([who, story.dateline])


def facts(story: Story, minutes: int) -> tuple[str, ...]:
    """Return dates, source and reading time: one line, or two where an update makes it long."""
    dates = [written_date(story.published)] if story.published else []
    others = [part for part in (story.source, f"{minutes} min read" if minutes else "") if part]
    if story.updated is None or story.updated == story.published:
        return (_in_a_row([*dates, *others]),)
    return (_in_a_row([*dates, f"Updated {written_date(story.updated)}"]), _in_a_row(others))


def _in_a_row(parts: list[str]) -> str:
    """Join short parts so that a line breaks between them and each keeps its own direction (FSI and PDI of UAX #9)."""
    filled = [part for part in parts if part]
    # In a Han face the dot is as wide as a letter.
    between = " ·\u00a0" if script_of("".join(filled)) is Script.HAN else "\u00a0\u00a0·  "
    if len(filled) > 1 and not all(map(is_european, filled)):
        filled = [f"\u2068{part}\u2069" for part in filled]
    return between.join(part.replace(" ", "\u00a0") if len(part) < _UNBROKEN else part for part in filled)


def _in_english(story: Story) -> bool:
    names = "".join(story.authors)
    return story.language.lower()[:2] in ("", "en") and (names.isascii() or max(names) < "\u0250")
