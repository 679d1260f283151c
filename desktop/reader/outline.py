"""The outline of a story: its subheads as a list to type in and choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from library.model.document import BlockKind, block_starts
from library.model.story import Story

NO_SUBHEADS = "This story has no subheads."
_WIDTH, _TALLEST = 420, 460
_INDENT = "\u2003"
_LIST_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


@dataclass(frozen=True, slots=True)
class Entry:
    """A subhead: its words, how deep it stands (0 for the highest in the story), its code points."""

    words: str
    depth: int
    start: int
    end: int


def entries_of(story: Story) -> tuple[Entry, ...]:
    """Return the subheads of a story, in order."""
    heads = [
        (block, start)
        for block, start in zip(story.document.blocks, block_starts(story.document), strict=True)
        if block.kind is BlockKind.HEADING and block.text.strip()
    ]
    highest = min((block.level for block, _ in heads), default=0)
    return tuple(
        Entry(" ".join(block.text.split()), block.level - highest, start, start + len(block.text))
        for block, start in heads
    )


def matching(entries: Sequence[Entry], typed: str) -> tuple[Entry, ...]:
    """Return the entries that hold every word that was typed, wherever, in capitals or not."""
    words = typed.casefold().split()
    return tuple(entry for entry in entries if all(word in entry.words.casefold() for word in words))


class OutlinePopup(QFrame):
    """Floats over the page until a choice, Esc, or a click beside it. `chosen` carries a subhead's start and end."""

    chosen = Signal(object, object)

    def __init__(self, entries: Sequence[Entry], place: int, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("outline")
        self.setAccessibleName("Outline")
        self._entries = entries
        self.field = QLineEdit(self)
        self.field.setPlaceholderText("Go to a subhead")
        self.field.setAccessibleName("Go to a subhead")
        self.field.installEventFilter(self)
        self.list = QListWidget(self)
        self.list.setAccessibleName("Subheads")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._empty = QLabel(NO_SUBHEADS, self)
        self._empty.setProperty("look", "muted")
        self._lay_out()
        self._fill("")
        here = [at for at, entry in enumerate(entries) if entry.start <= place]
        self.list.setCurrentRow(here[-1] if here else 0)
        self.field.textChanged.connect(self._fill)
        self.list.itemClicked.connect(self._choose)

    def open_below(self, middle: QPoint, height: int) -> None:
        """Open with the middle of the upper edge near a global point, no taller than `height` allows."""
        rows = self.list.sizeHintForRow(0) * self.list.count() if self._entries else 0
        self.list.setFixedHeight(max(60, min(rows + 8, _TALLEST, height - 120)))
        self.adjustSize()
        self.move(middle - QPoint(self.width() // 2, -24))
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys that choose reach the list while the field takes the letters."""
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take_key(event)
        return super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent) -> bool:
        if event.key() in _LIST_KEYS:
            self.list.keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.list.currentItem())
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            return False
        return True

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.list)
        column.addWidget(self._empty)
        self.list.setVisible(bool(self._entries))
        self._empty.setVisible(not self._entries)
        self.setFixedWidth(_WIDTH)

    def _fill(self, typed: str) -> None:
        self.list.clear()
        for entry in matching(self._entries, typed):
            item = QListWidgetItem(_INDENT * entry.depth + entry.words, self.list)
            item.setData(Qt.ItemDataRole.UserRole, entry)
            item.setToolTip(entry.words)
        self.list.setCurrentRow(0)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            entry: Entry = item.data(Qt.ItemDataRole.UserRole)
            self.close()
            self.chosen.emit(entry.start, entry.end)
