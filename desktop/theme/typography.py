"""The type scale: how each kind of block on the page is set, as data.

Sizes are factors of the reader's text size; distances are ems of it. Only the render step turns this into Qt formats.
"""

from __future__ import annotations

import enum
import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from desktop.theme.themes import Role


class Face(enum.StrEnum):
    """The three jobs of a typeface. Which families do them is told in `fonts`."""

    TEXT = "text"
    SANS = "sans"
    MONO = "mono"


class Align(enum.Enum):
    """Where lines stand; START is left, or right in a text that runs from the right."""

    START = enum.auto()
    CENTRE = enum.auto()
    END = enum.auto()


class Style(enum.StrEnum):
    """Everything on the page that has a look of its own."""

    KICKER = "kicker"
    HEADLINE = "headline"
    HEADLINE_NARROW = "headline-narrow"  # in a column too narrow for lines of the usual one
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    FACTS = "facts"  # dates, source, minutes to read
    CORRECTED = "corrected"  # the line that says there are older versions
    PARAGRAPH = "paragraph"
    LEDE = "lede"
    HEADING_1 = "heading-1"
    HEADING_2 = "heading-2"
    HEADING_3 = "heading-3"
    HEADING_4 = "heading-4"
    QUOTE = "quote"
    PULL_QUOTE = "pull-quote"
    LIST_ITEM = "list-item"
    PICTURE = "picture"
    NO_PICTURE = "no-picture"
    CAPTION = "caption"
    PICTURE_CREDIT = "picture-credit"
    TABLE = "table"
    TABLE_HEADER = "table-header"
    TABLE_SMALL = "table-small"
    TABLE_SMALL_HEADER = "table-small-header"
    TABLE_LINE = "table-line"  # a row of a table that is set row by row
    TABLE_LABEL = "table-label"  # a column's name before a value
    OPENS = "opens"  # the line that opens a table
    PREFORMATTED = "preformatted"
    PREFORMATTED_SMALL = "preformatted-small"  # with lines too long for the usual type
    RULE = "rule"
    RELATED = "related"
    RELATED_LABEL = "related-label"
    EDITORS_NOTE = "editors-note"
    FOOTNOTE = "footnote"
    CREDIT = "credit"
    MORE = "more"  # the heading over other stories the page pointed to
    KEYWORDS = "keywords"


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """How one style is set.

    `size` is a factor of the text size. `leading` is the distance of baselines as a factor of the style's own size.
    `before`, `after` (space around), `between` (space to a neighbour of the same style, where that differs), `indent`
    (at the start side) and `outdent` (at the end side) are ems of the text size; neighbouring spaces collapse to the
    larger. `tracking` is letterspacing in ems of the style's own size.
    """

    face: Face = Face.TEXT
    size: float = 1.0
    weight: int = 400
    italic: bool = False
    leading: float = 1.48
    before: float = 0.0
    after: float = 0.0
    between: float | None = None
    indent: float = 0.0
    outdent: float = 0.0
    role: Role = Role.TEXT
    align: Align = Align.START
    tracking: float = 0.0
    capitals: bool = False


_SANS = Face.SANS
_PARAGRAPH_SPACE = 0.72

