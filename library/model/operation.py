"""Every change a user makes, as a small frozen value. Applying one gives an outcome; its inverse undoes it.

Operations are what the journal keeps, so their fields are stored: extend them, don't rename them.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from library.model.annotation import Annotation, Colour, HighlightStyle, Target
from library.model.holding import Holding
from library.model.story import Story


class StateFlag(enum.StrEnum):
    """A flag of the reading state that the user sets."""

    READ = "read"
    STARRED = "starred"
    ARCHIVED = "archived"
    TRASHED = "trashed"


@dataclass(frozen=True, slots=True)
class SetFlag:
    """Set one flag on articles. `value` None means the opposite of what the first article has when it is applied."""

    articles: tuple[int, ...]
    flag: StateFlag
    value: bool | None = True


@dataclass(frozen=True, slots=True)
class RestoreFlags:
    """Give each (article, value) its own value of one flag: the inverse of a `SetFlag` over mixed articles."""

    flag: StateFlag
    values: tuple[tuple[int, bool], ...]


@dataclass(frozen=True, slots=True)
class SetPosition:
    """Remember the place in a story: code point in the version's canonical text, progress 0.0-1.0. Not undoable."""

    article: int
    version: int
    position: int
    progress: float


@dataclass(frozen=True, slots=True)
class AddAnnotation:
    """Keep an annotation (also: bring back a deleted one, under its own UUID)."""

    annotation: Annotation


@dataclass(frozen=True, slots=True)
class EditAnnotation:
    """Change what is not None of an annotation's bodies and look, and whether a lost one is let go."""

    uuid: str
    note: str | None = None
    tags: tuple[str, ...] | None = None
    colour: Colour | None = None
    style: HighlightStyle | None = None
    let_go: bool | None = None


@dataclass(frozen=True, slots=True)
class PlaceAnnotation:
    """Put an annotation to another place of its story: its ends moved, or attached again after its passage was gone.

    With `earlier` None the place that it had becomes the first of its earlier ones; otherwise these are its earlier
    ones, as when that is taken back.
    """

    uuid: str
    target: Target
    earlier: tuple[Target, ...] | None = None


@dataclass(frozen=True, slots=True)
class NameColour:
    """Give a colour of highlights the user's own name ("claim", "to quote"); empty for none."""

    colour: Colour
    name: str


@dataclass(frozen=True, slots=True)
class RemoveAnnotations:
    """Delete annotations by UUID. The inverse brings all of them back."""

    uuids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EditTags:
    """Give articles some tags and take others away. Tags are written as `clean_tag` gives them."""

    articles: tuple[int, ...]
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RestoreTags:
    """Give each (article, tags) exactly these tags: the inverse of an `EditTags` over articles tagged differently."""

    values: tuple[tuple[int, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class CorrectStory:
    """Keep the user's own text of a story, written on the grounds of version `basis`, as the version that shows."""

    article: int
    basis: int
    story: Story


@dataclass(frozen=True, slots=True)
class ShowVersion:
    """Make a version of a story the current one."""

    article: int
    version: int


@dataclass(frozen=True, slots=True)
class TurnVersions:
    """Take versions that the user wrote out of a story's history and put others back: the inverse of `CorrectStory`.

    `shown` becomes the current one if it is among those that come back, or if the current one is among those that go.
    """

    article: int
    withdrawn: tuple[int, ...]
    restored: tuple[int, ...]
    shown: int


@dataclass(frozen=True, slots=True)
class MergeStories:
    """Make `others` versions of the story `into`, which goes on showing what it shows if that has any text.

    All that they hold goes over to it: annotations, tags, files, and what other tellings are recognised by.
    """

    into: int
    others: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SplitVersions:
    """Make versions of a story a story of its own, with the annotations that were made in them."""

    article: int
    versions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Arrange:
    """Let stories hold exactly this, and let go of others, each (article, the story that it goes into).

    The inverse of merging, of splitting, and of itself.
    """

    holdings: tuple[Holding, ...]
    gone: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Several operations done, and undone, as one."""

    operations: tuple[Operation, ...]


Operation = (
    SetFlag
    | RestoreFlags
    | SetPosition
    | AddAnnotation
    | EditAnnotation
    | PlaceAnnotation
    | NameColour
    | RemoveAnnotations
    | EditTags
    | RestoreTags
    | CorrectStory
    | ShowVersion
    | TurnVersions
    | MergeStories
    | SplitVersions
    | Arrange
    | Batch
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an operation (or an import slice) changed. `inverse` is None where there is nothing to undo.

    `articles` are ids whose row, state or annotations changed; `added` those that came in; `annotations` UUIDs.
    `colours` is True if the user's names of colours changed. `place_only` is True if nothing but the place in a story
    was noted, as happens after every scroll: no list changes its rows or their order. `merged` are stories that are no
    longer there by themselves, each with the one that it went into; `gone` those of `articles` that were deleted for
    good.
    """

    articles: frozenset[int] = frozenset()
    annotations: frozenset[str] = frozenset()
    added: frozenset[int] = frozenset()
    inverse: Operation | None = None
    place_only: bool = False
    colours: bool = False
    merged: tuple[tuple[int, int], ...] = ()
    gone: frozenset[int] = frozenset()
