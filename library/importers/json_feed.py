"""JSON Feed 1.0 and 1.1: a story for each item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from library.importers import _json
from library.importers._feed_entry import Entry, Picture, draft, with_damage
from library.importers._html.page import absolute
from library.importers._json import Json
from library.importers.base import SourceFile
from library.model.errors import NoStory, UnreadableFile
from library.model.story import Draft


def read(source: SourceFile) -> Iterable[Draft]:
    """Return a story for each item; one with nothing but an address is a stub.

    Raises UnreadableFile if the file isn't JSON, or no item has text or an address, NoStory if there is no item.
    """
    feed = _json.load(source.data)
    found, lost = [], 0
    for item in _json.list_at(feed, "items"):
        result = draft(_entry(item, feed)) if isinstance(item, dict) else None
        if result is None:
            lost += 1
        else:
            found.append(result)
    if not found:
        raise (UnreadableFile if lost else NoStory)("There is no item with text or an address in the feed.")
    return with_damage(found, lost)


def _entry(item: Json, feed: Json) -> Entry:
    base = absolute(_json.text_at(item, "url"), _json.text_at(feed, "home_page_url"))
    markup = _json.text_at(item, "content_html")
    return Entry(
        headline=_json.text_at(item, "title"),
        url=_json.text_at(item, "url", "external_url"),
        guid=_json.text_at(item, "id"),
        bylines=tuple(_names(item) or _names(feed)),
        source=_json.text_at(feed, "title"),
        published=_json.text_at(item, "date_published"),
        updated=_json.text_at(item, "date_modified"),
        language=_json.text_at(item, "language") or _json.text_at(feed, "language"),
        keywords=_json.texts_at(item, "tags"),
        text=markup or _json.text_at(item, "content_text"),
        summary=_json.text_at(item, "summary"),
        is_plain=not markup,
        base=base or absolute(_json.text_at(feed, "home_page_url"), ""),
        pictures=tuple(
            Picture(address) for name in ("image", "banner_image") if (address := _json.text_at(item, name))
        ),
    )


def _names(node: Json) -> list[str]:
    """The names of authors: a list since version 1.1, one before."""
    return list(filter(None, (_json.text_at(author, "name") for author in _authors(node))))


def _authors(node: Json) -> Iterator[Json]:
    yield from _json.list_at(node, "authors")
    if isinstance(node, dict) and "author" in node:
        yield node["author"]
