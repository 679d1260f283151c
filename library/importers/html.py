"""Saved web pages, from any browser or SingleFile: the article is taken out, the page around it stays behind."""

from __future__ import annotations

from collections.abc import Iterable

from library.importers._html.page import parse_page
from library.importers._html.story import draft
from library.importers.base import SourceFile
from library.model.errors import UnreadableFile
from library.model.story import Draft


def read(source: SourceFile) -> Iterable[Draft]:
    """Return the one story of a saved page. Nothing is fetched and nothing in the page is run.

    Raises UnreadableFile if there is no text to be seen in it.
    """
    page = parse_page(source.data)
    if page is None:
        raise UnreadableFile("The page has no text in it.")
    return (draft(page),)
