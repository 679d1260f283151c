"""Cutting large feeds, above all whole sites as WordPress exports them, between entries."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import BinaryIO

from library.importers.base import PIECE, Piece

_LONGEST_HEAD = 256 * 1024
"""Bytes before the first entry, which each piece gets again."""

_LONGEST_ENTRY = 32 * PIECE
_ROOT = re.compile(rb"<((?:\w+:)?(?:rss|feed|RDF))\b", re.IGNORECASE)
_FIRST = re.compile(rb"<((?:\w+:)?(?:item|entry))[\s>]")
_COMMENT = re.compile(rb"<!--.*?-->|<\?.*?\?>", re.DOTALL)


def pieces(file: BinaryIO) -> Iterator[Piece]:
    """Cut a feed between entries; each piece is a feed with the same head. What isn't plainly one stays whole."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    head = file.read(_LONGEST_HEAD)
    first = _FIRST.search(head)
    root = _ROOT.search(_COMMENT.sub(b"", head[: first.start()])) if first else None
    if first is None or root is None or b"\x00" in head[:4]:
        yield Piece(0, size)
        return
    before = head[: first.start()]
    after = _closing(before, root[1])
    start = first.start()
    for end in _ends(file, start, first[1]):
        yield Piece(start, end, before, after)
        start = end
    yield Piece(start, size, before)


def _closing(before: bytes, root: bytes) -> bytes:
    inside = b"<channel" in before and b"</channel>" not in before
    return (b"</channel>" if inside else b"") + b"</" + root + b">"


def _ends(file: BinaryIO, start: int, tag: bytes) -> Iterator[int]:
    """Places between two entries about a piece apart. An end within a CDATA section is part of a story about feeds."""
    between = re.compile(rb"</" + tag + rb"\s*>\s*(?=<" + tag + rb"[\s>])")
    file.seek(start)
    held = b""
    while chunk := file.read(max(PIECE, len(held))):
        held += chunk
        place = 0
        for match in between.finditer(held):
            if match.end() - place >= PIECE and _is_outside(held[place : match.start()]):
                yield start + match.end()
                place = match.end()
        start, held = start + place, held[place:]
        if len(held) > _LONGEST_ENTRY:
            return


def _is_outside(data: bytes) -> bool:
    return data.count(b"<![CDATA[") == data.count(b"]]>")
