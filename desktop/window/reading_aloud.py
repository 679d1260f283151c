"""Reading the open story aloud: from where, in whose voice, and the page that follows what is said."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from desktop.settings import SPEECH_SPEED, SPEECH_VOICES
from desktop.speech.bar import SpeechBar
from desktop.speech.playback import Now, Playback
from desktop.speech.recital import Piece, Place, Recital
from desktop.speech.speaker import COMMAND, NoSpeech, Speaker, find_speaker
from desktop.window.context import update_context

if TYPE_CHECKING:
    from desktop.window.main import MainWindow
    from library.front.reader import Page

NOTHING = "There is nothing to read aloud from here on."
NO_COMPARISON = "A comparison isn’t read aloud. Close it, and the story is."

Start = Callable[[Recital], Place | None]


class ReadingAloudController(QObject):
    """Has the open story said, marks what is said on the page, and keeps it in sight.

    The page follows until the reader scrolls what is said out of sight; it follows again once that shows.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._view = window, window.reader.view
        self._playback: Playback | None = None
        self._speaker: Speaker | None = None
        self._version = 0
        self._piece: Piece | None = None
        self._away = self._scrolling = False
        self.bar = SpeechBar(window.appearance.theme, window.reader)
        window.reader.layout().addWidget(self.bar)
        self._connect()

    @property
    def is_on(self) -> bool:
        """True from the order to read aloud until the end, or the order to stop."""
        return self._playback is not None and self._playback.now is not Now.OFF

    def toggle(self) -> None:
        """Read the story aloud, from the selection, or else from what shows; or stop."""
        if self.is_on:
            self.stop()
        else:
            self._begin(self._start())

    def read_from_here(self) -> None:
        """Read aloud from the selection, or else from where was clicked last, if that shows."""
        self._begin(self._start(self._clicked()))

    def stop(self) -> None:
        """Stop reading aloud."""
        if self._playback is not None:
            self._playback.stop()

    def pause(self) -> None:
        """Pause, or go on, with what is said in sight."""
        if self._playback is not None:
            self._playback.pause()
            self.show_place()

    def step(self, by: int) -> None:
        """Go to the next sentence (1) or the one before (-1)."""
        self._away = False
        if self._playback is not None:
            self._playback.step(by)

    def speed_up(self, by: int) -> None:
        """Read faster, or slower, by steps."""
        if self._playback is not None:
            self._playback.set_speed(self._playback.speed + by)
            self._window.settings.set(SPEECH_SPEED, self._playback.speed)

    def show_place(self) -> None:
        """Show what is being said, and follow it again."""
        self._away = False
        self._follow()

    def leave(self) -> None:
        """Stop, and let go of the engine: the window closes."""
        self.stop()
        if self._speaker is not None:
            self._speaker.close()
            self._speaker = self._playback = None

    def _connect(self) -> None:
        bar, window = self.bar, self._window
        bar.pause_wanted.connect(self.pause)
        bar.step_wanted.connect(self.step)
        bar.speed_wanted.connect(self.speed_up)
        bar.voice_wanted.connect(self._choose_voice)
        bar.place_wanted.connect(self.show_place)
        bar.close_wanted.connect(self.stop)
        window.appearance.join(lambda theme, _reading: bar.set_theme(theme))
        window.story.opened.connect(self._on_opened)
        window.reader.comparing.opened.connect(lambda is_open: self.stop() if is_open else None)
        window.reader.context_menu_wanted.connect(self._on_menu)
        self._view.scrolled.connect(self._on_scrolled)
        self._view.settled.connect(self._on_scrolled)

    # Where to begin

    def _start(self, clicked: int | None = None) -> Start:
        selection = self._window.reader.selection_range()
        meant = selection[0] if selection is not None else clicked
        if meant is not None:
            return lambda recital: recital.at(meant, aside=True)
        shown = self._view.place()[0]
        return lambda recital: recital.at(shown) if shown else recital.first()

    def _clicked(self) -> int | None:
        """Return the code point that was clicked last, if it shows."""
        cursor = self._view.textCursor()
        shows = self._view.viewport().rect().contains(self._view.cursorRect(cursor).center())
        return self._view.page.map.to_code_point(cursor.position()) if self._view.page is not None and shows else None

    def _begin(self, start: Start) -> None:
        page = self._window.story.page
        if page is None or self._window.reader.article() is None:
            self._window.messages.say(NO_COMPARISON)
            return
        recital = Recital(page.version.story)
        place = start(recital)
        playback = self._ready() if place is not None else None
        if place is None:
            self._window.messages.say(NOTHING)
        elif playback is not None:
            self._version, self._away = page.version.id, False
            language = page.version.story.language
            settings = self._window.settings
            voice = _voices(settings.get(SPEECH_VOICES)).get(_base(language), "")
            playback.begin(recital, place, language, voice, settings.get(SPEECH_SPEED))

    def _ready(self) -> Playback | None:
        """Return what plays, with the speaker found for the first time; explain where there is none."""
        if self._playback is None:
            try:
                self._speaker = find_speaker()
            except NoSpeech as reason:
                explain(self._window, str(reason))
                return None
            self._playback = playback = Playback(self._speaker, self)
            playback.moved.connect(self._on_moved)
            playback.changed.connect(self._on_changed)
            playback.failed.connect(self._window.messages.fail)
        return self._playback

    def _choose_voice(self, name: str) -> None:
        page = self._window.story.page
        if self._playback is not None and page is not None:
            self._playback.set_voice(name)
            chosen = _voices(self._window.settings.get(SPEECH_VOICES)) | {_base(page.version.story.language): name}
            self._window.settings.set(SPEECH_VOICES, "\n".join(f"{key}={value}" for key, value in chosen.items()))

    # What happens meanwhile

    def _on_changed(self) -> None:
        playback = self._playback
        assert playback is not None
        if not self.is_on:
            self._piece = None
            self._view.set_spoken(None)
            if self.bar.isAncestorOf(self._window.focusWidget() or self._window):
                self._view.setFocus()
        self.bar.setVisible(self.is_on)
        self.bar.show_paused(playback.now is Now.PAUSED)
        self.bar.show_speed(playback.speed)
        self.bar.show_voices(playback.voices(), playback.voice)
        update_context(self._window)

    def _on_moved(self) -> None:
        playback = self._playback
        assert playback is not None
        before, self._piece = self._piece, playback.piece
        if self._piece is None:
            return
        self._view.set_spoken(self._piece.place, playback.word)
        if self._away and self._shows():
            self._away = False
        if not self._away and (self._piece is not before or not self._shows()):
            self._follow()
        self.bar.show_away(self._away)

    def _on_opened(self, page: Page | None) -> None:
        if self.is_on and (page is None or page.version.id != self._version):
            self.stop()

    def _on_scrolled(self) -> None:
        if self.is_on and not self._scrolling and self._piece is not None:
            self._away = not self._shows()
            self.bar.show_away(self._away)

    def _on_menu(self, at: QPoint) -> None:
        """Have what was clicked be what “here” means in the menu that opens there."""
        if self._window.reader.selection_range() is None and self._view.page is not None:
            self._view.setTextCursor(self._view.cursorForPosition(self._view.viewport().mapFromGlobal(at)))

    # Following

    def _follow(self) -> None:
        """Scroll if not all of the sentence, or else not the word, shows."""
        if self._piece is None:
            return
        self._scrolling = True
        place, playback = self._piece.place, self._playback
        if place is None:
            if self._view.place()[0]:
                self._view.return_to(0)
        elif not self._shows(whole=True):
            word = playback.word if playback is not None else None
            self._view.show_passage(word[0] if word is not None else place[0])
        self._scrolling = False
        self.bar.show_away(self._away)

    def _shows(self, whole: bool = False) -> bool:
        """True if the word that is said shows, or else the sentence's beginning; or the whole sentence."""
        assert self._piece is not None
        place, playback = self._piece.place, self._playback
        if place is None:
            return not self._view.place()[0]
        word = playback.word if playback is not None else None
        start, end = place if whole else word if word is not None else (place[0], place[0] + 1)
        rect, clip = self._view.rect_of(start, end), self._view.clip()
        return rect.isNull() or (clip.top() <= rect.top() and rect.bottom() <= clip.bottom())


def explain(window: MainWindow, sentence: str) -> None:
    """Say why nothing is read aloud, and offer the command that the sentence names."""
    box = QMessageBox(QMessageBox.Icon.Information, "Reading aloud", sentence, parent=window)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if COMMAND in sentence:
        copy = box.addButton("&Copy the command", QMessageBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(COMMAND))
    box.addButton(QMessageBox.StandardButton.Close)
    box.open()


def _base(language: str) -> str:
    return language.partition("-")[0].lower()


def _voices(written: str) -> dict[str, str]:
    """Return the voices chosen, by language."""
    return dict(line.split("=", 1) for line in written.splitlines() if "=" in line)
