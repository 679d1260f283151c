"""Searching the library as one types, finding in the open story, and letters that stay in their fields."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.articles.model import SNIPPET
from library.annotations.describe import describe
from library.model.annotation import Annotation, Motivation
from library.model.document import text
from library.model.operation import AddAnnotation
from library.model.query import SortKey
from tests.desktop.window.conftest import CTRL, SHIFT, Hands
from tests.desktop.window.stories import (
    BELL_HEADLINE,
    FERRY_HEADLINE,
    HENS_HEADLINE,
    LAMPS_HEADLINE,
    MIXED_HEADLINE,
    NEWEST_FIRST,
)


def annotate(hands: Hands, headline: str, note: str, tags: tuple[str, ...]) -> None:
    """Put a note into the library by the back door."""
    article = hands.window.articles._model.ids[NEWEST_FIRST.index(headline)]
    version = hands.window.session.reader.current(article)
    target = describe(article, version.id, text(version.story.document), 4, 12)
    made = Annotation("00000000-0000-4000-8000-000000000001", target, Motivation.COMMENTING, note=note, tags=tags)
    hands.library.apply(AddAnnotation(made))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("tower", [BELL_HEADLINE]),  # a headline
        ("lobster", [HENS_HEADLINE]),  # the text
        ("zanzi", [FERRY_HEADLINE]),  # the beginning of a word in a note
        ("tag:seafaring", [FERRY_HEADLINE]),
        ('"past the lighthouse"', [FERRY_HEADLINE]),
        ("harbour -captain", [HENS_HEADLINE]),
        ("o'brien & (", []),
    ],
)
def test_stories_are_found_as_one_types(hands: Hands, typed: str, found: list[str]) -> None:
    annotate(hands, FERRY_HEADLINE, "ask about Zanzibar", ("seafaring",))
    hands.press("/")
    hands.press(typed)
    hands.until(lambda: hands.rows() == found)
    assert hands.window.articles.search_text() == typed
    assert hands.headline() == ""


def marked_in_first_row(hands: Hands) -> list[str]:
    """What the first row's snippet marks."""
    snippet = hands.list_view().model().index(0, 0).data(SNIPPET)
    return [snippet.text[start:end] for start, end in snippet.hits]


def test_hits_are_marked_in_the_list_and_in_the_opened_story_until_esc(hands: Hands) -> None:
    hands.press("k", CTRL)
    hands.press("lobster")
    hands.until(lambda: hands.rows() == [HENS_HEADLINE])
    hands.until(lambda: marked_in_first_row(hands) == ["lobster"])
    hands.press(Qt.Key.Key_Return)
    assert hands.headline() == HENS_HEADLINE
    marks = hands.window.reader.view.marks
    assert [hands.body()[start:end] for start, end in marks.hits] == ["lobster"]
    hands.press("/")
    hands.press(Qt.Key.Key_Escape)
    hands.until(lambda: hands.rows() == NEWEST_FIRST)
    assert marks.hits == ()
    assert hands.window.articles.current_id() == hands.window.story.article
    hands.press(Qt.Key.Key_Escape)
    assert hands.window.focusWidget() is hands.list_view()


def test_f3_walks_through_what_the_search_hit_and_esc_closes_its_bar(hands: Hands) -> None:
    hands.press("/")
    hands.press('"of forty"')
    hands.until(lambda: hands.rows() == [LAMPS_HEADLINE])
    hands.press(Qt.Key.Key_Return)
    bar = hands.window.reader.seeking.bar
    assert bar.isVisible()
    assert bar.count.text() == "40 hits"
    assert hands.window.focusWidget() is hands.list_view()
    hands.press(Qt.Key.Key_F3)
    hands.press(Qt.Key.Key_F3)
    hands.press(Qt.Key.Key_F3)
    hands.press(Qt.Key.Key_F3, SHIFT)
    assert bar.count.text() == "2 of 40"
    hands.window.reader.setFocus()
    hands.press(Qt.Key.Key_Escape)
    assert not bar.isVisible()
    hands.press(Qt.Key.Key_Escape)  # lets go of the hit, which is selected now
    assert hands.enabled("find-next")
    hands.press(Qt.Key.Key_F3)
    assert bar.count.text() == "3 of 40"
    hands.press("/")
    hands.press(Qt.Key.Key_Escape)
    hands.until(lambda: not bar.isVisible())
    assert not hands.enabled("find-next")


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ("lob", ["lobster"]),
        ("LÓBSTER", ["lobster"]),
        ('"lobster pots"', ["lobster pots"]),
        ("lobster -tower", ["lobster"]),
    ],
)
def test_prefixes_phrases_and_accents_are_marked_as_the_index_sees_them(
    hands: Hands, typed: str, marked: list[str]
) -> None:
    hands.press("/")
    hands.press(typed)
    hands.until(lambda: hands.rows() == [HENS_HEADLINE])
    hands.press(Qt.Key.Key_Return)
    assert [hands.body()[slice(*hit)] for hit in hands.window.reader.view.marks.hits] == marked
    assert hands.window.reader.seeking.bar.count.text() == "1 hit"


