"""The bar for finding words in the open story. It asks; the pane looks, marks and scrolls."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from desktop.theme.icons import icon
from desktop.theme.themes import Role, Theme

_LONGEST_FIELD = 340


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for, and how."""

    needle: str = ""
    whole_word: bool = False
    match_case: bool = False


class FindBar(QWidget):
    """Signals: `sought` (Sought) when words or toggles changed, `next_wanted`, `previous_wanted`, `close_wanted`."""

    sought = Signal(object)
    next_wanted = Signal()
    previous_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("findBar")
        self.setAutoFillBackground(True)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText("Find in the story")
        self.field.setAccessibleName("Find in the story")
        self.field.setMaximumWidth(_LONGEST_FIELD)
        self.field.installEventFilter(self)
        self.count = QLabel(self)
        self.count.setMinimumWidth(self.count.fontMetrics().horizontalAdvance("9,999 of 9,999"))
        self.previous = self._tool("Previous hit", self.previous_wanted)
        self.next = self._tool("Next hit", self.next_wanted)
        self.whole_word = self._toggle("Word", "Whole words only")
        self.match_case = self._toggle("Aa", "Match capitals and small letters")
        self.close_button = self._tool("Close", self.close_wanted)
        self._lay_out()
        self.field.textChanged.connect(self._on_changed)
        self.set_theme(theme)
        self.show_count(0, 0)

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme's colours."""
        self._theme = theme
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Window, QColor(theme.colour(Role.CHROME)))
        self.setPalette(palette)
        for button, name in ((self.previous, "previous"), (self.next, "next"), (self.close_button, "close")):
            button.setIcon(icon(name, theme))
        self.update()

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

    def show_count(self, current: int, total: int) -> None:
        """Show which hit of how many is the current one, counted from 1."""
        missing = bool(self.field.text()) and not total
        words = f"{current:,} of {total:,}" if total else "Not found" if missing else ""
        self.count.setText(words)
        _set_look(self.count, "error" if missing else "muted")
        self.next.setEnabled(total > 0)
        self.previous.setEnabled(total > 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and the arrows go from hit to hit, Esc closes."""
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take_key(event)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc, wherever in the bar the keyboard is."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_wanted.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line between page and bar."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QColor(self._theme.colour(Role.BORDER)))
        painter.drawLine(self.rect().topLeft(), self.rect().topRight())

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

    def _tool(self, name: str, signal: SignalInstance) -> QToolButton:
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setIconSize(QSize(18, 18))
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.clicked.connect(lambda _checked=False: signal.emit())
        return button

    def _toggle(self, title: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setCheckable(True)
        button.setText(title)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.toggled.connect(self._on_changed)
        return button

    def _on_changed(self) -> None:
        self.sought.emit(self.what())


def _set_look(label: QLabel, look: str) -> None:
    """Set the property that the style sheet tells labels apart by, and have it looked at again."""
    if label.property("look") != look:
        label.setProperty("look", look)
        label.style().unpolish(label)
        label.style().polish(label)
