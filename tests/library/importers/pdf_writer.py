"""A small writer of PDF files for tests: text at places, set in columns by the widths of Helvetica, links, pictures.

Fonts: "R" regular, "B" bold, "I" italic, "M" typewriter; "U" is a font of any signs, whose meaning the file gives
(ToUnicode), each 0.6 em wide; "V" is Japanese set from top to bottom.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

# fmt: off
_WIDTHS = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778,
    722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278,
    278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
)
# fmt: on
"""Of Helvetica, for the signs from the space to the tilde, in thousandths of an em (Adobe's AFM file)."""

_FONTS = {"R": "Helvetica", "B": "Helvetica-Bold", "I": "Helvetica-Oblique", "M": "Courier"}
Add = Callable[[bytes], int]
_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def width(text: str, size: float) -> float:
    """Return the width of a text in Helvetica, in points."""
    return sum(_WIDTHS[ord(char) - 32] if 32 <= ord(char) < 127 else 556 for char in text) * size / 1000


@dataclass
class Page:
    """A page of A4 in points from its lower left corner, drawn on by its methods; `rotate` is the page's own turn."""

    ops: list[str] = field(default_factory=list)
    links: list[tuple[float, float, float, float, str]] = field(default_factory=list)
    pictures: list[tuple[int, int, bytes]] = field(default_factory=list)
    rotate: int = 0

    def text(self, x: float, y: float, text: str, size: float = 10, font: str = "R", spacing: float = 0) -> Page:
        """Draw a line; `spacing` is added at each space."""
        shown = text.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        self.ops.append(
            f"BT /{font} {size} Tf {spacing:.3f} Tw 1 0 0 1 {x:.2f} {y:.2f} Tm ({shown.decode('latin-1')}) Tj ET"
        )
        return self

    def signs(self, x: float, y: float, text: str, size: float = 10) -> Page:
        """Draw signs of any script glyph by glyph from left to right."""
        codes = "".join(f"{ord(char):04X}" for char in text)
        self.ops.append(f"BT /U {size} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm <{codes}> Tj ET")
        return self

    def downwards(self, x: float, y: float, text: str, size: float = 10) -> Page:
        """Draw a line of Japanese that runs down."""
        self.ops.append(f"BT /V {size} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm <{text.encode('utf-16-be').hex()}> Tj ET")
        return self

    def turned(self, x: float, y: float, text: str, size: float = 10) -> Page:
        """Draw a line that runs upwards."""
        self.ops.append(f"BT /R {size} Tf 0 1 -1 0 {x:.2f} {y:.2f} Tm ({text}) Tj ET")
        return self

    def column(
        self,
        x: float,
        y: float,
        measure: float,
        paragraphs: Iterable[str],
        size: float = 10,
        *,
        indent: float = 12,
        leading: float = 12,
        font: str = "R",
        justified: bool = True,
    ) -> float:
        """Set paragraphs in a column; returns the baseline after the last line. "~" marks where a word may be cut."""
        for paragraph in paragraphs:
            inset = indent
            for line, last in _wrapped(paragraph, measure, size, inset):
                room = measure - inset - width(line, size)
                gaps = line.count(" ")
                self.text(x + inset, y, line, size, font, room / gaps if justified and not last and gaps else 0)
                y -= leading
                inset = 0
        return y

    def link(self, x0: float, y0: float, x1: float, y1: float, address: str) -> Page:
        """Lay a link over a box."""
        self.links.append((x0, y0, x1, y1, address))
        return self

    def picture(self, x: float, y: float, wide: float, high: float, pixels: int, shade: int = 90) -> Page:
        """Draw a picture of `pixels` by `pixels`, in stripes."""
        data = bytes((shade if (at // pixels) % 7 < 4 else 250) for at in range(pixels * pixels))
        self.pictures.append((pixels, pixels, data))
        self.ops.append(f"q {wide} 0 0 {high} {x} {y} cm /P{len(self.pictures)} Do Q")
        return self


def _wrapped(paragraph: str, measure: float, size: float, indent: float) -> list[tuple[str, bool]]:
    lines: list[tuple[str, bool]] = []
    line, room = "", measure - indent
    for word in paragraph.split():
        whole = word.replace("~", "")
        if width(f"{line} {whole}".strip(), size) <= room:
            line = f"{line} {whole}".strip()
            continue
        syllables = word.split("~")
        cut = 0
        for at in range(len(syllables) - 1, 0, -1):
            head = "".join(syllables[:at])
            if width(f"{line} {head}-".strip(), size) <= room:
                line, cut = f"{line} {head}{'' if head.endswith('-') else '-'}".strip(), at
                break
        lines.append((line, False))
        line, room = "".join(syllables[cut:]), measure
    return [*lines, (line, True)]


def pdf(
    pages: Sequence[Page],
    *,
    title: str = "",
    author: str = "",
    created: str = "",
    language: str = "",
    password: str | None = None,
) -> bytes:
    """Return the file. With a `password` (it may be empty) it is locked in the manner of ISO 32000-1, 7.6.3, rev. 2."""
    objects: list[bytes] = [b"", b""]  # the catalogue and the tree of pages come first and are written last

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    fonts = " ".join(f"/{key} {add(_simple_font(name))} 0 R" for key, name in _FONTS.items())
    signs = add(_stream(_to_unicode()))
    below = add(
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Signs /DW 600 /CIDSystemInfo "
        b"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor << /Type /FontDescriptor "
        b"/FontName /Signs /Flags 4 /Ascent 800 /Descent -200 /CapHeight 700 /ItalicAngle 0 /StemV 80 "
        b"/FontBBox [0 -200 1000 800] >> >>"
    )
    font = add(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /Signs /Encoding /Identity-H /DescendantFonts [{below} 0 R] "
        f"/ToUnicode {signs} 0 R >>".encode()
    )
    below = add(
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiMin-W3 /DW 1000 /CIDSystemInfo "
        b"<< /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> /FontDescriptor << /Type /FontDescriptor "
        b"/FontName /HeiseiMin-W3 /Flags 4 /Ascent 800 /Descent -200 /CapHeight 700 /ItalicAngle 0 /StemV 80 "
        b"/FontBBox [0 -200 1000 800] >> >>"
    )
    down = add(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiMin-W3 /Encoding /UniJIS-UCS2-V "
        f"/DescendantFonts [{below} 0 R] >>".encode()
    )
    fonts += f" /U {font} 0 R /V {down} 0 R"
    numbers = [_page(page, fonts, add) for page in pages]
    objects[1] = f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{n} 0 R' for n in numbers)}] >>".encode()
    lang = f" /Lang ({language})" if language else ""
    objects[0] = f"<< /Type /Catalog /Pages 2 0 R{lang} >>".encode()
    entries = {"Title": title, "Author": author, "CreationDate": created}
    info = "".join(f" /{key} {_string(value)}" for key, value in entries.items() if value)
    return _file(objects, add(f"<<{info} >>".encode()), password)


def _simple_font(name: str) -> bytes:
    return f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode()


def _string(value: str) -> str:
    return f"<FEFF{value.encode('utf-16-be').hex().upper()}>"


def _stream(data: bytes, entries: str = "") -> bytes:
    return f"<< /Length {len(data)}{entries} >>\nstream\n".encode() + data + b"\nendstream"


def _to_unicode() -> bytes:
    blocks = "".join(
        f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>\n" for high in (0x00, 0x05, 0x06, 0x20, 0x30, 0xFB, 0xFE)
    )
    han = "".join(f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>\n" for high in range(0x4E, 0xA0))
    ranges = [line for line in (blocks + han).split("\n") if line]
    chunks = "".join(
        f"{len(part)} beginbfrange\n" + "\n".join(part) + "\nendbfrange\n"
        for part in (ranges[at : at + 90] for at in range(0, len(ranges), 90))
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /S def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{chunks}endcmap end end"
    ).encode()


def _page(page: Page, fonts: str, add: Add) -> int:
    content = add(_stream("\n".join(page.ops).encode("latin-1")))
    images = ""
    for at, (wide, high, data) in enumerate(page.pictures, 1):
        entries = (
            f" /Type /XObject /Subtype /Image /Width {wide} /Height {high} /ColorSpace /DeviceGray "
            "/BitsPerComponent 8 /Filter /FlateDecode"
        )
        images += f"/P{at} {add(_stream(zlib.compress(data), entries))} 0 R "
    links = [
        add(
            f"<< /Type /Annot /Subtype /Link /Rect [{x0} {y0} {x1} {y1}] /Border [0 0 0] "
            f"/A << /S /URI /URI ({address}) >> >>".encode()
        )
        for x0, y0, x1, y1, address in page.links
    ]
    return add(
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate {page.rotate} /Contents {content} 0 R "
        f"/Resources << /Font << {fonts} >> /XObject << {images}>> >> "
        f"/Annots [{' '.join(f'{link} 0 R' for link in links)}] >>".encode()
    )


def _file(objects: list[bytes], info: int, password: str | None) -> bytes:
    name = hashlib.md5(b"broadsheet", usedforsecurity=False).digest()
    trailer = f"/Size {len(objects) + 1} /Root 1 0 R /Info {info} 0 R /ID [<{name.hex()}> <{name.hex()}>]"
    if password is not None:
        key, owner, user = _locked(password, name)
        trailer += f" /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{owner.hex()}> /U <{user.hex()}> >>"
        objects = [_enciphered(body, at, key) for at, body in enumerate(objects, 1)]
    result, places = b"%PDF-1.7\n", []
    for at, body in enumerate(objects, 1):
        places.append(len(result))
        result += f"{at} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    return result + f"{head}trailer\n<< {trailer} >>\nstartxref\n{len(result)}\n%%EOF".encode()


def _locked(password: str, name: bytes) -> tuple[bytes, bytes, bytes]:
    secret = (password.encode("latin-1") + _PADDING)[:32]
    owner = _rc4(_md5(secret)[:5], secret)
    key = _md5(secret + owner + (-4 & 0xFFFFFFFF).to_bytes(4, "little") + name)[:5]
    return key, owner, _rc4(key, _PADDING)


def _enciphered(body: bytes, number: int, key: bytes) -> bytes:
    """An object with its stream enciphered; strings would be too, so locked files of these tests have none to read."""
    head, mark, rest = body.partition(b"stream\n")
    if not mark:
        return body
    data = rest.removesuffix(b"\nendstream")
    return head + mark + _rc4(_md5(key + number.to_bytes(3, "little") + b"\0\0")[:10], data) + b"\nendstream"


def _md5(data: bytes) -> bytes:
    return hashlib.md5(data, usedforsecurity=False).digest()


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    result, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        result.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(result)
