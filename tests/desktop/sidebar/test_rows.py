"""Shelves and sources as rows."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from desktop.sidebar.model import ROW, SidebarModel
from desktop.sidebar.rows import Kept, RowKind, Where, rows, spoken
from desktop.theme.icons import icon_names
from library.model.query import Shelf, ShelfCounts

COUNTS = ShelfCounts(
    ((Shelf.ALL, 1204), (Shelf.UNREAD, 3), (Shelf.TRASH, 0)), (("Chess Monthly", 12), ("The Post", 1180), ("", 12))
)

SHOWN = [shelf for shelf in Shelf if shelf not in (Shelf.BEGUN, Shelf.STUBS)]
"""The shelves of a library without begun stories and bare addresses."""


def test_every_shelf_has_a_row_in_the_shelves_order_with_a_title_and_an_icon() -> None:
    made = rows(ShelfCounts())
    assert [row.where for row in made] == [Where(shelf) for shelf in SHOWN]
    assert len({row.title for row in made}) == len(SHOWN)
    assert {row.icon for row in made} <= set(icon_names())


def test_sources_follow_below_a_heading_in_the_order_they_came() -> None:
    made = rows(COUNTS)
    assert [(row.title, row.count) for row in made[:2]] == [("All stories", 1204), ("Unread", 3)]
    assert made[len(SHOWN)].kind is RowKind.HEADING
    sources = [(row.title, row.where.source, row.count) for row in made[len(SHOWN) + 1 :]]
    assert sources == [("Chess Monthly", "Chess Monthly", 12), ("The Post", "The Post", 1180), ("No source", "", 12)]


def test_a_chosen_source_stays_when_it_has_no_stories_left() -> None:
    made = rows(COUNTS, Where(source="The Gazette"))
    assert (made[-1].title, made[-1].count) == ("The Gazette", 0)
    assert rows(COUNTS, Where(source="The Post")) == rows(COUNTS)
    assert rows(COUNTS, Where(source="")) == rows(COUNTS)


def test_the_shelf_of_all_and_a_source_are_different_places() -> None:
    made = rows(COUNTS)
    assert [row.title for row in made if row.leads_to(Where())] == ["All stories"]
    assert [row.title for row in made if row.leads_to(Where(source=""))] == ["No source"]


def test_a_row_is_said_aloud_with_its_count() -> None:
    assert [spoken(row) for row in rows(COUNTS) if row.where.shelf in (Shelf.ALL, Shelf.TRASH)] == [
        "All stories, 1,204",
        "Trash",
        "Sources",
        "Chess Monthly, 12",
        "The Post, 1,180",
        "No source, 12",
    ]


@pytest.mark.usefixtures("qapp")
def test_the_model_keeps_qts_rules() -> None:
    model = SidebarModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rows(rows(COUNTS))
    model.set_rows(rows(ShelfCounts(((Shelf.ALL, 9),), COUNTS.sources)))
    assert model.index(0).data(ROW).count == 9
    model.set_rows(rows(ShelfCounts()))
    assert model.rowCount() == len(SHOWN)


def test_bare_addresses_have_a_shelf_while_there_are_any() -> None:
    assert [row.title for row in rows(ShelfCounts(((Shelf.STUBS, 4),))) if row.where.shelf is Shelf.STUBS] == [
        "Addresses"
    ]
    assert [row.count for row in rows(ShelfCounts(), Where(Shelf.STUBS)) if row.where.shelf is Shelf.STUBS] == [0]


def test_tags_stand_below_each_other_under_a_heading_above_the_sources() -> None:
    made = rows(ShelfCounts(tags=(("Work", 3), ("Work/Energy", 2), ("Work/Energy/Coal", 1)), sources=(("Post", 3),)))
    below = made[len(SHOWN) :]
    assert [(row.kind, row.title, row.depth) for row in below] == [
        (RowKind.HEADING, "Tags", 0),
        (RowKind.TAG, "Work", 0),
        (RowKind.TAG, "Energy", 1),
        (RowKind.TAG, "Coal", 2),
        (RowKind.HEADING, "Sources", 0),
        (RowKind.SOURCE, "Post", 0),
    ]
    assert below[2].where == Where(tag="Work/Energy")


def test_what_is_kept_of_all_stories_shows_while_there_is_any_or_it_is_looked_at() -> None:
    titles = [row.title for row in rows(ShelfCounts())]
    assert "Notebook" not in titles
    assert "Places" not in titles
    filled = {row.title: row for row in rows(ShelfCounts(notes=12, places=3))}
    assert (filled["Notebook"].count, filled["Notebook"].where) == (12, Where(kept=Kept.NOTEBOOK))
    assert (filled["Places"].count, filled["Places"].where) == (3, Where(kept=Kept.PLACES))
    assert "Places" in [row.title for row in rows(ShelfCounts(), Where(kept=Kept.PLACES))]
