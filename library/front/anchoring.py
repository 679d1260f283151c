"""Where annotations sit in a version, from all the evidence that there is of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from library.annotations.anchor import anchor_all
from library.model.annotation import Anchor, AnchorState, Annotation


def anchors_in(annotations: Sequence[Annotation], body: str, made_in: Mapping[int, str]) -> tuple[Anchor, ...]:
    """Find annotations of one story in a version's text, in their order.

    `made_in` holds the texts of the versions they were made in, those of their earlier places too. Where the passage
    that the user chose last is gone, the one before it counts; where it has only changed, one before it that stands
    there word for word does, if it was chosen in another version: within one the user only moved the ends.
    """
    found = list(anchor_all([each.target for each in annotations], body, made_in))
    unsure = [
        at for at, anchor in enumerate(found) if annotations[at].earlier and anchor.state is not AnchorState.EXACT
    ]
    if unsure:
        before = [_as_before(annotations[at]) for at in unsure]
        for at, anchor in zip(unsure, anchors_in(before, body, made_in), strict=True):
            if found[at].state is AnchorState.ORPHAN or _is_surer(annotations[at], anchor):
                found[at] = anchor
    return tuple(found)


def _is_surer(annotation: Annotation, before: Anchor) -> bool:
    elsewhere = annotation.earlier[0].version != annotation.target.version
    return before.state is AnchorState.EXACT and elsewhere


def versions_of(annotation: Annotation) -> set[int]:
    """Return the versions whose texts are evidence of where an annotation sits."""
    return {annotation.target.version, *(target.version for target in annotation.earlier)}


def _as_before(annotation: Annotation) -> Annotation:
    return replace(annotation, target=annotation.earlier[0], earlier=annotation.earlier[1:])
