"""JSON-LD of an article (https://schema.org/NewsArticle) in a file of its own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from library.importers._html.page import parse_page
from library.importers._html.story import draft
from library.importers._json import Json, list_at, load, text_at, texts_at
from library.importers.base import SourceFile
from library.model.errors import NoStory, UnreadableFile
from library.model.story import Draft, Notice, NoticeKind

_KINDS = ("article", "posting", "report", "review")
_DEEPEST = 6


def read(source: SourceFile) -> Iterable[Draft]:
    """Return the stories of the file's article nodes. Raises NoStory if none of them has a text."""
    nodes = list(_nodes(load(source.data), 0))
    made = [found for node in nodes if (found := _draft(node)) is not None]
    if not made:
        raise NoStory("There is no article with its text in this JSON-LD file.")
    if lost := len(nodes) - len(made):
        notice = Notice(NoticeKind.RECORD, f"{lost} of the file's articles came without their text.")
        made[0] = Draft(made[0].story, made[0].assets, (*made[0].notices, notice))
    return made


def _nodes(value: Json, depth: int) -> Iterator[Json]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for each in value:
            yield from _nodes(each, depth + 1)
    elif isinstance(value, dict):
        kinds = " ".join(texts_at(value, "@type", "type")).lower()
        if any(kind in kinds for kind in _KINDS):
            yield value
        else:
            for name in ("@graph", "itemListElement", "item", "mainEntity"):
                inside = list_at(value, name) or value.get(name)
                yield from _nodes(inside, depth + 1)


def _draft(node: Json) -> Draft | None:
    """Read the node as the page that carried it would have been read: one reading of JSON-LD for both."""
    if not text_at(node, "articleBody", "reviewBody", "text"):
        return None
    carried = json.dumps({"@context": "https://schema.org", **node}).replace("</", "<\\/")
    markup = f'<html><head><script type="application/ld+json">{carried}</script></head><body></body></html>'
    page = parse_page(markup.encode())
    try:
        return draft(page) if page is not None else None
    except UnreadableFile:
        return None
