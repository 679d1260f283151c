"""Zip and tar files walked like folders: what is in them, and the bytes of each entry.

Entries are never written under their own names: a name is something to show and to look beside, no place on the disk.
"""

from __future__ import annotations

import contextlib
import functools
import io
import stat
import tarfile
import zipfile
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from library.front.ingest.claims import passed_over
from library.front.ingest.names import decoded_names
from library.front.ingest.packing import Packing, packing_of
from library.front.ingest.walk import Entry
from library.model.errors import UnreadableFile

ENTRIES_LIMIT = 250_000
"""Files that one archive may hold: the list of them is kept in memory."""
RATIO_LIMIT = 200
RATIO_FROM = 1024**3
"""An archive that unpacks to more than a gigabyte and to 200 times its size is made to fill disks: text shrinks to a
tenth or a twentieth, and the densest exports of lists to a fiftieth."""

DOCUMENT_SIGNS = frozenset(
    {"[content_types].xml", "mimetype", "meta-inf/manifest.mf", "androidmanifest.xml", "meta-inf/container.xml"}
)
"""Entries that make a zip a document or a program, and no folder of files."""

_DAMAGED = "The archive is damaged or cut off."
_ENCRYPTED, _LINK = 0x1, stat.S_IFLNK


@dataclass(frozen=True, slots=True)
class Listing:
    """What an archive holds, in order of name: parallel columns, for there may be very many.

    `problems` are entries that can't be read, with a sentence each.
    """

    names: tuple[str, ...]
    places: array[int]
    sizes: array[int]
    problems: tuple[tuple[str, str], ...] = ()

    def entries(self) -> Iterator[Entry]:
        """Yield the entries one by one."""
        for name, place, size in zip(self.names, self.places, self.sizes, strict=True):
            yield Entry(place, name, size)


class Archive(Protocol):
    """An open archive."""

    def listing(self) -> Listing:
        """Return the files to be read in it. Raises UnreadableFile for a bomb, or more entries than can be."""

    def opened(self, entry: Entry) -> contextlib.AbstractContextManager[BinaryIO]:
        """Open an entry. Raises UnreadableFile here or while it is read."""

    def find(self, name: str) -> Entry | None:
        """Return the entry of that name, or None."""


def open_archive(path: Path) -> Archive:
    """Open the archive at a path, or return it if it was opened before and hasn't changed since.

    Raises OSError, and UnreadableFile if it is damaged.
    """
    status = path.stat()
    return _open(path, status.st_size, status.st_mtime_ns)


@functools.lru_cache(maxsize=2)
def _open(path: Path, size: int, _changed: int) -> Archive:
    with path.open("rb") as file:
        packing = packing_of(file.read(512))
    return _Zip(path, size) if packing is Packing.ZIP else _Tar(path, size)


class _Zip:
    """A zip. Its directory is read once; 100,000 entries take about a second and 60 MB."""

    def __init__(self, path: Path, size: int) -> None:
        self._size = size
        try:
            self._file = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
            raise UnreadableFile(_DAMAGED) from error
        self._infos = self._file.infolist()
        if len(self._infos) > ENTRIES_LIMIT:
            raise UnreadableFile(f"The archive holds {len(self._infos):,} entries; the limit is {ENTRIES_LIMIT:,}.")
        self._names = decoded_names([_raw_name(info) for info in self._infos])

    def listing(self) -> Listing:
        if any(name.lower() in DOCUMENT_SIGNS for name in self._names):
            raise NotAFolder
        files = [
            (name, at)
            for at, (name, info) in enumerate(zip(self._names, self._infos, strict=True))
            if not (name.endswith("/") or stat.S_IFMT(info.external_attr >> 16) == _LINK)
        ]
        if sum(info.compress_size for info in self._infos) > self._size:
            raise UnreadableFile("The archive's entries overlap, as in files made to fill disks; it was not unpacked.")
        check_ratio(sum(info.file_size for info in self._infos), self._size)
        wanted = _wanted(files)
        locked = tuple(
            (name, "It is locked with a password.") for name, at in wanted if self._infos[at].flag_bits & _ENCRYPTED
        )
        free = [(name, at) for name, at in wanted if not self._infos[at].flag_bits & _ENCRYPTED]
        return Listing(
            tuple(name for name, _ in free),
            array("q", (at for _, at in free)),
            array("q", (self._infos[at].file_size for _, at in free)),
            locked,
        )

    @contextlib.contextmanager
    def opened(self, entry: Entry) -> Iterator[BinaryIO]:
        with _readable(), self._file.open(self._infos[entry.place]) as stream:
            yield cast(BinaryIO, stream)

    def find(self, name: str) -> Entry | None:
        at = self._index.get(name)
        return None if at is None else Entry(at, name, self._infos[at].file_size)

    @functools.cached_property
    def _index(self) -> dict[str, int]:
        return {name: at for at, name in enumerate(self._names)}


