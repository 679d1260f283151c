"""Following a link: to a story of the library here, with a way back; to anything else outside, said first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QCursor, QDesktopServices
from PySide6.QtWidgets import QMessageBox, QToolTip, QWidget

from library.model.document import Block, BlockKind, Span
from library.model.errors import BroadsheetError
from library.model.story import ArticleSummary, Story

if TYPE_CHECKING:
    from desktop.window.main import MainWindow
    from library.front.reader import Page, Reader

_ENCODED = QUrl.ComponentFormattingOption.FullyEncoded

TITLED = "https://story.invalid/"
"""Begins the made address of a related headline that a story of the library has and that came without an address; the
headline follows. No page can lie there (RFC 6761)."""
_MOST_TITLES = 40
"""Related headlines that are looked up before a story shows: each costs a question to the library."""


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
        elif address.startswith(TITLED):
            self._window.messages.say("This story isn’t in the library any more.")
        elif confirmed(self._window, address):
            QDesktopServices.openUrl(QUrl(address))

    def tell(self, words: str) -> None:
        """Say in the status line where a link leads: `words` is its address, or already says so."""
        found = self._story_behind(words)
        if found is not None:
            words = f"In your library: {found.headline}"
        elif words.startswith(TITLED):
            words = unquote(words.removeprefix(TITLED))
        bar = self._window.statusBar()
        bar.showMessage(words)
        if not bar.isVisible():  # in the full screen
            QToolTip.showText(QCursor.pos(), words, self._window.reader.view)

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
        if address.startswith(TITLED):
            return self._look_up((), (unquote(address.removeprefix(TITLED)),), page.version.article)
        links = [link for link in links_of(page.version.story) if _encoded(link[0]) == _encoded(address)]
        forms = dict.fromkeys([*(link for link, _ in links), _encoded(address)])
        titles = dict.fromkeys(title for _, title in links)
        return self._look_up(tuple(forms), tuple(titles), page.version.article)

    def _look_up(self, forms: tuple[str, ...], titles: tuple[str, ...], besides: int) -> ArticleSummary | None:
        try:
            return self._window.session.reader.story_behind(forms, titles, besides)
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


def with_titles_linked(page: Page, reader: Reader) -> Page:
    """Return a page on which related headlines that came without an address lead to the stories that have them.

    Of those that no story has, nothing is changed: they stay plain text. Raises BroadsheetError as the reader does.
    """
    story = page.version.story
    wanted = [one.headline for one in story.related if not one.address]
    wanted += [_title(block, story) for block in story.document.blocks if _is_unlinked(block)]
    known = {
        title
        for title in list(dict.fromkeys(wanted))[:_MOST_TITLES]
        if title and reader.story_behind((), (title,), page.version.article) is not None
    }
    if not known:
        return page
    related = tuple(
        one if one.address or one.headline not in known else replace(one, address=_titled(one.headline))
        for one in story.related
    )
    blocks = tuple(
        _linked(block, title) if _is_unlinked(block) and (title := _title(block, story)) in known else block
        for block in story.document.blocks
    )
    linked = replace(story, related=related, document=replace(story.document, blocks=blocks))
    return replace(page, version=replace(page.version, story=linked))


def _titled(headline: str) -> str:
    return TITLED + quote(headline, safe="")


def _title(block: Block, story: Story) -> str:
    """Return the headline that a related line names, which may stand behind words such as “Read more:”."""
    headlines = (one.headline for one in story.related if one.headline)
    return next((headline for headline in headlines if block.text.endswith(headline)), block.text)


def _is_unlinked(block: Block) -> bool:
    return block.kind is BlockKind.RELATED and not any(span.link or span.footnote for span in block.spans)


def _linked(block: Block, title: str) -> Block:
    return replace(block, spans=tuple(replace(span, link=_titled(title)) for span in block.spans))


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
