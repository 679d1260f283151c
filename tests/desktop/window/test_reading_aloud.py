"""Reading a story aloud in the real window, by an engine that does as it is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from desktop.speech.speaker import COMMAND, HOW_TO_GET_IT, EngineSpeaker, NoSpeech, Speaker
from desktop.theme.themes import Role
from desktop.window import reading_aloud
from tests.desktop.speech.engine import FakeEngine, State
from tests.desktop.window.conftest import CTRL, SHIFT, Hands, opened
from tests.desktop.window.stories import BELL_HEADLINE, LAMPS_HEADLINE, MIXED_HEADLINE

ALT = Qt.KeyboardModifier.AltModifier


class Listener:
    """A window whose stories are read aloud."""

    def __init__(self, hands: Hands, engine: FakeEngine) -> None:
        self.hands, self.engine = hands, engine
        self.view = hands.window.reader.view

    def start(self) -> None:
        self.hands.press(Qt.Key.Key_R, CTRL | SHIFT)
        self.speaking()

    def speaking(self) -> None:
        self.hands.until(lambda: self.engine.state() is State.Speaking)

    def next_piece(self) -> str:
        """Come to the end of what is said; return what is said then."""
        before = len(self.engine.said)
        self.engine.end()
        self.hands.until(lambda: len(self.engine.said) > before and self.engine.state() is State.Speaking)
        return self.engine.said[-1]

    def until_said(self, words: str) -> None:
        for _ in range(500):
            if words in self.engine.said[-1]:
                return
            self.next_piece()
        pytest.fail(f"never said: {words}")

    def sentence(self) -> str:
        marked = self.view.marks.sentence
        return self.hands.body()[slice(*marked)] if marked else ""

    def word(self) -> str:
        marked = self.view.marks.word
        return self.hands.body()[slice(*marked)] if marked else ""

    def shows(self) -> bool:
        marked = self.view.marks.sentence
        assert marked is not None
        return self.view.clip().contains(self.view.rect_of(marked[0], marked[0] + 1).center())

    @property
    def bar_shows(self) -> bool:
        return self.hands.window.reading_aloud.bar.isVisible()


@pytest.fixture
def listener(qtbot: QtBot, stocked_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Listener]:
    engine = FakeEngine()

    def found() -> Speaker:
        return EngineSpeaker(engine, "fake")

    monkeypatch.setattr(reading_aloud, "find_speaker", found)
    with opened(qtbot, stocked_folder) as hands:
        hands.open(MIXED_HEADLINE)
        hands.window.reader.setFocus()
        yield Listener(hands, engine)


def test_a_story_is_read_from_its_headline_and_the_page_shows_word_for_word(listener: Listener) -> None:
    assert not listener.bar_shows
    listener.start()
    assert listener.engine.said == [MIXED_HEADLINE]
    assert listener.bar_shows
    assert listener.hands.checked("read-aloud")
    assert listener.next_piece().startswith("The market opens at six 🐟")
    assert listener.sentence().startswith("The market opens at six 🐟 with")
    words = [listener.engine.word() for _ in range(8)]
    assert words[-1] == "fishmongers"
    assert listener.word() == "fishmongers"
    listener.until_said("pears")
    assert listener.sentence() == "pears from the valley"


def test_the_sentence_is_tinted_and_the_word_underlined(listener: Listener) -> None:
    theme = listener.hands.window.appearance.theme
    tint, accent = (QColor(theme.colour(role)).rgb() for role in (Role.SPOKEN, Role.ACCENT))

    def painted(colour: int) -> int:
        picture = listener.view.viewport().grab().toImage()
        rows, columns = range(picture.height()), range(0, picture.width(), 3)
        return sum(picture.pixel(x, y) == colour for y in rows for x in columns)

    assert painted(tint) == 0
    before = painted(accent)
    listener.start()
    listener.next_piece()
    assert painted(tint) > 300
    assert painted(accent) == before
    for _ in range(4):
        listener.engine.word()
    assert painted(accent) > before
    listener.hands.press(Qt.Key.Key_R, CTRL | SHIFT)
    assert (painted(tint), painted(accent)) == (0, before)


def test_closing_the_window_ends_it(listener: Listener) -> None:
    listener.start()
    listener.hands.window.close()
    listener.hands.until(lambda: listener.engine.state() is State.Ready)
    assert not listener.hands.window.reading_aloud.is_on


def test_the_same_key_stops_and_nothing_stays_marked(listener: Listener) -> None:
    listener.start()
    listener.next_piece()
    listener.hands.press(Qt.Key.Key_R, CTRL | SHIFT)
    assert not listener.bar_shows
    assert listener.sentence() == ""
    assert not listener.hands.checked("read-aloud")
    assert not listener.hands.enabled("pause-speech")
    listener.hands.until(lambda: listener.engine.state() is State.Ready)


def test_it_begins_with_the_sentence_of_the_selection(listener: Listener) -> None:
    listener.hands.drag_over("beside the fountain")
    listener.start()
    assert listener.engine.said[0].startswith("A stall of maps")


def test_a_pause_goes_on_with_the_same_word(listener: Listener) -> None:
    listener.start()
    listener.next_piece()
    said = [listener.engine.word() for _ in range(7)]
    assert said[-1] == "the"
    listener.hands.press(Qt.Key.Key_F7)
    listener.hands.until(lambda: listener.engine.state() is State.Ready)
    listener.hands.click_button("Go on")
    listener.speaking()
    assert listener.engine.said[-1].startswith("the fishmongers 👩\u200d🍳 and")
    listener.engine.word()
    listener.engine.word()
    assert listener.word() == "fishmongers"


def test_sentences_are_stepped_through_also_while_it_is_paused(listener: Listener) -> None:
    listener.start()
    listener.hands.press(Qt.Key.Key_Down, ALT)
    listener.hands.until(lambda: listener.engine.said[-1].startswith("The market"))
    listener.speaking()
    listener.hands.press(Qt.Key.Key_F7)
    listener.hands.press(Qt.Key.Key_Down, ALT)
    assert listener.sentence() == "pears from the valley"
    listener.hands.press(Qt.Key.Key_Up, ALT)
    assert listener.sentence().startswith("The market")


def test_speed_and_voice_change_at_once_and_are_remembered(listener: Listener) -> None:
    listener.hands.open(LAMPS_HEADLINE)
    listener.hands.window.reader.setFocus()
    listener.start()
    listener.until_said("The keeper climbed")
    listener.engine.word()
    listener.engine.word()
    listener.hands.press(">")
    listener.hands.until(lambda: listener.engine.said[-1].startswith("keeper climbed"))
    assert listener.engine.rate == pytest.approx(0.1)
    bar = listener.hands.window.reading_aloud.bar
    assert bar.speed.text() == "Speed +1"
    assert bar.voice.count() == 2
    bar.voice.activated.emit(bar.voice.findData("Charly"))
    listener.hands.until(lambda: listener.engine.voice == "Charly")
    listener.hands.press(Qt.Key.Key_R, CTRL | SHIFT)
    listener.hands.until(lambda: listener.engine.state() is State.Ready)
    listener.engine.rate, listener.engine.voice = 0.0, ""
    listener.start()
    assert (listener.engine.rate, listener.engine.voice) == (pytest.approx(0.1), "Charly")


def test_it_stops_when_another_story_opens(listener: Listener) -> None:
    listener.start()
    listener.hands.open(BELL_HEADLINE)
    assert not listener.bar_shows
    listener.hands.until(lambda: listener.engine.state() is State.Ready)


def test_a_highlight_made_meanwhile_does_not_stop_it(listener: Listener) -> None:
    listener.start()
    listener.next_piece()
    listener.hands.drag_over("market opens")
    listener.hands.press("h")
    listener.hands.until(listener.hands.annotations)
    assert listener.bar_shows


def test_the_page_follows_until_the_reader_scrolls_away_and_again_when_asked(listener: Listener) -> None:
    hands = listener.hands
    hands.open(LAMPS_HEADLINE)
    hands.window.reader.setFocus()
    listener.start()
    listener.until_said("Lamp 12 of forty")
    assert listener.shows()
    assert hands.window.reader.place()[0] > 0
    hands.press(Qt.Key.Key_Home)
    assert hands.window.reader.place()[0] == 0
    listener.next_piece()
    listener.next_piece()
    assert hands.window.reader.place()[0] == 0, "the reader scrolled, and is left in peace"
    hands.click_button("Show what is being read")
    assert listener.shows()
    listener.until_said("Lamp 20 of forty")
    assert listener.shows()


def test_the_end_of_the_story_ends_it(listener: Listener) -> None:
    listener.start()
    listener.until_said("A stall of maps")
    listener.engine.end()
    assert not listener.bar_shows


def test_a_story_in_a_language_without_a_voice_is_not_read(listener: Listener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listener.engine, "allVoices", lambda _locale: [])
    monkeypatch.setattr(listener.engine, "availableVoices", list)
    listener.hands.press(Qt.Key.Key_R, CTRL | SHIFT)
    assert "There is no voice for" in listener.hands.said()
    assert not listener.bar_shows


def test_without_the_extra_the_action_explains_how_to_get_it(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> Speaker:
        raise NoSpeech(HOW_TO_GET_IT.format(command=COMMAND))

    monkeypatch.setattr(reading_aloud, "find_speaker", missing)
    hands.open(MIXED_HEADLINE)
    hands.trigger("read-aloud")
    box = hands.window.findChild(QMessageBox)
    assert COMMAND in box.text()
    hands.click_button("&Copy the command", box)
    assert QApplication.clipboard().text() == COMMAND
    assert not hands.window.reading_aloud.is_on
    hands.until(lambda: not box.isVisible())
    hands.window.activateWindow()
