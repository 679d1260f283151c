"""Pictures that came with a page: found before anything searches the tree, and taken out of it.

Engines and patterns would search megabytes of inline data; and whether a picture is in the file decides whether an
`img` with an address that leads nowhere means anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from lxml.html import HtmlElement

from library.importers._html.address import absolute
from library.importers._html.sources import is_inline, sources

Pictures = Callable[[str], bytes | None]
"""Gives the bytes of a picture that came with the page, by its source as written or by its absolute address."""

CARRIED = "data:carried,"
"""What the `src` of a carried picture is made to begin with; its number in the page's `carried` follows."""

WRITTEN = "data-carried-from"
"""The attribute that keeps the name by which an element's picture was found."""

_SHORT_DATA = 400
"""Characters of a `data:` address below which it is a placeholder."""

_TAGS = ("img", "image", "amp-img")
_VARIABLE = re.compile(r"var\(\s*(--sf-img-\d+)\s*\)")
_VARIABLES = re.compile(r"(--sf-img-\d+)\s*:\s*url\(\s*[\"']?([^\"')\s]+)")


def no_pictures(source: str) -> bytes | None:
    """Return None: for a page that came alone."""
    return None


def lifted(tree: HtmlElement, base: str, pictures: Pictures = no_pictures) -> tuple[tuple[str, ...], ...]:
    """Return the sources of the pictures that came with the page, the best first, and number them in the tree.

    A source is a `data:` address, or a name that `pictures` answers. Each `img` that has any gets `CARRIED` and its
    number as `src`; the name that was answered, or else the `src` as written, stays in `WRITTEN`.
    """
    carried: dict[tuple[str, ...], int] = {}
    variables = _variables(tree)
    for element in tree.iter(*_TAGS):
        source = (element.get("src") or "").strip()
        shared = variables.get(_variable(element), "") if variables else ""
        inline = [each for each in (shared, source) if is_inline(each) and len(each) > _SHORT_DATA]
        named = () if pictures is no_pictures else _named((*sources(element), source, shared), base, pictures)
        found = (*named, *inline)
        if found:
            if name := next((each for each in (*found, source) if not is_inline(each)), ""):
                element.set(WRITTEN, name)
            element.set("src", f"{CARRIED}{carried.setdefault(found, len(carried))}")
    return tuple(carried)


def _variable(element: HtmlElement) -> str:
    match = _VARIABLE.search(element.get("style") or "")
    return match[1] if match else ""


def _variables(tree: HtmlElement) -> dict[str, str]:
    """SingleFile keeps a picture that is shown more than once in a variable of a style sheet."""
    styles = (element.text or "" for element in tree.iter("style"))
    return {name: data for style in styles if "--sf-img-" in style for name, data in _VARIABLES.findall(style)}


def _named(written_sources: Iterable[str], base: str, pictures: Pictures) -> Iterator[str]:
    asked: set[str] = set()
    for written in written_sources:
        for name in (written, absolute(written, base)):
            if name and not is_inline(name) and name not in asked:
                asked.add(name)
                if pictures(name) is not None:
                    yield name
                    break
