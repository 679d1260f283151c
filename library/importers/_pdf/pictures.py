"""The pictures that stand on a page as pictures: photographs and scans, not drawings; and where in the text they go."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from library.importers import _assets
from library.importers._pdf.blocks import is_caption
from library.importers._pdf.paragraphs import Paragraph

MOST = 60
"""Pictures of a file that are kept: a long report may show a logo on every page."""

_MOST_ON_A_PAGE = 12
_LEAST_POINTS = (80.0, 60.0)
_LEAST_PIXELS = 100
_WHOLE_PAGE = 0.8
"""The share of a page beyond which a picture under text is its ground, or a scan of it."""
_TALLEST = 130.0
_NEAR = 60.0
_UNDER = 24.0
_SMALL = 0.96
_LONGEST_CAPTION = 500


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture and its box on a page: points from the page's lower left corner."""

    picture: _assets.Picture
    page: int
    left: float
    bottom: float
    right: float
    top: float


def pictures(page: pypdfium2.PdfPage, number: int) -> Iterator[Placed]:
    """Yield the pictures of a page that are large enough to be looked at."""
    left, bottom, right, top = page.get_bbox()
    area = (right - left) * (top - bottom)
    found = 0
    for thing in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=3):
        box = _bounds(thing)
        if box is None or found >= _MOST_ON_A_PAGE or not isinstance(thing, pypdfium2.PdfImage):
            continue
        x0, y0, x1, y1 = max(box[0], left), max(box[1], bottom), min(box[2], right), min(box[3], top)
        if x1 - x0 < _LEAST_POINTS[0] or y1 - y0 < _LEAST_POINTS[1] or (x1 - x0) * (y1 - y0) > _WHOLE_PAGE * area:
            continue
        kept = _picture(thing)
        if kept is not None:
            found += 1
            yield Placed(kept, number, x0 - left, y0 - bottom, x1 - left, y1 - bottom)


def _bounds(thing: pypdfium2.PdfObject) -> tuple[float, float, float, float] | None:
    sides = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(thing.raw, *sides):
        return None
    x0, y0, x1, y1 = (side.value for side in sides)
    return x0, y0, x1, y1


def _picture(image: pypdfium2.PdfImage) -> _assets.Picture | None:
    wide, high = ctypes.c_uint(), ctypes.c_uint()
    if not pdfium.FPDFImageObj_GetImagePixelSize(image.raw, wide, high):
        return None
    if min(wide.value, high.value) < _LEAST_PIXELS or wide.value * high.value > _assets.MOST_PIXELS:
        return None
    try:
        if list(image.get_filters()) == ["DCTDecode"]:
            kept = _assets.picture(bytes(image.get_data()))
            if kept is not None:
                return kept
        shown = image.get_bitmap(render=True).to_pil()
    except (pypdfium2.PdfiumError, ValueError, MemoryError):  # a damaged picture costs itself
        return None
    data = io.BytesIO()
    shown.save(data, "PNG", compress_level=1)
    return _assets.picture(data.getvalue())


def without_repeated(found: Sequence[Placed]) -> list[Placed]:
    """Return the pictures without those that stand on three pages or more: signets and ornaments."""
    pages: dict[str, set[int]] = {}
    for placed in found:
        pages.setdefault(placed.picture.asset.digest, set()).add(placed.page)
    kept: dict[tuple[str, int], Placed] = {}
    for placed in found:
        digest = placed.picture.asset.digest
        if len(pages[digest]) < 3:
            kept.setdefault((digest, placed.page), placed)
    return list(kept.values())[:MOST]


def without_signet(found: Sequence[Placed], top: float, page: int) -> list[Placed]:
    """Return the pictures without small ones above the headline at `top` (points) of a page: a house's sign."""
    return [
        placed
        for placed in found
        if placed.page != page or placed.bottom < top or placed.top - placed.bottom > _TALLEST
    ]


def captions(found: Sequence[Placed], paragraphs: Sequence[Paragraph], body: float) -> dict[int, Placed]:
    """Return the pictures by the identity of the paragraph that is their caption: a numbered one near by, or small
    type right below.
    """
    result: dict[int, Placed] = {}
    for placed in found:
        best: tuple[float, Paragraph] | None = None
        for paragraph in paragraphs:
            away = _distance(placed, paragraph, body)
            if away is not None and id(paragraph) not in result and (best is None or away < best[0]):
                best = away, paragraph
        if best is not None:
            result[id(best[1])] = placed
    return result


def _distance(placed: Placed, paragraph: Paragraph, body: float) -> float | None:
    """How far a paragraph lies from the picture that it can be the caption of, in points; None if it can't."""
    first, last = paragraph.lines[0], paragraph.lines[-1]
    if paragraph.cells or first.page != placed.page or last.page != placed.page:
        return None
    x0, x1 = min(line.x0 for line in paragraph.lines), max(line.x1 for line in paragraph.lines)
    if min(x1, placed.right) - max(x0, placed.left) < 0.3 * (x1 - x0):
        return None
    below, above = placed.bottom - first.top, last.bottom - placed.top
    if is_caption(paragraph):
        away = below if below > -4 else above
        return away if -4 < away < _NEAR else None
    small = paragraph.size <= _SMALL * body or paragraph.italic
    return below if small and -4 < below < _UNDER and len(paragraph.text) <= _LONGEST_CAPTION else None


def anchors(found: Sequence[Placed], paragraphs: Sequence[Paragraph]) -> dict[int, list[Placed]]:
    """Return pictures without a caption by the identity of the paragraph behind which they go; 0 is the beginning."""
    result: dict[int, list[Placed]] = {}
    for placed in found:
        before = 0
        for paragraph in paragraphs:
            line = paragraph.lines[0]
            if line.page > placed.page:
                break
            if line.page < placed.page or (line.y > placed.bottom and line.x0 < placed.right):
                before = id(paragraph)
        result.setdefault(before, []).append(placed)
    return result
