"""Finding the files behind the names that a report gives."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def files_around(names: Iterable[str]) -> tuple[Path, ...]:
    """Return the files on the disk to be read for some names of a report, each once.

    The name of a file in an archive begins with the archive's. A file that is gone is tried under its own name, so
    that the report says so.
    """
    return tuple(dict.fromkeys(_file_of(Path(name)) for name in names))


def _file_of(path: Path) -> Path:
    for each in (path, *path.parents):
        if each.is_file():
            return each
        if each.is_dir():
            break
    return path
