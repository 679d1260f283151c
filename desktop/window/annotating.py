"""Highlights, notes and bookmarks of the open story: from a selection to an operation, and back to the page."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QPoint, Qt

from desktop.notes.bookmark import ask_name
from desktop.notes.editor import NoteEditor
from desktop.notes.panel import NotesPanel
from desktop.reader.pane import ReaderPane
from desktop.reader.snapping import next_end, next_start, previous_end, previous_start
from desktop.session import Session
from desktop.theme.typeset import runs_from_right
from desktop.window.story import StoryController
from library.annotations.describe import describe, whole_story
from library.front.reader import Page, Reader
from library.model.annotation import AnchoredAnnotation, AnchorState, Annotation, Colour, HighlightStyle, Motivation
from library.model.document import text
from library.model.errors import BroadsheetError
from library.model.operation import (
    AddAnnotation,
    EditAnnotation,
    Operation,
    Outcome,
    PlaceAnnotation,
    RemoveAnnotations,
)
from library.model.tags import clean_tags

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
        self._style = HighlightStyle.FILL
        reader.highlight_wanted.connect(self.highlight)
        reader.selection_bar.underline_wanted.connect(self.underline)
        reader.view.annotation_entered.connect(lambda annotation: self.edit(annotation, None))
        reader.view.handles.moved.connect(self._put)
        reader.note_wanted.connect(self.annotate)
        reader.annotation_clicked.connect(self.edit)
        panel.jump_wanted.connect(self.jump)
        panel.edit_wanted.connect(lambda annotation, at: self.edit(annotation, at, focus_note=True))
        panel.operation_wanted.connect(session.do)
        editor.operation_wanted.connect(self._keep)

    def highlight(self, colour: Colour | None = None) -> None:
        """Mark the selection in a colour, in the last style; without one fill it, in the last colour.

        Where nothing is selected the current highlight is changed so.
        """
        self._colour = colour or self._colour
        if colour is None:
            self._style = HighlightStyle.FILL
        if self._reader.selection_range() is not None:
            self._add(Motivation.HIGHLIGHTING)
        elif (current := self._reader.current_annotation()) is not None:
            style = None if colour is not None else HighlightStyle.FILL
            self._session.do(EditAnnotation(current, colour=self._colour, style=style))

    def underline(self) -> None:
        """Underline the selection in the last colour; without one, underline the current highlight or fill it again."""
        if self._reader.selection_range() is not None:
            self._style = HighlightStyle.UNDERLINE
            self._add(Motivation.HIGHLIGHTING)
        elif (anchored := self._current()) is not None:
            was_underlined = anchored.annotation.style is HighlightStyle.UNDERLINE
            self._style = HighlightStyle.FILL if was_underlined else HighlightStyle.UNDERLINE
            self._session.do(EditAnnotation(anchored.annotation.uuid, style=self._style))

    def annotate(self) -> None:
        """Highlight the selection and open its note; without one, open the current highlight's note."""
        if self._reader.selection_range() is not None:
            self._add(Motivation.HIGHLIGHTING, lambda added: self.edit(added, None))
        elif (current := self._reader.current_annotation()) is not None:
            self.edit(current, None)

    def tag(self) -> None:
        """Highlight the selection and open its tags; without one, open the current annotation's tags."""
        if self._reader.selection_range() is not None:
            self._add(Motivation.HIGHLIGHTING, lambda added: self.edit(added, None, focus_tags=True))
        elif (current := self._reader.current_annotation()) is not None:
            self.edit(current, None, focus_tags=True)

    def edit_current(self) -> None:
        """Open the editor on the current annotation."""
        if (current := self._reader.current_annotation()) is not None:
            self.edit(current, None)

    def note_on_story(self) -> None:
        """Open the note on the story as a whole, or a new one; it is kept once something is written."""
        page = self._story.page
        if page is None or self._reader.article() is None:
            return
        for each in page.annotations:
            if each.annotation.motivation is not Motivation.BOOKMARKING and not each.annotation.target.quote.exact:
                self.edit(each.annotation.uuid, None)
                return
        at = time.time_ns() // 1_000_000
        target = whole_story(page.version.article, page.version.id)
        made = Annotation(
            str(uuid.uuid4()), target, Motivation.COMMENTING, colour=self._colour, created=at, modified=at
        )
        self._ask_tags()
        self._editor.edit(made, self._middle(), focus_note=True, is_new=True)

    def move_end(self, by: int) -> None:
        """Move the end of the current highlight a word to the right (1) or to the left (-1), as its line runs."""
        if (place := self._place()) is not None:
            body, start, end = place
            line = body[body.rfind("\n", 0, end - 1) + 1 : end]
            on = (by > 0) is not runs_from_right(line)
            moved = next_end(body, end) if on else previous_end(body, end)
            self._put_current(start, moved)

    def move_start(self, by: int) -> None:
        """Let the current highlight begin a word later (1) or earlier (-1)."""
        if (place := self._place()) is not None:
            body, start, end = place
            self._put_current(next_start(body, start) if by > 0 else previous_start(body, start), end)

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

    def edit(self, annotation: str, at: QPoint | None, focus_note: bool = False, focus_tags: bool = False) -> None:
        """Open the editor on an annotation, at a point of the screen or at its place on the page.

        The keyboard goes to the tags or the note if that is asked for, to the note if no point is given; else to the
        colours.
        """
        if (anchored := self._anchored(annotation)) is None:
            return
        self._panel.set_current(annotation)
        place = at
        if place is None:
            rect = self._reader.annotation_rect(annotation)
            place = rect.bottomLeft() if rect is not None else self._middle()
        self._ask_tags()
        self._editor.edit(anchored.annotation, place, focus_note or at is None, focus_tags)

    def _keep(self, operation: Operation) -> None:
        """Keep what the editor hands over; what was typed and can't be kept comes back into it."""
        before = self._editor.last_edited()

        def refused(sentence: str) -> None:
            self._session.failed.emit(sentence)
            if before is not None:
                self._give_back(operation, before)

        self._session.do(operation, refused=refused)

    def _give_back(self, operation: Operation, before: Annotation) -> None:
        match operation:
            case AddAnnotation(made):
                note, tags, is_new = made.note, made.tags, True
            case EditAnnotation(annotation, note, tags) if note is not None or tags is not None:
                # One that was deleted meanwhile, perhaps in another window, is kept again as a new one.
                is_new = annotation not in self._kept(before.target.article)
                before = replace(before, uuid=str(uuid.uuid4())) if is_new else before
            case _:
                return
        if self._editor.editing() is None:
            self._editor.edit(before, self._middle(), focus_note=True, is_new=is_new)
            self._editor.type_again(note, tags)
        else:  # another is being edited: once that is done
            once = Qt.ConnectionType.QueuedConnection | Qt.ConnectionType.SingleShotConnection
            self._editor.closed.connect(lambda: self._give_back(operation, before), once)

    def _kept(self, article: int) -> frozenset[str]:
        try:
            return frozenset(each.annotation.uuid for each in self._session.reader.annotations(article))
        except BroadsheetError:  # not even the story is there
            return frozenset()

    def _middle(self) -> QPoint:
        return self._reader.mapToGlobal(self._reader.rect().center())

    def _ask_tags(self) -> None:
        self._session.ask("known-tags", _known_tags, self._editor.set_known_tags)

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
        self._reader.view.set_current(wanted.annotation.uuid)  # of several in one place, just this

    def _leave_comparison(self) -> None:
        if self._reader.comparing.is_open:
            self._story.show_again()

    def _add(self, motivation: Motivation, then: Callable[[str], None] | None = None) -> None:
        page, chosen = self._story.page, self._reader.selection_range()
        if page is None or chosen is None:
            return
        made = self._made(page, text(page.version.story.document), *chosen, motivation)

        def added(_outcome: Outcome) -> None:
            if self._reader.selection_range() in (None, chosen):
                self._reader.view.set_current(made.uuid)  # so that the next key changes it
            if then is not None:
                then(made.uuid)

        self._session.do(AddAnnotation(made), added)
        self._reader.deselect()

    def _current(self) -> AnchoredAnnotation | None:
        current = self._reader.current_annotation()
        return self._anchored(current) if current is not None else None

    def _place(self) -> tuple[str, int, int] | None:
        """Return the story's text, and where in it the current highlight shows; None if it isn't one of letters."""
        page, current = self._story.page, self._reader.current_annotation()
        place = self._reader.view.marks.highlights.range_of(current) if current is not None else None
        if page is None or place is None or place[0] >= place[1]:
            return None
        return text(page.version.story.document), *place

    def _put_current(self, start: int | None, end: int | None) -> None:
        current = self._reader.current_annotation()
        if current is not None and start is not None and end is not None and start < end:
            view = self._reader.view
            view.set_highlights(view.marks.highlights.moved(current, start, end))  # the next key goes on from there
            self._put(current, start, end)

    def _put(self, annotation: str, start: int, end: int) -> None:
        """Put an annotation to another place. Of each version only the first place stays as evidence."""
        page, anchored = self._story.page, self._anchored(annotation)
        if page is None or anchored is None:
            return
        target = describe(page.version.article, page.version.id, text(page.version.story.document), start, end)
        before = anchored.annotation
        first = {each.version: each for each in (before.target, *before.earlier)}
        self._session.do(PlaceAnnotation(annotation, target, tuple(first.values())))

    def _made(self, page: Page, body: str, start: int, end: int, motivation: Motivation, note: str = "") -> Annotation:
        at = time.time_ns() // 1_000_000
        target = describe(page.version.article, page.version.id, body, start, end)
        return Annotation(str(uuid.uuid4()), target, motivation, note, (), self._colour, at, at, style=self._style)

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


def _known_tags(reader: Reader) -> tuple[str, ...]:
    """Return the tags of stories and of annotations."""
    return clean_tags((*reader.all_tags(), *(tag for tag, _ in reader.notebook_choices().tags)))
