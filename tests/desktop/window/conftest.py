"""A real window on a library of its own, and what a user's hands do in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.session import Session
from desktop.settings import Settings
from desktop.theme.fonts import register_fonts
from desktop.window.main import MainWindow
from library.front.library import Library, open_library
from library.model.document import text
from library.model.reading import ReadingState
from tests.desktop.window.stories import write_all
from tests.stories import imported

NO_KEYS = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


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

    def until(self, holds: Callable[[], object], timeout: int = 10_000) -> None:
        """Wait until something holds."""
        self.bot.waitUntil(lambda: bool(holds()), timeout=timeout)

    def settle(self) -> None:
        """Wait until every write that was handed over is done and told."""
        self.library._writer.submit(lambda _own: None).result()
        QApplication.processEvents()

    def trigger(self, action: str) -> None:
        """Choose an action as from its menu, where it must be enabled."""
        assert self.window.commands.action(action).isEnabled(), action
        self.window.commands.action(action).trigger()

    def enabled(self, action: str) -> bool:
        """True if an action applies."""
        return self.window.commands.action(action).isEnabled()

    def checked(self, action: str) -> bool:
        """True if a checkable action shows as on."""
        return self.window.commands.action(action).isChecked()

    def rows(self) -> list[str]:
        """The headlines that the list shows, from the top."""
        model = self.list_view().model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    def list_view(self) -> QAbstractItemView:
        """The list."""
        return self.window.articles.findChild(QAbstractItemView, "articleList")

    def click_row(self, row: int, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Click a story in the list."""
        view = self.list_view()
        at = view.visualRect(view.model().index(row, 0)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifiers, at)

    def open(self, headline: str) -> None:
        """Open a story by clicking it."""
        self.click_row(self.rows().index(headline))
        assert self.headline() == headline

    def headline(self) -> str:
        """The headline of the open story, or nothing."""
        page = self.window.story.page
        return page.version.story.headline if page else ""

    def state(self) -> ReadingState:
        """The open story's reading state, as the library has it."""
        assert self.window.story.article is not None
        return self.window.session.reader.state(self.window.story.article)

    def said(self) -> str:
        """What the message bar says."""
        return self.window.messages.text()

    def click_button(self, title: str, within: QWidget | None = None) -> None:
        """Click the button of that title that shows."""
        found = [
            button
            for button in (within or self.window).findChildren(QAbstractButton)
            if button.isVisible() and title in (button.text(), button.accessibleName())
        ]
        assert len(found) == 1, (title, found)
        QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)

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
        return self.drag(self.body().index(passage), self.body().index(passage) + len(passage))

    def drag(self, start: int, end: int) -> tuple[int, int]:
        """Select code points of the open story with the mouse."""
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


def file_list(*paths: Path) -> QMimeData:
    """What a file manager hands over when files are dragged or copied."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def visible_text(widget: QWidget) -> str:
    """Everything that labels, buttons and fields below a widget say, if they show."""
    parts = [child for kind in (QLabel, QAbstractButton) for child in widget.findChildren(kind)]
    return "\n".join(part.text() for part in parts if part.isVisible())


@contextmanager
def opened(bot: QtBot, folder: Path, busy_timeout_ms: int = 200) -> Iterator[Hands]:
    """Open a window on a library folder, and close both at the end, as a user does."""
    register_fonts()
    library = open_library(folder, busy_timeout_ms)
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


@pytest.fixture(scope="session")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library folder with the stories, to be copied: parsing takes worker processes, which take a second to begin."""
    folder = tmp_path_factory.mktemp("stocked")
    library = open_library(folder / "library")
    try:
        report = imported(library, write_all(folder / "in"))
        assert [result.error for result in report.results] == [""] * 5
    finally:
        library.close()
    return folder / "library"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for a library that isn't there yet."""
    return tmp_path / "library"


@pytest.fixture
def stocked_folder(stocked: Path, folder: Path) -> Path:
    """The folder of a library with the stories."""
    return Path(shutil.copytree(stocked, folder))


@pytest.fixture
def hands(qtbot: QtBot, stocked_folder: Path) -> Iterator[Hands]:
    """A window on a library with the stories."""
    with opened(qtbot, stocked_folder) as open_hands:
        yield open_hands


@pytest.fixture
def empty_hands(qtbot: QtBot, folder: Path) -> Iterator[Hands]:
    """A window on an empty library."""
    with opened(qtbot, folder) as open_hands:
        yield open_hands
