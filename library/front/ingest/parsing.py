"""What runs in a worker process: one file's bytes become packed stories. Nothing here touches the library."""

from __future__ import annotations

import gzip
import hashlib
import io
import zlib
from dataclasses import dataclass, replace
from pathlib import Path

from library.front.ingest.walk import FoundFile, unreadable
from library.importers import formats
from library.importers.base import SourceFile
from library.model.carried import Carried
from library.model.errors import UnreadableFile
from library.model.story import Notice
from library.store.articles import PackedStory, pack_story
from library.store.assets import ORIGINAL, PackedAsset, pack

SIZE_LIMIT = 64 * 1024 * 1024
"""Bytes that one article file may have, also unpacked: about 20 times the longest page among thousands of real ones."""


@dataclass(frozen=True, slots=True)
class ParsedStory:
    """One story of a file, ready to be filed."""

    packed: PackedStory
    assets: tuple[PackedAsset, ...]
    notices: tuple[Notice, ...]
    carried: Carried | None = None


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """A file's stories with its original bytes, or the reason why there are none.

    `other` is True if the file is readable but of no format of ours: in a folder that is no failure.
    """

    digest: str = ""
    format: str = ""
    stories: tuple[ParsedStory, ...] = ()
    original: PackedAsset | None = None
    error: str = ""
    other: bool = False


def parse_file(found: FoundFile) -> ParsedFile:
    """Read and parse one file. Expected failures are sentences in the result; anything raised is a bug of a parser."""
    try:
        data = read_bytes(found.path)
    except OSError as error:
        return ParsedFile(error=unreadable(error))
    except UnreadableFile as error:
        return ParsedFile(error=str(error))
    digest = hashlib.sha256(data).hexdigest()
    try:
        source = SourceFile(found.name, unpacked(data))
        row = formats.detect(source.data, source.name)
    except UnreadableFile as error:
        return ParsedFile(digest, error=str(error), other=isinstance(error, formats.UnknownFormat))
    try:
        drafts = formats.stories(row, source)
    except UnreadableFile as error:
        return ParsedFile(digest, row.id, error=str(error))
    stories = tuple(
        ParsedStory(
            pack_story(draft.story, replace(found, path=found.path.absolute()).name),
            tuple(pack(asset.digest, asset.media_type, asset.data) for asset in draft.assets),
            draft.notices,
            draft.carried,
        )
        for draft in drafts
    )
    return ParsedFile(digest, row.id, stories, pack(digest, ORIGINAL, data))


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes. Raises OSError, and UnreadableFile for one beyond the limit."""
    with path.open("rb") as file:
        data = file.read(SIZE_LIMIT + 1)
        if len(data) > SIZE_LIMIT:
            megabytes = path.stat().st_size // (1024 * 1024)
            limit = SIZE_LIMIT // (1024 * 1024)
            raise UnreadableFile(f"The file is too large for an article: {megabytes} MB; the limit is {limit} MB.")
    return data


def unpacked(data: bytes) -> bytes:
    """Read through gzip, up to the limit. Raises UnreadableFile for a damaged or over-large stream."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        with gzip.open(io.BytesIO(data)) as stream:
            content = stream.read(SIZE_LIMIT + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableFile("The compressed file is damaged or cut off.") from error
    if len(content) > SIZE_LIMIT:
        raise UnreadableFile(f"Unpacked, the file is larger than {SIZE_LIMIT // (1024 * 1024)} MB.")
    return content
