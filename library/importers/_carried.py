"""What exports of reading services have in common: entries, addresses, moments, tags, colours, and what is left out.

Owns the one way an entry becomes a story. Knows no service.
"""

from __future__ import annotations

import colorsys
import html
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from library.importers.dates import find_stamp
from library.importers.tidy import one_line, tidy
from library.model.annotation import Colour
from library.model.carried import Carried, CarriedHighlight
from library.model.errors import NoStory, UnreadableFile
from library.model.stamp import Stamp, StampOrigin
from library.model.story import Draft, Notice, NoticeKind, Story
from library.model.tags import clean_tags

NO_ADDRESS = "without a web address"
UNREADABLE = "damaged"

_ADDRESS = re.compile(r"https?://[^\s/?#\\<>\"]+(?:[/?#][^\s<>\"]*)?", re.IGNORECASE)
_ADDRESS_LIKE = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_NO_TITLE = ("no title found", "no title", "untitled", "unknown", "none", "null")
_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)? ?(?:(Z|UTC|GMT)|([+-]\d\d):?(\d\d)?)?", re.IGNORECASE
)
_LOG = re.compile(r"(\d\d)/([A-Za-z]{3})/(\d{4}):(\d\d:\d\d:\d\d) ([+-]\d\d)(\d\d)")
_UNITS = ((11, 1), (14, 10**3), (17, 10**6), (20, 10**9))
"""Digits up to which a number counts seconds, milliseconds, microseconds and nanoseconds since 1970."""

_EARLIEST, _LATEST = 0, 4_102_444_800  # 1970 to 2100
_SPLIT_NAMES = re.compile(r"\s*[;\n]\s*")
_HEX = re.compile(r"#?([0-9a-f]{6})(?:[0-9a-f]{2})?", re.IGNORECASE)
_NAMED = {
    "yellow": Colour.YELLOW,
    "orange": Colour.YELLOW,
    "gold": Colour.YELLOW,
    "green": Colour.GREEN,
    "lime": Colour.GREEN,
    "olive": Colour.GREEN,
    "blue": Colour.BLUE,
    "aqua": Colour.BLUE,
    "cyan": Colour.BLUE,
    "teal": Colour.BLUE,
    "pink": Colour.PINK,
    "red": Colour.PINK,
    "magenta": Colour.PINK,
    "purple": Colour.PURPLE,
    "violet": Colour.PURPLE,
}
_HUES = ((20, Colour.PINK), (75, Colour.YELLOW), (165, Colour.GREEN), (250, Colour.BLUE), (290, Colour.PURPLE))
"""Degrees up to which a hue is nearest to a colour of ours; beyond the last it is pink."""


def web_address(written: str) -> str:
    """Return an http(s) address as it was written, or empty where it isn't one."""
    address = written.strip()
    if not _ADDRESS.fullmatch(address):
        return ""
    try:
        return address if urlsplit(address).hostname else ""
    except ValueError:  # brackets that hold no IPv6 address
        return ""


def line(written: str) -> str:
    """Return text for one line: entities read, tidied, every run of blanks one space."""
    return one_line(tidy(html.unescape(written))) if written else ""


def headline(written: str, address: str = "") -> str:
    """Return a title that says something: empty for an address, the entry's host, or a word for "none"."""
    title = line(written)
    host = (urlsplit(address).hostname or "") if address else ""
    is_address = _ADDRESS_LIKE.fullmatch(title) or title in (host, address.partition("//")[2])
    return "" if is_address or title.casefold() in _NO_TITLE else title


def entry(address: str, title: str = "", standfirst: str = "", authors: str = "", source: str = "") -> Story:
    """Return a stub of an entry that holds an address (checked before) and perhaps some words about the story."""
    name, summary = headline(title, address), line(standfirst)
    return Story(
        headline=name,
        standfirst="" if summary == name else summary,
        authors=names(authors),
        source=line(source),
        url=address,
    )


def names(written: str) -> tuple[str, ...]:
    """Return the authors of a field that parts them by semicolons or line ends."""
    found = (line(name) for name in _SPLIT_NAMES.split(written))
    return tuple(dict.fromkeys(name for name in found if name and name.casefold() not in _NO_TITLE))


