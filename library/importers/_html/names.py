"""Bylines to names."""

from __future__ import annotations

import re
from collections.abc import Iterable

_BY = re.compile(
    r"^\W*(?:(?:written|posted|published|reported|story|text|words|article|review(?:ed)?|analysis|opinion|"
    r"photographs?)\s+)?"
    r"(?:by|von|par|por|di|door|af|av|autor(?:in|a)?|author|auteur|автор|作者|文|記者|记者|撰文|כתב(?:ת)?|מאת|بقلم|كتب(?:ت)?)"
    r"(?:\s*[:：/|]\s*|\s+(?=\S)|$)",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*(?:;|\||\s/\s|、|•|·|\n|\s&\s|\s(?:and|und|et|y|e|en|og|och|with|и)\s)\s*", re.IGNORECASE)
_AFTER = re.compile(
    r"\s*(?:\(.*|\[.*|\s[-–—|•]\s.*|@\w+.*|\b(?:on|am|le|updated|published|posted|opublikowano|publié)\b[\s:].*\d.*|"
    r"\d{1,2}[./]\d{1,2}[./]\d{2,4}.*|\s\d{4}-\d\d-\d\d.*)$",
    re.IGNORECASE | re.DOTALL,
)
_MAIL_ADDRESS = re.compile(r"[<(]?[^\s<>()@]+@[^\s<>()@]+\.[^\s<>()@]+[>)]?")
_ROLE = re.compile(
    r"\b(?:staff|writer|reporter|correspondent|editor|columnist|contributor|producer|bureau|chief|author|journalist|"
    r"redakteur(?:in)?|redaktion|press|guest|senior|professor|special to|photographer)\b",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(
    r"https?:|www\.|@|\d{3}|^(?:admin|administrator|by|author|unknown|none|null|anonymous|staff|editor|guest|"
    r"view all|more|share|"
    r"follow|profile|posts?|comments?|email|twitter|facebook|updated|published)$|\b(?:see all|read more|"
    r"view all|minutes? read|"
    r"posts by|follow)\b|[<>{}=]|copyright|©|\b(?:gmbh|ltd|llc|inc|kg|ag)\b\.?|^\S+\.(?:com|org|net|de|fr|uk|at|"
    r"ch|it|es|nl|ru|info)$|"
    r"\b(?:von|by|par|por)$",
    re.IGNORECASE,
)
_LONGEST = 60


def authors(bylines: Iterable[str], source: str = "") -> tuple[str, ...]:
    """Return the names in bylines, each once, in order: without "By", titles, addresses and dates.

    A name that is the publication's own is no author.
    """
    names: list[str] = []
    for byline in bylines:
        for part in _parts(byline):
            name = _clean(part)
            same = [each for each in names if each.casefold() == name.casefold()]
            if name and not same and not _is_source(name, source):
                names.append(name)
    return tuple(names[:20])


def _is_source(name: str, source: str) -> bool:
    """True for the publication's own name, or a one-word name that is the beginning of it."""
    one, other = name.casefold(), source.casefold()
    return one == other or (" " not in one and len(one) > 4 and other.startswith(one))


def _parts(byline: str) -> list[str]:
    text = _BY.sub("", " ".join(byline.replace("\n", " ; ").split()))
    parts = [part for chunk in _SPLIT.split(text) for part in _comma_parts(chunk)]
    return [part for part in parts if part]


def _comma_parts(chunk: str) -> list[str]:
    parts = [part.strip() for part in re.split(r"\s*[,，]\s*", chunk)]
    if len(parts) == 2 and all(len(part.split()) == 1 for part in parts) and parts[0].isascii():
        return [f"{parts[1]} {parts[0]}"] if parts[1] and parts[0] and not _ROLE.search(chunk) else parts
    kept = [part for part in parts if not _ROLE.search(part)]
    return kept or parts[:1]


def _clean(part: str) -> str:
    name = _AFTER.sub("", _BY.sub("", _MAIL_ADDRESS.sub("", part).strip())).strip(" \t.,:;-–—|/*•·\u00a0\u200b")
    if not 2 <= len(name) <= _LONGEST or _NOT_A_NAME.search(name) or len(name.split()) > 6:
        return ""
    return name if any(char.isalpha() for char in name) else ""
