"""The bar for finding words in the open story. It asks; `seeking` looks, marks and scrolls."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from desktop.reader.bar import WalkBar
from desktop.theme.themes import Theme

_LONGEST_FIELD = 340
_EMPTY = "Find in the story"


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for, and how."""

    needle: str = ""
    whole_word: bool = False
    match_case: bool = False


class FindBar(WalkBar):
    """Signals: `sought` (Sought) when words or toggles changed, and those of every bar."""

    sought = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("hit", "Close", Qt.Edge.TopEdge, theme, parent)
        self.setObjectName("findBar")
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(_EMPTY)
        self.field.setAccessibleName(_EMPTY)
        self.field.setMaximumWidth(_LONGEST_FIELD)
        self.field.installEventFilter(self)
        self.count.setMinimumWidth(self.count.fontMetrics().horizontalAdvance("9,999 of 9,999"))
        self.whole_word = self._toggle("Word", "Whole words only")
        self.match_case = self._toggle("Aa", "Match capitals and small letters")
        self._lay_out()
        self.field.textChanged.connect(self._on_changed)
        self.set_theme(theme)
        self.show_count(0, 0)

    def what(self) -> Sought:
        """Return what the bar asks for."""
        return Sought(self.field.text(), self.whole_word.isChecked(), self.match_case.isChecked())

    def begin(self, words: str) -> None:
        """Show the bar with the keyboard in its field; `words` replace what stands there unless they are empty."""
        if words:
            self.field.setText(words)
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def clear(self) -> None:
        """Empty the field; nothing is emitted."""
        with QSignalBlocker(self.field):
            self.field.clear()

    def set_search(self, words: str) -> None:
        """Say in the empty field which search of the library the hits belong to; nothing if they belong to none."""
        self.field.setPlaceholderText(f"Search: {words}" if words else _EMPTY)

    def show_count(self, current: int, total: int) -> None:
        """Show which hit of how many is the current one, counted from 1; 0 before the first step."""
        if current:
            self._show_count(f"{current:,} of {total:,}", total)
        elif total:
            self._show_count("1 hit" if total == 1 else f"{total:,} hits", total)
        elif self.field.text():
            self._show_count("Not found", total, "error")
        else:
            self._show_count("", total)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and the arrows go from hit to hit, Esc closes."""
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take_key(event)
        return super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent) -> bool:
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                (self.previous_wanted if back else self.next_wanted).emit()
            case Qt.Key.Key_Down:
                self.next_wanted.emit()
            case Qt.Key.Key_Up:
                self.previous_wanted.emit()
            case Qt.Key.Key_Escape:
                self.close_wanted.emit()
            case _:
                return False
        return True

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 7, 8, 6)
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        row.addWidget(self.previous)
        row.addWidget(self.next)
        row.addSpacing(4)
        row.addWidget(self.count)
        row.addSpacing(4)
        row.addWidget(self.whole_word)
        row.addWidget(self.match_case)
        row.addStretch(0)
        row.addWidget(self.close_button)

    def _toggle(self, title: str, name: str) -> QToolButton:
        button = self._button(name)
        button.setCheckable(True)
        button.setText(title)
        button.toggled.connect(self._on_changed)
        return button

    def _on_changed(self) -> None:
        self.sought.emit(self.what())
