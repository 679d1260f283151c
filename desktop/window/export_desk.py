"""Annotations and stories out of the library, and annotations in: asked in a dialog, done on a worker."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QStandardPaths, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.exporting.dialog import Choice, ExportDialog, Offer
from desktop.exporting.notes_report import NotesReportDialog
from desktop.exporting.progress import ExportBar
from desktop.exporting.wording import ENDINGS, NotesChoice, What, brought, is_clear, progress, result
from desktop.settings import EXPORT_CHOICE, EXPORT_FOLDER
from desktop.window import originals
from library.exporters.annotations_markdown import file_name
from library.front import exporting
from library.front.exporting import Exported, Scope, ScopeCounts, StoriesForm, Watch
from library.front.reader import Reader
from library.model.query import Shelf

if TYPE_CHECKING:
    from desktop.window.main import MainWindow
    from library.front.notes_import import NotesReport

SHOWN_MS = 100
"""Least time between two figures: an export tells more of them than an eye can follow."""
BUSY = "One export or import of annotations is under way; wait until it is done, or cancel it."
_SHELVES = {
    Shelf.ALL: "All stories of the list",
    Shelf.UNREAD: "Unread stories",
    Shelf.BEGUN: "Stories that were begun",
    Shelf.STARRED: "Starred stories",
    Shelf.ANNOTATED: "Annotated stories",
    Shelf.STUBS: "Addresses",
    Shelf.ARCHIVE: "The archive",
    Shelf.TRASH: "The trash",
}


class ExportDesk(QObject):
    """One export, or import of annotations, at a time. What the worker tells arrives on the window's thread."""

    _told = Signal(int, int)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._session = window, window.session
        self._bar: ExportBar | None = None
        self._stop = threading.Event()
        self._is_running = False
        self._say: Callable[[int, int], str] = progress
        self._far = (0, 0)
        self._timer = QTimer(self)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self._show_progress)
        self._told.connect(self._on_told)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stop what is under way when the window closes: nothing is left half written."""
        if event.type() is QEvent.Type.Close and watched is self._window:
            self._stop.set()
        return False

    def export(self) -> None:
        """Ask what is to be taken out, and where to, and do it."""
        if self._is_running:
            self._window.messages.say(BUSY)
            return
        dialog = ExportDialog(self._offers(), self._last_choice(), self._window)
        dialog.counts_wanted.connect(lambda offer: self._count(dialog, offer))
        dialog.accepted.connect(lambda: self._on_accepted(dialog.choice, dialog.offer, dialog.counts()))
        dialog.open()
        dialog.ask_counts()

    def import_notes(self) -> None:
        """Ask for a file of annotations, and read it."""
        if self._is_running:
            self._window.messages.say(BUSY)
        elif (path := chosen_notes(self._window, self._folder())) is not None:
            self._window.settings.set(EXPORT_FOLDER, str(path.parent))
            self.bring_in(path)

    def bring_in(self, path: Path) -> None:
        """Read a file of annotations, and say what became of them."""
        if self._is_running:
            self._window.messages.say(BUSY)
            return
        library, stop, told = self._session.library, self._stop, self._told

        def question(_reader: Reader) -> NotesReport:
            return library.import_notes(path, told.emit, stop.is_set)

        self._begin(f"Reading {path.name}…", _reading)
        self._session.ask("exporting", question, self._on_brought, self._on_refused)

    def cancel(self) -> None:
        """Stop what is under way."""
        self._stop.set()
        self._timer.stop()
        if self._bar is not None:
            self._bar.show_cancelled()

    def _offers(self) -> tuple[Offer, ...]:
        window = self._window
        offers: list[Offer] = []
        if window.story.page is not None:
            article = window.story.page.version.article
            offers.append(Offer("story", "This story", Scope((article,))))
        if len(selected := tuple(window.articles.selected_ids())) > 1:
            offers.append(Offer("selected", f"The {len(selected):,} selected stories", Scope(selected)))
        if window.notebook.pane.isVisibleTo(window):
            shown = window.notebook.pane.shown_ids()
            offers.append(Offer("notebook", "What the notebook shows", Scope(annotations=shown)))
        offers.append(Offer("list", self._list_title(), Scope(listing=window.listing.listing)))
        offers.append(Offer("all", "The whole library", Scope()))
        return tuple(offers)

    def _list_title(self) -> str:
        listing = self._window.listing.listing
        if not listing.query.is_empty:
            return "What the search finds"
        if listing.tag is not None:
            return f"Stories tagged {listing.tag}"
        if listing.source is not None:
            return f"Stories from {listing.source or 'no source'}"
        return _SHELVES[listing.shelf]

    def _count(self, dialog: ExportDialog, offer: Offer) -> None:
        def answer(counts: ScopeCounts) -> None:
            if dialog in self._window.findChildren(ExportDialog):
                dialog.show_counts(offer.key, counts)

        self._session.ask("export-counts", lambda reader: exporting.scope_counts(reader, offer.scope), answer)

    def _on_accepted(self, choice: Choice, offer: Offer, counts: ScopeCounts) -> None:
        self._window.settings.set(EXPORT_CHOICE, _written(choice))
        is_folder = _needs_folder(choice, counts)
        name = self._suggested(choice, offer, counts)
        path = chosen_folder(self._window, self._folder()) if is_folder else chosen_file(self._window, name)
        if path is None:
            return
        self._window.settings.set(EXPORT_FOLDER, str(path if is_folder else path.parent))
        watch = Watch(self._told.emit, self._stop.is_set)
        job = _job(choice, offer.scope, path, is_folder, watch)
        self._begin("Exporting…", progress)
        self._session.ask(
            "exporting", job, lambda exported: self._on_exported(exported, choice.what, is_folder), self._on_refused
        )

    def _suggested(self, choice: Choice, offer: Offer, counts: ScopeCounts) -> str:
        page = self._window.story.page
        one = page.version.story.headline if page is not None and offer.key == "story" else ""
        if choice.what is What.STORIES:
            return str(Path(self._folder()) / f"{file_name(one)}{exporting.ending_of(choice.stories_form)}")
        if choice.notes_form is NotesChoice.FOLDER:
            return self._folder()
        stem = f"{file_name(one)} – annotations" if one else "Annotations"
        return str(Path(self._folder()) / f"{stem}{ENDINGS[choice.notes_form][0]}")

    def _folder(self) -> str:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return self._window.settings.get(EXPORT_FOLDER) or documents

    def _last_choice(self) -> Choice:
        return _read(self._window.settings.get(EXPORT_CHOICE))

    def _begin(self, sentence: str, say: Callable[[int, int], str]) -> None:
        self._is_running, self._say, self._far = True, say, (0, 0)
        self._stop.clear()
        if self._bar is None:
            self._bar = ExportBar(self._window)
            self._bar.cancel_wanted.connect(self.cancel)
            self._window.centralWidget().layout().addWidget(self._bar)
        self._bar.begin(sentence)
        self._timer.start()

    def _end(self) -> None:
        self._is_running = False
        self._timer.stop()
        if self._bar is not None:
            self._bar.hide()

    def _on_told(self, done: int, total: int) -> None:
        self._far = (done, total)

    def _show_progress(self) -> None:
        if self._bar is not None and self._far[1]:
            self._bar.show_progress(self._say(*self._far), *self._far)

    def _on_exported(self, exported: Exported, what: What, is_folder: bool) -> None:
        self._end()
        sentence, messages = result(exported, what, is_folder), self._window.messages
        if exported.error:
            messages.fail(sentence)
        elif exported.cancelled and not exported.files:
            messages.say(sentence)
        else:
            messages.say(sentence, "Show it", lambda: messages.say(originals.reveal(exported.path)))

    def _on_brought(self, report: NotesReport) -> None:
        self._end()
        sentence, messages = brought(report), self._window.messages
        if report.error:
            messages.fail(sentence)
        elif is_clear(report):
            messages.say(sentence)
        else:
            messages.say(sentence)
            NotesReportDialog(report, self._window).open()

    def _on_refused(self, sentence: str) -> None:
        self._end()
        self._window.messages.fail(sentence)


def chosen_file(parent: QWidget, suggestion: str) -> Path | None:
    """Ask where to write, and whether over a file that is there. Tests put their own answer in its place."""
    ending = Path(suggestion).suffix
    chosen, _ = QFileDialog.getSaveFileName(parent, "Export to", suggestion, f"*{ending} (*{ending});;All files (*)")
    return Path(chosen) if chosen else None


def chosen_folder(parent: QWidget, folder: str) -> Path | None:
    """Ask for the folder to write into. Tests put their own answer in its place."""
    chosen = QFileDialog.getExistingDirectory(parent, "Export into a folder", folder)
    return Path(chosen) if chosen else None


def chosen_notes(parent: QWidget, folder: str) -> Path | None:
    """Ask for a file of annotations. Tests put their own answer in its place."""
    kinds = "Annotations (*.jsonld *.json *.csv *.txt *.md *.html);;All files (*)"
    chosen, _ = QFileDialog.getOpenFileName(parent, "Import annotations", folder, kinds)
    return Path(chosen) if chosen else None


def _needs_folder(choice: Choice, counts: ScopeCounts) -> bool:
    if choice.what is What.STORIES:
        return counts.stories != 1
    return choice.notes_form is NotesChoice.FOLDER


def _job(choice: Choice, scope: Scope, path: Path, is_folder: bool, watch: Watch) -> Callable[[Reader], Exported]:
    def question(reader: Reader) -> Exported:
        if choice.what is What.NOTES and is_folder:
            return exporting.export_folder(reader, scope, path, watch)
        if choice.what is What.NOTES:
            return exporting.export_notes(reader, scope, ENDINGS[choice.notes_form][1], path, watch)
        if is_folder:
            return exporting.export_stories(reader, scope, choice.stories_form, choice.with_notes, path, watch)
        (article,) = exporting.stories_in(reader, scope)
        return exporting.export_story(reader, article, choice.stories_form, choice.with_notes, path)

    return question


def _reading(done: int, total: int) -> str:
    return f"Reading annotations: {done:,} of {total:,} {'story' if total == 1 else 'stories'}"


def _written(choice: Choice) -> str:
    """Return a choice as one line of the settings."""
    forms = (choice.what.value, choice.of, choice.notes_form.value, choice.stories_form.value)
    return " ".join((*forms, "noted" if choice.with_notes else "plain"))


def _read(written: str) -> Choice:
    """Return the choice that a line of the settings holds, or the first there is: a settings file may hold anything."""
    try:
        what, of, notes_form, stories_form, noted = written.split()
        return replace(
            Choice(), what=What(what), of=of, notes_form=NotesChoice(notes_form),
            stories_form=StoriesForm(stories_form), with_notes=noted == "noted",
        )  # fmt: skip
    except ValueError:
        return Choice(of="story")
