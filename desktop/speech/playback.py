"""Saying a story, piece after piece: going on, pausing, stepping, another speed or voice. Shows nothing itself."""

from __future__ import annotations

import enum

from PySide6.QtCore import QLocale, QObject, Signal

from desktop.speech.recital import Piece, Place, Range, Recital
from desktop.speech.speaker import FASTEST, NO_VOICE, SLOWEST, Speaker, Voice


class Now(enum.Enum):
    """What goes on."""

    OFF = enum.auto()
    OPENING = enum.auto()  # the engine is being made ready
    SPEAKING = enum.auto()
    PAUSED = enum.auto()


class Playback(QObject):
    """Has a speaker say a recital.

    `moved` comes when another sentence or word is said, `changed` when it is on, off or paused, `ended` when the last
    piece was said, `failed` with a sentence for the user.
    """

    moved = Signal()
    changed = Signal()
    ended = Signal()
    failed = Signal(str)

    def __init__(self, speaker: Speaker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speaker = speaker
        self._recital: Recital | None = None
        self._language = self.voice = ""
        self._place = Place(0, 0)
        self._base = 0
        self._speed = 0
        self.now = Now.OFF
        self.word: Range | None = None
        speaker.ready.connect(self._on_ready)
        speaker.word.connect(self._on_word)
        speaker.finished.connect(self._on_finished)
        speaker.failed.connect(self._on_failed)

    def begin(self, recital: Recital, place: Place, language: str, voice: str, speed: int) -> None:
        """Say a recital from a place on, in a voice of a language and at a speed."""
        self.stop()
        self._recital, self._place, self._base = recital, place, 0
        self._language, self.voice, self._speed = language, voice, speed
        self.now = Now.OPENING
        self.changed.emit()
        self._speaker.open()

    def stop(self) -> None:
        """Say no more."""
        if self.now is not Now.OFF:
            self.now, self._recital, self.word = Now.OFF, None, None
            self._speaker.stop()
            self.changed.emit()

    def pause(self) -> None:
        """Pause, or go on: with the word that was being said, or else with its sentence.

        Engines' own pauses differ: some can't, some go on elsewhere.
        """
        if self.now is Now.SPEAKING:
            self.now = Now.PAUSED
            self._speaker.stop()
            self.changed.emit()
        elif self.now is Now.PAUSED:
            self.now = Now.SPEAKING
            self._say_on()
            self.changed.emit()

    def step(self, by: int) -> bool:
        """Go to the next sentence (1) or the one before (-1); False where there is none."""
        if self._recital is None:
            return False
        place = (self._recital.after if by > 0 else self._recital.before)(self._place)
        if place is not None:
            self.go_to(place)
        return place is not None

    def go_to(self, place: Place) -> None:
        """Go to a piece of the recital; go on there, or wait."""
        self._place, self._base, self.word = place, 0, None
        if self.now is Now.SPEAKING:
            self._say()
        self.moved.emit()

    @property
    def piece(self) -> Piece | None:
        """What is being said."""
        return self._recital.piece(self._place) if self._recital is not None else None

    @property
    def speed(self) -> int:
        """The speed in steps, 0 for the engine's usual one."""
        return self._speed

    def set_speed(self, speed: int) -> None:
        """Speak faster or slower, from the next word on."""
        speed = max(SLOWEST, min(speed, FASTEST))
        if speed != self._speed:
            self._speed = speed
            self._speaker.set_speed(speed)
            self._again()
            self.changed.emit()

    def set_voice(self, name: str) -> None:
        """Speak in another voice of the story's language, from the next word on."""
        self.voice = self._speaker.choose(self._language, name)
        self._again()
        self.changed.emit()

    def voices(self) -> tuple[Voice, ...]:
        """Return the voices of the story's language."""
        return self._speaker.voices(self._language) if self.now in (Now.SPEAKING, Now.PAUSED) else ()

    def _again(self) -> None:
        if self.now is Now.SPEAKING:
            self._say_on()

    def _say_on(self) -> None:
        """Say the rest of the piece, from the last word that was begun."""
        piece = self.piece
        assert piece is not None
        self._base = piece.units_of(self.word[0]) if self.word is not None else self._base
        self._say()

    def _say(self) -> None:
        piece = self.piece
        assert piece is not None
        units = piece.text.encode("utf-16-le", "surrogatepass")[2 * self._base :]
        self._speaker.say(units.decode("utf-16-le", "surrogatepass"))

    def _on_ready(self) -> None:
        if self.now is not Now.OPENING:
            return
        self.voice = self._speaker.choose(self._language, self.voice)
        if not self.voice:
            language = QLocale.languageToString(QLocale(self._language.replace("-", "_")).language())
            self._on_failed(NO_VOICE.format(language=language if language != "C" else "its language"))
            return
        self._speaker.set_speed(self._speed)
        self.now = Now.SPEAKING
        self._say()
        self.changed.emit()
        self.moved.emit()

    def _on_word(self, start: int, length: int) -> None:
        if self.now is Now.SPEAKING and (piece := self.piece) is not None:
            self.word = piece.place_of(self._base + start, length) or self.word
            self.moved.emit()

    def _on_finished(self) -> None:
        if self.now is not Now.SPEAKING or self._recital is None:
            return
        place = self._recital.after(self._place)
        if place is None:
            self.stop()
            self.ended.emit()
        else:
            self.go_to(place)

    def _on_failed(self, sentence: str) -> None:
        self.stop()
        self.failed.emit(sentence)
