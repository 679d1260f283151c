"""A guess at a legacy encoding: charset-normalizer's verdict, checked where it is known to err.

Measured on the chardet project's test files, it confuses the Central European encodings with each other and with
Western ones, and takes Japanese for Korean or, with a stray byte, for Western text. All of it is settled here by the
letters that come out.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

_ALPHABETS = (
    # Encoding, and the letters beyond ASCII that a language written in it uses. Western ones first: they win ties.
    ("cp1252", "àâæçéèêëîïôœùûüÿ"),
    ("cp1252", "äöüßéèàâêç"),
    ("cp1252", "áéíñóúüªº"),
    ("cp1252", "àáâãçéêíóôõúüªº"),
    ("cp1252", "àèéìíîòóùú"),
    ("cp1252", "åäöæøé"),
    ("cp1252", "áðéíóúýþæö"),
    ("cp1252", "éëèïöüáó"),
    ("cp1250", "áčďéěíňóřšťúůýž"),
    ("iso8859-2", "áčďéěíňóřšťúůýž"),
    ("cp1250", "ąćęłńóśźż"),
    ("iso8859-2", "ąćęłńóśźż"),
    ("cp1250", "áéíóöőúüű"),
    ("iso8859-2", "áéíóöőúüű"),
    ("cp1250", "áäčďéíĺľňóôŕšťúýž"),
    ("iso8859-2", "áäčďéíĺľňóôŕšťúýž"),
    ("cp1250", "čćđšž"),
    ("iso8859-2", "čćđšž"),
    ("cp1250", "ăâîşţ"),
    ("iso8859-2", "ăâîşţ"),
    ("cp1254", "çğıöşüâîûİ"),
    ("cp1257", "āčēģīķļņšūž"),
    ("cp1257", "ąčęėįšųūž"),
    ("cp1257", "äõöüšž"),
    ("mac_roman", "àâçéèêëîïôœùûäöüßáíñóúåæø"),
    ("cp850", "àâçéèêëîïôùûäöüßáíñóúåæø"),
)
_BEYOND_PUNCTUATION = re.compile(rb"[^\x00-\x7f\x80\x85\x91-\x97\x99\xa0\xa3\xa9\xab\xae\xb0\xb7\xbb]")
"""Bytes that aren't typographic signs in cp1252: quotes and dashes alone in an English text mislead every guesser."""

_RARE = ["ptcp154", "hp_roman8", "iso8859_10", "iso8859_14", "iso8859_16", "cp037", "cp1026"]
_JAPANESE = ("euc_jp", "cp932")


def guess(sample: bytes) -> str:
    """Return the codec that most likely made these bytes; cp1252 where nothing speaks for any."""
    if not _BEYOND_PUNCTUATION.search(sample):
        return "cp1252"
    if japanese := _own_letters(sample, _JAPANESE, "\u3041", "\u30fc"):
        return japanese
    best = from_bytes(sample, cp_exclusion=_RARE).best()
    if best and not _is_latin(sample.decode(best.encoding, "replace")):
        return codecs.lookup(best.encoding).name
    korean = "" if best else _own_letters(sample, ("cp949",), "\uac00", "\ud7a3")
    return korean or _latin(sample)


def _is_latin(text: str) -> bool:
    """True if the letters beyond ASCII are Latin ones, or stand inside words of ASCII letters as only those do."""
    places = [place for place, char in enumerate(text) if char > "\x7f" and char.isalpha()]
    latin = sum(_latin_letter(text[place]) for place in places)
    within = sum("a" <= text[place - 1 : place] <= "z" for place in places)
    return max(latin, within) * 2 >= len(places)


def _latin_letter(char: str) -> bool:
    return char < "\u0250" or unicodedata.name(char, "").startswith("LATIN")


def _own_letters(sample: bytes, encodings: tuple[str, ...], first: str, last: str) -> str:
    """The encoding out of which come letters of one script, and next to nothing broken; empty if none does."""
    for encoding in encodings:
        wide = [char for char in sample.decode(encoding, "replace") if char > "\x7f"]
        own = sum(first <= char <= last for char in wide)
        broken = sum(char == "\ufffd" or "\uff61" <= char <= "\uff9f" for char in wide)
        if own * 4 > len(wide) and broken * 20 < len(wide):
            return encoding
    return ""


def _latin(sample: bytes) -> str:
    decoded = {encoding: sample.decode(encoding, "replace") for encoding, _ in _ALPHABETS}
    best = max(_ALPHABETS, key=lambda row: _fit(decoded[row[0]], row[1]))
    return best[0]


def _fit(text: str, alphabet: str) -> int:
    """Letters of the alphabet count for it; foreign letters, controls and signs inside a word count against it."""
    score = 0
    known = frozenset(alphabet + alphabet.upper())
    for place, char in enumerate(text):
        if char <= "\x7f":
            continue
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        sign_in_word = before.isalpha() and after.isalpha() and char != "’"
        if char in known:
            in_word = before.isalpha() or after.isalpha()
            score += -1 if char.isupper() and before.islower() else in_word
        elif char.isalpha() or sign_in_word or char == "\ufffd" or unicodedata.category(char) == "Cc":
            score -= 2
    return score
