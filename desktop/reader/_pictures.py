"""Pictures from the asset store: looked at before they are decoded, never larger than is reasonable, never fetched."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from weakref import WeakValueDictionary

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QTextDocument, QTextImageFormat

AssetReader = Callable[[str], bytes | None]
"""Returns the bytes kept under a digest (SHA-256, hex), or None where there are none."""

MOST_PIXELS = 40_000_000
"""A picture of more pixels isn't decoded: 160 MB, and a few kilobytes of PNG can claim any size."""

_SAFE = (b"jpeg", b"png", b"gif", b"webp", b"bmp", b"tiff", b"ico")
"""Formats that are pixels alone. An SVG may name other files, so it isn't shown as a picture."""

PICTURE_SCHEME = "asset:"
_FILLS = 0.7
_TALLEST = 1.25
_BLANK = QImage(1, 1, QImage.Format.Format_ARGB32)
_BLANK.fill(0)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that can be shown: `width` and `height` are what its bytes say, in pixels, upright."""

    digest: str
    data: bytes
    width: int
    height: int

    @property
    def address(self) -> str:
        """The name under which a `StoryDocument` knows it."""
        return PICTURE_SCHEME + self.digest


def look_at(digest: str, asset: AssetReader) -> Picture | None:
    """Return the picture kept under a digest, from its header alone; None where it is missing, broken or too large."""
    data = asset(digest) if digest else None
    if not data:
        return None
    reader, _buffer = _reader(data)
    # The format first: to tell its size, an SVG would be parsed, and what it names opened.
    if bytes(reader.format().data()) not in _SAFE:
        return None
    size = reader.size()
    if size.isEmpty() or size.width() * size.height() > MOST_PIXELS:
        return None
    if _turned(reader):
        size.transpose()
    return Picture(digest, data, size.width(), size.height())


def shown_size(picture: Picture, column: int) -> QSize:
    """Return how large a picture is shown in a column, in pixels.

    One that nearly fills the column does fill it; a smaller one keeps its size; none is much taller than the column is
    wide.
    """
    width: float = column if picture.width >= column * _FILLS else picture.width
    height = picture.height * width / picture.width
    tallest = column * _TALLEST
    if height > tallest:
        width, height = width * tallest / height, tallest
    return QSize(max(1, round(width)), max(1, round(height)))


def decode(picture: Picture, size: QSize) -> QImage:
    """Return the picture's pixels at exactly that size; a null image if the bytes are broken."""
    reader, _buffer = _reader(picture.data)
    if picture.width > size.width():
        # A JPEG is decoded straight to a smaller size, in a quarter of the time.
        reader.setScaledSize(size.transposed() if _turned(reader) else size)
    image = reader.read()
    if image.isNull() or image.size() == size:
        return image
    return image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)


def _turned(reader: QImageReader) -> bool:
    # Cameras store a picture as the sensor lay and say in EXIF how to turn it; the reader's sizes are before that.
    return bool(reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90)


def _reader(data: bytes) -> tuple[QImageReader, QBuffer]:
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    return reader, buffer  # the buffer must outlive the reader


class StoryDocument(QTextDocument):
    """A document that gets pictures from the story's own assets and nothing from anywhere else.

    Pictures are decoded on a thread of their own, when they first come into view: a photograph takes longer than a
    frame. Their sizes are known before, so nothing moves when one appears.
    """

    picture_decoded = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._wanted: dict[str, tuple[Picture, QSize]] = {}
        self._asked: set[tuple[str, int, int]] = set()
        self._decoded: dict[str, QImage] = {}

    def show_picture(self, picture: Picture, size: QSize) -> None:
        """Let the document show a picture, at `size` in screen pixels."""
        self._wanted[picture.address] = (picture, size)

    def loadResource(self, kind: int, name: QUrl | str) -> QImage:
        """Return what there is of one of the story's own pictures; a blank for any other name. Never waits."""
        address = name.toString() if isinstance(name, QUrl) else name
        if address in self._wanted:
            self._ask(*self._wanted[address])
        return self._decoded.get(address, _BLANK)

    def picture_named(self, address: str) -> Picture | None:
        """Return the picture that the document knows under a name."""
        wanted = self._wanted.get(address)
        return wanted[0] if wanted is not None else None

    def shown(self, picture: Picture) -> QImage:
        """Return a picture's pixels as the page shows them; a blank before they are there."""
        return self._decoded.get(picture.address, _BLANK)

    def take(self, address: str, size: QSize, image: QImage) -> None:
        """Take a decoded picture, unless it came too late or its bytes were broken, and have it painted."""
        if image.isNull() or self._wanted[address][1] != size:
            return
        self._decoded[address] = image
        self.documentLayout().update.emit()
        self.picture_decoded.emit(address)

    def _ask(self, picture: Picture, size: QSize) -> None:
        job = (picture.address, size.width(), size.height())
        if job not in self._asked:
            self._asked.add(job)
            decode_aside(self, picture, size)


class Taker(Protocol):
    """Takes a decoded picture: its address, the size that was asked for, and its pixels."""

    def take(self, address: str, size: QSize, image: QImage, /) -> None:
        """Take it; called on the thread of the window."""


class _Decoder(QObject):
    """A thread that decodes, and the signal that brings its work back.

    The thread never holds who takes it: the last reference dropped there would destroy it on the wrong thread.
    """

    _done = Signal(int, str, QSize, QImage)

    def __init__(self) -> None:
        super().__init__()
        # Imported with the first picture: a window starts without it, 5 ms sooner.
        from concurrent.futures import ThreadPoolExecutor

        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pictures")
        self._takers: WeakValueDictionary[int, Taker] = WeakValueDictionary()
        self._tickets = itertools.count()
        self._done.connect(self._on_done)

    def decode(self, taker: Taker, picture: Picture, size: QSize) -> None:
        """Decode a picture for someone who takes it when it is ready, if they are still there."""
        ticket = next(self._tickets)
        self._takers[ticket] = taker
        self._thread.submit(self._work, ticket, picture, size)

    def _work(self, ticket: int, picture: Picture, size: QSize) -> None:
        self._done.emit(ticket, picture.address, size, decode(picture, size))

    def _on_done(self, ticket: int, address: str, size: QSize, image: QImage) -> None:
        taker = self._takers.pop(ticket, None)
        if taker is not None:
            taker.take(address, size, image)


@functools.cache
def _decoder() -> _Decoder:
    return _Decoder()


def decode_aside(taker: Taker, picture: Picture, size: QSize) -> None:
    """Decode a picture at exactly `size` on a thread of its own, for someone to take when it is ready."""
    _decoder().decode(taker, picture, size)


def place_picture(document: StoryDocument, picture: Picture, column: int, pixel_ratio: float) -> QTextImageFormat:
    """Let the document show a picture in a column of that width, and return the format that says how large."""
    size = shown_size(picture, column)
    document.show_picture(picture, size * pixel_ratio)
    made = QTextImageFormat()
    made.setName(picture.address)
    made.setWidth(size.width())
    made.setHeight(size.height())
    # A link, so that the keys that go from link to link come to it.
    made.setAnchor(True)
    made.setAnchorHref(picture.address)
    return made
