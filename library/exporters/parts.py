"""What all written forms of a story share: its facts in order, and its passages with notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from library.model.annotation import AnchoredAnnotation, AnchorState, Motivation
from library.model.stamp import Stamp
from library.model.story import Story

SAFE_SCHEMES = ("http://", "https://", "mailto:")


def safe_address(address: str) -> str:
    """Return an address that only opens a page or a letter, else an empty string."""
    return address if address.lower().startswith(SAFE_SCHEMES) else ""


def shown_date(stamp: Stamp) -> str:
    """Return a date as the file gave it, unshifted: `2018-02-07 09:30 +08:00`."""
    day, _, time = stamp.iso.partition("T")
    for sign in "+-":
        time = time.replace(sign, f" {sign}")
    return f"{day} {time}".strip()


def facts(story: Story) -> Iterator[str]:
    """Yield the lines between headline and text: who, from where, when, in which paper."""
    if story.authors:
        yield ", ".join(story.authors)
    if place := ", ".join(part for part in (story.source, story.section) if part):
        yield place
    if story.published:
        yield shown_date(story.published)
    if story.updated and story.updated != story.published:
        yield f"Updated {shown_date(story.updated)}"


def noted(annotations: Sequence[AnchoredAnnotation]) -> list[AnchoredAnnotation]:
    """Return the annotations in the order of the text, the lost ones last."""

    def place(each: AnchoredAnnotation) -> tuple[bool, int, int]:
        return each.anchor.state is AnchorState.ORPHAN, each.anchor.start, each.annotation.created

    return sorted(annotations, key=place)


def is_bookmark(annotation: AnchoredAnnotation) -> bool:
    """True for a place with a name rather than a passage."""
    return annotation.annotation.motivation is Motivation.BOOKMARKING
