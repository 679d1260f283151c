"""pdfium's raw calls for the text of a page: what each character says, where it stands, and how it is set.

The calls are most of the time that a PDF takes, so each is made as seldom as can be: what belongs to a whole text
object is asked once.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
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
_FAR = 1e6
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


class Raw(NamedTuple):
    """A character on the page as the file has it: its box, and the place of its origin, in points."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    ox: float
    oy: float
    face: Face
    space: bool


class _Setting(NamedTuple):
    """What the characters of a text object share; `shift` is from their boxes' lower edge to their baseline, NaN where
    the box is no help for it.
    """

    face: Face
    shift: float


def raws(page: pypdfium2.PdfPage) -> tuple[list[Raw], int]:
    """Return the characters of a page, up to `_LARGEST_PAGE`, and how many have no meaning that the file gives."""
    text = page.get_textpage()
    try:
        return _Reader(text.raw).read(min(text.count_chars(), _LARGEST_PAGE))
    finally:
        text.close()


class _Reader:
    """Reads one page; holds the buffers that pdfium writes into."""

    def __init__(self, handle: pdfium.FPDF_TEXTPAGE) -> None:
        self._handle = handle
        self._rect, self._x, self._y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        self._to_rect, self._to_x, self._to_y = (ctypes.byref(each) for each in (self._rect, self._x, self._y))
        self._settings: dict[int, _Setting] = {}
        self._faces: dict[Face, Face] = {}
        self._starts: set[tuple[str, int, int]] = set()
        self._twice = False

    def read(self, count: int) -> tuple[list[Raw], int]:
        handle, rect = self._handle, self._rect
        unicode, object_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetTextObject
        box_of = pdfium.FPDFText_GetLooseCharBox
        found: list[Raw] = []
        last, space, guessed, lost, high = 0, False, False, 0, 0
        for at in range(count):
            code, thing = unicode(handle, at), object_of(handle, at)
            if not thing or code in _SPACES:
                space, guessed = True, not thing and (guessed or not space)
                continue
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            char = _char(code, high) if code != _HYPHEN or not pdfium.FPDFText_IsHyphen(handle, at) else "-"
            high = 0
            if not char:
                lost += 1
                continue
            box_of(handle, at, self._to_rect)
            x0 = rect.left
            address = ctypes.addressof(thing.contents)
            setting = self._settings.get(address) or self._setting(at, thing, address)
            face, ox, oy = setting.face, x0, rect.bottom + setting.shift
            if oy != oy:
                pdfium.FPDFText_GetCharOrigin(handle, at, self._to_x, self._to_y)
                ox, oy = self._x.value, self._y.value
            if not (-_FAR < x0 < _FAR and -_FAR < oy < _FAR and -_FAR < rect.right < _FAR):
                continue
            if guessed and found and face.angle == 0 and 0 <= x0 - found[-1].x1 < _NO_SPACE * face.size:
                space = False
            if found and not space and _belongs(char, found[-1], address == last, ox, oy):
                found[-1] = found[-1]._replace(text=found[-1].text + char)
            else:
                if address != last:
                    self._begins(char, ox, oy, face.size)
                found.append(Raw(char, x0, rect.bottom, rect.right, rect.top, ox, oy, face, space or not found))
            last, space, guessed = address, False, False
        return _once(found) if self._twice else found, lost

    def _setting(self, at: int, thing: pdfium.FPDF_PAGEOBJECT, address: int) -> _Setting:
        face = _face(self._handle, at, thing)
        face = self._faces.setdefault(face, face)
        pdfium.FPDFText_GetCharOrigin(self._handle, at, self._to_x, self._to_y)
        # A loose box begins at the origin. Of fonts that tell no heights pdfium gives tight ones, of any height.
        loose = face.angle == 0 and abs(self._x.value - self._rect.left) < 0.001
        self._settings[address] = _Setting(face, self._y.value - self._rect.bottom if loose else math.nan)
        return self._settings[address]

    def _begins(self, char: str, x: float, y: float, size: float) -> None:
        """Note where a text object begins: two that begin alike may be one text set twice."""
        step = 0.3 * size
        for place in {(char, round(x / step), round(y / step)), (char, int(x // step), int(y // step))}:
            self._twice = self._twice or place in self._starts
            self._starts.add(place)


def _belongs(char: str, before: Raw, same_object: bool, ox: float, oy: float) -> bool:
    """True for a further letter of a ligature, and for an accent set over a letter of a script from left to right."""
    if same_object and before.ox == ox and before.oy == oy:
        return True
    return char > "\u02ff" and unicodedata.combining(char) > 0 and not "\u0590" <= char <= "\u08ff"


def _once(found: list[Raw]) -> list[Raw]:
    """The characters without those set twice in one place, for weight or a shadow."""
    seen: set[tuple[str, int, int]] = set()
    result = []
    for raw in found:
        step = 0.15 * raw.face.size
        key = raw.text, round(raw.ox / step), round(raw.oy / step)
        if key not in seen:
            seen.add(key)
            result.append(raw)
    return result


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
