"""The reader: one story on a page, with what the reader marked in it, and a bar to find words.

Owns what is shown and where the reader is in it. Asks for nothing itself: the window hands over pages and annotations
and does what the signals say.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QPalette
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from desktop.reader._pictures import AssetReader
from desktop.reader.clipboard import PlainText
from desktop.reader.compared import Compared
from desktop.reader.comparing import Comparing
from desktop.reader.corrections import corrections
from desktop.reader.edge import ReadingEdge
from desktop.reader.focus import ParagraphFocus
from desktop.reader.highlights import Highlights, highlights_of
from desktop.reader.hyphens import hyphenators
from desktop.reader.journey import Journey
from desktop.reader.marks import Range
from desktop.reader.message import Message
from desktop.reader.older import OlderVersion
from desktop.reader.picture_view import show_picture
from desktop.reader.render import PageContent, PageStyle, RenderedPage, render
from desktop.reader.seeking import Seeking
from desktop.reader.selection_bar import SelectionBar
from desktop.reader.table_view import show_table
from desktop.reader.ticks import Ticks
from desktop.reader.view import PageView
from desktop.reader.watch import Watch
from desktop.theme.themes import Role, Theme
from desktop.theme.typography import ReadingStyle
from library.model.annotation import AnchoredAnnotation
from library.model.story import Version, VersionSummary

if TYPE_CHECKING:
    from library.front.reader import Page

USUAL = ReadingStyle()

EMPTY_TITLE = "Nothing is open"
EMPTY_HINT = "Choose a story from the list.\nJ and K step through it, Space reads on,\n/ searches, ? shows every key."


class ReaderPane(QWidget):
    """Shows one story at a time. Positions are code points of its canonical text.

    `place_changed` carries a code point and the progress, 400 ms after the reader stopped scrolling; `end_seen` comes
    once for each story; `selection_changed` carries (start, end) or None; `highlight_wanted` a Colour;
    `annotation_clicked` a UUID and a global point; `current_changed` the current annotation's UUID or None;
    `context_menu_wanted` a global point; `text_size_wanted` a number of steps (Ctrl and the wheel).
    """

    selection_changed = Signal(object)
    highlight_wanted = Signal(object)
    note_wanted = Signal()
    annotation_clicked = Signal(str, object)
    current_changed = Signal(object)
    link_activated = Signal(str)
    link_hovered = Signal(str)
    versions_wanted = Signal()
    place_changed = Signal(object, float)
    end_seen = Signal()
    context_menu_wanted = Signal(object)
    text_size_wanted = Signal(int)

    def __init__(self, theme: Theme, reading: ReadingStyle = USUAL, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._reading = reading
        self._content: PageContent | None = None
        self._article: int | None = None
        self.view = PageView(self)
        self.message = Message(self)
        self.selection_bar = SelectionBar(theme, self.view)
        self._watch = Watch(self)
        self.comparing = Comparing(self.view, theme, self)
        self.older = OlderVersion(theme, self)
        self.journey = Journey(self.view)
        self._ticks = Ticks(self.view)
        self.seeking = Seeking(self.view, self.journey, self._ticks, theme, self)
        self.focus = ParagraphFocus(self.view)
        self.edge = ReadingEdge(self.view, theme, self)
        self._lay_out()
        self._connect()
        self._colour()
        self.show_nothing()

    # What is shown

    def show_page(self, page: Page, asset: AssetReader) -> None:
        """Show a story at its remembered place, with its annotations. `asset` gives the bytes of its pictures."""
        self._leave()
        story = page.version.story
        self._content = PageContent(story, asset, corrections(page.history, page.version.id))
        self._article = page.version.article
        rendered = self._render()
        self.view.setAccessibleName(story.headline or "Story without a headline")
        self.view.show_page(rendered, highlights_of(page.annotations, rendered.map.length), page.position)
        self.view.margin.set_notes(page.annotations, rendered.map.length)
        self.seeking.begin(rendered.text)

    def show_comparison(
        self, compared: Compared, asset: AssetReader, history: Sequence[VersionSummary], older: int, newer: int
    ) -> None:
        """Show two versions (ids of the history) as one page, with what differs marked. It takes no annotations."""
        self._leave()
        self.seeking.end()
        self._content = PageContent(compared.story, asset)
        self._article = None
        rendered = self._render()
        self.view.setAccessibleName(f"Comparison of versions of {compared.story.headline or 'a story'}")
        self.view.show_page(rendered, Highlights(), 0)
        self.seeking.begin(rendered.text, takes_hits=False)
        self.comparing.begin(compared, history, older, newer)
        self._ticks.look()

    def show_version(
        self, version: Version, made: tuple[AnchoredAnnotation, ...], asset: AssetReader, sentence: str
    ) -> None:
        """Show a version that isn't the current one, with what was marked in it and a bar that says which it is.

        What is marked in it can be read, not changed.
        """
        self._leave()
        story = version.story
        self._content = PageContent(story, asset)
        self._article = None
        rendered = self._render()
        self.view.setAccessibleName(f"An older version of {story.headline or 'a story'}")
        self.view.show_page(rendered, highlights_of(made, rendered.map.length), 0)
        self.view.margin.set_notes(made, rendered.map.length)
        self.seeking.begin(rendered.text, takes_hits=False)
        self.older.begin(version.id, sentence)

    def show_nothing(self) -> None:
        """Show that nothing is open, and how to open something."""
        self._say(EMPTY_TITLE, EMPTY_HINT)

    def show_busy(self) -> None:
        """Show that a story is on its way."""
        self._say("Opening…")

    def show_error(self, sentence: str) -> None:
        """Show why a story can't be shown."""
        self._say("This story can’t be shown", sentence)

    def article(self) -> int | None:
        """Return the id of the article that is shown."""
        return self._article

    def set_annotations(self, annotations: tuple[AnchoredAnnotation, ...]) -> None:
        """Show other annotations on the story. Repaints; nothing moves."""
        if self.view.page is not None and self._article is not None:
            self.view.set_highlights(highlights_of(annotations, self.view.page.map.length))
            self.view.margin.set_notes(annotations, self.view.page.map.length)
            self._ticks.look()
            self.focus.look_again()

    def set_style(self, theme: Theme, reading: ReadingStyle) -> None:
        """Set the story in other colours or otherwise, and keep its place, selection and marks."""
        if (theme, reading) == (self._theme, self._reading):
            return
        self._theme, self._reading = theme, reading
        self._colour()
        self._set_again()

    def _set_again(self) -> None:
        self.selection_bar.hide()
        if self._content is not None:
            self.view.restyle(self._render())

    def _on_hyphens(self, language: str) -> None:
        if self._reading.justified and self._content is not None and self._content.story.language == language:
            self._set_again()

    # Selection and annotations

    def selection_range(self) -> Range | None:
        """Return the code points that are selected, or else those of the paragraph in focus, or None."""
        return (self.view.selection_range() or self.focus.range()) if self._article is not None else None

    def copy_selection(self) -> None:
        """Put the selected text, or the paragraph in focus, on the clipboard, as plain text."""
        if self.view.textCursor().hasSelection():
            self.view.copy()
        elif self.view.page is not None and (focused := self.selection_range()) is not None:
            QGuiApplication.clipboard().setMimeData(PlainText(self.view.page.text[slice(*focused)]))

    def select_all(self) -> None:
        """Select the whole story."""
        self.view.selectAll()

    def deselect(self) -> None:
        """Let go of the selection."""
        self.selection_bar.hide()
        self.view.deselect()

    def current_annotation(self) -> str | None:
        """Return the UUID of the annotation that was clicked or jumped to last, if it is still there."""
        return self.view.marks.current

    def annotation_rect(self, uuid: str) -> QRect | None:
        """Return where an annotation shows, in global coordinates: of one that is partly out of sight what shows."""
        where = self.view.marks.highlights.range_of(uuid)
        if where is None or self._article is None:
            return None
        rect = self.view.rect_of(where[0], max(where[1], where[0] + 1))
        clip = self.view.clip()
        visible = rect.intersected(clip) if rect.intersects(clip) else rect
        local = visible.translated(-clip.topLeft()).toAlignedRect()
        return QRect(self.view.viewport().mapToGlobal(local.topLeft()), local.size())

    def go_to(self, start: int, end: int | None = None) -> None:
        """Show a passage in the upper third, and let it glow for a moment; one can go back from there."""
        self.journey.jump(start, end)

    # The place

    def page_down(self) -> bool:
        """Scroll a page; return False where the end already shows, which counts as having seen it."""
        if self._content is None:
            return False
        if self.view.page_down() or self._article is None:
            return True
        self._watch.moved(at_end=True)
        return False

    def page_up(self) -> None:
        """Scroll a page back."""
        self.view.page_up()

    def place(self) -> tuple[int, float]:
        """Return the code point of the first whole line that shows, and the progress, 0.0-1.0.

        The progress is 1.0 only once the end was seen, so that a short story isn't read by being opened.
        """
        code_point, progress = self.view.place()
        return code_point, progress if progress < 1.0 or self._watch.end_was_seen else 0.0

    def set_place(self, code_point: int) -> None:
        """Show the story from a place on."""
        self.view.set_place(code_point)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the find bar on Esc, where the page has no use for it."""
        if event.key() == Qt.Key.Key_Escape and self.seeking.is_open:
            self.seeking.close()
        else:
            super().keyPressEvent(event)

    # How it is made

    def _lay_out(self) -> None:
        self._stack = QStackedLayout()
        self._stack.addWidget(self.message)
        self._stack.addWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.comparing.bar)
        column.addWidget(self.older.bar)
        column.addLayout(self._stack, 1)
        column.addWidget(self.edge)
        column.addWidget(self.seeking.bar)
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        view, bar = self.view, self.selection_bar
        view.selected.connect(self._on_selected)
        self.focus.changed.connect(lambda: self.selection_changed.emit(self.selection_range()))
        view.mouse_selected.connect(bar.show_at)
        view.annotation_clicked.connect(self._on_annotation_clicked)
        view.margin.clicked.connect(self._on_annotation_clicked)
        view.scrolled.connect(self._on_scrolled)
        view.settled.connect(self._on_settled)
        view.outgrown.connect(self._set_again)
        view.links.picture_wanted.connect(lambda picture: show_picture(view, picture))
        view.links.table_wanted.connect(lambda index: show_table(view, index))
        for ours, theirs in (
            (self.current_changed, view.current_changed),
            (self.link_activated, view.links.activated),
            (self.link_hovered, view.links.hovered),
            (self.versions_wanted, view.links.versions_wanted),
            (self.context_menu_wanted, view.context_menu_wanted),
            (self.context_menu_wanted, view.margin.menu_wanted),
            (self.link_activated, view.margin.link_activated),
            (self.text_size_wanted, view.text_size_wanted),
            (self.highlight_wanted, bar.highlight_wanted),
            (self.note_wanted, bar.note_wanted),
            (self.end_seen, self._watch.end_seen),
        ):
            theirs.connect(ours)
        bar.copy_wanted.connect(self.copy_selection)
        self._watch.rested.connect(self._on_rested)
        hyphenators().ready.connect(self._on_hyphens)

    def _colour(self) -> None:
        palette = QPalette(self.view.palette())
        for qt_role, role in (
            (QPalette.ColorRole.Base, Role.PAGE),
            (QPalette.ColorRole.Window, Role.PAGE),
            (QPalette.ColorRole.Text, Role.TEXT),
            (QPalette.ColorRole.Highlight, Role.SELECTION),
            (QPalette.ColorRole.HighlightedText, Role.TEXT),
        ):
            palette.setColor(qt_role, QColor(self._theme.colour(role)))
        self.view.setPalette(palette)
        for part in (self.message, self.selection_bar, self.seeking.bar, self.edge, self.comparing.bar, self.older.bar):
            part.set_theme(self._theme)

    def _render(self) -> RenderedPage:
        assert self._content is not None
        self._stack.setCurrentWidget(self.view)  # which gives the view its size, for which the page is set
        return render(self._content, PageStyle(self._theme, self._reading, self.devicePixelRatioF()), self.view.room)

    def _say(self, title: str, hint: str = "") -> None:
        self._leave()
        self.seeking.end()
        self._content = self._article = None
        self.view.show_none()
        self.message.say(title, hint)
        self._stack.setCurrentWidget(self.message)

    def _leave(self) -> None:
        self._watch.flush()
        self._watch.begin()
        self.comparing.end()
        self.older.end()
        self.journey.begin()
        self.focus.end()
        self.selection_bar.hide()

    def _on_selected(self, selection: Range | None) -> None:
        if selection is None:
            self.selection_bar.hide()
        self.selection_changed.emit(selection or self.selection_range())

    def _on_annotation_clicked(self, uuid: str, at: QPoint) -> None:
        if self._article is not None:  # those in an older version are there to be read
            self.annotation_clicked.emit(uuid, at)

    def _on_rested(self) -> None:
        if self._article is not None:  # the place in a comparison is none in the story
            self.place_changed.emit(*self.place())

    def _on_scrolled(self) -> None:
        self.selection_bar.hide()
        self._watch.moved(self.view.text_end_shows())

    def _on_settled(self) -> None:
        self.selection_bar.hide()
        self._watch.looked(self._article is not None and self.view.text_end_shows())
