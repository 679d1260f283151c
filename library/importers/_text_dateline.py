"""Datelines: where (and for whom, and when) a lede says it was written."""

from __future__ import annotations

import re

_CITY = r"[A-ZÀ-ÞŠŽŁ][A-ZÀ-ÞŠŽŁ'’.\-]*(?:[ /][A-ZÀ-ÞŠŽŁ][A-ZÀ-ÞŠŽŁ'’.\-]*){0,4}"
_TOWN = r"[A-ZÀ-Þ][\w'’.\-]{1,20}(?: [A-ZÀ-Þ][\w'’.\-]{1,20}){0,3}"
_REGION = r"(?:, ?[A-Z][\w.'’]{0,20}(?: [A-Z][\w.'’]{1,20})?){0,2}"
_DAY = r"(?:,? ?\(?[A-Z][a-z]{2,8}\.? \d{1,2}(?:, ?\d{4}| \d{4})?\)?)?"
_AGENCY = r"(?:,? ?\([A-Z][\w&./ ]{1,30}\)| [A-Z]{2,8})?"
_DASH = r"(?:\s{1,2}(?:--|[-–—―])|--|—)\s*"
_DATELINES = (
    re.compile(
        rf"(?P<line>(?=[A-ZÀ-Þ.'’]{{3}}|[A-ZÀ-Þ]{{2}}\.? ?[A-ZÀ-Þ]){_CITY}{_REGION}{_DAY}{_AGENCY}){_DASH}(?=\S)"
    ),
    re.compile(rf"(?P<line>{_TOWN}{_REGION}{_DAY} ?\([\w&./ ]{{2,30}}\)){_DASH}(?=\S)"),
    re.compile(rf"(?P<line>\((?:Reuters|AP|AFP|CNN|UPI|dpa|Bloomberg|Xinhua)\)){_DASH}(?=\S)"),
    re.compile(r"(?P<line>【[^】\n]{2,30}】)"),
    re.compile(r"(?P<line>[(（]?[\u4e00-\u9fff0-9]{2,24}[讯訊电電][)）]?)\s"),
)


def read_dateline(paragraph: str) -> str:
    """Return the dateline that a paragraph begins with, or empty. The longest are some 80 code points."""
    start = paragraph[:160]
    for form in _DATELINES:
        if match := form.match(start):
            return match["line"].strip("【】()（） ") if match["line"][0] in "【" else match["line"]
    return ""
