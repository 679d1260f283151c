"""Telegrams of news agencies as IPTC 7901 frames them, dpa's four-line head included.

Source: IPTC 7901 (https://iptc.org/standards/iptc-7901/): SOH, a line of routing and the slug, STX, the text, ETX, day
and time. What a desk writes below the text "not for publication" is left out, but for the names in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from library.importers import _news_fields as fields
from library.importers._news_body import read_text
from library.importers._news_story import Status, composed
from library.importers._remarks import on_encoding
from library.importers.base import SourceFile
from library.importers.decode import Decoded, decode
from library.importers.tidy import one_line
from library.model.errors import UnreadableFile
from library.model.story import Draft, Story

_FRAME = re.compile(r"\x01(?P<head>[^\x02\x01]{0,2000})\x02(?P<text>[^\x03\x01]*)(?:\x03(?P<time>[^\x01\x7f]{0,60}))?")
_AGENCY = re.compile(r"\s(?P<agency>[A-Za-z]{2,5}) \d{2,4}\s*$")
_TITLES = re.compile(r"\s*(?P<titles>[^=]{1,500}?)\s?=[ \t]*\n")
_PRIORITY = re.compile(
    r"\((?:achtung|eilt?|[a-z ]+)\)|refile|\d(?:st|nd|rd|th) lead|(?:\d\. )?(?:lead|zusammenfassung)|urgent|update"
    r"|correct(?:ion|ed)|berichtigung|advisory|kill|flash",
    re.IGNORECASE,
)
_KILL = re.compile(r"kill", re.IGNORECASE)
_NOTEBOOK = re.compile(
    r"^(?:# ?[^\n]{0,40}\bnotebook\b[^\n]*|[^\n]{0,60}\b(?:not for publication|nicht zur veröffentlichung)\b[^\n]*)$",
    re.IGNORECASE | re.MULTILINE,
)
_WHO = re.compile(
    r"^[-*\s]{0,4}(?P<part>(?:Reporting|Editing|Autor(?:en|in)?|Redaktion)\b[^\n:]{0,20}):\s*(?P<names>[^,<+\n]{3,80})",
    re.MULTILINE,
)


def read(source: SourceFile) -> Iterable[Draft]:
    """Yield each telegram of a file. Raises UnreadableFile where no frame holds a text."""
    decoded = decode(source.data)
    plain = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    drafts = [draft for match in _FRAME.finditer(plain) if (draft := _draft(match, decoded)) is not None]
    if not drafts:
        raise UnreadableFile("The file holds no telegram with a text in it.")
    yield from drafts


def _draft(match: re.Match[str], decoded: Decoded) -> Draft | None:
    routing, _, slug = match["head"].strip("\n").partition("\n")
    titles, text = _parted(match["text"])
    text, signed = _without_notebook(text)
    blocks = read_text(text)
    if not blocks:
        return None
    marks = [title for title in titles if _PRIORITY.fullmatch(title)]
    bylines = [title for title in titles if title.lower().startswith(("by ", "von "))]
    agency = _AGENCY.search(routing)
    story = Story(
        headline=" ".join(title for title in titles if title not in marks and title not in bylines),
        kicker=", ".join(mark.strip("()") for mark in marks),
        authors=fields.names(bylines),
        source=agency["agency"] if agency else "",
        published=fields.stamp(one_line(match["time"] or "")),
        credit="; ".join(signed),
        keywords=fields.keywords(part for line in slug.split("\n") for part in line.split("/")),
    )
    killed = any(_KILL.search(mark) for mark in marks)
    return composed(story, blocks, Status(withdrawn=killed), (), on_encoding(decoded))


def _parted(text: str) -> tuple[list[str], str]:
    """The lines above the text, which end with "=", and the text."""
    match = _TITLES.match(text)
    if match is None:
        return [], text
    return [line.strip() for line in match["titles"].split("\n") if line.strip()], text[match.end() :]


def _without_notebook(text: str) -> tuple[str, list[str]]:
    match = _NOTEBOOK.search(text)
    if match is None:
        return text, []
    below = text[match.end() :]
    signed = [f"{each['part'].strip()}: {one_line(each['names'])}" for each in _WHO.finditer(below)]
    return text[: match.start()].rstrip(" *\n"), signed
