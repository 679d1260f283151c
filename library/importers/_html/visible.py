"""What a page shows of its story's headings, where it labels nothing: kicker, standfirst, byline, date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from library.importers._html import classes
from library.importers._html.pieces import folded
from library.importers.dates import find_stamp, is_date_line
from library.model.document import word_count
from library.model.stamp import Stamp, StampOrigin

_AUTHOR_LINK = re.compile(
    r"/(?:authors?|autor(?:en|es)?|by|people|staff|profiles?|contributors?|users?|writers?|columnists?|journalists?)/",
    re.I,
)
_UPDATED = re.compile(r"updat|modif|aktualisiert|geändert|mis à jour|actualizado|aggiornat", re.IGNORECASE)
_AWAY = frozenset(("footer", "aside", "nav"))


def h1_texts(tree: HtmlElement) -> list[tuple[HtmlElement, str]]:
    """Return the page's main headings with their text."""
    found = ((element, _flat(element)) for element in tree.iter("h1"))
    return [(element, text) for element, text in found if 2 <= len(text) <= 300]


def beside(heading: HtmlElement | None, pattern: re.Pattern[str], longest: int) -> str:
    """Return the text of the nearest element around a heading whose class is of the pattern, or empty."""
    if heading is None:
        return ""
    for area in _around(heading):
        for element in area:
            if len(names := element.get("class") or "") < 300 and pattern.search(names):
                text = _flat(element)
                if 2 <= len(text) <= longest and heading not in set(element.iter("h1")) and not _is_link(element, text):
                    return text
    return ""


def _is_link(element: HtmlElement, text: str) -> bool:
    return len(text) > 60 and sum(len(_flat(link)) for link in element.iter("a")) > len(text) // 2


def kicker(heading: HtmlElement | None) -> str:
    """Return the short line above the headline, or empty."""
    parts = re.split(r"\s+[/|•·]\s+", beside(heading, classes.KICKER, 80))
    return " / ".join(part for part in parts if not is_date_line(part))


def standfirst(heading: HtmlElement | None) -> str:
    """Return the standfirst that is marked as one near the headline, or empty."""
    text = beside(heading, classes.STANDFIRST, 700)
    return text if word_count(text) >= 4 else ""


def _around(heading: HtmlElement) -> Iterator[list[HtmlElement]]:
    """The elements of the heading's parent, grandparent and so on, while they are small enough to be a page's head."""
    for parent in list(heading.iterancestors())[:4]:
        near: list[HtmlElement] = []
        for element in parent.iter():
            if isinstance(element.tag, str):
                near.append(element)
            if len(near) > 120:
                break
        yield near


def bylines(tree: HtmlElement) -> list[str]:
    """Return the texts of the elements that the page marks as its byline, of the surest kind that there is."""
    for mark in (_by_property, _by_relation, _by_class):
        texts = [text for element in mark(tree) if (text := _byline_text(element)) and not _is_away(element)]
        if texts:
            return list(dict.fromkeys(texts))[: 2 if mark is _by_class else 6]
    return []


def _by_property(tree: HtmlElement) -> Iterator[HtmlElement]:
    for element in tree.iterfind(".//*[@itemprop]"):
        if "author" in (element.get("itemprop") or "").lower().split():
            names = [each for each in element.iter() if "name" in (each.get("itemprop") or "").lower().split()]
            yield from names or [element]


def _by_relation(tree: HtmlElement) -> Iterator[HtmlElement]:
    return (element for element in tree.iter("a") if "author" in (element.get("rel") or "").lower().split())


def _by_class(tree: HtmlElement) -> Iterator[HtmlElement]:
    for element in tree.iter():
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if 1 < len(names) < 200 and classes.BYLINE.search(names) and not classes.NO_BYLINE.search(names):
            yield element


def _byline_text(element: HtmlElement) -> str:
    """The byline without what stands around it, where the names in it are links to their authors."""
    if not isinstance(element.tag, str):
        return ""
    links = [
        link
        for link in element.iter("a")
        if _AUTHOR_LINK.search(link.get("href") or "") or "author" in (link.get("rel") or "")
    ]
    text = element.get("content") or "; ".join(filter(None, map(_flat, links))) or _flat(element)
    return text if 2 <= len(text) <= 160 else ""


def date_texts(tree: HtmlElement) -> Iterator[tuple[str, bool]]:
    """Yield the dates in the page's own markup, surest first, each with whether it is one of an update."""
    properties = [
        (element, (element.get("itemprop") or "").lower().split()) for element in tree.iterfind(".//*[@itemprop]")
    ]
    for name in ("datepublished", "datecreated", "datemodified"):
        for element, names in properties:
            if name in names and not _is_away(element):
                yield _date_text(element), name == "datemodified"
    for element in tree.iter("time"):
        if not _is_away(element):
            names = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
            yield _date_text(element), bool(_UPDATED.search(names))


def _date_text(element: HtmlElement) -> str:
    return element.get("content") or element.get("datetime") or element.get("title") or _flat(element)


def shown_date(tree: HtmlElement, heading: HtmlElement | None) -> Stamp | None:
    """Return the date printed near the headline in an element that is named after one, or None."""
    if heading is None:
        return None
    for area in _around(heading):
        for element in area:
            names = f"{element.get('class') or ''} {element.get('id') or ''}"
            if 1 < len(names) < 200 and classes.DATE.search(names) and not _is_away(element):
                text = _flat(element)
                if 6 <= len(text) <= 120 and (stamp := find_stamp(text, StampOrigin.TEXT)) and len(stamp.iso) >= 10:
                    return stamp
    return None


def _is_away(element: HtmlElement) -> bool:
    for parent in (element, *element.iterancestors()):
        if parent.tag in _AWAY or (
            classes.ELSEWHERE.search(parent.get("class") or "") and parent.tag not in ("body", "html")
        ):
            return True
    return False


def _flat(element: HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def same_text(one: str, other: str) -> bool:
    """True if two texts are alike in their letters, or the longer begins with the shorter (cut) one."""
    first, second = sorted((folded(one), folded(other)), key=len)
    return bool(first) and (first == second or (len(first) >= 20 and second.startswith(first)))
