"""Who wrote a story, as its page labels it, marks it up, or prints it by the headline."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

import lxml.etree
from lxml.html import HtmlElement
from trafilatura.metadata import extract_author

from library.importers._html import classes, names
from library.importers._html.jsonld import Described
from library.importers._html.labels import Labels
from library.importers._html.near import Surroundings, flat

_LABELS = (
    "dc.creator",
    "dcterms.creator",
    "article:author",
    "author",
    "byl",
    "sailthru.author",
    "parsely-author",
    "article:author_name",
    "citation_author",
    "og:article:author",
    "creator",
    "twitter:creator",
)
_AUTHOR_LINK = re.compile(
    r"/(?:authors?|autor(?:en|es)?|by|people|staff|profiles?|contributors?|users?|writers?|columnists?|journalists?)/",
    re.I,
)
_BEGINS = re.compile(
    r"\W{0,4}(?:(?:by|von|par|por)\b|(?:text|story|words|written|geschrieben|ein\w* \w+) (?:by|von)\b|"
    r"(?:autor(?:in(?:/autor)?|[/:*]in|a|e)?|authors?|auteurs?|autore|作者|著者|文|責編|责编|撰文|記者|记者|текст|автор)\s*(?:[:：／/]|$))",
    re.IGNORECASE,
)
_LABEL_ALONE = re.compile(
    r"\W{0,4}(?:text\s*[:：]|(?:autor(?:in(?:/autor)?|[/:*]in|a|e)?|authors?|auteurs?|autore|作者|著者|автор)\s*[:：]?)",
    re.IGNORECASE,
)
_LONGEST = 160
_MOST_PARTS = 12
_LONGEST_LINE = 120


def authors(
    tree: HtmlElement, head: Labels, node: Described, around: Surroundings, source: str, *, quick: bool = False
) -> tuple[str, ...]:
    """Return the authors' names in their order, none if the page gives none; with `quick` no engine is asked.

    A publication or "Staff" counts only where nobody else is named and a label says so.
    """
    labelled = [node.authors, *(tuple(head.all(name)) for name in _LABELS)]
    weak: tuple[str, ...] = ()
    for found in itertools.chain(labelled, () if quick else _shown(tree, around)):
        cleaned = names.authors(found, source)
        if names.are_people(cleaned):
            return cleaned
        weak = weak or cleaned
    if weak:
        return weak
    guess = () if quick else names.authors(_guessed(tree), source)
    if names.are_people(guess):
        return guess
    return next((house for found in (*labelled, node.houses) if (house := names.house(found))), guess)


def _shown(tree: HtmlElement, around: Surroundings) -> Iterator[tuple[str, ...]]:
    """The bylines that the page shows, surest first."""
    for mark in (_by_property, _by_relation):
        yield tuple(dict.fromkeys(filter(None, map(_text, around.nearest(mark(tree))))))[:6]
    yield tuple(dict.fromkeys(filter(None, map(_text, around.nearest(_by_class(tree))))))[:2]
    for area in (around.below(), around.above()):
        for element in area:
            if (line := _line(element)) and (byline := names.labelled(line)):
                yield (byline,)
    yield from _anywhere(tree, around)


def _anywhere(tree: HtmlElement, around: Surroundings) -> Iterator[tuple[str, ...]]:
    """Lines all over the page that begin as a byline does: a story's end is the other place for one."""
    for element in tree.iter():
        if not isinstance(element.tag, str) or not _BEGINS.match(element.text or "") or around.is_away(element):
            continue
        if _LABEL_ALONE.fullmatch(own := flat(element, _MOST_PARTS)):
            behind = element.getnext()
            named = (element.tail or "").strip() or (flat(behind, _MOST_PARTS) if behind is not None else "")
            if own.endswith((":", "：")) or names.is_full_name(named):
                yield (named,)
        for line in (own, flat(element.getparent(), _MOST_PARTS) if element.getparent() is not None else ""):
            if 4 <= len(line) <= _LONGEST_LINE and (byline := names.labelled(line)):
                yield (byline,)
                break


def _by_property(tree: HtmlElement) -> Iterator[HtmlElement]:
    for element in tree.iterfind(".//*[@itemprop]"):
        if "author" in (element.get("itemprop") or "").lower().split():
            inner = [each for each in element.iter() if "name" in (each.get("itemprop") or "").lower().split()]
            yield from inner or [element]


def _by_relation(tree: HtmlElement) -> Iterator[HtmlElement]:
    return (element for element in tree.iter("a") if "author" in (element.get("rel") or "").lower().split())


def _by_class(tree: HtmlElement) -> Iterator[HtmlElement]:
    for element in tree.iter():
        words = f"{element.get('class') or ''} {element.get('id') or ''}"
        if 1 < len(words) < 200 and classes.BYLINE.search(words) and not classes.NO_BYLINE.search(words):
            yield element


def _text(element: HtmlElement) -> str:
    """The byline without what stands around it, where the names in it are links to their authors."""
    if not isinstance(element.tag, str):
        return ""
    links = [
        link
        for link in element.iter("a")
        if _AUTHOR_LINK.search(link.get("href") or "") or "author" in (link.get("rel") or "")
    ]
    text = element.get("content") or "; ".join(filter(None, map(flat, links))) or flat(element)
    return text if 2 <= len(text) <= _LONGEST else ""


def _line(element: HtmlElement) -> str:
    text = flat(element, _MOST_PARTS)
    return text if 4 <= len(text) <= _LONGEST_LINE else ""


def _guessed(tree: HtmlElement) -> tuple[str, ...]:
    try:
        guess = extract_author(tree)
        return (guess,) if guess else ()
    except (ValueError, TypeError, AttributeError, RecursionError, lxml.etree.LxmlError):
        return ()  # the engine's fault with an odd page
