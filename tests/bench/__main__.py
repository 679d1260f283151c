"""`python -m tests.bench`: run all of it and print the table."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

# Before any window: what is measured is drawn into memory.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from tests.bench.measure import HEADER, line
from tests.bench.run import PARTS, rows
from tests.bench.sizes import DEFAULT, QUICK


def main() -> None:
    """Print each row as soon as it is measured."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes: figures in half a minute, less steady")
    parser.add_argument("--only", choices=PARTS, action="append", help="only this part; may be given more than once")
    options = parser.parse_args()
    qInstallMessageHandler(_on_message)
    print(HEADER)
    with tempfile.TemporaryDirectory() as folder:
        for row in rows(Path(folder), QUICK if options.quick else DEFAULT, options.only or PARTS):
            print(line(row), flush=True)


def _on_message(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    # The offscreen platform says this of every window; it means nothing there.
    if "propagateSizeHints" not in message:
        print(message, file=sys.stderr)


if __name__ == "__main__":
    main()
