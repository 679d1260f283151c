"""Starting the window: the application, its faces, the library, and what happens when any of it fails."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEventLoop, QSize, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop.faults import FILE_NAME
from desktop.session import Session
from desktop.settings import THEME, Settings
from desktop.theme.fonts import register_fonts
from desktop.window.main import MainWindow
from library.front.library import Library, open_library
from library.model.errors import BroadsheetError

log = logging.getLogger(__name__)

SETTLE_MS = 15_000
"""How long a screenshot waits for the window to settle before it gives up."""


def run_window(folder: Path, paths: list[Path]) -> int:
    """Open the window on a library, import the paths, and return the exit code once it is closed."""
    app = _application()
    try:
        library = open_library(folder)
    except BroadsheetError as error:
        print(str(error), file=sys.stderr)  # noqa: T201
        QMessageBox.critical(None, "Broadsheet", str(error))
        return 1
    try:
        session = Session(library)
        window = MainWindow(session, Settings(folder))
        _report_faults(window)
        signal.signal(signal.SIGINT, lambda *_: window.close())
        window.background.begin()
        window.show()
        if paths:
            window.import_paths(tuple(paths))
        code = app.exec()
        session.close()
        return code
    finally:
        library.close()


def take_screenshot(
    folder: Path, out: Path, article: int | None, size: tuple[int, int], theme: str, query: str
) -> None:
    """Render the real window offscreen into a PNG, after everything in it has settled.

    `size` is in pixels. Raises BroadsheetError where the library can't be opened, NotFound for an article that isn't
    there, OSError where the picture can't be written. Settings of the library are left as they are.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    qInstallMessageHandler(_say_nothing_of_hints)
    _application()
    library = open_library(folder)
    try:
        _shoot(library, out, article, size, theme, query)
    finally:
        library.close()


def _say_nothing_of_hints(_kind: QtMsgType, _context: object, message: str) -> None:
    """Pass Qt's messages on, but for what the offscreen platform says of every window."""
    if "propagateSizeHints" not in message:
        print(message, file=sys.stderr)  # noqa: T201


def _shoot(library: Library, out: Path, article: int | None, size: tuple[int, int], theme: str, query: str) -> None:
    session = Session(library)
    try:
        if article is not None:
            session.reader.current(article)
        settings = Settings(library.folder, frozen=True)
        settings.set(THEME, theme or settings.get(THEME) or "paper")
        window = MainWindow(session, settings)
        window.resize(QSize(*size))
        window.show()
        _wait_for_list(window)
        if query:
            window.articles.set_search_text(query)
            _wait_for_list(window)
        if article is not None:
            window.articles.select(article)
            window.story.open(article)
        elif window.story.page is None:
            window.story.step(1)
        _let_settle()
        if not window.grab().save(str(out), "PNG"):
            raise OSError(f"The picture can't be written to {out}.")
        window.close()
    finally:
        session.close()


def _wait_for_list(window: MainWindow) -> None:
    loop = QEventLoop()
    window.settled.connect(loop.quit)
    QTimer.singleShot(SETTLE_MS, loop.quit)
    loop.exec()


def _let_settle() -> None:
    """Run the event loop until layouts and short timers have had their turn."""
    loop = QEventLoop()
    QTimer.singleShot(300, loop.quit)
    loop.exec()


def _application() -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("Broadsheet")
    app.setDesktopFileName("broadsheet")
    app.setStyle("Fusion")
    register_fonts()
    return app


def _report_faults(window: MainWindow) -> None:
    """Turn an exception that nothing caught into a log entry, which the command line keeps on file, and a sentence."""
    path = window.session.library.folder / FILE_NAME

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.error("unexpected: %s", "".join(traceback.format_exception(kind, error, trace)))
        # By signal, because the fault may be on another thread.
        window.session.failed.emit(f"A fault in Broadsheet: {error}. A report was written to {path}.")

    sys.excepthook = hook
    threading.excepthook = lambda fault: hook(fault.exc_type, fault.exc_value or fault.exc_type(), fault.exc_traceback)
