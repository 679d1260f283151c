"""How the window looks: the theme chosen or the system's, and how the page is set, told to every pane."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from desktop.commands.commands import Commands
from desktop.reader.style_panel import StylePanel
from desktop.settings import FAMILY, JUSTIFIED, LINE_SPACING, MEASURE, PARAGRAPHS, TEXT_SIZE, THEME, Settings
from desktop.theme.icons import icon
from desktop.theme.palette import apply_theme
from desktop.theme.themes import THEME_NAMES, Theme, load_theme, system_theme
from desktop.theme.typography import (
    DEFAULT_TEXT_SIZE,
    MEASURES,
    TEXT_SIZES,
    LineSpacing,
    ParagraphStyle,
    ReadingStyle,
)

E = TypeVar("E", bound=StrEnum)
Listener = Callable[[Theme, ReadingStyle], None]


class Appearance(QObject):
    """Owns theme and reading style. Listeners are told of both, at once when they join and whenever either changes."""

    def __init__(self, commands: Commands, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._commands, self._settings = commands, settings
        self._listeners: list[Listener] = []
        self._hints = QGuiApplication.styleHints()
        self._hints.colorSchemeChanged.connect(self._on_scheme)
        self.theme = self._wanted()
        self.reading = reading_style(settings)
        self._paint()

    @property
    def text_size(self) -> int:
        """The size of the reading text in pixels."""
        return self.reading.size

    def join(self, listener: Listener) -> None:
        """Have a listener told."""
        self._listeners.append(listener)
        listener(self.theme, self.reading)

    def choose(self, name: str) -> None:
        """Choose a theme by name; an empty name follows the system."""
        self._settings.set(THEME, name)
        self._apply()

    def resize_text(self, by: int) -> None:
        """Make the text larger or smaller by steps; 0 sets the normal size."""
        at = TEXT_SIZES.index(self.text_size) + by
        size = TEXT_SIZES[max(0, min(at, len(TEXT_SIZES) - 1))] if by else DEFAULT_TEXT_SIZE
        self.set_reading(replace(self.reading, size=size))

    def set_reading(self, style: ReadingStyle) -> None:
        """Have the page set otherwise."""
        if style != self.reading:
            self.reading = style
            keep_reading_style(self._settings, style)
            self._tell()

    def open_panel(self, corner: QPoint, parent: QWidget) -> None:
        """Open the panel that chooses how the page is set, its upper right corner at a global point."""
        panel = StylePanel(self.reading, parent)
        panel.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        panel.changed.connect(self.set_reading)
        panel.open_at(corner)

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
            listener(self.theme, self.reading)


def reading_style(settings: Settings) -> ReadingStyle:
    """Return how the page is to be set; what can't be is set as near to it as can be."""
    shortest, longest = MEASURES
    return ReadingStyle(
        settings.get(FAMILY),
        min(TEXT_SIZES, key=lambda size: abs(size - settings.get(TEXT_SIZE))),
        max(shortest, min(settings.get(MEASURE), longest)),
        _member(LineSpacing, settings.get(LINE_SPACING), LineSpacing.NORMAL),
        _member(ParagraphStyle, settings.get(PARAGRAPHS), ParagraphStyle.SPACED),
        settings.get(JUSTIFIED),
    )


def keep_reading_style(settings: Settings, style: ReadingStyle) -> None:
    """Write how the page is to be set."""
    settings.set(FAMILY, style.family)
    settings.set(TEXT_SIZE, style.size)
    settings.set(MEASURE, style.measure)
    settings.set(LINE_SPACING, style.spacing.value)
    settings.set(PARAGRAPHS, style.paragraphs.value)
    settings.set(JUSTIFIED, style.justified)


def _member(kind: type[E], value: str, otherwise: E) -> E:
    return kind(value) if value in kind.__members__.values() else otherwise
