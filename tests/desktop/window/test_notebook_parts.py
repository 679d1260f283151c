"""The notebook's parts and filters in the window, by real keys: days, what to read again, places, many at once."""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QPushButton, QTabBar
from pytestqt.qtbot import QtBot

from desktop.notebook.filters import Filters
from desktop.notebook.words import NO_PLACES, NOTHING_RESTED, made_on, ordinal, said, why_empty
from desktop.sidebar.rows import Kept
from library.annotations.describe import describe
from library.model.annotation import Annotation, Colour, Motivation
from library.model.document import text
from library.model.notebook import Days, NotebookPart, NotebookQuery, Period
from library.model.operation import AddAnnotation, EditAnnotation, NameColour
from tests.desktop.window.conftest import CTRL, SHIFT, Hands, opened, visible_text
from tests.desktop.window.stories import FERRY_HEADLINE, HENS_HEADLINE, LAMPS_HEADLINE
from tests.desktop.window.test_notebook import cards, show, show_many, view_of, with_many

BOTH = CTRL | SHIFT
SOME = 400


def ago(days: int) -> datetime:
    """Noon of a day, so that no clock that is put forward or back moves it to another."""
    return datetime.combine(date.today() - timedelta(days=days), datetime.min.time()).replace(hour=12)


def a_month_ago() -> datetime:
    """Noon of this day in the last month that has it."""
    today = date.today()
    first = today.replace(day=1)
    while True:
        first = (first - timedelta(days=1)).replace(day=1)
        try:
            return datetime(first.year, first.month, today.day, 12)
        except ValueError:
            continue


def mark(hands: Hands, headline: str, quote: str, made: datetime, note: str = "", place: bool = False) -> str:
    """Annotate a passage of a story at some time, or keep its place; return the UUID."""
    reader = hands.window.session.reader
    article = next(a for a, row in reader.summaries(range(1, 20)).items() if row.headline.startswith(headline))
    version = reader.current(article)
    body = text(version.story.document)
    start = body.index(quote)
    target = describe(article, version.id, body, start, start + len(quote))
    at = int(made.timestamp() * 1000)
    motivation = Motivation.BOOKMARKING if place else Motivation.HIGHLIGHTING
    uuid = f"c0ffee00-0000-4000-8{article:03}-{start:012}"
    hands.library.apply(AddAnnotation(Annotation(uuid, target, motivation, note, (), Colour.PINK, at, at)))
    return uuid


NEW, MONTH, OLD = "Lamp 39 of forty", "The birds came ashore", "unharmed on a sandbank"


@pytest.fixture
def dated(hands: Hands) -> Hands:
    """A window whose library has three highlights, of today, of this day a month ago, and of 400 days ago."""
    mark(hands, LAMPS_HEADLINE, NEW, ago(0))
    mark(hands, HENS_HEADLINE, MONTH, a_month_ago())
    mark(hands, FERRY_HEADLINE, OLD, ago(400))
    hands.settle()
    return hands


def filters_of(hands: Hands) -> Filters:
    return hands.window.notebook.pane.filters


def pick(hands: Hands, menu: str, title: str) -> None:
    """Choose in the menu of filters."""
    inner = next(each.menu() for each in filters_of(hands).menu().actions() if each.text() == menu)
    next(each for each in inner.actions() if each.text() == title).trigger()


def turn_to(hands: Hands, title: str) -> None:
    """Click a part's tab."""
    tabs = filters_of(hands).findChild(QTabBar)
    at = next(at for at in range(tabs.count()) if tabs.tabText(at) == title)
    QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(at).center())


def test_days_are_chosen_or_typed_and_one_key_clears_them(dated: Hands) -> None:
    show(dated, 3)
    pick(dated, "Made", "Today")
    dated.until(lambda: cards(dated) == [NEW])
    assert "Made today" in visible_text(filters_of(dated))
    pick(dated, "Made", "Days that you type…")
    field = dated.window.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.accessibleName() == "Days on which it was made"
    QTest.keyClicks(field, f"..{ago(300).date()}")
    dated.until(lambda: cards(dated) == [OLD])
    dated.press(Qt.Key.Key_Return)
    assert dated.window.focusWidget() is view_of(dated)
    dated.press(Qt.Key.Key_Escape)
    dated.until(lambda: len(cards(dated)) == 3)
    assert not field.isVisible()


def test_days_that_are_none_are_told_and_filter_nothing(dated: Hands) -> None:
    show(dated, 3)
    pick(dated, "Date of the story", "Days that you type…")
    QTest.keyClicks(dated.window.focusWidget(), "yesterday")
    dated.until(lambda: "Days look like this" in visible_text(filters_of(dated)))
    assert len(cards(dated)) == 3
    dated.press(Qt.Key.Key_Escape)
    assert "Days look like this" not in visible_text(filters_of(dated))


