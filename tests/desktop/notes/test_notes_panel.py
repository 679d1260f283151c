"""The panel under real keys and a real mouse."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from desktop.notes.model import BATCH, ROW_ROLE, NotesModel
from desktop.notes.panel import NO_NOTES, NO_STORY, NotesPanel
from desktop.notes.rows import Act, Heading, rows_of
from desktop.theme.themes import load_theme
from library.model.annotation import AnchoredAnnotation, AnchorState, Colour, Motivation
from library.model.operation import EditAnnotation, RemoveAnnotations

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(qtbot) -> NotesPanel:
    made = NotesPanel()
    qtbot.addWidget(made)
    made.resize(300, 700)
    made.show()
    qtbot.waitExposed(made)
    return made


def three(make):
    return (make("a"), make("b", note="Why?"), make("c", tags=("river",)))


def middle_of(panel: NotesPanel, uuid: str) -> QPoint:
    view = panel._list
    return view.visualRect(view.notes.index_of(uuid)).center()


def test_the_model_keeps_its_promises_to_qt(qtmodeltester, make) -> None:
    model = NotesModel()
    model.set_rows(rows_of([make("lost", state=AnchorState.ORPHAN), *(make(str(n)) for n in range(60))]))
    qtmodeltester.check(model)


def test_headings_can_be_neither_chosen_nor_enabled(make) -> None:
    model = NotesModel()
    model.set_rows(rows_of([make("lost", state=AnchorState.ORPHAN), make("a")]))
    headings = [
        model.index(row) for row in range(model.rowCount()) if isinstance(model.index(row).data(ROW_ROLE), Heading)
    ]
    assert [index.row() for index in headings] == [0, 2]
    assert {model.flags(index) for index in headings} == {Qt.ItemFlag.NoItemFlags}


def test_nothing_open_and_nothing_marked_are_told_apart(panel) -> None:
    assert panel._empty.text() == NO_STORY
    panel.show_annotations(())
    assert panel._empty.text() == NO_NOTES
    assert "press h" in NO_NOTES
    assert panel._pages.currentWidget() is panel._empty
    assert panel._count.text() == ""


def test_annotations_are_counted(panel, make) -> None:
    panel.show_annotations(tuple(make(str(number)) for number in range(1204)))
    assert panel._count.text() == "1,204"
    assert panel._pages.currentWidget() is panel._list


def test_arrows_move_over_headings_and_enter_jumps(qtbot, panel, make) -> None:
    jumps: list[str] = []
    panel.jump_wanted.connect(jumps.append)
    panel.show_annotations(
        (make("lost", state=AnchorState.ORPHAN), make("a"), make("mark", motivation=Motivation.BOOKMARKING))
    )
    panel.set_current("lost")
    seen = [panel.current()]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(panel._list, key)
        seen.append(panel.current())
    assert seen == ["lost", "a", "mark", "mark", "a"]
    assert jumps == []
    qtbot.keyClick(panel._list, Qt.Key.Key_Return)
    assert jumps == ["a"]


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_E])
def test_f2_and_e_ask_for_the_editor_beside_the_card(qtbot, panel, make, key: Qt.Key) -> None:
    panel.show_annotations(three(make))
    panel.set_current("b")
    with qtbot.waitSignal(panel.edit_wanted) as asked:
        qtbot.keyClick(panel._list, key)
    uuid, place = asked.args
    view = panel._list
    assert uuid == "b"
    assert view.visualRect(view.notes.index_of("b")).contains(view.viewport().mapFromGlobal(place))


def test_delete_asks_for_the_removal_and_changes_nothing_itself(qtbot, panel, make) -> None:
    panel.show_annotations(three(make))
    panel.set_current("b")
    with qtbot.waitSignal(panel.operation_wanted) as asked:
        qtbot.keyClick(panel._list, Qt.Key.Key_Delete)
    assert asked.args == [RemoveAnnotations(("b",))]
    assert panel._list.notes.rowCount() == 3


def test_keys_do_nothing_while_no_card_is_current(qtbot, panel, make) -> None:
    panel.show_annotations(three(make))
    with qtbot.assertNotEmitted(panel.operation_wanted), qtbot.assertNotEmitted(panel.jump_wanted):
        qtbot.keyClick(panel._list, Qt.Key.Key_Delete)
        qtbot.keyClick(panel._list, Qt.Key.Key_Return)


def test_our_keys_come_before_the_windows_shortcuts_and_other_letters_reach_it(qtbot, make) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    fired: list[str] = []
    for keys in ("e", "Del", "s"):
        action = QAction(keys, window)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _checked=False, keys=keys: fired.append(keys))
        window.addAction(action)
    panel = NotesPanel()
    window.setCentralWidget(panel)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    panel.show_annotations(three(make))
    panel.set_current("a")
    panel.setFocus()
    for key in (Qt.Key.Key_E, Qt.Key.Key_Delete, Qt.Key.Key_S):
        qtbot.keyClick(window.windowHandle(), key)  # the way of a real key: past the shortcuts to the focus
    assert fired == ["s"]


def test_a_click_jumps_and_a_click_on_the_pencil_edits(qtbot, panel, make) -> None:
    jumps, edits = [], []
    panel.jump_wanted.connect(jumps.append)
    panel.edit_wanted.connect(lambda uuid, _place: edits.append(uuid))
    panel.show_annotations(three(make))
    view = panel._list
    qtbot.mouseClick(view.viewport(), LEFT, pos=middle_of(panel, "b"))
    assert (jumps, edits, panel.current()) == (["b"], [], "b")
    index = view.notes.index_of("c")
    pencil = view.rows_painter.layout_of(view.notes.card(index)).pencil
    qtbot.mouseClick(view.viewport(), LEFT, pos=view.visualRect(index).topLeft() + pencil.center())
    assert (jumps, edits) == (["b"], ["c"])


def test_a_click_on_a_heading_or_below_the_last_card_does_nothing(qtbot, panel, make) -> None:
    panel.show_annotations((make("lost", state=AnchorState.ORPHAN),))
    with qtbot.assertNotEmitted(panel.jump_wanted):
        qtbot.mouseClick(panel._list.viewport(), LEFT, pos=QPoint(40, 8))
        qtbot.mouseClick(panel._list.viewport(), LEFT, pos=QPoint(40, 600))


def test_set_current_brings_a_card_far_down_into_view_without_a_signal(qtbot, panel, make) -> None:
    panel.show_annotations(tuple(make(str(number), note="word " * 20) for number in range(400)))
    with qtbot.assertNotEmitted(panel.jump_wanted):
        panel.set_current("399")
    assert panel.current() == "399"
    assert panel._list.viewport().rect().contains(middle_of(panel, "399"))


def test_an_unknown_annotation_leaves_the_current_one(panel, make) -> None:
    panel.show_annotations(three(make))
    panel.set_current("b")
    panel.set_current("gone")
    assert panel.current() == "b"


def test_the_current_card_stays_and_the_view_with_it_when_another_comes(qtbot, panel, make) -> None:
    held = tuple(make(str(number)) for number in range(100))
    panel.show_annotations(held)
    panel.set_current("80")
    scrolled = panel._list.verticalScrollBar().value()
    panel.show_annotations((*held, make("new")))
    assert (panel.current(), panel._list.verticalScrollBar().value()) == ("80", scrolled)
    assert scrolled > 0


def test_the_view_stays_where_it_was_scrolled_to(qtbot, panel, make) -> None:
    held = tuple(make(str(number)) for number in range(100))
    panel.show_annotations(held)
    panel.set_current("0")
    bar = panel._list.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 4000)
    bar.setValue(3000)
    panel.show_annotations((*held, make("new")))
    assert (panel.current(), bar.value()) == ("0", 3000)


def test_when_the_current_card_goes_its_neighbour_is_current(panel, make) -> None:
    a, b, c = three(make)
    panel.show_annotations((a, b, c))
    panel.set_current("b")
    panel.show_annotations((a, c))
    assert panel.current() == "c"
    panel.show_annotations((a,))
    assert panel.current() == "a"


def test_another_story_begins_at_its_top_with_no_card_current(qtbot, panel, make) -> None:
    panel.show_annotations(tuple(make(str(number)) for number in range(100)))
    panel.set_current("80")
    panel.show_annotations(tuple(make(f"other {number}", article=2) for number in range(100)))
    assert (panel.current(), panel._list.verticalScrollBar().value()) == (None, 0)


def test_a_changed_note_gives_its_card_another_height(qtbot, panel, make) -> None:
    panel.show_annotations((make("a"), make("b")))
    view = panel._list
    before = view.visualRect(view.notes.index_of("b")).top()
    panel.show_annotations((make("a", note="Why?", colour=Colour.PINK), make("b")))
    qtbot.waitUntil(lambda: view.visualRect(view.notes.index_of("b")).top() > before)


def test_four_hundred_annotations_show_the_first_screen_at_once_and_the_rest_soon(qtbot, panel, make) -> None:
    held = tuple(make(str(number), "word " * 60, note="note " * 60) for number in range(400))
    begun = time.perf_counter()
    panel.show_annotations(held)
    panel.grab()
    seconds = time.perf_counter() - begun
    assert panel._list.notes.rowCount() == BATCH
    assert seconds < 0.5  # 0.03 when nothing else runs
    qtbot.waitUntil(lambda: panel._list.notes.rowCount() == 400)


@pytest.mark.parametrize("theme", ["paper", "sepia", "night"])
def test_the_colour_of_a_highlight_stands_at_the_left_of_its_card(panel, make, theme: str) -> None:
    panel.set_theme(load_theme(theme))
    panel.show_annotations((make("a", colour=Colour.BLUE),))
    view = panel._list
    view.event(QEvent(QEvent.Type.LayoutRequest))
    card = view.notes.card(view.notes.index_of("a"))
    image = view.viewport().grab().toImage()
    at = view.rows_painter.layout_of(card).bar.center()
    assert image.pixelColor(at).name() == load_theme(theme).marker(Colour.BLUE)


@pytest.mark.parametrize(
    ("key", "state", "act"),
    [
        (Qt.Key.Key_M, AnchorState.ORPHAN, Act.ATTACH),
        (Qt.Key.Key_W, AnchorState.ORPHAN, Act.WHERE),
        (Qt.Key.Key_Return, AnchorState.ORPHAN, Act.WHERE),
        (Qt.Key.Key_L, AnchorState.ORPHAN, Act.LET_GO),
        (Qt.Key.Key_Y, AnchorState.APPROXIMATE, Act.CONFIRM),
        (Qt.Key.Key_M, AnchorState.APPROXIMATE, Act.ATTACH),
    ],
)
def test_keys_act_on_a_place_that_is_not_sure(qtbot, panel, make, key: Qt.Key, state: AnchorState, act: Act) -> None:
    panel.show_annotations((make("a", state=state), make("b")))
    panel.set_current("a")
    with qtbot.waitSignal(panel.act_wanted) as asked:
        qtbot.keyClick(panel._list, key)
    assert asked.args == ["a", act]


def test_a_sure_place_has_nothing_to_be_done_about(qtbot, panel, make) -> None:
    panel.show_annotations((make("a"),))
    panel.set_current("a")
    with qtbot.assertNotEmitted(panel.act_wanted):
        for key in (Qt.Key.Key_M, Qt.Key.Key_W, Qt.Key.Key_Y, Qt.Key.Key_L):
            qtbot.keyClick(panel._list, key)
    assert panel._list.notes.card(panel._list.notes.index_of("a")).acts == ()


def test_a_click_on_a_button_acts_and_does_not_jump(qtbot, panel, make) -> None:
    panel.show_annotations((make("a", state=AnchorState.ORPHAN),))
    view = panel._list
    index = view.notes.index_of("a")
    buttons = view.rows_painter.layout_of(view.notes.card(index)).buttons
    assert [button.text for button in buttons] == ["Attach…", "Where it was", "Let go"]
    with qtbot.waitSignal(panel.act_wanted) as asked, qtbot.assertNotEmitted(panel.jump_wanted):
        qtbot.mouseClick(view.viewport(), LEFT, pos=view.visualRect(index).topLeft() + buttons[2].rect.center())
    assert asked.args == ["a", Act.LET_GO]


def test_a_figure_recolours_the_current_card(qtbot, panel, make) -> None:
    panel.show_annotations(three(make))
    panel.set_current("b")
    with qtbot.waitSignal(panel.operation_wanted) as asked:
        qtbot.keyClick(panel._list, Qt.Key.Key_3)
    assert asked.args == [EditAnnotation("b", colour=Colour.BLUE)]


def test_what_was_let_go_is_folded_at_the_end_and_unfolds(qtbot, panel, make) -> None:
    gone = make("gone", state=AnchorState.ORPHAN)
    let_go = AnchoredAnnotation(replace(gone.annotation, let_go=True), gone.anchor)
    panel.show_annotations((let_go, make("a")))
    view = panel._list
    assert [row_at(view, number) for number in range(view.notes.rowCount())] == ["a", "Let go (1)"]
    heading = view.visualRect(view.notes.index(1)).center()
    qtbot.mouseClick(view.viewport(), LEFT, pos=heading)
    assert [row_at(view, number) for number in range(view.notes.rowCount())] == ["a", "Let go (1)", "gone"]
    assert view.notes.card(view.notes.index_of("gone")).acts[-1] is Act.TAKE_BACK


def row_at(view, number: int) -> str:
    row = view.notes.row(view.notes.index(number))
    return row.title if isinstance(row, Heading) else row.uuid


def test_a_changed_passage_is_shown_as_it_is_now_with_what_it_was(panel, make) -> None:
    was = make("a", "a lamp that burned", state=AnchorState.APPROXIMATE)
    body = "They lit a lamp that shone."
    placed = AnchoredAnnotation(was.annotation, replace(was.anchor, start=9, end=26))
    panel.show_annotations((placed,), body=body)
    card = panel._list.notes.card(panel._list.notes.index_of("a"))
    assert (card.more.quote, card.more.was) == ("a lamp that shone", "was: “a lamp that burned”")
