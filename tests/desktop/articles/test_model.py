"""The rows: what is fetched, when, and how rows are found."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy, QTest

from desktop.articles.model import KEPT, SNIPPET, SUMMARY, WALK_LIMIT, WINDOW, ArticleModel
from library.model.errors import LibraryDamaged, NotFound
from library.model.query import Query, Snippet, Term
from tests.desktop.articles.conftest import Session

BUDGET = Query(Term("budget"))
Numbered = Callable[..., array]


@pytest.fixture
def model(qapp: object, session: Session) -> ArticleModel:
    return ArticleModel(session)


def test_the_model_keeps_qts_rules(model: ArticleModel, numbered: Numbered) -> None:
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_ids(numbered(1, 200))
    model.refresh(frozenset({3, 4}))
    model.set_ids(numbered(1, 1), BUDGET)
    model.set_ids(numbered(5, 9), BUDGET)
    assert model.rowCount() == 4
    assert model.rowCount(model.index(0)) == 0


def test_a_row_reads_a_window_of_rows_around_it_once(model: ArticleModel, session: Session, numbered: Numbered) -> None:
    model.set_ids(numbered(1, 1001))
    rows = [model.index(row).data(SUMMARY).id for row in range(500, 530)]
    assert rows == list(range(501, 531))
    assert len(session.reader.asked) == 1
    assert len(session.reader.asked[0]) == WINDOW
    assert 500 - session.reader.asked[0][0] == pytest.approx(WINDOW / 3, abs=2)


def test_setting_ids_reads_nothing(model: ArticleModel, session: Session, numbered: Numbered) -> None:
    model.set_ids(numbered(1, 1_000_001))
    assert session.reader.asked == []


def test_what_was_read_is_kept_when_the_list_changes(model: ArticleModel, session: Session, numbered: Numbered) -> None:
    model.set_ids(numbered(1, 41))
    model.summary(0)
    model.set_ids(numbered(20, 41))
    assert model.summary(0).id == 20
    assert len(session.reader.asked) == 1


def test_no_more_is_kept_than_the_bound(model: ArticleModel, session: Session, numbered: Numbered) -> None:
    model.set_ids(numbered(1, 3 * KEPT))
    for row in range(0, 3 * KEPT - 1, WINDOW):
        model.summary(row)
    session.reader.asked.clear()
    model.summary(3 * KEPT - 40)
    assert session.reader.asked == []
    model.summary(0)
    assert len(session.reader.asked) == 1


def test_refreshing_reads_the_named_ones_again_and_draws_them(
    model: ArticleModel, session: Session, numbered: Numbered
) -> None:
    model.set_ids(numbered(1, 41))
    model.summary(0)
    session.reader.starred.add(7)
    drawn = QSignalSpy(model.dataChanged)
    model.refresh(frozenset({7, 99_999}))
    assert [(drawn.at(at)[0].row(), drawn.at(at)[1].row()) for at in range(drawn.count())] == [(6, 6)]
    assert model.summary(6).starred
    assert session.reader.asked[1:] == [(7,)]


def test_an_article_that_is_gone_has_a_quiet_row_and_is_asked_for_once(
    model: ArticleModel, session: Session, numbered: Numbered
) -> None:
    session.reader.gone.add(2)
    model.set_ids(numbered(1, 4))
    assert model.index(1).data(SUMMARY) is None
    assert model.index(1).data(Qt.ItemDataRole.AccessibleTextRole) == "This story is no longer in the library"
    assert model.index(2).data() == "Story 3"
    assert len(session.reader.asked) == 1


def test_an_article_that_came_back_is_shown_when_the_list_is_set_again(
    model: ArticleModel, session: Session, numbered: Numbered
) -> None:
    session.reader.gone.add(2)
    model.set_ids(numbered(1, 4))
    model.summary(1)
    session.reader.gone.clear()
    model.set_ids(numbered(1, 4))
    assert model.summary(1).id == 2


def test_rows_that_cant_be_read_say_why_once_a_window(
    model: ArticleModel, session: Session, numbered: Numbered
) -> None:
    session.reader.error = LibraryDamaged("The file is damaged.")
    heard: list[str] = []
    model.failed.connect(heard.append)
    model.set_ids(numbered(1, 31))
    assert [model.summary(row) for row in range(30)] == [None] * 30
    assert heard == ["The file is damaged."]


def snippets_read(model: ArticleModel, first: int, last: int) -> None:
    """Draw rows as often as the model tells of something new to draw."""
    told = QSignalSpy(model.dataChanged)
    before = -1
    while told.count() != before:
        before = told.count()
        model.prepare(first, last)
        QTest.qWait(1)


def test_snippets_are_read_for_drawn_rows_alone_and_only_while_searching(
    model: ArticleModel, session: Session, numbered: Numbered
) -> None:
    session.reader.gone.add(4)
    model.set_ids(numbered(1, 101))
    snippets_read(model, 0, 5)
    assert model.index(0).data(SNIPPET) is None
    assert session.reader.asked_snippets == []
    model.set_ids(numbered(1, 101), BUDGET)
    model.prepare(0, 5)
    assert model.index(2).data(SNIPPET) == Snippet("")
    assert session.reader.asked_snippets == []
    snippets_read(model, 0, 5)
    assert model.index(2).data(SNIPPET).text == "… the budget of 3 …"
    assert model.index(3).data(SNIPPET) is None
    snippets_read(model, 1, 6)
    assert session.reader.asked_snippets == [(1,), (2,), (3,), (5,), (6,), (7,)]


def test_a_slow_snippet_leaves_the_others_for_after_the_next_drawing(
    model: ArticleModel, session: Session, numbered: Numbered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.articles.model.SLICE_SECONDS", -1.0)
    model.set_ids(numbered(1, 101), BUDGET)
    told = QSignalSpy(model.dataChanged)
    for drawings in (1, 2, 3):
        model.prepare(0, 9)
        QTest.qWait(1)
        assert (len(session.reader.asked_snippets), told.count()) == (drawings, drawings)


def test_rows_that_are_no_longer_drawn_are_not_read_for(
    model: ArticleModel, session: Session, numbered: Numbered
) -> None:
    model.set_ids(numbered(1, 101), BUDGET)
    model.prepare(0, 9)
    model.prepare(50, 51)
    QTest.qWait(1)
    assert session.reader.asked_snippets == [(51,), (52,)]
    model.prepare(0, 9)
    model.set_ids(numbered(1, 4), BUDGET)
    QTest.qWait(1)
    assert len(session.reader.asked_snippets) == 2


def test_another_query_has_snippets_of_its_own(model: ArticleModel, session: Session, numbered: Numbered) -> None:
    model.set_ids(numbered(1, 3), BUDGET)
    snippets_read(model, 0, 1)
    model.set_ids(numbered(1, 3), Query(Term("clerk")))
    snippets_read(model, 0, 1)
    assert session.reader.asked_snippets == [(1,), (2,)] * 2


def test_a_refreshed_story_has_its_snippet_read_again(
    model: ArticleModel, session: Session, numbered: Numbered
) -> None:
    model.set_ids(numbered(1, 5), BUDGET)
    snippets_read(model, 0, 3)
    model.refresh(frozenset({2}))
    snippets_read(model, 0, 3)
    assert session.reader.asked_snippets == [(1,), (2,), (3,), (4,), (2,)]


@pytest.mark.parametrize(
    ("error", "said"), [(NotFound("There is no article 3."), []), (LibraryDamaged("Damaged."), ["Damaged."])]
)
def test_a_snippet_that_cant_be_read_leaves_the_lead(
    model: ArticleModel, session: Session, numbered: Numbered, error: Exception, said: list[str]
) -> None:
    model.set_ids(numbered(1, 2), BUDGET)
    model.summary(0)
    heard: list[str] = []
    model.failed.connect(heard.append)
    session.reader.error = error
    snippets_read(model, 0, 0)
    assert model.index(0).data(SNIPPET) is None
    assert heard == said


@given(st.lists(st.integers(-(2**63), 2**63 - 1), unique=True, max_size=40), st.integers(0, 60))
def test_a_row_is_found_by_its_bytes_as_by_looking_at_each(ids: list[int], extra: int) -> None:
    model = ArticleModel(Session())
    model.set_ids(array("q", ids))
    for wanted in (*ids, extra, extra << 8, extra << 56):
        assert model.row_of(wanted) == (ids.index(wanted) if wanted in ids else None)


def test_ids_whose_bytes_overlap_are_told_apart(model: ArticleModel) -> None:
    # 0x0100 followed by 0: the bytes of 1 also stand one byte into the first number.
    model.set_ids(array("q", [0x0100, 0, 5, 1]))
    assert model.row_of(1) == 3


def test_a_shown_row_is_found_again_after_the_list_changed(model: ArticleModel, numbered: Numbered) -> None:
    model.set_ids(numbered(1, 41))
    model.summary(0)
    assert model.row_of(30) == 29
    model.set_ids(numbered(10, 41))
    assert model.row_of(30) == 20
    assert model.row_of(3) is None


@given(st.integers(0, 600), st.sampled_from([1, -1]), st.integers(0, 2**32))
def test_the_next_unread_row_is_the_one_that_looking_at_each_row_finds(row: int, by: int, seed: int) -> None:
    session = Session()
    session.reader.unread = set(Random(seed).sample(range(1, 601), 3))
    session.reader.gone = set(Random(seed + 1).sample(range(1, 601), 50))
    model = ArticleModel(session)
    model.set_ids(array("q", range(1, 601)))
    walk = range(row + 1, 600) if by > 0 else range(row - 1, -1, -1)
    unread = session.reader.unread - session.reader.gone
    assert model.next_unread(row, by) == next((at for at in walk if at + 1 in unread), None)


def test_the_walk_to_an_unread_row_is_bounded(model: ArticleModel, session: Session, numbered: Numbered) -> None:
    model.set_ids(numbered(1, 10_001))
    session.reader.unread = {WALK_LIMIT + 1}
    assert model.next_unread(0, 1) == WALK_LIMIT
    session.reader.unread = {WALK_LIMIT + 2}
    session.reader.asked.clear()
    assert model.next_unread(0, 1) is None
    assert sum(map(len, session.reader.asked)) == WALK_LIMIT
