"""Compressed files: known by their first bytes, read as streams, never beyond a bound."""

from __future__ import annotations

import bz2
import contextlib
import enum
import gzip
import io
import lzma
import zlib
from collections.abc import Callable, Iterator
from typing import IO, BinaryIO, cast

from library.model.errors import UnreadableFile

BLOCK = 1024 * 1024
"""Bytes read at a time."""

_TAR_MAGIC = slice(257, 262)
"""Where POSIX.1-1988 and GNU tar write "ustar"."""


class Packing(enum.Enum):
    """How a file is packed. A value is what its first bytes are."""

    NONE = b""
    ZIP = b"PK"
    TAR = b"ustar"
    GZIP = b"\x1f\x8b"
    BZIP2 = b"BZh"
    XZ = b"\xfd7zXZ\x00"
    ZSTD = b"\x28\xb5\x2f\xfd"


_STREAMS = (Packing.GZIP, Packing.BZIP2, Packing.XZ, Packing.ZSTD)


def packing_of(head: bytes) -> Packing:
    """Return how a file that begins with these bytes is packed."""
    if head[_TAR_MAGIC] == Packing.TAR.value:
        return Packing.TAR
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Packing.ZIP
    return next((each for each in _STREAMS if head.startswith(each.value)), Packing.NONE)


def is_stream(packing: Packing) -> bool:
    """True if the packing holds one nameless file."""
    return packing in _STREAMS


@contextlib.contextmanager
def unpacking(packing: Packing, file: BinaryIO) -> Iterator[BinaryIO]:
    """Read a stream through its packing. Raises UnreadableFile if it is damaged, or of a kind not known here."""
    try:
        with _opened(packing, file) as stream:
            yield stream
    except (OSError, EOFError, zlib.error, lzma.LZMAError, ValueError) as error:
        raise UnreadableFile("The compressed file is damaged or cut off.") from error


def _opened(packing: Packing, file: BinaryIO) -> BinaryIO:
    openers: dict[Packing, Callable[[BinaryIO], object]] = {
        Packing.GZIP: gzip.open,
        Packing.BZIP2: bz2.open,
        Packing.XZ: lzma.open,
        Packing.ZSTD: _zstd,
    }
    return cast(BinaryIO, openers[packing](file))


def _zstd(file: BinaryIO) -> IO[bytes]:
    try:
        from compression import zstd  # type: ignore[import-not-found]  # Python 3.14 and later
    except ImportError:
        raise UnreadableFile("Files packed with Zstandard can't be read here; unpack it first.") from None
    return cast(IO[bytes], zstd.open(file))


def unpacked(data: bytes, limit: int) -> bytes:
    """Read bytes through their packing, if any, up to the limit.

    Raises UnreadableFile for a damaged or over-large stream.
    """
    packing = packing_of(data)
    if not is_stream(packing):
        return data
    with unpacking(packing, io.BytesIO(data)) as stream:
        content = stream.read(limit + 1)
    if len(content) > limit:
        raise UnreadableFile(f"Unpacked, the file is larger than {limit // (1024 * 1024)} MB.")
    return content
