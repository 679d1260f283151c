"""Finding words in what isn't the story as it stands: a comparison of versions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from library.front.library import open_library
from tests.desktop.window.conftest import CTRL, Hands, opened
from tests.stories import FERRY, FERRY_CORRECTED, imported, write


@pytest.fixture
def comparison(qtbot: QtBot, tmp_path: Path) -> Iterator[Hands]:
    """A window that compares the two versions of a story."""
    library = open_library(tmp_path / "library")
    for number, telling in enumerate((FERRY, FERRY_CORRECTED)):
        imported(library, write(tmp_path / f"in{number}", a_txt=telling))
    library.close()
    with opened(qtbot, tmp_path / "library") as hands:
        hands.open("Ferry sails without its captain")
        hands.press("v")
        hands.until(lambda: hands.window.reader.comparing.is_open)
        yield hands


def marked(hands: Hands) -> list[str]:
    view = hands.window.reader.view
    assert view.page is not None
    return [view.page.text[slice(*hit)] for hit in view.marks.hits]


def test_words_are_found_in_a_comparison_and_it_stays(comparison: Hands) -> None:
    comparison.press("f", CTRL)
    comparison.press("passengers")
    assert marked(comparison) != []
    assert set(marked(comparison)) == {"passengers"}
    comparison.press(Qt.Key.Key_Escape)
    assert comparison.window.reader.comparing.is_open
    assert marked(comparison) == []


def test_a_search_marks_nothing_in_a_comparison_and_its_hits_in_the_story_after_it(comparison: Hands) -> None:
    comparison.press("/")
    comparison.press("lighthouse")
    comparison.until(lambda: comparison.window.listing.query.is_empty is False)
    comparison.until(lambda: len(comparison.rows()) == 1)
    assert marked(comparison) == []
    comparison.window.reader.setFocus()
    comparison.press("v")
    comparison.until(lambda: marked(comparison) == ["lighthouse"])
