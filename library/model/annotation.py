"""Annotations in the terms of the W3C Web Annotation Data Model (https://www.w3.org/TR/annotation-model/).

An annotation says where it was made (selectors: evidence, written once) and what for (motivation, note, tags, colour).
Where it sits in some version of the story is an anchor: derived, and rebuilt at will.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

CONTEXT = 32
"""Code points of context kept on each side of a quote, as the Hypothesis client does (`match-quote.ts`)."""


class Motivation(enum.StrEnum):
    """Why an annotation was made. Values are W3C's and are stored, so they are frozen."""

    HIGHLIGHTING = "highlighting"
    COMMENTING = "commenting"
    BOOKMARKING = "bookmarking"


class Colour(enum.StrEnum):
    """The colours of highlights; themes say how each looks. Values are stored, so they are frozen."""

    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    PINK = "pink"
    PURPLE = "purple"


class HighlightStyle(enum.StrEnum):
    """How a highlight is drawn in its colour. Values are stored, so they are frozen."""

    FILL = "fill"
    UNDERLINE = "underline"


@dataclass(frozen=True, slots=True)
class TextQuoteSelector:
    """The passage and up to `CONTEXT` code points of canonical text before and after it."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class TextPositionSelector:
    """Where the passage stood: code points into the canonical text, `end` exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Target:
    """The place an annotation was made at: in which version of which article, by quote and by position."""

    article: int
    version: int
    quote: TextQuoteSelector
    position: TextPositionSelector


@dataclass(frozen=True, slots=True)
class Annotation:
    """A highlight, a comment or a bookmark. `uuid` is its identity everywhere; times are UTC milliseconds.

    A bookmark's `note` is its name, and its target is the point where the passage begins. A note on the story as a
    whole has an empty quote.

    `target` is the place that the user chose last. `earlier` are those before it, the latest first, from before they
    moved its ends or attached it again: evidence likewise, which counts where the passage of `target` is gone.
    `let_go` says of one whose passage is gone that the user knows, and needn't be told again.
    """

    uuid: str
    target: Target
    motivation: Motivation
    note: str = ""
    tags: tuple[str, ...] = ()
    colour: Colour = Colour.YELLOW
    created: int = 0
    modified: int = 0
    style: HighlightStyle = HighlightStyle.FILL
    earlier: tuple[Target, ...] = ()
    let_go: bool = False


class AnchorState(enum.StrEnum):
    """How surely an annotation was found in a version. Values are stored, so they are frozen."""

    EXACT = "exact"
    APPROXIMATE = "approximate"
    ORPHAN = "orphan"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where an annotation sits in one version: code points, `end` exclusive; both 0 for an orphan. Score 0.0-1.0."""

    state: AnchorState
    start: int = 0
    end: int = 0
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class AnchoredAnnotation:
    """An annotation together with its anchor in the version being looked at."""

    annotation: Annotation
    anchor: Anchor
