"""Articles as JSON: what trafilatura, newspaper4k, news-please, Readability and news services write, one or many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from library.importers._article_fields import NAMES, ArticleField, Record, folded
from library.importers._article_record import Counted, drafts
from library.importers._json import Json, load
from library.importers.base import SourceFile
from library.model.errors import NoStory
from library.model.story import Draft

_DEEPEST = 4
_MOST_KEYS = 400


def read(source: SourceFile) -> Iterable[Draft]:
    """Return the stories of a JSON file: an article, a list of them, or an answer of a service that holds such a list.

    Raises NoStory if there is none in it, UnreadableFile if it is damaged.
    """
    found = records(source.data)
    if not found:
        raise NoStory("There is no article in this JSON file.")
    made = tuple(drafts(Counted(found)))
    if not made:
        raise NoStory("None of the records in this JSON file has a text or an address.")
    return made


def records(data: bytes) -> list[Record]:
    """Return the records of a JSON file that look like articles. Raises UnreadableFile if it is no JSON."""
    return [dict(flat(record)) for record in _articles(load(data), 0)]


def flat(record: dict[str, Json], above: str = "", depth: int = 0) -> Iterator[tuple[str, Json]]:
    """Yield the members of a record, those of objects inside it under dotted names."""
    for at, (key, value) in enumerate(record.items()):
        if at == _MOST_KEYS:
            return
        name = f"{above}{key}"
        if isinstance(value, dict) and depth < _DEEPEST:
            if value.get("name"):
                yield name, value
            yield from flat(value, f"{name}.", depth + 1)
        else:
            yield name, value


def _articles(value: Json, depth: int) -> Iterator[dict[str, Json]]:
    """Yield the objects that look like articles, outermost first: what lies inside an article is its own."""
    if isinstance(value, list):
        for each in value:
            yield from _articles(each, depth)
    elif isinstance(value, dict):
        if _is_article(value):
            yield value
        elif depth < _DEEPEST:
            for each in value.values():
                if isinstance(each, dict | list):
                    yield from _articles(each, depth + 1)


def _is_article(record: dict[str, Json]) -> bool:
    """True for an object with a text, or with a headline and an address, by their names."""
    names = {folded(key) for key, value in record.items() if isinstance(value, str) and value.strip()}
    has_title = not names.isdisjoint(NAMES[ArticleField.HEADLINE])
    if names.isdisjoint(NAMES[ArticleField.BODY]):
        return has_title and not names.isdisjoint(NAMES[ArticleField.URL])
    return has_title or len(names) > 1
