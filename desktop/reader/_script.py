"""Which script a piece of text is in, as far as setting it depends on that."""

from __future__ import annotations

import enum
import re
import unicodedata
from dataclasses import dataclass


class Script(enum.Enum):
    """Families of scripts that want different settings."""

    LATIN = enum.auto()  # also Greek, Cyrillic: true italics, capitals, letterspacing
    HAN = enum.auto()  # Han, kana, Hangul: no italics, more leading
    ARABIC = enum.auto()  # joined letters: no letterspacing, no italics
    OTHER = enum.auto()  # Hebrew, Devanagari, Thai ...: no italics


@dataclass(frozen=True, slots=True)
class Setting:
    """How a block's text runs."""

    script: Script = Script.LATIN
    rtl: bool = False


PLAIN = Setting()

# Anything but Latin, Greek, Cyrillic, Armenian, and the signs and symbols from U+2000.
_FURTHER = re.compile("[\u0590-\u1dff\u2c00-\U0010ffff]")
# As text: compiling them takes 5 ms, and many a session never needs it.
_HAN = "[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
_ARABIC = "[\u0600-\u07bf\u0860-\u08ff\ufb50-\ufdff\ufe70-\ufeff]"
_OTHER = "[\u0590-\u05ff\u07c0-\u085f\u0900-\u10ff\u1200-\u1c7f]"
_LATIN = "[A-Za-z\u00c0-\u024f\u0370-\u058f]"


def setting_of(text: str, inherited: Setting = PLAIN) -> Setting:
    """Return how a block runs: its direction from its first strong letter (as UAX #9, P2), its script by majority.

    Text without a letter runs as `inherited` says.
    """
    if not any(map(str.isalpha, text)):
        return inherited
    if is_european(text):
        return PLAIN
    return Setting(script_of(text), _runs_from_right(text, inherited.rtl))


def is_european(text: str) -> bool:
    """True if every letter is Latin, Greek, Cyrillic or Armenian."""
    return text.isascii() or _FURTHER.search(text) is None


def script_of(text: str) -> Script:
    """Return the family of scripts that most letters of the text are of (a Han letter counts as three others)."""
    if is_european(text):
        return Script.LATIN
    sample = text[:400]
    counts = {
        Script.LATIN: len(re.findall(_LATIN, sample)),
        Script.HAN: 3 * len(re.findall(_HAN, sample)),
        Script.ARABIC: len(re.findall(_ARABIC, sample)),
        Script.OTHER: len(re.findall(_OTHER, sample)),
    }
    return max(counts, key=counts.__getitem__)


def _runs_from_right(text: str, otherwise: bool) -> bool:
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction == "L":
            return False
        if direction in ("R", "AL"):
            return True
    return otherwise
