"""The text of a story, edited paragraph by paragraph: what a kind is, what is emphasised and where links lead stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QEvent, QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from desktop.correcting.blocks import (
    Property,
    block_format,
    char_format,
    kept_number,
    read_block,
    read_blocks,
    write_blocks,
)
from desktop.correcting.looks import Looks
from desktop.theme.themes import Role
from desktop.theme.typography import Face
from library.model.document import Block, BlockKind, Document, Mark, Span

KINDS: tuple[tuple[str, BlockKind, int], ...] = (
    ("Paragraph", BlockKind.PARAGRAPH, 0),
    ("Subhead", BlockKind.HEADING, 2),
    ("Smaller subhead", BlockKind.HEADING, 3),
    ("Quote", BlockKind.QUOTE, 1),
    ("Pull quote", BlockKind.PULL_QUOTE, 0),
    ("List item", BlockKind.LIST_ITEM, 1),
    ("Editor’s note", BlockKind.EDITORS_NOTE, 0),
    ("Preformatted", BlockKind.PREFORMATTED, 0),
    ("Related headline", BlockKind.RELATED, 0),
)
"""What a paragraph can be made, each with its level."""

_GUTTER = 104
_MOVES = (
    *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End),
    *(Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt),
)


class BlockEditor(QTextEdit):
    """Edits blocks. `kind_changed` carries the row of `KINDS` at the cursor, or None where it is another kind."""

    kind_changed = Signal(object)

    def __init__(self, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._looks = looks
        self._original: Sequence[Block] = ()
        self.setObjectName("storyText")
        self.setAccessibleName("The text of the story")
        self.setTabChangesFocus(True)
        self.cursorPositionChanged.connect(lambda: self.kind_changed.emit(self.kind()))

    def begin(self, original: Sequence[Block], document: Document, looks: Looks) -> None:
        """Edit a document; what can't be edited in it is one of the blocks of `original`, by its place there."""
        self._looks, self._original = looks, original
        made = self.document()
        made.clear()
        made.setUndoRedoEnabled(False)
        write_blocks(made, document.blocks, looks)
        made.setUndoRedoEnabled(True)
        made.setModified(False)
        frame = made.rootFrame().frameFormat()
        frame.setLeftMargin(_GUTTER)
        frame.setTopMargin(18)
        frame.setRightMargin(24)
        made.rootFrame().setFrameFormat(frame)
        made.setModified(False)
        made.clearUndoRedoStacks()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.kind_changed.emit(self.kind())

    def result(self) -> Document:
        """Return the text as it stands."""
        return read_blocks(self.document(), self._original)

    def go_to(self, code_point: int) -> None:
        """Put the cursor at a place of the story's canonical text, as far as it can be told."""
        at = code_point
        block = self.document().begin()
        while block.isValid():
            kept = kept_number(block)
            length = len(self._original[kept].text if kept is not None else block.text())
            if at <= length:
                break
            at -= length + 1
            block = block.next()
        if block.isValid():
            cursor = QTextCursor(block)
            before = block.text()[:at] if kept_number(block) is None else ""
            cursor.setPosition(block.position() + len(before.encode("utf-16-le")) // 2)
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    # What can be done

    def kind(self) -> int | None:
        """Return which row of `KINDS` the paragraph at the cursor is."""
        if kept_number(self.textCursor().block()) is not None:
            return None
        at = read_block(self.textCursor().block())
        same = [
            row for row, (_, kind, level) in enumerate(KINDS) if kind is at.kind and (level == at.level or not level)
        ]
        loose = [row for row, (_, kind, _level) in enumerate(KINDS) if kind is at.kind]
        return next(iter(same or loose), None)

    def make(self, row: int) -> None:
        """Make the paragraphs of the selection another kind."""
        _, kind, level = KINDS[row]

        def change(block: QTextBlock) -> None:
            made = read_block(block)
            self._set_again(block, Block(kind, made.spans, level))

        self._each(change)
        self.kind_changed.emit(self.kind())

    def toggle(self, mark: Mark) -> None:
        """Set the selection with a mark, or without if all of it has that."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        pieces = list(_pieces(self.document().findBlock(start), start, end))
        on = not all(Mark(int(made.property(Property.MARKS) or 0)) & mark for _, _, _, made in pieces)
        cursor.beginEditBlock()
        for block, first, last, made in pieces:
            marks = Mark(int(made.property(Property.MARKS) or 0))
            link, note = str(made.property(Property.LINK) or ""), str(made.property(Property.FOOTNOTE) or "")
            span = Span("", marks | mark if on else marks & ~mark, link, note)
            cursor.setPosition(first)
            cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(char_format(span, read_block(block), self._looks))
        cursor.endEditBlock()

    def remove_paragraphs(self) -> None:
        """Remove the paragraphs that the selection touches."""
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        last = self.document().findBlock(end)
        cursor.beginEditBlock()
        cursor.setPosition(self.document().findBlock(start).position())
        if last.next().isValid():
            cursor.setPosition(last.next().position(), QTextCursor.MoveMode.KeepAnchor)
            following = last.next().blockFormat()
            cursor.removeSelectedText()
            cursor.setBlockFormat(following)
        else:
            cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter)
            cursor.setPosition(last.position() + last.length() - 1, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            if cursor.block() == self.document().firstBlock() and not cursor.block().text():
                cursor.setBlockFormat(block_format(Block(), self._looks))
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    # Keys

    def event(self, event: QEvent) -> bool:
        """Keep the keys that set words from being the window's shortcuts."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._own(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Write; a line that stands for a picture or a table can be removed, not written in."""
        own = self._own(event)
        cursor = self.textCursor()
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        elif own is not None:
            own()
        elif not cursor.hasSelection() and kept_number(cursor.block()) is not None and not _moves(event):
            self._in_kept(event)
        elif not cursor.hasSelection() and self._meets_kept(event):
            return
        else:
            if event.text() and not cursor.hasSelection():
                self._leave_link()
            super().keyPressEvent(event)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._after_split()

    def _own(self, event: QKeyEvent) -> Callable[[], None] | None:
        if event.modifiers() != Qt.KeyboardModifier.ControlModifier:
            return None
        keys: dict[int, Callable[[], None]] = {
            Qt.Key.Key_B: lambda: self.toggle(Mark.STRONG),
            Qt.Key.Key_I: lambda: self.toggle(Mark.EMPHASIS),
            Qt.Key.Key_D: self.remove_paragraphs,
        }
        return keys.get(event.key())

    def _in_kept(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_paragraphs()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            cursor = self.textCursor()
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            plain = Block()
            cursor.insertBlock(block_format(plain, self._looks), char_format(Span(""), plain, self._looks))
            self.setTextCursor(cursor)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)

    def _meets_kept(self, event: QKeyEvent) -> bool:
        """Don't join a paragraph with a line that stands for something; an empty one goes."""
        cursor = self.textCursor()
        if event.key() == Qt.Key.Key_Backspace and cursor.atBlockStart():
            other = cursor.block().previous()
        elif event.key() == Qt.Key.Key_Delete and cursor.atBlockEnd():
            other = cursor.block().next()
        else:
            return False
        if not other.isValid() or kept_number(other) is None:
            return False
        if not cursor.block().text():
            self.remove_paragraphs()
        return True

    def _leave_link(self) -> None:
        """Let what is written behind the end of a link be no part of it."""
        cursor = self.textCursor()
        made = cursor.charFormat()
        if not (made.property(Property.LINK) or made.property(Property.FOOTNOTE)):
            return
        after = QTextCursor(cursor)
        inside = not cursor.atBlockEnd() and after.movePosition(QTextCursor.MoveOperation.NextCharacter)
        if not inside or after.charFormat().property(Property.LINK) != made.property(Property.LINK):
            marks = Mark(int(made.property(Property.MARKS) or 0))
            self.setCurrentCharFormat(char_format(Span("", marks), read_block(cursor.block()), self._looks))

    def _after_split(self) -> None:
        """A subhead is followed by a paragraph."""
        block = self.textCursor().block()
        if read_block(block).kind is BlockKind.HEADING and not block.text():
            self._set_again(block, Block())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take text alone."""
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take plain text, each line a paragraph, and never into the line that stands for something."""
        cursor = self.textCursor()
        if kept_number(cursor.block()) is None:
            lines = [line for line in source.text().splitlines() if line.strip()]
            cursor.insertText("\n".join(lines), cursor.charFormat())
            self.setTextCursor(cursor)

    # How it is done

    def _each(self, change: Callable[[QTextBlock], None]) -> None:
        cursor = self.textCursor()
        block, last = self.document().findBlock(cursor.selectionStart()), cursor.selectionEnd()
        cursor.beginEditBlock()
        while block.isValid() and block.position() <= last:
            if kept_number(block) is None:
                change(block)
            block = block.next()
        cursor.endEditBlock()

    def _set_again(self, block: QTextBlock, wanted: Block) -> None:
        cursor = QTextCursor(block)
        cursor.setBlockFormat(block_format(wanted, self._looks))
        cursor.setBlockCharFormat(char_format(Span(""), wanted, self._looks))
        first, at = block.position(), 0
        for span in wanted.spans:
            length = len(span.text.encode("utf-16-le")) // 2
            cursor.setPosition(first + at)
            cursor.setPosition(first + at + length, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(char_format(span, wanted, self._looks))
            at += length

    def paintEvent(self, event: QPaintEvent) -> None:
        """Name the kinds beside the paragraphs that aren't plain."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setFont(self._looks.font(Face.SANS, 0.68))
        painter.setPen(QColor(self._looks.theme.colour(Role.MUTED)))
        layout = self.document().documentLayout()
        offset = self.verticalScrollBar().value()
        block = self.cursorForPosition(self.viewport().rect().topLeft()).block()
        while block.isValid():
            rect = layout.blockBoundingRect(block)
            top = rect.top() - offset
            if top > self.viewport().height():
                break
            name = self._name(block)
            if name:
                where = QRectF(0, top + block.blockFormat().topMargin(), _GUTTER - 14, self._looks.size * 1.5)
                painter.drawText(where, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), name)
            block = block.next()
        painter.end()

    def _name(self, block: QTextBlock) -> str:
        if kept_number(block) is not None:
            return "Not edited"
        made = block.blockFormat()
        kind = BlockKind(made.property(Property.KIND) or BlockKind.PARAGRAPH)
        if kind is BlockKind.PARAGRAPH:
            return ""
        number = made.property(Property.NUMBER)
        if kind is BlockKind.LIST_ITEM:
            return "List item" if number is None else f"{int(number)}."
        if kind is BlockKind.FOOTNOTE:
            return f"Footnote {made.property(Property.LABEL) or ''}".strip()
        level = int(made.property(Property.LEVEL) or 0)
        names = {(each, depth): title for title, each, depth in KINDS}
        return names.get((kind, level)) or names.get((kind, 0)) or kind.value.replace("-", " ").capitalize()


def _pieces(block: QTextBlock, start: int, end: int) -> Iterator[tuple[QTextBlock, int, int, QTextCharFormat]]:
    while block.isValid() and block.position() < end:
        if kept_number(block) is None:
            for piece in block:
                fragment = piece.fragment()
                first, last = fragment.position(), fragment.position() + fragment.length()
                if first < end and last > start:
                    yield block, max(first, start), min(last, end), fragment.charFormat()
        block = block.next()


def _moves(event: QKeyEvent) -> bool:
    return event.key() in _MOVES or event.key() == Qt.Key.Key_Tab
