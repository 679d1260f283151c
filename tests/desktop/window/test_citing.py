"""A selected passage: copied with where it stands, looked up in the library."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.commands.table import Place
from desktop.window.citing import citation, search_for
from library.model.stamp import Stamp
from library.model.story import Story
from tests.desktop.window.conftest import CTRL, SHIFT, Hands
from tests.desktop.window.stories import BELL_HEADLINE, FERRY_HEADLINE, HENS_HEADLINE


def test_a_key_copies_the_passage_and_a_line_that_says_where_it_stands(hands: Hands) -> None:
    hands.open(BELL_HEADLINE)
    hands.drag_over("Cracks as wide as a thumb")
    hands.press(Qt.Key.Key_C, CTRL | SHIFT)
    assert QApplication.clipboard().text() == (
        "Cracks as wide as a thumb\n\n"
        "“Bell tower closes for repairs”, The Ellery Post, 2017-03-02, https://www.ellery-post.example/news/bell-tower"
    )


def test_a_key_looks_the_passage_up_in_the_whole_library_and_leaves_the_story_open(hands: Hands) -> None:
    hands.open(HENS_HEADLINE)
    hands.trigger("go-starred")
    hands.until(lambda: hands.rows() == [])
    hands.drag_over("lobster pots")
    hands.press(Qt.Key.Key_L, CTRL | SHIFT)
    hands.until(lambda: hands.rows() == [HENS_HEADLINE])
    assert hands.window.articles.search_text() == "lobster pots "
    hands.drag_over("ferry")
    hands.press(Qt.Key.Key_L, CTRL | SHIFT)
    hands.until(lambda: sorted(hands.rows()) == sorted([FERRY_HEADLINE, HENS_HEADLINE]))
    assert hands.headline() == HENS_HEADLINE


def test_both_stand_in_the_menu_of_the_page_and_want_a_selection(hands: Hands) -> None:
    hands.open(HENS_HEADLINE)
    placed = [action.objectName() for action in hands.window.commands.placed(Place.PAGE)]
    assert {"copy-cited", "look-up"} <= set(placed)
    assert not hands.enabled("copy-cited")
    assert not hands.enabled("look-up")


@pytest.mark.parametrize(
    ("story", "line"),
    [
        (Story(headline="One\nlamp", source="Post"), "“One lamp”, Post"),
        (Story(url="https://a.example/1"), "https://a.example/1"),
        (Story(headline="A", published=Stamp("2018-05-01T09:30+08:00")), "“A”, 2018-05-01"),
        (Story(), ""),
    ],
)
def test_a_citation_is_one_line_of_what_is_known(story: Story, line: str) -> None:
    assert citation(story) == line


@pytest.mark.parametrize(
    ("passage", "search"),
    [
        ("“We noticed,” said Ada (twice)", "we noticed said ada twice "),
        ("lamps OR -lanterns NOT tag:x", "lamps or lanterns not tag x "),
        ("渡轮没有船长", "渡轮没有船长 "),
        ("— … —", ""),
        (" ".join(f"w{number}" for number in range(40)), " ".join(f"w{number}" for number in range(12)) + " "),
    ],
)
def test_a_search_is_the_words_without_signs_or_operators(passage: str, search: str) -> None:
    assert search_for(passage) == search
