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

_FIRST_OTHER = "\u0590"  # below it: Latin, Greek, Cyrillic, Armenian and signs
_HAN = re.compile(
    "[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)
_ARABIC = re.compile("[\u0600-\u07bf\u0860-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")
_OTHER = re.compile("[\u0590-\u05ff\u07c0-\u085f\u0900-\u10ff\u1200-\u1c7f]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u058f]")


def setting_of(text: str, inherited: Setting = PLAIN) -> Setting:
    """Return how a block runs: its direction from its first strong letter (as UAX #9, P2), its script by majority.

    Text without a letter runs as `inherited` says.
    """
    if not any(map(str.isalpha, text)):
        return inherited
    if text.isascii() or max(text) < _FIRST_OTHER:
        return PLAIN
    return Setting(script_of(text), _runs_from_right(text, inherited.rtl))


def script_of(text: str) -> Script:
    """Return the family of scripts that most letters of the text are of (a Han letter counts as three others)."""
    if text.isascii() or max(text) < _FIRST_OTHER:
        return Script.LATIN
    sample = text[:400]
    counts = {
        Script.LATIN: len(_LATIN.findall(sample)),
        Script.HAN: 3 * len(_HAN.findall(sample)),
        Script.ARABIC: len(_ARABIC.findall(sample)),
        Script.OTHER: len(_OTHER.findall(sample)),
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
