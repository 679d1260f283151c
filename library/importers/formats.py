"""The one table of formats: detection, file dialogs, drag and drop, help and tests all read it."""

from __future__ import annotations

import importlib
from typing import cast

from library.importers import sniff
from library.importers.base import HEAD, Format, Importer, SourceFile, Splitter
from library.model.errors import UnreadableFile
from library.model.story import Draft

FORMATS: tuple[Format, ...] = (
    Format(
        id="html",
        label="Saved web page",
        endings=(".html", ".htm", ".xhtml"),
        media_types=("text/html", "application/xhtml+xml"),
        sniff=sniff.html,
        importer="html:read",
        help="A page as a browser or SingleFile saved it; the article is taken out of it, menus and adverts stay out.",
    ),
    Format(
        id="markdown",
        label="Markdown",
        endings=(".md", ".markdown", ".mdown"),
        media_types=("text/markdown",),
        sniff=sniff.markdown,
        importer="markdown:read",
        help="Markdown with or without front matter, as web clippers, note apps and blogs keep it.",
    ),
    Format(
        id="text",
        label="Plain text",
        endings=(".txt", ".text"),
        media_types=("text/plain",),
        sniff=sniff.text,
        importer="text:read",
        help="Text as it was scraped or copied from a paper: headline, byline, dates and paragraphs are recognised.",
    ),
)


_BY_ID = {row.id: row for row in FORMATS}


class UnknownFormat(UnreadableFile):
    """A file that may well be sound, but is of no format in the table."""


def detect(data: bytes, name: str) -> Format:
    """Return the format that fits the content best; the name decides only between equals.

    Raises UnreadableFile if the bytes are empty, UnknownFormat if no format fits.
    """
    head = data[:HEAD]
    if not data.strip():
        raise UnreadableFile("The file is empty.")
    best = max(FORMATS, key=lambda row: (row.sniff(head, name), name.lower().endswith(row.endings)))
    if best.sniff(head, name) <= 0.0:
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
    from library.importers.finish import finished  # imports the text importer, which the window's start needs not

    return tuple(finished(draft, source) for draft in importer(row)(source))


def read(source: SourceFile) -> tuple[Draft, ...]:
    """Detect a file's format and read its stories. Raises UnreadableFile as `detect` and the importers do."""
    return stories(detect(source.data, source.name), source)
