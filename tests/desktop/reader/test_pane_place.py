"""The place in a story stays the reader's, and a page down loses no line."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QTextCursor, QWheelEvent
from PySide6.QtWidgets import QApplication

from desktop.reader import watch
from desktop.reader.watch import Watch
from desktop.theme.themes import load_theme
from desktop.theme.typography import ReadingStyle


def line_tops(screen) -> list[tuple[int, int, int]]:
    """Every line that shows, whole or cut, as Qt's caret walks it: (first position, top, bottom) in the viewport."""
    view = screen.pane.view
    view.document().size()  # has all of it laid out
    cursor = view.cursorForPosition(QPoint(view.viewport().width() // 2, 0))
    cursor.movePosition(QTextCursor.MoveOperation.StartOfLine)
    found = []
    while True:
        rect = view.cursorRect(cursor)
        if rect.top() > view.viewport().height():
            return found
        if rect.bottom() > 0:
            found.append((cursor.position(), rect.top(), rect.bottom()))
        before = cursor.position()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfLine)
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
        if cursor.position() == before or cursor.atEnd():
            return found


def whole_lines(screen) -> list[int]:
    height = screen.pane.view.viewport().height()
    return [position for position, top, bottom in line_tops(screen) if top >= -1 and bottom < height]


@pytest.mark.parametrize("number", [0, 7, 20, 33])
def test_a_place_that_is_set_is_the_place(screen, long_story, number) -> None:
    screen.open(*long_story)
    start = screen.text.index(f"Paragraph {number} of")
    screen.pane.set_place(start)
    assert screen.pane.place()[0] == start


def test_a_story_opens_at_its_remembered_place(screen, long_story) -> None:
    screen.open(*long_story)
    start = screen.text.index("Paragraph 25")
    screen.open(*long_story, position=start, article=2)
    assert screen.pane.place()[0] == start
    screen.open(*long_story, article=3)
    assert screen.pane.place() == (0, 0.0)
    assert screen.pane.view.verticalScrollBar().value() == 0


def test_resizing_keeps_the_place_through_all_widths_and_back(screen, long_story) -> None:
    screen.open(*long_story)
    start = screen.text.index("Paragraph 20")
    screen.pane.set_place(start)
    for width in (500, 380, 1400, 333, 900, 700):
        screen.pane.resize(width, 600)
        QApplication.processEvents()
        assert screen.pane.place()[0] == start, width


@pytest.mark.parametrize(("theme", "size"), [("night", 19), ("paper", 30), ("sepia", 14)])
def test_restyling_keeps_place_selection_and_marks(screen, long_story, theme, size) -> None:
    screen.open(*long_story)
    start = screen.text.index("Paragraph 20")
    screen.annotate(screen.annotation("a", "Paragraph 20"))
    screen.pane.set_place(start)
    screen.pane.view.select(start + 5, start + 30)
    told = []
    screen.pane.place_changed.connect(lambda *told_: told.append(told_))
    screen.pane.set_style(load_theme(theme), ReadingStyle(size=size))
    assert screen.pane.place()[0] == start
    assert screen.pane.selection_range() == (start + 5, start + 30)
    assert screen.pane.annotation_rect("a") is not None
    assert screen.pane.view.page.style.text_size == size
    assert screen.pane.view.page.style.theme.name == theme
    assert told == []


def test_a_page_down_shows_the_last_two_lines_first_and_cuts_none(screen, long_story) -> None:
    screen.open(*long_story)
    screen.pane.set_place(screen.text.index("Paragraph 2 of"))
    for _ in range(6):
        before = whole_lines(screen)
        assert screen.pane.page_down()
        after = whole_lines(screen)
        assert before[-2:] == after[:2]
        assert line_tops(screen)[0][0] == after[0]


def test_a_page_up_shows_the_first_two_lines_last_and_cuts_none(screen, long_story) -> None:
    screen.open(*long_story)
    screen.pane.set_place(screen.text.index("Paragraph 30"))
    for _ in range(4):
        before = whole_lines(screen)
        screen.pane.page_up()
        after = whole_lines(screen)
        assert set(before[:2]) <= set(after)
        # No line is lost: at most two more than asked for were seen before.
        assert before[1] in after[-3:]
        assert line_tops(screen)[0][0] == after[0]


def test_paging_reaches_the_end_says_so_and_comes_back_to_the_top(screen, long_story, qtbot) -> None:
    screen.open(*long_story)
    pages = 0
    with qtbot.waitSignal(screen.pane.end_seen, timeout=500):
        while screen.pane.page_down():
            pages += 1
            assert pages < 200
    assert pages > 5
    assert screen.pane.place()[1] == 1.0
    assert screen.pane.page_down() is False
    for _ in range(pages + 2):
        screen.pane.page_up()
    assert screen.pane.view.verticalScrollBar().value() == 0


def test_progress_grows_from_none_to_all(screen, long_story) -> None:
    screen.open(*long_story)
    seen = [screen.pane.place()[1]]
    while screen.pane.page_down():
        seen.append(screen.pane.place()[1])
    assert seen[0] == 0.0
    assert seen[-1] == 1.0
    assert seen == sorted(seen)
    middle = seen[len(seen) // 2]
    assert 0.3 < middle < 0.7


@pytest.mark.parametrize("key", [Qt.Key.Key_PageDown, Qt.Key.Key_Down, Qt.Key.Key_End])
def test_keys_scroll_and_the_place_is_told_once_they_stop(screen, long_story, qtbot, key) -> None:
    screen.open(*long_story)
    with qtbot.waitSignal(screen.pane.place_changed, timeout=2000) as told:
        for _ in range(3):
            qtbot.keyClick(screen.pane.view, key)
    assert tuple(told.args) == screen.pane.place()
    assert screen.pane.view.verticalScrollBar().value() > 0
    opposite = {Qt.Key.Key_PageDown: Qt.Key.Key_PageUp, Qt.Key.Key_Down: Qt.Key.Key_Up, Qt.Key.Key_End: Qt.Key.Key_Home}
    for _ in range(3):
        qtbot.keyClick(screen.pane.view, opposite[key])
    assert screen.pane.view.verticalScrollBar().value() == 0


def test_a_place_not_told_yet_is_told_before_another_story_comes(screen, long_story, qtbot) -> None:
    screen.open(*long_story)
    told = []
    screen.pane.place_changed.connect(lambda place, _progress: told.append((screen.pane.article(), place)))
    screen.pane.page_down()
    place = screen.pane.place()[0]
    assert place > 0
    screen.open("Another.", article=2)
    assert told == [(1, place)]


def test_opening_and_resizing_tell_no_place(screen, long_story) -> None:
    told = []
    screen.pane.place_changed.connect(lambda *args: told.append(args))
    screen.open(*long_story, position=900)
    screen.pane.resize(420, 500)
    QApplication.processEvents()
    screen.open(*long_story, article=2)
    assert told == []


def test_a_short_story_is_not_read_by_being_opened_but_by_space(screen, qtbot) -> None:
    screen.open("Short.")
    assert screen.pane.place() == (0, 0.0)
    with qtbot.waitSignal(screen.pane.end_seen, timeout=500):
        assert screen.pane.page_down() is False
    assert screen.pane.place() == (0, 1.0)


def test_a_glance_of_the_end_counts_after_a_while_once_and_for_its_own_story(qtbot, monkeypatch) -> None:
    monkeypatch.setattr(watch, "SHORT_STORY_MS", 20)
    watching = Watch()
    seen = []
    watching.end_seen.connect(lambda: seen.append(1))
    watching.looked(at_end=True)
    watching.begin()
    with qtbot.assertNotEmitted(watching.end_seen, wait=60):
        watching.looked(at_end=False)
    watching.looked(at_end=True)
    qtbot.waitUntil(lambda: bool(seen), timeout=500)
    watching.looked(at_end=True)
    watching.moved(at_end=True)
    assert seen == [1]
    assert watching.end_was_seen


def test_the_wheel_scrolls_and_with_control_asks_for_another_size(screen, long_story, qtbot) -> None:
    screen.open(*long_story)
    view = screen.pane.view

    def turn(up: int, keys: Qt.KeyboardModifier, beside: bool) -> None:
        target, at = (view, QPointF(2, 50)) if beside else (view.viewport(), QPointF(100, 50))
        nothing = Qt.MouseButton.NoButton
        event = QWheelEvent(
            at,
            QPointF(target.mapToGlobal(at)),
            QPoint(),
            QPoint(0, up),
            nothing,
            keys,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(target, event)

    screen.pane.resize(1400, 600)
    plain, control = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
    turn(-120, plain, beside=False)
    first = view.verticalScrollBar().value()
    turn(-120, plain, beside=True)
    assert 0 < first < view.verticalScrollBar().value()
    steps = []
    screen.pane.text_size_wanted.connect(steps.append)
    size = view.font().pointSizeF()
    turn(120, control, beside=False)
    turn(-120, control, beside=False)
    assert steps == [1, -1]
    assert view.font().pointSizeF() == size


def test_the_text_is_centred_and_keeps_its_measure(screen, long_story) -> None:
    screen.open(*long_story)
    screen.pane.resize(1800, 600)
    QApplication.processEvents()
    view = screen.pane.view
    page = view.page.style.page_width
    assert view.viewport().width() == page
    assert abs(view.viewport().geometry().center().x() - view.width() // 2) <= 1
    screen.pane.resize(400, 600)
    QApplication.processEvents()
    assert view.viewport().geometry().right() <= view.width() - view.verticalScrollBar().width()
    assert view.document().textWidth() == view.viewport().width()
    assert view.document().size().width() <= view.viewport().width()


def test_events_of_a_window_in_the_making_do_no_harm(screen) -> None:
    assert screen.pane.page_down() is False
    screen.pane.page_up()
    screen.pane.set_place(40)
    screen.pane.go_to(4, 9)
    screen.pane.seeking.open()
    assert screen.pane.place() == (0, 0.0)
    assert QApplication.sendEvent(screen.pane.view, QEvent(QEvent.Type.PaletteChange)) in (True, False)


def test_a_place_inside_a_line_is_the_same_place_in_every_width_until_the_reader_scrolls(screen, long_story) -> None:
    screen.open(*long_story)
    inside = screen.text.index("Paragraph 20") + 130
    screen.open(*long_story, position=inside)
    for width in (700, 400, 1000):
        screen.pane.resize(width, 600)
        QApplication.processEvents()
        assert screen.pane.place()[0] == inside
    screen.pane.set_style(load_theme("night"), ReadingStyle(size=24))
    assert screen.pane.place()[0] == inside
    screen.pane.page_down()
    assert screen.pane.place()[0] > inside
    screen.pane.page_up()
    assert screen.pane.place()[0] != inside
