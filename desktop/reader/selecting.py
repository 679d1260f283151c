"""Making a selection longer or shorter with the keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from desktop.reader.canvas import Canvas
from desktop.reader.hyphens import SOFT_HYPHEN
from desktop.reader.lines import first_whole
from desktop.reader.render import RenderedPage

MOVES: dict[int, QTextCursor.MoveOperation] = {
    Qt.Key.Key_Left: QTextCursor.MoveOperation.Left,
    Qt.Key.Key_Right: QTextCursor.MoveOperation.Right,
    Qt.Key.Key_Up: QTextCursor.MoveOperation.Up,
    Qt.Key.Key_Down: QTextCursor.MoveOperation.Down,
    Qt.Key.Key_Home: QTextCursor.MoveOperation.StartOfLine,
    Qt.Key.Key_End: QTextCursor.MoveOperation.EndOfLine,
}
FAR_MOVES: dict[int, QTextCursor.MoveOperation] = {
    Qt.Key.Key_Left: QTextCursor.MoveOperation.WordLeft,
    Qt.Key.Key_Right: QTextCursor.MoveOperation.WordRight,
    Qt.Key.Key_Up: QTextCursor.MoveOperation.PreviousBlock,
    Qt.Key.Key_Down: QTextCursor.MoveOperation.NextBlock,
    Qt.Key.Key_Home: QTextCursor.MoveOperation.Start,
    Qt.Key.Key_End: QTextCursor.MoveOperation.End,
}


def extend(view: Canvas, move: QTextCursor.MoveOperation) -> None:
    """Move the end of the selection; without one, begin where the reader clicked, or else at the top of the screen."""
    if view.page is None:
        return
    cursor = view.textCursor()
    if move is QTextCursor.MoveOperation.End:
        view.page.build_all()
    caret = view.cursorRect(cursor).center()
    if not cursor.hasSelection() and not view.viewport().rect().contains(caret):
        line = first_whole(view.page.document, view.clip().top())
        cursor.setPosition(line.start if line is not None else 0)
    _move(view.page, cursor, move)
    view.setTextCursor(cursor)


def _move(page: RenderedPage, cursor: QTextCursor, move: QTextCursor.MoveOperation) -> None:
    """Move the end of a selection, over a soft hyphen as if there were none."""
    before = cursor.position()
    page.map.to_qt(page.map.to_code_point(before))  # has what follows built
    cursor.movePosition(move, QTextCursor.MoveMode.KeepAnchor)
    low, high = sorted((before, cursor.position()))
    if high - low == 1 and page.document.characterAt(low) == SOFT_HYPHEN:
        cursor.movePosition(move, QTextCursor.MoveMode.KeepAnchor)
