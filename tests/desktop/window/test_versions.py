"""Versions of a story compared in the window, by keys and eyes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from library.front.library import open_library
from library.model.document import text
from tests.desktop.window.conftest import CTRL, Hands, opened
from tests.stories import FERRY, FERRY_CORRECTED, HENS, imported, write

FERRY_AGAIN = FERRY_CORRECTED.replace("11:05pm", "11:55pm").replace("a crate of hens", "two crates of hens")


@pytest.fixture
def corrected(qtbot: QtBot, tmp_path: Path) -> Iterator[Hands]:
    """A window on a story with three versions, and one with one."""
    library = open_library(tmp_path / "library")
    for number, telling in enumerate((FERRY, FERRY_CORRECTED, FERRY_AGAIN)):
        imported(library, write(tmp_path / f"in{number}", a_txt=telling))
    imported(library, write(tmp_path / "other", b_txt=HENS))
    library.close()
    with opened(qtbot, tmp_path / "library") as hands:
        hands.open("Ferry sails without its captain")
        yield hands


def page_text(hands: Hands) -> str:
    page = hands.window.reader.view.page
    assert page is not None
    return page.text


def comparing(hands: Hands) -> bool:
    return hands.window.reader.comparing.is_open


def test_v_compares_the_last_two_versions_and_goes_back_to_the_place(corrected: Hands) -> None:
    body = page_text(corrected)
    corrected.press("v")
    corrected.until(lambda: comparing(corrected))
    shown = page_text(corrected)
    assert "a cratetwo crates of hens" in shown
    assert "Updated: " in shown
    assert corrected.window.reader.comparing.bar.count.text() == "2 changes"
    corrected.press("v")
    corrected.until(lambda: not comparing(corrected))
    assert page_text(corrected) == body


def test_keys_walk_from_change_to_change_and_round_the_ends(corrected: Hands) -> None:
    corrected.press("v")
    corrected.until(lambda: comparing(corrected))
    count = corrected.window.reader.comparing.bar.count
    said = []
    for key in (Qt.Key.Key_BracketRight,) * 3 + (Qt.Key.Key_BracketLeft,):
        corrected.press(key, CTRL)
        said.append(count.text())
    assert said == ["1 of 2", "2 of 2", "1 of 2", "2 of 2"]


def test_any_two_versions_can_be_chosen(corrected: Hands) -> None:
    corrected.press("v")
    corrected.until(lambda: comparing(corrected))
    box = corrected.window.reader.comparing.bar.older
    assert [box.itemText(at).split()[1] for at in range(box.count())] == ["1", "2", "3"]
    QTest.keyClick(box, Qt.Key.Key_Up)
    corrected.until(lambda: "forty-one passengers" in page_text(corrected).replace("fortyforty", "forty"))
    assert "a cratetwo crates of hens" in page_text(corrected)


def test_a_comparison_is_no_place_in_the_story_and_takes_no_highlights(corrected: Hands) -> None:
    corrected.settle()
    before = corrected.state()
    corrected.press("v")
    corrected.until(lambda: comparing(corrected))
    corrected.window.reader.select_all()
    assert not corrected.enabled("highlight")
    corrected.press(Qt.Key.Key_End)
    corrected.window.story.keep_place()
    corrected.settle()
    assert (corrected.state().position, corrected.state().progress) == (before.position, before.progress)


def test_another_story_ends_a_comparison(corrected: Hands) -> None:
    corrected.press("v")
    corrected.until(lambda: comparing(corrected))
    corrected.open("Hens of the harbour get a house")
    assert not comparing(corrected)
    corrected.press("v")
    assert corrected.said() == "There is only one version of this story."
    page = corrected.window.story.page
    assert page is not None
    assert page_text(corrected) == text(page.version.story.document)
