"""Documents that are zips of parts (EPUB, DOCX, ODT), read with bounds and with patience.

Owns names, sizes and damage. `zipfile` is asked for the list of members alone: it refuses what a person could still
read (a wrong checksum, a missing end, a name that differs in one place), and unpacks without a limit. Knows nothing of
what the parts mean.
"""

from __future__ import annotations

import html
import io
import posixpath
import re
import struct
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from library.model.errors import UnreadableFile

LARGEST_PART = 32 * 2**20
"""Bytes of one unpacked part. The largest text part of our corpora has 4 % of that."""

LARGEST_WHOLE = 256 * 2**20
"""Bytes of all parts that are unpacked of one document."""

MOST_PARTS = 50_000

_LOCAL = struct.Struct("<4s5H3L2H")
"""A local file header (PKWARE APPNOTE 4.3.7): mark, version, flags, method, time, date, CRC, two sizes, two lengths."""

_SOURCE = re.compile(r"<img\b[^>]*?\bsrc=\"([^\"]*)\"")
_NOT_SHOWN = (".svg", ".svgz", ".jxl", ".jp2", ".heic", ".mp4", ".webm", ".emf", ".emz", ".wmf", ".wmz", ".svm")
_MARK = b"PK\x03\x04"
_STORED, _DEFLATED = 0, 8
_STEP = 2**18
_ENCRYPTED, _UTF8 = 0x1, 0x800


@dataclass(frozen=True, slots=True)
class _Member:
    offset: int
    packed: int
    method: int
    encrypted: bool


class Package:
    """The parts of one document. `damaged` is True where the zip's directory was lost and its members were looked for.

    Raises UnreadableFile if there are no members to be found.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._left = LARGEST_WHOLE
        self._counted: set[str] = set()
        self.damaged = False
        self._members = _listed(data)
        if not self._members:
            self._members, self.damaged = _looked_for(data), True
        if not self._members:
            raise UnreadableFile("The file is damaged or cut off: there is nothing left in it to unpack.")
        self._folded = {_folded(name): name for name in reversed(self._members)}

    @property
    def names(self) -> tuple[str, ...]:
        """The parts' names in the order of the file."""
        return tuple(self._members)

    @property
    def locked(self) -> bool:
        """True if the zip itself is encrypted with a password."""
        return any(member.encrypted for member in self._members.values())

    def find(self, path: str) -> str:
        """Return the name of the part at this path, or empty: letters' case and forms may differ (they do in files
        that were repacked on another system)."""
        if path in self._members:
            return path
        return self._folded.get(_folded(path)) or self._folded.get(_folded(unquote(path))) or ""

    def read(self, path: str, most: int = LARGEST_PART) -> bytes | None:
        """Return a part's bytes, or None where there is none, it is larger than `most`, or it can't be unpacked.

        Of a part that is damaged in its middle the beginning is returned. Raises UnreadableFile if the document
        unpacks to more than `LARGEST_WHOLE`: it is a bomb.
        """
        member = self._members.get(self.find(path))
        if member is None or member.encrypted:
            return None
        data = _unpacked(self._data, member, most)
        if data is None:
            return None
        if path not in self._counted:
            self._counted.add(path)
            self._left -= len(data)
        if self._left < 0:
            raise UnreadableFile("The file unpacks to far more than a document holds; it was not read any further.")
        return data

    def picture(self, path: str) -> bytes | None:
        """Return the bytes of a picture, or None also where the document has unpacked to too much already."""
        try:
            return self.read(path)
        except UnreadableFile:
            return None


def target(base: str, address: str) -> tuple[str, str]:
    """Return the path inside the package that an address in the part `base` points to, and its fragment.

    The path is empty for an address outside of the package, and never climbs above its root.
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return "", ""
    if parts.scheme or parts.netloc:
        return "", ""
    fragment = unquote(parts.fragment)
    if not parts.path:
        return base, fragment
    path = unquote(parts.path).replace("\\", "/")
    joined = posixpath.normpath(posixpath.join("/", posixpath.dirname(base), path))
    return joined.lstrip("/"), fragment


def unshown(markup: str, package: Package) -> int:
    """Return how many different pictures of this markup are missing from the package or of a kind that isn't shown."""
    sources = {html.unescape(source) for source in _SOURCE.findall(markup)}
    inside = [source for source in sources if source and "://" not in source and not source.startswith("data:")]
    return sum(1 for source in inside if not package.find(source) or source.lower().endswith(_NOT_SHOWN))


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold().lstrip("/")


def _listed(data: bytes) -> dict[str, _Member]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()[:MOST_PARTS]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeError, OSError, struct.error):
        return {}
    return {
        member.filename.replace("\\", "/"): _Member(
            member.header_offset, member.compress_size, member.compress_type, bool(member.flag_bits & _ENCRYPTED)
        )
        for member in members
        if member.filename and not member.is_dir()
    }


def _looked_for(data: bytes) -> dict[str, _Member]:
    """The members whose own headers are there, although the directory at the end of the zip is not."""
    members: dict[str, _Member] = {}
    place = data.find(_MARK)
    while place >= 0 and len(members) < MOST_PARTS and place + _LOCAL.size <= len(data):
        _, _, flags, method, _, _, _, packed, _, name_length, _ = _LOCAL.unpack_from(data, place)
        name = data[place + _LOCAL.size : place + _LOCAL.size + name_length]
        text = name.decode("utf-8" if flags & _UTF8 else "cp437", "replace").replace("\\", "/")
        following = data.find(_MARK, place + _LOCAL.size + name_length)
        if text and not text.endswith("/"):
            # A streamed member has its sizes behind it; what follows its end is not unpacked anyway.
            reach = packed or (following if following >= 0 else len(data)) - place
            members.setdefault(text, _Member(place, reach, method, bool(flags & _ENCRYPTED)))
        place = following
    return members


def _unpacked(data: bytes, member: _Member, most: int) -> bytes | None:
    if member.offset + _LOCAL.size > len(data) or data[member.offset : member.offset + 4] != _MARK:
        return None
    header = _LOCAL.unpack_from(data, member.offset)
    start = member.offset + _LOCAL.size + header[9] + header[10]
    packed = memoryview(data)[start : start + member.packed]
    if member.method == _STORED:
        return bytes(packed) if len(packed) <= most else None
    return _inflated(packed, most) if member.method == _DEFLATED else None


def _inflated(packed: memoryview, most: int) -> bytes | None:
    """Inflate in steps, so that the size is bounded and what stands before damaged bytes is kept."""
    machine, parts, size, place = zlib.decompressobj(-zlib.MAX_WBITS), list[bytes](), 0, 0
    try:
        while not machine.eof and size <= most:
            waiting: bytes | memoryview = machine.unconsumed_tail or packed[place : place + _STEP]
            place += 0 if machine.unconsumed_tail else _STEP
            parts.append(machine.decompress(waiting, _STEP))
            size += len(parts[-1])
            if not waiting and not parts[-1]:
                break
    except zlib.error:
        pass  # damaged here: what has been unpacked so far is what there is
    return b"".join(parts) if size <= most and (any(parts) or machine.eof) else None
