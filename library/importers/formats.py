"""What is done with the table of formats: telling which one a file has, and reading it so."""

from __future__ import annotations

import importlib
from typing import cast

from library.importers.base import HEAD, Format, Importer, SourceFile, Splitter
from library.importers.table import FORMATS
from library.model.errors import NoStory, UnreadableFile
from library.model.story import Draft

__all__ = ["FORMATS", "UnknownFormat", "detect", "importer", "read", "row_of", "splitter", "stories"]

_BY_ID = {row.id: row for row in FORMATS}


class UnknownFormat(NoStory):
    """A file of no format in the table."""


def detect(data: bytes, name: str) -> Format:
    """Return the format that fits the content best; the name decides only between equals.

    Raises UnreadableFile if the bytes are empty, UnknownFormat if no format fits.
    """
    head = data[:HEAD]
    if not data.strip():
        raise UnreadableFile("The file is empty.")
    score, _, best = max(
        ((row.sniff(head, name), name.lower().endswith(row.endings), row) for row in FORMATS), key=lambda each: each[:2]
    )
    if score <= 0.0:
        raise UnknownFormat("The file isn't in a format that Broadsheet reads.")
    return best


def importer(row: Format) -> Importer:
    """Import and return the row's importer."""
    module, function = row.importer.split(":")
    return cast(Importer, getattr(importlib.import_module(f"library.importers.{module}"), function))


def splitter(row: Format) -> Splitter:
    """Import and return what cuts the row's files into pieces; the row must name one."""
    module, function = row.split.split(":")
    return cast(Splitter, getattr(importlib.import_module(f"library.importers.{module}"), function))


def row_of(format_id: str) -> Format:
    """Return the row with this id. Raises KeyError."""
    return _BY_ID[format_id]


def stories(row: Format, source: SourceFile) -> tuple[Draft, ...]:
    """Return the stories of a file of this format. Raises UnreadableFile as the importers do."""
    from library.importers.finish import finished  # imports what tells languages, which the window's start needs not

    drafts = tuple(importer(row)(source))
    is_alone = len(drafts) == 1 and not row.split
    return tuple(finished(draft, source, is_alone=is_alone) for draft in drafts)


def read(source: SourceFile) -> tuple[Draft, ...]:
    """Detect a file's format and read its stories. Raises UnreadableFile as `detect` and the importers do."""
    return stories(detect(source.data, source.name), source)
