"""Who says it: an engine of the system behind one small face, and how to come by one.

Qt's speech module isn't among what Broadsheet needs: it comes with half a gigabyte of others. Where it is installed
it is loaded when something is read aloud for the first time.
"""

from __future__ import annotations

import atexit
import enum
import logging
import os
import sys
from dataclasses import dataclass
from typing import Protocol

import PySide6
from PySide6.QtCore import QLocale, QObject, QThread, QTimer, Signal, SignalInstance

HOW_TO_GET_IT = (
    "Reading aloud needs Broadsheet’s speech extra. "
    "Install it with this command, then start Broadsheet again:\n{command}"
)
COMMAND = f'"{sys.executable}" -m pip install "PySide6-Addons=={PySide6.__version__}"'
"""For the very environment that runs, and of the version of Qt that it has: another one's modules don't load."""
NO_ENGINE = (
    "There is nothing on this computer that can speak. On Linux, install speech-dispatcher with a voice such as "
    "espeak-ng, then start Broadsheet again."
)

SLOWEST, FASTEST = -8, 10
"""Steps of speed; 0 is the engine's usual one. Ten steps are as fast as it can."""
_STEPS = 10

_SILENT_ENGINE = "mock"
"""An engine of Qt's own tests that makes no sound."""
_SLOW_ENGINE = "speechd"
"""Speech-dispatcher, behind a socket: it takes 2 to 4 s to tell its 13,000 voices, and a broken one never answers."""
_OPENING_MS, _BEGINNING_MS, _CLOSING_MS = 20_000, 10_000, 500
"""How long an engine may take before it counts as one that doesn't answer."""
NO_VOICE = "There is no voice for {language} on this computer, so this story can’t be read aloud."
NO_ANSWER = "The speech engine of this computer doesn’t answer."

_LEFT: list[tuple[QThread, QObject]] = []
"""Threads that didn't end, and what they run."""


