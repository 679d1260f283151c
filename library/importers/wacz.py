"""Packed web archives with a list of their pages (WACZ 1.1.1): the pages on the list are the stories."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urldefrag

from library.importers import _json, warc
from library.importers._html.page import absolute
from library.importers._package import LARGEST_WHOLE, Package
from library.importers.base import SourceFile
from library.importers.tidy import one_line, tidy
from library.model.document import Document, paragraph
from library.model.errors import UnreadableFile
from library.model.story import Draft, Notice, NoticeKind, Story

_LISTS = ("pages/pages.jsonl", "pages/extraPages.jsonl")
_ARCHIVES = (".warc", ".warc.gz", ".arc", ".arc.gz")
_FROM_LIST = Notice(
    NoticeKind.EXTRACTION, "The page itself is not in the archive; its text is what the archive's list of pages kept."
)


@dataclass(frozen=True, slots=True)
class _Listed:
    address: str
    title: str
    text: str


def read(source: SourceFile) -> Iterable[Draft]:
    """Yield a story for each page that the archive lists, or for each page in it where it lists none.

    A listed page that wasn't captured is a story of the text that the list has of it, if it has any.
    Raises UnreadableFile if there is nothing of either.
    """
    package = Package(source.data)
    listed = {_key(page.address): page for name in _LISTS for page in _listed(package.read(name) or b"")}
    found, damaged = _captures(package)
    notices = warc.damage(damaged)
    any_read = False
    for result in _results(found, listed):
        yield replace(result, notices=(*result.notices, *notices))
        any_read, notices = True, ()
    if not any_read:
        raise warc.nothing(found, damaged)


def _results(found: list[warc.Capture], listed: dict[str, _Listed]) -> Iterator[Draft]:
    left = dict(listed)
    for address, result in warc.stories(found, lambda address: not listed or _key(address) in listed):
        page = left.pop(_key(address), None)
        titled = page is not None and not result.story.headline
        yield replace(result, story=replace(result.story, headline=page.title)) if page and titled else result
    for page in left.values():
        if page.text:
            lines = filter(None, (one_line(line) for line in tidy(page.text).split("\n")))
            document = Document(tuple(map(paragraph, lines)))
            yield Draft(Story(headline=page.title, url=page.address, document=document), notices=(_FROM_LIST,))


def _captures(package: Package) -> tuple[list[warc.Capture], int]:
    found: list[warc.Capture] = []
    damaged = 0
    for name in package.names:
        if name.lower().endswith(_ARCHIVES):
            more, faults = warc.captures(package.read(name, LARGEST_WHOLE) or b"")
            found += more
            damaged += faults
    return found, damaged


def _listed(data: bytes) -> Iterator[_Listed]:
    """The pages of a list in JSON Lines; its first line describes the list."""
    for line in data.splitlines():
        with contextlib.suppress(UnreadableFile):  # a damaged line costs its page the title alone
            entry = _json.load(line)
            if address := absolute(_json.text_at(entry, "url"), ""):
                yield _Listed(address, one_line(tidy(_json.text_at(entry, "title"))), _json.text_at(entry, "text"))


def _key(address: str) -> str:
    return urldefrag(address)[0]