def test_what_an_open_story_holds_is_marked_at_once(hands: Hands) -> None:
    hands.open(FERRY_HEADLINE)
    hands.press("/")
    hands.press("lighthouse")
    hands.until(lambda: [hands.body()[slice(*hit)] for hit in hands.window.reader.view.marks.hits] == ["lighthouse"])


def test_nothing_found_is_said_and_the_search_can_be_cleared(hands: Hands) -> None:
    hands.press("/")
    hands.press("xylophone")
    hands.until(lambda: hands.rows() == [])
    hands.click_button("Clear the search", hands.window.articles)
    hands.until(lambda: hands.rows() == NEWEST_FIRST)


def test_a_search_has_its_own_order_and_gives_the_lists_back(hands: Hands) -> None:
    hands.window.articles.sort_changed.emit(SortKey.HEADLINE, False)
    by_headline = [MIXED_HEADLINE, BELL_HEADLINE, FERRY_HEADLINE, HENS_HEADLINE, LAMPS_HEADLINE]
    hands.until(lambda: hands.rows() == by_headline)
    hands.press("/")
    hands.press("the")
    hands.until(lambda: hands.window.listing._listing.sort is SortKey.RELEVANCE)
    hands.window.articles.sort_changed.emit(SortKey.RELEVANCE, True)
    hands.press(Qt.Key.Key_Escape)
    hands.until(lambda: hands.rows() == by_headline)
    listing = hands.window.listing._listing
    assert (listing.sort, listing.descending) == (SortKey.HEADLINE, False)


LETTERS = "srek#jnpahg12345?/[] ug"


def test_letters_in_the_search_field_are_only_letters(hands: Hands) -> None:
    hands.open(HENS_HEADLINE)
    hands.drag_over("a ramp")
    hands.press("k", CTRL)
    hands.press(LETTERS)
    assert hands.window.articles.search_text() == LETTERS
    hands.settle()
    assert hands.headline() == HENS_HEADLINE
    assert hands.annotations() == []
    state = hands.state()
    assert not any((state.starred, state.read, state.archived, state.trashed))


def test_letters_in_the_find_bar_are_only_letters(hands: Hands) -> None:
    hands.open(HENS_HEADLINE)
    hands.press("f", CTRL)
    hands.press(LETTERS)
    assert hands.window.reader.seeking.bar.field.text() == LETTERS
    hands.settle()
    assert hands.headline() == HENS_HEADLINE
    state = hands.state()
    assert not any((state.starred, state.read, state.archived, state.trashed))


def test_editing_keys_in_a_field_are_the_fields(hands: Hands) -> None:
    hands.open(HENS_HEADLINE)
    hands.press("s")
    hands.until(lambda: hands.state().starred)
    hands.press("/")
    hands.press("hens")
    hands.press("z", CTRL)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.text() != "hens"
    hands.press("hens")
    hands.press("a", CTRL)
    hands.press(Qt.Key.Key_Delete)
    assert field.text() == ""
    hands.settle()
    assert hands.state().starred
    assert not hands.state().trashed


# In the story


def test_find_counts_and_goes_round(hands: Hands) -> None:
    hands.open(LAMPS_HEADLINE)
    assert not hands.enabled("find-next")
    hands.press("f", CTRL)
    hands.press("of forty")
    bar = hands.window.reader.seeking.bar
    assert bar.count.text() == "1 of 40"
    seen = []
    for key, modifiers in [
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_G, CTRL),
        (Qt.Key.Key_F3, SHIFT),
        (Qt.Key.Key_Return, SHIFT),
        (Qt.Key.Key_G, CTRL | SHIFT),
        (Qt.Key.Key_F3, SHIFT),
    ]:
        hands.press(key, modifiers)
        seen.append(bar.count.text().removesuffix(" of 40"))
    assert seen == ["2", "3", "4", "3", "2", "1", "40"]
    start, end = hands.window.reader.view.marks.current_hit
    assert hands.body()[start:end] == "of forty"
    assert hands.body()[start - 3 : start] == "40 "
    assert hands.window.reader.view.clip().intersects(hands.window.reader.view.rect_of(start, end))
    QTest.mouseClick(bar.next, Qt.MouseButton.LeftButton)
    assert bar.count.text() == "1 of 40"
    QTest.mouseClick(bar.previous, Qt.MouseButton.LeftButton)
    assert bar.count.text() == "40 of 40"


def test_esc_closes_find_and_leaves_the_hit_selected_to_be_highlighted(hands: Hands) -> None:
    hands.open(FERRY_HEADLINE)
    hands.press("f", CTRL)
    hands.press("lighthouse")
    hands.press(Qt.Key.Key_Escape)
    assert not hands.window.reader.seeking.bar.isVisible()
    assert not hands.enabled("find-next")
    hands.press("h")
    hands.until(lambda: hands.annotations() == [("lighthouse", "", "yellow")])


def test_find_goes_on_in_the_next_story(hands: Hands) -> None:
    hands.open(LAMPS_HEADLINE)
    hands.press("f", CTRL)
    hands.press("pears")
    bar = hands.window.reader.seeking.bar
    assert bar.count.text() == "Not found"
    hands.open(MIXED_HEADLINE)
    assert bar.count.text() == "1 of 1"
