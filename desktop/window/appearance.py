"""How the window looks: the theme chosen or the system's, and the size of the text, told to every pane."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop.commands.commands import Commands
from desktop.settings import TEXT_SIZE, THEME, Settings
from desktop.theme.icons import icon
from desktop.theme.palette import apply_theme
from desktop.theme.themes import THEME_NAMES, Theme, load_theme, system_theme
from desktop.theme.typography import TEXT_SIZES

Listener = Callable[[Theme, int], None]


class Appearance(QObject):
    """Owns theme and text size. Listeners are told of both, at once when they join and whenever either changes."""

    def __init__(self, commands: Commands, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._commands, self._settings = commands, settings
        self._listeners: list[Listener] = []
        self._hints = QGuiApplication.styleHints()
        self._hints.colorSchemeChanged.connect(self._on_scheme)
        self.theme = self._wanted()
        self._paint()

    @property
    def text_size(self) -> int:
        """The size of the reading text in pixels."""
        return min(TEXT_SIZES, key=lambda size: abs(size - self._settings.get(TEXT_SIZE)))

    def join(self, listener: Listener) -> None:
        """Have a listener told."""
        self._listeners.append(listener)
        listener(self.theme, self.text_size)

    def choose(self, name: str) -> None:
        """Choose a theme by name; an empty name follows the system."""
        self._settings.set(THEME, name)
        self._apply()

    def resize_text(self, by: int) -> None:
        """Make the text larger or smaller by steps; 0 sets the normal size."""
        at = TEXT_SIZES.index(self.text_size) + by
        size = TEXT_SIZES[max(0, min(at, len(TEXT_SIZES) - 1))] if by else TEXT_SIZE.default
        self._settings.set(TEXT_SIZE, size)
        self._tell()

    def _wanted(self) -> Theme:
        chosen = self._settings.get(THEME)
        return load_theme(chosen if chosen in THEME_NAMES else system_theme(self._hints.colorScheme()))

    def _on_scheme(self) -> None:
        if not self._settings.get(THEME):
            self._apply()

    def _apply(self) -> None:
        self.theme = self._wanted()
        self._paint()
        self._tell()

    def _paint(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply_theme(app, self.theme)
        self._commands.set_icons(lambda name: icon(name, self.theme))
        chosen = self._settings.get(THEME) or "system"
        for name in ("system", *THEME_NAMES):
            self._commands.set_checked(f"theme-{name}", name == chosen)

    def _tell(self) -> None:
        for listener in self._listeners:
            listener(self.theme, self.text_size)
