"""Saved web pages, from any browser or SingleFile: the article is taken out, the page around it stays behind."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from urllib.parse import unquote

from library.importers._html.page import parse_page
from library.importers._html.story import draft
from library.importers.base import Beside, SourceFile, nothing_beside
from library.model.errors import UnreadableFile
from library.model.story import Draft

_LONGEST = 2000
"""Characters of a source that can name a file: the longest names of file systems, percent-encoded."""


def read(source: SourceFile) -> Iterable[Draft]:
    """Return the one story of a saved page, with the pictures in the folder that a browser saved beside it. Nothing
    is fetched and nothing in the page is run.

    Raises UnreadableFile if there is no text to be seen in it.
    """
    pictures = None if source.beside is nothing_beside else partial(_saved_beside, source.beside)
    page = parse_page(source.data, pictures=pictures)
    if page is None:
        raise UnreadableFile("The page has no text in it.")
    return (draft(page),)


def _saved_beside(beside: Beside, source: str) -> bytes | None:
    """Answer a relative source with the file beside the page, whether the page names it as it is or percent-encoded;
    one that would leave the folder with nothing."""
    if ":" in source.split("/", 1)[0] or source.startswith(("/", "\\")) or len(source) > _LONGEST:
        return None
    for name in (source, unquote(source), unquote(source.partition("?")[0].partition("#")[0])):
        steps = [step for step in name.replace("\\", "/").split("/") if step not in ("", ".")]
        if steps and ".." not in steps and (found := beside("/".join(steps))) is not None:
            return found
    return None
