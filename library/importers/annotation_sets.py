"""Highlights that e-book readers export as JSON: calibre, Thorium (Readium), KOReader, Readest, Foliate.

Their places (CFI, XPointer) mean nothing outside the book's file, so the quotes are kept. A set becomes a stub named
after its book, which an article of that address or title can fill.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from library.importers import _carried as carried
from library.importers._json import Json, exact_text_at, list_at, load, text_at, texts_at
from library.importers.base import SourceFile
from library.model.annotation import Colour, HighlightStyle
from library.model.carried import Carried, CarriedHighlight
from library.model.story import Draft


def read(source: SourceFile) -> Iterable[Draft]:
    """Return a stub with its highlights for each book or page. Raises UnreadableFile if there is none."""
    harvest = carried.Harvest()
    value = load(source.data)
    for title, authors, address, items in _books(value):
        made = tuple(map(_highlight, items))
        highlights = tuple(each for each in made if each.quote or each.note)
        for _ in range(len(made) - len(highlights)):
            harvest.leave_out("without words")
        if highlights:
            harvest.add(carried.entry(address, title, authors=authors), Carried(highlights=highlights))
    return harvest.told()


def _books(value: Json) -> list[tuple[str, str, str, list[Json]]]:
    """Title, authors, address and annotations of each book in the set."""
    if text_at(value, "type").startswith("calibre_"):
        return _calibre(value)
    if text_at(value, "type") == "AnnotationSet":
        return _readium(value)
    books = list_at(value, "documents") or [value]  # KOReader's export of all books
    return [_named(book) for book in books if isinstance(book, dict)]


def _calibre(value: Json) -> list[tuple[str, str, str, list[Json]]]:
    groups: dict[str, list[Json]] = {}
    for item in list_at(value, "annotations", "highlights"):
        inner = item.get("annotation") if isinstance(item, dict) else None
        if text_at(inner or item, "type") not in ("bookmark", "last-read"):
            groups.setdefault(text_at(item, "book_id"), []).append(inner or item)
    title = text_at(value, "title", "book_title")
    return [(title, "", "", items) for items in groups.values()]


def _readium(value: Json) -> list[tuple[str, str, str, list[Json]]]:
    about = value.get("about")
    title, authors = text_at(about, "dc:title", "title"), ";".join(texts_at(about, "dc:creator", "creator"))
    groups: dict[str, list[Json]] = {}
    for item in list_at(value, "items"):
        target = item.get("target") if isinstance(item, dict) else None
        groups.setdefault(carried.web_address(text_at(target, "source")), []).append(item)
    return [(title, authors, address, items) for address, items in groups.items()]


def _named(value: Json) -> tuple[str, str, str, list[Json]]:
    inner = next((value[name] for name in ("book", "metadata") if isinstance(value.get(name), dict)), value)
    authors = [text_at(each, "name") if isinstance(each, dict) else str(each) for each in _authors(inner)]
    items = [each for each in list_at(value, "entries", "annotations") if text_at(each, "type") != "bookmark"]
    return text_at(inner, "title"), ";".join(authors), "", items


def _authors(book: Json) -> list[Json]:
    found = book.get("author") or book.get("authors") or []
    return found if isinstance(found, list) else [found]


def _highlight(item: Json) -> CarriedHighlight:
    body = item.get("body") if isinstance(item, dict) else None
    quote = _quote(item)
    comment = text_at(body, "value") or text_at(item, "notes", "note")
    written = text_at(item, "created", "createdAt", "timestamp", "time")
    return replace(
        carried.highlight(text_at(quote, "exact") or text_at(item, "highlighted_text", "text"), comment),
        created=carried.moment(written),
        tags=carried.tags(text_at(body, "tag")),
        colour=_colour(item, body),
        style=_style(item, body),
        prefix=carried.context(exact_text_at(quote, "prefix")),
        suffix=carried.context(exact_text_at(quote, "suffix")),
    )


def _quote(item: Json) -> Json:
    target = item.get("target") if isinstance(item, dict) else None
    selectors = list_at(target, "selector")
    return next((each for each in selectors if text_at(each, "type") == "TextQuoteSelector"), None)


def _style(item: Json, body: Json) -> HighlightStyle:
    """Return how it is drawn, as Readium says it (`highlight`), or KOReader (`drawer`)."""
    written = (text_at(body, "highlight"), text_at(item, "drawer"))
    return HighlightStyle.UNDERLINE if {"underline", "underscore"} & {*written} else HighlightStyle.FILL


def _colour(item: Json, body: Json) -> Colour:
    style = item.get("style") if isinstance(item, dict) else None
    return carried.colour(text_at(body, "color") or text_at(item, "color") or text_at(style, "which"))
