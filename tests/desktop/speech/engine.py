"""An engine with the semantics of `QTextToSpeech`, for where Qt's speech module isn't installed.

As with speech-dispatcher, it tells what it does a turn of the event loop later than it was told to. Words are said, and
ends reached, when a test says so.
"""

from __future__ import annotations

import enum
import re

from PySide6.QtCore import QLocale, QObject, QTimer, Signal

VOICES = {"Anne": "en_GB", "Charly": "en_US", "Hanna": "de_DE", "Jun": "zh_CN"}


class State(enum.Enum):
    """As Qt names them."""

    Ready = 0
    Speaking = 1
    Error = 3


class FakeVoice:
    def __init__(self, name: str) -> None:
        self._name = name

    def name(self) -> str:
        return self._name

    def locale(self) -> QLocale:
        return QLocale(VOICES[self._name])


class FakeEngine(QObject):
    engineChanged = Signal(str)
    stateChanged = Signal(object)
    sayingWord = Signal(str, int, int, int)
    errorOccurred = Signal(object, str)

    def __init__(self, tells_words: bool = True, breaks: str = "") -> None:
        super().__init__()
        self.said: list[str] = []
        self.voice = ""
        self.rate = 0.0
        self._tells_words, self._breaks = tells_words, breaks
        self._state = State.Error
        self._words: list[re.Match[str]] = []

    def setEngine(self, name: str) -> None:
        if self._breaks:
            self.errorOccurred.emit(None, self._breaks)
        else:
            self._state = State.Ready
        self.engineChanged.emit(name)

    def state(self) -> State:
        return self._state

    def allVoices(self, locale: QLocale) -> list[FakeVoice]:
        return [FakeVoice(name) for name in VOICES if QLocale(VOICES[name]).language() == locale.language()]

    def availableVoices(self) -> list[FakeVoice]:
        return [FakeVoice("Anne")]

    def setVoice(self, voice: FakeVoice) -> None:
        self.voice = voice.name()

    def setRate(self, rate: float) -> None:
        self.rate = rate

    def say(self, text: str) -> None:
        assert self._state is State.Ready, "the one before hadn't ended"
        self.said.append(text)
        self._words = list(re.finditer(r"\w+", text))
        self._later(State.Speaking)

    def stop(self) -> None:
        self._words = []
        self._later(State.Ready)

    # What a test has it do

    def word(self) -> str:
        """Say the next word; return it."""
        match = self._words.pop(0)
        if self._tells_words:
            before = len(match.string[: match.start()].encode("utf-16-le")) // 2
            self.sayingWord.emit(match.group(), 0, before, len(match.group().encode("utf-16-le")) // 2)
        return match.group()

    def end(self) -> None:
        """Come to the end of what is being said."""
        self._tell(State.Ready)

    def _later(self, state: State) -> None:
        QTimer.singleShot(0, self, lambda: self._tell(state))

    def _tell(self, state: State) -> None:
        if state is not self._state:
            self._state = state
            self.stateChanged.emit(state)
