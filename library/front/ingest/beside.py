"""What lies beside a file being read: in its folder or in its archive, and nowhere else."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from library.front.ingest.archives import open_archive
from library.front.ingest.walk import FoundFile
from library.importers.base import Beside, nothing_beside
from library.model.errors import UnreadableFile

ONE_LIMIT = 64 * 1024 * 1024
ALL_LIMIT = 256 * 1024 * 1024
"""Bytes that one file beside may have, and all that are asked for together."""


def beside(found: FoundFile) -> Beside:
    """Return what gives the files beside one."""
    if found.piece is not None and found.label:
        return nothing_beside
    return _bounded(_in_archive(found) if found.entry is not None else _in_folder(found.path))


def _bounded(read: Callable[[str], bytes | None]) -> Beside:
    left = ALL_LIMIT

    def get(name: str) -> bytes | None:
        nonlocal left
        parts = name.split("/")
        if not name or "\x00" in name or "\\" in name or any(part in ("", ".", "..") for part in parts):
            return None
        try:
            data = read(name)
        except (OSError, UnreadableFile, ValueError):  # what isn't to be had isn't there: the importer says so
            return None
        if data is None or len(data) > min(ONE_LIMIT, left):
            return None
        left -= len(data)
        return data

    return get


def _in_folder(path: Path) -> Callable[[str], bytes | None]:
    folder = os.path.realpath(path.parent)

    def read(name: str) -> bytes | None:
        real = os.path.realpath(os.path.join(folder, name))
        if os.path.commonpath((folder, real)) != folder or not os.path.isfile(real):
            return None  # a link that leads out, or nothing to read
        with open(real, "rb") as file:
            return file.read(ONE_LIMIT + 1)

    return read


def _in_archive(found: FoundFile) -> Callable[[str], bytes | None]:
    assert found.entry is not None
    folder = found.entry.name.rpartition("/")[0]

    def read(name: str) -> bytes | None:
        archive = open_archive(found.path)
        entry = archive.find(f"{folder}/{name}" if folder else name)
        if entry is None or entry.size > ONE_LIMIT:
            return None
        with archive.opened(entry) as stream:
            return stream.read(ONE_LIMIT + 1)

    return read