SCALE: Mapping[Style, TypeStyle] = MappingProxyType(
    {
        Style.KICKER: TypeStyle(
            _SANS, 0.74, 600, leading=1.4, after=0.55, role=Role.ACCENT, tracking=0.085, capitals=True
        ),
        Style.HEADLINE: TypeStyle(size=2.0, weight=600, leading=1.16, after=0.55, tracking=-0.008),
        Style.HEADLINE_NARROW: TypeStyle(size=1.55, weight=600, leading=1.18, after=0.5, tracking=-0.006),
        Style.STANDFIRST: TypeStyle(size=1.2, leading=1.36, after=0.85, role=Role.MUTED),
        Style.BYLINE: TypeStyle(_SANS, 0.84, 600, leading=1.4, after=0.08),
        Style.FACTS: TypeStyle(_SANS, 0.8, leading=1.4, after=0.08, role=Role.MUTED),
        Style.CORRECTED: TypeStyle(_SANS, 0.8, leading=1.4, role=Role.LINK),
        Style.PARAGRAPH: TypeStyle(after=_PARAGRAPH_SPACE),
        Style.LEDE: TypeStyle(size=1.06, leading=1.46, after=_PARAGRAPH_SPACE),
        Style.HEADING_1: TypeStyle(size=1.48, weight=600, leading=1.2, before=1.7, after=0.5),
        Style.HEADING_2: TypeStyle(size=1.26, weight=600, leading=1.24, before=1.5, after=0.42),
        Style.HEADING_3: TypeStyle(size=1.08, weight=600, leading=1.3, before=1.25, after=0.32),
        Style.HEADING_4: TypeStyle(_SANS, 0.86, 600, leading=1.35, before=1.2, after=0.3, tracking=0.02),
        Style.QUOTE: TypeStyle(before=1.0, after=1.0, between=_PARAGRAPH_SPACE, indent=1.35),
        Style.PULL_QUOTE: TypeStyle(
            size=1.42,
            weight=600,
            leading=1.28,
            before=2.3,
            after=2.3,
            indent=1.6,
            outdent=1.6,
            role=Role.ACCENT,
            align=Align.CENTRE,
        ),
        Style.LIST_ITEM: TypeStyle(after=_PARAGRAPH_SPACE, between=0.34, indent=1.5),
        Style.PICTURE: TypeStyle(before=1.4, after=0.0),
        Style.NO_PICTURE: TypeStyle(
            _SANS,
            0.8,
            leading=1.4,
            before=2.3,
            after=2.3,
            indent=1.0,
            outdent=1.0,
            role=Role.MUTED,
            align=Align.CENTRE,
        ),
        Style.CAPTION: TypeStyle(_SANS, 0.8, leading=1.38, before=0.45, after=1.5, role=Role.MUTED),
        Style.PICTURE_CREDIT: TypeStyle(
            _SANS, 0.72, leading=1.38, before=0.12, after=1.5, role=Role.MUTED, tracking=0.01
        ),
        Style.TABLE: TypeStyle(_SANS, 0.84, leading=1.35),
        Style.TABLE_HEADER: TypeStyle(_SANS, 0.84, 600, leading=1.35),
        Style.TABLE_SMALL: TypeStyle(_SANS, 0.72, leading=1.35),
        Style.TABLE_SMALL_HEADER: TypeStyle(_SANS, 0.72, 600, leading=1.35),
        Style.TABLE_LINE: TypeStyle(_SANS, 0.84, leading=1.4, before=0.7, after=1.9, between=0.78),
        Style.TABLE_LABEL: TypeStyle(_SANS, 0.76, leading=1.4, role=Role.MUTED),
        Style.OPENS: TypeStyle(_SANS, 0.8, leading=1.4, before=1.2, after=0.7, role=Role.LINK),
        Style.PREFORMATTED: TypeStyle(
            Face.MONO, 0.8, leading=1.45, before=1.75, after=1.75, between=0.5, indent=0.9, outdent=0.9
        ),
        Style.PREFORMATTED_SMALL: TypeStyle(
            Face.MONO, 0.66, leading=1.45, before=1.75, after=1.75, between=0.5, indent=0.9, outdent=0.9
        ),
        Style.RULE: TypeStyle(leading=1.2, before=1.1, after=1.1, align=Align.CENTRE),
        Style.RELATED: TypeStyle(_SANS, 0.86, leading=1.4, before=0.9, after=1.0, between=0.3, role=Role.MUTED),
        Style.RELATED_LABEL: TypeStyle(_SANS, 0.68, 600, role=Role.MUTED, tracking=0.085, capitals=True),
        Style.EDITORS_NOTE: TypeStyle(
            _SANS, 0.86, italic=True, leading=1.45, before=1.9, after=1.9, between=0.5, indent=0.9, outdent=0.9
        ),
        Style.FOOTNOTE: TypeStyle(
            size=0.84, leading=1.42, before=1.9, after=0.72, between=0.3, indent=1.5, role=Role.MUTED
        ),
        Style.CREDIT: TypeStyle(_SANS, 0.8, italic=True, leading=1.4, before=1.5, after=0.3, role=Role.MUTED),
        Style.MORE: TypeStyle(
            _SANS, 0.74, 600, leading=1.4, before=2.0, after=0.5, role=Role.MUTED, tracking=0.085, capitals=True
        ),
        Style.KEYWORDS: TypeStyle(_SANS, 0.76, leading=1.4, before=0.6, role=Role.MUTED),
    }
)

