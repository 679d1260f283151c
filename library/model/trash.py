"""What the trash holds, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TrashCounts:
    """How many stories there are, and annotations in them: highlights without a note, notes, places with a name."""

    stories: int = 0
    highlights: int = 0
    notes: int = 0
    places: int = 0

    def __add__(self, other: TrashCounts) -> TrashCounts:
        return TrashCounts(
            self.stories + other.stories,
            self.highlights + other.highlights,
            self.notes + other.notes,
            self.places + other.places,
        )


@dataclass(frozen=True, slots=True)
class EmptyingReport:
    """What was deleted for good. `freed` are the bytes of files and pictures that no story needs any more.

    `error` is a sentence for the user where it ended early for another reason than `cancelled`.
    """

    removed: TrashCounts
    freed: int = 0
    cancelled: bool = False
    error: str = ""
