"""What became of a story's annotations since a version that the reader knew."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from library.front.anchoring import anchors_in, versions_of
from library.front.reader import Reader
from library.model.annotation import AnchoredAnnotation, AnchorState, Motivation
from library.model.document import text


@dataclass(frozen=True, slots=True)
class Became:
    """UUIDs of a story's annotations by what became of them, each in the order of the text.

    `kept` are as sure as they were, `changed` stand where the passage was reworded, `lost` were in the text and no
    longer are, `found` are again. Notes on the whole story are in none of them, nor is what was lost before.
    `places` says how many bookmarks the story has.
    """

    kept: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    places: int = 0

    @property
    def is_news(self) -> bool:
        """True if there is any annotation to tell of."""
        return bool(self.kept or self.changed or self.lost or self.found)


def what_became(reader: Reader, article: int, known: int) -> Became:
    """Compare where annotations sit in the current version with where they sat in the version `known` (an id).

    Both from the same evidence, so nothing needs to have been written down at the time. Grows with the number of
    annotations: for a worker. Raises NotFound.
    """
    now = tuple(each for each in reader.annotations(article) if each.annotation.target.quote.exact)
    if not now:
        return Became()
    made = [each.annotation for each in now]
    needed = {known}.union(*(versions_of(annotation) for annotation in made))
    texts = {version: text(reader.version(version).story.document) for version in needed}
    before = (anchor.state for anchor in anchors_in(made, texts[known], texts))
    fates = [(each.annotation.uuid, _fate(each, state)) for each, state in zip(now, before, strict=True)]

    def of(wanted: _Fate) -> tuple[str, ...]:
        return tuple(uuid for uuid, fate in fates if fate is wanted)

    places = sum(each.annotation.motivation is Motivation.BOOKMARKING for each in now)
    return Became(of(_Fate.KEPT), of(_Fate.CHANGED), of(_Fate.LOST), of(_Fate.FOUND), places)


class _Fate(enum.Enum):
    KEPT = enum.auto()
    CHANGED = enum.auto()
    LOST = enum.auto()
    FOUND = enum.auto()
    NO_NEWS = enum.auto()


def _fate(now: AnchoredAnnotation, before: AnchorState) -> _Fate:
    after = now.anchor.state
    if after is AnchorState.ORPHAN:
        return _Fate.NO_NEWS if before is AnchorState.ORPHAN else _Fate.LOST
    if before is AnchorState.ORPHAN:
        return _Fate.FOUND
    reworded = after is AnchorState.APPROXIMATE and before is AnchorState.EXACT
    return _Fate.CHANGED if reworded else _Fate.KEPT