UNSPACED_LEADING = 1.16
"""Factor on the leading of a block in Han, kana or Hangul: square, dense letters want more air between lines."""

TALL_LEADING = 1.3
"""Least leading of a block in a script that stacks its signs, as Thai and Devanagari do: they touch in a headline."""

ARABIC_SIZE = 1.08
"""Factor on the size of a block in Arabic script, whose letters stand small in their em."""

MEASURE = 66
"""Characters in a line, the middle of the 45 to 75 of Bringhurst's *Elements of Typographic Style*, 2.1.2."""

NARROW = 40
"""Characters: a shorter line isn't justified, for it would have rivers, and its headline is set smaller."""

MEASURES = (45, 90)
"""The shortest and the longest line a reader can choose, in characters."""

TEXT_SIZES = (14, 15, 16, 17, 18, 19, 20, 22, 24, 27, 30, 34, 40)
"""The text sizes a reader steps through, in pixels."""

DEFAULT_TEXT_SIZE = 19


class LineSpacing(enum.StrEnum):
    """How far the lines of running text stand apart."""

    TIGHT = "tight"
    NORMAL = "normal"
    LOOSE = "loose"


class ParagraphStyle(enum.StrEnum):
    """What tells one paragraph from the next: space between them, or the first line's indent."""

    SPACED = "spaced"
    INDENTED = "indented"


@dataclass(frozen=True, slots=True)
class ReadingStyle:
    """What a reader chooses about the page besides its colours.

    `family` is the family of the running text, empty for the program's own serif. `size` is in pixels (the nearest of
    `TEXT_SIZES`), `measure` in average letters of a line, within `MEASURES`. Justified text is hyphenated where its
    language is known.
    """

    family: str = ""
    size: int = DEFAULT_TEXT_SIZE
    measure: int = MEASURE
    spacing: LineSpacing = LineSpacing.NORMAL
    paragraphs: ParagraphStyle = ParagraphStyle.SPACED
    justified: bool = False


RUNNING = frozenset({Style.PARAGRAPH, Style.LEDE, Style.QUOTE, Style.LIST_ITEM, Style.FOOTNOTE})
"""The styles of running text: they are justified and hyphenated if the reader wants that."""

_SPACED_OUT = RUNNING | {Style.STANDFIRST, Style.EDITORS_NOTE, Style.CAPTION}
_SPACINGS = {LineSpacing.TIGHT: 0.9, LineSpacing.NORMAL: 1.0, LineSpacing.LOOSE: 1.16}

FIRST_LINE_INDENT = 1.35
"""Ems that the first line of an indented paragraph stands in; two in Han, kana and Hangul, as is the custom there."""


@functools.lru_cache(maxsize=16)
def scale_of(spacing: LineSpacing, paragraphs: ParagraphStyle) -> Mapping[Style, TypeStyle]:
    """Return the type scale with the reader's spacing of lines and of paragraphs."""
    scale = {
        style: replace(one, leading=one.leading * _SPACINGS[spacing]) if style in _SPACED_OUT else one
        for style, one in SCALE.items()
    }
    if paragraphs is ParagraphStyle.INDENTED:
        for style in (Style.PARAGRAPH, Style.LEDE):
            scale[style] = replace(scale[style], between=0.0)
    return MappingProxyType(scale)
