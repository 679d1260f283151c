"""One story as `broadsheet show` prints it. Brings every exporter along: imported when a story is to be shown."""

from __future__ import annotations

from collections.abc import Callable

from library.exporters import html, markdown, plain, record
from library.front.reader import Page

_FORMATS: dict[str, Callable[[Page], str]] = {
    "text": lambda page: plain.write(page.version.story, page.annotations),
    "markdown": lambda page: markdown.write(page.version.story, page.annotations),
    "html": lambda page: html.write(page.version.story, page.annotations),
    "json": lambda page: record.write(page.version, page.history, page.annotations),
}


def written(page: Page, form: str) -> str:
    """Return a story in one of the written formats of the command line. Raises KeyError for another."""
    return _FORMATS[form](page)
