"""A story brought to paper: painted on the sheets of a printer, or of a PDF."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QIODevice, QLocale, QMarginsF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from desktop.reader.paper import PaperStory
from desktop.reader.render import PageContent
from desktop.theme.typography import ReadingStyle
from library.model.annotation import AnchoredAnnotation

DOTS_PER_INCH = 1200
"""Of a PDF: fine enough that no letter is moved visibly."""


def pdf_of(content: PageContent, reading: ReadingStyle, annotations: Sequence[AnchoredAnnotation]) -> bytes:
    """Return a story as a PDF, on the paper that is usual where the user is. Needs a QGuiApplication."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DOTS_PER_INCH)
    writer.setTitle(content.story.headline)
    writer.setCreator("Broadsheet")
    size = QPageSize(paper_of(QLocale()))
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
    paint_sheets(writer, content, reading, annotations)
    return buffer.data().data()


def paint_sheets(
    device: QPagedPaintDevice,
    content: PageContent,
    reading: ReadingStyle,
    annotations: Sequence[AnchoredAnnotation],
    sheets: tuple[int, int] = (0, 0),
) -> bool:
    """Paint the sheets from the first to the last (counted from 1; 0 for all); False if the device takes none."""
    size = device.pageLayout().fullRect(QPageLayout.Unit.Point).size()
    story = PaperStory(content, reading, size, annotations)
    painter = QPainter()
    if not painter.begin(device):
        return False
    first, last = max(sheets[0], 1), min(sheets[1] or story.sheets, story.sheets)
    for number in range(first, last + 1):
        if number > first:
            device.newPage()
        story.paint(painter, number - 1, painter.device().logicalDpiY())
    return painter.end()


def paper_of(locale: QLocale) -> QPageSize.PageSizeId:
    """Return the paper that is usual where the user is: Letter where inches are, as in North America, else A4."""
    american = locale.measurementSystem() is QLocale.MeasurementSystem.ImperialUSSystem
    return QPageSize.PageSizeId.Letter if american else QPageSize.PageSizeId.A4
