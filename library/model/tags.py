"""Tags as the library writes them: nested by a slash, without blanks around the names."""

from __future__ import annotations

import unicodedata

LONGEST = 200
"""Code points of a tag that are kept."""


def clean_tag(written: str) -> str:
    """Return a tag as it is stored: NFC, one space between words, `A/B` for `A / B`, without a leading `#`.

    Empty where nothing is left.
    """
    names = unicodedata.normalize("NFC", written).removeprefix("#").split("/")
    return "/".join(filter(None, (" ".join(name.split()) for name in names)))[:LONGEST].rstrip("/ ")


def clean_tags(written: tuple[str, ...]) -> tuple[str, ...]:
    """Return tags as they are stored, each once, in their order; those that differ in case alone are one."""
    found: dict[str, str] = {}
    for each in written:
        if tag := clean_tag(each):
            found.setdefault(tag.casefold(), tag)
    return tuple(found.values())
