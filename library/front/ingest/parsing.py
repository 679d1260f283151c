"""What runs in a worker process: bytes become packed stories. Nothing here writes to the library."""

from __future__ import annotations

import contextlib
import enum
import hashlib
import io
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from library.front.ingest.archives import open_archive
from library.front.ingest.beside import beside
from library.front.ingest.packing import Packing, is_stream, packing_of, unpacked, unpacking
from library.front.ingest.walk import FoundFile, unreadable
from library.importers import formats
from library.importers.base import HEAD, LARGEST, PIECE, Beside, Format, SourceFile
from library.model.carried import Carried
from library.model.errors import NoStory, UnreadableFile
from library.model.story import Notice
from library.store.articles import PackedStory, pack_story
from library.store.assets import ORIGINAL, PackedAsset, pack

SPLIT_FROM = 2 * PIECE
"""Bytes from which on a file of many records is read in pieces."""
DEPTH_LIMIT = 3
"""Archives in one another that are looked into."""
CHUNK_SECONDS = 2.0
CHUNK_WEIGHT = 8 * 1024 * 1024
"""After so many seconds, or bytes to be sent back, a worker hands over what it has and leaves the rest of its files."""


@dataclass(frozen=True, slots=True)
class ParsedStory:
    """One story of a file, ready to be filed."""

    packed: PackedStory
    assets: tuple[PackedAsset, ...]
    notices: tuple[Notice, ...]
    carried: Carried | None = None


class Holds(enum.Enum):
    """What a file holds, if not stories."""

    FILES = "files"  # an archive: its files are to be read one by one
    RECORDS = "records"  # very many: it is to be read in pieces


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """A file's stories with its original bytes, or the reason why there are none.

    `other` is True if the file is sound but no story's (see `NoStory`): in a folder that is no failure. `is_known` is
    True if these very bytes were filed before, so they weren't parsed. `holds` says that it has to be opened up first.
    `fault` is a traceback for the log. `seconds` is the time it took. `is_part` is True for the stories of a file of
    which more follow: its bytes must not count as known before the last are filed.
    """

    digest: str = ""
    format: str = ""
    stories: tuple[ParsedStory, ...] = ()
    original: PackedAsset | None = None
    error: str = ""
    other: bool = False
    is_known: bool = False
    holds: Holds | None = None
    fault: str = ""
    seconds: float = 0.0
    is_part: bool = False


IsKnown = Callable[[str], bool]


def nothing_known(_digest: str) -> bool:
    """Return False: for a library that holds nothing yet."""
    return False


def parse_chunk(files: tuple[FoundFile, ...], is_known: IsKnown = nothing_known) -> tuple[ParsedFile, ...]:
    """Parse files one after another. The result is shorter than `files` where the time or the room is used up."""
    parsed: list[ParsedFile] = []
    weight = 0
    begun = time.monotonic()
    for found in files:
        parsed.append(guarded(found, is_known))
        weight += sum(len(story.packed.data) for story in parsed[-1].stories)
        weight += len(parsed[-1].original.data) if parsed[-1].original else 0
        if weight > CHUNK_WEIGHT or time.monotonic() - begun > CHUNK_SECONDS:
            break
    return tuple(parsed)


def guarded(found: FoundFile, is_known: IsKnown = nothing_known) -> ParsedFile:
    """Parse one file; a fault of ours, or too little memory, costs that file and is told in the result."""
    begun = time.perf_counter()
    try:
        parsed = parse_file(found, is_known)
    except (MemoryError, RecursionError) as error:
        room = "memory" if isinstance(error, MemoryError) else "nesting"
        parsed = ParsedFile(error=f"Reading it took too much {room}, so it was given up.")
    except Exception as error:
        sentence = f"A fault in Broadsheet kept it from being read ({type(error).__name__})."
        parsed = ParsedFile(error=sentence, fault=traceback.format_exc())
    return replace(parsed, seconds=time.perf_counter() - begun)


