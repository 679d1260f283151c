"""Web pages in one file as browsers save them (MHTML, RFC 2557): the article, with pictures from the other parts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from email.message import Message
from urllib.parse import unquote, urldefrag

from library.importers import _mime
from library.importers._html.page import absolute, parse_page
from library.importers._html.story import draft
from library.importers.base import SourceFile
from library.model.errors import UnreadableFile
from library.model.story import Draft, NoticeKind

_PAGES = ("text/html", "application/xhtml+xml")
_MOST_PAGES = 40
"""Pages of one file that are tried: frames and adverts may come before the one with a text."""

_UNREADABLE = "There is no page with text in the file: it is damaged, cut off or empty."


def read(source: SourceFile) -> Iterable[Draft]:
    """Return the one story of a page saved as MHTML, with its pictures.

    The page is the part that the file names as its own; frames and other pages in it are tried where that has no text.
    Raises UnreadableFile if none has.
    """
    message = _mime.parse(source.data)
    found = list(_mime.parts(message))
    named = [(_mime.identifier(part), _mime.location(part), part) for part in found]
    for main in _pages(message, found)[:_MOST_PAGES]:
        base = absolute(_mime.location(main), absolute(_address(message), ""))
        page = parse_page(_mime.body(main), base, _Parts(named, base), charset=_mime.charset(main))
        if page is None:
            continue
        try:
            result = draft(page)
        except UnreadableFile:
            continue
        return (_with_subject(result, message),)
    raise UnreadableFile(_UNREADABLE)


def _pages(message: Message, found: list[Message]) -> list[Message]:
    """The parts that are pages, the one the file is about first."""
    start = _mime.parameter(message, "start").strip("<> ")
    address = urldefrag(_address(message))[0]

    def is_main(part: Message) -> bool:
        own = urldefrag(_mime.location(part))[0]
        return bool(start and _mime.identifier(part) == start) or bool(own and own == address)

    return sorted((part for part in found if _mime.media_type(part) in _PAGES), key=lambda part: not is_main(part))


def _address(message: Message) -> str:
    return _mime.location(message, "Snapshot-Content-Location") or _mime.location(message)


def _with_subject(result: Draft, message: Message) -> Draft:
    """A page without a title has the one the browser showed; browsers once wrote `?` for every letter beyond ASCII."""
    subject = _mime.header(message, "Subject")
    if result.story.headline or not subject or "??" in subject:
        return result
    others = tuple(notice for notice in result.notices if notice.kind is not NoticeKind.NO_HEADLINE)
    return replace(result, story=replace(result.story, headline=subject), notices=others)


class _Parts:
    """The other parts by every name a page may call them: `cid:`, their location as written, and its absolute form."""

    def __init__(self, named: Iterable[tuple[str, str, Message]], base: str) -> None:
        self._parts: dict[str, Message] = {}
        for identifier, location, part in named:
            if identifier:
                self._parts.setdefault(f"cid:{identifier}", part)
            if location:
                for name in (location, absolute(location, base)):
                    self._parts.setdefault(_key(name), part)

    def __call__(self, source: str) -> bytes | None:
        part = self._parts.get(_key(source)) or self._parts.get(_key(unquote(source)))
        return _mime.body(part) if part is not None else None


def _key(name: str) -> str:
    return name if name.lower().startswith("cid:") else urldefrag(name)[0]
