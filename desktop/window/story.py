"""The open story: opening it, keeping its place, its flags, and the walk from one story to the next."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop.articles.pane import ArticlesPane
from desktop.reader.pane import ReaderPane
from desktop.session import Session
from desktop.window.links import with_titles_linked
from desktop.window.listing import ListController
from desktop.window.messages import MessageBar
from library.front.reader import Page
from library.model.annotation import AnchoredAnnotation, AnchorState
from library.model.document import text
from library.model.errors import BroadsheetError
from library.model.operation import Outcome, SetFlag, SetPosition, StateFlag
from library.search.snippet import BODY_FIELDS, hits

_DONE = {
    (StateFlag.ARCHIVED, True): "Archived",
    (StateFlag.ARCHIVED, False): "Taken out of the archive",
    (StateFlag.TRASHED, True): "Moved to the trash",
    (StateFlag.TRASHED, False): "Taken out of the trash",
}

COUNTED = 200
"""Stories put into the trash whose notes are counted: more would keep the window waiting."""

AT_ONCE = 500
"""Annotations that are read while the story opens, 20 ms of work; of more, a worker reads them."""


class StoryController(QObject):
    """Owns which story is open. `opened` is emitted with its `Page`, or None, also after it changed in the library."""

    opened = Signal(object)

    def __init__(
        self,
        session: Session,
        reader: ReaderPane,
        articles: ArticlesPane,
        listing: ListController,
        messages: MessageBar,
    ) -> None:
        super().__init__(reader)
        self._session, self._reader, self._articles = session, reader, articles
        self._listing, self._messages = listing, messages
        self.page: Page | None = None
        self._turning = False
        articles.opened.connect(self.open)
        reader.place_changed.connect(self._on_place)
        reader.end_seen.connect(self._on_end_seen)
        session.changed.connect(self._on_changed)

    @property
    def article(self) -> int | None:
        """The id of the open story, or None."""
        return self.page.version.article if self.page else None

    def open(self, article: int) -> None:
        """Show a story at the place it was left."""
        if article == self.article:
            return
        self.keep_place()
        if (page := self._read(article)) is not None:
            self._show(page)

    def show(self, article: int) -> None:
        """Open a story that was chosen elsewhere than in the list, and select it there, so that keys mean it."""
        self._articles.select(article)
        self.open(article)

    def keep_place(self) -> None:
        """Remember where the reader is."""
        if self.page is not None and self._reader.article() is not None:
            self._on_place(*self._reader.place())

    def leave(self) -> None:
        """Show no story any more, so that nothing still waits for the reader to have seen its end."""
        self._reader.show_nothing()
        self.page = None

    def close(self) -> None:
        """Show no story, and say so."""
        self.leave()
        self.opened.emit(None)

    def show_again(self) -> None:
        """Show the open story in place of a comparison of its versions."""
        if self.page is not None and (page := self._read(self.page.version.article)) is not None:
            self._show(page)

    def step(self, by: int) -> None:
        """Open the story so many rows on."""
        self._articles.step(by)

    def step_unread(self, by: int) -> None:
        """Open the next unread story in a direction, or say that there is none."""
        if self._articles.step_unread(by) is None:
            self._messages.say("There are no more unread stories here.")

    def page_down(self) -> None:
        """Scroll a page; at the story's end it counts as read, and the next unread one opens."""
        if not self._reader.page_down():
            self.step_unread(1)

    def toggle(self, flag: StateFlag) -> None:
        """Turn a flag of the selected stories, or of the open one."""
        ids = self._articles.selected_ids() or ((self.article,) if self.article is not None else ())
        if not ids:
            return
        if flag in (StateFlag.ARCHIVED, StateFlag.TRASHED):
            self._put_away(ids, flag)
        else:
            self._session.do(SetFlag(ids, flag, None))

    def mark_hits(self) -> None:
        """Mark the hits of the list's search in the open story."""
        if self.page is None:
            return
        query = self._listing.query
        found = () if query.is_empty else hits(text(self.page.version.story.document), query, BODY_FIELDS)
        self._reader.seeking.set_hits(found, self._articles.search_text().strip())

    def _put_away(self, ids: tuple[int, ...], flag: StateFlag) -> None:
        rows = self._session.reader.summaries(ids[:1])
        if not rows:
            return
        row = rows[ids[0]]
        value = not (row.archived if flag is StateFlag.ARCHIVED else row.trashed)
        done = f"{_DONE[flag, value]}{self._notes_of(ids) if (flag, value) == (StateFlag.TRASHED, True) else ''}"
        many = f"{len(ids)} stories" if len(ids) > 1 else f"“{_short(row.headline)}”"

        def said(outcome: Outcome) -> None:
            if outcome.inverse is not None:
                self._messages.say(f"{done}: {many}", "Undo", self._session.undo)

        self._session.do(SetFlag(ids, flag, value), said)

    def _notes_of(self, ids: tuple[int, ...]) -> str:
        """Return how many highlights and notes go with stories; nothing for none, or for too many stories to look."""
        if len(ids) > COUNTED:
            return ""
        count = sum(row.notes for row in self._session.reader.summaries(ids).values())
        whose = "its" if len(ids) == 1 else "their"
        return f" with {whose} {count:,} note{'' if count == 1 else 's'}" if count else ""

    def _read(self, article: int, changed: frozenset[str] = frozenset()) -> Page | None:
        """Return an article's page, in which these annotations changed; say why there is none."""
        try:
            page = self._session.reader.page(article, AT_ONCE)
            return page if page.is_complete else self._with_annotations(page, changed)
        except BroadsheetError as error:
            self._reader.show_error(str(error))
            self.page = None
            self.opened.emit(None)
            return None

    def _with_annotations(self, page: Page, changed: frozenset[str]) -> Page:
        """Give a page the many annotations that are known already, and ask a worker for those that aren't."""
        article, version, before = page.version.article, page.version.id, self.page
        if before is None or before.version.id != version or not before.is_complete or not 0 < len(changed) <= AT_ONCE:
            self._session.ask(
                "annotations", lambda reader: reader.annotations(article), lambda all_: self._fill_in(version, all_)
            )
            known = before is not None and before.version.id == version
            return replace(page, annotations=before.annotations) if before is not None and known else page
        kept = [each for each in before.annotations if each.annotation.uuid not in changed]
        kept += self._session.reader.annotations(article, changed)
        return replace(page, annotations=tuple(sorted(kept, key=_by_place)), is_complete=True)

    def _fill_in(self, version: int, annotations: tuple[AnchoredAnnotation, ...]) -> None:
        """Show the annotations that a worker has read."""
        if self.page is not None and self.page.version.id == version:
            self.page = replace(self.page, annotations=annotations, is_complete=True)
            self._reader.set_annotations(annotations)
            self.opened.emit(self.page)

    def _show(self, page: Page) -> None:
        # The reader first: it tells the place in the story that it lets go, which must not count as one in the next.
        self._reader.show_page(with_titles_linked(page, self._session.reader), self._session.reader.asset)
        self.page = page
        self.mark_hits()
        self.opened.emit(page)

    def _on_place(self, position: int, progress: float) -> None:
        if self.page is None:
            return
        state, version = self.page.state, self.page.version
        if (state.position, state.position_version) == (position, version.id) and state.progress == progress:
            return
        self._session.do(SetPosition(version.article, version.id, position, progress))

    def _on_end_seen(self) -> None:
        if self.page is None or self.page.state.read or not self.page.version.story.document.blocks:
            return  # what has no text yet has not been read either
        self._session.do(SetFlag((self.page.version.article,), StateFlag.READ), undoable=False)

    def _on_changed(self, outcome: Outcome) -> None:
        if outcome.inverse is not None:
            # What the bar offers to take back is no longer the last change.
            self._messages.withdraw_offer()
        if self.page is None or self._turning or self.article not in outcome.articles:
            return
        if self.article in outcome.gone:
            self.close()
            return
        if (heir := dict(outcome.merged).get(self.page.version.article)) is not None:
            self.page = None  # its place can't be kept any more: the story is part of another
            self.show(heir)
            return
        if outcome.place_only:
            self.page = replace(self.page, state=self._session.reader.state(self.page.version.article))
            return
        page = self._read(self.page.version.article, outcome.annotations)
        if page is None:
            return
        if page.version.id != self.page.version.id and self._reader.article() is not None:
            self._turn_over()
        elif page.history != self.page.history and self._reader.article() is not None:
            self.keep_place()
            self._show(page)  # the line below the headline says otherwise now
        else:
            self.page = page
            self._reader.set_annotations(page.annotations)
            self.opened.emit(page)

    def _turn_over(self) -> None:
        """Show the corrected story at the place that was being read, which is written down in the old one first."""
        assert self.page is not None
        self._turning = True
        version, known = self.page.version, {each.id for each in self.page.history}

        def turned(_outcome: Outcome) -> None:
            self._turning = False
            if self.article != version.article or (page := self._read(version.article)) is None:
                return
            self._show(page)
            if page.version.id not in known and not page.version.by_user:
                self._messages.say("This story was corrected by the import; you see the new version.")

        self._session.do(SetPosition(version.article, version.id, *self._reader.place()), turned)


def _by_place(each: AnchoredAnnotation) -> tuple[bool, int, int]:
    return each.anchor.state is not AnchorState.ORPHAN, each.anchor.start, each.anchor.end


def _short(headline: str) -> str:
    return headline if len(headline) <= 60 else f"{headline[:59].rstrip()}…"
