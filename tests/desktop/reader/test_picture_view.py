"""A click on a picture shows it over the whole window, to be looked at closely."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from desktop.reader.picture_view import PictureView
from library.model.document import Block, BlockKind, Image, Span

WIDE, HIGH = 1400, 700


def png() -> bytes:
    image = QImage(WIDE, HIGH, QImage.Format.Format_RGB32)
    image.fill(QColor("#30a060"))
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


@pytest.fixture
def view(screen, qtbot) -> PictureView:
    picture = Block(BlockKind.IMAGE, (Span("A quiet harbour."),), image=Image("d" * 64, credit="A. Merrow"))
    screen.open(picture, "Words.", asset=lambda _digest: png())
    page = screen.pane.view
    page.setFocus()
    caption = page.rect_of(0, 5).translated(-page.clip().topLeft())
    screen.click(QPoint(300, round(caption.top()) - 60))
    found = screen.pane.window().findChild(PictureView)
    assert found is not None
    qtbot.waitUntil(lambda: found._image.width() == WIDE)
    return found


def test_it_fits_the_window_and_tells_its_caption(view: PictureView, screen) -> None:
    assert view.geometry() == screen.pane.window().rect()
    room, shown = QRectF(view.rect()), view.shown_rect()
    assert room.contains(shown)
    assert shown.width() / shown.height() == pytest.approx(WIDE / HIGH, rel=0.01)
    assert shown.width() > 600
    assert view.accessibleName() == "Picture. A quiet harbour.\nA. Merrow"
    assert view.grab().toImage().pixelColor(shown.center().toPoint()).name() == "#30a060"


def test_keys_zoom_move_and_fit(view: PictureView) -> None:
    fitted = view.shown_rect()
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.shown_rect().width() == pytest.approx(fitted.width() * 1.25)
    QTest.keyClick(view, Qt.Key.Key_1)
    assert view.shown_rect().width() == pytest.approx(WIDE)
    before = view.shown_rect().left()
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.shown_rect().left() == pytest.approx(before - 60)
    for _ in range(100):
        QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.shown_rect().right() >= view.rect().center().x() - 1
    QTest.keyClick(view, Qt.Key.Key_0)
    assert view.shown_rect() == fitted
    for _ in range(60):
        QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.scale == 8.0


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Space])
def test_a_key_closes_it_and_the_page_has_the_keyboard_again(view: PictureView, screen, qtbot, key: Qt.Key) -> None:
    QTest.keyClick(view, key)
    qtbot.waitUntil(lambda: screen.pane.window().findChild(PictureView) is None)
    assert screen.pane.view.hasFocus()


def test_a_click_closes_it_and_a_drag_moves_it(view: PictureView, screen, qtbot) -> None:
    view.zoom(4)
    before = view.shown_rect().left()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    QTest.mouseMove(view, QPoint(250, 300))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(250, 300))
    assert view.shown_rect().left() == pytest.approx(before - 50)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    qtbot.waitUntil(lambda: screen.pane.window().findChild(PictureView) is None)


def test_the_keys_come_to_a_picture_and_open_it(screen, qtbot) -> None:
    picture = Block(BlockKind.IMAGE, (Span("A quiet harbour."),), image=Image("d" * 64))
    screen.open("Words.", picture, "Words.", asset=lambda _digest: png(), versions=1)
    page = screen.pane.view
    page.setFocus()
    said = []
    screen.pane.link_hovered.connect(said.append)
    QTest.keyClick(page, Qt.Key.Key_Tab)
    assert said[-1] == "Show the picture over the whole window"
    assert screen.pane.selection_range() is None
    QTest.keyClick(page, Qt.Key.Key_Return)
    opened = screen.pane.window().findChild(PictureView)
    with qtbot.waitSignal(opened.destroyed):
        QTest.keyClick(opened, Qt.Key.Key_Escape)
    assert page.hasFocus()