class _Tar:
    """A tar that isn't compressed. An entry is a stretch of it."""

    def __init__(self, path: Path, size: int) -> None:
        self._path = path
        self._size = size

    def listing(self) -> Listing:
        wanted = _wanted((entry.name, at) for at, entry in enumerate(self._entries))
        return Listing(
            tuple(name for name, _ in wanted),
            array("q", (self._entries[at].place for _, at in wanted)),
            array("q", (self._entries[at].size for _, at in wanted)),
        )

    @contextlib.contextmanager
    def opened(self, entry: Entry) -> Iterator[BinaryIO]:
        if entry.place + entry.size > self._size:
            raise UnreadableFile(_DAMAGED)
        with _readable(), self._path.open("rb") as file:
            yield cast(BinaryIO, io.BufferedReader(Stretch(file, entry.place, entry.place + entry.size)))

    def find(self, name: str) -> Entry | None:
        return self._index.get(name)

    @functools.cached_property
    def _index(self) -> dict[str, Entry]:
        return {entry.name: entry for entry in self._entries}

    @functools.cached_property
    def _entries(self) -> list[Entry]:
        found: list[Entry] = []
        raw: list[bytes] = []
        with _readable(), tarfile.open(self._path, "r:", errors="surrogateescape") as tar:
            while (member := tar.next()) is not None:
                tar.members = []  # type: ignore[attr-defined]  # it keeps all of them otherwise
                if member.isreg() and not member.issparse():
                    raw.append(member.name.encode("utf-8", "surrogateescape"))
                    found.append(Entry(member.offset_data, "", member.size))
                if len(found) > ENTRIES_LIMIT:
                    raise UnreadableFile(f"The archive holds more than {ENTRIES_LIMIT:,} entries, the limit.")
        names = decoded_names(raw)
        return [Entry(entry.place, name, entry.size) for entry, name in zip(found, names, strict=True)]


class NotAFolder(UnreadableFile):
    """A zip that is a document of a kind of its own."""

    def __init__(self) -> None:
        super().__init__("The file isn't in a format that Broadsheet reads.")


class Stretch(io.RawIOBase):
    """A part of an open file as a file of its own."""

    def __init__(self, file: BinaryIO, start: int, end: int) -> None:
        self._file = file
        self._start = start
        self._at = start
        self._end = end

    def readable(self) -> bool:
        """True."""
        return True

    def seekable(self) -> bool:
        """True."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move; return the place from the stretch's own start."""
        base = {io.SEEK_SET: self._start, io.SEEK_CUR: self._at, io.SEEK_END: self._end}[whence]
        self._at = max(self._start, base + offset)
        return self._at - self._start

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer; return how much was read."""
        self._file.seek(self._at)
        data = self._file.read(min(len(buffer), max(0, self._end - self._at)))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)


def check_ratio(unpacked: int, packed: int) -> None:
    """Raise UnreadableFile if so many bytes out of so few mean harm."""
    if unpacked > RATIO_FROM and unpacked > packed * RATIO_LIMIT:
        raise UnreadableFile(
            f"It would unpack to {unpacked // 1024**3:,} GB, more than {RATIO_LIMIT} times its size, as files made to"
            " fill disks do; it was not unpacked."
        )


@contextlib.contextmanager
def _readable() -> Iterator[None]:
    """Turn what a damaged archive raises into sentences."""
    try:
        yield
    except NotImplementedError as error:
        raise UnreadableFile("It is packed in a way that can't be read here; unpack the archive first.") from error
    except RuntimeError as error:
        raise UnreadableFile("It is locked with a password.") from error
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, ValueError, OverflowError) as error:
        raise UnreadableFile(_DAMAGED) from error


def _raw_name(info: zipfile.ZipInfo) -> bytes | str:
    """Return the name's bytes where the entry doesn't say that they are UTF-8."""
    name = info.orig_filename.split("\x00", 1)[0]
    return name if info.flag_bits & 0x800 else name.encode("cp437", "replace")


def _wanted(files: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return the files to be read, in order of name: what lies in a folder that is passed over is left out."""
    listed = list(files)
    folders: dict[str, set[str]] = defaultdict(set)
    for name, _ in listed:
        folder = name
        while folder:
            folder, _, last = folder.rpartition("/")
            if last in folders[folder]:
                break
            folders[folder].add(last)
    left_out = {f"{folder}/{name}".lstrip("/") for folder, names in folders.items() for name in passed_over(names)}
    kept = [(name, at) for name, at in listed if not _lies_below(name, left_out)] if left_out else listed
    return sorted(kept, key=lambda each: (each[0].split("/"), each[1]))


def _lies_below(name: str, folders: set[str]) -> bool:
    name = name.lstrip("/")
    while name:
        if name in folders:
            return True
        name = name.rpartition("/")[0]
    return False
