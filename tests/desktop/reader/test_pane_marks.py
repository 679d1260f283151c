"""Highlights lie under just their letters, whichever way these run, and a click or the pointer finds them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from desktop.reader import marks
from desktop.theme.themes import Role, load_theme
from library.model.annotation import AnchoredAnnotation, AnchorState, Colour, HighlightStyle
from library.model.document import Block, BlockKind, Cell, Span

PAPER = load_theme("paper")
TABLE = Block(
    BlockKind.TABLE,
    rows=(
        (Cell((Span("North"),)), Cell((Span("many"),)), Cell((Span("none"),))),
        (Cell((Span("South"),)), Cell((Span("few"),)), Cell((Span("some"),))),
    ),
)
BLOCKS = (
    "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen.",
    "ستبقى المنارات مضاءة حتى the lamps ثم تنطفئ",
    "English then שלום עולם and English",
    Block(BlockKind.LIST_ITEM, (Span("First item"),), level=1),
    Block(BlockKind.LIST_ITEM, (Span("Second item"),), level=1),
    TABLE,
    "灯塔守护人 after 🗼🗼 lamps",
)
MARKED = (
    "three four",
    "fifteen sixteen.\nستبقى",
    "مضاءة حتى the lam",
    "then שלום",
    "עולם and",
    "item\nSecond",
    "many\tnone\nSouth",
    "守护",
    "🗼🗼 la",
)


def letter_areas(screen, letters: range) -> list[tuple[int, QPoint]]:
    """The middles of letters."""
    found = []
    for letter in letters:
        here, there = screen.edge(letter), screen.edge(letter + 1)
        width = there.x() - here.x()
        if screen.text[letter] not in "\n\t" and abs(there.y() - here.y()) < 4 and 5 < abs(width) < 30:
            found.append((letter, QPoint((here.x() + there.x()) // 2, here.y())))
    return found


def column(screen, blank: str, below: int = 0) -> list[str]:
    """The colours from top to bottom of what marks a blank, and so many pixels below."""
    start, view = screen.text.index(blank), screen.pane.view
    rect = view.rect_of(start, start + 1).translated(-view.clip().topLeft())
    image = view.viewport().grab().toImage()
    x = round(rect.center().x())
    return [image.pixelColor(x, y).name() for y in range(round(rect.top()) + 1, round(rect.bottom()) + below)]


def underlined(one: AnchoredAnnotation) -> AnchoredAnnotation:
    return replace(one, annotation=replace(one.annotation, style=HighlightStyle.UNDERLINE))


@pytest.mark.parametrize("quote", MARKED)
def test_a_highlight_lies_under_just_its_letters(screen, quote) -> None:
    screen.open(*BLOCKS)
    before = screen.pane.view.viewport().grab().toImage()
    screen.annotate(screen.annotation("a", quote))
    after = screen.pane.view.viewport().grab().toImage()
    start = screen.text.index(quote)
    points = letter_areas(screen, range(len(screen.text)))
    marked = [
        letter
        for letter, at in points
        if any(before.pixel(at.x(), at.y() + down) != after.pixel(at.x(), at.y() + down) for down in range(-8, 9))
    ]
    expected = [letter for letter, _ in points if start <= letter < start + len(quote)]
    # Where a line changes its direction Qt's caret has two places for one letter: allow that one to be missed.
    missed, strayed = set(expected) - set(marked), set(marked) - set(expected)
    assert len(missed) <= (1 if not quote.isascii() else 0)
    assert len(strayed) <= (1 if not quote.isascii() else 0)
    assert len(expected) > len(quote) / 3


@pytest.mark.parametrize("inner", [Colour.BLUE, Colour.YELLOW], ids=["of two colours", "of one colour"])
def test_two_that_overlap_both_show(screen, inner) -> None:
    screen.open(*BLOCKS)
    screen.annotate(
        screen.annotation("long", "two three four five", Colour.YELLOW), screen.annotation("short", "three four", inner)
    )
    down = column(screen, " four")
    outer, frame = PAPER.highlight(Colour.YELLOW), down[2:-2]
    assert down[0] == down[-1] == outer
    assert PAPER.highlight(inner) in frame
    assert [colour not in (outer, PAPER.highlight(inner)) for colour in frame].count(True) == 2  # above and below


@pytest.mark.parametrize("quote", MARKED)
def test_an_underline_runs_under_just_its_letters_and_tints_none(screen, quote) -> None:
    screen.open(*BLOCKS)
    before = screen.pane.view.viewport().grab().toImage()
    screen.annotate(underlined(screen.annotation("a", quote, Colour.PINK)))
    after = screen.pane.view.viewport().grab().toImage()
    start = screen.text.index(quote)
    points = letter_areas(screen, range(len(screen.text)))
    marker = PAPER.marker(Colour.PINK)
    marked = [
        letter
        for letter, at in points
        if any(after.pixelColor(at.x(), at.y() + down).name() == marker for down in range(4, 18))
    ]
    expected = [letter for letter, _ in points if start <= letter < start + len(quote)]
    missed, strayed = set(expected) - set(marked), set(marked) - set(expected)
    assert len(missed) <= (1 if not quote.isascii() else 0)
    assert len(strayed) <= (1 if not quote.isascii() else 0)
    for letter in expected:
        at = dict(points)[letter]
        assert all(before.pixel(at.x(), at.y() + up) == after.pixel(at.x(), at.y() + up) for up in range(-10, 3))


def test_two_underlines_that_overlap_both_show(screen) -> None:
    screen.open(*BLOCKS)
    screen.annotate(
        underlined(screen.annotation("long", "two three four five", Colour.YELLOW)),
        underlined(screen.annotation("short", "three four", Colour.BLUE)),
    )
    down = column(screen, " four", below=6)
    assert [down.count(PAPER.marker(colour)) for colour in (Colour.YELLOW, Colour.BLUE)] == [2, 2]
    assert down.index(PAPER.marker(Colour.YELLOW)) < down.index(PAPER.marker(Colour.BLUE))


def test_an_approximate_place_is_fainter_and_has_a_dashed_line(screen) -> None:
    screen.open(*BLOCKS)
    screen.annotate(screen.annotation("a", "three four five six", Colour.GREEN, state=AnchorState.APPROXIMATE))
    start = screen.text.index("three")
    image = screen.pane.view.viewport().grab().toImage()
    left, right, y = screen.edge(start).x(), screen.edge(start + 19).x(), screen.edge(start).y()
    marker = PAPER.marker(Colour.GREEN)
    rows = [[image.pixelColor(x, y + down).name() == marker for x in range(left, right)] for down in range(6, 18)]
    dashed = max(rows, key=sum)
    assert 0.4 * len(dashed) < sum(dashed) < 0.9 * len(dashed)
    assert image.pixelColor(left + 2, y - 9).name() not in (PAPER.highlight(Colour.GREEN), PAPER.colour(Role.PAGE))


def test_a_click_finds_the_shortest_and_makes_it_current(screen, qtbot) -> None:
    screen.open(*BLOCKS)
    screen.annotate(screen.annotation("long", "two three four five"), screen.annotation("short", "three four"))
    clicked, current = [], []
    screen.pane.annotation_clicked.connect(lambda uuid, at: clicked.append((uuid, at)))
    screen.pane.current_changed.connect(current.append)
    points = [screen.middle(screen.text.index(word) + 1) for word in ("four", "five", "nine")]
    for at in points:
        screen.click(at)
    to_global = screen.pane.view.viewport().mapToGlobal
    assert clicked == [("short", to_global(points[0])), ("long", to_global(points[1]))]
    assert current == ["short", "long", None]


def test_a_further_click_reaches_the_one_below(screen) -> None:
    screen.open(*BLOCKS)
    quotes = {"long": "two three four five", "short": "three four", "mid": "three four five"}
    screen.annotate(*(screen.annotation(uuid, quote) for uuid, quote in quotes.items()))
    clicked = []
    screen.pane.annotation_clicked.connect(lambda uuid, _at: clicked.append(uuid))
    at = screen.middle(screen.text.index("four") + 1)
    for _ in range(4):
        screen.click(at)
    assert clicked == ["short", "mid", "long", "short"]


@pytest.mark.parametrize(
    ("is_start", "to", "left"),
    [
        (False, "six", "three four five "),
        (False, "four", "three "),
        (True, "two", "two three four"),
        (False, "One", "t"),
    ],
)
def test_an_end_is_dragged(screen, is_start: bool, to: str, left: str) -> None:
    screen.open(*BLOCKS)
    screen.annotate(screen.annotation("a", "three four"))
    view, moved = screen.pane.view, []
    view.set_current("a")
    view.handles.moved.connect(lambda uuid, start, end: moved.append((uuid, screen.text[start:end])))
    start = screen.text.index("three four")
    screen.drag(screen.edge(start if is_start else start + 10), screen.edge(screen.text.index(to)))
    assert moved == [("a", left)]
    assert screen.selected() is None


def test_esc_gives_a_dragged_end_up_and_a_press_alone_is_a_click(screen, qtbot) -> None:
    screen.open(*BLOCKS)
    screen.annotate(screen.annotation("a", "three four"))
    view, told = screen.pane.view, []
    view.set_current("a")
    view.handles.moved.connect(lambda *_: told.append("moved"))
    screen.pane.annotation_clicked.connect(lambda uuid, _at: told.append(uuid))
    place = view.marks.highlights.range_of("a")
    at, there = screen.edge(place[1]), screen.edge(place[1] + 9)
    screen.mouse(QEvent.Type.MouseButtonPress, at, held=True)
    screen.mouse(QEvent.Type.MouseMove, there, Qt.MouseButton.NoButton, held=True)
    assert view.marks.highlights.range_of("a") == (place[0], place[1] + 9)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    screen.mouse(QEvent.Type.MouseButtonRelease, there)
    assert view.marks.highlights.range_of("a") == place
    screen.click(at - QPoint(3, 0))
    assert told == ["a"]


def test_a_drag_or_a_click_beside_the_text_clicks_nothing(screen, qtbot) -> None:
    screen.open(*BLOCKS)
    screen.annotate(screen.annotation("a", BLOCKS[0]))
    clicked = []
    screen.pane.annotation_clicked.connect(lambda uuid, _at: clicked.append(uuid))
    start = screen.text.index("three")
    screen.drag(screen.edge(start), screen.edge(start + 8))
    assert screen.selected() == "three four"
    screen.pane.deselect()
    screen.click(QPoint(screen.pane.view.viewport().width() - 8, screen.edge(start).y() + 40))
    assert clicked == []


def test_an_annotation_that_is_gone_is_current_no_more(screen) -> None:
    screen.open(*BLOCKS)
    screen.annotate(screen.annotation("a", "three four"))
    screen.click(screen.middle(screen.text.index("four")))
    assert screen.pane.current_annotation() == "a"
    screen.annotate(screen.annotation("a", "three"))
    assert screen.pane.current_annotation() == "a"
    screen.annotate()
    assert screen.pane.current_annotation() is None


def test_a_selection_and_another_story_let_go_of_the_current_one(screen) -> None:
    screen.open(*BLOCKS)
    for letting_go in (lambda: screen.pane.view.select(0, 3), lambda: screen.open(*BLOCKS, article=2)):
        screen.annotate(screen.annotation("a", "three four"))
        screen.pane.deselect()
        screen.click(screen.middle(screen.text.index("four")))
        assert screen.pane.current_annotation() == "a"
        letting_go()
        assert screen.pane.current_annotation() is None


@pytest.mark.parametrize(("bookmark", "side"), [(False, "right"), (True, "left")])
def test_notes_and_bookmarks_have_a_sign_in_the_margin_to_click(screen, bookmark, side) -> None:
    screen.open(*BLOCKS)
    screen.annotate(screen.annotation("a", "three four", note="Why four?", bookmark=bookmark))
    view = screen.pane.view
    (sign,) = marks.signs(view.page, view.marks.highlights, view.clip())
    at = sign.rect.center().toPoint()
    gutter = view.page.style.gutter
    assert at.x() < gutter if side == "left" else at.x() > view.viewport().width() - gutter
    assert abs(at.y() - screen.edge(screen.text.index("three")).y()) < 10
    assert screen.colour_at(at) != PAPER.colour(Role.PAGE)
    clicked = []
    screen.pane.annotation_clicked.connect(lambda uuid, _at: clicked.append(uuid))
    screen.click(at)
    assert clicked == ["a"]
    screen.drag(at + QPoint(0, -60), at)
    screen.pane.deselect()
    assert clicked == ["a"]


def test_several_signs_on_a_line_stand_side_by_side(screen) -> None:
    screen.open(*BLOCKS)
    screen.annotate(*(screen.annotation(word, word, note="n") for word in ("one", "two", "three") if word != "one"))
    view = screen.pane.view
    first, second = marks.signs(view.page, view.marks.highlights, view.clip())
    assert first.rect.right() < second.rect.left()
    assert first.rect.top() == second.rect.top()


def test_the_pointer_and_a_tip_tell_of_an_annotation(screen, qtbot) -> None:
    screen.open(*BLOCKS)
    screen.annotate(screen.annotation("a", "three four", note="Why <four>?\nOr five?"))
    viewport = screen.pane.view.viewport()
    on, off = (screen.middle(screen.text.index(word)) for word in ("four", "nine"))
    screen.point_at(on)
    assert viewport.cursor().shape() == Qt.CursorShape.PointingHandCursor
    QApplication.sendEvent(viewport, QHelpEvent(QEvent.Type.ToolTip, on, viewport.mapToGlobal(on)))
    assert "Why &lt;four&gt;?\nOr five?" in QToolTip.text()
    screen.point_at(off)
    assert viewport.cursor().shape() == Qt.CursorShape.IBeamCursor
    QApplication.sendEvent(viewport, QHelpEvent(QEvent.Type.ToolTip, off, viewport.mapToGlobal(off)))
    qtbot.waitUntil(lambda: not QToolTip.isVisible(), timeout=2000)


def test_the_rectangle_of_an_annotation_is_where_it_shows(screen, long_story) -> None:
    screen.open(*BLOCKS, *long_story)
    screen.annotate(
        screen.annotation("a", "three four"),
        screen.annotation("far", "Paragraph 30"),
        screen.annotation("gone", "one", state=AnchorState.ORPHAN) if "one" in screen.text else (),
    )
    to_global = screen.pane.view.viewport().mapToGlobal
    rect = screen.pane.annotation_rect("a")
    start = screen.text.index("three")
    assert rect.contains(to_global(screen.middle(start)))
    assert rect.contains(to_global(screen.middle(start + 9)))
    assert not rect.contains(to_global(screen.middle(start + 14)))
    assert screen.pane.annotation_rect("gone") is None
    assert screen.pane.annotation_rect("unknown") is None
    screen.pane.go_to(screen.text.index("Paragraph 30"))
    viewport = screen.pane.view.viewport()
    shown = QRect(to_global(QPoint(0, 0)), viewport.size())
    assert shown.contains(screen.pane.annotation_rect("far"))


def test_only_what_shows_is_measured(screen, anchored, long_story, monkeypatch) -> None:
    screen.open(*long_story)
    length = len(screen.text)
    screen.annotate(*(anchored(str(at), at, at + 30, note="n") for at in range(0, length - 40, length // 500)))
    screen.pane.set_place(length // 2)
    asked = []
    monkeypatch.setattr(marks, "boxes_of", lambda _document, start, end: asked.append((start, end)) or iter(()))
    screen.pane.view.viewport().repaint()
    assert 10 < len(asked) < 500
    screen.annotate(anchored("all", 0, length))
    asked.clear()
    screen.pane.view.viewport().repaint()
    assert 0 < len(asked) < 20


def test_hits_of_a_search_are_marked(screen) -> None:
    screen.open(*BLOCKS)
    start = screen.text.index("four")
    screen.pane.seeking.set_hits([(start, start + 4)])
    above = QPoint(screen.middle(start).x(), screen.middle(start).y() - 10)
    assert screen.colour_at(above) == PAPER.colour(Role.SEARCH_HIT)
    screen.pane.seeking.set_hits([])
    assert screen.colour_at(above) == PAPER.colour(Role.PAGE)


def test_a_jump_makes_the_annotation_current_and_glows_unless_told_not_to(screen, long_story, monkeypatch) -> None:
    screen.open(*long_story)
    screen.annotate(screen.annotation("far", "Paragraph 30"), screen.annotation("near", "Paragraph 3 of"))
    start = screen.text.index("Paragraph 30")
    screen.pane.go_to(start, start + 12)
    assert screen.pane.current_annotation() == "far"
    y = screen.edge(start).y()
    assert 0 < y < screen.pane.view.viewport().height() / 2
    assert screen.pane.view.marks.flashed is None
    monkeypatch.setattr("desktop.reader.canvas.FLASH_MS", 5000)
    screen.pane.go_to(start, start + 12)
    assert screen.pane.view.marks.flashed == (start, start + 12)
