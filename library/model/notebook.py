"""What the notebook is asked for, and what it shows: annotations of the whole library, each with its story's name."""

from __future__ import annotations

import enum
from array import array
from dataclasses import dataclass, field
from datetime import date

from library.model.annotation import AnchoredAnnotation, Colour


class NotebookOrder(enum.StrEnum):
    """The orders of the notebook."""

    NEWEST = "newest"
    STORY = "story"
    """Story by story, the newest story first; within one in the order of its text, lost ones first."""


class NotebookPart(enum.Enum):
    """Which part of all annotations is looked at. `PLACES` are the bookmarks, which no other part has."""

    ALL = enum.auto()
    THIS_DAY = enum.auto()
    """Made on this day of an earlier month or year; on a short month's last day, on the days it lacks too."""
    REREAD = enum.auto()
    """A handful, others every day (`library.search.review`)."""
    PLACES = enum.auto()


class Period(enum.Enum):
    """A span of days that ends today: the day itself, its week from Monday, its month, its year."""

    TODAY = enum.auto()
    WEEK = enum.auto()
    MONTH = enum.auto()
    YEAR = enum.auto()


@dataclass(frozen=True, slots=True)
class Days:
    """Days from the first to the last, both included; None leaves a side open."""

    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class NotebookQuery:
    """Which highlights and notes are shown. Every condition must hold; one that is empty holds always.

    `text` are words, or parts of them, that stand in the quote or the note, whatever their case and diacritics. `tag`
    finds those nested below it too. `made` are days of the user's own calendar, `published` days of the stories' date.
    `noted` asks for a note, `lost` for a passage that is no longer in the text, `let_go` for those of the lost that
    the user let go.
    """

    text: str = ""
    colours: frozenset[Colour] = frozenset()
    tag: str | None = None
    source: str | None = None
    made: Period | Days | None = None
    published: Period | Days | None = None
    noted: bool = False
    lost: bool = False
    let_go: bool = False
    part: NotebookPart = NotebookPart.ALL
    order: NotebookOrder = NotebookOrder.NEWEST

    @property
    def is_filtered(self) -> bool:
        """True if anything but the part and the order is asked for."""
        return self != self.cleared()

    def cleared(self) -> NotebookQuery:
        """Return what asks for all of the part, in the same order."""
        return NotebookQuery(part=self.part, order=self.order)


@dataclass(frozen=True, slots=True)
class NotebookRows:
    """An answer: the numbers of annotations in order, and of each its article. Of one length."""

    ids: array[int] = field(default_factory=lambda: array("q"))
    articles: array[int] = field(default_factory=lambda: array("q"))


@dataclass(frozen=True, slots=True)
class NotebookEntry:
    """One highlight or note with its place in the story's current version, and the story's name."""

    anchored: AnchoredAnnotation
    headline: str
    source: str
    language: str


@dataclass(frozen=True, slots=True)
class NotebookChoices:
    """What there is to filter by: tags, and sources of stories, each with its number of highlights and notes.

    `total` counts highlights and notes, `places` bookmarks. `colour_names` are the user's own.
    """

    total: int = 0
    places: int = 0
    tags: tuple[tuple[str, int], ...] = ()
    sources: tuple[tuple[str, int], ...] = ()
    colour_names: tuple[tuple[Colour, str], ...] = ()
