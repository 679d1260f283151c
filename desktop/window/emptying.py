"""Emptying the trash: counted on a worker, asked once, done by a job that tells how far it is."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from library.front.reader import Reader
from library.model.trash import EmptyingReport, TrashCounts

if TYPE_CHECKING:
    from desktop.window.main import MainWindow
    from library.front.emptying import EmptyJob

SHOWN_S = 0.1
"""Least seconds between two figures."""
_EMPTY = "The trash is empty."
_IMPORTING = "An import is under way; empty the trash when it is done."
_RUNNING = "The trash is being emptied."


class EmptyingController(QObject):
    """Deletes what is in the trash for good. What the job tells arrives on the window's thread."""

    _told = Signal(int, int)
    _ended = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._session = window, window.session
        self._job: EmptyJob | None = None
        self._shown = 0.0
        self._told.connect(self._on_told)
        self._ended.connect(self._on_ended)

    def empty(self) -> None:
        """Ask whether what is in the trash is to go for good, and delete it."""
        if (refusal := self._refusal()) is not None:
            self._window.messages.say(refusal)
        else:
            self._session.ask("emptying", Reader.trash_counts, self._ask)

    def cancel(self) -> None:
        """Stop: what isn't deleted yet stays in the trash."""
        if self._job is not None:
            self._job.cancel()

    def _refusal(self) -> str | None:
        if self._job is not None:
            return _RUNNING
        return _IMPORTING if self._window.importing.is_running else None

    def _ask(self, counts: TrashCounts) -> None:
        if not counts.stories:
            self._window.messages.say(_EMPTY)
            return
        box = question(counts, self._window)
        box.accepted.connect(self._begin)
        box.open()

    def _begin(self) -> None:
        if (refusal := self._refusal()) is not None:
            self._window.messages.say(refusal)
            return
        story = self._window.story
        if story.page is not None and story.page.state.trashed:
            story.close()
        self._shown = time.monotonic()
        self._window.messages.tell("Emptying the trash…", "Cancel", self.cancel)
        self._job = self._session.library.empty_trash(self._told.emit, self._ended.emit)

    def _on_told(self, done: int, total: int) -> None:
        if self._job is not None and done < total and time.monotonic() - self._shown >= SHOWN_S:
            self._shown = time.monotonic()
            self._window.messages.tell(f"Emptying the trash: {done:,} of {_stories(total)}", "Cancel", self.cancel)

    def _on_ended(self, report: EmptyingReport) -> None:
        self._job = None
        if report.error:
            self._window.messages.fail(f"{report.error} {sentence(report)}".strip())
        else:
            self._window.messages.say(sentence(report))


def question(counts: TrashCounts, parent: QWidget) -> QMessageBox:
    """Return the dialog that asks; accepted if the stories are to go. The safe answer is the one that Enter gives."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setObjectName("emptyTrash")
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("Empty the trash")
    box.setText(f"Delete {_stories(counts.stories)} for good{_with(counts)}?")
    box.setInformativeText("This can’t be undone.")
    box.addButton("&Delete for good", QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    return box


def sentence(report: EmptyingReport) -> str:
    """Return what was deleted, and whether something was left, as the message bar says it."""
    if not report.removed.stories:
        return "Nothing was deleted." if report.cancelled or report.error else _EMPTY
    done = f"Deleted {_stories(report.removed.stories)} for good{_with(report.removed)}."
    return f"{done} The rest is still in the trash." if report.cancelled or report.error else done


def _with(counts: TrashCounts) -> str:
    """Return ", with 3 highlights, 5 notes and 1 place", or nothing."""
    kinds = ((counts.highlights, "highlight"), (counts.notes, "note"), (counts.places, "named place"))
    parts = [f"{count:,} {word}{'' if count == 1 else 's'}" for count, word in kinds if count]
    if not parts:
        return ""
    return f", with {' and '.join(filter(None, (', '.join(parts[:-1]), parts[-1])))}"


def _stories(count: int) -> str:
    return f"{count:,} {'story' if count == 1 else 'stories'}"
