"""What the reader and the list cost the window's thread until they are painted, beside bare widgets of Qt."""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QStringListModel
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QListView, QTextBrowser, QWidget

from desktop.articles.pane import ArticlesPane
from desktop.reader.compared import compared
from desktop.reader.pane import ReaderPane
from desktop.session import Session
from desktop.theme.fonts import register_fonts
from desktop.theme.themes import load_theme
from desktop.theme.typography import ReadingStyle
from library.front.reader import Page
from library.model.document import Document, paragraph, text
from library.model.query import Query
from library.model.story import Story, VersionSummary
from library.versions.compare import compare
from tests.bench.libraries import HIGHLIGHTS, fill, highlight, opened
from tests.bench.make import stories
from tests.bench.measure import Row, in_turns
from tests.bench.sizes import Sizes

READER_SIZE = (760, 800)
LIST_SIZE = (340, 800)
TEXT_SIZES = (19, 22)
READING = tuple(ReadingStyle(size=size) for size in TEXT_SIZES)
PATIENCE = 10.0
"""Seconds after which a paint that hasn't come won't."""


class Painted(QObject):
    """Runs a job until its paint is done, and fails if there was none to do."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self._count = 0
        area.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count paints."""
        self._count += event.type() == QEvent.Type.Paint
        return False

    def after(self, job: Callable[[], object]) -> Callable[[], None]:
        """Return the job followed by its paint."""

        def run() -> None:
            before = self._count
            job()
            QApplication.processEvents()
            given_up = time.monotonic() + PATIENCE
            while self._count == before:  # a bare list lays its rows out, and asks for its paint, a turn later
                QApplication.processEvents()
                if time.monotonic() > given_up:
                    raise RuntimeError("nothing was painted")

        return run


