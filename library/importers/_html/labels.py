"""The labels in a page's head: `meta` tags, OpenGraph, links, and the title's parts."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from library.importers._html.pieces import folded

_SEPARATOR = re.compile(r"\s+[|\-–—·•»:/«]+\s+|\s*[|_»｜]\s*|\s*::\s*")


@dataclass(frozen=True, slots=True)
class Labels:
    """All `meta` values of a page by name, in order; `title` is the title element's text.

    Names are lower case, and `dc:title` is the same as `dc.title`.
    """

    title: str = ""
    values: dict[str, list[str]] = field(default_factory=dict)

    def first(self, *names: str) -> str:
        """Return the first value under the first of the names that has one, or empty."""
        return next((value for name in names for value in self.values.get(name.replace(":", "."), ())), "")

    def firsts(self, *names: str) -> list[str]:
        """Return the first value under each of the names that has one, in the names' order."""
        return [value for name in names if (value := self.first(name))]

    def all(self, *names: str) -> list[str]:
        """Return every value under the names, in order, without repeats."""
        return list(dict.fromkeys(value for name in names for value in self.values.get(name.replace(":", "."), ())))


def labels(tree: HtmlElement) -> Labels:
    """Return the page's labels, whatever part of the tree they ended up in."""
    values: defaultdict[str, list[str]] = defaultdict(list)
    for element in tree.iter("meta"):
        content = " ".join((element.get("content") or element.get("value") or "").split())
        if not content:
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            for name in (element.get(attribute) or "").lower().split():
                values[name.replace(":", ".")].append(content)
    return Labels(_title(tree), dict(values))


def _title(tree: HtmlElement) -> str:
    for element in tree.iter("title"):
        parent = element.getparent()
        if parent is not None and parent.tag in ("head", "html", "body", "meta", "link"):
            return " ".join(str(element.text_content()).split())
    return ""


def without_site(title: str, site: str) -> str:
    """Return a title without the name of the site that it begins or ends with."""
    parts = _SEPARATOR.split(title)
    if len(parts) < 2:
        return title
    name = folded(site)
    last_break = list(_SEPARATOR.finditer(title))
    head, tail = title[: last_break[-1].start()], title[last_break[-1].end() :]
    if name and _is_site(tail, name):
        return without_site(head.strip(), site)
    first_tail = title[last_break[0].end() :]
    if name and _is_site(title[: last_break[0].start()], name):
        return first_tail.strip()
    return title


def longest_part(title: str) -> str:
    """Return the longest of a title's parts, for a page that doesn't name its site."""
    parts = [part.strip() for part in re.split(r"\s+[|–—·•»«-]\s+|\s*[|｜]\s*", title)]
    best = max(parts, key=len)
    return best if len(best) >= 0.5 * len(title) else title


def _is_site(part: str, name: str) -> bool:
    key = folded(part)
    return bool(key) and (
        key == name or (len(key) >= 4 and (key in name or name in key) and len(key) <= 2.5 * len(name))
    )
