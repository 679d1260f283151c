"""The list's rows: the ids of a query, and around what is being looked at, their summaries and snippets.

Nothing here grows with the list but the array of ids itself: a million are set in the time of ten.
"""

from __future__ import annotations

import re
import struct
import time
from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from desktop.articles.words import GONE, headline_text, spoken, tooltip
from desktop.session import Session
from library.model.errors import BroadsheetError, NotFound
from library.model.query import Query, Snippet
from library.model.story import ArticleSummary

SUMMARY = Qt.ItemDataRole.UserRole
"""An `ArticleSummary`, or None for an article that is gone."""
SNIPPET = Qt.ItemDataRole.UserRole + 1
"""While a search is on, a `Snippet`, empty until it has been read; None where the lead stands."""

WINDOW = 60
"""Rows fetched at once, a third of them before the one asked for: scrolling goes both ways, mostly down."""
EVERYTHING = Query()
KEPT = 2000
"""Summaries, and snippets, that are kept."""
SLICE_SECONDS = 0.006
"""Time for reading snippets between two looks at the list. A story's takes 1 to 3 ms, a screenful several frames."""
WALK, WALK_LIMIT = 250, 2000
"""Rows read at once, and at most, on a walk to an unread story."""

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_UNREAD = Snippet("")
V = TypeVar("V")


