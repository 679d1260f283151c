"""The margin: notes beside their lines, lit together with their passages. A column of the page's own widget.

Owns what is pointed at. Knows nothing of editing: it says what was clicked.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.reader._script import setting_of
from desktop.reader.fitting import Fit, fit
from desktop.reader.margin_card import paint_card, paint_gathered
from desktop.reader.margin_column import Column, Standing
from desktop.reader.marks import boxes
from library.model.annotation import AnchoredAnnotation

if TYPE_CHECKING:
    from desktop.reader.canvas import Canvas
    from desktop.reader.render import RenderedPage

_BESIDE = 9
"""Pixels from a line's baseline up to where the thread to its note runs."""


class Margin(QWidget):
    """Shows the notes of the canvas it is a child of, where there is room for them; else the page has its signs.

    `clicked` carries a UUID and a global point; `link_activated` an address; `more_wanted` the UUID of the first of
    several gathered notes; `menu_wanted` a global point, with the note under it the current one.
    """

    clicked = Signal(str, object)
    link_activated = Signal(str)
    more_wanted = Signal(str)
    menu_wanted = Signal(object)

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._column = Column()
        self._pointed: str | None = None
        self._pressed: str | None = None
        self._on_left = False
        self.wanted = False
        self.setObjectName("margin")
        self.setAccessibleName("Notes in the margin")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        canvas.scrolled.connect(self.update)
        canvas.settled.connect(self._on_settled)
        canvas.current_changed.connect(self._on_current_changed)
        self.hide()

    def set_notes(self, annotations: Iterable[AnchoredAnnotation], length: int) -> None:
        """Show the notes of a text of `length` code points."""
        self._column.set_notes(annotations, length)
        self._pointed = None
        self.update()

    def fit(self, pane: int, bar: int, page: RenderedPage) -> Fit:
        """Return how a page stands in a pane of that width, with notes on the side where its lines end."""
        self._on_left = setting_of(page.story.headline or page.text[:400]).rtl
        return fit(pane, bar, page.style.page_width, self.wanted, self._on_left)

    def stand(self, made: Fit, height: int) -> None:
        """Stand beside the page, or hide where there is no room."""
        self.setVisible(made.notes > 0)
        if made.notes:
            self.setGeometry(made.left - made.notes if self._on_left else made.left + made.page, 0, made.notes, height)

    def shows(self, uuid: str) -> bool:
        """True if all of a note shows in the margin."""
        return any(one.uuid == uuid and one.card is not None and not one.card.note.cut for one in self.standing())

    def standing(self) -> tuple[Standing, ...]:
        """Return the notes that show, from the top; their coordinates are the document's."""
        page = self._canvas.page
        if page is None or self.isHidden():
            return ()
        return tuple(self._column.standing(page, self.width(), self._canvas.clip()))

    def rect_of(self, standing: Standing) -> QRectF:
        """Return where a note shows in this widget."""
        return QRectF(0, standing.y - self._canvas.clip().top(), self.width(), standing.height)

    @property
    def lit(self) -> str | None:
        """The annotation that is pointed at, else the current one."""
        return self._pointed or self._canvas.marks.current

    def point_at(self, uuid: str | None) -> None:
        """Light a note and its passage, because the pointer is at one of them."""
        if uuid != self._pointed:
            self._pointed = uuid
            self.update()
            self._canvas.viewport().update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the notes that show, and the thread to the one that is lit."""
        page = self._canvas.page
        if page is None:
            return
        theme = page.style.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for one in self.standing():
            lit = one.uuid == self.lit
            where = self.rect_of(one)
            if one.card is not None:
                if lit:
                    self._paint_thread(painter, one, QColor(theme.marker(one.notes[0].annotation.colour)))
                paint_card(painter, one.card, one.notes[0], where, theme, lit)
            else:
                paint_gathered(painter, len(one.notes), where, self._column.fonts, theme, lit)

    def _paint_thread(self, painter: QPainter, one: Standing, colour: QColor) -> None:
        """Paint from the page's edge to a note that couldn't stand just at its line."""
        top = self._canvas.clip().top()
        start = QPointF(self.width() if self._on_left else 0, one.line - top - _BESIDE / 2)
        end = QPointF(self.width() - 1 if self._on_left else 1, self.rect_of(one).top() + self._column.fonts.baseline)
        painter.setPen(QPen(colour, 1))
        painter.drawLine(start, end)

    def paint_lit(self, painter: QPainter) -> None:
        """Paint on the page, in document coordinates, what ties a lit passage to its note."""
        page, uuid = self._canvas.page, self.lit
        found = next((one for one in self.standing() if one.uuid == uuid and one.card is not None), None)
        if page is None or found is None:
            return
        annotation = found.notes[0]
        painter.save()
        painter.setPen(QPen(QColor(page.style.theme.marker(annotation.annotation.colour)), 1))
        y, gutter, width = found.line - _BESIDE / 2, page.style.gutter, page.document.textWidth()
        ends = (0, gutter - 6) if self._on_left else (width - gutter + 6, width)
        painter.drawLine(QPointF(ends[0], y), QPointF(ends[1], y))
        if self._pointed == uuid:
            painter.setPen(QPen(painter.pen().color(), 2))
            clip = self._canvas.clip()
            for _, box in boxes(page, annotation.anchor.start, annotation.anchor.end):
                if box.top() > clip.bottom():
                    break
                painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.restore()

    # Mouse

    def _at(self, where: QPointF) -> Standing | None:
        return next((one for one in self.standing() if self.rect_of(one).contains(where)), None)

    def _link_at(self, where: QPointF) -> str:
        found = self._at(where)
        if found is None or found.card is None:
            return ""
        return found.card.link_at(where - self.rect_of(found).topLeft())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light what is pointed at; a drag that began beside the notes is the page's."""
        found = self._at(event.position())
        if event.buttons() and self._pressed is None:
            event.ignore()
            return
        self.point_at(found.uuid if found is not None else None)
        self.setCursor(Qt.CursorShape.PointingHandCursor if found is not None else Qt.CursorShape.ArrowCursor)

    def leaveEvent(self, event: QEvent) -> None:
        """Light nothing."""
        self.point_at(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note what is pressed; beside the notes it is the page that is."""
        found = self._at(event.position()) if event.button() == Qt.MouseButton.LeftButton else None
        self._pressed = found.uuid if found is not None else None
        if found is None:
            event.ignore()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt's: the second press of two is one like the first."""
        self.mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell what was clicked: a link, a note, or those that are gathered."""
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            event.ignore()
            return
        found = self._at(event.position())
        if found is None or found.uuid != pressed:
            return
        if address := self._link_at(event.position()):
            self.link_activated.emit(address)
        elif found.card is None:
            self.more_wanted.emit(found.uuid)
        else:
            self._canvas.set_current(found.uuid)
            self.clicked.emit(found.uuid, event.globalPosition().toPoint())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page."""
        QApplication.sendEvent(self._canvas.viewport(), event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the window's menu on a note."""
        found = self._at(QPointF(event.pos()))
        if found is None or found.card is None:
            event.ignore()
            return
        self._canvas.set_current(found.uuid)
        self.menu_wanted.emit(event.globalPos())

    # What happens on the page

    def _on_settled(self) -> None:
        self._column.place_again()
        self.update()

    def _on_current_changed(self, uuid: str | None) -> None:
        self._column.pinned = uuid
        self._column.place_again()
        self.update()