def _end_at_once() -> None:
    """End without deleting anything: by then the library is closed."""
    logging.shutdown()
    os._exit(0)


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice: its name to the engine, which is unique in its language, and that with its country for the user."""

    name: str
    title: str


class Speaker(Protocol):
    """Says one thing at a time.

    `ready` comes once it can, after `open`; `word` while it says something, where it can tell: where a word begins in
    that, and how long it is, in UTF-16 units. `finished` comes when something was said to its end, not when it was
    stopped; `failed` with a sentence for the user when it can't go on.
    """

    ready: SignalInstance
    word: SignalInstance
    finished: SignalInstance
    failed: SignalInstance

    def open(self) -> None:
        """Make ready; as often as one likes."""

    def voices(self, language: str) -> tuple[Voice, ...]:
        """Return the voices of a language (a BCP 47 tag; none means the system's), its own country's first."""

    def choose(self, language: str, name: str) -> str:
        """Speak with a voice, or the first of the language if there is none of that name; return its name, or ""."""

    def set_speed(self, step: int) -> None:
        """Speak so fast from the next thing on."""

    def say(self, text: str) -> None:
        """Say something, in the place of what is being said."""

    def stop(self) -> None:
        """Say no more."""

    def close(self) -> None:
        """Let go of the engine."""


class _Now(enum.Enum):
    """What the engine does, as far as it was told and has told."""

    SILENT = enum.auto()
    BEGINNING = enum.auto()
    SPEAKING = enum.auto()
    STOPPING = enum.auto()


class EngineSpeaker(QObject):
    """Speaks with a `QTextToSpeech`, which is made without an engine and given one by name.

    An engine tells what it does later than it does it, and not whose end it tells: so nothing is handed to it before
    it has fallen silent, and nothing counts as said that it hadn't begun.
    """

    ready = Signal()
    word = Signal(int, int)
    finished = Signal()
    failed = Signal(str)

    _engine_wanted = Signal(str)
    _voice_wanted = Signal(object)
    _rate_wanted = Signal(float)
    _say_wanted = Signal(str)
    _stop_wanted = Signal()

    def __init__(self, engine: QObject, name: str, thread: QThread | None = None) -> None:
        """`thread` is where the engine lives, if not here: its calls may block."""
        super().__init__()
        self._engine, self._name, self._thread = engine, name, thread
        self._now = _Now.SILENT
        self._next: str | None = None
        self._by_language: dict[str, list[_QVoice]] = {}
        self._opened = self._is_ready = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(lambda: self._on_error(None, NO_ANSWER))
        self._connect()

    def open(self) -> None:
        """Make ready; as often as one likes."""
        if self._is_ready:
            self.ready.emit()
        elif not self._opened:
            self._opened = True
            self._patience.start(_OPENING_MS)
            self._engine_wanted.emit(self._name)

    def voices(self, language: str) -> tuple[Voice, ...]:
        """Return the voices of a language, its own country's first, without the variants of one voice."""
        return tuple(Voice(voice.name(), _title(voice)) for voice in self._found(language))

    def choose(self, language: str, name: str) -> str:
        """Speak with a voice, or the first of the language; return its name, or nothing for no voice."""
        found = self._found(language)
        chosen = next((voice for voice in found if voice.name() == name), found[0] if found else None)
        if chosen is None:
            return ""
        self._voice_wanted.emit(chosen)
        return chosen.name()

    def set_speed(self, step: int) -> None:
        """Speak so fast from the next thing on."""
        self._rate_wanted.emit(max(SLOWEST, min(step, FASTEST)) / _STEPS)

    def say(self, text: str) -> None:
        """Say something, in the place of what is being said."""
        if self._now is _Now.SILENT:
            self._begin(text)
        else:
            self._next = text
            self._fall_silent()

    def stop(self) -> None:
        """Say no more."""
        self._next = None
        self._fall_silent()

    def close(self) -> None:
        """Let go of the engine, also one that doesn't answer."""
        self.stop()
        self._patience.stop()
        if self._thread is not None:
            self._thread.quit()
            if not self._thread.wait(_CLOSING_MS):
                # It waits in the engine's socket for what never comes; nothing else is in that thread.
                self._thread.terminate()
                self._thread.wait(_CLOSING_MS)
                # Deleting the engine would wait as well, and keep the program from ending.
                _LEFT.append((self._thread, self._engine))
                atexit.register(_end_at_once)
            self._thread = None

    def _connect(self) -> None:
        engine = self._engine
        self._engine_wanted.connect(engine.setEngine)
        self._voice_wanted.connect(engine.setVoice)
        self._rate_wanted.connect(engine.setRate)
        self._say_wanted.connect(engine.say)
        self._stop_wanted.connect(engine.stop)
        engine.engineChanged.connect(self._on_engine)
        engine.stateChanged.connect(self._on_state)
        engine.sayingWord.connect(self._on_word)
        engine.errorOccurred.connect(self._on_error)

    def _found(self, language: str) -> list[_QVoice]:
        """Return the voices of a language; asked once, for speech-dispatcher tells hundreds."""
        if language not in self._by_language:
            self._by_language[language] = self._asked(language)
        return self._by_language[language]

    def _asked(self, language: str) -> list[_QVoice]:
        wanted = QLocale(language.replace("-", "_")) if language else QLocale()
        if language and wanted.language() is QLocale.Language.C:
            return []  # a language that Qt doesn't know
        found = [voice for voice in self._engine.allVoices(wanted) if voice.locale().language() == wanted.language()]
        if not language and not found:
            found = list(self._engine.availableVoices())
        plain = [voice for voice in found if "+" not in voice.name()]  # speech-dispatcher's "English+Adam"
        return sorted(plain or found, key=lambda voice: voice.locale().territory() != wanted.territory())

    def _begin(self, text: str) -> None:
        self._now = _Now.BEGINNING
        self._patience.start(_BEGINNING_MS)
        self._say_wanted.emit(text)

    def _fall_silent(self) -> None:
        if self._now is _Now.SPEAKING:
            self._now = _Now.STOPPING
            self._stop_wanted.emit()
        elif self._now is _Now.BEGINNING:
            # Not every engine tells the end of what it hadn't begun: it is stopped once it has.
            self._now = _Now.STOPPING

    def _on_engine(self, _name: str) -> None:
        if not self._is_ready and self._engine.state().name != "Error":
            self._is_ready = True
            self._patience.stop()
            self.ready.emit()

    def _on_state(self, state: enum.Enum) -> None:
        if state.name == "Speaking":
            self._patience.stop()
        match state.name, self._now:
            case "Speaking", _Now.BEGINNING:
                self._now = _Now.SPEAKING
            case "Speaking", _Now.STOPPING:
                self._stop_wanted.emit()
            case "Ready", _Now.SPEAKING:
                self._now = _Now.SILENT
                self.finished.emit()
            case "Ready", _Now.STOPPING:
                self._now = _Now.SILENT
                if self._next is not None:
                    text, self._next = self._next, None
                    self._begin(text)

    def _on_word(self, _word: str, _utterance: int, start: int, length: int) -> None:
        if self._now is _Now.SPEAKING:
            self.word.emit(start, length)

    def _on_error(self, _reason: object, words: str) -> None:
        self._patience.stop()
        self._now, self._next, self._opened = _Now.SILENT, None, self._is_ready
        self.failed.emit(words if words == NO_ANSWER else f"The speech engine of this computer fails: {words}")


class _QVoice(Protocol):
    """What is asked of a `QVoice`."""

    def name(self) -> str: ...

    def locale(self) -> QLocale: ...


class NoSpeech(Exception):
    """Nothing here can speak; its words tell the user what to do."""


def find_speaker() -> Speaker:
    """Return a speaker with the best engine there is. Raises NoSpeech with a sentence where there is none."""
    try:
        from PySide6.QtTextToSpeech import QTextToSpeech  # the optional extra, and slow to load
    except ImportError as error:
        raise NoSpeech(HOW_TO_GET_IT.format(command=COMMAND)) from error
    engines = [name for name in QTextToSpeech.availableEngines() if name != _SILENT_ENGINE]
    if not engines:
        raise NoSpeech(NO_ENGINE)
    return speaker_with(engines[0])


def speaker_with(name: str) -> Speaker:
    """Return a speaker with an engine of Qt's, by its name."""
    from PySide6.QtTextToSpeech import QTextToSpeech

    engine = QTextToSpeech("none")
    if name != _SLOW_ENGINE:
        return EngineSpeaker(engine, name)
    thread = QThread()
    thread.setObjectName("broadsheet-speech")
    engine.moveToThread(thread)
    thread.start()
    return EngineSpeaker(engine, name, thread)


def _title(voice: _QVoice) -> str:
    territory = voice.locale().nativeTerritoryName()
    return f"{voice.name()} · {territory}" if territory and territory not in voice.name() else voice.name()
