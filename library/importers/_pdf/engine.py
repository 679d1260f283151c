"""Opening a PDF with pdfium, and what the file says of itself beside its pages."""

from __future__ import annotations

import ctypes
import re
from datetime import datetime

import pypdfium2
import pypdfium2.raw as pdfium

from library.importers._language_tag import language_tag
from library.importers.tidy import one_line, tidy
from library.model.errors import UnreadableFile
from library.model.stamp import Stamp, StampOrigin

_WHY = {
    pdfium.FPDF_ERR_FORMAT: "The file is damaged, or isn't a PDF.",
    pdfium.FPDF_ERR_PASSWORD: "The file is locked with a password.",
    pdfium.FPDF_ERR_SECURITY: "The file is locked in a way that Broadsheet can't open.",
}
_DAMAGED = "The file is damaged: none of its pages can be read."
_DATE = re.compile(
    r"(?:D:)?(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)(?:(?P<h>\d\d)(?P<mi>\d\d)(?P<s>\d\d)?)?(?P<z>Z|[+-]\d\d'?\d\d)?"
)


def open_file(data: bytes) -> pypdfium2.PdfDocument:
    """Return the opened file; an empty user password opens it. Raises UnreadableFile that says why it can't be."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile(_WHY.get(getattr(error, "err_code", 0) or 0, _DAMAGED)) from error
    if len(document) <= 0:
        raise UnreadableFile(_DAMAGED)
    return document


def field(document: pypdfium2.PdfDocument, name: str) -> str:
    """Return an entry of the information dictionary (ISO 32000-1, 14.3.3) on one line, or empty."""
    return one_line(tidy(document.get_metadata_value(name)))


def language(document: pypdfium2.PdfDocument) -> str:
    """Return the language that the catalogue names, as a BCP 47 tag, or empty."""
    size = pdfium.FPDFCatalog_GetLanguage(document.raw, None, 0)
    if not 2 < size < 80:
        return ""
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFCatalog_GetLanguage(document.raw, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), size)
    return language_tag(buffer.raw[: size - 2].decode("utf-16-le", "ignore"))


def made(document: pypdfium2.PdfDocument) -> Stamp | None:
    """Return when the file was made, at best a guess at when its story was published; None if it doesn't say."""
    match = _DATE.match(field(document, "CreationDate"))
    if match is None:
        return None
    try:
        day = datetime(int(match["y"]), int(match["m"]), int(match["d"])).date()
    except ValueError:
        return None
    return Stamp.of(day, StampOrigin.GUESS) if 1980 <= day.year <= 2200 else None
