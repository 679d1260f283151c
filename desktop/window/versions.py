"""The versions of the open story: reading an older one, comparing two of them, and going back to the story."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject

from desktop.reader.compared import Compared, compared
from desktop.reader.pane import ReaderPane
from desktop.session import Session
from desktop.window.messages import MessageBar
from desktop.window.story import StoryController
from desktop.window.version_list import VersionList
from desktop.window.version_words import in_short, not_current
from library.front.reader import Reader
from library.model.errors import BroadsheetError
from library.model.operation import Outcome, ShowVersion, SplitVersions
from library.model.story import VersionSummary
from library.versions.compare import compare
from library.versions.made_in import made_in


@dataclass(frozen=True, slots=True)
class _Answer:
    article: int
    compared: Compared
    history: tuple[VersionSummary, ...]
    older: int
    newer: int


class VersionController(QObject):
    """Shows the versions of the open story, and what changed from one to another."""

    def __init__(self, session: Session, story: StoryController, reader: ReaderPane, messages: MessageBar) -> None:
        super().__init__(reader)
        self._session, self._story, self._reader, self._messages = session, story, reader, messages
        self._list: VersionList | None = None
        reader.versions_wanted.connect(self.open_list)
        reader.comparing.versions_wanted.connect(self.compare)
        reader.comparing.closed.connect(story.show_again)
        reader.older.closed.connect(story.show_again)
        reader.older.compare_wanted.connect(self._compare_with_current)
        reader.older.current_wanted.connect(self._make_current)

    def show_version(self, version: int, at: int | None = None) -> None:
        """Show a version of the open story alone, from a code point of its text on if one is given."""
        page = self._story.page
        if page is None:
            return
        if version == page.version.id:
            self._story.show_again()
        else:
            self._show_older(version)
        if at is not None:
            self._reader.go_to(at)

    def open_list(self) -> None:
        """List the versions of the open story, with what changed from one to the next."""
        page = self._story.page
        if page is None:
            return
        if not page.history:
            self._messages.say("The text of this story is not in the library yet.")
            return
        shown = VersionList(page.history, page.version.id, self._reader.window())
        shown.read_wanted.connect(self.show_version)
        shown.compare_wanted.connect(self._compare_with_current)
        shown.current_wanted.connect(self._make_current)
        shown.split_wanted.connect(self._split)
        ids = [version.id for version in page.history]
        self._list = shown
        shown.finished.connect(self._forget_list)
        self._session.ask("version-list", lambda reader: _changes(reader, ids), self._show_changes)
        shown.open()

    def compare_latest(self) -> None:
        """Compare the version that shows with the one before it; without one, say so. Close a comparison that shows."""
        page = self._story.page
        if page is None:
            return
        if self._reader.comparing.is_open:
            self._story.show_again()
            return
        if len(page.history) < 2:
            self._messages.say("There is only one version of this story.")
            return
        shown = [version.id for version in page.history]
        at = shown.index(page.version.id) if page.version.id in shown else len(shown) - 1
        self.compare(shown[at - 1] if at else shown[1], shown[at])

    def compare(self, older: int, newer: int) -> None:
        """Compare two versions of the open story, by their ids."""
        page = self._story.page
        if page is None:
            return
        article, history = page.version.article, page.history

        def question(reader: Reader) -> _Answer:
            old, new = reader.version(older).story, reader.version(newer).story
            return _Answer(article, compared(old, new, compare(old, new)), history, older, newer)

        self._session.ask("comparison", question, self._show)

    def _show_changes(self, changes: dict[int, str]) -> None:
        if self._list is not None:
            self._list.show_changes(changes)

    def _forget_list(self) -> None:
        self._list = None

    def _make_current(self, version: int) -> None:
        article = self._story.article
        if article is None:
            return

        def said(outcome: Outcome) -> None:
            if outcome.inverse is not None:
                self._story.show_again()
                self._messages.say("This is the current version from now on.", "Undo", self._session.undo)

        self._session.do(ShowVersion(article, version), said)

    def _split(self, version: int) -> None:
        article = self._story.article
        if article is None:
            return

        def said(outcome: Outcome) -> None:
            if outcome.inverse is None:
                return
            (new,) = outcome.added
            went = len(self._session.reader.annotations(new))
            marks = {0: "", 1: " The annotation made in it went along."}.get(
                went, f" The {went} annotations made in it went along."
            )
            self._messages.say(f"The version is a story of its own now.{marks}", "Undo", self._session.undo)

        self._session.do(SplitVersions(article, (version,)), said)

    def _compare_with_current(self, older: int) -> None:
        if self._story.page is not None:
            self.compare(older, self._story.page.version.id)

    def _show_older(self, version: int) -> None:
        page = self._story.page
        assert page is not None
        try:
            older = self._session.reader.version(version)
        except BroadsheetError as error:
            self._messages.fail(str(error))
            return
        self._story.keep_place()
        made = made_in((each.annotation for each in page.annotations), version)
        named = next((each for each in page.history if each.id == version), None)
        sentence = not_current(named) if named else "What you took back of your corrections, not the current version"
        self._reader.show_version(older, made, self._session.reader.asset, sentence)

    def _show(self, answer: _Answer) -> None:
        if self._story.article != answer.article:
            return  # another story was opened meanwhile
        self._story.keep_place()
        self._reader.show_comparison(
            answer.compared, self._session.reader.asset, answer.history, answer.older, answer.newer
        )


def _changes(reader: Reader, ids: list[int]) -> dict[int, str]:
    """Return what changed in each version from the one before."""
    found: dict[int, str] = {}
    before = reader.version(ids[0]).story
    for version in ids[1:]:
        story = reader.version(version).story
        found[version] = in_short(compare(before, story))
        before = story
    return found
