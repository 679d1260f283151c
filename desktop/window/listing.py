"""Which stories stand in the list: the shelf, the search and the order, asked for again when the library changes."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.articles.pane import ArticlesPane, EmptyKind
from desktop.session import Session
from desktop.settings import DESCENDING, SHELF, SORT, Settings
from desktop.sidebar.pane import Sidebar
from desktop.sidebar.rows import Where
from library.front.reader import Reader
from library.model.operation import Outcome
from library.model.query import Listing, Query, Shelf, ShelfCounts, SortKey
from library.search.parse import while_typing

E = TypeVar("E", bound=StrEnum)

REFRESH_MS = 120
"""Least time between two looks at a library that is changing, as it does many times a second during an import."""
CHECKED_ROWS = 50
"""Changed articles up to which it is worth asking whether they still belong on the shelf of unread stories."""


@dataclass(frozen=True, slots=True)
class _Answer:
    ids: array[int]
    library_empty: bool


class ListController(QObject):
    """Keeps list and sidebar in step with the library. `listed` is emitted after the list shows a new answer."""

    listed = Signal()

    def __init__(self, session: Session, articles: ArticlesPane, sidebar: Sidebar, settings: Settings) -> None:
        super().__init__(articles)
        self._session, self._articles, self._sidebar, self._settings = session, articles, sidebar, settings
        self._listing = Listing(
            shelf=_member(Shelf, settings.get(SHELF), Shelf.ALL),
            sort=_member(SortKey, settings.get(SORT), SortKey.PUBLISHED),
            descending=settings.get(DESCENDING),
        )
        self._keep: int | None = None
        self._asked = self._stale = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REFRESH_MS)
        self._timer.timeout.connect(self._on_time)
        sidebar.chosen.connect(self.show)
        articles.query_changed.connect(self.search)
        articles.sort_changed.connect(self._on_sort)
        session.changed.connect(self._on_changed)

    @property
    def query(self) -> Query:
        """The search that the list answers; empty where there is none."""
        return self._listing.query

    @property
    def where(self) -> Where:
        """What the sidebar shows as chosen while the list shows."""
        return Where(self._listing.shelf, self._listing.source, self._listing.tag)

    @property
    def listing(self) -> Listing:
        """What the list was asked for."""
        return self._listing

    @property
    def shelf(self) -> Shelf:
        """The shelf that is open."""
        return self._listing.shelf

    def begin(self, story: int | None) -> None:
        """Show the shelf of the last time, with a story selected if there is one."""
        self._keep = story
        self._sidebar.choose(Where(self._listing.shelf))
        self._articles.set_sort(self._listing.sort, self._listing.descending)
        self._articles.setFocus()
        self.reload()

    def show(self, where: Where) -> None:
        """Open a shelf, a tag, or a source's stories."""
        self._sidebar.choose(where)
        self._ask(replace(self._listing, shelf=where.shelf, source=where.source, tag=where.tag), fresh=True)
        self._settings.set(SHELF, where.shelf.value)

    def search(self, text: str) -> None:
        """Show the stories that match what was typed."""
        query = while_typing(text)
        before = self._listing
        sort, descending = before.sort, before.descending
        if query.is_empty:
            sort = _member(SortKey, self._settings.get(SORT), SortKey.PUBLISHED)
            descending = self._settings.get(DESCENDING)
        elif before.query.is_empty:
            sort = SortKey.RELEVANCE
        self._ask(replace(before, query=query, sort=sort, descending=descending), fresh=True)

    def reload(self) -> None:
        """Ask again for what is shown."""
        self._timer.stop()
        self._ask(self._listing, fresh=False)

    def _on_sort(self, sort: SortKey, descending: bool) -> None:
        if sort is not SortKey.RELEVANCE:
            self._settings.set(SORT, sort.value)
            self._settings.set(DESCENDING, descending)
        self._ask(replace(self._listing, sort=sort, descending=descending), fresh=True)

    def _ask(self, listing: Listing, fresh: bool) -> None:
        self._listing = listing
        self._asked, self._stale = True, False
        if fresh:
            self._articles.show_busy()
        self._session.ask("list", _question(listing), self._on_answer, self._on_refused)
        self._session.ask("counts", Reader.counts, self._on_counts)

    def _on_time(self) -> None:
        """Ask again, but never over a question that is being answered.

        It would be cut off, and in a large library that changes all the time none would ever be answered.
        """
        if self._asked:
            self._stale = True
        else:
            self.reload()

    def _on_refused(self, sentence: str) -> None:
        self._asked = False
        self._articles.show_error(sentence)

    def _on_answer(self, answer: _Answer) -> None:
        self._asked = False
        if self._stale:
            self._timer.start()
        keep = self._keep if self._keep is not None else self._articles.current_id()
        self._keep = None
        self._articles.show_ids(answer.ids, self._listing.query, keep)
        if not answer.ids:
            self._articles.show_empty(self._empty_kind(answer.library_empty))
        self.listed.emit()

    def _empty_kind(self, library_empty: bool) -> EmptyKind:
        if not self._listing.query.is_empty:
            return EmptyKind.NOTHING_FOUND
        return EmptyKind.LIBRARY if library_empty else EmptyKind.SHELF

    def _on_counts(self, counts: ShelfCounts) -> None:
        self._sidebar.set_counts(counts)

    def _on_changed(self, outcome: Outcome) -> None:
        self._articles.refresh(outcome.articles)
        if self._timer.isActive() or outcome.place_only:
            return
        if outcome.added or self._belongs_may_change(outcome):
            self._timer.start()
        else:
            self._session.ask("counts", Reader.counts, self._on_counts)

    def _belongs_may_change(self, outcome: Outcome) -> bool:
        """True if the list must be asked for again.

        A story that was read stays on the shelf of unread or begun ones until the shelf is left: it must not vanish
        under the reader's eyes. One that was put away goes at once.
        """
        if self._listing.shelf not in (Shelf.UNREAD, Shelf.BEGUN) or len(outcome.articles) > CHECKED_ROWS:
            return True
        rows = self._session.reader.summaries(tuple(outcome.articles))
        return any(row.archived or row.trashed for row in rows.values())


def _question(listing: Listing) -> Callable[[Reader], _Answer]:
    def question(reader: Reader) -> _Answer:
        ids = reader.ids(listing)
        return _Answer(ids, not ids and reader.is_empty())

    return question


def _member(kind: type[E], value: str, default: E) -> E:
    """Return the enum's member of that value; a settings file may hold anything."""
    try:
        return kind(value)
    except ValueError:
        return default
