"""Where hits, changes and annotations stand on the page, shown along its scroll bar.

Heights are reckoned from the upper edges of blocks, in proportion to the letters between them: thousands of hits cost
no more than the blocks they are in, and a tick is within a line of its hit (within the table, for a hit in one).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import cast

from PySide6.QtCore import QObject, QTimer

from desktop.reader.compared import MarkKind
from desktop.reader.render import RenderedPage
from desktop.reader.scroll_bar import PageScrollBar, Tick
from desktop.reader.view import PageView
from desktop.theme.themes import Role
from library.model.annotation import Colour
from library.model.document import block_starts

_QUIET_MS = 60
"""How long the page must have kept its height: a long story is still being built, and laid out, after it shows."""
_HEIGHT, _CURRENT_HEIGHT = 2, 4

_CHANGED = {MarkKind.ADDED: Role.SUCCESS, MarkKind.REMOVED: Role.ERROR, MarkKind.MOVED: Role.MARKER_BLUE}


@dataclass(frozen=True, slots=True)
class Heights:
    """Where the blocks of a page stand: the code points that they begin at, and how far down, in pixels.

    Both are in order; behind the last block come the end of the text and the height of the page.
    """

    places: tuple[int, ...]
    tops: tuple[float, ...]

    def rows(self, starts: Sequence[int], bar: int) -> tuple[int, ...]:
        """Return the rows, of a bar of so many pixels, that places (in order) fall on; each row once."""
        rows: set[int] = set()
        scale = bar / max(1.0, self.tops[-1])
        for (first, top), (last, bottom) in pairwise(zip(self.places, self.tops, strict=True)):
            low, high = bisect_left(starts, first), bisect_left(starts, last)
            slope = (bottom - top) / max(1, last - first)
            rows.update(int((top + (at - first) * slope) * scale) for at in starts[low:high])
        return tuple(sorted(rows))


class Ticks(QObject):
    """Follows what is marked in a view."""

    def __init__(self, view: PageView) -> None:
        super().__init__(view)
        self._view = view
        self._heights: Heights | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._set)
        self._bar.rangeChanged.connect(self._on_height)
        view.settled.connect(self._on_height)

    def look(self) -> None:
        """See what is marked now."""
        if not self._timer.isActive():
            self._timer.start(0 if self._heights is not None else _QUIET_MS)

    @property
    def _bar(self) -> PageScrollBar:
        return cast(PageScrollBar, self._view.verticalScrollBar())

    def _on_height(self) -> None:
        self._heights = None
        if self._view.page is None:
            self._timer.stop()
            self._bar.set_ticks(())
        else:
            self._timer.start(_QUIET_MS)

    def _set(self) -> None:
        page = self._view.page
        marked = list(self._marked(page)) if page is not None and page.is_complete else []
        if page is None or not marked:
            self._bar.set_ticks(())
            return
        if self._heights is None:
            self._heights = heights_of(page, self._bar.maximum() + self._bar.pageStep())
        height = self._bar.height()
        self._bar.set_ticks(
            tuple(
                Tick(min(row, height - kind.height), kind.height, kind.colour, kind.narrow)
                for kind, starts in marked
                for row in self._heights.rows(starts, height)
            )
        )

    def _marked(self, page: RenderedPage) -> Iterator[tuple[_Kind, Sequence[int]]]:
        """Yield what is marked, in the order of painting: what the reader looks for comes over what is always there."""
        marks, theme = self._view.marks, page.style.theme
        annotated: dict[Colour, list[int]] = {}
        for one in sorted(marks.highlights.between(0, page.map.length), key=lambda one: one.start):
            annotated.setdefault(one.colour, []).append(one.start)
        for colour, starts in annotated.items():
            yield _Kind(theme.marker(colour), narrow=True), starts
        for kind, role in _CHANGED.items():
            if starts := [change.start for change in marks.changes if change.kind is kind]:
                yield _Kind(theme.colour(role)), starts
        if marks.hits:
            yield _Kind(theme.colour(Role.SEARCH_CURRENT)), [start for start, _ in marks.hits]
        if marks.current_hit is not None:
            yield _Kind(theme.colour(Role.ACCENT), height=_CURRENT_HEIGHT), [marks.current_hit[0]]


@dataclass(frozen=True, slots=True)
class _Kind:
    colour: str
    height: int = _HEIGHT
    narrow: bool = False


def heights_of(page: RenderedPage, height: float) -> Heights:
    """Return where the blocks of a page stand that is complete and so many pixels high. It is laid out to its end."""
    starts = block_starts(page.story.document)
    layout, document = page.document.documentLayout(), page.document
    tops = [layout.blockBoundingRect(document.findBlock(page.map.to_qt(at))).top() for at in starts]
    # The text ends where what stands below it, the other stories and the foot of the page, begins.
    end = layout.blockBoundingRect(document.findBlock(page.map.to_qt(page.map.length))).bottom()
    return Heights((*starts, page.map.length, page.map.length + 1), (*accumulate(tops, max), end, height))
