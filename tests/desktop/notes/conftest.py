"""Annotations made to order."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from library.model.annotation import (
    Anchor,
    AnchoredAnnotation,
    AnchorState,
    Annotation,
    Colour,
    Motivation,
    Target,
    TextPositionSelector,
    TextQuoteSelector,
)

Make = Callable[..., AnchoredAnnotation]


@pytest.fixture
def make() -> Make:
    """A function that makes an annotation of a passage; everything about it can be said."""

    def made(
        uuid: str,
        quote: str = "a lamp that nobody had asked for",
        *,
        note: str = "",
        tags: tuple[str, ...] = (),
        colour: Colour = Colour.YELLOW,
        state: AnchorState = AnchorState.EXACT,
        motivation: Motivation = Motivation.HIGHLIGHTING,
        article: int = 1,
    ) -> AnchoredAnnotation:
        target = Target(article, 1, TextQuoteSelector(quote), TextPositionSelector(0, len(quote)))
        return AnchoredAnnotation(Annotation(uuid, target, motivation, note, tags, colour), Anchor(state))

    return made
