"""What the notebook is asked for, and what it shows: annotations of the whole library, each with its story's name."""

from __future__ import annotations

import enum
from array import array
from dataclasses import dataclass, field

from library.model.annotation import AnchoredAnnotation, Colour


class NotebookOrder(enum.StrEnum):
    """The orders of the notebook."""

    NEWEST = "newest"
    STORY = "story"
    """Story by story, the newest story first; within one in the order of its text, lost ones first."""


@dataclass(frozen=True, slots=True)
class NotebookQuery:
    """Which highlights and notes are shown. Every condition must hold; one that is empty holds always.

    `text` are words, or parts of them, that stand in the quote or the note, whatever their case and diacritics. `tag`
    finds those nested below it too. `noted` asks for a note, `lost` for a passage that is no longer in the text.
    """

    text: str = ""
    colours: frozenset[Colour] = frozenset()
    tag: str | None = None
    source: str | None = None
    noted: bool = False
    lost: bool = False
    order: NotebookOrder = NotebookOrder.NEWEST

    @property
    def is_filtered(self) -> bool:
        """True if anything but the order is asked for."""
        return self != NotebookQuery(order=self.order)


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
    """What there is to filter by: tags, and sources of stories, each with its number of highlights and notes."""

    total: int = 0
    tags: tuple[tuple[str, int], ...] = ()
    sources: tuple[tuple[str, int], ...] = ()
