"""The glyphs of a page: what each says, where it stands, and how it is set.

Every length is in points, y grows upwards, and a page that is set sideways or in
vertical lines is turned so that its lines run from left to right.
"""

from __future__ import annotations

import ctypes
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from library.importers._pdf.raw import Face, Raw
from library.importers._pdf.raw import raws as raws_of

_WIDE = re.compile("[\u2e80-\u9fff\uf900-\uffee]")


class Glyph(NamedTuple):
    """One glyph: what it says (a ligature: its letters), its left and right end and baseline, whether a space goes
    before it, and the address it links to.
    """

    text: str
    x0: float
    x1: float
    y: float
    face: Face
    space: bool
    link: str = ""


@dataclass(frozen=True, slots=True)
class PageText:
    """A page as glyphs in the file's order. `turned` are those set at another angle than most, as a page of their own;
    `lost` counts glyphs of fonts that don't say what their glyphs mean; `vertical` is Chinese or Japanese set so.
    """

    glyphs: tuple[Glyph, ...]
    width: float
    height: float
    turned: tuple[Glyph, ...] = ()
    lost: int = 0
    vertical: bool = False
    angle: int = 0


def read(page: pypdfium2.PdfPage) -> PageText:
    """Return a page's text. Takes time in proportion to it, up to `_LARGEST_PAGE` glyphs."""
    raws, lost = raws_of(page)
    if any(raw.face.hidden for raw in raws) and any(not raw.face.hidden for raw in raws):
        seen = [raw for raw in raws if not raw.face.hidden]
        raws = seen if len(seen) * 4 > len(raws) else raws  # the page's own number over recognised text
    left, bottom, right, top = page.get_bbox()
    raws = [raw for raw in raws if left - 1 <= raw.ox <= right + 1 and bottom - 1 <= raw.oy <= top + 1]
    if not raws:
        return PageText((), right - left, top - bottom, lost=lost)
    angles = Counter(raw.face.angle for raw in raws)
    most = max((angle for angle in angles), key=lambda angle: angles[angle])
    vertical = most == 0 and bool(_WIDE.search("".join(raw.text for raw in raws))) and _is_vertical(raws)
    links = _links(page)
    box = (left, bottom, right, top)
    main = _turn([raw for raw in raws if raw.face.angle == most], 270 if vertical else most, links, box)
    others = [raw for raw in raws if raw.face.angle != most]
    angle = max(Counter(raw.face.angle for raw in others).items(), key=lambda item: item[1])[0] if others else 0
    turned = _turn([raw for raw in others if raw.face.angle == angle], angle, links, box)
    width, height = right - left, top - bottom
    if vertical or most in (90, 270):
        width, height = height, width
    return PageText(tuple(main), width, height, tuple(turned), lost, vertical, most)


def _is_vertical(raws: list[Raw]) -> bool:
    """True if most steps from one glyph to the next go down by about its size: lines set from top to bottom."""
    down = across = 0
    for before, after in itertools.pairwise(raws):
        size = after.face.size
        if not (_WIDE.match(before.text) and _WIDE.match(after.text)):
            continue
        if abs(after.ox - before.ox) < size * 0.5 and 0.3 * size < before.oy - after.oy < 2.2 * size:
            down += 1
        elif abs(after.oy - before.oy) < size * 0.3:
            across += 1
    return down >= 2 and down > 2 * across


def _turn(
    raws: list[Raw], angle: int, links: tuple[_Link, ...], box: tuple[float, float, float, float]
) -> Iterator[Glyph]:
    """The glyphs with their places turned back by `angle` degrees, counted from the turned page's lower left corner."""
    left, bottom, right, top = box
    if angle == 0 and not links:
        yield from (Glyph(raw.text, raw.x0 - left, raw.x1 - left, raw.oy - bottom, raw.face, raw.space) for raw in raws)
        return
    for raw in raws:
        text, x0, y0, x1, y1, ox, oy, face, space = raw
        link = next((each.address for each in links if each.holds((x0 + x1) / 2, (y0 + y1) / 2)), "") if links else ""
        if angle == 90:
            yield Glyph(text, y0 - bottom, y1 - bottom, right - ox, face, space, link)
        elif angle == 180:
            yield Glyph(text, right - x1, right - x0, top - oy, face, space, link)
        elif angle == 270:  # also lines of Chinese or Japanese that run down: the first one, rightmost, becomes the top
            yield Glyph(text, top - y1, top - y0, ox - left, face, space, link)
        else:
            yield Glyph(text, x0 - left, x1 - left, oy - bottom, face, space, link)


class _Link(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float
    address: str

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.bottom <= y <= self.top


_MOST_LINKS = 400


def _links(page: pypdfium2.PdfPage) -> tuple[_Link, ...]:
    place, handle = ctypes.c_int(0), pdfium.FPDF_LINK()
    found: list[_Link] = []
    document = page.pdf.raw
    while len(found) < _MOST_LINKS and pdfium.FPDFLink_Enumerate(page.raw, place, handle):
        action = pdfium.FPDFLink_GetAction(handle)
        rect = pdfium.FS_RECTF()
        if not action or not pdfium.FPDFLink_GetAnnotRect(handle, rect):
            continue
        size = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
        if not 1 < size <= 4096:
            continue
        buffer = ctypes.create_string_buffer(size)
        pdfium.FPDFAction_GetURIPath(document, action, buffer, size)
        address = buffer.value.decode("utf-8", "replace").strip()
        if re.match(r"(?:https?://|mailto:)\S+$", address, re.IGNORECASE):
            found.append(_Link(rect.left, rect.bottom, rect.right, rect.top, address))
    return tuple(found)
