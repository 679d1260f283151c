"""What a large file of articles looks like whose fields had to be guessed, before any of it comes in.

Light to import: the file is looked at in a worker process, with the limits that parsing has.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from library.importers import formats
from library.importers.base import Format, SourceFile
from library.model.errors import UnreadableFile

if TYPE_CHECKING:
    from library.importers._article_fields import FieldMap, Record

MANY = 200
"""Records from which on an import is large: fewer are quickly looked through, and quickly thrown away."""
LEAST_BYTES = 20_000
"""Bytes below which no file has so many: a hundred for each."""
LARGEST = 16 * 1024 * 1024
"""Bytes of a file that can't be cut between records, beyond which it isn't looked at."""
POLL_SECONDS = 0.05
SAMPLES = 3
"""Values that show what a field holds."""
MOST_FIELDS = 60
SAMPLE_LENGTH = 160
"""Code points of a value that are shown."""

_FORMATS = ("articles-json", "articles-lines", "articles-table")
_PACKED = (".gz", ".bz2", ".xz")
_ENDINGS = tuple(ending for row in formats.FORMATS if row.id in _FORMATS for ending in row.endings)


@dataclass(frozen=True, slots=True)
class SeenField:
    """A column or key of the file: what it was taken for (empty: nothing, it is left out), and some of its values.

    `guessed` is False where its name said what it is.
    """

    name: str
    taken_for: str
    guessed: bool
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GuessedFile:
    """A file whose fields were guessed from their values; `records` is how many it has, `about` if estimated."""

    path: Path
    records: int
    about: bool
    fields: tuple[SeenField, ...]


def may_need_guessing(path: Path) -> bool:
    """True for a file that by its ending and size may hold many articles as data. Looks at the folder alone."""
    name = path.name.lower()
    for ending in _PACKED:
        name = name.removesuffix(ending)
    if not name.endswith(_ENDINGS):
        return False
    try:
        return path.is_file() and path.stat().st_size >= LEAST_BYTES // (10 if name != path.name.lower() else 1)
    except OSError:
        return False


def guessed_files(paths: Sequence[Path], stopped: threading.Event) -> tuple[GuessedFile, ...]:
    """Look at the beginnings of files, and return those of many records whose fields had to be guessed.

    What can't be looked at is left out: its import will say why. Takes a second or so, and a process of its own; none
    is returned once `stopped` is set.
    """
    from library.front.ingest.pool import ParserPool

    with ParserPool(None, workers=1, niceness=0) as pool:  # somebody waits for it
        looks = [pool.run(look, path) for path in paths]
        while not all(each.done() for each in looks):
            if stopped.wait(POLL_SECONDS):
                return ()
        found = [cast("GuessedFile | None", each.result()) for each in looks if each.exception() is None]
    return tuple(each for each in found if each is not None)


def look(path: Path) -> GuessedFile | None:
    """Look at the first piece of a file, in a worker. None where nothing was guessed, or there is little in it."""
    from library.front.ingest.packing import is_stream, packing_of, unpacking

    try:
        with path.open("rb") as file:
            packing = packing_of(file.read(512))
            file.seek(0)
            if not is_stream(packing):
                return _looked_at(path, file, path.stat().st_size)
            with unpacking(packing, file) as stream:
                return _looked_at(path, stream, None)
    except (OSError, UnreadableFile):
        return None


def _looked_at(path: Path, file: BinaryIO, size: int | None) -> GuessedFile | None:
    from library.front.ingest.parsing import SPLIT_FROM
    from library.importers._article_fields import find_fields

    head = file.read(SPLIT_FROM + 1)
    row = formats.detect(head, SourceFile(str(path), b"").name)
    if row.id not in _FORMATS:
        return None
    is_whole = len(head) <= SPLIT_FROM
    data = head if is_whole else _first_piece(row, file)
    records = _records(row.id, data)
    fields = find_fields(records)
    if not fields.guessed or (is_whole and len(records) < MANY):
        return None
    share = 1.0 if is_whole or size is None else size / len(data)
    return GuessedFile(path, round(len(records) * share), not is_whole, _seen(records, fields))


def _first_piece(row: Format, file: BinaryIO) -> bytes:
    """Return the first piece of a large file. Raises UnreadableFile where it can't be cut."""
    piece = next(iter(formats.splitter(row)(file)))
    if piece.end - piece.start > LARGEST:
        raise UnreadableFile("The file can't be looked at in part.")
    file.seek(piece.start)
    return piece.before + file.read(piece.end - piece.start) + piece.after


def _records(format_id: str, data: bytes) -> Sequence[Record]:
    from library.importers import articles_json, articles_lines, articles_table

    readers: dict[str, Callable[[bytes], Sequence[Record]]] = {
        "articles-json": articles_json.records,
        "articles-lines": lambda data: articles_lines.records(data).records,
        "articles-table": articles_table.records,
    }
    return readers[format_id](data)


def _seen(records: Sequence[Record], fields: FieldMap) -> tuple[SeenField, ...]:
    """Return the file's fields in its order, those that are taken for something first."""
    from library.importers._article_fields import SAMPLE

    taken = {key: field for field, key in reversed(fields.keys)}
    names = dict.fromkeys(key for record in records[:SAMPLE] for key in record)
    ordered = sorted(names, key=lambda name: name not in taken)[:MOST_FIELDS]
    return tuple(
        SeenField(
            name,
            taken[name].value if name in taken else "",
            name in taken and taken[name] in fields.guessed,
            _samples([record.get(name) for record in records[:SAMPLE]]),
        )
        for name in ordered
    )


def _samples(values: Sequence[object]) -> tuple[str, ...]:
    from library.importers._article_fields import written
    from library.importers.tidy import one_line

    shown: dict[str, None] = {}
    for value in values:
        if len(shown) < SAMPLES and (text := one_line(written(value))):
            shown[text if len(text) <= SAMPLE_LENGTH else f"{text[: SAMPLE_LENGTH - 1].rstrip()}…"] = None
    return tuple(shown)
