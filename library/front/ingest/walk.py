"""From what the user dropped to the files to be read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from library.front.ingest.claims import passed_over
from library.importers.base import Piece


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in an archive.

    `place` is its number in a zip's list, or the position of its first byte in a tar; `name` its whole name there,
    for what lies beside it; `size` its unpacked bytes as the archive claims.
    """

    place: int
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read. `named` is True if the user named it, False if it was found in a folder or an archive.

    `path` is the file on the disk that holds its bytes: all of it, an `entry` of an archive, or a `piece` of a file of
    many records. `label` is its name for people where that isn't the path. `problem` is a sentence where it can't even
    be tried. `size` is in bytes, as far as known. `depth` counts the archives around it. `format` is the id of its
    format where that is settled.
    """

    path: Path
    named: bool
    problem: str = ""
    size: int = 0
    label: str = ""
    entry: Entry | None = None
    piece: Piece | None = None
    depth: int = 0
    format: str = ""

    @property
    def name(self) -> str:
        """The name as text: bytes that are no UTF-8 are written `\\xe9`, for no database takes them."""
        return self.label or shown(self.path)


def shown(path: Path) -> str:
    """Return a path as text that any database takes."""
    return os.fsencode(path).decode(errors="backslashreplace")


def walk(paths: tuple[Path, ...], named: bool = True) -> Iterator[FoundFile]:
    """Yield the files below the paths, each real file once, in order of name; `named` if the user named the paths.

    What belongs to another file (`claims`) is passed over. Links are followed, and a folder that was seen before is
    not entered again, so a cycle ends.
    """
    seen: set[tuple[int, int]] = set()
    for path in paths:
        # A stack, not a recursion: folders may lie deeper in one another than Python calls may.
        waiting = [(path, named)]
        while waiting:
            each, is_named = waiting.pop()
            try:
                status = each.stat()
                key = (status.st_dev, status.st_ino)
                if key in seen:
                    continue
                seen.add(key)
                if each.is_dir():
                    entries = sorted(os.listdir(each), reverse=True)
                    left_out = passed_over(entries)
                    waiting += [(each / name, False) for name in entries if name not in left_out]
                else:
                    yield _file(each, is_named, status.st_size)
            except OSError as error:
                yield FoundFile(each, is_named, unreadable(error))


def _file(path: Path, named: bool, size: int) -> FoundFile:
    if not path.is_file():  # a pipe or a device would be waited on for ever
        return FoundFile(path, named, "It is not a regular file.")
    return FoundFile(path, named, size=size)


def unreadable(error: OSError) -> str:
    """Return the sentence for a file that the system won't give."""
    if isinstance(error, FileNotFoundError):
        return "The file is no longer there."
    if isinstance(error, PermissionError):
        return "Broadsheet may not read it: permission denied."
    return f"The file can't be read: {(error.strerror or str(error)).lower()}."
