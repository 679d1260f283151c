"""SingleFile's packed pages: a page and its pictures in a zip, inside a web page or a PNG that would unpack itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial

from library.importers import _json
from library.importers._html.page import absolute, parse_page
from library.importers._html.story import draft
from library.importers._package import Package, target
from library.importers.base import SourceFile
from library.model.errors import UnreadableFile
from library.model.story import Draft

_INDEX = re.compile(r"(?:[0-9_]+/)?index\.html")
"""The page itself; frames have folders of their own."""


def read(source: SourceFile) -> Iterable[Draft]:
    """Return the one story of a packed page, with its pictures.

    Raises UnreadableFile if there is no page in the zip, it is protected with a password, or has no text.
    """
    package = Package(source.data)
    index = next(filter(_INDEX.fullmatch, package.names), "")
    if package.locked:
        raise UnreadableFile("The page is protected with a password.")
    data = package.read(index) if index else None
    if data is None:
        raise UnreadableFile("The file is a packed page, but the page in it is damaged or missing.")
    page = parse_page(data, _address(package, index), partial(_picture, package, index), charset="utf-8")
    if page is None:
        raise UnreadableFile("The page has no text in it.")
    return (draft(page),)


def _address(package: Package, index: str) -> str:
    manifest = package.read(index.removesuffix("index.html") + "manifest.json")
    try:
        return absolute(_json.text_at(_json.load(manifest), "originalUrl"), "") if manifest else ""
    except UnreadableFile:  # the page says where it is from as well
        return ""


def _picture(package: Package, index: str, source: str) -> bytes | None:
    name, _ = target(index, source)
    return package.read(name) if name else None
