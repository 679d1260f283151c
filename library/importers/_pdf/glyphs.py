"""The glyphs of a page: what each says, where it stands, and how it is set.

Owns pdfium's raw calls for text. Every length is in points, y grows upwards, and a page that is set sideways or in
vertical lines is turned so that its lines run from left to right.
"""

from __future__ import annotations

import ctypes
import itertools
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

_BOLD = re.compile(r"bold|black|heavy|semibd|demi|-bd|cmbx|cmssbx|sfbx|ecbx", re.IGNORECASE)
_NOT_BOLD = re.compile(r"regular|roman|book|light|medium|-it\b|italic|oblique", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|kursiv|-it\b|cmti|cmsl|cmmi|ecti|sfti|slant|[-,]i$", re.IGNORECASE)
_MONO = re.compile(r"courier|mono|typewriter|consolas|menlo|code|[a-z]tt\d*$", re.IGNORECASE)
_FIXED_PITCH, _ITALIC_FLAG = 1, 64  # ISO 32000-1, table 123
_HEAVY = 650
_INVISIBLE = 3  # the text rendering mode of the layer that text recognition lays over a scanned page
_SYMBOLS = {0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "‣", 0xF076: "❖", 0xF0FC: "✓", 0xF02D: "–"}
"""What Symbol and Wingdings hold at the places that word processors take their bullets from."""
_HYPHEN = 2
"""What pdfium gives for a hyphen at a line's end."""
_SPACES = frozenset((0x20, 0xA0, 0x09, 0x0A, 0x0D, 0x3000))
_NO_SPACE = 0.08
"""Ems: where pdfium adds a space for a gap smaller than this, behind a raised sign say, there is none."""
_LARGEST_PAGE = 60_000
"""Glyphs of one page that are read: a newspaper's broadsheet holds some 30,000."""


class Face(NamedTuple):
    """How glyphs are set: points, style, degrees of turning (a multiple of 90, or -1 for askew), seen at all."""

    size: float
    bold: bool
    italic: bool
    mono: bool
    angle: int
    hidden: bool


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


class _Raw(NamedTuple):
    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    ox: float
    oy: float
    face: Face
    space: bool


def read(page: pypdfium2.PdfPage) -> PageText:
    """Return a page's text. Takes time in proportion to it, up to `_LARGEST_PAGE` glyphs."""
    raws, lost = _raws(page)
    if any(raw.face.hidden for raw in raws) and any(not raw.face.hidden for raw in raws):
        seen = [raw for raw in raws if not raw.face.hidden]
        raws = seen if len(seen) * 4 > len(raws) else raws  # the page's own number over recognised text
    left, bottom, right, top = page.get_bbox()
    raws = [raw for raw in raws if left - 1 <= raw.ox <= right + 1 and bottom - 1 <= raw.oy <= top + 1]
    if not raws:
        return PageText((), right - left, top - bottom, lost=lost)
    angles = Counter(raw.face.angle for raw in raws)
    most = max((angle for angle in angles), key=lambda angle: angles[angle])
    vertical = most == 0 and _is_vertical(raws)
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


def _raws(page: pypdfium2.PdfPage) -> tuple[list[_Raw], int]:
    text = page.get_textpage()
    handle = text.raw
    rect, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    to_rect, to_x, to_y = ctypes.byref(rect), ctypes.byref(x), ctypes.byref(y)
    faces: dict[int, Face] = {}
    found: list[_Raw] = []
    seen: set[tuple[str, int, int]] = set()
    last, space, guessed, lost, high = 0, False, False, 0, 0
    for at in range(min(text.count_chars(), _LARGEST_PAGE)):
        code = pdfium.FPDFText_GetUnicode(handle, at)
        thing = pdfium.FPDFText_GetTextObject(handle, at)
        if not thing or code in _SPACES:
            space, guessed = True, not thing and (guessed or not space)
            continue
        address = ctypes.addressof(thing.contents)
        if address not in faces:
            faces[address] = _face(handle, at, thing)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        char = _char(code, high) if code != _HYPHEN or not pdfium.FPDFText_IsHyphen(handle, at) else "-"
        high = 0
        if not char:
            lost += 1
            continue
        pdfium.FPDFText_GetLooseCharBox(handle, at, to_rect)
        pdfium.FPDFText_GetCharOrigin(handle, at, to_x, to_y)
        if (
            guessed
            and faces[address].angle == 0
            and found
            and 0 <= rect.left - found[-1].x1 < _NO_SPACE * faces[address].size
        ):
            space = False
        box = (rect.left, rect.bottom, rect.right, rect.top)
        raw = _Raw(char, *box, x.value, y.value, faces[address], space or not found)
        if not all(map(math.isfinite, raw[1:7])):
            continue
        before = found[-1] if found else raw
        piece = address == last and not space and bool(found) and (before.ox, before.oy) == (raw.ox, raw.oy)
        accent = unicodedata.combining(char) and not "\u0590" <= char <= "\u08ff"
        if piece or (found and accent and not space):
            found[-1] = before._replace(text=before.text + char)
        elif (key := (char, round(raw.ox / (step := 0.15 * faces[address].size)), round(raw.oy / step))) not in seen:
            seen.add(key)  # letters set twice, for weight or a shadow, are read once
            found.append(raw)
        last, space, guessed = address, False, False
    text.close()
    return found, lost


def _char(code: int, high: int) -> str:
    """What a code of UTF-16 says, behind a high surrogate or 0; empty for what no reader can know."""
    if 0xDC00 <= code < 0xE000:
        return chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00) if high else ""
    if code < 0x20 or code >= 0xFFFE or 0xE000 <= code <= 0xF8FF:
        return _SYMBOLS.get(code, "")
    return chr(code)


