"""Correcting the open story: in the editor that stands in the page's place, or a paragraph at a time on the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox, QVBoxLayout, QWidget

from desktop.correcting.fields import BadField
from desktop.correcting.pane import CorrectionPane
from library.front.reader import Page
from library.model.document import Block, BlockKind, Document, block_starts
from library.model.operation import Batch, CorrectStory, Outcome
from library.model.story import Story

if TYPE_CHECKING:
    from desktop.theme.themes import Theme
    from desktop.theme.typography import ReadingStyle
    from desktop.window.main import MainWindow

_KEPT = "Your correction of “{headline}” isn’t saved yet."
_OVERTAKEN = "A new version of this story came in meanwhile. If you save, yours is the one that shows."


@dataclass(frozen=True, slots=True)
class _Draft:
    """What the user wrote of a story, and the version that they wrote it on the grounds of."""

    basis: int
    base: Story
    story: Story


class CorrectionController(QObject):
    """Owns the editor, and what was written and not saved: that stays until it is saved or thrown away."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.pane = CorrectionPane(window.appearance.theme, window.appearance.reading, window)
        self.pane.hide()
        self._article: int | None = None
        self._basis = 0
        self._base = Story()
        self._drafts: dict[int, _Draft] = {}
        self.pane.saved.connect(self.save)
        self.pane.cancelled.connect(self.cancel)
        window.story.opened.connect(self._on_opened)

    def beside(self, page: QWidget) -> QWidget:
        """Return a column in which either the page or the editor stands."""
        column = QWidget(self._window)
        rows = QVBoxLayout(column)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(page)
        rows.addWidget(self.pane)
        return column

    def set_style(self, theme: Theme, reading: ReadingStyle) -> None:
        """Take on other colours, or another text size."""
        self.pane.set_style(theme, reading)

    @property
    def is_open(self) -> bool:
        """True while a story is being corrected."""
        return self._article is not None

    def correct(self) -> None:
        """Edit the open story, from the selection or the top of the page on; go on with what wasn't saved."""
        page, reader = self._window.story.page, self._window.reader
        if page is None or self.is_open:
            return
        if reader.article() is None:
            self._window.story.show_again()
        chosen = reader.selection_range()
        at = chosen[0] if chosen else reader.place()[0]
        article, story = page.version.article, page.version.story
        draft = self._drafts.pop(article, None) or _Draft(page.version.id, story, story)
        self._article, self._basis, self._base = article, draft.basis, draft.base
        self._window.story.keep_place()
        reader.hide()
        self.pane.show()
        self.pane.begin(draft.base, draft.story, at)
        if draft.basis != page.version.id:
            self.pane.say(_OVERTAKEN)

    def save(self) -> None:
        """Keep what was written as the story's new version."""
        self._save(lambda: None)

    def cancel(self) -> None:
        """Go back to the page; ask first if something would be lost."""
        if not self.pane.is_changed():
            self._leave()
            return
        self._ask("Save your correction of this story?", lambda: self._save(lambda: None), self._leave)

    def may_close(self) -> bool:
        """True if nothing is left unsaved; otherwise ask, and close the window when the user has answered."""
        self._put_aside()
        if not self._drafts:
            return True
        many = len(self._drafts)
        question = "Save your correction before you go?" if many == 1 else f"Save your corrections of {many} stories?"
        self._ask(question, self._save_all, self._drop_all)
        return False

    def remove_passage(self) -> None:
        """Take the paragraphs of the selection, or the one in focus, out of the story."""
        self._change_passage(lambda _block: None, "Removed from the story")

    def make_subhead(self) -> None:
        """Make the paragraphs of the selection, or the one in focus, subheads; subheads are paragraphs then."""

        def change(block: Block) -> Block:
            if block.kind is BlockKind.HEADING:
                return replace(block, kind=BlockKind.PARAGRAPH, level=0)
            return Block(BlockKind.HEADING, block.spans, 2) if block.spans and not block.rows else block

        self._change_passage(change, "Set as a subhead")

    def _change_passage(self, change: Callable[[Block], Block | None], done: str) -> None:
        page, chosen = self._window.story.page, self._window.reader.selection_range()
        if page is None or chosen is None:
            return
        made: list[Block] = []
        story = page.version.story
        for start, block in zip(block_starts(story.document), story.document.blocks, strict=True):
            touched = start < max(chosen[1], chosen[0] + 1) and start + len(block.text) >= chosen[0]
            touched = touched and not (start + len(block.text) == chosen[0] and block.text)
            new = change(block) if touched else block
            made += [new] if new is not None else []
        story = replace(story, document=Document(tuple(made)))

        def said(outcome: Outcome) -> None:
            if outcome.inverse is not None:
                self._window.messages.say(f"{done}. The text as it was is among the versions.", "Undo", self._undo)

        self._window.session.do(CorrectStory(page.version.article, page.version.id, story), said)

    def _undo(self) -> None:
        self._window.session.undo()

    def _save(self, then: Callable[[], object]) -> None:
        if self._article is None:
            return
        try:
            story = self.pane.result()
        except BadField as error:
            self.pane.say(str(error), error.field)
            return
        if not story.document.blocks:
            self.pane.say("A story needs some text. One that isn’t wanted can be moved to the trash.")
            return

        def saved(outcome: Outcome) -> None:
            if outcome.inverse is not None:
                self._window.messages.say("Your correction is the story’s new version.", "Undo", self._undo)
            then()

        operation = CorrectStory(self._article, self._basis, story)
        self._leave()
        self._window.session.do(operation, saved)

    def _save_all(self) -> None:
        def saved(_outcome: Outcome) -> None:
            self._drafts.clear()
            self._window.close()

        drafts = (CorrectStory(article, draft.basis, draft.story) for article, draft in self._drafts.items())
        self._window.session.do(Batch(tuple(drafts)), saved)

    def _drop_all(self) -> None:
        self._drafts.clear()
        self._window.close()

    def _put_aside(self) -> None:
        """Keep what was written of the story that is being corrected, and leave the editor."""
        if self._article is None:
            return
        if self.pane.is_changed():
            try:
                self._drafts[self._article] = _Draft(self._basis, self._base, self.pane.result())
            except BadField:
                self.pane.fields.begin(self._base)  # a date that is none is all that is let go
                self._drafts[self._article] = _Draft(self._basis, self._base, self.pane.result())
        self._leave()

    def _leave(self) -> None:
        self._article = None
        self.pane.hide()
        self._window.reader.show()
        self._window.reader.setFocus()

    def _on_opened(self, page: Page | None) -> None:
        if self._article is None:
            return
        if page is not None and page.version.article == self._article:
            if page.version.id != self._basis:
                self.pane.say(_OVERTAKEN)
            return
        article, headline = self._article, self._base.headline
        self._put_aside()
        if article in self._drafts:
            self._window.messages.say(_KEPT.format(headline=headline), "Go on", lambda: self._go_on(article))

    def _go_on(self, article: int) -> None:
        self._window.story.show(article)
        self.correct()

    def _ask(self, question: str, save: Callable[[], object], drop: Callable[[], object]) -> None:
        box = QMessageBox(self._window)
        box.setObjectName("unsavedCorrection")
        box.setText(question)
        box.setInformativeText("What you wrote is not in the library yet.")
        buttons = QMessageBox.StandardButton
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.button(buttons.Cancel).setText("Go on writing")
        box.setDefaultButton(buttons.Save)
        answers = {buttons.Save: save, buttons.Discard: drop, buttons.Cancel: self._stay}
        box.finished.connect(lambda chosen: answers[buttons(chosen)]())
        box.finished.connect(box.deleteLater)
        box.open()

    def _stay(self) -> None:
        article = self._window.story.article
        if not self.is_open and article in self._drafts:
            self.correct()
        elif self.is_open:
            self.pane.text.setFocus()
