"""Where annotations sit in a version, from all the evidence that there is of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from library.annotations.anchor import anchor_all
from library.model.annotation import Anchor, AnchorState, Annotation


def anchors_in(annotations: Sequence[Annotation], body: str, made_in: Mapping[int, str]) -> tuple[Anchor, ...]:
    """Find annotations of one story in a version's text, in their order.

    `made_in` holds the texts of the versions they were made in, those of their earlier places too. Where the passage
    that the user chose last is gone, the one before it counts; nothing counts as found that was found by none.
    """
    found = list(anchor_all([each.target for each in annotations], body, made_in))
    lost = [at for at, anchor in enumerate(found) if anchor.state is AnchorState.ORPHAN and annotations[at].earlier]
    if lost:
        before = [_as_before(annotations[at]) for at in lost]
        for at, anchor in zip(lost, anchors_in(before, body, made_in), strict=True):
            found[at] = anchor
    return tuple(found)


def versions_of(annotation: Annotation) -> set[int]:
    """Return the versions whose texts are evidence of where an annotation sits."""
    return {annotation.target.version, *(target.version for target in annotation.earlier)}


def _as_before(annotation: Annotation) -> Annotation:
    return replace(annotation, target=annotation.earlier[0], earlier=annotation.earlier[1:])