def moment(written: object) -> Stamp | None:
    """Return the time a field gives: a number since 1970 (its size says the unit; UTC), ISO 8601, or words.

    None where it gives none, or 0.
    """
    if isinstance(written, bool) or not isinstance(written, int | float | str):
        return None
    text = str(int(written)) if isinstance(written, float) and abs(written) < 1e20 else str(written).strip()
    if text.isascii() and text.isdecimal():
        return _since_1970(text)
    if match := _ISO.fullmatch(text):
        day, time, utc, hours, minutes = match.groups()
        zone = "+00:00" if utc else f"{hours}:{minutes or '00'}" if hours else ""
        return _stamp(f"{day}T{time}{zone}")
    if match := _LOG.fullmatch(text):  # as web servers write it
        day, month, year, time, hours, minutes = match.groups()
        found = find_stamp(f"{day} {month} {year} {time}", StampOrigin.METADATA)
        return _stamp(f"{found.iso}{hours}:{minutes}") if found and found.has_time else None
    return find_stamp(text, StampOrigin.METADATA)


def _since_1970(digits: str) -> Stamp | None:
    unit = next((unit for most, unit in _UNITS if len(digits) <= most), 0)
    seconds = int(digits) // unit if unit else 0
    return Stamp.of(datetime.fromtimestamp(seconds, UTC)) if _EARLIEST < seconds < _LATEST else None


def _stamp(iso: str) -> Stamp | None:
    try:
        return Stamp(iso)
    except ValueError:  # a thirteenth month, a twenty-fifth hour
        return None


def nested(folders: Iterable[str]) -> str:
    """Return folders as one nested tag. A slash in a folder's own name is no step down."""
    return "/".join(filter(None, (line(name).replace("/", "-") for name in folders)))


def tags(*found: str) -> tuple[str, ...]:
    """Return tags cleaned, each once, empty ones left out."""
    return clean_tags(tuple(line(tag) for tag in found))


def split_tags(written: str, sign: str = ",") -> tuple[str, ...]:
    """Return the tags of a field that parts them by a sign."""
    return tags(*written.split(sign))


def colour(written: str) -> Colour:
    """Return the one of our colours nearest to a colour's name or its "#rrggbb"; yellow where it is neither."""
    for word in re.findall(r"[a-z]+", written.casefold()):
        if word in _NAMED:
            return _NAMED[word]
    match = _HEX.fullmatch(written.strip())
    if not match:
        return Colour.YELLOW
    red, green, blue = (int(match[1][at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, _, saturation = colorsys.rgb_to_hls(red, green, blue)
    if saturation < 0.1:
        return Colour.YELLOW  # grey
    return next((ours for most, ours in _HUES if hue * 360 < most), Colour.PINK)


def passage(written: str) -> str:
    """Return a highlight's words: tidied, blanks at line ends and empty lines gone."""
    return "\n".join(filter(None, (one_line(each) for each in tidy(written).splitlines())))


def context(written: str) -> str:
    """Return what stood beside a quote, every run of blanks one space, those at its ends too."""
    return re.sub(r"\s+", " ", tidy(written))


def note(written: str) -> str:
    """Return a note as it was written, tidied, without blanks around it."""
    return tidy(written).strip()


def highlight(quote: str, comment: str = "", created: Stamp | None = None) -> CarriedHighlight:
    """Return a highlight by its quote, or a note on the whole story where the quote is empty."""
    return CarriedHighlight(passage(quote), note(comment), created=created)


@dataclass(slots=True)
class Harvest:
    """The drafts of an export as they are found, and a count of what was left out, by reason.

    The reasons are told once, in one notice on the last draft: a notice for each row would bury all others.
    """

    drafts: list[Draft] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)

    def add(self, story: Story, carried: Carried | None = None, notices: tuple[Notice, ...] = ()) -> None:
        """Keep an entry."""
        self.drafts.append(Draft(story, notices=notices, carried=carried))

    def leave_out(self, reason: str) -> None:
        """Count an entry that can't be kept; the reason continues "an entry …": "without a web address"."""
        self.left_out[reason] += 1

    def told(self) -> tuple[Draft, ...]:
        """Return the drafts, the last with a notice of what was left out.

        Raises UnreadableFile where none could be kept, NoStory where there were none.
        """
        if not self.drafts:
            if self.left_out:
                raise UnreadableFile(f"{self._sentence()}.")
            raise NoStory("The export has no entries in it.")
        if self.left_out:
            told = Notice(NoticeKind.RECORD, f"{self._sentence()}; the others were read.")
            self.drafts[-1] = replace(self.drafts[-1], notices=(*self.drafts[-1].notices, told))
        return tuple(self.drafts)

    def _sentence(self) -> str:
        count = self.left_out.total()
        why = ", ".join(f"{number} {reason}" for reason, number in self.left_out.most_common())
        if len(self.left_out) == 1:
            why = next(iter(self.left_out))
        return f"{count:,} {'entry was' if count == 1 else 'entries were'} left out ({why})"
