"""Reading stories again from their kept files, when the parsers have got better."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.importing.wording import counted, refreshed
from library.front.reader import Reader
from library.model.report import ImportReport

if TYPE_CHECKING:
    from desktop.window.main import MainWindow


class RefreshController(QObject):
    """Reads the selected stories again, or the open one, and says how many came out differently."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def refresh(self) -> None:
        """Note how many versions there are, read the stories again, and compare."""
        window = self._window
        open_one = (window.story.article,) if window.story.article is not None else ()
        ids = window.articles.selected_ids() or open_one
        if not ids:
            return
        window.messages.say(f"Reading {counted(len(ids), 'story', 'stories')} again…")

        def begin(before: int) -> None:
            window.importing.refresh(ids, lambda report: self._say(ids, before, report))

        window.session.ask("refresh", lambda reader: _versions(reader, ids), begin)

    def _say(self, ids: tuple[int, ...], before: int, report: ImportReport) -> None:
        messages = self._window.messages

        def answer(after: int) -> None:
            sentence = refreshed(len(ids), after - before, report)
            shown = report.files > 0
            messages.say(sentence, *(("Report", lambda: self._window.reports.show(report)) if shown else ()))

        self._window.session.ask("refresh", lambda reader: _versions(reader, ids), answer)


def _versions(reader: Reader, ids: tuple[int, ...]) -> int:
    return sum(len(reader.history(article)) for article in ids)
