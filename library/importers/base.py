"""What an importer is given, and the table row that describes a format."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from library.model.story import Draft

_COMPRESSION = re.compile(r"\.(?:gz|bz2|xz|zst)$", re.IGNORECASE)

Beside = Callable[[str], bytes | None]
"""Gives the bytes of a file that lies beside the one being read, by its path relative to that one's folder ("/"
between names), or None where there is none. What it is asked for never leaves that folder (or archive)."""


def nothing_beside(name: str) -> bytes | None:
    """Return None: for a file that stands alone."""
    return None


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to be read: its path as the user knows it (for names and dates in it), and its bytes, unpacked.

    Of a file of many records (see `Splitter`) the bytes may be a piece. `beside` gives the files that were saved with
    it: the pictures in a page's `_files` folder, the texts that an export keeps in files of their own.
    """

    path: str
    data: bytes
    beside: Beside = nothing_beside

    @property
    def name(self) -> str:
        """The last part of the path, without the ending of a compression that has been read through."""
        return _COMPRESSION.sub("", self.path.replace("\\", "/").rsplit("/", 1)[-1])


Importer = Callable[[SourceFile], Iterable[Draft]]
"""Reads one file and yields its stories. Raises `UnreadableFile` with a sentence where there is none to be had;
everything short of that is a story with notices. Pure: it opens nothing and fetches nothing."""

Sniffer = Callable[[bytes, str], float]
"""Gets the first `HEAD` bytes and the file's name; returns 0.0 (not this format) to 1.0 (certainly this one)."""

HEAD = 32768


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a large file that can be read by itself: the bytes from `start` to `end`, set between two others.

    `before` and `after` make it a file of its kind again: the header line of a CSV, the brackets of a JSON array.
    """

    start: int
    end: int
    before: bytes = b""
    after: bytes = b""


Splitter = Callable[[BinaryIO], Iterator[Piece]]
"""Cuts a file of many records (JSON Lines, CSV, mbox, an XML dump) into pieces of about `PIECE` bytes in one pass over
it, holding no more than a piece in memory. Together the pieces hold every record once."""

PIECE = 1024 * 1024


class Group(enum.StrEnum):
    """What people take a format for. Values are words for headings, in the order in which they are shown."""

    PAGES = "Web pages"
    DOCUMENTS = "Documents and books"
    NEWS = "Feeds, letters and wires"
    DATA = "Articles as data"
    SERVICES = "Reading services and bookmarks"


LARGEST = 64 * 1024 * 1024
"""Bytes that one article file may have, also unpacked: about 20 times the longest page among thousands of real ones.
Files of many records are read in pieces and may have any size."""

LARGEST_WITH_PICTURES = 256 * 1024 * 1024
"""Bytes that a file may have whose format carries pictures: illustrated books and magazines reach 200 MB."""


@dataclass(frozen=True, slots=True)
class Format:
    """One row of the table of formats.

    `importer` is "module:function" below `library.importers`, so that a heavy parser is imported where it is used,
    in a worker process, and never at the window's start. `split` likewise names the `Splitter` of a format whose files
    hold many records; without one a file is read whole, up to `largest` bytes. `endings` are lower case with their
    dot.
    """

    id: str
    label: str
    group: Group
    endings: tuple[str, ...]
    media_types: tuple[str, ...]
    sniff: Sniffer
    importer: str
    help: str
    split: str = ""
    largest: int = LARGEST