def reader_rows(folder: Path, sizes: Sizes) -> list[Row]:
    """Switch between two stories of each length, at their beginning and far down, and set one in another size."""
    rows = []
    for words in sizes.words:
        place = folder / f"stories-{words}"
        fill(place, stories(2, words))
        with opened(place) as library:
            for article in (1, 2):
                for at in range(HIGHLIGHTS):
                    highlight(library, article, 40 + at * 200)
            with library.reader() as reader:
                pages = (reader.page(1), reader.page(2))
                rows += _reader_rows(pages, words, max(2, sizes.switches if words < 5000 else sizes.switches // 3))
    return [*rows, _comparison_row(sizes)]


def _reader_rows(pages: tuple[Page, Page], words: int, turns: int) -> list[Row]:
    themes = (load_theme("paper"), load_theme("night"))
    pane, browser = ReaderPane(themes[0], READING[0]), QTextBrowser()
    font = browser.font()
    next_page, next_text = cycle(pages), cycle([text(page.version.story.document) for page in pages])
    deep = cycle([replace(page, position=len(text(page.version.story.document)) * 9 // 10) for page in pages])
    looks, pixels = cycle(zip(reversed(themes), reversed(READING), strict=True)), cycle(reversed(TEXT_SIZES))

    def resize() -> None:
        font.setPixelSize(next(pixels))
        browser.document().setDefaultFont(font)

    with _shown(pane, READER_SIZE), _shown(browser, READER_SIZE):
        ours, bare = Painted(pane.view), Painted(browser)
        switch = in_turns(
            f"switch to a story of {words:,} words",
            ours.after(lambda: pane.show_page(next(next_page), lambda _digest: None)),
            "bare QTextBrowser, plain text",
            bare.after(lambda: browser.setPlainText(next(next_text))),
            turns,
            f"{HIGHLIGHTS} highlights",
        )
        restyle = in_turns(
            f"another theme and size for {words:,} words",
            ours.after(lambda: pane.set_style(*next(looks))),
            "bare QTextBrowser, another size",
            bare.after(resize),
            turns,
        )
        far_down = in_turns(
            f"  to a remembered place far down, {words:,} words",
            ours.after(lambda: pane.show_page(next(deep), lambda _digest: None)),
            "bare QTextBrowser, scrolled there",
            bare.after(lambda: _set_far_down(browser, next(next_text))),
            turns,
        )
    return [switch, restyle, far_down]


def _set_far_down(browser: QTextBrowser, words: str) -> None:
    browser.setPlainText(words)
    bar = browser.verticalScrollBar()
    browser.document().documentLayout().documentSize()  # lays it out: the bar doesn't know its range before
    bar.setValue(bar.maximum() * 9 // 10)


def _comparison_row(sizes: Sizes) -> Row:
    """Compare two versions of a story, and show what differs: on a worker in the window, all of it timed here."""
    old = next(stories(1, sizes.compared))
    new = _edited(old)
    pane, browser = ReaderPane(load_theme("paper"), READING[0]), QTextBrowser()
    history = tuple(VersionSummary(number, number, old.headline, None, None, 0, sizes.compared) for number in (1, 2))
    plain = cycle([text(story.document) for story in (old, new)])

    def show() -> None:
        pane.show_comparison(compared(old, new, compare(old, new)), lambda _digest: None, history, 1, 2)

    with _shown(pane, READER_SIZE), _shown(browser, READER_SIZE):
        ours, bare = Painted(pane.view), Painted(browser)
        return in_turns(
            f"compare two versions of {sizes.compared:,} words",
            ours.after(show),
            "bare QTextBrowser, plain text",
            bare.after(lambda: browser.setPlainText(next(plain))),
            sizes.switches,
            "its reckoning, done on a worker in the window, is in it",
        )


def _edited(story: Story) -> Story:
    """Return a later version: every fifth paragraph has other words in it, one is new, one gone, one elsewhere."""
    blocks = list(story.document.blocks)
    for at in range(0, len(blocks), 5):
        words = blocks[at].text.split()
        blocks[at] = paragraph(" ".join([*words[:10], "corrected", "yesterday", *words[13:]]))
    blocks[2:3] = [paragraph("A paragraph that nobody had written before.")]
    blocks.append(blocks.pop(1))
    return replace(story, document=Document(tuple(blocks)))


def list_rows(folder: Path, sizes: Sizes) -> list[Row]:
    """Set the ids of a long list, and scroll it, over the library in a folder."""
    with opened(folder) as library, closing(Session(library)) as session:
        pane, view = ArticlesPane(session), QListView()
        view.setUniformItemSizes(True)
        model = QStringListModel()
        view.setModel(model)
        ids = array("q", (1 + number % sizes.library for number in range(sizes.rows)))
        strings = [f"Story {number}" for number in range(sizes.rows)]
        with _shown(pane, LIST_SIZE), _shown(view, LIST_SIZE):
            rows = pane.findChild(QAbstractItemView, "articleList")
            ours, bare = Painted(rows), Painted(view)
            return [
                in_turns(
                    f"{sizes.rows:,} ids set in the list",
                    ours.after(lambda: pane.show_ids(ids, Query())),
                    "QListView with a QStringListModel",
                    bare.after(lambda: model.setStringList(strings)),
                    sizes.turns * 3,
                ),
                in_turns(
                    "scroll the list by a page",
                    ours.after(lambda: _page_down(rows)),
                    "QListView with a QStringListModel",
                    bare.after(lambda: _page_down(view)),
                    sizes.turns * 3,
                ),
            ]


def _page_down(view: QAbstractItemView) -> None:
    bar = view.verticalScrollBar()
    bar.setValue(bar.value() + bar.pageStep())


@contextmanager
def _shown(widget: QWidget, size: tuple[int, int]) -> Iterator[None]:
    register_fonts()
    widget.resize(*size)
    widget.show()
    QApplication.processEvents()
    try:
        yield
    finally:
        widget.close()
        widget.deleteLater()
