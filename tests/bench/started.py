"""A program that starts, paints its window, says when, and ends: ours or the floor's. Run by `starting.py`.

Usage: `python -m tests.bench.started window FOLDER`, or `… bare FILE` with the text of a story. Prints seconds of
`time.monotonic`, which all processes of a machine share: at the first paint, when all of it is shown; then bytes.
What each program imports, and in which order, is part of what is measured: so it stands in the functions.
"""

from __future__ import annotations

import sys
from pathlib import Path


def bare(file: Path) -> None:
    """The least that shows a story: a main window with a text browser."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow, QTextBrowser

    from tests.bench.watch import Watch

    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    browser = QTextBrowser()
    window.setCentralWidget(browser)
    window.resize(1280, 800)
    browser.setPlainText(file.read_text(encoding="utf-8"))
    watch = Watch(window)
    window.show()
    QTimer.singleShot(0, application, watch.complete)
    application.exec()


def window(folder: Path) -> None:
    """The real program, as its command starts it."""
    # The library's modules came first, as they do in the program: PySide6 looks into the source of later ones.
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from desktop.cli import main

    application = QApplication(sys.argv[:1])
    # Called by the event loop that the program starts, when its window is there and has not been painted.
    QTimer.singleShot(0, application, _watch_window)
    main(["--library", str(folder)])


def _watch_window() -> None:
    from PySide6.QtWidgets import QApplication

    from desktop.window.main import MainWindow
    from tests.bench.watch import Watch

    found = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow))
    watch = Watch(found)
    found.settled.connect(watch.complete)


if __name__ == "__main__":
    {"bare": bare, "window": window}[sys.argv[1]](Path(sys.argv[2]))
