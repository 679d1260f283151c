"""The links of a page: where one leads is told, a footnote is shown beside its reference or gone to."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QUrl, Signal

from desktop.reader._pictures import PICTURE_SCHEME
from desktop.reader.canvas import Canvas
from desktop.reader.marks import Range
from desktop.reader.note_preview import NotePreview
from desktop.reader.render import FOOTNOTE_SCHEME, PLACE_SCHEME, TABLE_SCHEME, VERSIONS_ADDRESS, RenderedPage

_OPENED_SCHEMES = ("http", "https", "mailto")
_PREVIEWED = 320
"""Code points that are shown of what a link to a place leads to."""


class _Scheme:
    """The links of a page that lead nowhere outside it."""

    FOOTNOTE, PLACE, TABLE, PICTURE = FOOTNOTE_SCHEME, PLACE_SCHEME, TABLE_SCHEME, PICTURE_SCHEME


class PageLinks(QObject):
    """Acts on the links of the page that a view shows.

    `jumping` comes before a link inside the story is followed; `picture_wanted` carries a `Picture`, `table_wanted` the
    place of a table among the story's blocks.
    """

    activated = Signal(str)
    hovered = Signal(str)
    versions_wanted = Signal()
    picture_wanted = Signal(object)
    table_wanted = Signal(int)
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
        self.preview.hide()
        passage = self._passage(url)
        if passage is not None:
            self._preview(*passage)
        self.hovered.emit(self._words(url, passage))

    def _words(self, url: QUrl, passage: Range | None) -> str:
        address, page = url.toString(), self._view.page
        match url.scheme() + ":":
            case _ if address == VERSIONS_ADDRESS:
                return "Show the versions of this story"
            case _Scheme.FOOTNOTE:
                return f"Go to footnote {address.removeprefix(FOOTNOTE_SCHEME)}"
            case _Scheme.PLACE if page is not None and passage is not None:
                return f"Go to “{page.text[slice(*page.paragraph_at(passage[0]))]}”"
            case _Scheme.PICTURE:
                return "Show the picture over the whole window"
            case _Scheme.TABLE:
                return "Open the table in a window of its own"
        return address

    def _on_clicked(self, url: QUrl) -> None:
        address = _encoded(url)
        if address == VERSIONS_ADDRESS:
            self.versions_wanted.emit()
        elif url.scheme() in _OPENED_SCHEMES:
            self.activated.emit(address)
        elif (page := self._view.page) is not None:
            self._follow(page, url)

    def _follow(self, page: RenderedPage, url: QUrl) -> None:
        match url.scheme() + ":":
            case _Scheme.PICTURE if picture := page.document.picture_named(url.toString()):
                self.picture_wanted.emit(picture)
            case _Scheme.TABLE:
                self.table_wanted.emit(int(url.path()))
            case _Scheme.FOOTNOTE | _Scheme.PLACE if passage := self._passage(url):
                self.jumping.emit()
                self._view.go_to(*(passage if url.scheme() == "footnote" else page.paragraph_at(passage[0])))

    def _passage(self, url: QUrl) -> Range | None:
        """Return the code points that a link inside the story leads to."""
        page = self._view.page
        if page is None:
            return None
        if url.scheme() + ":" == PLACE_SCHEME:
            place = int(url.path())
            return place, place + _PREVIEWED
        return self._footnote(_encoded(url)) if url.scheme() + ":" == FOOTNOTE_SCHEME else None

    def _footnote(self, address: str) -> Range | None:
        """Return the code points of the footnote that a link leads to."""
        page = self._view.page
        for label, passage in page.labels.items() if page is not None else ():
            if _encoded(QUrl(FOOTNOTE_SCHEME + label)) == address:
                return passage
        return None

    def _preview(self, start: int, end: int) -> None:
        view = self._view
        assert view.page is not None
        reference = view.cursorRect() if self.pointed_at.isNull() else self.pointed_at
        at = QRect(view.viewport().mapTo(view, reference.topLeft()), reference.size())
        self.preview.show_at(view.page.text[start:end], at, view.rect())


def _encoded(url: QUrl) -> str:
    return url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
