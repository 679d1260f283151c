"""Tags as people type them into one field."""

from __future__ import annotations

import re

_COMMAS = re.compile("[,，、،;；\n]")
"""What separates tags: the commas of Latin, Han and Arabic, and the semicolon."""


def tags_of(typed: str) -> tuple[str, ...]:
    """Return the tags in a typed line: in order, without a leading `#`, each once whatever its capitals."""
    found: dict[str, str] = {}
    for piece in _COMMAS.split(typed):
        tag = " ".join(piece.split()).lstrip("#").strip()
        if tag:
            found.setdefault(tag.casefold(), tag)
    return tuple(found.values())


def line_of(tags: tuple[str, ...]) -> str:
    """Return tags as the field shows them."""
    return ", ".join(tags)
