"""What stands in the list's place when there are no rows: why, and what to do about it."""

from __future__ import annotations

import enum

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.theme.icons import pixmap
from desktop.theme.themes import Role, Theme

ICON = 40


class EmptyKind(enum.Enum):
    """Why the list is empty."""

    LIBRARY = enum.auto()
    SHELF = enum.auto()
    NOTHING_FOUND = enum.auto()


class StatePage(QWidget):
    """A picture, a sentence in large, one in small, and buttons where there is something to do."""

    import_wanted = Signal()
    samples_wanted = Signal()
    clear_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_name = ""
        self.setObjectName("listState")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._icon, self._title, self._text = QLabel(self), QLabel(self), QLabel(self)
        self._import = self._button("Import files…", "primary", self.import_wanted)
        self._samples = self._button("Add the sample stories", "", self.samples_wanted)
        self._clear = self._button("Clear the search", "", self.clear_wanted)
        self._lay_out()

    def show_empty(self, kind: EmptyKind, search: str = "") -> None:
        """Say why there is nothing; `search` is what was looked for."""
        match kind:
            case EmptyKind.LIBRARY:
                how = "Drop article files or folders into this window, or choose them here."
                self._show("import", "Your library is empty", how)
            case EmptyKind.SHELF:
                self._show("folder", "Nothing here", "This shelf holds no stories.")
            case EmptyKind.NOTHING_FOUND:
                said = f"No story here matches “{_short(search)}”." if search.strip() else "No story here matches."
                self._show("search", "Nothing found", f"{said} Try fewer words, or look on another shelf.")
        self._import.setVisible(kind is EmptyKind.LIBRARY)
        self._samples.setVisible(kind is EmptyKind.LIBRARY)
        self._clear.setVisible(kind is EmptyKind.NOTHING_FOUND)

    def show_busy(self) -> None:
        """Say that the stories are being looked up."""
        self._show("search", "Looking…", "")
        self._hide_buttons()

    def show_error(self, sentence: str) -> None:
        """Say what went wrong."""
        self._show("error", "The list can’t be shown", sentence)
        self._hide_buttons()

    def sentence(self) -> str:
        """Return what is said, title and text."""
        return " ".join(filter(None, (self._title.text(), self._text.text())))

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self._draw_icon()

    def _show(self, icon_name: str, title: str, text: str) -> None:
        self._icon_name = icon_name
        self._draw_icon()
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(self.sentence())

    def _draw_icon(self) -> None:
        if self._icon_name:
            role = Role.ERROR if self._icon_name == "error" else Role.ORNAMENT
            self._icon.setPixmap(pixmap(self._icon_name, self._theme.colour(role), ICON, self.devicePixelRatioF()))

    def _hide_buttons(self) -> None:
        for button in (self._import, self._samples, self._clear):
            button.hide()

    def _button(self, title: str, look: str, wanted: SignalInstance) -> QPushButton:
        button = QPushButton(title, self)
        button.setProperty("look", look)
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        button.clicked.connect(wanted)
        return button

    def _lay_out(self) -> None:
        self._title.setProperty("look", "title")
        self._text.setProperty("look", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(10)
        column.addStretch(2)
        for label in (self._icon, self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(label is not self._icon)
            label.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(label)
        column.addSpacing(8)
        for button in (self._import, self._samples, self._clear):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)


def _short(search: str) -> str:
    flat = " ".join(search.split())
    return flat if len(flat) <= 40 else f"{flat[:39].rstrip()}…"
