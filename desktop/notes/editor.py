"""The card in which one annotation is edited, floating over the window.

It is a child of the window, not a popup of the system: input methods for Chinese or Japanese work in it, and it can't
be left behind on another screen. So it does by itself what popups do: it closes when the user turns elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.notes.note_field import NoteField
from desktop.notes.swatches import Swatches
from desktop.notes.tag_completer import TagCompleter
from desktop.notes.tags import line_of, tags_of
from desktop.theme.icons import icon
from desktop.theme.themes import Role, Theme, load_theme
from library.model.annotation import Annotation, Colour, HighlightStyle, Motivation
from library.model.operation import AddAnnotation, EditAnnotation, RemoveAnnotations

WIDTH = 330
_LOW, _HIGH = 92, 236
"""Heights of the note field in pixels, for a short and for a long note."""
_LONG_NOTE = 220
_NAME = 40
"""Height of the note field where it holds a bookmark's name."""
_EDGE = 8
_COLOUR_KEYS = dict(zip((Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5), Colour, strict=True))
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NoteEditor(QFrame):
    """Edits note, tags and colour of one annotation.

    A colour is set at once. Note and tags are kept by Ctrl+Enter, "Done", clicking or tabbing elsewhere, or closing
    the window; Esc gives up what was typed. `operation_wanted` carries an `EditAnnotation` of only what changed, or a
    `RemoveAnnotations`; `closed` follows when the card is gone.
    """

    operation_wanted = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        self._annotation: Annotation | None = None
        self._is_new = False
        self._last: Annotation | None = None
        self._returns_to: QWidget | None = None
        self._theme = load_theme("paper")
        self.setObjectName("noteEditor")
        self.setAccessibleName("Edit the annotation")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # A press on the card's own ground is not one on what lies behind it.
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self._swatches = Swatches(self._theme, self)
        self._underline = QToolButton(self)
        self._note = NoteField(self)
        self._tags = QLineEdit(self)
        self._delete = QPushButton("Delete", self)
        self._done = QPushButton("Done", self)
        self._column = QVBoxLayout(self)
        self._build()
        self._swatches.picked.connect(self._on_picked)
        self._delete.clicked.connect(self._on_delete)
        self._done.clicked.connect(self.save_and_close)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        # Connected for good: disconnecting it from within a key press that the event filter sees ends in a crash of
        # PySide6 6.11.3.
        application.focusChanged.connect(self._on_focus_changed)
        self.hide()

    def edit(
        self, annotation: Annotation, at: QPoint, focus_note: bool, focus_tags: bool = False, is_new: bool = False
    ) -> None:
        """Open for an annotation beside a global point. What was being edited is kept first.

        `focus_note` puts the keyboard into the note, `focus_tags` into the tags, else it is at the colours. One that
        `is_new` isn't in the library yet: it is added with its first note or tag.
        """
        self.save_and_close()
        self._annotation = self._last = annotation
        self._is_new = is_new
        self._returns_to = QApplication.focusWidget()
        bookmark = annotation.motivation is Motivation.BOOKMARKING
        self._swatches.setVisible(not bookmark)
        self._swatches.show_colour(annotation.colour)
        self._underline.setVisible(not bookmark and bool(annotation.target.quote.exact))
        self._underline.setChecked(annotation.style is HighlightStyle.UNDERLINE)
        self._delete.setVisible(not is_new)
        self._note.setPlaceholderText("Name of the bookmark" if bookmark else "Write a note")
        self._note.set_note(annotation.note)
        self._tags.setText(line_of(annotation.tags))
        self._tags.setCursorPosition(0)
        high = _HIGH if len(annotation.note) > _LONG_NOTE else _LOW
        self._note.setFixedHeight(_NAME if bookmark else high)
        self._column.activate()
        self.resize(WIDTH, self.sizeHint().height())
        self.move(place(self.rect(), self._room.mapFromGlobal(at), self._room.rect()))
        self.show()
        self.raise_()
        first = self._tags if focus_tags else self._note if focus_note or bookmark else self._swatches
        first.setFocus(Qt.FocusReason.PopupFocusReason)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.installEventFilter(self)

    def editing(self) -> str | None:
        """Return the UUID of the annotation being edited, or None."""
        return self._annotation.uuid if self._annotation else None

    def last_edited(self) -> Annotation | None:
        """Return the annotation that was edited last, as it was before."""
        return self._last

    def type_again(self, note: str | None, tags: tuple[str, ...] | None) -> None:
        """Put back what was typed and couldn't be kept, as if it were just typed; None leaves a field alone."""
        if note is not None:
            self._note.set_note(note)
            self._note.document().setModified(True)
        if tags is not None:
            self._tags.setText(line_of(tags))
            self._tags.setModified(True)

    def save_and_close(self) -> None:
        """Keep what was typed, and close."""
        operation = self._change()
        self._close()
        if operation is not None:
            self.operation_wanted.emit(operation)

    def discard(self) -> None:
        """Close without what was typed."""
        self._close()

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        self._theme = theme
        self._swatches.set_theme(theme)
        self._delete.setIcon(icon("trash", theme, Role.MUTED, 16))
        self._underline.setIcon(icon("underline", theme))

    def set_colour_names(self, names: Mapping[Colour, str]) -> None:
        """Say what the user calls the colours."""
        self._swatches.set_names(names)

    def set_known_tags(self, tags: tuple[str, ...]) -> None:
        """Complete these tags in the field."""
        completer = TagCompleter(tags, self._tags)
        self._tags.setCompleter(completer)

    def event(self, event: QEvent) -> bool:
        """Qt's: keep our keys, and all plain letters, from the window's shortcuts, whatever has the keyboard here."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier == Qt.KeyboardModifier.NoModifier
            if plain or self._is_ours(event):
                event.accept()
                return True
        return super().event(event)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Qt's: Tab goes round in the card: colours, note, tags, Done, Delete."""
        if self._annotation is None:  # Qt asks this too, to pass the keyboard on when the card is hidden
            return super().focusNextPrevChild(forwards)
        stops = [
            stop
            for stop in (self._swatches.chosen(), self._note, self._tags, self._done, self._delete)
            if stop.isVisible()
        ]
        focused = QApplication.focusWidget()
        at = stops.index(focused) if focused in stops else -1
        reason = Qt.FocusReason.TabFocusReason if forwards else Qt.FocusReason.BacktabFocusReason
        stops[(at + (1 if forwards else -1)) % len(stops)].setFocus(reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's: Ctrl+Enter keeps, Esc gives up, Ctrl+1 to Ctrl+5 set the colour, Ctrl+U underlines.

        Nothing goes on to the window.
        """
        if event.key() == Qt.Key.Key_Escape:
            self.discard()
        elif event.key() in _ENTER:
            self.save_and_close()
        elif event.key() == Qt.Key.Key_U and self._is_ours(event):
            self._underline.click()
        elif self._is_ours(event) and self._swatches.isVisible():
            self._swatches.pick(_COLOUR_KEYS[Qt.Key(event.key())])
        event.accept()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt's: hidden from outside, keep what was typed."""
        super().hideEvent(event)
        if self._annotation is not None and not event.spontaneous():
            self.save_and_close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's: sees every event while the card is open; a press elsewhere, or the window closing, keeps and closes."""
        if self._annotation is None:
            return False
        kind = event.type()
        if kind is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(watched, QWidget):
            return self._take_key(watched, event)
        pressed = kind is QEvent.Type.MouseButtonPress and isinstance(watched, QWidget) and not self._holds(watched)
        if pressed or (kind is QEvent.Type.Close and watched is self.window()):
            self.save_and_close()
        return False

    def _build(self) -> None:
        self._tags.setPlaceholderText("Tags, separated by commas")
        self._tags.setAccessibleName("Tags")
        self._underline.setCheckable(True)
        self._underline.setAutoRaise(True)
        self._underline.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes to the note at once; Ctrl+U is its key
        self._underline.setToolTip("Underline (Ctrl+U)")
        self._underline.setAccessibleName("Underline")
        self._underline.clicked.connect(self._on_underline)
        self._delete.setProperty("look", "plain")
        self._delete.setToolTip("Delete the annotation (Undo brings it back)")
        self._done.setToolTip("Keep the changes (Ctrl+Enter)")
        for button in (self._delete, self._done):
            button.setAutoDefault(True)  # so that Enter presses them
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self._swatches)
        top.addSpacing(6)
        top.addWidget(self._underline)
        top.addStretch(1)
        bottom = QHBoxLayout()
        bottom.addWidget(self._delete)
        bottom.addStretch(1)
        bottom.addWidget(self._done)
        self._column.setContentsMargins(14, 12, 14, 12)
        self._column.setSpacing(8)
        self._column.addLayout(top)
        self._column.addWidget(self._note)
        self._column.addWidget(self._tags)
        self._column.addLayout(bottom)

    def _change(self) -> EditAnnotation | AddAnnotation | None:
        if self._annotation is None:
            return None
        note = self._note.note() if self._note.is_modified else self._annotation.note
        tags = tags_of(self._tags.text()) if self._tags.isModified() else self._annotation.tags
        if self._is_new:
            made = replace(self._annotation, note=note, tags=tags)
            return AddAnnotation(made) if note or tags else None
        edit = EditAnnotation(
            self._annotation.uuid,
            note=note if note != self._annotation.note else None,
            tags=tags if tags != self._annotation.tags else None,
        )
        return None if edit == EditAnnotation(edit.uuid) else edit

    def _close(self) -> None:
        if self._annotation is None:
            return
        self._annotation = None
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.removeEventFilter(self)
        had_keyboard = self._holds(QApplication.focusWidget())
        self.hide()
        if had_keyboard and self._returns_to is not None:
            self._returns_to.setFocus(Qt.FocusReason.PopupFocusReason)
        self._returns_to = None
        self.closed.emit()

    def _on_picked(self, colour: Colour) -> None:
        if self._annotation is not None and self._is_new:
            self._annotation = replace(self._annotation, colour=colour)
        elif self._annotation is not None:
            self.operation_wanted.emit(EditAnnotation(self._annotation.uuid, colour=colour))

    def _on_underline(self, on: bool) -> None:
        if self._annotation is not None:
            style = HighlightStyle.UNDERLINE if on else HighlightStyle.FILL
            self.operation_wanted.emit(EditAnnotation(self._annotation.uuid, style=style))

    def _on_delete(self) -> None:
        if self._annotation is not None:
            uuid = self._annotation.uuid
            self.discard()
            self.operation_wanted.emit(RemoveAnnotations((uuid,)))

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        # No widget has the keyboard while another program's window does: that is no reason to close.
        if self._annotation is not None and new is not None and not self._holds(new):
            self.save_and_close()

    def _take_key(self, watched: QWidget, event: QKeyEvent) -> bool:
        """Act on keys of ours before the field that has the keyboard sees them."""
        if self._holds(watched) and watched.window() is self.window() and self._is_ours(event):
            self.keyPressEvent(event)
            return True
        return False

    def _is_ours(self, event: QKeyEvent) -> bool:
        control = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            return event.modifiers() == Qt.KeyboardModifier.NoModifier
        return control and (event.key() in (*_ENTER, Qt.Key.Key_U) or event.key() in _COLOUR_KEYS)

    def _holds(self, widget: QWidget | None) -> bool:
        """True if a widget is the card, in it, a menu that belongs to it, or the list of tags that complete a word."""
        completer = self._tags.completer()
        if widget is not None and completer is not None and widget.window() is completer.popup():
            return True
        while widget is not None and widget is not self:
            widget = widget.parentWidget()
        return widget is self


def place(card: QRect, at: QPoint, room: QRect) -> QPoint:
    """Return where the card's corner goes: below and right of a point, above it if there is no room, all of it in view.

    Where the room is smaller than the card, its top left corner is in view.
    """
    inner = room.adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
    below, above = at.y() + _EDGE, at.y() - _EDGE - card.height()
    y = above if below + card.height() > inner.bottom() and above >= inner.top() else below
    return QPoint(
        max(min(at.x(), inner.right() - card.width()), inner.left()),
        max(min(y, inner.bottom() - card.height()), inner.top()),
    )
