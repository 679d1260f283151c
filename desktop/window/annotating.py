"""Highlights, notes and bookmarks of the open story: from a selection to an operation, and back to the page."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint

from desktop.notes.bookmark import ask_name
from desktop.notes.editor import NoteEditor
from desktop.notes.panel import NotesPanel
from desktop.reader.pane import ReaderPane
from desktop.session import Session
from desktop.window.story import StoryController
from library.annotations.describe import describe
from library.front.reader import Page
from library.model.annotation import AnchoredAnnotation, AnchorState, Annotation, Colour, Motivation
from library.model.document import text
from library.model.operation import AddAnnotation, EditAnnotation, RemoveAnnotations

BOOKMARK_NAME = 60
"""Code points of the text that are suggested as a bookmark's name."""


class AnnotationController(QObject):
    """What the user does to annotations, wherever it is done: keys, the bar at the selection, the panel, the editor."""

    def __init__(
        self, session: Session, story: StoryController, reader: ReaderPane, panel: NotesPanel, editor: NoteEditor
    ) -> None:
        super().__init__(reader)
        self._session, self._story, self._reader = session, story, reader
        self._panel, self._editor = panel, editor
        self._colour = Colour.YELLOW
        story.opened.connect(self._on_opened)
        reader.highlight_wanted.connect(self.highlight)
        reader.note_wanted.connect(self.annotate)
        reader.annotation_clicked.connect(self.edit)
        panel.jump_wanted.connect(self.jump)
        panel.edit_wanted.connect(lambda annotation, at: self.edit(annotation, at, focus_note=True))
        panel.operation_wanted.connect(session.do)
        editor.operation_wanted.connect(session.do)

    def highlight(self, colour: Colour | None = None) -> None:
        """Highlight the selection; without one, recolour the current highlight."""
        self._colour = colour or self._colour
        if self._reader.selection_range() is not None:
            self._add(Motivation.HIGHLIGHTING)
        elif (current := self._reader.current_annotation()) is not None:
            self._session.do(EditAnnotation(current, colour=self._colour))

    def annotate(self) -> None:
        """Highlight the selection and open its note; without one, open the current highlight's note."""
        if self._reader.selection_range() is not None:
            self._add(Motivation.HIGHLIGHTING, lambda added: self.edit(added, None))
        elif (current := self._reader.current_annotation()) is not None:
            self.edit(current, None)

    def bookmark(self) -> None:
        """Ask for a name and keep the place: the selection's, or the top of the page."""
        page = self._story.page
        if page is None or self._reader.article() is None:
            return
        body = text(page.version.story.document)
        chosen = self._reader.selection_range()
        start = chosen[0] if chosen else self._reader.place()[0]
        line_end = body.find("\n", start)
        end = min(start + BOOKMARK_NAME, line_end if line_end >= 0 else len(body))
        name = ask_name(self._reader.window(), " ".join(body[start:end].split()))
        if name:
            self._session.do(AddAnnotation(self._made(page, body, start, end, Motivation.BOOKMARKING, name)))

    def remove_current(self) -> None:
        """Delete the highlight under the cursor."""
        if (current := self._reader.current_annotation()) is not None:
            self._editor.hide()
            self._session.do(RemoveAnnotations((current,)))

    def edit(self, annotation: str, at: QPoint | None, focus_note: bool = False) -> None:
        """Open the editor on an annotation, at a point of the screen or at its place on the page.

        The keyboard goes to the note if that is asked for, or if no point is given; else to the colours.
        """
        if (anchored := self._anchored(annotation)) is None:
            return
        self._panel.set_current(annotation)
        place = at
        if place is None:
            rect = self._reader.annotation_rect(annotation)
            place = rect.bottomLeft() if rect is not None else self._reader.mapToGlobal(self._reader.rect().center())
        self._editor.edit(anchored.annotation, place, focus_note=focus_note or at is None)

    def jump(self, annotation: str) -> None:
        """Show an annotation's place in the page."""
        anchored = self._anchored(annotation)
        self._leave_comparison()
        if anchored is not None and anchored.anchor.state is not AnchorState.ORPHAN:
            self._reader.go_to(anchored.anchor.start, anchored.anchor.end)

    def step(self, by: int) -> None:
        """Go to the next (1) or the last (-1) annotation from the top of the page, round the ends of the story."""
        page = self._story.page
        placed = [a for a in page.annotations if a.anchor.state is not AnchorState.ORPHAN] if page else []
        if not placed:
            return
        self._leave_comparison()
        ids = [a.annotation.uuid for a in placed]
        current = self._reader.current_annotation()
        if current in ids:
            wanted = placed[(ids.index(current) + by) % len(placed)]
        else:
            here = self._reader.place()[0]
            after = [a for a in placed if a.anchor.start >= here]
            before = [a for a in placed if a.anchor.start < here]
            wanted = (after or placed)[0] if by > 0 else (before or placed)[-1]
        self._panel.set_current(wanted.annotation.uuid)
        self._reader.go_to(wanted.anchor.start, wanted.anchor.end)

    def _leave_comparison(self) -> None:
        if self._reader.comparing.is_open:
            self._story.show_again()

    def _add(self, motivation: Motivation, then: Callable[[str], None] | None = None) -> None:
        page, chosen = self._story.page, self._reader.selection_range()
        if page is None or chosen is None:
            return
        made = self._made(page, text(page.version.story.document), *chosen, motivation)
        self._session.do(AddAnnotation(made), (lambda _outcome: then(made.uuid)) if then is not None else None)
        self._reader.deselect()

    def _made(self, page: Page, body: str, start: int, end: int, motivation: Motivation, note: str = "") -> Annotation:
        at = time.time_ns() // 1_000_000
        target = describe(page.version.article, page.version.id, body, start, end)
        return Annotation(
            str(uuid.uuid4()), target, motivation, note=note, colour=self._colour, created=at, modified=at
        )

    def _anchored(self, annotation: str) -> AnchoredAnnotation | None:
        page = self._story.page
        found = (a for a in page.annotations if a.annotation.uuid == annotation) if page else iter(())
        return next(found, None)

    def _on_opened(self, page: Page | None) -> None:
        if page is None:
            self._panel.show_nothing()
        else:
            body = text(page.version.story.document) if page.annotations else ""
            self._panel.show_annotations(page.annotations, page.version.story.language, body)
