"""What all written forms of annotations share: a story with what was noted in it, and what is told of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from library.model.annotation import AnchoredAnnotation, AnchorState, Colour, HighlightStyle, Motivation
from library.model.story import Story

COLOURS = {
    Colour.YELLOW: "#fbefb0",
    Colour.GREEN: "#d3f0cf",
    Colour.BLUE: "#cfe4f7",
    Colour.PINK: "#f9d3e2",
    Colour.PURPLE: "#e2d6f5",
}
"""The grounds of highlights where a written form shows them, as in a story's own page."""


@dataclass(frozen=True, slots=True)
class NotedStory:
    """A story's facts with its annotations as they lie in its current version.

    `uuid` is the story's identity in the library; `contents` are the content hashes of the versions that annotations
    were made in, by version. `colour_names` are what the user calls colours. The story may come without its document.
    """

    uuid: str
    story: Story
    annotations: tuple[AnchoredAnnotation, ...] = ()
    contents: Mapping[int, str] = field(default_factory=dict)
    colour_names: Mapping[Colour, str] = field(default_factory=dict)


def credit_line(story: Story) -> str:
    """Return who wrote a story, where, and on which day, on one line."""
    parts = (", ".join(story.authors), story.source, story.published.iso[:10] if story.published else "")
    return " · ".join(filter(None, parts))


def remarks(anchored: AnchoredAnnotation, colour_names: Mapping[Colour, str]) -> list[str]:
    """Return what is told of an annotation in words: its kind or colour, its day, and that its passage is gone."""
    annotation = anchored.annotation
    colour = colour_names.get(annotation.colour) or annotation.colour.value
    underlined = ", underlined" if annotation.style is HighlightStyle.UNDERLINE else ""
    made = ["bookmark" if annotation.motivation is Motivation.BOOKMARKING else f"{colour}{underlined}"]
    made.append(day(annotation.created))
    if anchored.anchor.state is AnchorState.ORPHAN:
        made.append("no longer in the text, let go" if annotation.let_go else "no longer in the text")
    return made


def day(milliseconds: int) -> str:
    """Return the day of a time (UTC ms) in UTC: `2020-01-31`."""
    return datetime.fromtimestamp(milliseconds // 1000, UTC).strftime("%Y-%m-%d")
