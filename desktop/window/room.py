"""How much of the window the page has: columns that hide, and the full screen, in which nothing but the story shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, Qt, QTimer
from PySide6.QtWidgets import QSplitter, QToolBar, QWidget

from desktop.settings import GEOMETRY, LIST_SHOWN, NOTES_SHOWN, SIDEBAR_SHOWN, SPLITTER
from desktop.window.context import update_context
from library.model.query import Shelf

if TYPE_CHECKING:
    from desktop.window.main import MainWindow


@dataclass(frozen=True, slots=True)
class _Stood:
    """How the window stood: which columns showed, how wide they were, and where the keyboard was."""

    sidebar: bool
    stories: bool
    notes: bool
    widths: QByteArray
    geometry: QByteArray
    focused: QWidget | None


class RoomController(QObject):
    """Shows and hides what stands around the page."""

    def __init__(self, window: MainWindow, splitter: QSplitter) -> None:
        super().__init__(window)
        self._window, self._splitter = window, splitter
        self._stories = splitter.widget(1)
        self._columns = (window.sidebar, self._stories, window.notes)
        self._before: _Stood | None = None
        self._is_alone = False
        # What asks for the list brings it back.
        window.sidebar.chosen.connect(self._show_list)
        window.articles.query_changed.connect(self._show_list)
        for action in ("find-library", "notebook", *(f"go-{shelf.value}" for shelf in Shelf)):
            window.commands.action(action).triggered.connect(self._show_list)

    @property
    def list_shown(self) -> bool:
        """True while the column of the list, or of the notebook, shows."""
        return self._stories.isVisibleTo(self._window)

    def restore(self) -> None:
        """Have the window stand as it did the last time."""
        settings = self._window.settings
        if not (geometry := settings.get(GEOMETRY)).isEmpty():
            self._window.restoreGeometry(geometry)
        if not (widths := settings.get(SPLITTER)).isEmpty():
            self._splitter.restoreState(widths)
        self._window.sidebar.setVisible(settings.get(SIDEBAR_SHOWN))
        self._window.notes.setVisible(settings.get(NOTES_SHOWN))
        if not settings.get(LIST_SHOWN):
            self._stories.hide()
            self._window.settled.connect(self._on_settled, Qt.ConnectionType.SingleShotConnection)

    def keep(self) -> None:
        """Write down how the window stands, or stood before it filled the screen."""
        stood, settings = self._before or self._stands(), self._window.settings
        settings.set(GEOMETRY, stood.geometry)
        settings.set(SPLITTER, stood.widths)
        settings.set(SIDEBAR_SHOWN, stood.sidebar)
        settings.set(LIST_SHOWN, stood.stories)
        settings.set(NOTES_SHOWN, stood.notes)

    def toggle_list(self) -> None:
        """Hide the list, so that the page has its room, or show it again."""
        self._set_list(not self.list_shown)

    def toggle_full_screen(self) -> None:
        """Fill the screen with the page alone, or have everything as it was before."""
        if not self._window.isFullScreen():
            self._before = self._stands()
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def escape(self) -> bool:
        """Leave the full screen; False if it isn't on."""
        if not self._window.isFullScreen():
            return False
        self.toggle_full_screen()
        return True

    def follow_state(self) -> None:
        """Have what shows be right for the window's state, whoever changed it."""
        if self._window.isFullScreen() is self._is_alone:
            return
        self._is_alone = self._window.isFullScreen()
        if self._is_alone:
            self._before = self._before or self._stands()
            self._set_furniture(False)
            for column in self._columns:
                column.hide()
            self._window.reader.setFocus()
        elif self._before is not None:
            self._set_furniture(True)
            self._stand_as(self._before)
            self._before = None
        update_context(self._window)

    def _stand_as(self, stood: _Stood) -> None:
        for column, shown in zip(self._columns, (stood.sidebar, stood.stories, stood.notes), strict=True):
            column.setVisible(shown)
        # The window gets its own size back later than its state, and until then the columns may have too little room.
        self._splitter.restoreState(stood.widths)
        QTimer.singleShot(0, self, lambda: self._splitter.restoreState(stood.widths))
        if stood.focused is not None and stood.focused.isVisible():
            stood.focused.setFocus()

    def _stands(self) -> _Stood:
        window = self._window
        return _Stood(
            window.sidebar.isVisibleTo(window),
            self.list_shown,
            window.notes.isVisibleTo(window),
            self._splitter.saveState(),
            window.saveGeometry(),
            window.focusWidget(),
        )

    def _set_furniture(self, shown: bool) -> None:
        bars = (self._window.menuBar(), self._window.statusBar(), *self._window.findChildren(QToolBar))
        for bar in bars:
            bar.setVisible(shown)

    def _show_list(self, *_: object) -> None:
        if not self.list_shown:
            self._set_list(True)

    def _set_list(self, shown: bool) -> None:
        focused = self._window.focusWidget()
        if not shown and focused is not None and self._stories.isAncestorOf(focused):
            self._window.reader.setFocus()
        self._window.show_pane(self._stories, shown)

    def _on_settled(self) -> None:
        if not self.list_shown:
            self._window.reader.setFocus()
