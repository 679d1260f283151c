"""Cutting large files of many records into pieces that can be read by themselves.

Each splitter looks at every byte once, in chunks, and says where the pieces lie. What it can't cut with certainty (an
encoding of two bytes a character, a file that isn't what it should be) stays in one piece.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from library.importers.base import PIECE, Piece

_CHUNK = 256 * 1024
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00")
_LONGEST_RECORD = 64 * 1024 * 1024
"""Bytes of a CSV record that are held to find its end. One without an end is a quotation mark that nobody closed."""

_LONGEST_HEADER = 64 * 1024

_JSON_TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+"|["\[\]{}]', re.DOTALL)
_REST_OF_STRING = re.compile(rb'(?:[^"\\]++|\\.)*+("?)', re.DOTALL)


def json_array(file: BinaryIO) -> Iterator[Piece]:
    """Cut a JSON array of objects between objects. A file that is no array, or in UTF-16, is one piece.

    What follows a cut-off end stays a piece of its own, so that only the last record is lost.
    """
    head = _head(file)
    if head.startswith(_WIDE) or not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"["):
        yield from _whole(file)
        return
    start = end = 0
    for first, last in _objects(file):
        if not start:
            start, end = first, last
        elif last - start > PIECE:
            yield Piece(start, end, b"[", b"]")
            start = first
        end = last
    if start:
        yield Piece(start, end, b"[", b"]")
    else:
        yield from _whole(file)


def json_lines(file: BinaryIO) -> Iterator[Piece]:
    """Cut JSON Lines at line ends. UTF-16 is one piece."""
    yield from _at_records(file, _after_last_line, header=False)


def csv_rows(file: BinaryIO) -> Iterator[Piece]:
    """Cut a CSV (any delimiter of one character) between records, honouring line ends inside quotation marks.

    The header, its first record, stands before each piece. UTF-16 is one piece.
    """
    yield from _at_records(file, _after_last_record(_delimiter(_head(file))), header=True)


def _objects(file: BinaryIO) -> Iterator[tuple[int, int]]:
    """Where the objects (or arrays) right inside the outer array begin and end. A cut-off one ends with the file."""
    depth, first, base = 0, -1, 0
    in_string = escaped = False
    while chunk := file.read(_CHUNK):
        at = 0
        if in_string:
            at, in_string, escaped = _string_goes_on(chunk, escaped)
        for token in _JSON_TOKEN.finditer(chunk, at) if not in_string else ():
            sign = token[0]
            if sign in b"{[":
                depth += 1
                if depth == 2:
                    first = base + token.start()
            elif sign in b"}]":
                if depth == 2 and first >= 0:
                    yield first, base + token.end()
                    first = -1
                depth = max(depth - 1, 0)
            elif sign == b'"':
                _, in_string, escaped = _string_goes_on(chunk[token.end() :], False)
                break
        base += len(chunk)
    if first >= 0:
        yield first, base


def _string_goes_on(chunk: bytes, escaped: bool) -> tuple[int, bool, bool]:
    """Where a string that began earlier ends in the chunk, whether it goes on, and whether a backslash is pending."""
    match = _REST_OF_STRING.match(chunk, 1 if escaped else 0)
    if match is None or match[1]:
        return (match.end() if match else len(chunk)), match is None, False
    return len(chunk), True, match.end() < len(chunk)


def _at_records(file: BinaryIO, cut: Callable[[bytes], int], *, header: bool) -> Iterator[Piece]:
    """Cut where `cut` says: it gets bytes that begin with a record, and returns how many of them are whole records."""
    if _head(file).startswith(_WIDE):
        yield from _whole(file)
        return
    first = _first_record(file, cut) if header else b""
    file.seek(len(first))
    start, held = len(first), b""
    while chunk := file.read(max(PIECE, len(held))):  # doubled as it grows, so that a long record costs no square
        held += chunk
        end = cut(held) or (len(held) if len(held) > _LONGEST_RECORD else 0)
        if end:
            yield Piece(start, start + end, first)
            start, held = start + end, held[end:]
    if held:
        yield Piece(start, start + len(held), first)


def _first_record(file: BinaryIO, cut: Callable[[bytes], int]) -> bytes:
    file.seek(0)
    record = b""
    for line in iter(lambda: file.readline(_LONGEST_HEADER), b""):
        record += line
        if cut(record) or len(record) >= _LONGEST_HEADER:
            break
    return record


def _after_last_line(data: bytes) -> int:
    return data.rfind(b"\n") + 1


def _after_last_record(delimiter: bytes) -> Callable[[bytes], int]:
    sign = re.escape(delimiter)
    field = rb'(?:"(?:[^"]++|"")*+"|(?!"))[^' + sign + rb"\r\n]*+"
    records = re.compile(rb"(?:(?:" + field + sign + rb")*+" + field + rb"(?:\r\n?|\n))*+")

    def cut(data: bytes) -> int:
        match = records.match(data)
        return match.end() if match else 0

    return cut


def _delimiter(head: bytes) -> bytes:
    """The sign that parts the header's fields, as `_csv.delimiter_of` finds it."""
    from library.importers._csv import delimiter_of

    return delimiter_of(head.decode("latin-1")).encode("latin-1")


def _head(file: BinaryIO) -> bytes:
    file.seek(0)
    head = file.read(4096)
    file.seek(0)
    return head


def _whole(file: BinaryIO) -> Iterator[Piece]:
    yield Piece(0, file.seek(0, os.SEEK_END))
