"""What became of annotations when a story was corrected, and what the user does about those that aren't sure."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from desktop.notes.rows import Act
from desktop.theme.typeset import one_line
from library.annotations.describe import describe
from library.front.corrected import Became, what_became
from library.front.reader import Page
from library.model.annotation import AnchoredAnnotation, AnchorState, Target
from library.model.document import text
from library.model.operation import EditAnnotation, Outcome, PlaceAnnotation, SetPosition

if TYPE_CHECKING:
    from desktop.window.main import MainWindow

PROMPT = "Select the passage it belongs to, then press Enter, or Escape."
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class OrphanController(QObject):
    """Says once what a correction did to a story's annotations; attaches, confirms and lets go.

    That it was said is remembered by the place in the story, which is noted in the version that shows.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._attaching: str | None = None
        self._told: tuple[int, int] | None = None
        window.notes.act_wanted.connect(self.act)
        window.story.opened.connect(self._on_opened)
        window.reader.view.mouse_selected.connect(self._on_selected)

    def act(self, uuid: str, act: Act) -> None:
        """Do something about an annotation's place."""
        self._end()
        found = self._anchored(uuid)
        if found is None:
            return
        match act:
            case Act.ATTACH:
                self._attach(uuid)
            case Act.CONFIRM:
                self._place(uuid, found.anchor.start, found.anchor.end, "Confirmed")
            case Act.WHERE:
                self._show_where(found.annotation.target)
            case Act.LET_GO | Act.TAKE_BACK:
                self._window.session.do(EditAnnotation(uuid, let_go=act is Act.LET_GO))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's: while a passage is being chosen, Enter takes the selection and Escape gives up."""
        if self._attaching is None or not isinstance(event, QKeyEvent):
            return False
        if event.key() not in (*_ENTER, Qt.Key.Key_Escape):
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() is not QEvent.Type.KeyPress:
            return False
        uuid, chosen = self._attaching, self._window.reader.selection_range()
        if event.key() == Qt.Key.Key_Escape:
            self._end()
        elif chosen is not None:
            self._end()
            self._place(uuid, *chosen, "Attached")
        return True

    def _attach(self, uuid: str) -> None:
        window = self._window
        if window.reader.article() is None:
            window.story.show_again()
        if (chosen := window.reader.selection_range()) is not None:
            self._place(uuid, *chosen, "Attached")
            return
        self._attaching = uuid
        window.notes.ask(PROMPT)
        window.reader.view.installEventFilter(self)
        window.reader.setFocus()

    def _end(self) -> None:
        if self._attaching is not None:
            self._attaching = None
            self._window.reader.view.removeEventFilter(self)
            self._window.notes.ask("")

    def _place(self, uuid: str, start: int, end: int, done: str) -> None:
        page = self._window.story.page
        if page is None:
            return
        body = text(page.version.story.document)
        target = describe(page.version.article, page.version.id, body, start, end)

        def said(_outcome: Outcome) -> None:
            quote = one_line(target.quote.exact, 60)
            self._window.messages.say(f"{done}: “{quote}”", "Undo", self._window.session.undo)

        self._window.session.do(PlaceAnnotation(uuid, target), said)
        self._window.reader.deselect()

    def _show_where(self, target: Target) -> None:
        """Show the version that an annotation was made in at its passage, which glows."""
        window = self._window
        start, end = target.position.start, target.position.end
        body = text(window.session.reader.version(target.version).story.document)
        if body[start:end] != target.quote.exact:
            window.messages.say("It came from elsewhere: no version here has its passage.")
            return
        window.versions.show_version(target.version)
        window.reader.go_to(start, end)

    def _on_selected(self, *_: object) -> None:
        if self._attaching is not None:  # the bar offers highlights, which are another matter
            self._window.reader.selection_bar.hide()

    def _on_opened(self, page: Page | None) -> None:
        here = page.version.article if page is not None else None
        if self._told is not None and self._told[0] != here:
            self._told = None
        if self._attaching is not None and (page is None or self._anchored(self._attaching) is None):
            self._end()
        if page is None or page.state.position_version in (None, page.version.id) or not page.annotations:
            return
        if self._told == (page.version.article, page.version.id):
            return
        self._told = page.version.article, page.version.id
        known = int(page.state.position_version or 0)
        self._window.session.ask(
            "became",
            lambda reader: what_became(reader, page.version.article, known),
            lambda became: self._tell(page, became),
        )

    def _tell(self, page: Page, became: Became) -> None:
        window, version = self._window, page.version
        if not became.is_news or window.story.page is None or window.story.page.version.id != version.id:
            return
        unsure = (*became.lost, *became.changed)
        show: Callable[[], None] | None = (lambda: self._show(unsure[0])) if unsure else None
        chosen = version.by_user or page.history[-1].id != version.id
        if unsure or not chosen:  # what the user wrote or chose themselves is no news, and its Undo stays offered
            window.messages.tell(sentence(became), "Show" if unsure else "", show)
        window.session.do(SetPosition(version.article, version.id, page.position, page.state.progress))

    def _show(self, uuid: str) -> None:
        found = self._anchored(uuid)
        self._window.show_pane(self._window.notes, shown=True)
        self._window.notes.set_current(uuid)
        if found is not None and found.anchor.state is not AnchorState.ORPHAN:
            self._window.annotating.jump(uuid)
        self._window.notes.setFocus()

    def _anchored(self, uuid: str) -> AnchoredAnnotation | None:
        page = self._window.story.page
        return next((each for each in page.annotations if each.annotation.uuid == uuid), None) if page else None


def sentence(became: Became) -> str:
    """Return what became of annotations in words; the first number has the noun."""
    counts = (
        (len(became.kept), "kept"),
        (len(became.changed), "changed"),
        (len(became.lost), "no longer in the text"),
        (len(became.found), "found again"),
    )
    noun = "annotation" if became.places else "highlight"
    parts = [(count, words) for count, words in counts if count]
    first, words = parts[0]
    said = [f"{first:,} {noun}{'' if first == 1 else 's'} {words}", *(f"{count:,} {rest}" for count, rest in parts[1:])]
    return f"This story was corrected: {', '.join(said)}."