def test_this_day_and_what_to_read_again_are_a_click_away_and_each_keeps_its_filters(dated: Hands) -> None:
    show(dated, 3)
    dated.press("sandbank")
    dated.until(lambda: cards(dated) == [OLD])
    turn_to(dated, "This day")
    dated.until(lambda: MONTH in cards(dated))
    assert NEW not in cards(dated)
    turn_to(dated, "Re-read")
    dated.until(lambda: set(cards(dated)) == {MONTH, OLD})
    again = cards(dated)
    dated.press("n", BOTH)
    dated.until(lambda: not dated.window.notebook.pane.isVisible())
    dated.press("n", BOTH)
    dated.until(lambda: cards(dated) == again)
    turn_to(dated, "All")
    dated.until(lambda: cards(dated) == [OLD])
    assert filters_of(dated).field.text() == "sandbank"


def test_empty_parts_say_why(hands: Hands) -> None:
    hands.press(Qt.Key.Key_N, BOTH)
    pane = hands.window.notebook.pane
    for title, said_there in (
        ("This day", f"Nothing was marked on the {ordinal(date.today().day)}"),
        ("Re-read", NOTHING_RESTED),
        ("Places", NO_PLACES),
    ):
        turn_to(hands, title)
        hands.until(lambda said_there=said_there: said_there in visible_text(pane))


@pytest.fixture
def placed(hands: Hands) -> Hands:
    """A window whose library has two places with names, in two stories, and a highlight."""
    mark(hands, LAMPS_HEADLINE, "Lamp 39 of forty", ago(2), "The last but one", place=True)
    mark(hands, HENS_HEADLINE, "a ramp, a lamp", ago(1), "How they are housed", place=True)
    mark(hands, FERRY_HEADLINE, OLD, ago(0))
    hands.settle()
    return hands


def names(hands: Hands) -> list[str]:
    """The names of the places that show, from the top."""
    model = hands.window.notebook.pane._model
    return [entry.anchored.annotation.note for row in range(model.rowCount()) if (entry := model.entry(row))]


PLACES = ["How they are housed", "The last but one"]


def test_the_places_of_all_stories_stand_on_a_shelf_and_open_there(placed: Hands) -> None:
    placed.press("gb")
    placed.until(lambda: names(placed) == PLACES)
    assert placed.window.sidebar._where.kept is Kept.PLACES
    placed.press(Qt.Key.Key_Down)
    placed.press("j")
    start = lambda: placed.body().index("Lamp 39")  # noqa: E731
    placed.until(lambda: placed.headline() == LAMPS_HEADLINE)
    reader = placed.window.reader.view
    placed.until(lambda: reader.clip().intersects(reader.rect_of(start(), start() + 4)))
    placed.press(Qt.Key.Key_4)
    filters_of(placed).field.setFocus()
    placed.press("housed")
    placed.until(lambda: names(placed) == PLACES[:1])
    placed.trigger("go-unread")
    assert placed.window.articles.isVisible()
    assert placed.window.sidebar._where.kept is None


