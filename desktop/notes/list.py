"""The list view of the panel: its own keys, and a pencil that the mouse can find."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from desktop.notes.delegate import NotesDelegate
from desktop.notes.model import NotesModel
from desktop.notes.rows import Act, Card, Heading, Row
from desktop.theme.themes import Theme
from library.model.annotation import Colour

JUMP_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
EDIT_KEYS = (Qt.Key.Key_F2, Qt.Key.Key_E)
REMOVE_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
COLOUR_KEYS = dict(zip((Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5), Colour, strict=True))
ACT_KEYS = {
    Qt.Key.Key_M: (Act.ATTACH,),
    Qt.Key.Key_W: (Act.WHERE,),
    Qt.Key.Key_Y: (Act.CONFIRM,),
    Qt.Key.Key_L: (Act.LET_GO, Act.TAKE_BACK),
}
"""Keys for what can be done about a place that isn't sure."""


class NotesList(QListView):
    """Shows a `NotesModel`. Signals carry the UUID of the annotation that is meant.

    `act_wanted` carries an `Act` besides, `colour_wanted` a `Colour`; `fold_wanted` comes from a heading that folds.
    """

    jump_wanted = Signal(str)
    edit_wanted = Signal(str)
    remove_wanted = Signal(str)
    act_wanted = Signal(str, object)
    colour_wanted = Signal(str, object)
    fold_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notes = NotesModel(self)
        self._idle = QTimer(self)
        self._idle.timeout.connect(self._on_idle)
        self._article: int | None = None
        self.rows_painter = NotesDelegate(self, theme)
        self.setModel(self.notes)
        self.setItemDelegate(self.rows_painter)
        self.setObjectName("notesList")
        self.setAccessibleName("Annotations of the story")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(24)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show other rows. In the same story the current card, or its neighbour, is current and the view stays."""
        before, number, scrolled = self.current_uuid(), self.currentIndex().row(), self.verticalScrollBar().value()
        article_before, self._article = self._article, _article_of(rows)
        replaced = self.notes.set_rows(rows)
        self.rows_painter.keep_only(rows)
        if not replaced:
            return
        if self._article == article_before:
            if before is not None:
                found = self.notes.index_of(before)
                self.setCurrentIndex(found if found.isValid() else self.notes.card_near(number))
            self._scroll_back(scrolled)
        else:
            self.scrollToTop()
        self._idle.start()

    def show_card(self, uuid: str) -> None:
        """Make a card current and bring it into view; an unknown one changes nothing."""
        index = self.notes.index_of(uuid)
        if index.isValid():
            self.doItemsLayout()
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def current_uuid(self) -> str | None:
        """Return the UUID of the card the keyboard is at."""
        card = self.notes.card(self.currentIndex())
        return card.uuid if card else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's: at another width the cards have other heights, which Qt asks for anew only where the height changed."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def event(self, event: QEvent) -> bool:
        """Qt's: keep keys of ours from the window's shortcuts while the list has the keyboard."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's: Enter jumps, F2 and e edit, 1 to 5 recolour, Delete removes, others act on its place; arrows move."""
        card = self.notes.card(self.currentIndex())
        row = self.notes.row(self.currentIndex())
        if isinstance(row, Heading) and event.key() in JUMP_KEYS:
            self.fold_wanted.emit()
        elif card is None or not _is_ours(event):
            super().keyPressEvent(event)
        else:
            self._do(card, Qt.Key(event.key()))

    def _do(self, card: Card, key: Qt.Key) -> None:
        """Do what a key of ours means for a card."""
        if key in JUMP_KEYS:
            self._go(card)
        elif key in EDIT_KEYS:
            self.edit_wanted.emit(card.uuid)
        elif key in COLOUR_KEYS:
            self.colour_wanted.emit(card.uuid, COLOUR_KEYS[key])
        elif key in REMOVE_KEYS:
            self.remove_wanted.emit(card.uuid)
        else:
            for act in set(ACT_KEYS[key]) & set(card.acts):
                self.act_wanted.emit(card.uuid, act)

    def _go(self, card: Card) -> None:
        """Show a card's place; of one that is lost where it was."""
        if card.is_lost:
            self.act_wanted.emit(card.uuid, Act.WHERE)
        else:
            self.jump_wanted.emit(card.uuid)

    def keyboardSearch(self, search: str) -> None:
        """Qt's: letters don't search here; they belong to the window's commands."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt's: a click on a card jumps, one on its pencil edits."""
        pressed, at = self.currentIndex(), event.position().toPoint()
        super().mouseReleaseEvent(event)
        card = self.notes.card(self.indexAt(at))
        if isinstance(self.notes.row(self.indexAt(at)), Heading) and self.indexAt(at) == pressed:
            self.fold_wanted.emit()
        if event.button() is not Qt.MouseButton.LeftButton or card is None or card != self.notes.card(pressed):
            return
        act = self.act_at(at)
        if act is not None:
            self.act_wanted.emit(card.uuid, act)
        elif self.pencil_at(at):
            self.edit_wanted.emit(card.uuid)
        else:
            self._go(card)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt's: the hand shows that a card can be clicked."""
        super().mouseMoveEvent(event)
        at = self.indexAt(event.position().toPoint())
        shape = Qt.CursorShape.ArrowCursor if self.notes.card(at) is None else Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(shape)

    def pencil_at(self, position: QPoint) -> bool:
        """True if a point of the viewport is on a card's pencil."""
        index = self.indexAt(position)
        card = self.notes.card(index)
        if card is None:
            return False
        pencil = self.rows_painter.layout_of(card).pencil.translated(self.visualRect(index).topLeft())
        return pencil.contains(position)

    def act_at(self, position: QPoint) -> Act | None:
        """Return what the button at a point of the viewport does."""
        index = self.indexAt(position)
        card = self.notes.card(index)
        if card is None:
            return None
        local = position - self.visualRect(index).topLeft()
        pairs = zip(card.acts, self.rows_painter.layout_of(card).buttons, strict=False)
        return next((act for act, button in pairs if button.rect.contains(local)), None)

    def place_to_edit(self, index: QModelIndex) -> QPoint:
        """Return the global point beside which an editor of a card belongs."""
        return self.viewport().mapToGlobal(self.visualRect(index).topLeft())

    def _scroll_back(self, value: int) -> None:
        """Scroll to where the view was before its rows were replaced."""
        self.doItemsLayout()
        while self.verticalScrollBar().maximum() < value and self.notes.canFetchMore(QModelIndex()):
            self.notes.fetchMore(QModelIndex())
            self.doItemsLayout()
        self.verticalScrollBar().setValue(value)

    def _on_idle(self) -> None:
        if self.notes.canFetchMore(QModelIndex()):
            self.notes.fetchMore(QModelIndex())
        else:
            self._idle.stop()


def _is_ours(event: QKeyEvent) -> bool:
    plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
    return plain and event.key() in (*JUMP_KEYS, *EDIT_KEYS, *REMOVE_KEYS, *COLOUR_KEYS, *ACT_KEYS)


def _article_of(rows: tuple[Row, ...]) -> int | None:
    return next((row.anchored.annotation.target.article for row in rows if isinstance(row, Card)), None)
