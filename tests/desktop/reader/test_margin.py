"""Notes in the margin: beside their lines, lit with their passages, clicked; and what there is room for."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from library.model.annotation import AnchorState

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def wide(screen, long_story):
    """A story of forty paragraphs in a pane with room for notes; returns the screen."""
    screen.pane.resize(1100, 1200)
    screen.open(*long_story)
    screen.pane.view.want_margin(True)
    QApplication.processEvents()
    return screen


@pytest.fixture
def margin(wide):
    return wide.pane.view.margin


def noted(screen, number: int, note: str = "A note.", uuid: str = "", **fields):
    return screen.annotation(uuid or f"u{number}", f"Paragraph {number} of forty", note=note, **fields)


def baseline(screen, code_point: int) -> float:
    return screen.pane.view.rect_of(code_point, code_point + 1).bottom()


def middle(margin, uuid: str) -> QPoint:
    found = next(one for one in margin.standing() if one.uuid == uuid)
    return margin.rect_of(found).center().toPoint()


def test_a_note_stands_beside_its_line(wide, margin) -> None:
    wide.annotate(noted(wide, 3), noted(wide, 5))
    assert [one.uuid for one in margin.standing()] == ["u3", "u5"]
    for one in margin.standing():
        box = wide.pane.view.rect_of(one.notes[0].anchor.start, one.notes[0].anchor.start + 1)
        assert box.top() - 8 < one.y < box.bottom()
    assert margin.x() == wide.pane.view.viewport().geometry().right() + 1
    assert margin.isVisible()


def test_notes_of_one_line_stand_below_one_another_in_order(wide, margin) -> None:
    start = wide.text.index("Paragraph 3 ")
    wide.annotate(*(noted(wide, 3, f"note {at}", f"n{at}") for at in range(4)))
    standing = margin.standing()
    assert [one.uuid for one in standing] == ["n0", "n1", "n2", "n3"]
    assert all(below.y >= above.y + above.height for above, below in pairwise(standing))
    assert standing[0].y < wide.pane.view.rect_of(start, start + 1).top() < standing[-1].y


def test_too_many_on_one_line_are_gathered_and_said_how_many(wide, margin, qtbot) -> None:
    wide.annotate(*(noted(wide, 3, f"note {at}", f"n{at:02}") for at in range(40)))
    standing = margin.standing()
    assert sum(len(one.notes) for one in standing) == 40
    assert standing[-1].card is None
    with qtbot.waitSignal(margin.more_wanted) as told:
        QTest.mouseClick(margin, LEFT, pos=middle(margin, standing[-1].uuid))
    assert told.args == [standing[-1].uuid]


def test_the_current_note_stands_at_its_line_even_where_it_was_gathered(wide, margin) -> None:
    wide.annotate(noted(wide, 2), *(noted(wide, 3, f"note {at}", f"n{at:02}") for at in range(40)))
    wide.pane.view.set_current("n30")
    found = next(one for one in margin.standing() if one.uuid == "n30")
    assert found.y + margin._column.fonts.baseline == pytest.approx(found.line)


def test_pointing_at_a_note_lights_it_and_its_passage(wide, margin) -> None:
    wide.annotate(noted(wide, 3))
    at = wide.middle(wide.text.index("Paragraph 3 ") + 3)
    under = QPoint(at.x(), round(wide.pane.view.rect_of(*wide.pane.view.marks.highlights.range_of("u3")).bottom()))
    under -= QPoint(0, round(wide.pane.view.clip().top()))
    plain = wide.colour_at(under)
    QTest.mouseMove(margin, middle(margin, "u3"))
    assert margin.lit == "u3"
    assert wide.colour_at(under) != plain
    QTest.mouseMove(margin, QPoint(margin.width() // 2, 1))
    assert margin.lit is None
    assert wide.colour_at(under) == plain


def test_pointing_at_a_passage_lights_its_note(wide, margin) -> None:
    wide.annotate(noted(wide, 3))
    corner = margin.rect_of(margin.standing()[0]).toRect().topRight() - QPoint(3, -6)
    plain = margin.grab().toImage().pixelColor(corner).name()
    wide.point_at(wide.middle(wide.text.index("Paragraph 3 ") + 3))
    assert margin.lit == "u3"
    assert margin.grab().toImage().pixelColor(corner).name() != plain
    wide.point_at(wide.middle(wide.text.index("Paragraph 4 ") + 3))
    assert margin.lit is None


def test_a_click_on_a_note_opens_it_and_makes_it_the_current_one(wide, margin, qtbot) -> None:
    wide.annotate(noted(wide, 3), noted(wide, 5))
    with qtbot.waitSignal(wide.pane.annotation_clicked) as told:
        QTest.mouseClick(margin, LEFT, pos=middle(margin, "u5"))
    assert told.args[0] == "u5"
    assert wide.pane.current_annotation() == "u5"


def test_a_link_in_a_note_goes_where_links_go(wide, margin, qtbot) -> None:
    wide.annotate(noted(wide, 3, "[the whole of this long line](https://a.example/)"))
    with qtbot.waitSignal(wide.pane.link_activated) as told:
        QTest.mouseClick(margin, LEFT, pos=middle(margin, "u3"))
    assert told.args == ["https://a.example/"]


def test_without_room_a_sign_opens_the_note(screen, long_story, qtbot) -> None:
    screen.open(*long_story)
    screen.pane.view.want_margin(True)
    screen.annotate(noted(screen, 1))
    view = screen.pane.view
    assert view.margin.isHidden()
    assert view.margin.standing() == ()
    from desktop.reader.marks import signs

    (sign,) = signs(view.page, view.marks.highlights, view.clip())
    at = (sign.rect.center() - QPointF(view.clip().topLeft())).toPoint()
    with qtbot.waitSignal(screen.pane.annotation_clicked) as told:
        screen.click(at)
    assert told.args[0] == "u1"


def test_the_text_stands_still_when_the_first_note_comes_and_when_it_goes(wide, margin) -> None:
    before = wide.pane.view.viewport().geometry()
    wide.annotate(noted(wide, 3))
    assert wide.pane.view.viewport().geometry() == before
    wide.annotate()
    assert wide.pane.view.viewport().geometry() == before
    assert margin.standing() == ()


def test_what_has_no_note_or_no_place_is_not_in_the_margin(wide, margin) -> None:
    lost = noted(wide, 6, state=AnchorState.ORPHAN)
    wide.annotate(noted(wide, 3, ""), noted(wide, 4, "  \n"), noted(wide, 5, "A place", bookmark=True), lost)
    assert margin.standing() == ()


def test_notes_keep_their_places_while_the_reader_scrolls(wide, margin) -> None:
    wide.annotate(*(noted(wide, number, "words " * (number % 5 * 9 + 1)) for number in range(40)))
    seen: dict[str, float] = {}
    bar = wide.pane.view.verticalScrollBar()
    for value in [*range(0, 3000, 70), *range(3000, 0, -90)]:
        bar.setValue(value)
        for one in margin.standing():
            assert seen.setdefault(one.uuid, one.y) == one.y
    assert len(seen) > 25


def test_after_a_jump_the_notes_there_show(wide, margin) -> None:
    wide.annotate(*(noted(wide, number) for number in range(40)))
    wide.pane.set_place(wide.text.index("Paragraph 30 "))
    assert "u31" in [one.uuid for one in margin.standing()]
    assert "u2" not in [one.uuid for one in margin.standing()]


def test_a_story_from_the_right_has_its_notes_at_the_left(wide, margin) -> None:
    arabic = "كان صانع الساعات يعرف كل برج في المدينة باسم الرجل الذي بناه ولم يكن يثق بأي ساعة. "
    wide.open(arabic * 3, headline="صانع الساعات")
    wide.annotate(wide.annotation("a", "صانع", note="ملاحظة"))
    assert margin.geometry().right() + 1 == wide.pane.view.viewport().x()
    assert [one.card.from_right for one in margin.standing()] == [True]


def test_the_wheel_over_the_margin_scrolls_the_page(wide, margin) -> None:
    wide.annotate(noted(wide, 3))
    at = QPointF(margin.rect().center())
    event = QWheelEvent(
        at,
        QPointF(margin.mapToGlobal(at.toPoint())),
        QPoint(0, -240),
        QPoint(0, -240),
        LEFT & ~LEFT,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(margin, event)
    assert wide.pane.view.verticalScrollBar().value() > 0


def test_a_drag_that_begins_beside_the_notes_selects_text(wide, margin) -> None:
    def send(kind: QEvent.Type, at: QPoint, held: bool) -> None:
        wide.mouse_on(margin, kind, at, LEFT if kind != QEvent.Type.MouseMove else Qt.MouseButton.NoButton, held)

    send(QEvent.Type.MouseButtonPress, QPoint(100, 300), True)
    target = margin.mapFromGlobal(wide.pane.view.viewport().mapToGlobal(QPoint(80, 420)))
    send(QEvent.Type.MouseMove, target, True)
    send(QEvent.Type.MouseButtonRelease, target, False)
    assert wide.selected()


def test_a_comparison_and_an_empty_pane_have_no_notes(wide, margin) -> None:
    wide.annotate(noted(wide, 3))
    wide.pane.show_nothing()
    assert margin.standing() == ()
    assert margin.isHidden()


def test_a_hostile_note_is_text(wide, margin) -> None:
    wide.annotate(noted(wide, 3, "<img src='http://a.example/x'> <script>x</script>"))
    assert "<script>" in margin.standing()[0].card.note.layout.text().replace("\u2028", "")
