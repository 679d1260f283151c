"""A speaker on an engine that tells what it does later than it does it."""

from __future__ import annotations

import importlib.util

import pytest
from pytestqt.qtbot import QtBot

from desktop.speech.speaker import COMMAND, EngineSpeaker, NoSpeech, find_speaker, speaker_with
from tests.desktop.speech.engine import FakeEngine, State

HAS_SPEECH = importlib.util.find_spec("PySide6.QtTextToSpeech") is not None


def speaker_on(engine: FakeEngine) -> EngineSpeaker:
    speaker = EngineSpeaker(engine, "fake")
    speaker.open()
    return speaker


def test_something_is_said_and_its_words_and_its_end_are_told(qtbot: QtBot) -> None:
    engine = FakeEngine()
    speaker = speaker_on(engine)
    words: list[tuple[int, int]] = []
    speaker.word.connect(lambda start, length: words.append((start, length)))
    speaker.say("Two 🐟 boats")
    qtbot.waitUntil(lambda: engine.state() is State.Speaking)
    engine.word()
    engine.word()
    assert words == [(0, 3), (7, 5)]
    with qtbot.waitSignal(speaker.finished):
        engine.end()


def test_what_comes_next_waits_until_the_engine_is_silent(qtbot: QtBot) -> None:
    engine = FakeEngine()
    speaker = speaker_on(engine)
    ends: list[None] = []
    speaker.finished.connect(lambda: ends.append(None))
    for words in ("one", "two", "three"):
        speaker.say(words)  # the fake fails if it is told to while it speaks
    qtbot.waitUntil(lambda: engine.said == ["one", "three"] and engine.state() is State.Speaking)
    assert ends == []
    engine.end()
    assert ends == [None]


def test_what_was_stopped_has_not_come_to_its_end(qtbot: QtBot) -> None:
    engine = FakeEngine()
    speaker = speaker_on(engine)
    speaker.finished.connect(lambda: pytest.fail("it was stopped"))
    told: list[State] = []
    engine.stateChanged.connect(told.append)
    speaker.say("one")
    speaker.stop()
    qtbot.waitUntil(lambda: told == [State.Speaking, State.Ready])


def test_voices_of_the_storys_own_country_come_first(qtbot: QtBot) -> None:
    engine = FakeEngine()
    speaker = speaker_on(engine)
    assert [voice.name for voice in speaker.voices("en-US")] == ["Charly", "Anne"]
    assert speaker.choose("en-US", "") == "Charly"
    assert speaker.choose("en-US", "Anne") == "Anne"
    assert engine.voice == "Anne"
    assert speaker.choose("th", "Anne") == ""


def test_an_engine_that_fails_says_why(qtbot: QtBot) -> None:
    speaker = EngineSpeaker(FakeEngine(breaks="no sound card"), "fake")
    with qtbot.waitSignal(speaker.failed) as failed:
        speaker.open()
    assert failed.args == ["The speech engine of this computer fails: no sound card"]


@pytest.mark.skipif(HAS_SPEECH, reason="the speech extra is installed")
def test_without_the_extra_the_command_is_named() -> None:
    with pytest.raises(NoSpeech, match="speech extra") as raised:
        find_speaker()
    assert COMMAND in str(raised.value)


@pytest.mark.skipif(not HAS_SPEECH, reason="the speech extra isn't installed: Qt's own engine for tests comes with it")
@pytest.mark.qt_log_ignore("pipewire")  # Qt's sound looks for what needn't be there
def test_qts_own_engine_for_tests_says_every_word(qtbot: QtBot) -> None:
    speaker = speaker_with("mock")
    words: list[str] = []
    said = "Two 🐟 boats"
    speaker.word.connect(
        lambda start, length: words.append(said.encode("utf-16-le")[2 * start :][: 2 * length].decode("utf-16-le"))
    )
    with qtbot.waitSignal(speaker.ready):
        speaker.open()
    assert speaker.choose("en", "") in [voice.name for voice in speaker.voices("en")]
    speaker.say("something else")
    speaker.say(said)
    with qtbot.waitSignal(speaker.finished):
        pass
    assert words[-2:] == ["Two", "boats"]
    speaker.close()
