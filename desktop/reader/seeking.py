"""Finding in the story that is open: the bar, the walk from hit to hit, and the hits of the library's search.

A story that is opened from a search of the library shows where it was hit: the bar opens by itself, leaves the keyboard
where it is, and goes with the search. Words that are typed into it take the place of the search's.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop.reader.find_bar import FindBar, Sought
from desktop.reader.finding import Finding, Walk
from desktop.reader.highlights import in_order
from desktop.reader.journey import Journey
from desktop.reader.marks import Range
from desktop.reader.ticks import Ticks
from desktop.reader.view import PageView
from desktop.theme.themes import Theme


class Seeking(QObject):
    """Marks hits in what the view shows. Positions are code points. `changed` says whether the bar is open now."""

    changed = Signal(bool)

    def __init__(self, view: PageView, journey: Journey, ticks: Ticks, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._view, self._journey, self._ticks = view, journey, ticks
        self._text, self._search = "", ""
        self._takes_hits = True
        self._finding, self._searched = Finding(""), Walk()
        self._opened_now = False  # the story, and its search hasn't been told yet
        self._by_itself = False  # is why the bar is open
        self._unwanted = False  # is the bar for this search
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

    @property
    def can_step(self) -> bool:
        """True if there may be hits to go to."""
        return self.is_open or bool(self._searched.hits)

    def begin(self, text: str, takes_hits: bool = True) -> None:
        """Look in another text, which the view shows now; an open bar looks at once.

        One that isn't the story as it stands takes no hits of a search: they are places in the story.
        """
        self._text, self._takes_hits = text, takes_hits
        self._finding, self._searched = Finding(text), Walk()
        self._opened_now = True
        if self.is_open:
            self._seek(self.bar.what())

    def end(self) -> None:
        """Let go of the story, and close the bar."""
        self._hide()
        self.begin("")

    def open(self) -> None:
        """Open the bar, with what is selected in its field if that is on one line."""
        if not self._text:
            return
        if not self.is_open:
            self._journey.leave()
        was_open, self._by_itself = self.is_open, False
        self.bar.begin(self._selected_words())
        if not was_open:
            self.changed.emit(True)
        self._seek(self.bar.what())

    def close(self) -> None:
        """Close the bar. The hit that was found last stays, as the selection."""
        if self.is_open:
            current = self._walk.current()
            self._unwanted = True
            self._hide()
            if current is not None:
                self._view.select(*current)

    def step(self, by: int) -> None:
        """Go to the next (1) or the last (-1) hit, round the ends."""
        if not self._walk.hits:
            return
        if not self.is_open:
            self._open_by_itself()
        if self._walk.current() is None:
            self._journey.leave()
        self._go_to(self._walk.step(by, self._view.place()[0]))

    def set_hits(self, hits: Sequence[Range], search: str = "") -> None:
        """Mark the hits of a search of the library, as it was written. What is looked for in the bar shows instead."""
        found = in_order(hits, len(self._text)) if self._takes_hits else ()
        opened_now, self._opened_now = self._opened_now, False
        if (found, search) == (self._searched.hits, self._search) and not opened_now:
            return
        if search != self._search:
            self._unwanted = False
        self._searched, self._search = Walk(found), search
        self.bar.set_search(search if found else "")
        if self._by_itself and not found:
            self._hide()
        elif opened_now and found and search and not self.is_open and not self._unwanted:
            self._open_by_itself()
        self._show()

    @property
    def _walk(self) -> Walk:
        return self._finding if self.is_open and self._finding.sought.needle else self._searched

    def _open_by_itself(self) -> None:
        self._by_itself = True
        self.bar.clear()
        self._finding = Finding(self._text)
        self.bar.show()
        self.changed.emit(True)

    def _hide(self) -> None:
        if not self.is_open:
            return
        focused = QApplication.focusWidget()
        if focused is not None and self.bar.isAncestorOf(focused):
            self._view.setFocus()
        self._by_itself = False
        self.bar.hide()
        self._show()
        self.changed.emit(False)

    def _seek(self, sought: Sought) -> None:
        if sought.needle:
            self._by_itself = False
        selection = self._view.selection_range()
        begin = selection[0] if selection is not None else self._view.place()[0]
        found = self._finding.seek(sought, begin)
        self._go_to(found if sought.needle else None)

    def _go_to(self, hit: Range | None) -> None:
        self._show()
        if hit is not None:
            self._view.reveal(hit[0])

    def _show(self) -> None:
        walk = self._walk
        self.bar.show_count(*walk.count())
        self._view.set_hits(walk.hits, walk.current())
        self._ticks.look()

    def _selected_words(self) -> str:
        selection = self._view.selection_range()
        words = self._text[slice(*selection)] if selection is not None else ""
        return "" if "\n" in words else words
