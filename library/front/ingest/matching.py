"""Which story of the library annotations without their story belong to: by identity, by content, by title and quote."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from library.annotations.find_quote import quote_places
from library.model.carried import Carried
from library.model.document import text
from library.model.identity import folded, overlap
from library.model.story import Story
from library.store import articles

_NAMESAKES = 50
"""Stories of one headline that are looked into for a quote: a standing headline ("Letters") has hundreds."""

_QUOTES = 200
"""Quotes of one file that are looked for in each of them."""


def waiting_keys(carried: Carried) -> tuple[str, ...]:
    """Return the keys by which a story is known that came in as its annotations alone, until its text does."""
    identity = (f"uuid:{carried.uuid}",) if carried.uuid else ()
    return (*identity, *(content_key(content) for content in _contents(carried)))


def content_key(content_hash: str) -> str:
    """Return the key of a story that waits for a text with this content hash."""
    return f"content:{content_hash}"


def by_identity(library: sqlite3.Connection, carried: Carried) -> int | None:
    """Return the article that annotations were exported from, or one that has the very text they were made in."""
    if carried.uuid and (found := articles.article_with_uuid(library, carried.uuid)) is not None:
        return found
    for content in _contents(carried):
        if known := articles.articles_with_content(library, content):
            return known[0][0]
    for key in waiting_keys(carried):
        if waiting := articles.articles_with_key(library, key):
            return waiting[0]
    return None


def most_like(library: sqlite3.Connection, found: tuple[int, ...], story: Story) -> int:
    """Return the article that a story is another telling of, of those with its sure key.

    There are several where the user split what one address had told: then the texts decide.
    """
    if len(found) == 1:
        return found[0]
    body = text(story.document)

    def likeness(article: int) -> tuple[float, int]:
        known = articles.version(library, articles.current_version_id(library, article)).story
        return overlap(body, text(known.document)), -article

    return max(found, key=likeness)


def by_title(library: sqlite3.Connection, story: Story, carried: Carried) -> int | None:
    """Return the article of this headline in which most of the quotes stand.

    Where none of them does, an only article of the headline counts if the file names its source or its day, and
    neither is another: a title alone tells too little.
    """
    headline = folded(story.headline)
    named = articles.articles_with_headline(library, headline, _NAMESAKES) if headline else ()
    quotes = tuple(quote for quote in _quotes(carried) if quote)[:_QUOTES]
    found: list[tuple[int, int]] = []
    likely: list[int] = []
    for article in named:
        known = articles.version(library, articles.current_version_id(library, article)).story
        body = text(known.document)
        found.append((sum(bool(quote_places(body, quote)) for quote in quotes), -article))
        if _agree(story, known):
            likely.append(article)
    if found and max(found)[0]:
        return -max(found)[1]
    return likely[0] if len(likely) == 1 else None


def _agree(story: Story, known: Story) -> bool:
    pairs = (
        (folded(story.source), folded(known.source)),
        (story.published.iso[:10] if story.published else "", known.published.iso[:10] if known.published else ""),
    )
    both = [one == other for one, other in pairs if one and other]
    return bool(both) and all(both)


def _contents(carried: Carried) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.made_in for each in carried.annotations if each.made_in))


def _quotes(carried: Carried) -> Iterator[str]:
    for highlight in carried.highlights:
        yield highlight.quote.strip()
    for each in carried.annotations:
        yield each.annotation.target.quote.exact.strip()
