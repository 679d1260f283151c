"""Text that was decoded wrongly somewhere on its way ("cafÃ©"), put right where there is no doubt that it was.

ftfy (https://ftfy.readthedocs.io) knows how to; here stands when to believe it. A quick look at the letters spares
sound text the question: ftfy's own takes 1.3 ms for 5,000 characters.
"""

from __future__ import annotations

import functools
import importlib
import re
from typing import Any

_UTF8_BYTES = range(0x80, 0xC0)


def _shown_in(encoding: str) -> str:
    """The signs that an encoding shows for the bytes that continue a character of UTF-8."""
    signs = {bytes([byte]).decode(encoding, "ignore") for byte in _UTF8_BYTES}
    return re.escape("".join(sorted({*signs, *map(chr, range(0x80, 0xA0)), "\xa0"} - {""})))


_LATIN, _CENTRAL, _CYRILLIC = (_shown_in(encoding) for encoding in ("cp1252", "cp1250", "cp1251"))
_SUSPECT = re.compile(
    # What characters of UTF-8 look like in Western, Central European and Cyrillic encodings: two, three, four signs.
    # One set of letters comes first, for that is what the engine looks for quickest.
    "[\xc2-\xf4ĂĹĐŃĎРСв](?:"
    f"(?<=\xc2)[\xa0-\xbf]|(?<=[\xc3-\xdf])[{_LATIN}]|(?<=[\xe0-\xef])[{_LATIN}]{{2}}|(?<=[\xf0-\xf4])[{_LATIN}]{{3}}|"
    f"(?<=[ĂÄĹĐŃĎ])[{_CENTRAL}]|(?<=â)[{_CENTRAL}]{{2}}|"
    f"(?<=[РС])[{_CYRILLIC}](?:[РС][{_CYRILLIC}]){{2,}}|(?<=в)[Ђ€][{_CYRILLIC}])"
)
_CAPITAL = "(?<![A-Z\xc0-\xdeĐ])"
_SURE = re.compile(
    # Of these, what no sound text holds: a capital inside a small word, pairs for whole words of a script. A capital
    # before a sign of typography is sound ("AMANHÃ”"), and so is a small letter before two ("café…”").
    f"{_CAPITAL}[ÂÃ][\xa0-\xbf]|[ÂÃ][\xa0-\xbf](?=[a-z])|(?:{_CAPITAL}Ã[{_LATIN}](?=[a-z])|(?<=[a-z])Ã[{_LATIN}])|"
    f"â[€\x80][{_LATIN}]|â„¢|ï»¿|ðŸ[{_LATIN}]{{2}}|(?<=[a-z])[ÄÅĂĹ](?:[{_LATIN}]|[{_CENTRAL}])|"
    f"(?:[ÐÑ][{_LATIN}]){{3}}|(?:[ØÙÚÛ][{_LATIN}]){{3}}|(?:×[{_LATIN}]){{3}}|(?:[ÎÏ][{_LATIN}]){{3}}|"
    f"(?:[áã-í][{_LATIN}]{{2}}){{2}}|(?:à[¤-¹][{_LATIN}]){{2}}|á[º»][{_LATIN}]|(?:[РС][{_CYRILLIC}]){{3}}"
)
_LETTER = re.compile(r"[^\W\d_]")
_IS_THE_SUBJECT = re.compile(
    r"mojibake|utf-?8|unicode|latin-?1|character encoding|кодировк|文字化け|乱码", re.IGNORECASE
)
_REMAINS = 5
"""A repair counts if at most one in this many of the odd places remains."""


def is_certain(text: str) -> bool:
    """True if the text is beyond doubt one that was decoded wrongly.

    Its odd places make up most of its letters beyond ASCII, a repair removes them, and it isn't about encodings.
    """
    if text.isascii() or _SUSPECT.search(text) is None:
        return False
    odd = _SUSPECT.findall(text)
    if not odd or not _SURE.search(text):
        return False
    sound = sum(1 for letter in _LETTER.findall(_SUSPECT.sub("", text)) if letter > "\x7f")
    if sound > sum(map(len, odd)) // 2 or _IS_THE_SUBJECT.search(text):
        return False
    badness = _ftfy("ftfy.badness").badness
    return bool(badness(repaired(text)) * _REMAINS <= badness(text)) and repaired(text) != text


def repaired(text: str) -> str:
    """Return a part of such a text as it was meant."""
    if text.isascii():
        return text
    ftfy = _ftfy("ftfy")
    config = ftfy.TextFixerConfig(unescape_html=False, replace_lossy_sequences=False)
    return str(ftfy.fix_encoding(text, config))


@functools.cache
def _ftfy(name: str) -> Any:
    return importlib.import_module(name)  # where the first odd text asks for it: few libraries hold one
