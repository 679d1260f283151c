"""One card of the notebook as data, and the words a screen reader says for it."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.notebook.words import made_on
from desktop.theme.typeset import one_line
from library.model.annotation import AnchoredAnnotation, AnchorState, Motivation
from library.model.notebook import NotebookEntry

SPOKEN_LENGTH = 300
"""Code points of a quote or a note that are read out."""
_STATE_LINES = {
    AnchorState.EXACT: "",
    AnchorState.APPROXIMATE: "The passage has changed",
    AnchorState.ORPHAN: "Not in the text",
}
LET_GO = "Let go: not in the text"


@dataclass(frozen=True, slots=True)
class Entry:
    """A highlight, note or place as the notebook shows it.

    `heads` is True if its story's name stands above it. `called` is the user's name of its colour, empty for none.
    """

    found: NotebookEntry
    heads: bool = False
    grouped: bool = False
    called: str = ""

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
        """True if it is a place with a name."""
        return self.found.anchored.annotation.motivation is Motivation.BOOKMARKING

    @property
    def state_line(self) -> str:
        """What to say about its place, empty where there is nothing to say."""
        state = self.found.anchored.anchor.state
        is_let_go = state is AnchorState.ORPHAN and self.found.anchored.annotation.let_go
        return LET_GO if is_let_go else _STATE_LINES[state]

    @property
    def story(self) -> str:
        """The story's name, with its source."""
        headline = one_line(self.found.headline, 200) or "Untitled"
        source = one_line(self.found.source, 60)
        return f"{headline} · {source}" if source else headline

    @property
    def origin(self) -> str:
        """What the card itself says of where it is from: no story where a heading names it."""
        made = made_on(self.found.anchored.annotation.created)
        return " · ".join(filter(None, (self.called, made, "" if self.grouped else self.story)))


def spoken(entry: Entry) -> str:
    """Return a card in words, for a screen reader."""
    annotation = entry.anchored.annotation
    quote = one_line(annotation.target.quote.exact, SPOKEN_LENGTH)
    note = one_line(annotation.note, SPOKEN_LENGTH)
    if entry.is_bookmark:
        said = [f"Place: {note or 'without a name'}", f"At: {quote}" if quote else ""]
    else:
        colour = entry.called or annotation.colour.value
        said = [
            f"{colour[:1].upper()}{colour[1:]} highlight: {quote}" if quote else "",
            f"Note: {note}" if note else "",
            f"Tags: {', '.join(annotation.tags)}" if annotation.tags else "",
        ]
    parts = [*said, entry.state_line, f"In {entry.story}", f"Made {made_on(annotation.created)}"]
    return ". ".join(part.rstrip(".") for part in parts if part)
