"""The thin bar that shows an import under way, and for a while what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QToolButton, QWidget

from desktop.importing.controller import ImportController
from desktop.importing.wording import ProgressLine, progress_line, summary
from desktop.theme.icons import icon
from desktop.theme.themes import Role, Theme, load_theme
from library.model.report import FileOutcome, ImportProgress, ImportReport

STAYS_MS = 15_000
STAYS_AFTER_TROUBLE_MS = 120_000
"""How long a result stands, in milliseconds, unless it is closed before: longer where there is something to look at."""

SHORTEST_NAME = 14
"""Letters of a name that are left before the line is cut elsewhere."""


class ImportBar(QWidget):
    """Hidden when there is nothing to say. `cancel_wanted` and `report_wanted` (with the report) are its buttons."""

    cancel_wanted = Signal()
    report_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("importBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Import")
        self._line = FittedLine(self)
        self._bar = QProgressBar(self)
        self._cancel = QPushButton("Cancel", self)
        self._report_button = QPushButton("Report", self)
        self._close = QToolButton(self)
        self._mark = QLabel(self)
        self._goes = QTimer(self)
        self._goes.setSingleShot(True)
        self._theme = load_theme("paper")
        self._progress: ImportProgress | None = None
        self._report: ImportReport | None = None
        self._waiting = 0
        self._build()
        self.hide()

    def follow(self, controller: ImportController) -> None:
        """Show what a controller does, and hand it the Cancel button."""
        controller.started.connect(self.show_started)
        controller.progressed.connect(self.show_progress)
        controller.ended.connect(self.show_report)
        controller.queue_changed.connect(self.show_waiting)
        self.cancel_wanted.connect(controller.cancel)

    def show_started(self) -> None:
        """Show that an import begins."""
        self._goes.stop()
        self._progress = self._report = None
        self._bar.setRange(0, 0)
        self._cancel.setEnabled(True)
        self._cancel.setText("Cancel")
        self._line.show_line(ProgressLine("Looking for files…"))
        self._show_running(True)

    def show_progress(self, progress: ImportProgress) -> None:
        """Show how far it is."""
        self._progress = progress
        if progress.counting:
            self._bar.setRange(0, 0)
        else:
            self._bar.setRange(0, max(progress.total, 1))
            self._bar.setValue(progress.done)
        self._line.show_line(progress_line(progress, self._waiting))

    def show_waiting(self, waiting: int) -> None:
        """Show how many imports wait."""
        self._waiting = waiting
        if self._progress is not None:
            self.show_progress(self._progress)

    def show_report(self, report: ImportReport) -> None:
        """Show what came of it, for a while."""
        self._progress, self._report = None, report
        self._line.show_line(ProgressLine(summary(report)))
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
        for widget in (self._mark, self._line, self._bar, self._cancel, self._report_button, self._close):
            row.addWidget(widget, 1 if widget is self._line else 0)
        self._cancel.clicked.connect(self._on_cancel)
        self._report_button.clicked.connect(self._on_report)
        self._close.clicked.connect(self.hide)
        self._goes.timeout.connect(self.hide)

    def _show_running(self, running: bool) -> None:
        while_running: tuple[QWidget, ...] = (self._bar, self._cancel)
        afterwards: tuple[QWidget, ...] = (self._mark, self._report_button, self._close)
        for widget in while_running:
            widget.setVisible(running)
        for widget in afterwards:
            widget.setVisible(not running)
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


class FittedLine(QLabel):
    """A label whose line gives way in the middle of the file's name, and takes no more room than there is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ProgressLine("")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_line(self, line: ProgressLine) -> None:
        """Show a line; all of it is in the tool tip and for the screen reader."""
        self._shown = line
        self.setToolTip(line.text())
        self.setAccessibleName(line.text())
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's: fit the line anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics, width = self.fontMetrics(), self.width()
        line = fitted(self._shown, lambda text: metrics.horizontalAdvance(text) <= width)
        spare = width - metrics.horizontalAdvance(line.text())
        if spare < 0 and line.name:
            room = metrics.horizontalAdvance(line.name) + spare
            line = replace(line, name=metrics.elidedText(line.name, Qt.TextElideMode.ElideMiddle, room))
        self.setText(metrics.elidedText(line.text(), Qt.TextElideMode.ElideRight, width))


def fitted(line: ProgressLine, fits: Callable[[str], bool]) -> ProgressLine:
    """Return the line with as much at its end as fits beside the shortest name that still says something."""
    while line.after and not fits(replace(line, name=line.name[:SHORTEST_NAME]).text()):
        line = replace(line, after=line.after[:-1])
    return line


def _is_trouble(report: ImportReport) -> bool:
    return report.count(FileOutcome.FAILED) > 0 or report.cancelled or bool(report.error)
