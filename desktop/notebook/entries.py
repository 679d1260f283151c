"""One card of the notebook as data, and the words a screen reader says for it."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.theme.typeset import one_line
from library.model.annotation import AnchoredAnnotation, AnchorState
from library.model.notebook import NotebookEntry

SPOKEN_LENGTH = 300
"""Code points of a quote or a note that are read out."""
_STATE_LINES = {
    AnchorState.EXACT: "",
    AnchorState.APPROXIMATE: "The passage has changed",
    AnchorState.ORPHAN: "Not in the text",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A highlight or note as the notebook shows it. `heads` is True if its story's name stands above it."""

    found: NotebookEntry
    heads: bool = False
    grouped: bool = False

    @property
    def anchored(self) -> AnchoredAnnotation:
        """The annotation and its place."""
        return self.found.anchored

    @property
    def uuid(self) -> str:
        """The annotation's identity."""
        return self.found.anchored.annotation.uuid

    @property
    def article(self) -> int:
        """The story's number."""
        return self.found.anchored.annotation.target.article

    @property
    def is_bookmark(self) -> bool:
        """False: bookmarks don't stand in the notebook."""
        return False

    @property
    def state_line(self) -> str:
        """What to say about its place, empty where there is nothing to say."""
        return _STATE_LINES[self.found.anchored.anchor.state]

    @property
    def story(self) -> str:
        """The story's name, with its source."""
        headline = one_line(self.found.headline, 200) or "Untitled"
        source = one_line(self.found.source, 60)
        return f"{headline} · {source}" if source else headline

    @property
    def origin(self) -> str:
        """What the card itself says of its story: nothing where a heading says it."""
        return "" if self.grouped else self.story


def spoken(entry: Entry) -> str:
    """Return a card in words, for a screen reader."""
    annotation = entry.anchored.annotation
    quote = one_line(annotation.target.quote.exact, SPOKEN_LENGTH)
    note = one_line(annotation.note, SPOKEN_LENGTH)
    parts = [
        f"{annotation.colour.value.capitalize()} highlight: {quote}" if quote else "",
        f"Note: {note}" if note else "",
        f"Tags: {', '.join(annotation.tags)}" if annotation.tags else "",
        entry.state_line,
        f"In {entry.story}",
    ]
    return ". ".join(part.rstrip(".") for part in parts if part)
