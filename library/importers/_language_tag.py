"""A language as its tag (BCP 47, https://www.rfc-editor.org/info/bcp47), in whatever habit a file writes it."""

from __future__ import annotations

import re

_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?(?:[-_][A-Za-z0-9]{1,8}){0,4}")
_CODES = (
    # ISO 639-2 codes in use on wires, for which BCP 47 asks the shorter code.
    "ara:ar cat:ca chi:zh zho:zh dan:da deu:de ger:de dut:nl nld:nl eng:en fin:fi fra:fr fre:fr ita:it jpn:ja nno:nn "
    "nob:nb nor:no pol:pl por:pt rus:ru spa:es swe:sv tur:tr"
)
_TWO_LETTERS = dict(pair.split(":") for pair in _CODES.split())
_NONE = frozenset(("und", "zxx", "mis", "mul"))


def language_tag(written: str) -> str:
    """Return language, script and region of a tag in the form that is recommended ("swe" as "sv", "en_us" as "en-US"),
    or empty where it names no language."""
    match = _TAG.fullmatch(written.strip())
    if match is None or match[1].lower() in _NONE:
        return ""
    primary = match[1].lower()
    parts = (_TWO_LETTERS.get(primary, primary), (match[2] or "").title(), (match[3] or "").upper())
    return "-".join(filter(None, parts))
