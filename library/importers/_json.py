"""JSON from strangers: read leniently, looked at with care.

Owns the step from bytes to plain values, and the questions importers ask of them. Knows no format.
"""

from __future__ import annotations

import json
from typing import Any

from library.importers.decode import decode
from library.model.errors import UnreadableFile

Json = Any
"""What `json.loads` gives. Importers look at it with the functions here and keep no dict beyond their own reading."""


def load(data: bytes) -> Json:
    """Return the value of a JSON file in any Unicode encoding, with or without a byte order mark.

    Raises UnreadableFile where it isn't JSON, or is nested beyond what can be read.
    """
    try:
        return json.loads(decode(data).text.removeprefix("\ufeff"), strict=False)
    except RecursionError as error:
        raise UnreadableFile("The file is nested too deeply to be read.") from error
    except ValueError as error:
        raise UnreadableFile("The file is not the JSON it claims to be: it is damaged or cut off.") from error


def text_at(value: Json, *names: str) -> str:
    """Return the first of the named members that is text with something in it, stripped; numbers are written out."""
    if not isinstance(value, dict):
        return ""
    for name in names:
        found = value.get(name)
        if isinstance(found, str) and found.strip():
            return found.strip()
        if isinstance(found, int | float) and not isinstance(found, bool):
            return str(found)
    return ""


def exact_text_at(value: Json, name: str) -> str:
    """Return a member that is text just as it is, blanks at its ends too; empty where there is none."""
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""


def list_at(value: Json, *names: str) -> list[Json]:
    """Return the first of the named members that is a list, else an empty one."""
    if isinstance(value, dict):
        for name in names:
            if isinstance(found := value.get(name), list):
                return found
    return []


def texts_at(value: Json, *names: str) -> tuple[str, ...]:
    """Return the texts of a named member that is a list of texts, or one text by itself."""
    found = [item.strip() for item in list_at(value, *names) if isinstance(item, str) and item.strip()]
    return tuple(found) or tuple(filter(None, (text_at(value, *names),)))


def flag_at(value: Json, name: str) -> bool | None:
    """Return a yes-or-no member in any of its spellings (true, 1, "1", "yes"), None where there is none."""
    found = value.get(name) if isinstance(value, dict) else None
    if isinstance(found, bool | int):
        return bool(found)
    if isinstance(found, str) and found.strip():
        return found.strip().lower() in ("1", "true", "yes", "y")
    return None
