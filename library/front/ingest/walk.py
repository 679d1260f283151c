"""From what the user dropped to the files to be read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

IGNORED_NAMES = {"__MACOSX", "Thumbs.db", "desktop.ini"}


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read. `named` is True if the user named it, False if it was found in a folder.

    `problem` is a sentence where it can't even be tried.
    """

    path: Path
    named: bool
    problem: str = ""

    @property
    def name(self) -> str:
        """The path as text: bytes of a name that are no UTF-8 are written `\\xe9`, for no database takes them."""
        return os.fsencode(self.path).decode(errors="backslashreplace")


def walk(paths: tuple[Path, ...]) -> Iterator[FoundFile]:
    """Yield the files below the paths, each real file once, in order of name.

    Hidden files and the folders that browsers save beside a page (`X_files` of `X.html`) are passed over. Links are
    followed, and a folder that was seen before is not entered again, so a cycle ends.
    """
    seen: set[tuple[int, int]] = set()
    for path in paths:
        yield from _walk(path, True, seen)


def _walk(path: Path, named: bool, seen: set[tuple[int, int]]) -> Iterator[FoundFile]:
    try:
        status = path.stat()
        key = (status.st_dev, status.st_ino)
        if key in seen:
            return
        seen.add(key)
        if not path.is_dir():
            yield _file(path, named)
            return
        entries = sorted(os.listdir(path))
    except OSError as error:
        yield FoundFile(path, named, unreadable(error))
        return
    names = set(entries)
    for name in entries:
        if not _passed_over(name, names):
            yield from _walk(path / name, False, seen)


def _file(path: Path, named: bool) -> FoundFile:
    if not path.is_file():  # a pipe or a device would be waited on for ever
        return FoundFile(path, named, "It is not a regular file.")
    return FoundFile(path, named)


def _passed_over(name: str, names: set[str]) -> bool:
    if name.startswith(".") or name in IGNORED_NAMES:
        return True
    page = name.removesuffix("_files")
    return page != name and any(page + ending in names for ending in (".html", ".htm", ".xhtml"))


def unreadable(error: OSError) -> str:
    """Return the sentence for a file that the system won't give."""
    if isinstance(error, FileNotFoundError):
        return "The file is no longer there."
    if isinstance(error, PermissionError):
        return "Broadsheet may not read it: permission denied."
    return f"The file can't be read: {(error.strerror or str(error)).lower()}."
