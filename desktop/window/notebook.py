"""The notebook beside the page: asked again as it is filtered and as the library changes, and what is done in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.notebook.entries import Entry
from desktop.notebook.pane import NotebookPane
from desktop.notebook.words import colour_name
from desktop.sidebar.rows import Kept, Where
from desktop.window.tagging import TagDialog
from library.front.reader import Reader
from library.model.annotation import Annotation, Colour, Motivation
from library.model.errors import BroadsheetError
from library.model.notebook import NotebookEntry, NotebookPart, NotebookRows
from library.model.operation import Batch, EditAnnotation, Operation, Outcome, RemoveAnnotations
from library.model.query import Shelf
from library.model.tags import clean_tags

if TYPE_CHECKING:
    from desktop.window.main import MainWindow

_ANNOTATIONS, _PLACES = ("annotation", "annotations"), ("place", "places")
REFRESH_MS = 120
"""Least time between two looks at a library that is changing."""


class NotebookController(QObject):
    """Shows the notebook in the place of the list of stories."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._session = window, window.session
        self.pane = NotebookPane(self._read, window)
        self.pane.hide()
        self._asked = self._stale = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REFRESH_MS)
        self._timer.timeout.connect(self._on_time)
        pane = self.pane
        pane.query_changed.connect(lambda _query: self._on_query())
        pane.opened.connect(self._open)
        pane.edit_wanted.connect(self._edit)
        pane.colour_wanted.connect(self._recolour)
        pane.tags_wanted.connect(self._tag)
        pane.remove_wanted.connect(self._remove)
        pane.left.connect(self.leave)
        self._session.changed.connect(self._on_changed)

        # What asks for the list of stories brings it back.
        window.sidebar.chosen.connect(self.leave)
        window.sidebar.kept_chosen.connect(self._on_kept)
        window.articles.query_changed.connect(self.leave)
        for action in ("find-library", *(f"go-{shelf.value}" for shelf in Shelf)):
            window.commands.action(action).triggered.connect(self.leave)

    def beside(self, stories: QWidget) -> QWidget:
        """Return a column in which either the list of stories or the notebook stands."""
        column = QWidget(self._window)
        rows = QVBoxLayout(column)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(stories)
        rows.addWidget(self.pane)
        return column

    def toggle(self) -> None:
        """Show the notebook, or the list of stories again."""
        if self._is_shown and self.pane.part is not NotebookPart.PLACES:
            self.leave()
        else:
            part = NotebookPart.ALL if self.pane.part is NotebookPart.PLACES else self.pane.part
            self._show(part)
            self.pane.focus_filter()

    def show_places(self) -> None:
        """Show the places with names of all stories."""
        self._show(NotebookPart.PLACES)
        self.pane.focus_filter()

    def leave(self, *_: object) -> None:
        """Show the list of stories again."""
        if self._is_shown:
            self._window.show_pane(self.pane, shown=False)
            self._window.show_pane(self._window.articles, shown=True)
            self._window.sidebar.choose(self._window.listing.where)
            self._window.articles.setFocus()

    @property
    def _is_shown(self) -> bool:
        return self.pane.isVisibleTo(self._window)

    def _show(self, part: NotebookPart) -> None:
        window = self._window
        if not self._is_shown:
            window.show_pane(window.articles, shown=False)
            window.show_pane(self.pane, shown=True)
        self.pane.filters.show_part(part)
        self._show_where()
        self._ask()
        self._ask_choices()

    def _show_where(self) -> None:
        kept = Kept.PLACES if self.pane.part is NotebookPart.PLACES else Kept.NOTEBOOK
        self._window.sidebar.choose(Where(kept=kept))

    def _on_kept(self, kept: Kept) -> None:
        if kept is Kept.PLACES:
            self._show(NotebookPart.PLACES)
        else:
            self._show(NotebookPart.ALL if self.pane.part is NotebookPart.PLACES else self.pane.part)

    def _on_query(self) -> None:
        self._show_where()
        self._ask()

    def _read(self, numbers: Sequence[int]) -> dict[int, NotebookEntry]:
        try:
            return self._session.reader.notebook_entries(numbers)
        except BroadsheetError as error:
            sentence = str(error)
            # Cards are read while they are painted; the bar must not move them then.
            QTimer.singleShot(0, self, lambda: self._window.messages.fail(sentence))
            return {}

    def _ask(self) -> None:
        self._asked, self._stale = True, False
        query = self.pane.filters.query
        self._session.ask("notebook", lambda reader: reader.notebook(query), self._on_answer, self._on_refused)

    def _ask_choices(self) -> None:
        self._session.ask("notebook-choices", Reader.notebook_choices, self.pane.set_choices)

    def _on_answer(self, rows: NotebookRows) -> None:
        self._asked = False
        if self._stale:
            self._timer.start()
        self.pane.show_rows(rows)

    def _on_refused(self, sentence: str) -> None:
        self._asked = False
        self._window.messages.fail(sentence)

    def _on_changed(self, outcome: Outcome) -> None:
        if not outcome.place_only and self._is_shown and not self._timer.isActive():
            self._timer.start()

    def _on_time(self) -> None:
        """Ask again, but never over a question that is being answered: in an import none would ever be."""
        if self._asked:
            self._stale = True
        else:
            self._ask()
            self._ask_choices()

    def _open(self, entry: Entry, keyboard: bool) -> None:
        self._window.story.show(entry.article)
        if self._window.notes.isVisibleTo(self._window):  # a long list that nobody sees isn't laid out for it
            self._window.notes.set_current(entry.uuid)
        self._window.annotating.jump(entry.uuid)
        if keyboard:
            self._window.reader.setFocus()

    def _edit(self, entry: Entry, at: QPoint) -> None:
        self._open(entry, keyboard=False)
        self._window.annotating.edit(entry.uuid, at, focus_note=True)

    def _selected(self, then: Callable[[tuple[Annotation, ...]], None]) -> None:
        """Read what is selected, which may be all there is, and go on."""
        numbers = self.pane.selected_ids()
        if numbers:
            self._session.ask("notebook-selected", lambda reader: _annotations(reader, numbers), then)

    def _recolour(self, colour: Colour) -> None:
        def change(annotations: tuple[Annotation, ...]) -> None:
            other = [each for each in annotations if each.colour is not colour]
            name = colour_name(colour, dict(self.pane.filters.choices.colour_names))
            self._do([EditAnnotation(each.uuid, colour=colour) for each in other], f"Made {name}")

        self._selected(change)

    def _tag(self) -> None:
        def ask(annotations: tuple[Annotation, ...]) -> None:
            shared = _shared(annotations)
            known = (tag for tag, _ in self.pane.filters.choices.tags)
            dialog = TagDialog(shared, tuple(known), len(annotations), self._window, "annotations")
            dialog.accepted.connect(lambda: self._give(annotations, shared, dialog.tags()))
            dialog.open()

        self._selected(ask)

    def _give(self, annotations: tuple[Annotation, ...], before: tuple[str, ...], after: tuple[str, ...]) -> None:
        kept = {tag.casefold() for tag in after}
        gone = {tag.casefold() for tag in before} - kept
        edits: list[Operation] = []
        for each in annotations:
            tags = clean_tags((*(tag for tag in each.tags if tag.casefold() not in gone), *after))
            if tags != each.tags:
                edits.append(EditAnnotation(each.uuid, tags=tags))
        self._do(edits, "Tagged")

    def _remove(self) -> None:
        def remove(annotations: tuple[Annotation, ...]) -> None:
            self._window.note_editor.hide()
            removed = RemoveAnnotations(tuple(each.uuid for each in annotations))
            places = all(each.motivation is Motivation.BOOKMARKING for each in annotations)
            what = _PLACES if places else _ANNOTATIONS
            self._session.do(removed, lambda outcome: self._say("Deleted", len(annotations), outcome, what))

        self._selected(remove)

    def _do(self, edits: Sequence[Operation], done: str) -> None:
        if edits:
            one = edits[0] if len(edits) == 1 else Batch(tuple(edits))
            self._session.do(one, lambda outcome: self._say(done, len(edits), outcome))

    def _say(self, done: str, count: int, outcome: Outcome, what: tuple[str, str] = _ANNOTATIONS) -> None:
        if outcome.inverse is not None:
            said = f"{count:,} {what[count != 1]}"
            self._window.messages.say(f"{done}: {said}", "Undo", self._session.undo)


def _annotations(reader: Reader, numbers: Sequence[int]) -> tuple[Annotation, ...]:
    return tuple(each.anchored.annotation for each in reader.notebook_entries(numbers).values())


def _shared(annotations: tuple[Annotation, ...]) -> tuple[str, ...]:
    """Return the tags that all of them have."""
    if not annotations:
        return ()
    sets = [{tag.casefold() for tag in each.tags} for each in annotations[1:]]
    return tuple(tag for tag in annotations[0].tags if all(tag.casefold() in tags for tags in sets))
