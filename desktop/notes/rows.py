"""The panel's list as data: annotations in their sections, each with the words a screen reader says."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass

from desktop.notes.words import made_on
from desktop.theme.card import NO_MORE, More
from desktop.theme.typeset import one_line
from library.model.annotation import AnchoredAnnotation, AnchorState, Motivation


class Section(enum.StrEnum):
    """The sections of the panel, in order. Values are their headings."""

    LOST = "Not in the text"
    STORY = "On the whole story"
    FOUND = "In the text"
    BOOKMARKS = "Bookmarks"
    LET_GO = "Let go"


class Act(enum.StrEnum):
    """What can be done about a place that isn't sure. Values are the titles of buttons."""

    CONFIRM = "That’s right"
    ATTACH = "Attach…"
    WHERE = "Where it was"
    LET_GO = "Let go"
    TAKE_BACK = "Don’t let go"


STATE_LINES = {
    AnchorState.EXACT: "",
    AnchorState.APPROXIMATE: "The passage has changed",
    AnchorState.ORPHAN: "Not in the text",
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A row that begins a section. `count` says how many cards a section has that can be folded, `folded` if it is."""

    section: Section
    count: int = 0
    folded: bool = False

    @property
    def folds(self) -> bool:
        """True if the section can be folded."""
        return self.section is Section.LET_GO

    @property
    def title(self) -> str:
        """What the row says."""
        return f"{self.section.value} ({self.count:,})" if self.folds else self.section.value


@dataclass(frozen=True, slots=True)
class Card:
    """A row with an annotation, in the section it stands in.

    `now` is what its place says in the version that shows, where the passage changed.
    """

    anchored: AnchoredAnnotation
    section: Section
    now: str = ""

    @property
    def uuid(self) -> str:
        """The annotation's identity."""
        return self.anchored.annotation.uuid

    @property
    def is_bookmark(self) -> bool:
        """True if the note is a name and the quote only says where it is."""
        return is_bookmark(self.anchored)

    @property
    def state_line(self) -> str:
        """What to say about its place, empty where there is nothing to say.

        A lost highlight stands below a heading that says so already; a lost bookmark doesn't.
        """
        if self.section in (Section.LOST, Section.LET_GO):
            return ""
        return STATE_LINES[self.anchored.anchor.state]

    @property
    def is_lost(self) -> bool:
        """True if its passage isn't in the text."""
        return self.anchored.anchor.state is AnchorState.ORPHAN

    @property
    def acts(self) -> tuple[Act, ...]:
        """What can be done about its place."""
        if self.is_lost:
            return (Act.ATTACH, Act.WHERE, Act.TAKE_BACK if self.anchored.annotation.let_go else Act.LET_GO)
        if self.anchored.anchor.state is AnchorState.APPROXIMATE:
            return (Act.CONFIRM, Act.ATTACH, Act.WHERE)
        return ()

    @property
    def more(self) -> More:
        """What its card says besides."""
        titles = tuple(act.value for act in self.acts)
        quote = self.anchored.annotation.target.quote
        if self.is_lost:
            return More(before=quote.prefix, after=quote.suffix, buttons=titles)
        if titles:
            return More(quote=self.now, was=f"was: “{one_line(quote.exact, 300)}”", buttons=titles)
        return NO_MORE

    @property
    def origin(self) -> str:
        """When one was made that isn't in the text any more; empty for the others."""
        return f"Made {made_on(self.anchored.annotation.created)}" if self.is_lost else ""


Row = Heading | Card


def rows_of(anchored: Iterable[AnchoredAnnotation], body: str = "", unfolded: bool = False) -> tuple[Row, ...]:
    """Return the rows for annotations that come in the order of the text: lost ones first, bookmarks last.

    A heading is shown where there is something to tell apart: for those in the text only below others. What was let go
    stands at the end, behind its heading unless it is `unfolded`. `body` is the text they were found in.
    """
    cards: dict[Section, list[Card]] = {section: [] for section in Section}
    for one in anchored:
        section = _section_of(one)
        now = body[one.anchor.start : one.anchor.end] if one.anchor.state is AnchorState.APPROXIMATE else ""
        cards[section].append(Card(one, section, now))
    rows: list[Row] = []
    for section, held in cards.items():
        folds = section is Section.LET_GO
        if held and (section is not Section.FOUND or rows):
            rows.append(Heading(section, len(held), not unfolded) if folds else Heading(section))
        if unfolded or not folds:
            rows.extend(held)
    return tuple(rows)


def spoken(row: Row) -> str:
    """Return a row in words, for a screen reader."""
    if isinstance(row, Heading):
        return f"{row.title}, {'folded' if row.folded else 'unfolded'}" if row.folds else row.title
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
    parts.append(f"Now: {one_line(row.now, SPOKEN_LENGTH)}" if row.now else "")
    return ". ".join(part.rstrip(".") for part in parts if part)


SPOKEN_LENGTH = 300
"""Code points of a quote or a note that are read out."""


def is_bookmark(anchored: AnchoredAnnotation) -> bool:
    """True for a bookmark."""
    return anchored.annotation.motivation is Motivation.BOOKMARKING


def _section_of(anchored: AnchoredAnnotation) -> Section:
    if anchored.anchor.state is AnchorState.ORPHAN and anchored.annotation.let_go:
        return Section.LET_GO
    if is_bookmark(anchored):
        return Section.BOOKMARKS
    if anchored.anchor.state is AnchorState.ORPHAN:
        return Section.LOST
    return Section.FOUND if anchored.annotation.target.quote.exact else Section.STORY
