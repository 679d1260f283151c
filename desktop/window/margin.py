"""Notes in the margin: whether they are wanted, and what is done when they are clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

from desktop.settings import MARGIN_NOTES

if TYPE_CHECKING:
    from desktop.window.main import MainWindow


class MarginController(QObject):
    """Shows notes beside the page while the reader wants that and the panel, which has them all, is closed."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.reader.view.margin.more_wanted.connect(self._show_in_panel)
        window.notes.installEventFilter(self)
        self._follow()

    def toggle(self) -> None:
        """Have notes in the margin, or signs alone."""
        settings = self._window.settings
        settings.set(MARGIN_NOTES, not settings.get(MARGIN_NOTES))
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the margin give way to the panel, so that no note stands there twice."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._follow()
        return False

    def _follow(self) -> None:
        wanted = self._window.settings.get(MARGIN_NOTES)
        self._window.commands.set_checked("margin-notes", wanted)
        self._window.reader.view.want_margin(wanted and not self._window.notes.isVisibleTo(self._window))

    def _show_in_panel(self, annotation: str) -> None:
        self._window.show_pane(self._window.notes, True)
        self._window.notes.set_current(annotation)
