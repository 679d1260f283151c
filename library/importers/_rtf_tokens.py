r"""Rich Text Format cut into tokens (RTF Specification 1.9.1, "Conventions of an RTF Reader")."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    rb"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})?[ ]?|\\'(?P<hex>[0-9A-Fa-f]{2})|\\(?P<sign>[^A-Za-z])|"
    rb"(?P<brace>[{}])|(?P<blank>[\r\n]+)|(?P<text>[^\\{}\r\n]+)",
    re.DOTALL,
)


class Kind(enum.Enum):
    """What a token is."""

    OPEN = enum.auto()
    CLOSE = enum.auto()
    WORD = enum.auto()
    SIGN = enum.auto()
    BYTE = enum.auto()
    TEXT = enum.auto()
    BINARY = enum.auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A token: a control word with its number (None where it has none), a control sign, or bytes of text."""

    kind: Kind
    word: str = ""
    number: int | None = None
    data: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    """Yield the tokens of a file. Anything can be cut into tokens: a stray backslash at the end is left out."""
    place = 0
    while match := _TOKEN.match(data, place):
        place = match.end()
        if word := match["word"]:
            number = int(match["number"]) if match["number"] else None
            if word == b"bin" and number is not None:
                yield Token(Kind.BINARY, data=data[place : place + max(0, number)])
                place += max(0, number)
            else:
                yield Token(Kind.WORD, word.decode("ascii"), number)
        elif text := match["text"]:
            yield Token(Kind.TEXT, data=text)
        elif code := match["hex"]:
            yield Token(Kind.BYTE, data=bytes((int(code, 16),)))
        elif sign := match["sign"]:
            yield Token(Kind.SIGN, sign.decode("latin-1"))
        elif brace := match["brace"]:
            yield Token(Kind.OPEN if brace == b"{" else Kind.CLOSE)
