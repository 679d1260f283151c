"""The links of a page: where one leads is told, a footnote is shown beside its reference or gone to."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QUrl, Signal

from desktop.reader.canvas import Canvas
from desktop.reader.marks import Range
from desktop.reader.note_preview import NotePreview
from desktop.reader.render import FOOTNOTE_SCHEME, VERSIONS_ADDRESS

_OPENED_SCHEMES = ("http", "https", "mailto")


class PageLinks(QObject):
    """Acts on the links of the page that a view shows.

    `jumping` comes before a link inside the story is followed.
    """

    activated = Signal(str)
    hovered = Signal(str)
    versions_wanted = Signal()
    jumping = Signal()

    def __init__(self, view: Canvas) -> None:
        super().__init__(view)
        self._view = view
        self.pointed_at = QRect()
        """Where the mouse points, in the viewport; null while the keys go from link to link."""
        self.preview = NotePreview(view)
        view.scrolled.connect(self.preview.hide)
        view.settled.connect(self.preview.hide)
        view.anchorClicked.connect(self._on_clicked)
        view.highlighted.connect(self.tell)

    def tell(self, url: QUrl) -> None:
        """Tell where the link leads that has the pointer or the keyboard; an empty one for none."""
        address = url.toString()
        self.preview.hide()
        if address == VERSIONS_ADDRESS:
            address = "Show the versions of this story"
        elif url.scheme() + ":" == FOOTNOTE_SCHEME:
            self._preview(_encoded(url))
            address = f"Go to footnote {address.removeprefix(FOOTNOTE_SCHEME)}"
        self.hovered.emit(address)

    def _on_clicked(self, url: QUrl) -> None:
        address = _encoded(url)
        if address == VERSIONS_ADDRESS:
            self.versions_wanted.emit()
        elif self._view.page is not None and url.scheme() + ":" == FOOTNOTE_SCHEME:
            passage = self._footnote(address)
            if passage is not None:
                self.jumping.emit()
                self._view.go_to(*passage)
        elif url.scheme() in _OPENED_SCHEMES:
            self.activated.emit(address)

    def _footnote(self, address: str) -> Range | None:
        """Return the code points of the footnote that a link leads to."""
        page = self._view.page
        for label, passage in page.labels.items() if page is not None else ():
            if _encoded(QUrl(FOOTNOTE_SCHEME + label)) == address:
                return passage
        return None

    def _preview(self, address: str) -> None:
        view, passage = self._view, self._footnote(address)
        if view.page is None or passage is None:
            return
        reference = view.cursorRect() if self.pointed_at.isNull() else self.pointed_at
        at = QRect(view.viewport().mapTo(view, reference.topLeft()), reference.size())
        self.preview.show_at(view.page.text[slice(*passage)], at, view.rect())


def _encoded(url: QUrl) -> str:
    return url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
