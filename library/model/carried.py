"""What another reading service knew of a story besides the story: state, tags, a note, highlights by their quote."""

from __future__ import annotations

from dataclasses import dataclass

from library.model.annotation import Annotation, Colour, HighlightStyle
from library.model.stamp import Stamp


@dataclass(frozen=True, slots=True)
class CarriedHighlight:
    """A highlight as a service exported it: a quote without a place.

    `prefix` and `suffix` are what stood around it, where the export says so; `note`, `tags` and `colour` are its
    bodies; `created` is when it was made. An empty quote is a note on the whole story.
    """

    quote: str
    note: str = ""
    tags: tuple[str, ...] = ()
    colour: Colour = Colour.YELLOW
    created: Stamp | None = None
    prefix: str = ""
    suffix: str = ""
    style: HighlightStyle = HighlightStyle.FILL


@dataclass(frozen=True, slots=True)
class CarriedAnnotation:
    """An annotation that was written out whole, with its own identity.

    The article and the version of its target, and of its earlier ones, are 0 until it is filed. `made_in` is the
    content hash (`model.identity`) of the version that its selectors were written for; empty where another program
    wrote them, for a text of its own. `earlier_in` are those of its earlier targets, in their order.
    """

    annotation: Annotation
    made_in: str = ""
    earlier_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Carried:
    """The user's own part of an exported story. None means that the export doesn't say.

    `tags` are the story's, folders and collections among them as nested tags ("Work/Energy"). `progress` is 0.0-1.0.
    `saved` is when the user saved it. `note` is a note on the whole story. `uuid` is the story's identity in the
    library that it was exported from, where that was one of ours. `colour_names` are what the user called colours.
    """

    read: bool | None = None
    starred: bool | None = None
    archived: bool | None = None
    progress: float | None = None
    saved: Stamp | None = None
    tags: tuple[str, ...] = ()
    note: str = ""
    highlights: tuple[CarriedHighlight, ...] = ()
    annotations: tuple[CarriedAnnotation, ...] = ()
    uuid: str = ""
    colour_names: tuple[tuple[Colour, str], ...] = ()
