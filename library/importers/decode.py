"""Bytes to text: marks, Unicode forms, and the legacy encodings that old files were kept in.

Owns the choice of an encoding. Knows nothing of what the text means.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from library.importers._encoding_guess import guess
from library.importers._mojibake import is_certain, repaired

SAMPLE = 24_000
"""Bytes a guess looks at: more changed no verdict in our trials, and charset-normalizer's time grows with them."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDER = {
    # Files labelled (or guessed) as the left one hold characters of the right one; the WHATWG Encoding Standard
    # (https://encoding.spec.whatwg.org/#names-and-labels) reads them so.
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift_jisx0213": "cp932",
    "shift_jis_2004": "cp932",
    "euc_jis_2004": "euc_jp",
    "euc_jisx0213": "euc_jp",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "cp950": "big5hkscs",
    "koi8-t": "koi8-r",
    "kz1048": "cp1251",
}
_ESCAPED = (
    (b"\x1b$)C", "iso2022_kr"),
    (b"\x1b$B", "iso2022_jp_ext"),
    (b"\x1b$@", "iso2022_jp_ext"),
    (b"\x1b(J", "iso2022_jp_ext"),
    (b"~{", "hz"),
)
_MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]{1,3}")
_HIGH = re.compile(rb"[\x80-\xff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text without its byte order mark.

    `encoding` is Python's name of the codec. `guessed` is True where neither a mark, nor the bytes' own form, nor a
    declaration that fits them tells. `damaged` counts the bytes that fit no character: U+FFFD stands for them.
    """

    text: str
    encoding: str
    guessed: bool = False
    damaged: int = 0


def decode(data: bytes, declared: str = "") -> Decoded:
    """Return the bytes as text. Never raises: what fits no character becomes U+FFFD and is counted.

    Text that was decoded wrongly before it was written down is put right, where that is certain.

    `declared` is an encoding named by the file or its transport (a meta tag, a mail header); it is believed after
    a byte order mark and UTF-8 that fits, before any guess, and only if the bytes allow it.
    """
    found = _decoded(data, declared)
    if not is_certain(found.text):
        return found
    return replace(found, text="\n".join(map(repaired, found.text.split("\n"))))


def _decoded(data: bytes, declared: str) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _replaced(data[len(mark) :], encoding)
    return _unicode(data) or _declared(data, declared) or _broken_utf8(data) or _guessed(data)


def codec_name(label: str) -> str:
    """Return Python's name for an encoding's label, widened as browsers do, or empty if it is none for text."""
    try:
        info = codecs.lookup(label.strip().strip("\"'"))
        b"a".decode(info.name, "replace")
    except (LookupError, ValueError):  # unknown, not for text (base64), or not a label at all
        return ""
    return _WIDER.get(info.name, info.name)


def _unicode(data: bytes) -> Decoded | None:
    if encoding := _wide(data[:8192]):
        return _replaced(data, encoding)
    if not _HIGH.search(data):
        return _escaped(data) or Decoded(data.decode("ascii"), "utf-8")
    try:
        return Decoded(data.decode(), "utf-8")
    except UnicodeDecodeError:
        return None


def _wide(head: bytes) -> str:
    """Return the encoding of UTF-16 or UTF-32 without a mark: zeros, or blanks and line ends, keep to their places."""
    if len(head) < 4:
        return ""
    zeros = [head[place::4].count(0) for place in range(4)]
    quarter = len(head) // 4
    if zeros[0] + zeros[1] + zeros[2] + zeros[3] > quarter * 2 and len(head) >= 8:
        if zeros[0] == quarter and zeros[1] > quarter * 0.9:
            return "utf-32-be"
        if zeros[3] == quarter and zeros[2] > quarter * 0.9:
            return "utf-32-le"
    even, odd = zeros[0] + zeros[2], zeros[1] + zeros[3]
    if max(even, odd) <= max(1, len(head) // 50) or min(even, odd) > max(even, odd) // 8:
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _escaped(data: bytes) -> Decoded | None:
    for escape, encoding in _ESCAPED:
        if escape in data[:SAMPLE]:
            try:
                return Decoded(data.decode(encoding), encoding)
            except UnicodeDecodeError:
                continue
    return None


def _declared(data: bytes, declared: str) -> Decoded | None:
    encoding = codec_name(declared) if declared else ""
    if not encoding or encoding.startswith(("utf", "cp65001")):
        return None  # a file that is UTF-8 has been read as such by now
    result = _replaced(data, encoding)
    return result if result.damaged <= max(2, len(data) // 1000) else None


def _broken_utf8(data: bytes) -> Decoded | None:
    """Text that is plainly UTF-8 but for a few bytes (a cut end, a pasted foreign line)."""
    sequences = len(_MULTIBYTE.findall(data))
    if sequences < 2:
        return None
    result = _replaced(data, "utf-8")
    return result if result.damaged * 10 <= sequences else None


def _guessed(data: bytes) -> Decoded:
    name = guess(_sample(data))
    result = _replaced(data, _WIDER.get(name, name))
    return Decoded(result.text, result.encoding, guessed=True, damaged=result.damaged)


def _sample(data: bytes) -> bytes:
    """The bytes around the first that is not ASCII, cut at line ends, where no character is cut in two."""
    if len(data) <= SAMPLE:
        return data
    high = _HIGH.search(data)
    start = data.rfind(b"\n", 0, high.start() if high else 0) + 1
    end = data.rfind(b"\n", start + SAMPLE // 2, start + SAMPLE)
    return data[start : end if end > 0 else start + SAMPLE]


def _replaced(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, damaged=text.count("\ufffd"))
