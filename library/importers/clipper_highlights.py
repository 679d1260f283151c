"""Highlights that the Obsidian Web Clipper exports: `[{url,title,highlights:[{text,timestamp,notes}],data:[…]}]`.

`text` and `content` are markup. `data` is the clipper's own record: parts with one `groupId` are one highlight, and
`textQuote` has what stood beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from library.importers import _carried as carried
from library.importers._html.story import read_fragment
from library.importers._json import Json, exact_text_at, list_at, load, text_at, texts_at
from library.importers.base import SourceFile
from library.model.carried import Carried, CarriedHighlight
from library.model.stamp import Stamp
from library.model.story import Draft


def read(source: SourceFile) -> Iterable[Draft]:
    """Return a stub with its highlights for each page. Raises UnreadableFile if there is none."""
    harvest = carried.Harvest()
    value = load(source.data)
    for item in value if isinstance(value, list) else [value]:
        address = carried.web_address(text_at(item, "url"))
        if not address:
            harvest.leave_out(carried.NO_ADDRESS)
            continue
        highlights = _from_data(list_at(item, "data")) or tuple(map(_plain, list_at(item, "highlights")))
        known = Carried(highlights=tuple(each for each in highlights if each.quote or each.note))
        harvest.add(carried.entry(address, text_at(item, "title")), known)
    return harvest.told()


def _plain(item: Json) -> CarriedHighlight:
    notes = "\n\n".join(texts_at(item, "notes"))
    return carried.highlight(_words(text_at(item, "text")), notes, carried.moment(text_at(item, "timestamp")))


def _from_data(parts: list[Json]) -> tuple[CarriedHighlight, ...]:
    groups: dict[str, list[Json]] = {}
    for number, part in enumerate(parts):
        groups.setdefault(text_at(part, "groupId") or f" {number}", []).append(part)
    return tuple(_joined(group) for group in groups.values())


def _joined(parts: list[Json]) -> CarriedHighlight:
    first, last = (part.get("textQuote") if isinstance(part, dict) else None for part in (parts[0], parts[-1]))
    quote = "\n".join(_words(text_at(part, "content")) for part in parts)
    notes = "\n\n".join(dict.fromkeys(note for part in parts for note in texts_at(part, "notes")))
    return replace(
        carried.highlight(quote, notes, _made(text_at(parts[0], "id"))),
        colour=carried.colour(text_at(parts[0], "color")),
        prefix=carried.context(exact_text_at(first, "prefix")),
        suffix=carried.context(exact_text_at(last, "suffix")),
    )


def _made(identity: str) -> Stamp | None:
    """An id is the time it was made, in milliseconds."""
    return carried.moment(identity) if identity.isdecimal() else None


def _words(markup: str) -> str:
    return "\n".join(block.text for block in read_fragment(markup).blocks)
