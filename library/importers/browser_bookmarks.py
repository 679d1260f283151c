"""Bookmarks as browsers keep them themselves: Firefox' JSON backup and Chrome's `Bookmarks` file.

Both are trees of folders. Firefox writes microseconds since 1970, Chrome microseconds since 1601 as text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from library.importers import _carried as carried
from library.importers._json import Json, list_at, load, text_at
from library.importers.base import SourceFile
from library.model.carried import Carried
from library.model.stamp import Stamp
from library.model.story import Draft

_WINDOWS_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_LATEST = 16_000_000_000 * 10**6  # the year 2108


def read(source: SourceFile) -> Iterable[Draft]:
    """Return a stub for each bookmark of a web address, its folders as a nested tag.

    Raises UnreadableFile if there is none.
    """
    harvest = carried.Harvest()
    for item, folders in _entries(load(source.data)):
        address = carried.web_address(text_at(item, "uri", "url"))
        if not address:
            harvest.leave_out(carried.NO_ADDRESS)
            continue
        known = Carried(
            saved=_saved(item), tags=carried.tags(carried.nested(folders), *text_at(item, "tags").split(","))
        )
        harvest.add(carried.entry(address, text_at(item, "title", "name")), known)
    return harvest.told()


def _entries(tree: Json) -> Iterator[tuple[Json, tuple[str, ...]]]:
    """Every bookmark with its folders, in the tree's order."""
    roots = tree.get("roots") if isinstance(tree, dict) else None
    waiting = [(root, ()) for root in roots.values()] if isinstance(roots, dict) else [(tree, ())]
    open_items: list[tuple[Json, tuple[str, ...]]] = list(reversed(waiting))
    while open_items:
        item, folders = open_items.pop()
        if text_at(item, "uri", "url"):
            yield item, folders
        inner = (*folders, text_at(item, "title", "name"))
        open_items.extend((child, inner) for child in reversed(list_at(item, "children")))


def _saved(item: Json) -> Stamp | None:
    since_1601 = text_at(item, "date_added")
    if not since_1601:
        return carried.moment(text_at(item, "dateAdded"))
    if not since_1601.isdecimal() or not 0 < int(since_1601[:20]) < _LATEST:
        return None
    return Stamp.of(_WINDOWS_EPOCH + timedelta(microseconds=int(since_1601)))
