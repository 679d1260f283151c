"""The bar below the page while a story is read aloud. It asks; the window's controller does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QWidget

from desktop.speech.speaker import FASTEST, SLOWEST, Voice
from desktop.theme.edge_bar import EdgeBar
from desktop.theme.icons import icon
from desktop.theme.themes import Theme

_WIDEST_CHOICE = 260


class SpeechBar(EdgeBar):
    """Signals say what their names do; `speed_wanted` carries steps up or down, `voice_wanted` a voice's name."""

    pause_wanted = Signal()
    step_wanted = Signal(int)
    speed_wanted = Signal(int)
    voice_wanted = Signal(str)
    place_wanted = Signal()
    _previous = Signal()
    _next = Signal()
    _slower = Signal()
    _faster = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Edge.TopEdge, theme, parent)
        self.setObjectName("speechBar")
        self.previous = self._tool("Previous sentence", self._previous)
        self.pause = self._tool("Pause", self.pause_wanted)
        self.next = self._tool("Next sentence", self._next)
        self.slower = self._tool("Slower", self._slower)
        self.speed = QLabel(self)
        self.speed.setProperty("look", "muted")
        self.speed.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.speed.setMinimumWidth(self.speed.fontMetrics().horizontalAdvance("Speed +10"))
        self.faster = self._tool("Faster", self._faster)
        self.voice = self._choice()
        self.place = self._tool("Show what is being read", self.place_wanted)
        self.close_button = self._tool("Stop reading aloud", self.close_wanted)
        self._paused = False
        self._lay_out()
        self._connect()
        self.set_theme(theme)
        self.show_speed(0)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme's colours."""
        super().set_theme(theme)
        for button, name in (
            (self.previous, "sentence-back"),
            (self.next, "sentence-forward"),
            (self.slower, "minus"),
            (self.faster, "plus"),
            (self.place, "focus"),
            (self.close_button, "close"),
        ):
            button.setIcon(icon(name, theme))
        self.show_paused(self._paused)

    def show_paused(self, paused: bool) -> None:
        """Show whether it is paused."""
        self._paused = paused
        name = "Go on" if paused else "Pause"
        self.pause.setIcon(icon("play" if paused else "pause", self._theme))
        self.pause.setToolTip(name)
        self.pause.setAccessibleName(name)

    def show_speed(self, speed: int) -> None:
        """Show the speed in steps."""
        sign = "" if not speed else "+" if speed > 0 else "\u2212"
        self.speed.setText(f"Speed {sign}{abs(speed)}")
        self.slower.setEnabled(speed > SLOWEST)
        self.faster.setEnabled(speed < FASTEST)

    def show_voices(self, voices: Sequence[Voice], chosen: str) -> None:
        """Offer voices with one of them chosen; nothing is emitted."""
        self.voice.blockSignals(True)
        self.voice.clear()
        for voice in voices:
            self.voice.addItem(voice.title, voice.name)
        self.voice.setCurrentIndex(self.voice.findData(chosen))
        self.voice.setEnabled(len(voices) > 1)
        self.voice.blockSignals(False)

    def show_away(self, away: bool) -> None:
        """Offer the way back to what is being read, while the page shows something else."""
        self.place.setEnabled(away)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 7, 8, 6)
        row.setSpacing(4)
        for widget in (self.previous, self.pause, self.next):
            row.addWidget(widget)
        row.addSpacing(8)
        for widget in (self.slower, self.speed, self.faster):
            row.addWidget(widget)
        row.addSpacing(8)
        row.addWidget(self.voice, 1)
        row.addStretch(0)
        row.addWidget(self.place)
        row.addWidget(self.close_button)

    def _connect(self) -> None:
        self._previous.connect(lambda: self.step_wanted.emit(-1))
        self._next.connect(lambda: self.step_wanted.emit(1))
        self._slower.connect(lambda: self.speed_wanted.emit(-1))
        self._faster.connect(lambda: self.speed_wanted.emit(1))
        self.voice.activated.connect(lambda at: self.voice_wanted.emit(self.voice.itemData(at)))

    def _choice(self) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName("Voice")
        box.setToolTip("Voice")
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(6)
        box.setMaximumWidth(_WIDEST_CHOICE)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return box
