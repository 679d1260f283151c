"""The thin bar that shows an import under way, and for a while what came of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QToolButton, QWidget

from desktop.importing.controller import ImportController
from desktop.importing.wording import ProgressParts, progress_parts, summary
from desktop.theme.icons import icon
from desktop.theme.themes import Role, Theme, load_theme
from library.model.report import FileOutcome, ImportProgress, ImportReport

STAYS_MS = 15_000
STAYS_AFTER_TROUBLE_MS = 120_000
"""How long a result stands, in milliseconds, unless it is closed before: longer where there is something to look at."""

SHOWN_MS = 200
"""Least time between two figures: an import tells more of them than an eye can follow."""
LOOKED_MS = 1000
"""Least time between two estimates, which swing."""
LEAST_NAME = 120
"""Pixels that the file's name keeps, whatever else has to go."""


class ImportBar(QWidget):
    """Hidden when there is nothing to say. `cancel_wanted` and `report_wanted` (with the report) are its buttons."""

    cancel_wanted = Signal()
    report_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("importBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Import")
        self._line = ElidedLabel(self)
        self._figures = Figures(self)
        self._bar = QProgressBar(self)
        self._cancel = QPushButton("Cancel", self)
        self._report_button = QPushButton("Report", self)
        self._close = QToolButton(self)
        self._mark = QLabel(self)
        self._goes = _single_shot(self, self.hide)
        self._next = _single_shot(self, self._show_latest)
        self._theme = load_theme("paper")
        self._progress: ImportProgress | None = None
        self._report: ImportReport | None = None
        self._waiting = 0
        self._build()
        self.hide()

    def follow(self, controller: ImportController) -> None:
        """Show what a controller does, and hand it the Cancel button."""
        controller.looking.connect(self.show_looking)
        controller.idle.connect(self.hide)
        controller.started.connect(self.show_started)
        controller.progressed.connect(self.show_progress)
        controller.ended.connect(self.show_report)
        controller.queue_changed.connect(self.show_waiting)
        self.cancel_wanted.connect(controller.cancel)

    def show_looking(self, name: str) -> None:
        """Show that a file is looked at before its import."""
        self._begin(f"Looking at the fields of {name}…")

    def show_started(self) -> None:
        """Show that an import begins."""
        self._begin("Looking for files…")

    def show_progress(self, progress: ImportProgress) -> None:
        """Show how far it is: at once, or when what was shown last has stood long enough to be read."""
        self._progress = progress
        if not self._next.isActive():
            self._show_latest()
            self._next.start(SHOWN_MS)

    def show_waiting(self, waiting: int) -> None:
        """Show how many imports wait."""
        self._waiting = waiting
        if self._progress is not None:
            self._show_latest()

    def show_report(self, report: ImportReport) -> None:
        """Show what came of it, for a while. What nobody asked to come in says so elsewhere."""
        self._progress, self._report = None, report
        self._next.stop()
        if report.quiet:
            self.hide()
            return
        self._line.say(summary(report))
        self._show_mark()
        self._show_running(False)
        self._goes.start(STAYS_AFTER_TROUBLE_MS if _is_trouble(report) else STAYS_MS)

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        self._theme = theme
        self._close.setIcon(icon("close", theme, Role.MUTED, 16))
        self._show_mark()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Qt's: a result doesn't go while the mouse is on it."""
        super().enterEvent(event)
        self._goes.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Qt's: it goes some time after."""
        super().leaveEvent(event)
        if self._report is not None and self.isVisible():
            self._goes.start(STAYS_MS)

    def _build(self) -> None:
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(140)
        self._bar.setAccessibleName("How far the import is")
        self._cancel.setToolTip("Stop the import; what is done stays")
        self._report_button.setToolTip("What became of each file, and why")
        self._close.setToolTip("Close")
        self._close.setAccessibleName("Close")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 5, 8, 5)
        row.setSpacing(10)
        every = (self._mark, self._line, self._figures, self._bar, self._cancel, self._report_button, self._close)
        for widget in every:
            row.addWidget(widget, 1 if widget in (self._line, self._figures) else 0)
        self._cancel.setText("Stopping…")  # the wider of its two texts: it keeps that room
        self._cancel.setMinimumWidth(self._cancel.sizeHint().width())
        self._cancel.clicked.connect(self._on_cancel)
        self._report_button.clicked.connect(self._on_report)
        self._close.clicked.connect(self.hide)

    def _begin(self, sentence: str) -> None:
        self._goes.stop()
        self._next.stop()
        self._progress = self._report = None
        self._bar.setRange(0, 0)
        self._cancel.setEnabled(True)
        self._cancel.setText("Cancel")
        self._line.say(sentence)
        self._figures.clear()
        self._show_running(True)

    def _show_latest(self) -> None:
        progress = self._progress
        if progress is None:
            return
        if progress.counting:
            self._bar.setRange(0, 0)
        else:
            self._bar.setRange(0, max(progress.total, 1))
            self._bar.setValue(progress.done)
        self._figures.show_parts(progress_parts(progress, self._waiting), progress.seconds)
        self._line.hide()
        self._figures.show()

    def _show_running(self, running: bool) -> None:
        while_running: tuple[QWidget, ...] = (self._bar, self._cancel)
        afterwards: tuple[QWidget, ...] = (self._mark, self._report_button, self._close)
        for widget in while_running:
            widget.setVisible(running)
        for widget in afterwards:
            widget.setVisible(not running)
        self._figures.hide()
        self._line.show()
        self.show()

    def _show_mark(self) -> None:
        if self._report is not None:
            name, role = ("warning", Role.WARNING) if _is_trouble(self._report) else ("check", Role.SUCCESS)
            self._mark.setPixmap(icon(name, self._theme, role, 18).pixmap(18, 18))

    def _on_cancel(self) -> None:
        self._cancel.setEnabled(False)
        self._cancel.setText("Stopping…")
        self.cancel_wanted.emit()

    def _on_report(self) -> None:
        self.report_wanted.emit(self._report)


