"""Telling a file of nothing but annotations from others, before it is imported as stories."""

from __future__ import annotations

from pathlib import Path

from library.importers.base import HEAD
from library.importers.formats import detect
from library.model.errors import UnreadableFile

NOTE_FORMATS = frozenset({"web-annotations", "hypothesis", "annotation-sets"})
"""Formats of the table that hold annotations of stories, and no story."""


def holds_notes(path: Path) -> bool:
    """True for a file whose beginning says that it holds annotations. One that can't be read holds none."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return detect(file.read(HEAD), path.name).id in NOTE_FORMATS
    except (OSError, UnreadableFile):
        return False
