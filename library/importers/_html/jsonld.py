"""What a page says of itself in JSON-LD (https://schema.org/Article), read leniently: a third of it is malformed."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

_ARTICLE = re.compile(
    r"(?:\w*Article|BlogPosting|LiveBlogPosting|Report|Review|SocialMediaPosting|DiscussionForumPosting|Recipe|"
    r"CreativeWork|OpinionNewsArticle|MedicalWebPage)$"
)
_PAGE = re.compile(r"(?:WebPage|ItemPage|AboutPage|VideoObject|Movie|Event|Product|Book)$")
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*$"
)
_HOUSE = re.compile(r"Organi[sz]ation$")
_COMMENT = re.compile(r"^\s*//.*$", re.MULTILINE)
_PLAIN_FIELD = re.compile(
    r'"(headline|datePublished|dateModified|articleSection|author|publisher)"\s*:\s*'
    r'("(?:[^"\\]|\\.){1,500}"|\{[^{}]{1,1000}\}|\[[^\[\]]{1,2000}\])'
)
_ARTICLE_TYPE = re.compile(r'"@type"\s*:\s*"(\w*Article|BlogPosting)"')
_TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")
_TAG = re.compile(r"<[^>]{1,200}>")
_LONGEST = 4_000_000
_MOST_NODES = 5000


@dataclass(frozen=True, slots=True)
class Described:
    """An article as its page describes it; text is plain, dates are as written. Missing values are empty.

    `houses` are organisations in the authors' place.
    """

    headline: str = ""
    authors: tuple[str, ...] = ()
    houses: tuple[str, ...] = ()
    published: str = ""
    updated: str = ""
    section: str = ""
    source: str = ""
    standfirst: str = ""
    language: str = ""
    address: str = ""
    keywords: tuple[str, ...] = ()
    body: str = ""


def described(tree: HtmlElement, title: str) -> Described:
    """Return what the page's JSON-LD says of its article; of several articles, the one whose headline is the title's.

    Never raises: what can't be read as JSON is passed over.
    """
    nodes = [node for value in _values(tree) for node in _nodes(value)]
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    articles = [node for node in nodes if _is(node, _ARTICLE)] or [node for node in nodes if _is(node, _PAGE)]
    if not articles:
        return Described(
            source=next((name for node in nodes if _is(node, _SITE) and (name := _text(node.get("name")))), "")
        )
    return _described(max(articles, key=lambda node: _rank(node, title)), named)


_SITE = re.compile(r"(?:WebSite|NewsMediaOrganization)$")


def _values(tree: HtmlElement) -> Iterator[Any]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = _WRAPPING.sub("", (script.text or "").strip()).strip().rstrip(";")
        if text and len(text) <= _LONGEST:
            yield from _parsed(text)


def _parsed(text: str) -> Iterator[Any]:
    for candidate in (
        text,
        _TRAILING_COMMA.sub("", text),
        html.unescape(text),
        _TRAILING_COMMA.sub("", _COMMENT.sub("", text)),
        re.sub(r"\\(?![\"\\/bfnrtu])", r"\\\\", text),
    ):
        try:
            yield json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
        return
    try:
        yield json.JSONDecoder(strict=False).raw_decode(text)[0]  # something follows the object
    except (ValueError, RecursionError):
        yield from _salvaged(text)


def _salvaged(text: str) -> Iterator[Any]:
    """The fields that can be read one by one in an article's object that can't be read as a whole."""
    kind = _ARTICLE_TYPE.search(text)
    if kind is None:
        return
    node: dict[str, Any] = {"@type": kind[1]}
    for field in _PLAIN_FIELD.finditer(text):
        try:
            node.setdefault(field[1], json.loads(_TRAILING_COMMA.sub("", field[2]), strict=False))
        except (ValueError, RecursionError):
            continue
    yield node


def _nodes(value: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    waiting = [value]
    while waiting and len(found) < _MOST_NODES:
        each = waiting.pop()
        if isinstance(each, list):
            waiting.extend(reversed(each))
        elif isinstance(each, dict):
            found.append(each)
            waiting.extend(
                each[key]
                for key in ("itemListElement", "item", "mainEntity", "mainEntityOfPage", "@graph")
                if key in each
            )
    return found


def _is(node: dict[str, Any], pattern: re.Pattern[str]) -> bool:
    kinds = node.get("@type")
    return any(
        isinstance(kind, str) and pattern.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _rank(node: dict[str, Any], title: str) -> tuple[bool, int]:
    headline = _text(node.get("headline") or node.get("name"))
    fits = bool(headline) and (
        headline.casefold()[:40] in title.casefold() or title.casefold()[:40] in headline.casefold()
    )
    return fits, sum(1 for key in ("headline", "datePublished", "author", "articleBody", "publisher") if node.get(key))


def _described(node: dict[str, Any], named: dict[str, dict[str, Any]]) -> Described:
    sections = _names(node.get("articleSection"), named)
    people, houses = _people_and_houses(node.get("author") or node.get("creator"), named)
    return Described(
        headline=_text(node.get("headline")) or (_text(node.get("name")) if _is(node, _ARTICLE) else ""),
        authors=_names(people, named),
        houses=_names(houses, named),
        published=_text(node.get("datePublished") or node.get("dateCreated") or node.get("uploadDate")),
        updated=_text(node.get("dateModified")),
        section=sections[0] if sections else "",
        source=next(iter(_names(node.get("publisher"), named)), ""),
        standfirst=_text(node.get("description") or node.get("alternativeHeadline")),
        language=_text(node.get("inLanguage")),
        address=_address(node),
        keywords=_keywords(node.get("keywords")),
        body=_text(node.get("articleBody"), lines=True),
    )


def _address(node: dict[str, Any]) -> str:
    page = node.get("mainEntityOfPage")
    for value in (node.get("url"), page.get("@id") if isinstance(page, dict) else page):
        if isinstance(value, str) and value.startswith("http"):
            return value
    return ""


def _people_and_houses(value: Any, named: dict[str, dict[str, Any]]) -> tuple[list[Any], list[Any]]:
    people: list[Any] = []
    houses: list[Any] = []
    for each in value if isinstance(value, list) else [value]:
        node = named.get(each.get("@id", ""), each) if isinstance(each, dict) else {}
        (houses if _is(node, _HOUSE) else people).append(each)
    return people, houses


def _names(value: Any, named: dict[str, dict[str, Any]]) -> tuple[str, ...]:
    names: list[str] = []
    for each in value if isinstance(value, list) else [value]:
        node = named.get(each.get("@id", ""), each) if isinstance(each, dict) and "name" not in each else each
        name = node.get("name") if isinstance(node, dict) else node
        for one in name if isinstance(name, list) else [name]:
            text = _text(one)
            if text and text not in names:
                names.append(text)
    return tuple(names)


def _keywords(value: Any) -> tuple[str, ...]:
    parts = value if isinstance(value, list) else [value]
    words = [word for part in parts for word in (_text(part).split(",") if isinstance(part, str) else [_text(part)])]
    return tuple(word.strip() for word in words if word.strip())


def _text(value: Any, *, lines: bool = False) -> str:
    """Return a value as plain text: of a list its first, of a language map its value; markup and entities resolved."""
    for _ in range(3):
        if isinstance(value, list):
            value = value[0] if value else ""
        if isinstance(value, dict):
            value = value.get("@value") or value.get("name") or ""
    if not isinstance(value, str):
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""
    plain = html.unescape(_TAG.sub(" " if lines else "", html.unescape(value)))
    if lines:
        return "\n".join(filter(None, (" ".join(line.split()) for line in plain.splitlines())))
    return " ".join(plain.split())
