"""What a user waits for in the whole window: a search, the next story, a highlight, and anything during an import."""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import count, cycle, pairwise
from pathlib import Path

from PySide6.QtCore import QEventLoop, QProcess, Qt, QTimer, SignalInstance
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTextBrowser

from desktop.articles.search import TYPING_MS
from desktop.session import Session
from desktop.settings import Settings
from desktop.theme.fonts import register_fonts
from desktop.window.main import MainWindow
from library.model.document import text, word_count
from library.search.parse import while_typing
from tests.bench.libraries import opened
from tests.bench.library_side import bare_rows, matches, raw, words_of
from tests.bench.make import as_page, stories
from tests.bench.measure import Row, in_turns, percentile
from tests.bench.panes import Painted
from tests.bench.sizes import Sizes

FRAME = 0.016
TICK_MS = 4
PATIENCE_MS = 60_000


@contextmanager
def window_on(folder: Path) -> Iterator[MainWindow]:
    """The real window on a library, shown and with its first list in it."""
    register_fonts()
    with opened(folder) as library, closing(Session(library)) as session:
        window = MainWindow(session, Settings(folder, frozen=True))
        _until(window.settled, window.show)
        try:
            yield window
        finally:
            window.close()
            window.deleteLater()


def window_rows(folder: Path, sizes: Sizes) -> list[Row]:
    """Type a search, step to the next story, highlight in it, over the library in a folder."""
    with window_on(folder) as window, closing(raw(folder)) as sql:
        return [_search_row(window, sql, sizes), _step_row(window, sizes), _highlight_row(window, folder, sizes)]


def _step_row(window: MainWindow, sizes: Sizes) -> Row:
    _until(window.listing.listed, lambda: window.articles.set_search_text(""))
    window.story.step(1)
    browser = QTextBrowser()
    browser.resize(window.reader.size())
    browser.show()
    QApplication.processEvents()
    bare = Painted(browser)
    page = Painted(window.reader.view)
    row = in_turns(
        "next story in the window",
        page.after(lambda: window.story.step(1)),
        "bare QTextBrowser, plain text",
        bare.after(lambda: browser.setPlainText(_body(window))),
        sizes.turns * 3,
        f"{word_count(_body(window))} words, read from the disk",
    )
    browser.close()
    browser.deleteLater()
    return row


def _highlight_row(window: MainWindow, folder: Path, sizes: Sizes) -> Row:
    starts = count(10, 3)
    painted = Painted(window.reader.view)

    def highlight() -> None:
        window.reader.view.select(at := next(starts), at + 20)
        _until(window.session.changed, window.annotating.highlight)

    with bare_rows(folder) as insert:
        what = "a highlight in the window, until its mark shows"
        return in_turns(what, painted.after(highlight), "one durable row", insert, sizes.turns * 3)


def _search_row(window: MainWindow, sql: sqlite3.Connection, sizes: Sizes) -> Row:
    word = words_of(sql)[0]
    field = window.articles.findChild(QLineEdit, "searchField")
    keys = cycle((lambda: QTest.keyClick(field, Qt.Key.Key_Backspace), lambda: QTest.keyClicks(field, word[-1])))
    _until(window.listing.listed, lambda: window.articles.set_search_text(word))

    def press() -> None:
        _until(window.listing.listed, next(keys), lambda: window.listing.query == while_typing(field.text()))
        QApplication.processEvents()

    return in_turns(
        "a key in the search field, until its list shows",
        press,
        "bare MATCH, unranked",
        lambda: matches(sql, word),
        sizes.turns,
        f"{TYPING_MS} ms of it wait for a pause; {len(matches(sql, word)):,} hits",
    )


def stall_rows(folder: Path, sizes: Sizes) -> list[Row]:
    """Import pages in a real window, and look how long its event loop is kept; beside a window at rest meanwhile."""
    pages = folder / "stalled"
    pages.mkdir()
    for number, story in enumerate(stories(sizes.stalled_pages, seed=11)):
        (pages / f"{number:05}.html").write_text(as_page(story), encoding="utf-8")
    with window_on(folder / "importing") as window:
        ours = _gaps(lambda: _until(window.session.import_ended, lambda: window.import_paths((pages,))))
    with window_on(folder / "resting"):
        theirs = _gaps(lambda: _import_elsewhere(pages, folder / "elsewhere"))
    long = [sum(gap > FRAME for gap in gaps) for gaps in (ours, theirs)]
    remark = f"{long[0]} gaps over 16 ms beside {long[1]}"
    what, floor = f"event loop kept, importing {sizes.stalled_pages} pages", "a window at rest, imported elsewhere"
    return [
        Row(f"{what}: p99", floor, (percentile(ours, 0.99),), (percentile(theirs, 0.99),), remark),
        Row(f"{what}: worst", floor, (max(ours),), (max(theirs),), remark),
    ]


def _gaps(job: Callable[[], object]) -> tuple[float, ...]:
    """Return the seconds between the ticks of a timer of 4 ms while a job runs the event loop."""
    ticks = [time.perf_counter()]
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
    timer.start(TICK_MS)
    job()
    timer.stop()
    ticks.append(time.perf_counter())
    return tuple(after - before for before, after in pairwise(ticks))


def _import_elsewhere(pages: Path, into: Path) -> None:
    """Import without a window in a process of its own, while this process's event loop runs."""
    script = (
        "import sys; from pathlib import Path; from library.front.library import open_library\n"
        "if __name__ == '__main__':\n"
        "    library = open_library(Path(sys.argv[2]))\n"
        "    library.start_import((Path(sys.argv[1]),)).wait(); library.close()"
    )
    process = QProcess()
    process.setProgram(sys.executable)
    process.setArguments(["-c", script, str(pages), str(into)])
    process.setWorkingDirectory(str(Path(__file__).parents[2]))
    _until(process.finished, process.start)
    if process.exitCode():
        raise RuntimeError(process.readAllStandardError().toStdString())


def _until(signal: SignalInstance, job: Callable[[], object], holds: Callable[[], bool] = lambda: True) -> None:
    """Run a job, and the event loop until the signal comes while a condition holds."""
    loop = QEventLoop()
    came: list[bool] = []

    def on_signal(*_: object) -> None:
        if holds():
            came.append(True)
            loop.quit()

    signal.connect(on_signal)
    QTimer.singleShot(PATIENCE_MS, loop, loop.quit)
    job()
    if not came:
        loop.exec()
    signal.disconnect(on_signal)
    if not came:
        raise RuntimeError("what was waited for didn't come within a minute")


def _body(window: MainWindow) -> str:
    assert window.story.page is not None
    return text(window.story.page.version.story.document)
