"""Where an import unpacks what can't be read in place, and the sign that its program is alive.

Each import has a folder of its own under the library's, with a locked file in it: the system drops the lock when the
program ends in whatever way, so what a crash left behind is known, and swept by the next import.
"""

from __future__ import annotations

import contextlib
import shutil
import sys
from pathlib import Path
from typing import BinaryIO

FOLDER = "unpacking"
_LOCK = "lock"


class Spool:
    """The folder of one import. Raises OSError where it can't be made."""

    def __init__(self, library: Path, run: int) -> None:
        self.path = library / FOLDER / str(run)
        self.path.mkdir(parents=True, exist_ok=True)
        self._lock: BinaryIO | None = (self.path / _LOCK).open("ab")
        if not _locked(self._lock):
            self._lock.close()
            raise BlockingIOError(f"another program is at work on import {run}")
        for left in self.path.iterdir():
            if left.name != _LOCK:
                left.unlink()

    def close(self) -> None:
        """Remove the folder."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None
            shutil.rmtree(self.path, ignore_errors=True)
            with contextlib.suppress(OSError):  # another import has its folder there
                self.path.parent.rmdir()


def is_alive(library: Path, run: int) -> bool:
    """True if a program is at work on an import."""
    try:
        with (library / FOLDER / str(run) / _LOCK).open("ab") as file:
            return not _locked(file)
    except OSError:
        return False


def any_alive(library: Path) -> bool:
    """True if a program is at work on any import."""
    with contextlib.suppress(OSError):  # no folder: no import
        return any(
            folder.name.isdigit() and is_alive(library, int(folder.name)) for folder in (library / FOLDER).iterdir()
        )
    return False


def sweep(library: Path) -> None:
    """Remove what ended programs left."""
    with contextlib.suppress(OSError):  # none, or one that can't be listed: nothing is lost but room
        for folder in (library / FOLDER).iterdir():
            if folder.name.isdigit() and not is_alive(library, int(folder.name)):
                shutil.rmtree(folder, ignore_errors=True)


def _locked(file: BinaryIO) -> bool:
    """Lock an open file until it is closed; False if another has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
