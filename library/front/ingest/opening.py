"""What runs in a worker process before parsing: archives are listed, files of many records are cut into pieces.

What can't be read in place (a compressed tar, an archive in an archive) is unpacked into the import's own folder.
"""

from __future__ import annotations

import shutil
import uuid
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from library.front.ingest.archives import Listing, NotAFolder, check_ratio, open_archive
from library.front.ingest.packing import BLOCK, Packing, is_stream, packing_of, unpacking
from library.front.ingest.parsing import Holds, opened
from library.front.ingest.walk import FoundFile, unreadable
from library.importers import formats
from library.importers.base import Piece
from library.model.errors import UnreadableFile

ROOM_LEFT = 512 * 1024 * 1024
"""Bytes of the disk that unpacking leaves free."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file opened up: its `listing`, or its `pieces`. `path` is where its bytes are, `spooled` if they were unpacked.

    `error` is a sentence where it can't be opened; `other` as in `ParsedFile`.
    """

    path: Path
    spooled: bool = False
    listing: Listing | None = None
    pieces: tuple[Piece, ...] = ()
    error: str = ""
    other: bool = False


def open_file(found: FoundFile, holds: Holds, format_id: str, spool: Path) -> Opened:
    """List an archive, or cut a file of many records; `spool` is a folder to unpack into."""
    path, created = found.path, None
    try:
        unpacked = _unpacked(found, spool)
        if unpacked != found.path:
            path = created = unpacked
        if holds is Holds.FILES:
            return Opened(path, created is not None, open_archive(path).listing())
        with path.open("rb") as file:
            pieces = tuple(formats.splitter(formats.row_of(format_id))(file))
        return Opened(path, created is not None, pieces=pieces)
    except OSError as error:
        problem = Opened(found.path, error=unreadable(error))
    except UnreadableFile as error:
        problem = Opened(found.path, error=str(error), other=isinstance(error, NotAFolder))
    if created is not None:
        created.unlink(missing_ok=True)
    return problem


def _unpacked(found: FoundFile, spool: Path) -> Path:
    """Return a file on the disk that holds the file's bytes without compression around them."""
    current = found
    while True:
        with opened(current) as file:
            packing = packing_of(file.read(512))
            if current.entry is None and not is_stream(packing):
                return current.path
            file.seek(0)
            target = spool / uuid.uuid4().hex
            try:
                if is_stream(packing):
                    with unpacking(packing, file) as stream:
                        _copy(stream, target, current)
                else:
                    _copy(file, target, current)
            except BaseException:
                target.unlink(missing_ok=True)
                raise
        if current.path != found.path:
            current.path.unlink()
        if packing in (Packing.ZIP, Packing.TAR, Packing.NONE):
            return target
        current = replace(found, path=target, entry=None)


def _copy(source: BinaryIO, target: Path, found: FoundFile) -> None:
    packed = found.entry.size if found.entry is not None else found.path.stat().st_size
    written = 0
    with target.open("xb") as file:
        while block := source.read(BLOCK):
            written += len(block)
            check_ratio(written, packed)
            if shutil.disk_usage(target.parent).free < ROOM_LEFT:
                raise UnreadableFile("There is not enough room on the disk to unpack it.")
            file.write(block)
