"""Finding in the story that is open: the bar, the walk from hit to hit, and the hits of the library's search."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.reader.find_bar import FindBar, Sought
from desktop.reader.finding import Finding
from desktop.reader.highlights import in_order
from desktop.reader.journey import Journey
from desktop.reader.marks import Range
from desktop.reader.view import PageView
from desktop.theme.themes import Theme


class Seeking(QObject):
    """Marks hits in what the view shows. Positions are code points. `changed` says whether the bar is open now."""

    changed = Signal(bool)

    def __init__(self, view: PageView, journey: Journey, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._view, self._journey = view, journey
        self._finding = Finding()
        self._text = ""
        self._hits: tuple[Range, ...] = ()
        self.bar = FindBar(theme, parent)
        self.bar.hide()
        self.bar.sought.connect(self._seek)
        self.bar.next_wanted.connect(lambda: self.step(1))
        self.bar.previous_wanted.connect(lambda: self.step(-1))
        self.bar.close_wanted.connect(self.close)

    @property
    def is_open(self) -> bool:
        """True while the bar shows."""
        return not self.bar.isHidden()

    def begin(self, text: str) -> None:
        """Look in the text of another story, which the view shows now; an open bar looks at once."""
        self._text, self._hits = text, ()
        self._finding.begin(text)
        if self.is_open:
            self._seek(self.bar.what())

    def end(self) -> None:
        """Let go of the story, and close the bar."""
        self.close()
        self.begin("")

    def open(self) -> None:
        """Open the bar, with what is selected in its field if that is on one line."""
        if not self._text:
            return
        was_open = self.is_open
        self.bar.begin(self._selected_words())
        if not was_open:
            self._journey.leave()
            self.changed.emit(True)
        self._seek(self.bar.what())

    def close(self) -> None:
        """Close the bar. The hit that was found last stays, as the selection."""
        if not self.is_open:
            return
        current = self._finding.current()
        self.bar.hide()
        self._show_hits()
        if current is not None:
            self._view.select(*current)
        self._view.setFocus()
        self.changed.emit(False)

    def step(self, by: int) -> None:
        """Go to the next (1) or the last (-1) hit, round the ends."""
        self._go_to(self._finding.step(by))

    def set_hits(self, hits: Sequence[Range]) -> None:
        """Mark the hits of a search of the library. While the bar is open, its hits show instead."""
        self._hits = in_order(hits, len(self._text))
        self._show_hits()

    def _seek(self, sought: Sought) -> None:
        selection = self._view.selection_range()
        begin = selection[0] if selection is not None else self._view.place()[0]
        self._go_to(self._finding.seek(sought, begin))

    def _go_to(self, hit: Range | None) -> None:
        self.bar.show_count(*self._finding.count())
        self._show_hits()
        if hit is not None:
            self._view.reveal(hit[0])

    def _show_hits(self) -> None:
        if self.is_open and self._finding.sought.needle:
            self._view.set_hits(self._finding.hits, self._finding.current())
        else:
            self._view.set_hits(self._hits)

    def _selected_words(self) -> str:
        selection = self._view.selection_range()
        words = self._text[slice(*selection)] if selection is not None else ""
        return "" if "\n" in words else words
