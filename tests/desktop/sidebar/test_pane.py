"""The sidebar, by its keys, its mouse and its signal."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from desktop.sidebar.model import ROW
from desktop.sidebar.pane import Sidebar
from desktop.sidebar.rows import Where
from desktop.theme.themes import THEME_NAMES, Role, load_theme
from library.model.query import Shelf, ShelfCounts

SOURCES = tuple((f"Paper {number:03}", number) for number in range(1, 81))
COUNTS = ShelfCounts(((Shelf.ALL, 3240), (Shelf.UNREAD, 12)), (*SOURCES, ("", 5)))
Chosen = list[Where]


@pytest.fixture
def sidebar(qtbot: QtBot) -> Sidebar:
    made = Sidebar()
    qtbot.addWidget(made)
    made.resize(200, 500)
    made.set_counts(COUNTS)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.setFocus()
    return made


@pytest.fixture
def chosen(sidebar: Sidebar) -> Chosen:
    heard: Chosen = []
    sidebar.chosen.connect(heard.append)
    return heard


def list_of(sidebar: Sidebar) -> QListView:
    return sidebar.findChild(QListView)


def current(sidebar: Sidebar) -> str:
    """The title of the row that is shown as chosen."""
    picked = list_of(sidebar).selectedIndexes()
    return picked[0].data() if picked else ""


def click(sidebar: Sidebar, title: str) -> None:
    view = list_of(sidebar)
    index = next(at for row in range(view.model().rowCount()) if (at := view.model().index(row, 0)).data() == title)
    view.scrollTo(index)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())


def test_all_stories_are_chosen_at_first(sidebar: Sidebar, chosen: Chosen) -> None:
    assert (current(sidebar), chosen) == ("All stories", [])


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("Unread", Where(Shelf.UNREAD)),
        ("Trash", Where(Shelf.TRASH)),
        ("Paper 002", Where(source="Paper 002")),
        ("No source", Where(source="")),
    ],
)
def test_a_click_chooses_once(sidebar: Sidebar, chosen: Chosen, title: str, place: Where) -> None:
    click(sidebar, title)
    assert chosen == [place]
    assert current(sidebar) == title


def test_keys_walk_over_the_heading(sidebar: Sidebar, chosen: Chosen) -> None:
    for _ in range(6):
        QTest.keyClick(list_of(sidebar), Qt.Key.Key_Down)
    shown = [Where(shelf) for shelf in Shelf if shelf not in (Shelf.ALL, Shelf.BEGUN, Shelf.STUBS)]
    assert chosen == [*shown, Where(source="Paper 001")]
    QTest.keyClick(list_of(sidebar), Qt.Key.Key_Up)
    assert current(sidebar) == "Trash"


def test_a_heading_cant_be_chosen(sidebar: Sidebar, chosen: Chosen) -> None:
    click(sidebar, "Sources")
    assert (chosen, current(sidebar)) == ([], "All stories")


def test_choosing_by_program_tells_nothing(sidebar: Sidebar, chosen: Chosen) -> None:
    sidebar.choose(Where(Shelf.STARRED))
    assert current(sidebar) == "Starred"
    sidebar.choose(Where(source="Paper 080"))
    assert current(sidebar) == "Paper 080"
    assert list_of(sidebar).viewport().rect().contains(list_of(sidebar).visualRect(list_of(sidebar).currentIndex()))
    assert chosen == []


def test_other_counts_leave_choice_and_place(sidebar: Sidebar, chosen: Chosen) -> None:
    click(sidebar, "Paper 070")
    place = list_of(sidebar).verticalScrollBar().value()
    assert place > 0
    for sources in (SOURCES, (("A new paper", 1), *SOURCES)):
        sidebar.set_counts(ShelfCounts(((Shelf.ALL, 9),), sources))
        assert current(sidebar) == "Paper 070"
        assert list_of(sidebar).verticalScrollBar().value() == place
    assert list_of(sidebar).model().index(0, 0).data(ROW).count == 9
    assert chosen == [Where(source="Paper 070")]


def test_a_chosen_source_stays_while_it_is_chosen(sidebar: Sidebar, chosen: Chosen) -> None:
    click(sidebar, "Paper 001")
    sidebar.set_counts(ShelfCounts((), SOURCES[1:]))
    assert current(sidebar) == "Paper 001"
    click(sidebar, "Unread")
    sidebar.set_counts(ShelfCounts((), SOURCES[1:]))
    assert current(sidebar) == "Unread"
    titles = [list_of(sidebar).model().index(row, 0).data() for row in range(list_of(sidebar).model().rowCount())]
    assert "Paper 001" not in titles


def test_letters_are_not_a_search(sidebar: Sidebar, chosen: Chosen) -> None:
    QTest.keyClicks(list_of(sidebar), "Trash")
    assert (current(sidebar), chosen) == ("All stories", [])


@pytest.mark.parametrize("theme_name", THEME_NAMES)
def test_the_chosen_row_stands_out_in_every_theme(sidebar: Sidebar, theme_name: str) -> None:
    theme = load_theme(theme_name)
    sidebar.set_theme(theme)
    sidebar.choose(Where(Shelf.TRASH))
    view = list_of(sidebar)
    rect = view.visualRect(view.currentIndex())
    picture = view.viewport().grab().toImage()
    assert picture.pixelColor(rect.right() - 12, rect.top() + 6).name() == theme.colour(Role.SIDEBAR_SELECTION)


def test_a_screen_reader_finds_a_name(sidebar: Sidebar) -> None:
    assert list_of(sidebar).accessibleName() == "Shelves, tags and sources"


def test_a_tag_leads_to_its_stories_and_stays_while_it_is_chosen(sidebar: Sidebar, chosen: Chosen) -> None:
    sidebar.set_counts(ShelfCounts(tags=(("Work", 3), ("Work/Energy", 2))))
    click(sidebar, "Energy")
    assert chosen == [Where(tag="Work/Energy")]
    sidebar.set_counts(ShelfCounts())
    assert current(sidebar) == "Energy"