def parse_file(found: FoundFile, is_known: IsKnown = nothing_known) -> ParsedFile:
    """Read and parse one file. Expected failures are sentences in the result; anything raised is a bug of a parser."""
    try:
        with opened(found) as file:
            head = file.read(HEAD)
            row = None if found.piece is not None else _row_of(found, head, file)
            if isinstance(row, ParsedFile):
                return row
            limit = row.largest if row is not None else LARGEST
            data = head + file.read(limit + 1 - len(head))
        if len(data) > limit:
            raise UnreadableFile(_too_large(found, limit))
    except OSError as error:
        return ParsedFile(error=unreadable(error))
    except UnreadableFile as error:
        return ParsedFile(error=str(error))
    digest = hashlib.sha256(data).hexdigest()
    if is_known(digest):
        return ParsedFile(digest, is_known=True)
    return parse_bytes(found, data, digest, beside(found))


def parse_bytes(found: FoundFile, data: bytes, digest: str, around: Beside) -> ParsedFile:
    """Parse the bytes of a file."""
    try:
        source = SourceFile(found.name, unpacked(data, LARGEST), around)
        row = formats.detect(source.data, source.name)
    except UnreadableFile as error:
        return ParsedFile(digest, error=str(error), other=isinstance(error, NoStory))
    try:
        drafts = formats.stories(row, source)
    except UnreadableFile as error:
        return ParsedFile(digest, row.id, error=str(error), other=isinstance(error, NoStory))
    # A path tells a later telling of the one story in a file; among a thousand stories it tells nothing.
    path = found.name if len(drafts) == 1 and found.piece is None else ""
    stories = tuple(
        ParsedStory(
            pack_story(draft.story, path),
            tuple(pack(asset.digest, asset.media_type, asset.data) for asset in draft.assets),
            draft.notices,
            draft.carried,
        )
        for draft in drafts
    )
    return ParsedFile(digest, row.id, stories, pack(digest, ORIGINAL, data))


@contextlib.contextmanager
def opened(found: FoundFile) -> Iterator[BinaryIO]:
    """Open a file, wherever it lies. Raises OSError, and UnreadableFile for an archive's damaged entry."""
    if found.piece is not None:
        with found.path.open("rb") as file:
            yield _piece(file, found)
    elif found.entry is not None:
        with open_archive(found.path).opened(found.entry) as stream:
            yield stream
    else:
        with found.path.open("rb") as file:
            yield file


def _piece(file: BinaryIO, found: FoundFile) -> BinaryIO:
    assert found.piece is not None
    piece = found.piece
    if piece.end - piece.start > LARGEST:
        raise UnreadableFile(f"One record is larger than {LARGEST // (1024 * 1024)} MB.")
    file.seek(piece.start)
    return io.BytesIO(piece.before + file.read(piece.end - piece.start) + piece.after)


def _row_of(found: FoundFile, head: bytes, file: BinaryIO) -> ParsedFile | Format | None:
    """Return the answer for a file that has to be opened up first; for one to be parsed as it is its format, None
    where its beginning doesn't tell."""
    packing = packing_of(head)
    size = found.size or _size_of(found)
    if is_stream(packing):
        head, size = _inner(packing, file)
        packing = packing_of(head)
        file.seek(HEAD)
    row = _format_of(head, found)
    if packing is Packing.TAR or (packing is Packing.ZIP and row is None):
        return _folder(found)
    if row is not None and row.split and size > SPLIT_FROM:
        return ParsedFile(format=row.id, holds=Holds.RECORDS)
    return row


def _inner(packing: Packing, file: BinaryIO) -> tuple[bytes, int]:
    """Return the first bytes of a packed file, and its size or some number beyond `SPLIT_FROM`."""
    file.seek(0)
    with unpacking(packing, file) as stream:
        head = stream.read(HEAD)
        return head, len(head) + len(stream.read(SPLIT_FROM))


def _folder(found: FoundFile) -> ParsedFile:
    if found.depth >= DEPTH_LIMIT:
        return ParsedFile(error=f"It is an archive within {DEPTH_LIMIT} others, too deep to look into.")
    return ParsedFile(holds=Holds.FILES)


def _format_of(head: bytes, found: FoundFile) -> Format | None:
    with contextlib.suppress(UnreadableFile):
        return formats.detect(head, SourceFile(found.name, b"").name)
    return None


def _size_of(found: FoundFile) -> int:
    return found.entry.size if found.entry is not None else found.path.stat().st_size


def _too_large(found: FoundFile, limit: int) -> str:
    size, most = _size_of(found) // (1024 * 1024), limit // (1024 * 1024)
    return f"The file is too large for an article: {size} MB; the limit is {most} MB."
