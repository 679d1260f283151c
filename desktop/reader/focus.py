"""Moving through a story a paragraph at a time, so that the keys for highlights work without a mouse."""

from __future__ import annotations

from bisect import bisect_right

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from desktop.reader.marks import Range
from desktop.reader.view import PageView
from library.model.document import block_starts

_TALL = 0.66
"""A paragraph higher than that share of the page is shown from its top on; others in the upper third."""


class ParagraphFocus(QObject):
    """Has one paragraph of the view's story in focus while it is on. `changed` comes when that is another, or none."""

    changed = Signal()

    def __init__(self, view: PageView) -> None:
        super().__init__(view)
        self._view = view
        self._ranges: list[Range] | None = None
        self._at = 0
        view.installEventFilter(self)

    @property
    def is_on(self) -> bool:
        """True while the arrow keys move from paragraph to paragraph."""
        return self._ranges is not None

    def range(self) -> Range | None:
        """Return the code points of the paragraph in focus; None if exactly those are highlighted and current."""
        focused = self._ranges[self._at] if self._ranges else None
        current = self._view.marks.current
        if current is not None and self._view.marks.highlights.range_of(current) == focused:
            return None
        return focused

    def toggle(self) -> None:
        """Turn it on, beginning with the first paragraph that begins on the screen, or off."""
        page = self._view.page
        if self.is_on or page is None:
            self.end()
            return
        document = page.story.document
        ends = zip(block_starts(document), document.blocks, strict=True)
        self._ranges = [(start, start + len(block.text)) for start, block in ends if block.text.strip()]
        starts = [start for start, _ in self._ranges]
        self._at = bisect_right(starts, self._view.place()[0] - 1)
        if self._at == len(starts) or not self._shows(starts[self._at]):
            self._at = max(0, self._at - 1)
        self._tell()

    def end(self) -> None:
        """Turn it off."""
        if self.is_on:
            self._ranges = None
            self._tell()

    def look_again(self) -> None:
        """Make the annotation of exactly the focused paragraph the current one: the keys then change that."""
        if self._ranges:
            start, end = self._ranges[self._at]
            highlights = self._view.marks.highlights
            found = highlights.sitting_at(start, end)
            exact = found is not None and highlights.range_of(found) == (start, end)
            self._view.set_current(found if exact else None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the arrow keys, and Esc, while it is on."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or not self.is_on:
            return False
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        match event.key():
            case Qt.Key.Key_Down:
                self._step(1)
            case Qt.Key.Key_Up:
                self._step(-1)
            case Qt.Key.Key_Escape if not self._view.textCursor().hasSelection():
                self.end()
            case _:
                return False
        return True

    def _step(self, by: int) -> None:
        assert self._ranges is not None
        self._view.deselect()
        if self._ranges:
            self._at = max(0, min(self._at + by, len(self._ranges) - 1))
        self._tell()
        if self._ranges:
            self._show(*self._ranges[self._at])

    def _show(self, start: int, end: int) -> None:
        rect, clip = self._view.rect_of(start, end), self._view.clip()
        if rect.height() > clip.height() * _TALL:
            self._view.return_to(start)
        elif rect.top() < clip.top() or rect.bottom() > clip.bottom():
            self._view.show_passage(start)

    def _shows(self, start: int) -> bool:
        return self._view.clip().contains(self._view.rect_of(start, start + 1))

    def _tell(self) -> None:
        self.look_again()
        if not self.is_on:
            self._view.set_current(None)
        self._view.set_focused(self._ranges[self._at] if self._ranges else None)
        self.changed.emit()
