"""What an importer is given, and the table row that describes a format."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from library.model.story import Draft


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to be read: its path as the user knows it (for names and dates in it), and all its bytes, unpacked."""

    path: str
    data: bytes

    @property
    def name(self) -> str:
        """The last part of the path, without the ending of a compression that has been read through."""
        return self.path.replace("\\", "/").rsplit("/", 1)[-1].removesuffix(".gz")


Importer = Callable[[SourceFile], Iterable[Draft]]
"""Reads one file and yields its stories. Raises `UnreadableFile` with a sentence where there is none to be had;
everything short of that is a story with notices. Pure: it opens nothing and fetches nothing."""

Sniffer = Callable[[bytes, str], float]
"""Gets the first `HEAD` bytes and the file's name; returns 0.0 (not this format) to 1.0 (certainly this one)."""

HEAD = 8192


@dataclass(frozen=True, slots=True)
class Format:
    """One row of the table of formats.

    `importer` is "module:function" below `library.importers`, so that a heavy parser is imported where it is used,
    in a worker process, and never at the window's start. `endings` are lower case with their dot.
    """

    id: str
    label: str
    endings: tuple[str, ...]
    media_types: tuple[str, ...]
    sniff: Sniffer
    importer: str
    help: str
