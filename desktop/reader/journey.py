"""The ways through one story: jumps and the way back from them, and the outline of its subheads."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt

from desktop.reader.outline import OutlinePopup, entries_of
from desktop.reader.view import PageView


class Jumps:
    """Places that were left by a jump, code points: those to go back to, and those one came back from."""

    def __init__(self) -> None:
        self._behind: list[int] = []
        self._ahead: list[int] = []

    def leave(self, place: int) -> None:
        """Note a place that is about to be left."""
        self._behind.append(place)
        self._ahead.clear()

    def back(self, here: int) -> int | None:
        """Return the last place that was left, other than `here`, and note `here` for the way forward."""
        return _step(self._behind, self._ahead, here)

    def forward(self, here: int) -> int | None:
        """Return the place that was left last by going back, and note `here` for the way back."""
        return _step(self._ahead, self._behind, here)


def _step(source: list[int], other: list[int], here: int) -> int | None:
    while source and source[-1] == here:
        source.pop()
    if not source:
        return None
    other.append(here)
    return source.pop()


class Journey(QObject):
    """Jumps within the story that the view shows."""

    def __init__(self, view: PageView) -> None:
        super().__init__(view)
        self._view = view
        self._jumps = Jumps()
        view.links.jumping.connect(self.leave)

    def begin(self) -> None:
        """Forget the ways through the story before."""
        self._jumps = Jumps()

    def leave(self) -> None:
        """Note the place that shows as one that is left by a jump."""
        self._jumps.leave(self._view.place()[0])

    def jump(self, start: int, end: int | None = None) -> None:
        """Go to a passage, and note the place that is left."""
        self.leave()
        self._view.go_to(start, end)

    def back(self) -> bool:
        """Go back to where the last jump began; False if there was none."""
        return self._go(self._jumps.back(self._view.place()[0]))

    def forward(self) -> bool:
        """Go where the reader came back from; False if that is nowhere."""
        return self._go(self._jumps.forward(self._view.place()[0]))

    def open_outline(self) -> None:
        """Open the list of the story's subheads over the page."""
        if self._view.page is None:
            return
        popup = OutlinePopup(entries_of(self._view.page.story), self._view.place()[0], self._view)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.chosen.connect(self.jump)
        middle = self._view.mapToGlobal(QPoint(self._view.width() // 2, 0))
        popup.open_below(middle, self._view.height())

    def _go(self, place: int | None) -> bool:
        if place is not None:
            self._view.return_to(place)
        return place is not None
