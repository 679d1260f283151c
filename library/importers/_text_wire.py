"""Telegrams of news agencies (IPTC 7901 and its ANPA cousins): their marks turned into labelled lines.

Source: IPTC 7901 (https://iptc.org/standards/iptc-7901/): SOH, a line of routing, STX, the text, ETX, day and time.
"""

from __future__ import annotations

import re

_FRAMED = re.compile(
    r"[\x00-\x20]*\x01(?P<routing>[^\x02]{0,400})\x02(?P<text>[^\x03]*)(?P<after>\x03.{0,200})?", re.DOTALL
)
_ROUTING = re.compile(r"\s*[a-z]{3}\d{3,4}\s+\d\s+[a-z]{1,4}\s[^\n]*\n")
_ENDED = re.compile(r"\s*(?P<titles>[^=]{1,500}?)\s?=\s*\n")
_PRIORITY = re.compile(
    r"\((?:achtung|[a-z ]+)\)|refile|\d(?:st|nd|rd|th) lead|lead|urgent|update|correction|advisory", re.I
)
_ROUTED = re.compile(r"\s*ZCZC [^\n]{1,40}\n(?:[A-Z]{2} [A-Z ]{3,20}\n)?")


def from_wire(text: str) -> str:
    """Return a telegram's text with its slug, headline and time as labelled lines; any other text as it is."""
    start = text[:200].lstrip()
    if start.startswith("\x01"):
        plain = text.replace("\r\n", "\n").replace("\r", "\n")
        match = _FRAMED.match(plain)
        return _framed(match) if match else text
    if start.startswith("ZCZC "):
        return _routed(text.replace("\r\n", "\n").replace("\r", "\n"))
    return text


def _framed(match: re.Match[str]) -> str:
    slug = _ROUTING.sub("", match["routing"] + "\n", count=1).strip().rstrip("/")
    text, after = match["text"], (match["after"] or "").strip("\x00\x03\x04\x7f \n")
    lines = [f"Keywords: {slug.replace('/', ', ')}"] if slug else []
    if titles := _ENDED.match(text):
        text = text[titles.end() :]
        lines = _titled(titles["titles"].split("\n")) + lines
    closing = f"\n\nPublished: {after}" if after else ""
    return "\n".join(lines) + "\n\n" + text.rstrip() + closing


def _titled(titles: list[str]) -> list[str]:
    """The headline among the lines that end with "=": behind marks of priority, before a byline."""
    titles = [title.strip() for title in titles if title.strip()]
    marks = [title for title in titles if _PRIORITY.fullmatch(title)]
    bylines = [title for title in titles if title.lower().startswith("by ")]
    names = [title for title in titles if title not in marks and title not in bylines]
    kicker = [f"Kicker: {', '.join(marks)}"] if marks else []
    return [f"Title: {' '.join(names)}", *kicker, *bylines] if names else [f"Title: {' '.join(titles)}"]


def _routed(text: str) -> str:
    text = _ROUTED.sub("", text, count=1)
    text = re.sub(r"\A\s*:([^\n]+)\n:([^\n]+)\n", r"Title: \1\nKeywords: \2\n\n", text)
    return re.sub(r"\n\s*NNNN\s*\Z", "\n", text)