def _face(handle: pdfium.FPDF_TEXTPAGE, at: int, thing: pdfium.FPDF_PAGEOBJECT) -> Face:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(handle, at, matrix)
    size = pdfium.FPDFText_GetFontSize(handle, at) * math.hypot(matrix.c, matrix.d)
    buffer, flags = ctypes.create_string_buffer(256), ctypes.c_int()
    length = pdfium.FPDFText_GetFontInfo(handle, at, buffer, 256, flags)
    name = buffer.value.decode("latin-1") if 0 < length <= 256 else ""
    name = name.split("+", 1)[-1]
    bold = bool(_BOLD.search(name))
    if not bold and not _NOT_BOLD.search(name):
        bold = pdfium.FPDFText_GetFontWeight(handle, at) >= _HEAVY
    degrees = math.degrees(math.atan2(matrix.b, matrix.a)) % 360
    right_angle = round(degrees / 90) * 90
    return Face(
        max(round(abs(size), 2), 0.1) if math.isfinite(size) else 1.0,
        bold,
        bool(_ITALIC.search(name)) or bool(flags.value & _ITALIC_FLAG),
        bool(_MONO.search(name)) or bool(flags.value & _FIXED_PITCH and "mono" in name.lower()),
        right_angle % 360 if abs(degrees - right_angle) < 8 else -1,
        pdfium.FPDFTextObj_GetTextRenderMode(thing) == _INVISIBLE,
    )


def _is_vertical(raws: list[_Raw]) -> bool:
    """True if most steps from one glyph to the next go down by about its size: lines set from top to bottom."""
    down = across = 0
    for before, after in itertools.pairwise(raws):
        size = after.face.size
        if not (_is_wide(before.text) and _is_wide(after.text)):
            continue
        if abs(after.ox - before.ox) < size * 0.5 and 0.3 * size < before.oy - after.oy < 2.2 * size:
            down += 1
        elif abs(after.oy - before.oy) < size * 0.3:
            across += 1
    return down >= 2 and down > 2 * across


def _is_wide(text: str) -> bool:
    return any("\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\uffee" for char in text)


def _turn(
    raws: list[_Raw], angle: int, links: tuple[_Link, ...], box: tuple[float, float, float, float]
) -> Iterator[Glyph]:
    """The glyphs with their places turned back by `angle` degrees, counted from the turned page's lower left corner."""
    left, bottom, right, top = box
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
