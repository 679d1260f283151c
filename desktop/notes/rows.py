"""The panel's list as data: annotations in their sections, each with the words a screen reader says."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass

from desktop.theme.typeset import one_line
from library.model.annotation import AnchoredAnnotation, AnchorState, Motivation


class Section(enum.StrEnum):
    """The sections of the panel, in order. Values are their headings."""

    LOST = "Not in the text"
    STORY = "On the whole story"
    FOUND = "In the text"
    BOOKMARKS = "Bookmarks"


STATE_LINES = {
    AnchorState.EXACT: "",
    AnchorState.APPROXIMATE: "The passage has changed",
    AnchorState.ORPHAN: "Not in the text",
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A row that begins a section."""

    section: Section


@dataclass(frozen=True, slots=True)
class Card:
    """A row with an annotation, in the section it stands in."""

    anchored: AnchoredAnnotation
    section: Section

    @property
    def uuid(self) -> str:
        """The annotation's identity."""
        return self.anchored.annotation.uuid

    @property
    def is_bookmark(self) -> bool:
        """True if the note is a name and the quote only says where it is."""
        return self.section is Section.BOOKMARKS

    @property
    def state_line(self) -> str:
        """What to say about its place, empty where there is nothing to say.

        A lost highlight stands below a heading that says so already; a lost bookmark doesn't.
        """
        if self.section is Section.LOST:
            return ""
        return STATE_LINES[self.anchored.anchor.state]


Row = Heading | Card


def rows_of(anchored: Iterable[AnchoredAnnotation]) -> tuple[Row, ...]:
    """Return the rows for annotations that come in the order of the text: lost ones first, bookmarks last.

    A heading is shown where there is something to tell apart: for those in the text only below others.
    """
    cards: dict[Section, list[Card]] = {section: [] for section in Section}
    for one in anchored:
        section = _section_of(one)
        cards[section].append(Card(one, section))
    rows: list[Row] = []
    for section, held in cards.items():
        if held and (section is not Section.FOUND or rows):
            rows.append(Heading(section))
        rows.extend(held)
    return tuple(rows)


def spoken(row: Row) -> str:
    """Return a row in words, for a screen reader."""
    if isinstance(row, Heading):
        return row.section.value
    annotation = row.anchored.annotation
    quote = one_line(annotation.target.quote.exact, SPOKEN_LENGTH)
    note = one_line(annotation.note, SPOKEN_LENGTH)
    if row.is_bookmark:
        parts = [f"Bookmark {note}" if note else "Bookmark", quote]
    else:
        mark = f"{annotation.colour.value.capitalize()} highlight: {quote}" if quote else ""
        parts = [mark, f"Note: {note}" if note else ""]
    parts.append(f"Tags: {', '.join(annotation.tags)}" if annotation.tags else "")
    parts.append(STATE_LINES[row.anchored.anchor.state])
    return ". ".join(part.rstrip(".") for part in parts if part)


SPOKEN_LENGTH = 300
"""Code points of a quote or a note that are read out."""


def is_bookmark(anchored: AnchoredAnnotation) -> bool:
    """True for a bookmark."""
    return anchored.annotation.motivation is Motivation.BOOKMARKING


def _section_of(anchored: AnchoredAnnotation) -> Section:
    if is_bookmark(anchored):
        return Section.BOOKMARKS
    if anchored.anchor.state is AnchorState.ORPHAN:
        return Section.LOST
    return Section.FOUND if anchored.annotation.target.quote.exact else Section.STORY
