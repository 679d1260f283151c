"""A real window on a library of its own, and what a user's hands do in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication
from pytestqt.qtbot import QtBot

from desktop.session import Session
from desktop.settings import Settings
from desktop.theme.fonts import register_fonts
from desktop.window.main import MainWindow
from library.front.library import Library, open_library
from library.model.document import text


class Hands:
    """What a user can do to a window, and see of it."""

    def __init__(self, bot: QtBot, window: MainWindow, library: Library) -> None:
        self.bot, self.window, self.library = bot, window, library

    def press(self, key: Qt.Key | str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        target = QApplication.focusWidget() or self.window
        if isinstance(key, str):
            QTest.keyClicks(target, key, modifiers)
        else:
            QTest.keyClick(target, key, modifiers)

    def settle(self) -> None:
        """Wait until every write that was handed over is done and told."""
        self.library._writer.submit(lambda _own: None).result()
        QApplication.processEvents()

    def rows(self) -> list[str]:
        """The headlines that the list shows, from the top."""
        model = self.list_view().model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    def list_view(self) -> QAbstractItemView:
        """The list."""
        return self.window.articles.findChild(QAbstractItemView, "articleList")

    def click_row(self, row: int) -> None:
        """Click a story in the list."""
        view = self.list_view()
        at = view.visualRect(view.model().index(row, 0)).center()
        with self.bot.waitSignal(self.window.story.opened):
            QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)

    def body(self) -> str:
        """The canonical text of the open story."""
        assert self.window.story.page is not None
        return text(self.window.story.page.version.story.document)

    def point_of(self, start: int, right: bool = False) -> QPoint:
        """Where a code point of the open story stands in the reader's viewport."""
        view = self.window.reader.view
        rect = view.rect_of(start, start + 1)
        edge = rect.right() - 1 if right else rect.left() + 1
        return (QPointF(edge, rect.center().y()) - QPointF(view.clip().topLeft())).toPoint()

    def drag_over(self, passage: str) -> tuple[int, int]:
        """Select a passage of the open story with the mouse."""
        start = self.body().index(passage)
        end = start + len(passage)
        self.window.reader.go_to(start)
        self.window.reader.deselect()
        view = self.window.reader.view.viewport()
        first, last = self.point_of(start), self.point_of(end - 1, right=True)
        QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=first)
        QTest.mouseMove(view, (first + last) / 2)
        QTest.mouseMove(view, last)
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=last)
        QTest.qWait(0)
        return start, end

    def annotations(self) -> list[tuple[str, str, str]]:
        """Passage, note and colour of the open story's annotations, as the page has them."""
        assert self.window.story.page is not None
        body = self.body()
        return [
            (body[a.anchor.start : a.anchor.end], a.annotation.note, a.annotation.colour.value)
            for a in self.window.story.page.annotations
        ]


@contextmanager
def opened(bot: QtBot, folder: Path) -> Iterator[Hands]:
    """Open a window on a library folder, and close both at the end, as a user does."""
    register_fonts()
    library = open_library(folder)
    session = Session(library)
    window = MainWindow(session, Settings(folder))
    bot.addWidget(window)
    with bot.waitSignal(window.settled, timeout=20_000):
        window.show()
    window.activateWindow()
    bot.waitUntil(window.isActiveWindow)
    hands = Hands(bot, window, library)
    try:
        yield hands
    finally:
        window.close()
        session.close()
        library.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def hands(qtbot: QtBot, folder: Path) -> Iterator[Hands]:
    with opened(qtbot, folder) as open_hands:
        yield open_hands
