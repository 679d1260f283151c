"""Links between stories: to one of the library they lead here, with a way back; to anything else outside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.window import links
from library.front.library import open_library
from library.model.operation import SetFlag, StateFlag
from tests.desktop.window.conftest import Hands, opened
from tests.stories import FERRY, HENS, PAGE, imported, write

ALT = Qt.KeyboardModifier.AltModifier
WALK_HEADLINE = "A walk through Port Ellery"
FERRY_HEADLINE = "Ferry sails without its captain"
BELL_HEADLINE = "Bell tower closes for repairs"
BELL = "http://ellery-post.example/news/bell-tower/?utm_source=walk#beams"
GONE = "https://elsewhere.example/ferry"
WALK = f"""\
---
title: {WALK_HEADLINE}
date: 2018-06-01
---

Begin below the [silent tower]({BELL}), which stands by the market.

Then read how the [Ferry sails without its captain]({GONE}) and mind the steps.

At last there are [the maps](https://maps.example.org/stall) to be bought.
"""


@pytest.fixture
def walk(qtbot: QtBot, tmp_path: Path) -> Iterator[Hands]:
    library = open_library(tmp_path / "library")
    imported(library, write(tmp_path / "in", ferry_txt=FERRY, hens_txt=HENS, bell_html=PAGE, walk_md=WALK))
    library.close()
    with opened(qtbot, tmp_path / "library") as hands:
        hands.open(WALK_HEADLINE)
        yield hands


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    addresses: list[str] = []
    monkeypatch.setattr(links, "confirmed", lambda _parent, address: addresses.append(address) or False)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: pytest.fail(f"opened {url}"))
    return addresses


def click(hands: Hands, words: str) -> None:
    at = hands.body().index(words) + 1
    hands.window.reader.go_to(at)
    QTest.mouseClick(hands.window.reader.view.viewport(), Qt.MouseButton.LeftButton, pos=hands.point_of(at))


@pytest.mark.parametrize(
    ("words", "headline"),
    [("silent tower", BELL_HEADLINE), ("Ferry sails without", FERRY_HEADLINE)],
    ids=["by its address, however written", "by its headline"],
)
def test_a_link_to_a_story_of_the_library_opens_it_here(
    walk: Hands, asked: list[str], words: str, headline: str
) -> None:
    click(walk, words)
    assert walk.headline() == headline
    assert walk.rows()[walk.list_view().currentIndex().row()] == headline
    assert asked == []


def test_any_other_link_leads_outside(walk: Hands, asked: list[str]) -> None:
    click(walk, "the maps")
    assert asked == ["https://maps.example.org/stall"]
    assert walk.headline() == WALK_HEADLINE


def test_keys_go_back_and_forth_between_stories_once_there_is_no_way_within_one(walk: Hands, asked: list[str]) -> None:
    click(walk, "silent tower")
    walk.settle()
    walk.press(Qt.Key.Key_Right, ALT)
    assert walk.headline() == BELL_HEADLINE
    walk.press(Qt.Key.Key_Left, ALT)
    assert walk.headline() == WALK_HEADLINE
    walk.press(Qt.Key.Key_Right, ALT)
    assert walk.headline() == BELL_HEADLINE
    walk.press(Qt.Key.Key_Left, ALT)
    walk.press(Qt.Key.Key_Left, ALT)
    assert walk.headline() == WALK_HEADLINE


def test_a_story_opened_by_other_means_has_no_way_back(walk: Hands, asked: list[str]) -> None:
    click(walk, "silent tower")
    walk.open("Hens of the harbour get a house")
    walk.press(Qt.Key.Key_Left, ALT)
    assert walk.headline() == "Hens of the harbour get a house"


def test_a_change_of_the_open_story_keeps_the_way_back(walk: Hands, asked: list[str]) -> None:
    click(walk, "silent tower")
    walk.press("s")
    walk.until(lambda: walk.checked("star"))
    walk.press(Qt.Key.Key_Left, ALT)
    assert walk.headline() == WALK_HEADLINE


def test_the_status_line_says_where_a_link_leads(walk: Hands) -> None:
    said = []
    walk.window.reader.setFocus()
    for _ in range(3):
        walk.press(Qt.Key.Key_Tab)
        said.append(walk.window.statusBar().currentMessage())
    assert said == [
        f"In your library: {BELL_HEADLINE}",
        f"In your library: {FERRY_HEADLINE}",
        "https://maps.example.org/stall",
    ]


def test_a_story_in_the_trash_is_not_meant(walk: Hands, asked: list[str]) -> None:
    found = walk.window.session.reader.story_behind((BELL,))
    assert found is not None
    walk.library.apply(SetFlag((found.id,), StateFlag.TRASHED))
    click(walk, "silent tower")
    assert asked == [BELL]


NEWS = f"""\
A market in the rain

By Ada Merrow

1 July 2018

The stalls stood in the rain, and nobody bought so much as a pear until the bells of the tower struck three.

READ MORE: {FERRY_HEADLINE}

READ MORE: What nobody has written yet

Then the sun came out over the harbour, and the pears were gone before the bells had struck a quarter past three.
"""


@pytest.fixture
def market(qtbot: QtBot, tmp_path: Path) -> Iterator[Hands]:
    library = open_library(tmp_path / "library")
    imported(library, write(tmp_path / "in", ferry_txt=FERRY, hens_txt=HENS, market_txt=NEWS))
    library.close()
    with opened(qtbot, tmp_path / "library") as hands:
        hands.open("A market in the rain")
        yield hands


def test_a_related_headline_without_an_address_opens_the_story_that_has_it(market: Hands, asked: list[str]) -> None:
    click(market, FERRY_HEADLINE)
    assert market.headline() == FERRY_HEADLINE
    market.press(Qt.Key.Key_Left, ALT)
    assert market.headline() == "A market in the rain"
    assert asked == []


def test_a_related_headline_that_no_story_has_is_plain_text(market: Hands, asked: list[str]) -> None:
    click(market, "What nobody has written")
    assert market.headline() == "A market in the rain"
    assert asked == []
    assert market.said() == ""


def test_a_related_headline_says_where_it_leads(market: Hands) -> None:
    market.window.reader.setFocus()
    market.press(Qt.Key.Key_Tab)
    assert market.window.statusBar().currentMessage() == f"In your library: {FERRY_HEADLINE}"


def test_a_related_story_that_went_meanwhile_is_said_to_be_gone(market: Hands, asked: list[str]) -> None:
    found = market.window.session.reader.story_behind((), (FERRY_HEADLINE,))
    assert found is not None
    market.library.apply(SetFlag((found.id,), StateFlag.TRASHED))
    click(market, FERRY_HEADLINE)
    assert market.said() == "This story isn’t in the library any more."
    assert asked == []