class ArticleModel(QAbstractListModel):
    """`failed` carries a sentence where rows can't be read; such rows look gone until the list is set again."""

    failed = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._ids = array("q")
        self._query = Query()
        self._summaries = _Kept[ArticleSummary | None]()
        self._snippets = _Kept[Snippet | None]()
        self._rows: dict[int, int] = {}
        self._drawn = range(0)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._read_some_snippets)

    @property
    def ids(self) -> array[int]:
        """The ids, in order. Not to be changed."""
        return self._ids

    def set_ids(self, ids: array[int], query: Query = EVERYTHING) -> None:
        """Show other ids, found by a query (empty: no search)."""
        self.beginResetModel()
        self._ids = ids
        self._rows.clear()
        self._drawn = range(0)
        self._summaries.drop_none()
        self._snippets.drop_none()
        if query != self._query:
            self._snippets.clear()
            self._query = query
        self.endResetModel()

    def refresh(self, ids: frozenset[int]) -> None:
        """Read articles again the next time they are shown, and have their rows drawn again."""
        known = [article for article in self._summaries if article in ids]
        self._summaries.drop(known)
        self._snippets.drop(known)
        for row in sorted(row for article in known if (row := self._rows.get(article)) is not None):
            self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many stories there are."""
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a row shows, reading its neighbours along with it."""
        if not index.isValid():
            return None
        if role == SNIPPET:
            return self._snippet(index.row())
        if role not in _TEXTS and role != SUMMARY:
            return None
        summary = self.summary(index.row())
        if role == SUMMARY:
            return summary
        return _TEXTS[role](summary) if summary else GONE

    def summary(self, row: int) -> ArticleSummary | None:
        """Return the summary of a row, or None if its article is gone."""
        article = self._ids[row]
        if article not in self._summaries:
            first = max(0, row - WINDOW // 3)
            self._fetch_summaries(range(first, min(first + WINDOW, len(self._ids))))
        return self._summaries.get(article)

    def prepare(self, first: int, last: int) -> None:
        """Read what a range of rows is about to show, `last` included; snippets follow, a slice after each drawing."""
        self._drawn = range(first, last + 1)
        for row in self._drawn:
            self.summary(row)
        if self._rows_without_snippet():
            self._timer.start(0)

    def row_of(self, article: int) -> int | None:
        """Return the row of an article, or None.

        Rows that were shown are remembered. Others are found by their bytes in the array, without copying it: 3 ms for
        the last of a million, where `array.index` takes 45 and a dictionary of all rows 350.
        """
        row = self._rows.get(article)
        return row if row is not None else _search(self._ids, article)

    def next_unread(self, row: int, by: int) -> int | None:
        """Return the nearest row after (`by` 1) or before (-1) a row that is unread; None within `WALK_LIMIT` rows."""
        end = min(len(self._ids), row + WALK_LIMIT + 1) if by > 0 else max(-1, row - WALK_LIMIT - 1)
        for start in range(row + by, end, WALK * by):
            stop = min(start + WALK, end) if by > 0 else max(start - WALK, end)
            rows = range(start, stop, by)
            found = self._read(self._ids[at] for at in rows)
            for at in rows:
                if (summary := found.get(self._ids[at])) is not None and not summary.read:
                    return at
        return None

    def _fetch_summaries(self, rows: range) -> None:
        ids = [self._ids[row] for row in rows]
        found = self._read(article for article in ids if article not in self._summaries)
        for row, article in zip(rows, ids, strict=True):
            self._rows[article] = row
            if article not in self._summaries:
                self._summaries.keep(article, found.get(article))
        if len(self._rows) > 2 * KEPT:
            self._rows = dict(zip(ids, rows, strict=True))

    def _read(self, ids: Iterable[int]) -> dict[int, ArticleSummary]:
        try:
            return self._session.reader.summaries(tuple(ids))
        except BroadsheetError as error:
            self.failed.emit(str(error))
            return {}

    def _snippet(self, row: int) -> Snippet | None:
        if self._query.is_empty:
            return None
        return self._snippets.get(self._ids[row]) if self._ids[row] in self._snippets else _UNREAD

    def _rows_without_snippet(self) -> list[int]:
        if self._query.is_empty:
            return []
        return [row for row in self._drawn if self._ids[row] not in self._snippets]

    def _read_some_snippets(self) -> None:
        end = time.perf_counter() + SLICE_SECONDS
        for row in self._rows_without_snippet():
            self._snippets.keep(self._ids[row], self._read_snippet(self._ids[row]))
            self.dataChanged.emit(self.index(row), self.index(row), [SNIPPET])
            if time.perf_counter() > end:
                # The rows just told of are drawn now, and that calls for the next slice.
                return

    def _read_snippet(self, article: int) -> Snippet | None:
        if self._summaries.get(article) is None:
            return None
        try:
            return self._session.reader.snippets((article,), self._query).get(article)
        except NotFound:
            # It went while the list was shown: its lead stands until the list is set again, which is on its way.
            return None
        except BroadsheetError as error:
            self.failed.emit(str(error))
            return None


class _Kept(Generic[V]):
    """What was read last, by article; the oldest goes first."""

    def __init__(self) -> None:
        self._values: OrderedDict[int, V] = OrderedDict()

    def __contains__(self, article: int) -> bool:
        return article in self._values

    def __iter__(self) -> Iterator[int]:
        return iter(self._values)

    def get(self, article: int) -> V | None:
        if article in self._values:
            self._values.move_to_end(article)
        return self._values.get(article)

    def keep(self, article: int, value: V) -> None:
        self._values[article] = value
        while len(self._values) > KEPT:
            self._values.popitem(last=False)

    def drop(self, articles: Iterable[int]) -> None:
        for article in articles:
            self._values.pop(article, None)

    def drop_none(self) -> None:
        self.drop([article for article, value in self._values.items() if value is None])

    def clear(self) -> None:
        self._values.clear()


_TEXTS: dict[int, Callable[[ArticleSummary], str]] = {
    Qt.ItemDataRole.DisplayRole: headline_text,
    Qt.ItemDataRole.ToolTipRole: tooltip,
    Qt.ItemDataRole.AccessibleTextRole: spoken,
}


def _search(ids: array[int], article: int) -> int | None:
    pattern = re.compile(re.escape(struct.pack("=q", article)), re.DOTALL)
    at = 0
    while (found := pattern.search(ids, at)) is not None:
        if found.start() % ids.itemsize == 0:
            return found.start() // ids.itemsize
        at = found.start() + 1
    return None
