"""What a library keeps of one story beside the texts of its versions: all that moves with it into another one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from library.model.reading import ReadingState

Json = Any


@dataclass(frozen=True, slots=True)
class Holding:
    """One story's belongings, exactly.

    `versions` are (id, ordinal), `annotations` UUIDs, `keys` what another telling is recognised by, `originals`
    (digest, format) of the files that told it, `imported` UTC ms.
    """

    article: int
    uuid: str
    imported: int
    current: int
    versions: tuple[tuple[int, int], ...]
    annotations: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    originals: tuple[tuple[str, str], ...] = ()
    state: ReadingState = ReadingState(0)


def holding_to_data(held: Holding) -> Json:
    """Return a holding as JSON data. The form is stored: it only grows."""
    state = held.state
    return {
        "article": held.article,
        "uuid": held.uuid,
        "imported": held.imported,
        "current": held.current,
        "versions": [list(pair) for pair in held.versions],
        "annotations": list(held.annotations),
        "tags": list(held.tags),
        "keys": list(held.keys),
        "originals": [list(pair) for pair in held.originals],
        "flags": [state.read, state.starred, state.archived, state.trashed],
        "place": [state.position, state.position_version, state.progress, state.opened, state.finished],
    }


def holding_from_data(data: Json) -> Holding:
    """Return the holding that `holding_to_data` wrote."""
    return Holding(
        article=data["article"],
        uuid=data["uuid"],
        imported=data["imported"],
        current=data["current"],
        versions=tuple((version, ordinal) for version, ordinal in data["versions"]),
        annotations=tuple(data["annotations"]),
        tags=tuple(data["tags"]),
        keys=tuple(data["keys"]),
        originals=tuple((digest, format_id) for digest, format_id in data["originals"]),
        state=ReadingState(data["article"], *data["flags"], *data["place"]),
    )
