"""Letters (RFC 5322) as mail programmes save them, one in a file: newsletters, above all."""

from __future__ import annotations

import re
from collections.abc import Iterable

from library.importers import _letter, _mime
from library.importers.base import SourceFile
from library.model.story import Draft

_COUNTED = re.compile(rb"\s*(\d{1,12})[ \t]*\r?\n")
"""Apple Mail's `.emlx` begins with the length of the letter, and has a list of properties behind it."""


def read(source: SourceFile) -> Iterable[Draft]:
    """Return the one story of a letter; one that merely passes another on is that other's.

    Raises UnreadableFile if there is no text in it.
    """
    data = source.data
    if match := _COUNTED.match(data):
        data = data[match.end() : match.end() + int(match[1])]
    return (_letter.draft(_mime.parse(data)),)
