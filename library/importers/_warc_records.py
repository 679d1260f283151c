"""Where the records of a WARC file lie (ISO 28500), also where their lengths lie about it.

One record is found from the last one's end. Where that is no record's beginning, the next one is looked for, so that a
damaged record costs itself alone.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from library.importers.base import Piece

ENOUGH = 8 * 2**20
"""Bytes from which a piece ends before the next page, so that a page's pictures, which follow it, stay with it."""

TOO_MUCH = 3 * ENOUGH
"""Bytes from which a piece ends before whatever comes next."""

GZIP = b"\x1f\x8b"
_CHUNK = 2**20
_LONGEST_HEADER = 64 * 1024
_VERSION = re.compile(rb"WARC/\d\.\d[ \t]*\r?\n")
_NEXT = re.compile(rb"(?<=\n)WARC/\d\.\d[ \t]*\r?\nWARC-|(?<=\n)WARC/\d\.\d[ \t]*\r?\n(?=[A-Za-z-]+:)")
_END = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"^Content-Length[ \t]*:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_TYPE = re.compile(rb"^WARC-Type[ \t]*:[ \t]*(?:response|resource)\b", re.IGNORECASE | re.MULTILINE)
_PAGE = re.compile(rb"^Content-Type[ \t]*:[ \t]*(?:text/html|application/xhtml)", re.IGNORECASE | re.MULTILINE)
_HEADERS = 8192
"""Bytes of a record in which its own and its response's headers stand."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record: the bytes from `start` to `end`. `head` are its first few thousand; `whole` is False if the file
    ends, or the next record begins, before its length is up."""

    start: int
    end: int
    head: bytes
    whole: bool = True

    @property
    def is_page(self) -> bool:
        """True for a response that may have brought a web page."""
        return bool(_TYPE.search(self.head, 0, _HEADERS) and _PAGE.search(self.head, 0, _HEADERS))


def records(file: BinaryIO) -> Iterator[Record]:
    """Yield the records of an unpacked WARC file in order, holding no more than one chunk of it."""
    size = file.seek(0, 2)
    start = _next(file, 0, size)
    while start < size:
        file.seek(start)
        head = file.read(_HEADERS)
        other = _NEXT.search(head, 1)
        end_of_header = _END.search(head, 0, other.start() if other else len(head))
        if end_of_header is None and other is None:
            head += file.read(_LONGEST_HEADER)
            end_of_header = _END.search(head)
        length = _LENGTH.search(head, 0, end_of_header.start() + 1) if end_of_header else None
        claimed = start + end_of_header.end() + int(length[1]) if end_of_header and length else size + 1
        following = _follower(file, claimed, size) if claimed <= size else None
        if following is not None:
            yield Record(start, claimed, head[: claimed - start])
            start = following
        else:
            end = _next(file, start + 1, size)
            yield Record(start, end, head[: end - start], whole=False)
            start = end


def pieces(file: BinaryIO) -> Iterator[Piece]:
    """Cut an unpacked WARC file between records, where it can be before a page. Anything else is one piece.

    A piece without a page is left out, so that it isn't taken for a fault; the first is left if no piece has any.
    """
    size = file.seek(0, 2)
    file.seek(0)
    if not _VERSION.match(file.read(64)):
        yield Piece(0, size)
        return
    start, has_page, any_yielded = 0, False, False
    for record in records(file):
        length = record.start - start
        if length >= TOO_MUCH or (length >= ENOUGH and record.is_page):
            if has_page:
                yield Piece(start, record.start)
            start, any_yielded, has_page = record.start, any_yielded or has_page, False
        has_page = has_page or record.is_page
    if has_page:
        yield Piece(start, size)
    elif not any_yielded:
        yield Piece(0, min(size, ENOUGH))


def unpacked(data: bytes, most: int) -> bytes:
    """Return what the members of a gzip file hold together, up to `most` bytes; of a damaged member its beginning."""
    out = bytearray()
    place = 0
    while 0 <= place < len(data) and len(out) < most:
        member = zlib.decompressobj(16 + zlib.MAX_WBITS)
        try:
            out += member.decompress(data[place:], most - len(out))
        except zlib.error:
            place = data.find(GZIP + b"\x08", place + 2)
            continue
        if not member.eof:
            break
        place = data.find(GZIP, len(data) - len(member.unused_data))
    return bytes(out)


def _follower(file: BinaryIO, end: int, size: int) -> int | None:
    """Where the record after one that ends here begins; the file's size after the last, None if neither is there."""
    file.seek(end)
    between = file.read(64)
    place = len(between) - len(between.lstrip(b"\r\n"))
    if place == len(between) and end + place >= size:
        return size
    return end + place if _VERSION.match(between, place) else None


def _next(file: BinaryIO, start: int, size: int) -> int:
    """Where the next record begins, from `start` on; the file's size if there is none."""
    place, step = start, 1024  # small at first: a file of nothing but broken records is searched once for each
    while place < size:
        file.seek(place)
        chunk = file.read(step + 64)
        if place == 0 and _VERSION.match(chunk):
            return 0
        if match := _NEXT.search(chunk):
            return place + match.start()
        place, step = place + step, min(2 * step, _CHUNK)
    return size
