"""The annotations that were made in one version of a story, where they were made."""

from __future__ import annotations

from collections.abc import Iterable

from library.model.annotation import Anchor, AnchoredAnnotation, AnchorState, Annotation


def made_in(annotations: Iterable[Annotation], version: int) -> tuple[AnchoredAnnotation, ...]:
    """Return the annotations whose last place in that version the user chose themselves, at that place."""
    found = []
    for annotation in annotations:
        places = (annotation.target, *annotation.earlier)
        place = next((each.position for each in places if each.version == version), None)
        if place is not None:
            found.append(AnchoredAnnotation(annotation, Anchor(AnchorState.EXACT, place.start, place.end)))
    return tuple(sorted(found, key=lambda each: (each.anchor.start, each.anchor.end)))
