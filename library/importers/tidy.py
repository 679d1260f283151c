"""Text put in order once, at the door: one form for characters, blanks and line ends.

Owns what may stand in a story's text at all. Everything a reader would miss stays: typographic quotes, joiners that
scripts and emoji need, and the blanks that typesetting asks for.
"""

from __future__ import annotations

import re
import unicodedata

from library.importers._mojibake import is_certain, repaired

_DROPPED = frozenset(
    chr(code)
    for codes in (
        range(0x09),  # controls but tab, and those that end lines
        range(0x0E, 0x1C),
        (0x1F,),
        (0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D),
        range(0xD800, 0xE000),  # lone surrogates: no encoding can store them
        (0xAD, 0x200B, 0x2060, 0xFEFF),  # soft hyphen, zero-width blanks, byte order mark
        (0x202D, 0x202E),  # overrides of the reading direction: they make a text lie
        (0xFFF9, 0xFFFA, 0xFFFB, 0xFFFC),  # ruby's places, and objects that aren't there
        (plane * 0x10000 + last for plane in range(17) for last in (0xFFFE, 0xFFFF)),
    )
    for code in codes
)
_MISREAD = {
    # Controls that no text holds: bytes of cp1252 which were taken for ISO 8859-1, as the HTML standard has it
    # (https://html.spec.whatwg.org/multipage/parsing.html#numeric-character-reference-end-state).
    code: bytes([code]).decode("cp1252", "ignore") or chr(code)
    for code in range(0x80, 0xA0)
}
_CONTROLS = frozenset(map(chr, _MISREAD)) - {"\x85"}
_LIGATURES = re.compile("[\ufb00-\ufb06\ufb13-\ufb17\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdef\ufe70-\ufefc]")
_LINE_ENDS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_BLANKS = "\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u205f\u3000"
_SOFT_LINE_END = re.compile(r"\xad[ \t]*\r?\n[ \t]*")
_USELESS_HARD_BLANK = re.compile(
    # A no-break blank stays between a number and what it counts, in a grouped number, and where French sets one:
    # before ; : ! ? » % and after «.
    "(?<![\\d«§№])[\xa0\u202f](?![;:!?»%‰€])|(?<=\\d)[\xa0\u202f](?![\\w;:!?»%‰€$£¥°])"
)
_RUN = re.compile(r"[ \t]*\n[ \t\n]*|[ ]*\t[ \t]*|  +")


def tidy(text: str) -> str:
    """Return the text with one form for each character and line end; runs of blanks and tabs stay as they are.

    NFC; lines end in a newline; controls, lone surrogates, noncharacters, soft hyphens and zero-width blanks go, a
    soft hyphen together with the line end it was set at; ligatures are the letters they join. Takes time in
    proportion to the text.
    """
    present = set(text)  # a look at the alphabet spares most texts every pass below
    if not present.isdisjoint(_CONTROLS):
        text = repaired(text) if is_certain(text) else text
        text = text.translate(_MISREAD)
        present = set(text)
    if "\xad" in present:
        text = _SOFT_LINE_END.sub("", text)
    if "\r" in present:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    for end in present.intersection(_LINE_ENDS):
        text = text.replace(end, "\n")
    if dropped := present & _DROPPED:
        text = re.sub(f"[{re.escape(''.join(dropped))}]", "", text)
    for blank in present.intersection(_BLANKS):
        text = text.replace(blank, " ")
    if not present.isdisjoint("\xa0\u202f"):
        text = _USELESS_HARD_BLANK.sub(" ", text)
    if max(present, default="") >= "\ufb00":
        text = without_ligatures(text)
    return unicodedata.normalize("NFC", text)


def without_ligatures(text: str) -> str:
    """Return the text with ligatures and the joined shapes of Arabic letters as the plain letters they stand for.

    PDFs and old typesetting systems leave them behind ("ﬁnd"), and no search finds them.
    """
    return _LIGATURES.sub(lambda shape: unicodedata.normalize("NFKC", shape[0]), text)


def one_line(text: str) -> str:
    """Return the text, tidied before, on one line: every run of blanks, tabs and line ends is one space."""
    return _RUN.sub(" ", text).strip(" \t\n")
