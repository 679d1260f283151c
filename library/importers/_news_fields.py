"""Fields that every wire format has, brought to one form: names, languages, dates, copyright, keywords."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields, replace

from library.importers._text_byline import is_name as is_name
from library.importers._text_byline import read_byline, read_names
from library.importers.dates import find_stamp, is_date_line
from library.importers.tidy import one_line, tidy
from library.model.stamp import Stamp, StampOrigin
from library.model.story import Story

MOST_KEYWORDS = 40

_ONE_ACT = 60
"""Seconds within which a creation and a change are one act of publishing."""

_INITIALS = re.compile(r"[^\W\d_]{1,5}(?:\s?[/,\-]\s?[^\W\d_]{1,5})+|[^\W\d_]{1,4}")
_AND = re.compile(r"\s+(?:and|und|et|och|og|y|e|en)\s+")
_BY = re.compile(r"^(?:by|von|par|por)\s+", re.IGNORECASE)
_LONGEST_NAME = 40
_FIRST_SENTENCE = re.compile(r".{3,160}?(?:\d{4}|[^\W\d_]{4,})\.(?=\s+[^\W\d_a-z]|\s*$)")
_SIGN = re.compile(r"\([cC]\)(?: Copyright)?")
_CLAIM = re.compile(r"(?:all rights reserved|tous droits|alle rechte|click for restrictions).*", re.IGNORECASE)
_CODE = re.compile(r"[\d:._\-]+|[A-Za-z]|[a-z]{2}|[a-z]+:\w+|\w+:\d{4,}:\w+")
_CLOSING_DASH = re.compile(r"[\s.]*[-–—]+\s*$")
_SENTENCE_WORDS = 5


def stamp(*texts: str) -> Stamp | None:
    """Return the first of the texts that is a date, or None."""
    return next((found for text in texts if text and (found := find_stamp(text, StampOrigin.METADATA))), None)


def later(updated: Stamp | None, published: Stamp | None) -> Stamp | None:
    """Return the time of an update, None where it says no more than the publication does: systems save in steps."""
    if updated is None or published is None or updated.sort_key() - published.sort_key() < _ONE_ACT:
        return None
    return updated


def names(bylines: Iterable[str]) -> tuple[str, ...]:
    """Return the people that bylines name, without "By", offices and agencies; initials and sentences name none."""
    found: list[str] = []
    for line in bylines:
        if is_initials(line) or is_sentence(line):
            continue
        byline = read_byline(line) or read_names(_BY.sub("", line))
        authors = byline.authors if byline else _parted(_BY.sub("", line))
        found += (author for author in authors if author and len(author) <= 80)
    return tuple(dict.fromkeys(found))


def _parted(line: str) -> tuple[str, ...]:
    """A byline no rule knows: whole, or in two where both sides of an "and" have the length of a name."""
    parts = tuple(part.strip() for part in _AND.split(line))
    return parts if all(" " in part and len(part) <= _LONGEST_NAME for part in parts) else (line,)


def is_initials(line: str) -> bool:
    """True for what desks sign with: "gr/bp", "asl/tib/pid"."""
    return bool(_INITIALS.fullmatch(line.strip())) and not is_name(line)


def is_sentence(line: str) -> bool:
    """True for a byline that is none: some desks keep the deck there."""
    words = line.split()
    small = sum(word[0].islower() for word in words)
    return len(words) >= _SENTENCE_WORDS and small * 2 >= len(words) and read_byline(line) is None


def place(dateline: str) -> str:
    """Return a dateline without its closing dash; empty for one that is a date alone."""
    text = _CLOSING_DASH.sub("", one_line(tidy(dateline)))
    return "" if not text or is_date_line(text) or text.isdigit() else text


def copyright_line(*notices: str) -> str:
    """Return the first of the notices down to its first sentence: what follows are terms for newsrooms."""
    for notice in notices:
        text = _CLAIM.sub("", one_line(notice)).strip(" ,;.-–")
        if text:
            text = _SIGN.sub("©", text)
            first = _FIRST_SENTENCE.match(text + ".")
            return first[0].removesuffix(".") if first else text[:160]
    return ""


def owned(year: str, holder: str) -> str:
    """Return a copyright line made of a year and a holder, or empty without a holder."""
    return one_line(f"© {year} {_CLAIM.sub('', holder).strip(' ,;.')}") if holder else ""


def keywords(*groups: Iterable[str]) -> tuple[str, ...]:
    """Return the keywords once each in their order, bare codes left out."""
    found: dict[str, str] = {}
    for group in groups:
        for each in group:
            word = one_line(tidy(each)).strip(" ,;")
            if word and len(word) <= 80 and not _CODE.fullmatch(word):
                found.setdefault(word.casefold(), word)
    return tuple(found.values())[:MOST_KEYWORDS]


def tidied(story: Story) -> Story:
    """Return the story with each of its short texts on one line, in the form that texts have everywhere."""
    return replace(
        story,
        headline=_line(story.headline),
        kicker=_line(story.kicker),
        standfirst=_line(story.standfirst),
        authors=tuple(filter(None, map(_line, story.authors))),
        dateline=_line(story.dateline),
        section=_line(story.section),
        source=_line(story.source),
        url=_line(story.url),
        guid=_line(story.guid),
        credit=_line(story.credit),
    )


def _line(text: str) -> str:
    return one_line(tidy(text))


def filled(story: Story, other: Story) -> Story:
    """Return the story with every empty field taken from the other, and the credits of both; its document stays."""
    found = {each.name: getattr(story, each.name) or getattr(other, each.name) for each in fields(Story)}
    credit = "; ".join(dict.fromkeys(filter(None, (other.credit, story.credit))))
    return Story(**found | {"document": story.document, "credit": credit})
