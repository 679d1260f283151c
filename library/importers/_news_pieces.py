"""Cutting a large file of records that each end with a mark into pieces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from library.importers.base import PIECE, Piece


def cut_after(file: BinaryIO, mark: bytes, before: bytes = b"", after: bytes = b"") -> Iterator[Piece]:
    """Yield pieces that each end with a record's closing mark; what follows the last one belongs to the last piece.

    `before` is set before every piece but the first, `after` behind every piece but the last. Holds one chunk of the
    file. A file without the mark is one piece.
    """
    pending: Piece | None = None
    start = position = 0
    tail = b""
    while chunk := file.read(PIECE):
        data = tail + chunk
        found = data.rfind(mark)
        if found >= 0:
            end = position - len(tail) + found + len(mark)
            if pending is not None:
                yield replace(pending, after=after)
            pending = Piece(start, end, before if start else b"")
            start = end
        position += len(chunk)
        tail = data[max(0, len(data) - len(mark) + 1) :]
    if pending is not None:
        yield replace(pending, end=position)
    elif position:
        yield Piece(0, position)
