"""Notes of the user's own that services keep among the links: text, mostly Markdown, without an address."""

from __future__ import annotations

from dataclasses import replace

from library.importers.base import SourceFile
from library.importers.markdown import read
from library.importers.tidy import tidy
from library.model.carried import Carried
from library.model.errors import UnreadableFile
from library.model.story import Draft


def note_draft(title: str, written: str, carried: Carried) -> Draft | None:
    """Return a note as a story, None if there is no text in it. A title (one line, may be empty) is its headline."""
    body = tidy(written).strip()
    if not body:
        return None
    try:
        (draft,) = read(SourceFile("note.md", (f"# {title}\n\n{body}" if title else body).encode()))
    except UnreadableFile:  # nothing but marks
        return None
    return replace(draft, carried=carried) if draft.story.document.blocks else None
