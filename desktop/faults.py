"""Faults of ours on file: what the code logs of them, tracebacks among it, in the library folder."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from pathlib import Path

FILE_NAME = "faults.log"


class _FaultFile(logging.Handler):
    """Keeps what the code logs of its own faults, tracebacks among it, in a file instead of on the terminal."""

    def __init__(self, path: Path) -> None:
        super().__init__(logging.ERROR)
        self.setFormatter(logging.Formatter("%(asctime)s %(name)s %(message)s"))
        self.path = path

    def emit(self, entry: logging.LogRecord) -> None:
        # Where the library can't be written, the sentence on standard error is all there is.
        with contextlib.suppress(OSError), self.path.open("a", encoding="utf-8") as file:
            file.write(self.format(entry) + "\n")


@contextlib.contextmanager
def faults_kept(folder: Path) -> Iterator[Path]:
    """Keep faults in a file of the library folder while the block runs; yield its path."""
    handler, root = _FaultFile(folder / FILE_NAME), logging.getLogger()
    root.addHandler(handler)
    try:
        yield handler.path
    finally:
        root.removeHandler(handler)
