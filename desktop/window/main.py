"""The main window: builds the panes, connects them and remembers how they stood. What they do stands elsewhere."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QMainWindow, QWidget

from desktop.articles.pane import ArticlesPane
from desktop.commands.action import Place
from desktop.commands.commands import Commands
from desktop.importing.controller import ImportController
from desktop.importing.progress import ImportBar
from desktop.notes.editor import NoteEditor
from desktop.notes.panel import NotesPanel
from desktop.reader.pane import ReaderPane
from desktop.session import Session
from desktop.settings import LAST_STORY, Settings
from desktop.sidebar.pane import Sidebar
from desktop.theme.themes import Theme
from desktop.theme.typography import ReadingStyle
from desktop.window.annotating import AnnotationController
from desktop.window.appearance import Appearance
from desktop.window.background import BackgroundController
from desktop.window.bindings import bind_all
from desktop.window.citing import PassageController
from desktop.window.colours import ColourController
from desktop.window.context import update_context
from desktop.window.correcting import CorrectionController
from desktop.window.emptying import EmptyingController
from desktop.window.exporting import ExportController
from desktop.window.layout import lay_out
from desktop.window.links import LinkController
from desktop.window.listing import ListController
from desktop.window.margin import MarginController
from desktop.window.merging import MergeController
from desktop.window.messages import MessageBar
from desktop.window.notebook import NotebookController
from desktop.window.originals import OriginalController
from desktop.window.orphans import OrphanController
from desktop.window.printing import PrintController
from desktop.window.reading_aloud import ReadingAloudController
from desktop.window.refreshing import RefreshController
from desktop.window.reports import ReportController
from desktop.window.room import RoomController
from desktop.window.story import StoryController
from desktop.window.tagging import TagController
from desktop.window.versions import VersionController
from library.front.reader import Page


class MainWindow(QMainWindow):
    """One library in one window. `settled` is emitted when the first list, and the story in it, are shown."""

    settled = Signal()

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self.session, self.settings = session, settings
        self.commands = Commands(self)
        self.appearance = Appearance(self.commands, self.settings, self)
        self._make_panes()
        self._make_controllers()
        splitter, self._origin = lay_out(self)
        self.room = RoomController(self, splitter)
        self.margin = MarginController(self)
        self._connect()
        bind_all(self)
        self.setAcceptDrops(True)
        self.room.restore()
        self._update_context()
        QTimer.singleShot(0, lambda: self.listing.begin(self.settings.get(LAST_STORY) or None))

    def import_paths(self, paths: tuple[Path, ...]) -> None:
        """Import files and folders."""
        self.importing.import_paths(paths)

    def show_pane(self, pane: QWidget, shown: bool) -> None:
        """Show or hide a column, or what stands in one."""
        pane.setVisible(shown)
        self._update_context()

    def open_reading_style(self) -> None:
        """Open the panel that chooses how the page is set, in the upper right corner of the page."""
        self.appearance.open_panel(self.reader.mapToGlobal(self.reader.rect().topRight() + QPoint(-16, 8)), self)

    def move_by_paragraph(self) -> None:
        """Let the arrow keys go from paragraph to paragraph of the story, or no longer."""
        self.reader.focus.toggle()
        self.reader.setFocus()

    def move_focus(self, by: int) -> None:
        """Give the keyboard to the next (1) or last (-1) pane that shows something to do with it."""
        every = (self.sidebar, self.articles, self.notebook.pane, self.reader, self.notes)
        panes = [pane for pane in every if (pane.focusProxy() or pane).isVisible()]
        inside = [pane.isAncestorOf(self.focusWidget()) if self.focusWidget() else False for pane in panes]
        at = inside.index(True) if True in inside else (-1 if by > 0 else 0)
        panes[(at + by) % len(panes)].setFocus(Qt.FocusReason.TabFocusReason)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the place and how the window stood. What is being imported is cancelled by the library's closing."""
        if not self.correcting.may_close():
            event.ignore()
            return
        self.story.keep_place()
        self.note_editor.close()
        self.room.keep()
        self.settings.set(LAST_STORY, self.story.article or 0)
        self.settings.save()
        self.reading_aloud.leave()
        self.story.leave()
        self.originals.close()
        self.importing.leave()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Show the page alone while the window fills the screen."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange:
            self.room.follow_state()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the full screen on Esc, if nothing in the window wants it."""
        if event.key() != Qt.Key.Key_Escape or not self.room.escape():
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are dragged over the window."""
        if self.importing.accepts(event.mimeData()):
            _accept_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Import the files that were dropped."""
        _accept_copy(event)
        self.importing.take(event.mimeData())

    def event(self, event: QEvent) -> bool:
        """Keep Space for a button or a box that has the keyboard; elsewhere it is a shortcut."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            pressable = isinstance(self.focusWidget(), QAbstractButton | QComboBox)
            if pressable and event.key() == Qt.Key.Key_Space:
                event.accept()
                return True
        return super().event(event)

    def _make_panes(self) -> None:
        self.messages = MessageBar(self)
        self.sidebar = Sidebar(self)
        self.articles = ArticlesPane(self.session, self)
        self.reader = ReaderPane(self.appearance.theme, self.appearance.reading, self)
        self.notes = NotesPanel(self)
        self.note_editor = NoteEditor(self)
        self.import_bar = ImportBar(self)

    def _make_controllers(self) -> None:
        self.importing = ImportController(self.session, self)
        self.listing = ListController(self.session, self.articles, self.sidebar, self.settings)
        self.story = StoryController(self.session, self.reader, self.articles, self.listing, self.messages)
        self.annotating = AnnotationController(self.session, self.story, self.reader, self.notes, self.note_editor)
        self.versions = VersionController(self.session, self.story, self.reader, self.messages)
        self.colours = ColourController(self)
        self.tagging = TagController(self.session, self.story, self.articles)
        self.notebook = NotebookController(self)
        self.exporting = ExportController(self)
        self.correcting = CorrectionController(self)
        self.merging = MergeController(self)
        self.links = LinkController(self)
        self.passages = PassageController(self)
        self.printing = PrintController(self)
        self.reading_aloud = ReadingAloudController(self)
        self.reports = ReportController(self)
        self.originals = OriginalController(self)
        self.orphans = OrphanController(self)
        self.refreshing = RefreshController(self)
        self.emptying = EmptyingController(self)
        self.background = BackgroundController(self)

    def _connect(self) -> None:
        self.session.failed.connect(self._on_failed)
        self.session.changed.connect(lambda _outcome: self._update_context())
        self.import_bar.follow(self.importing)
        self.import_bar.report_wanted.connect(self.reports.show)
        self.importing.said.connect(self.messages.say)
        self.importing.started.connect(self._update_context)
        self.importing.ended.connect(lambda _report: self._update_context())
        self.articles.samples_wanted.connect(self.importing.add_samples)
        self.articles.import_wanted.connect(self.importing.choose_files)
        self.articles.context_menu_wanted.connect(self._on_list_menu)
        self.reader.context_menu_wanted.connect(self._on_page_menu)
        self.reader.link_activated.connect(self.links.open)
        self.reader.link_hovered.connect(self.links.tell)
        self.reader.selection_changed.connect(lambda _range: self._update_context())
        self.reader.seeking.changed.connect(lambda _open: self._update_context())
        self.reader.current_changed.connect(lambda _uuid: self._update_context())
        self.reader.comparing.opened.connect(lambda _open: self._update_context())
        self.reader.text_size_wanted.connect(self.appearance.resize_text)
        self.story.opened.connect(self._on_opened)
        self.listing.listed.connect(self._on_listed)
        self.appearance.join(self._on_appearance)

    def _on_appearance(self, theme: Theme, reading: ReadingStyle) -> None:
        for pane in (self.sidebar, self.articles, self.notebook.pane, self.notes, self.note_editor, self.import_bar):
            pane.set_theme(theme)
        self.reader.set_style(theme, reading)
        self.correcting.set_style(theme, reading)

    def _on_opened(self, page: Page | None) -> None:
        headline = page.version.story.headline if page else ""
        self.setWindowTitle(f"{headline} — Broadsheet" if headline else "Broadsheet")
        self._origin.setText(origin(page) if page else "")
        self._update_context()

    def _on_failed(self, sentence: str) -> None:
        self.messages.fail(sentence)
        self._update_context()  # a checkable action shows what was wanted until it is told what is

    def _on_listed(self) -> None:
        """After the first list: open what was open the last time."""
        if self.story.page is None and (article := self.articles.current_id()) is not None:
            self.story.open(article)
        self.story.mark_hits()
        self._update_context()
        self.settled.emit()

    def _on_list_menu(self, _article: int, at: QPoint) -> None:
        self.commands.context_menu(Place.LIST, self).popup(at)

    def _on_page_menu(self, at: QPoint) -> None:
        self.commands.context_menu(Place.PAGE, self).popup(at)

    def _update_context(self) -> None:
        update_context(self)


def origin(page: Page) -> str:
    """Return what the status line says of a story: its tags, its length, and the file it came from."""
    version = page.version
    words = "1 word" if version.word_count == 1 else f"{version.word_count:,} words" if version.word_count else ""
    tags = "  ".join(f"#{tag}" for tag in page.tags)
    return "  ·  ".join(filter(None, (tags, words, Path(version.provenance.path).name)))


def _accept_copy(event: QDropEvent) -> None:
    """Take what is dragged as a copy: whoever hands over files to be moved deletes them afterwards."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
