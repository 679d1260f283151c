"""Raindrop's CSV: `id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite`.

A folder is written as its path ("A/B" or "A / B"); highlights are text in one cell, a line for each, some of them
labelled ("Highlight:", "Note:"). The export of one folder lacks the column of folders.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from library.importers import _carried as carried
from library.importers._csv import Row, read_table
from library.importers.base import SourceFile
from library.model.carried import Carried, CarriedHighlight
from library.model.story import Draft

_NO_FOLDER = ("unsorted", "unsorted bookmarks", "all bookmarks")
_LABEL = re.compile(r"(highlight|note|color|tags)\s*:\s*(.*)", re.IGNORECASE | re.DOTALL)


def read(source: SourceFile) -> Iterable[Draft]:
    """Return a stub for each bookmark. Raises UnreadableFile if there is none."""
    harvest = carried.Harvest()
    for row in read_table(source.data).rows:
        address = carried.web_address(row.text("url"))
        if address:
            harvest.add(carried.entry(address, row.text("title"), row.text("excerpt")), _carried(row))
        else:
            harvest.leave_out(carried.NO_ADDRESS)
    return harvest.told()


def _carried(row: Row) -> Carried:
    folder = row.text("folder")
    folders = () if folder.casefold() in _NO_FOLDER else (folder,)
    return Carried(
        starred=row.flag("favorite", "favourite", "important"),
        saved=carried.moment(row.text("created")),
        tags=carried.tags(*folders, *row.text("tags").split(",")),
        note=carried.note(row.text("note")),
        highlights=_highlights(row.text("highlights")),
    )


def _highlights(cell: str) -> tuple[CarriedHighlight, ...]:
    found: list[CarriedHighlight] = []
    is_labelled = cell.casefold().startswith("highlight:")
    for written in cell.splitlines():
        match = _LABEL.fullmatch(written.strip()) if is_labelled else None
        label, words = (match[1].casefold(), match[2]) if match else ("", written.strip())
        if not words:
            continue
        if label == "highlight" or not is_labelled:
            found.append(carried.highlight(words))
        elif found:
            found[-1] = _with_line(found[-1], label, words)
    return tuple(found)


def _with_line(found: CarriedHighlight, label: str, words: str) -> CarriedHighlight:
    """The highlight with what a further line says of it; a line without a label continues what stands before it."""
    if label == "note":
        return replace(found, note=words)
    if label == "color":
        return replace(found, colour=carried.colour(words))
    if label == "tags":
        return replace(found, tags=carried.split_tags(words))
    if found.note:
        return replace(found, note=f"{found.note}\n{words}")
    return replace(found, quote=f"{found.quote}\n{words}")
