"""Following a link: to a story of the library here, with a way back; to anything else outside, said first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

from library.model.document import BlockKind, Span
from library.model.errors import BroadsheetError
from library.model.story import ArticleSummary, Story

if TYPE_CHECKING:
    from desktop.window.main import MainWindow
    from library.front.reader import Page

_ENCODED = QUrl.ComponentFormattingOption.FullyEncoded


class LinkController(QObject):
    """Follows the links of the open story, and knows the stories that were left by one."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._behind: list[int] = []
        self._ahead: list[int] = []
        self._expected: int | None = None
        window.story.opened.connect(self._on_opened)

    def open(self, address: str) -> None:
        """Open the story that lies at an address here, or, once the user agrees, the address outside."""
        found = self._story_behind(address)
        if found is not None:
            self._follow(found.id)
        elif confirmed(self._window, address):
            QDesktopServices.openUrl(QUrl(address))

    def tell(self, words: str) -> None:
        """Say in the status line where a link leads: `words` is its address, or already says so."""
        found = self._story_behind(words)
        self._window.statusBar().showMessage(f"In your library: {found.headline}" if found is not None else words)

    def back(self) -> None:
        """Go back to where the last jump began, in this story or in the one whose link led here."""
        if not self._window.reader.journey.back():
            self._step(self._behind, self._ahead)

    def forward(self) -> None:
        """Go where the reader came back from, in this story or in another."""
        if not self._window.reader.journey.forward():
            self._step(self._ahead, self._behind)

    def _story_behind(self, address: str) -> ArticleSummary | None:
        page = self._window.story.page
        if page is None or QUrl(address).scheme() not in ("http", "https"):
            return None
        links = [link for link in links_of(page.version.story) if _encoded(link[0]) == _encoded(address)]
        forms = dict.fromkeys([*(link for link, _ in links), _encoded(address)])
        titles = dict.fromkeys(title for _, title in links)
        try:
            return self._window.session.reader.story_behind(tuple(forms), tuple(titles), page.version.article)
        except BroadsheetError as error:
            self._window.messages.fail(str(error))
            return None

    def _follow(self, article: int) -> None:
        if (here := self._window.story.article) is not None:
            self._behind.append(here)
            self._ahead.clear()
        self._show(article)

    def _step(self, source: list[int], other: list[int]) -> None:
        here = self._window.story.article
        if source and here is not None:
            other.append(here)
            self._show(source.pop())

    def _show(self, article: int) -> None:
        self._expected = article
        self._window.story.show(article)

    def _on_opened(self, page: Page | None) -> None:
        """Forget the way back once the reader opened another story by other means."""
        article = page.version.article if page is not None else None
        if article != self._expected:
            self._behind.clear()
            self._ahead.clear()
            self._expected = article


def links_of(story: Story) -> Iterator[tuple[str, str]]:
    """Yield the address of each link of a story, and the words that it is written as."""
    for block in story.document.blocks:
        for spans in (block.spans, *(cell.spans for row in block.rows for cell in row)):
            for link, words in groupby(spans, key=_link):
                title = block.text if block.kind is BlockKind.RELATED else "".join(span.text for span in words)
                if link:
                    yield link, title
    for related in story.related:
        if related.address:
            yield related.address, related.headline


def _link(span: Span) -> str:
    return span.link


def _encoded(address: str) -> str:
    return QUrl(address).toString(_ENCODED)


def confirmed(parent: QWidget, address: str) -> bool:
    """Show where a link leads; True if the user wants to go there. Tests put their own answer in its place."""
    box = QMessageBox(parent)
    box.setWindowTitle("Open the link?")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText("This link leads out of Broadsheet:")
    box.setInformativeText(address)
    box.setStandardButtons(QMessageBox.StandardButton.Open | QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    return box.exec() == QMessageBox.StandardButton.Open
