"""A picture of the story over the whole window: fitted, zoomed, moved, and away again with Esc or a click."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.reader._pictures import Picture, decode_aside
from desktop.reader.view import PageView

_STEP = 1.25
_MOST = 8.0
_PAN = 60
_MARGIN = 24
_CAPTION_ROOM = 64
_AROUND, _WORDS = QColor(16, 16, 15), QColor(214, 210, 202)
"""The same in every theme: a picture is judged best on near black."""


def show_picture(view: PageView, picture: Picture) -> None:
    """Show a picture of the view's story over the whole window."""
    if view.page is not None:
        PictureView(picture, view.page.document.shown(picture), view.page.caption_of(picture), view.window())


class PictureView(QWidget):
    """Covers its parent until it is closed. `scale` is pixels of the window for a pixel of the picture."""

    def __init__(self, picture: Picture, preview: QImage, caption: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._picture, self._image, self._caption = picture, preview, caption
        self._back_to = QApplication.focusWidget()
        self._pressed: QPointF | None = None
        self._moved = False
        self.scale = 1.0
        self.centre = QPointF()
        self.setObjectName("pictureView")
        self.setAccessibleName(f"Picture. {caption}" if caption else "Picture")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setGeometry(parent.rect())
        self.fit()
        self.show()
        self.raise_()
        self.setFocus()
        decode_aside(self, picture, QSize(picture.width, picture.height))

    def take(self, _address: str, _size: QSize, image: QImage) -> None:
        """Take the whole picture, once it is decoded, in the place of the page's smaller one."""
        if not image.isNull():
            self._image = image
            self.update()

    def fit(self) -> None:
        """Show all of it, no larger than it is."""
        room = self._room()
        self.scale = min(1.0, room.width() / self._picture.width, room.height() / self._picture.height)
        self.centre = QPointF(self._picture.width / 2, self._picture.height / 2)
        self.update()

    def zoom(self, factor: float) -> None:
        """Make it larger or smaller around the middle, between fitting (or smaller) and eight times its size."""
        self.scale = max(0.05, min(self.scale * factor, _MOST))
        self._pan(0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom, fit, move, close."""
        steps = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
        match event.key():
            case Qt.Key.Key_Escape | Qt.Key.Key_Space | Qt.Key.Key_Return | Qt.Key.Key_Q:
                self.close()
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom(_STEP)
            case Qt.Key.Key_Minus:
                self.zoom(1 / _STEP)
            case Qt.Key.Key_0:
                self.fit()
            case Qt.Key.Key_1:
                self.zoom(1 / self.scale)
            case key if key in steps:
                across, down = steps[Qt.Key(key)]
                self._pan(across * _PAN, down * _PAN)
        event.accept()

    def closeEvent(self, event: object) -> None:
        """Give the keyboard back."""
        if self._back_to is not None:
            self._back_to.setFocus()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom."""
        self.zoom(_STEP if event.angleDelta().y() > 0 else 1 / _STEP)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the picture."""
        self._pressed, self._moved = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the picture along."""
        if self._pressed is not None:
            by = self._pressed - event.position()
            self._moved = self._moved or by.manhattanLength() > QApplication.startDragDistance()
            self._pressed = event.position()
            self._pan(by.x(), by.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Close after a click that moved nothing."""
        if self._pressed is not None and not self._moved:
            self.close()
        self._pressed = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, and its caption below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), _AROUND)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.shown_rect(), self._image)
        if self._caption:
            band = QRectF(self.rect()).adjusted(_MARGIN, self.height() - _CAPTION_ROOM, -_MARGIN, -8)
            painter.fillRect(QRectF(0, band.top() - 6, self.width(), self.height()), _AROUND)
            painter.setPen(_WORDS)
            painter.drawText(band, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._caption)

    def shown_rect(self) -> QRectF:
        """Return where the whole picture stands, in the widget's coordinates; parts may be outside."""
        size = QSize(self._picture.width, self._picture.height)
        middle = self._room().center() - (self.centre - QPointF(size.width() / 2, size.height() / 2)) * self.scale
        rect = QRectF(0, 0, size.width() * self.scale, size.height() * self.scale)
        rect.moveCenter(middle)
        return rect

    def _pan(self, across: float, down: float) -> None:
        """Move what is in the middle by pixels of the window, and never beyond the picture's edges."""
        x = self.centre.x() + across / self.scale
        y = self.centre.y() + down / self.scale
        self.centre = QPointF(max(0.0, min(x, self._picture.width)), max(0.0, min(y, self._picture.height)))
        self.update()

    def _room(self) -> QRectF:
        below = _CAPTION_ROOM + 8 if self._caption else _MARGIN
        return QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -below)
