"""Bylines: lines that name who wrote a story, in the forms papers print them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LONGEST = 160
_BY = re.compile(
    r"(?:by|von|par|por|di|door|av|af|story by|written by|reported by|exclusive by|from|автор|מאת|بقلم|تحرير)"
    r"\s?:?\s+(?P<names>\S.*)",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\s+(?:in|at|aus|à|en|from)\s+(?P<place>[A-ZÀ-Þ][\w'’.\- ]{1,40})$")
_AND = re.compile(r"\s*(?:[,;&/|、，]|\s(?:and|und|et|y|e|en|og|och|i|и|with)\s)\s*", re.IGNORECASE)
_PARTICLE = r"(?:de|da|do|dos|del|della|di|du|la|le|van|von|der|den|ten|ter|zu|bin|ibn|al|el|y|e|st\.?|ap)"
_NO_FIRST_NAMES = frozenset({"contact", "senator", "press", "latest", "photo", "staff", "the", "about", "more"})
_NAME_WORD = re.compile(r"[^\W\d_][\w'’.\-]*")
_PUBLISHER = re.compile(
    r"(?:the )?(?:reuters|afp|ap|associated press|agence france[- ]presse|bloomberg|dpa|upi|pa|press association|"
    r"xinhua|tass|efe|ansa|kyodo|bbc news|bbc|cnn|the guardian|new york times|washington post|npr)"
    r"(?: news(?: agency)?)?",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r".*\b(?:correspondent|reporter|editor|writer|columnist|staff|bureau(?: chief)?|critic|analyst|contributor|desk|"
    r"journalist|photographer|redakteur\w*|korrespondent\w*|correspondante?|redactor\w*|news|service|press)s?",
    re.IGNORECASE,
)
_HAN_NAMES = r"[\u4e00-\u9fff·]{2,5}(?:[、，,\s]\s?[\u4e00-\u9fff·]{2,5}){0,4}"
_HAN = re.compile(
    r"[(（【]?(?:本报|本報|本刊|本网|本網|[\u4e00-\u9fff]{2,8})??\s?(?:特约|見習|见习|实习)?"
    r"(?:记者|記者|通讯员|作者|撰文|文|撰稿)"
    rf"[\s:：/／|丨]{{0,3}}(?P<names>{_HAN_NAMES})(?:\s?[/／|]\s?[\u4e00-\u9fff]{{2,8}})?[)）】]?"
)
_HANGUL = re.compile(r"(?P<names>[\uac00-\ud7a3]{2,4})\s?기자(?:\s?[=|].*)?")


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote a story, from where, and for whom; what a line doesn't say is empty."""

    authors: tuple[str, ...]
    place: str = ""
    source: str = ""


def read_byline(line: str) -> Byline | None:
    """Return what a byline says, or None if the line is none."""
    line = line.strip()
    if len(line) > _LONGEST:
        return None
    if match := _HAN.fullmatch(line) or _HANGUL.fullmatch(line):
        return Byline(tuple(name for name in re.split(r"[、，,\s]+", match["names"]) if name))
    if match := _BY.fullmatch(line):
        return _named(match["names"])
    name, mark, rest = _parted(line)
    if mark and _PUBLISHER.fullmatch(rest) and _could_be_name(name):
        return Byline((name,), source=rest)
    return None


def read_names(value: str) -> Byline | None:
    """Return the names behind a label ("Author: …"); a mail address beside a name goes."""
    value = re.sub(r"\s?<[^<>\s]{1,100}@[^<>\s]{1,100}>|\s?\([^()]{1,60}@[^()]{1,60}\)", "", value).strip("\"' ")
    return _named(value)


def is_name(text: str) -> bool:
    """True for two to four words that each begin with a capital letter (particles aside): a name standing alone."""
    words = text.split()
    return (
        2 <= len(words) <= 4
        and len(text) <= 40
        and not text.isupper()
        and all(
            re.fullmatch(r"[^\W\d_][\w'’\-]*\.?", word)
            and (word[0].isupper() or bool(re.fullmatch(_PARTICLE, word)) or not word[0].islower())
            for word in words
        )
        and words[0][0].isupper()
        and words[0].casefold() not in _NO_FIRST_NAMES
        and words[-1][0].isupper()
    )


def is_role(text: str) -> bool:
    """True for an office without a name: "Staff Writer"."""
    return len(text) <= 50 and bool(_ROLE.fullmatch(text.strip()))


def _parted(line: str) -> tuple[str, str, str]:
    match = re.search(r"\s*(?:,|\||/|\s[-–—])\s+", line)
    return (line[: match.start()], match[0], line[match.end() :]) if match else (line, "", "")


def _named(names: str) -> Byline | None:
    """Names, a place behind "in", offices and agencies; None if a part is none of these, so no byline."""
    names = names.strip(" .")
    place = _PLACE.search(names)
    if place:
        names = names[: place.start()]
    authors: list[str] = []
    source, town = "", place["place"] if place else ""
    for part in (part.strip(" .()") for part in _AND.split(names)):
        if not part:
            continue
        if _PUBLISHER.fullmatch(part):
            source = source or part
        elif not (_ROLE.fullmatch(part) and authors):
            if not _could_be_name(part):
                return None
            if authors and " " in authors[0] and " " not in part:
                town = part  # "Von Jürgen Müller, Berlin"
            else:
                authors.append(_set_in_case(part))
    if not authors and not source:
        return None
    return Byline(tuple(dict.fromkeys(authors)), town, source)


def _could_be_name(part: str) -> bool:
    """True for up to six words that begin with capitals, or have none to begin with; particles aside."""
    found = part.split()
    return (
        len(found) <= 6
        and len(part) <= 50
        and all(
            _NAME_WORD.fullmatch(word) and (not word[0].islower() or re.fullmatch(_PARTICLE, word)) for word in found
        )
    )


def _set_in_case(name: str) -> str:
    """A name in capitals as it is written elsewhere; one with any small letter stays."""
    if not name.isupper() or len(name) < 5 or " " not in name:
        return name
    return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize() if len(word[0]) > 1 else word[0], name)
