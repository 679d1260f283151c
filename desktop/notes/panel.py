"""The panel beside the page: what was marked and noted in the open story."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from desktop.notes.list import NotesList
from desktop.notes.rows import rows_of
from desktop.theme.fonts import han_region
from desktop.theme.themes import Theme, load_theme
from library.model.annotation import AnchoredAnnotation
from library.model.operation import EditAnnotation, RemoveAnnotations

WIDTH = 300
"""The panel's natural width in pixels."""
NO_STORY = "Open a story to see what you marked in it."
NO_NOTES = "Nothing is marked in this story yet.\n\nSelect text and press h to highlight it, or a to add a note."


class NotesPanel(QWidget):
    """Lists a story's annotations: lost ones first, then in the order of the text, bookmarks last.

    Signals: `jump_wanted` (UUID), `edit_wanted` (UUID, global point where an editor belongs), `operation_wanted`
    (an `Operation`), `act_wanted` (UUID, what is to be done about its place: an `Act`).
    """

    jump_wanted = Signal(str)
    edit_wanted = Signal(str, object)
    operation_wanted = Signal(object)
    act_wanted = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notesPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Annotations")
        self._count = QLabel()
        self._list = NotesList(load_theme("paper"), self)
        self._empty = QLabel(NO_STORY)
        self._prompt = QLabel()
        self._shown: tuple[tuple[AnchoredAnnotation, ...], str] = ((), "")
        self._unfolded = False
        self._pages = QStackedWidget()
        self._build()
        self._list.jump_wanted.connect(self.jump_wanted)
        self._list.edit_wanted.connect(self._on_edit_wanted)
        self._list.remove_wanted.connect(self._on_remove_wanted)
        self._list.act_wanted.connect(self.act_wanted)
        self._list.colour_wanted.connect(
            lambda uuid, colour: self.operation_wanted.emit(EditAnnotation(uuid, colour=colour))
        )
        self._list.fold_wanted.connect(self._on_fold_wanted)
        self.show_nothing()

    def show_annotations(self, anchored: tuple[AnchoredAnnotation, ...], language: str = "", body: str = "") -> None:
        """Show a story's annotations, in the order of its text. The current one stays current, or its neighbour is.

        `language` is the story's (BCP 47), which decides on the letter forms of Han quotes; `body` is its text.
        """
        self._list.rows_painter.set_region(han_region(language))
        self._shown = anchored, body
        self._list.show_rows(rows_of(anchored, body, self._unfolded))
        self._show_state(NO_NOTES, len(anchored))

    def show_nothing(self) -> None:
        """Show that no story is open."""
        self._list.show_rows(())
        self._show_state(NO_STORY, 0)

    def set_current(self, uuid: str) -> None:
        """Make an annotation current and bring it into view. No signal is sent; an unknown one changes nothing."""
        self._list.show_card(uuid)

    def current(self) -> str | None:
        """Return the UUID of the current annotation."""
        return self._list.current_uuid()

    def ask(self, sentence: str) -> None:
        """Say above the list what the user is asked to do now; nothing for an empty sentence."""
        self._prompt.setText(sentence)
        self._prompt.setVisible(bool(sentence))

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        self._list.rows_painter.set_theme(theme)
        self._list.viewport().update()

    def sizeHint(self) -> QSize:
        """Qt's: the panel's natural size."""
        return QSize(WIDTH, 600)

    def _build(self) -> None:
        title = QLabel("Annotations")
        title.setObjectName("notesTitle")
        self._count.setProperty("look", "muted")
        self._empty.setProperty("look", "muted")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._empty.setContentsMargins(28, 48, 28, 0)
        self._prompt.setObjectName("notesPrompt")
        self._prompt.setWordWrap(True)
        self._prompt.setContentsMargins(14, 0, 14, 8)
        self._prompt.hide()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._list)
        header = QHBoxLayout()
        header.setContentsMargins(14, 12, 14, 8)
        header.setSpacing(8)
        header.addWidget(title)
        header.addStretch(1)
        header.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(header)
        column.addWidget(self._prompt)
        column.addWidget(self._pages, 1)
        self.setMinimumWidth(220)
        self.setFocusProxy(self._list)

    def _show_state(self, sentence: str, count: int) -> None:
        self._empty.setText(sentence)
        self._count.setText(f"{count:,}" if count else "")
        self._count.setAccessibleName(f"{count:,} annotations")
        self._pages.setCurrentWidget(self._list if count else self._empty)

    def _on_fold_wanted(self) -> None:
        self._unfolded = not self._unfolded
        anchored, body = self._shown
        self._list.show_rows(rows_of(anchored, body, self._unfolded))

    def _on_edit_wanted(self, uuid: str) -> None:
        place: QPoint = self._list.place_to_edit(self._list.notes.index_of(uuid))
        self.edit_wanted.emit(uuid, place)

    def _on_remove_wanted(self, uuid: str) -> None:
        self.operation_wanted.emit(RemoveAnnotations((uuid,)))
