"""The fields of a story that a page gives: from what it labels, then from what it shows, then from engines' guesses.

The order is the one that did best in our measurements: JSON-LD, OpenGraph, other meta tags, microdata, the page
itself. A field that only a guess could give says so in its origin.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from library.importers._html import labels as heads
from library.importers._html import visible
from library.importers._html.address import host_name
from library.importers._html.bylines import authors
from library.importers._html.dated import dates
from library.importers._html.headline import headline
from library.importers._html.jsonld import Described, described
from library.importers._html.labels import Labels
from library.importers._html.near import Surroundings
from library.importers._html.page import Page, absolute
from library.model.stamp import Stamp

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page gives besides its text. `description` is the page's summary of itself, which may repeat the lede.

    `body` is the text as its JSON-LD has it; `is_article` is True where a label says that the page is one article.
    """

    headline: str = ""
    kicker: str = ""
    standfirst: str = ""
    description: str = ""
    authors: tuple[str, ...] = ()
    section: str = ""
    source: str = ""
    published: Stamp | None = None
    updated: Stamp | None = None
    language: str = ""
    url: str = ""
    keywords: tuple[str, ...] = ()
    body: str = ""
    is_article: bool = False


def read_metadata(page: Page) -> Metadata:
    """Return the page's metadata. The tree must still have its scripts and head."""
    tree, head = page.tree, heads.labels(page.tree)
    node = described(tree, head.first("og:title") or head.title)
    source = (
        head.first("og:site_name")
        or node.source
        or head.first("application-name", "dc.publisher", "publisher", "al:iphone:app_name")
    )
    url = _address(page, head, node)
    found = headline(tree, head, node, source)
    around = Surroundings(found.element)
    when = dates(tree, head, node, around, url, quick=page.is_large)
    return Metadata(
        headline=found.text,
        kicker=visible.kicker(found.element),
        standfirst=visible.standfirst(found.element),
        description=head.first("og:description")
        or node.standfirst
        or head.first("description", "twitter:description", "dc.description"),
        authors=authors(tree, head, node, around, source or host_name(url), quick=page.is_large),
        section=head.first("article:section", "og:article:section", "section", "parsely-section") or node.section,
        source=source or host_name(url),
        published=when.published,
        updated=when.updated,
        language=_language(tree, head, node),
        url=url,
        keywords=_keywords(head, node),
        body=node.body,
        is_article=bool(node.headline)
        or head.first("og:type").lower() == "article"
        or bool(head.first("article:published_time")),
    )


def _address(page: Page, head: Labels, node: Described) -> str:
    """The canonical address. One of another host than the page's own is a mistake of its template."""
    known = page.address
    link = next(
        (link.get("href") for link in page.tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()),
        "",
    )
    for candidate in (link or "", head.first("og:url"), node.address, known):
        found = absolute(candidate, known)
        if (
            found.startswith("http")
            and (not known or host_name(found) == host_name(known))
            and not _is_front(found, known)
        ):
            return found
    return known


def _is_front(found: str, known: str) -> bool:
    return urlsplit(found).path in ("", "/") and urlsplit(known).path not in ("", "/")


def _language(tree: HtmlElement, head: Labels, node: Described) -> str:
    root = tree.getroottree().getroot()
    for value in (
        root.get("lang"),
        root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        root.get("xml:lang"),
        head.first("content-language", "og:locale", "dc.language", "language", "inlanguage"),
        node.language,
    ):
        tag = (value or "").split(",")[0].strip().replace("_", "-")
        if _LANGUAGE.fullmatch(tag):
            return tag
    return ""


def _keywords(head: Labels, node: Described) -> tuple[str, ...]:
    tags = head.all("article:tag", "og:article:tag")
    joined = node.keywords or [
        word for value in head.all("news_keywords", "keywords") for word in re.split(r"\s*[,;，、]\s*", value)
    ]
    words = [word.strip() for word in (*tags, *joined) if 1 < len(word.strip()) <= 60]
    return tuple({word.casefold(): word for word in reversed(words)}.values())[::-1][:30]