class Figures(QWidget):
    """An import's figures, each in a place of its own that only ever widens, so that nothing jumps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._done, self._failed, self._added = Figure(self), Figure(self), Figure(self)
        self._rate, self._left, self._waiting = Figure(self), Figure(self), Figure(self)
        self._name = ElidedLabel(self)
        self._told: float | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(18)
        for each in (self._done, self._name, self._failed, self._added, self._rate, self._left, self._waiting):
            row.addWidget(each, 1 if each is self._name else 0)
        self._name.setProperty("look", "muted")
        self._failed.setProperty("look", "warning")

    def clear(self) -> None:
        """Begin anew."""
        self._told = None
        self._name.say("")
        for each in (self._done, self._failed, self._added, self._rate, self._left, self._waiting):
            each.clear_room()

    def show_parts(self, parts: ProgressParts, seconds: float) -> None:
        """Show figures; `seconds` is how long the import has run. Estimates stand for a second before they change."""
        self._done.say(parts.done)
        self._name.say(parts.name)
        self._failed.say(parts.failed)
        self._added.say(parts.added)
        self._waiting.say(parts.waiting)
        if self._told is None or not 0 <= seconds - self._told < LOOKED_MS / 1000:
            self._told = seconds
            self._rate.say(parts.rate)
            self._left.say(parts.left)
        self.setToolTip(parts.text())
        self.setAccessibleName(parts.text())
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's: show what there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave out what matters least, until the file's name has room."""
        room = self.width() - LEAST_NAME
        for each in (self._done, self._failed, self._left, self._added, self._rate, self._waiting):
            wanted = each.room + self.layout().spacing() if each.room else 0
            each.setVisible(each.room > 0 and (wanted <= room or each is self._done))
            room -= wanted


class Figure(QLabel):
    """A figure that keeps the widest room it ever needed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.room = 0

    def say(self, text: str) -> None:
        """Show a text."""
        self.setText(text)
        if text:
            self.room = max(self.room, self.sizeHint().width())
            self.setMinimumWidth(self.room)

    def clear_room(self) -> None:
        """Show nothing, and need no room."""
        self.setText("")
        self.room = 0
        self.setMinimumWidth(0)


class ElidedLabel(QLabel):
    """A label whose text gives way in its middle, and takes no more room than there is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        # A name in Arabic stays where the others stand.
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, text: str) -> None:
        """Show a text; all of it is in the tool tip and for the screen reader."""
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's: fit the text anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideMiddle, self.width()))


def _single_shot(bar: ImportBar, slot: Callable[[], object]) -> QTimer:
    timer = QTimer(bar)
    timer.setSingleShot(True)
    timer.timeout.connect(slot)
    return timer


def _is_trouble(report: ImportReport) -> bool:
    return report.count(FileOutcome.FAILED) > 0 or report.cancelled or bool(report.error)
