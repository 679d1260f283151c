"""JSON Lines of articles (https://jsonlines.org): one object a line, millions of lines if need be."""

from __future__ import annotations

import json
from collections.abc import Iterable

from library.importers._article_record import Counted, drafts
from library.importers._json import Json
from library.importers.articles_json import flat
from library.importers.base import SourceFile
from library.importers.decode import decode
from library.model.errors import NoStory, UnreadableFile
from library.model.story import Draft


def read(source: SourceFile) -> Iterable[Draft]:
    """Return the stories of the lines. A line that isn't an object costs itself.

    Raises NoStory if no line gives a story, UnreadableFile if none is an object at all.
    """
    found = records(source.data)
    made = tuple(drafts(found))
    if not made:
        raise (NoStory if found.records else UnreadableFile)("None of the lines in this file is an article.")
    return made


def records(data: bytes) -> Counted:
    """Return the objects of the lines."""
    text = decode(data).text.removeprefix("\ufeff")
    lines = [line for line in text.split("\n") if line.strip()]
    found = [record for line in lines if (record := _record(line)) is not None]
    return Counted([dict(flat(record)) for record in found], damaged=len(lines) - len(found))


def _record(line: str) -> dict[str, Json] | None:
    try:
        value = json.loads(line, strict=False)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
