"""The place where a story is corrected: its facts above, its text below, and a bar to keep it or let it be."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPalette
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop.correcting.editor import KINDS, BlockEditor
from desktop.correcting.fields import BadField, FactFields
from desktop.correcting.looks import Looks
from desktop.theme.icons import icon
from desktop.theme.themes import Role, Theme
from desktop.theme.typography import ReadingStyle
from library.model.document import Mark
from library.model.story import Story

TITLE = "Correcting this story"


class CorrectionPane(QWidget):
    """Edits one story at a time. `saved` and `cancelled` say what the user chose; what was written stays until then."""

    saved = Signal()
    cancelled = Signal()

    def __init__(self, theme: Theme, reading: ReadingStyle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._looks = Looks(theme, reading)
        self._base = self._begun = Story()
        self.title = QLabel(TITLE, self)
        self.remark = QLabel(self)
        self.fields = FactFields(self)
        self.text = BlockEditor(self._looks, self)
        self.kind = QComboBox(self)
        self.strong = self._tool("B", "Strong (Ctrl+B)")
        self.emphasis = self._tool("I", "Emphasis (Ctrl+I)")
        self.remove = self._tool("", "Remove the paragraph (Ctrl+D)")
        self.more = self._tool("All fields", "Show byline, dates, source and the other fields")
        self.save = QPushButton("Save", self)
        self.cancel = QPushButton("Cancel", self)
        self._lay_out()
        self._connect()
        self.set_style(theme, reading)

    def begin(self, base: Story, draft: Story, at: int = 0) -> None:
        """Edit a story: `base` as it is in the library, `draft` as the user left it, from a code point of it on."""
        self._base, self._begun = base, draft
        self.remark.hide()
        self.fields.begin(draft)
        self.text.begin(draft.document.blocks, draft.document, self._looks)
        self.text.go_to(at)
        self.text.setFocus()

    def result(self) -> Story:
        """Return the story as the user has it now. Raises BadField."""
        changed = self.text.document().isModified()
        document = self.text.result() if changed else self._begun.document
        return self.fields.applied(replace(self._begun, document=document))

    def is_changed(self) -> bool:
        """True if the user wrote anything that isn't in the library; a field that can't be kept counts."""
        try:
            return self.result() != self._base
        except BadField:
            return True

    def say(self, sentence: str, field: str = "") -> None:
        """Show a remark under the bar; the keyboard goes to the field that it is about."""
        self.remark.setText(sentence)
        self.remark.show()
        if field:
            self.more.setChecked(True)
            self.fields.fields[field].setFocus()

    def set_style(self, theme: Theme, reading: ReadingStyle) -> None:
        """Take on a theme's colours and the text size. What is being edited is set in them the next time."""
        looks = Looks(theme, reading)
        is_new = (looks.theme, looks.size) != (self._looks.theme, self._looks.size)
        self._looks = looks
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Window, QColor(theme.colour(Role.PAGE)))
        self.setPalette(palette)
        self.remove.setIcon(icon("trash", theme))
        if is_new and self.isVisibleTo(self.parentWidget()):
            document, modified = self.text.result(), self.text.document().isModified()
            self.text.begin(document.blocks, document, looks)
            self.text.document().setModified(modified)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save on Ctrl+S or Ctrl+Return, leave on Esc."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif control and event.key() in (Qt.Key.Key_S, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.saved.emit()
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        self.save.clicked.connect(self.saved)
        self.cancel.clicked.connect(self.cancelled)
        self.strong.clicked.connect(lambda: self.text.toggle(Mark.STRONG))
        self.emphasis.clicked.connect(lambda: self.text.toggle(Mark.EMPHASIS))
        self.remove.clicked.connect(self.text.remove_paragraphs)
        self.kind.activated.connect(self._on_kind)
        self.text.kind_changed.connect(self._show_kind)
        self.more.toggled.connect(self.fields.show_all)

    def _lay_out(self) -> None:
        self.setAutoFillBackground(True)
        self.title.setProperty("look", "title")
        self.remark.setProperty("look", "warning")
        self.remark.setWordWrap(True)
        self.remark.hide()
        self.save.setProperty("look", "primary")
        self.save.setToolTip("Keep the text as a new version of the story (Ctrl+S)")
        self.more.setCheckable(True)
        self.kind.addItems([title for title, _, _ in KINDS])
        self.kind.setAccessibleName("What the paragraph is")
        self.kind.setToolTip("What the paragraph is")
        self.kind.setPlaceholderText("Not edited")
        self.fields.show_all(False)
        head = _row(self.title, None, self.cancel, self.save)
        tools = _row(self.kind, self.strong, self.emphasis, self.remove, None, self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.remark)
        column.addWidget(self.fields)
        column.addLayout(tools)
        column.addWidget(self.text, 1)

    def _tool(self, words: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        button.setToolTip(name)
        button.setAccessibleName(name.split(" (")[0])
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _on_kind(self, row: int) -> None:
        self.text.make(row)
        self.text.setFocus()

    def _show_kind(self, row: int | None) -> None:
        self.kind.setCurrentIndex(-1 if row is None else row)


def _row(*parts: QWidget | None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    for part in parts:
        if part is None:
            row.addStretch(1)
        else:
            row.addWidget(part)
    return row
