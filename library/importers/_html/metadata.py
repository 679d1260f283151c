"""The fields of a story that a page gives: from what it labels, then from what it shows, then from engines' guesses.

The order is the one that did best in our measurements: JSON-LD, OpenGraph, other meta tags, microdata, the page
itself. A field that only a guess could give says so in its origin.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

import lxml.etree
from htmldate import find_date
from lxml.html import HtmlElement
from trafilatura.metadata import extract_author

from library.importers._html import labels as heads
from library.importers._html import names, visible
from library.importers._html.jsonld import Described, described
from library.importers._html.labels import Labels
from library.importers._html.page import Page, absolute
from library.importers._html.pieces import folded
from library.importers.dates import find_stamp
from library.model.document import word_count
from library.model.stamp import Stamp, StampOrigin

_PUBLISHED_NAMES = (
    "article:published_time og:article:published_time og:published_time rnews:datepublished datepublished "
    "dc.date.issued dcterms.issued dc.date.created dcterms.created dc.date article:published parsely-pub-date "
    "sailthru.date cxenseparse:recs:publishtime citation_publication_date citation_date article.published "
    "publish_date publishdate pubdate publication_date published_time "
    "dcterms.date article_date_original originalpublicationdate date "
    "displaydate last-published publish-date article:post_date"
)
_PUBLISHED = tuple(_PUBLISHED_NAMES.split())
_TITLE = (
    "dc.title",
    "dcterms.title",
    "og:title",
    "twitter:title",
    "title",
    "headline",
    "citation_title",
    "parsely-title",
    "sailthru.title",
)
_UPDATED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "lastmod",
    "last-modified",
)
_AUTHOR = (
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
_DATE_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.\-]|$|\d{0})")
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
    heading, headline = _headline(tree, head, node, source)
    dates = list(visible.date_texts(tree))
    published = _published(tree, head, node, heading, url, dates) or (None if page.is_large else _guessed(tree, url))
    return Metadata(
        headline=headline,
        kicker=visible.kicker(heading),
        standfirst=visible.standfirst(heading),
        description=head.first("og:description")
        or node.standfirst
        or head.first("description", "twitter:description", "dc.description"),
        authors=_labelled_authors(head, node, source) or (() if page.is_large else _shown_authors(tree, source)),
        section=head.first("article:section", "og:article:section", "section", "parsely-section") or node.section,
        source=source or _host(url),
        published=published,
        updated=_updated(head, node, published, dates),
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
        if found.startswith("http") and (not known or _host(found) == _host(known)) and not _is_front(found, known):
            return found
    return known


def _is_front(found: str, known: str) -> bool:
    return urlsplit(found).path in ("", "/") and urlsplit(known).path not in ("", "/")


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.") if url else ""


def _headline(tree: HtmlElement, head: Labels, node: Described, source: str) -> tuple[HtmlElement | None, str]:
    """The headline and the heading that shows it. A label is believed; the page's heading completes a cut one."""
    labelled = node.headline or head.first(*_TITLE)
    labelled = heads.without_site(labelled, source) if folded(labelled) else ""
    shown = visible.h1_texts(tree)
    title = heads.without_site(head.title, source)
    for element, text in shown:
        if labelled and visible.same_text(text, labelled.rstrip(".… ")):
            return element, text if len(text) >= len(labelled) or folded(text) == folded(labelled) else labelled
    for element, text in shown:
        if len(folded(text)) >= 8 and folded(text) in folded(labelled or title) and not labelled:
            return element, text
    near = shown[0][0] if len(shown) == 1 else None
    if labelled and labelled != source:
        return near, labelled
    if len(shown) == 1 and (not title or word_count(shown[0][1]) >= 3) and folded(shown[0][1]) != folded(source):
        return shown[0]
    return near, heads.longest_part(title)


def _published(
    tree: HtmlElement,
    head: Labels,
    node: Described,
    heading: HtmlElement | None,
    url: str,
    dates: list[tuple[str, bool]],
) -> Stamp | None:
    candidates = [node.published, *(head.first(name) for name in _PUBLISHED)]
    candidates += [text for text, is_update in dates if not is_update][:4]
    for text in candidates:
        if text and (stamp := _stamp(text)):
            return stamp
    return visible.shown_date(tree, heading) or _date_of_address(url)


def _stamp(text: str) -> Stamp | None:
    stamp = find_stamp(text, StampOrigin.METADATA)
    if stamp is None or len(stamp.iso) < 7 or stamp.iso.startswith(("0", "1970-01-01")):
        return None  # a template's empty field
    return stamp


def _date_of_address(url: str) -> Stamp | None:
    path = unquote(urlsplit(url).path).rpartition("/http")[2]  # in a web archive's address its own date comes first
    match = _DATE_IN_ADDRESS.search(path)
    if match is None:
        return None
    try:
        return Stamp(f"{match[1]}-{match[2]}-{match[3]}", StampOrigin.ADDRESS)
    except ValueError:
        return None


def _guessed(tree: HtmlElement, url: str) -> Stamp | None:
    try:
        found = find_date(tree, original_date=True, extensive_search=True, url=url or None)
    except (ValueError, TypeError, AttributeError, RecursionError, OverflowError, lxml.etree.LxmlError):
        return None  # the engine's fault with an odd page: then there is no guess
    if not found or not re.fullmatch(r"\d{4}-\d\d-\d\d", found):
        return None
    return Stamp(found.removesuffix("-01-01"), StampOrigin.GUESS)  # the engine fills up a year it found alone


def _updated(head: Labels, node: Described, published: Stamp | None, dates: list[tuple[str, bool]]) -> Stamp | None:
    candidates = [node.updated, *(head.first(name) for name in _UPDATED)]
    candidates += [text for text, is_update in dates if is_update][:2]
    stamp = next((stamp for text in candidates if text and (stamp := _stamp(text))), None)
    return None if stamp is None or (published and stamp.iso == published.iso) else stamp


def _labelled_authors(head: Labels, node: Described, source: str) -> tuple[str, ...]:
    for found in (node.authors, *((tuple(head.all(name))) for name in _AUTHOR)):
        if cleaned := names.authors(found, source):
            return cleaned
    return ()


def _shown_authors(tree: HtmlElement, source: str) -> tuple[str, ...]:
    if cleaned := names.authors(visible.bylines(tree), source):
        return cleaned
    try:
        guess = extract_author(tree)
    except (ValueError, TypeError, AttributeError, RecursionError, lxml.etree.LxmlError):
        return ()  # the engine's fault with an odd page
    return names.authors([guess], source) if guess else ()


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
