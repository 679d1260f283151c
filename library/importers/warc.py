"""Web archives (WARC, and ARC before it): each page in them is a story, with the pictures that were archived too."""

from __future__ import annotations

import contextlib
import io
import logging
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote, urldefrag

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from library.importers._html.page import parse_page
from library.importers._html.story import draft
from library.importers._warc_records import GZIP, records, unpacked
from library.importers.base import SourceFile
from library.model.errors import NoStory, UnreadableFile
from library.model.story import Draft, Notice, NoticeKind

logging.getLogger("warcio").addHandler(logging.NullHandler())  # its remarks on odd records are no one's to read

LARGEST = 1024 * 2**20
"""Bytes that a packed archive may unpack to."""

_LARGEST_BODY = 32 * 2**20
"""Bytes of one page or picture."""

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)")
_PAGES = ("text/html", "application/xhtml+xml")
NO_PAGE = "There is no web page with text in the archive."
_CUT = Notice(NoticeKind.DAMAGED, "The archive holds only the beginning of this page.")
_DAMAGE = (ArchiveLoadFailed, EOFError, ValueError, LookupError, TypeError, AttributeError, OSError, zlib.error)
"""What the reader of records raises on damaged ones."""


@dataclass(frozen=True, slots=True)
class Capture:
    """What the archive has of one address."""

    address: str
    media_type: str
    charset: str
    data: bytes
    cut: bool = False


def read(source: SourceFile) -> Iterable[Draft]:
    """Yield a story for each page of an archive: what a server sent as HTML with status 200.

    Requests, redirects, revisits, frames, scripts and the rest are left out; pictures go to the pages that show them.
    A record that can't be read is a notice on the first story. Raises `nothing` if there is no page with text.
    """
    found, damaged = captures(source.data)
    notices = damage(damaged)
    any_read = False
    for _, story in stories(found):
        yield replace(story, notices=(*story.notices, *notices))
        any_read, notices = True, ()
    if not any_read:
        raise nothing(found, damaged)


def captures(data: bytes) -> tuple[list[Capture], int]:
    """Return what was captured, pages and pictures alone, and how many records could not be read."""
    if data.startswith(GZIP):
        data = unpacked(data, LARGEST)
    found: list[Capture] = []
    damaged = 0
    if not data.startswith(b"WARC/"):
        try:
            for record in ArchiveIterator(io.BytesIO(data), arc2warc=True):
                found += _capture(record, whole=True)
        except _DAMAGE:
            damaged += 1
        return found, damaged
    for each in records(io.BytesIO(data)):
        before = len(found)
        try:
            record = next(iter(ArchiveIterator(io.BytesIO(data[each.start : each.end]))), None)
            found += _capture(record, whole=each.whole) if record else ()
        except _DAMAGE:
            damaged += 1
        else:
            damaged += not each.whole and len(found) == before
    return found, damaged


def _capture(record: ArcWarcRecord, *, whole: bool) -> Iterator[Capture]:
    """What a record brought, if it is a page or a picture that a server sent or a crawler made."""
    address = (record.rec_headers.get_header("WARC-Target-URI") or "").strip().strip("<>")
    headers = record.http_headers if record.rec_type == "response" else record.rec_headers
    if record.rec_type not in ("response", "resource") or headers is None or not address:
        return
    if record.rec_type == "response" and headers.get_statuscode() != "200":
        return
    label = (headers.get_header("Content-Type") or "").lower()
    media_type = label.partition(";")[0].strip()
    if media_type not in _PAGES and not media_type.startswith("image/"):
        return
    match = _CHARSET.search(label)
    body = record.content_stream().read(_LARGEST_BODY)
    cut = not whole or bool(record.rec_headers.get_header("WARC-Truncated"))
    yield Capture(address, media_type, match[1] if match else "", body, cut)


def stories(
    found: Sequence[Capture], is_wanted: Callable[[str], bool] = lambda address: True
) -> Iterator[tuple[str, Draft]]:
    """Yield the captured pages whose address is wanted, each with that address; one with nothing to see is none."""
    pictures = {_key(each.address): each.data for each in found if each.media_type not in _PAGES}

    def picture(name: str) -> bytes | None:
        return pictures.get(_key(name)) or pictures.get(_key(unquote(name)))

    for each in found:
        if each.media_type not in _PAGES or not is_wanted(each.address):
            continue
        page = parse_page(each.data, each.address, picture, charset=each.charset)
        if page is None:
            continue
        with contextlib.suppress(UnreadableFile):  # a frame, a counter, a form's answer
            story = draft(page)
            yield each.address, replace(story, notices=(*story.notices, _CUT)) if each.cut else story


def nothing(found: Sequence[Capture], damaged: int) -> UnreadableFile:
    """Return the error for an archive without a story: NoStory where no page was captured, and nothing is damaged."""
    is_sound = not damaged and not any(each.media_type in _PAGES for each in found)
    return NoStory(NO_PAGE) if is_sound else UnreadableFile(NO_PAGE)


def damage(count: int) -> tuple[Notice, ...]:
    """Return the notice of so many damaged records."""
    if not count:
        return ()
    what = "One record" if count == 1 else f"{count} records"
    return (Notice(NoticeKind.RECORD, f"{what} of the archive could not be read."),)


def _key(address: str) -> str:
    return urldefrag(address)[0].partition("://")[2] or address