def test_the_sidebar_leads_to_the_places_and_counts_them(placed: Hands) -> None:
    rows = {row.title: row for row in placed.window.sidebar._model._rows}
    placed.until(lambda: {row.title: row.count for row in placed.window.sidebar._model._rows}.get("Places") == 2)
    rows = {row.title: row for row in placed.window.sidebar._model._rows}
    assert rows["Notebook"].count == 1
    view = placed.window.sidebar._list
    place = view.visualRect(placed.window.sidebar._model.find(rows["Places"].where)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    placed.until(lambda: names(placed) == PLACES)


def test_a_place_is_renamed_and_deleted_on_its_shelf_and_that_is_taken_back(placed: Hands) -> None:
    placed.press("gb")
    placed.until(lambda: names(placed) == PLACES)
    placed.press(Qt.Key.Key_Down)
    placed.until(lambda: placed.headline() == HENS_HEADLINE)
    placed.press(Qt.Key.Key_F2)
    placed.until(placed.window.note_editor.isVisible)
    note = placed.window.note_editor.findChild(QPlainTextEdit)
    note.selectAll()
    QTest.keyClicks(note, "The new coop")
    QTest.keyClick(note, Qt.Key.Key_Return, CTRL)
    placed.until(lambda: names(placed) == ["The new coop", PLACES[1]])
    view_of(placed).setFocus()
    placed.press(Qt.Key.Key_Delete)
    placed.until(lambda: names(placed) == PLACES[1:])
    placed.until(lambda: placed.said() == "Deleted: 1 place")
    placed.settle()
    placed.trigger("undo")
    placed.until(lambda: names(placed) == ["The new coop", PLACES[1]])
    placed.settle()
    placed.trigger("undo")
    placed.until(lambda: names(placed) == PLACES)


def test_colours_are_called_as_the_user_calls_them(dated: Hands) -> None:
    show(dated, 3)
    dated.library.apply(NameColour(Colour.PINK, "claim"))
    dated.until(lambda: dated.window.notebook.pane._model.entry(0).called == "claim")
    dated.click_button("Only claim highlights")
    dated.until(lambda: "Claim" in visible_text(filters_of(dated)))
    index = dated.window.notebook.pane._model.index(0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).startswith("Claim highlight: Lamp 39")
    assert index.data(Qt.ItemDataRole.ToolTipRole).startswith("claim · ")
    dated.window.notebook.pane.focus_cards()
    dated.press("2")
    dated.until(lambda: dated.said() == "Made green: 1 annotation")


def test_what_was_let_go_stands_apart_from_the_lost(dated: Hands) -> None:
    show(dated, 3)
    query = filters_of(dated).query
    assert not query.let_go
    uuid = dated.window.notebook.pane._model.entry(0).uuid
    dated.library.apply(EditAnnotation(uuid, let_go=True))
    next(each for each in filters_of(dated).menu().actions() if each.text() == "Let go").trigger()
    dated.until(lambda: "No highlight or note is like that:\nLet go" in visible_text(dated.window.notebook.pane))


def test_four_hundred_change_as_one_and_are_taken_back_as_one(hands: Hands) -> None:
    with_many(hands, SOME)
    show_many(hands, SOME)
    everything = hands.window.session.reader.all_annotations
    before = {each.uuid: (each.colour, each.tags) for each in everything()}
    hands.press(Qt.Key.Key_Down)
    hands.press("a", CTRL)
    hands.press("4")
    hands.until(lambda: {each.colour for each in everything()} == {Colour.PINK})
    hands.settle()
    hands.press("t")
    hands.until(lambda: isinstance(QApplication.activeModalWidget(), QDialog))
    dialog = QApplication.activeModalWidget()
    assert dialog.windowTitle() == "Tags of 400 annotations"
    QTest.keyClicks(dialog.findChild(QLineEdit), "Quay")
    QTest.mouseClick(dialog.findChild(QPushButton), Qt.MouseButton.LeftButton)
    hands.until(lambda: {each.tags for each in everything()} == {("Quay",)})
    hands.window.activateWindow()
    hands.settle()
    view_of(hands).setFocus()
    hands.press("a", CTRL)
    begun = time.monotonic()
    hands.press(Qt.Key.Key_Delete)
    hands.until(lambda: everything() == ())
    assert time.monotonic() - begun < 5
    for _ in range(3):
        hands.settle()
        hands.trigger("undo")
        hands.settle()
    hands.until(lambda: {each.uuid: (each.colour, each.tags) for each in everything()} == before)


WORDS = [
    (NotebookQuery(), ""),
    (NotebookQuery(colours=frozenset({Colour.GREEN, Colour.PINK})), "Green or claim"),
    (NotebookQuery(tag="Work/Energy", noted=True), "Tag Work/Energy · with a note"),
    (NotebookQuery(source=""), "No source"),
    (NotebookQuery(made=Period.MONTH, lost=True, let_go=True), "Made this month · no longer in the text · let go"),
    (NotebookQuery(published=Days(date(2018, 1, 1), None)), "Story of 2018-01-01 –"),
]


@pytest.mark.parametrize(("query", "words"), WORDS, ids=[words for _, words in WORDS])
def test_what_is_asked_for_is_said_in_words(query: NotebookQuery, words: str) -> None:
    assert said(query, {Colour.PINK: "claim"}) == words


def test_why_nothing_is_there_names_what_was_asked_for() -> None:
    asked = NotebookQuery(text="  grey   heron ", tag="Birds")
    assert why_empty(asked, {}, date(2024, 2, 29)) == "No highlight or note is like that:\n“grey heron” · Tag Birds"
    last = why_empty(NotebookQuery(part=NotebookPart.THIS_DAY), {}, date(2024, 2, 29))
    assert last == "Nothing was marked on the 29th or later of an earlier month."
    assert [ordinal(number) for number in (1, 2, 3, 11, 12, 13, 21, 22, 23)] == [
        "1st", "2nd", "3rd", "11th", "12th", "13th", "21st", "22nd", "23rd",
    ]  # fmt: skip
    assert made_on(int(datetime(2018, 2, 8, 23, 59).timestamp() * 1000)) == "8 Feb 2018"


def test_a_window_that_closes_right_after_a_move_opens_no_story(qtbot: QtBot, stocked_folder: Path) -> None:
    with opened(qtbot, stocked_folder) as hands:
        with_many(hands, 3)
        show_many(hands, 3)
        hands.press(Qt.Key.Key_Down)
        assert hands.window.notebook.pane._timer.isActive()
        hands.window.close()
        assert not hands.window.notebook.pane._timer.isActive()
