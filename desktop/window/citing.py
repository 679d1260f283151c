"""What is done with a selected passage: copied with where it stands, looked up in the library."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from desktop.reader.clipboard import PlainText
from desktop.reader.copying import plain_text
from desktop.sidebar.rows import Where
from library.model.query import Shelf
from library.model.story import Story

if TYPE_CHECKING:
    from desktop.window.main import MainWindow

MOST_WORDS = 12
"""Words of a selection that are looked for: every one of them must be in a story, and a sentence has about as many."""


class PassageController(QObject):
    """Acts on what is selected in the open story."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def copy_cited(self) -> None:
        """Put the selected text on the clipboard, and a line below it that says where it stands."""
        page, passage = self._window.story.page, self._passage()
        if page is not None and passage:
            QGuiApplication.clipboard().setMimeData(PlainText(f"{passage}\n\n{citation(page.version.story)}"))

    def look_up(self) -> None:
        """Show the stories of the library that have the selected words."""
        words = search_for(self._passage())
        if not words:
            self._window.messages.say("There are no words in the selection to look for.")
            return
        self._window.listing.show(Where(Shelf.ALL))
        self._window.articles.set_search_text(words)

    def _passage(self) -> str:
        cursor = self._window.reader.view.textCursor()
        return plain_text(cursor).strip() if self._window.reader.selection_range() is not None else ""


def citation(story: Story) -> str:
    """Return headline, source, day and address of a story on one line, without what isn't known."""
    day = story.published.iso.partition("T")[0] if story.published else ""
    parts = (f"“{story.headline}”" if story.headline else "", story.source, day, story.url)
    return ", ".join(" ".join(part.split()) for part in parts if part)


def search_for(passage: str) -> str:
    """Return a search for the words of a passage, as a person would type it: without signs, and with a space behind.

    The space says that the last word is whole. In small letters no word is an operator.
    """
    words = re.findall(r"\w+", passage.lower())[:MOST_WORDS]
    return f"{' '.join(words)} " if words else ""
