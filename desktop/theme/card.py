"""Where everything stands on an annotation's card: data and a width in, rectangles and set lines out. Paints nothing.

The panel beside the page and the notebook show the same cards.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics

from desktop.theme.fonts import families
from desktop.theme.note_text import set_note
from desktop.theme.typeset import Paragraph, one_line, paragraph, utf16_length
from desktop.theme.typography import Face
from library.model.annotation import AnchoredAnnotation

QUOTE_LINES = 3
LOST_LINES = 5
"""Lines of a quote that isn't in the text, with its context."""
NOTE_LINES = 6
CHIP_ROWS = 2

MARGIN = 12
"""Pixels between the panel's edge and a card; at the right the scroll bar takes most of them."""
RIGHT_MARGIN = 3
GAP = 8
"""Pixels between two cards."""
PADDING = 11
BAR = 3
BAR_SPACE = 10
PENCIL = 26
HEADING_HEIGHT = 34
_QUOTE_LEADING = 21
_NOTE_LEADING = 19
_SMALL_LEADING = 18
_CHIP_HEIGHT = 20
_CHIP_GAP = 5
_CHIP_PADDING = 8


@dataclass(frozen=True, slots=True)
class More:
    """What a card says besides, where a passage changed or is gone.

    `quote` stands in the place of the annotation's own quote, `before` and `after` are its context, `was` says what the
    quote was, `buttons` are what can be done about it.
    """

    quote: str = ""
    before: str = ""
    after: str = ""
    was: str = ""
    buttons: tuple[str, ...] = ()


NO_MORE = More()


class Card(Protocol):
    """What a card shows. A bookmark's note is its name; `state_line` says what is to say about its place."""

    @property
    def anchored(self) -> AnchoredAnnotation:
        """The annotation and its place."""

    @property
    def is_bookmark(self) -> bool:
        """True if the note is a name and the quote only says where it is."""

    @property
    def state_line(self) -> str:
        """A line, or empty where there is nothing to say."""


@dataclass(frozen=True, slots=True)
class Faces:
    """The fonts of a card: quotes in the text face, the user's own words in the sans."""

    quote: QFont
    note: QFont
    name: QFont
    small: QFont
    heading: QFont


@dataclass(frozen=True, slots=True)
class Placed:
    """Set lines and the rectangle they fill, in the card's coordinates; `dimmed` are ranges of UTF-16 units."""

    text: Paragraph
    rect: QRect
    dimmed: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Chip:
    """One tag or button: its words, cut to fit, and its pill."""

    text: str
    rect: QRect


@dataclass(frozen=True, slots=True)
class CardLayout:
    """A card laid out for a width, in pixels from its row's top left corner; what isn't there is None or empty.

    `frame` is the card itself, `bar` its colour, `pencil` where a click edits: over the end of
    the first line, and painted only where the mouse is.
    """

    height: int
    frame: QRect
    bar: QRect
    pencil: QRect
    name: Placed | None
    quote: Placed | None
    note: Placed | None
    state: Placed | None
    chips: tuple[Chip, ...]
    origin: Placed | None = None
    was: Placed | None = None
    buttons: tuple[Chip, ...] = ()


def faces(region: str = "SC") -> Faces:
    """Return the fonts of cards; `region` says whose Han letters come first (see `han_region`)."""
    return Faces(
        quote=_font(Face.TEXT, 15, region),
        note=_font(Face.SANS, 14, region),
        name=_font(Face.SANS, 14, region, 600),
        small=_font(Face.SANS, 12, region),
        heading=_font(Face.SANS, 12, region, 600),
    )


def lay_out(card: Card, width: int, fonts: Faces, origin: str = "", more: More = NO_MORE) -> CardLayout:
    """Return where everything on a card stands in a row of `width` pixels. `origin` names the story, below the rest."""
    frame_width = max(width - MARGIN - RIGHT_MARGIN, 80)
    left = MARGIN + PADDING + BAR + BAR_SPACE
    setter = _Setter(left, MARGIN + frame_width - PADDING - 2 - left)
    annotation = card.anchored.annotation
    name = quote = note = None
    if card.is_bookmark:
        name = setter.put(one_line(annotation.note, 400) or "Bookmark", fonts.name, 2, _NOTE_LEADING)
        quote = setter.put(one_line(annotation.target.quote.exact, 400), fonts.quote, 1, _QUOTE_LEADING)
    else:
        quote = setter.put_quote(more, annotation.target.quote.exact, fonts.quote)
        note = setter.put_note(annotation.note, fonts.note, NOTE_LINES, _NOTE_LEADING, above=6)
    state = setter.put(card.state_line, fonts.small, 1, _SMALL_LEADING, above=4)
    was = setter.put(one_line(more.was, 600), fonts.small, 2, _SMALL_LEADING, above=0 if state else 4)
    chips = setter.put_chips(annotation.tags, fonts.small)
    said_of_story = setter.put(one_line(origin, 300), fonts.small, 1, _SMALL_LEADING, above=6)
    buttons = setter.put_buttons(more.buttons, fonts.small)
    height = setter.y + PADDING
    return CardLayout(
        height=height + GAP,
        frame=QRect(MARGIN, 0, frame_width, height),
        bar=QRect(MARGIN + PADDING, PADDING + 2, BAR, height - 2 * PADDING - 4),
        pencil=QRect(MARGIN + frame_width - PENCIL - 5, 5, PENCIL, PENCIL),
        name=name,
        quote=quote,
        note=note,
        state=state,
        chips=chips,
        origin=said_of_story,
        was=was,
        buttons=buttons,
    )


class _Setter:
    """Puts one thing below the other in a column."""

    def __init__(self, left: int, width: int) -> None:
        self.y = PADDING
        self._left = left
        self._width = width

    def put(self, text: str, font: QFont, lines: int, leading: int, above: int = 0) -> Placed | None:
        if not text:
            return None
        return self._place(paragraph(text, font, self._width, lines, leading), above)

    def _place(self, made: Paragraph, above: int) -> Placed:
        if self.y > PADDING:
            self.y += above
        rect = QRect(self._left, self.y, self._width, made.height)
        self.y += made.height
        return Placed(made, rect)

    def put_quote(self, more: More, exact: str, font: QFont) -> Placed | None:
        """Put a quote, of one that is lost with what stood before and behind it."""
        if not (more.before or more.after):
            return self.put(one_line(more.quote or exact, 600), font, QUOTE_LINES, _QUOTE_LEADING)
        before, quote, after = one_line(more.before, 80), one_line(exact, 600), one_line(more.after, 80)
        # The ends of the context are where a word was cut: the spaces next to the quote tell whether one is there.
        before = f"…{before}{' ' if more.before[-1:].isspace() else ''}" if before else ""
        after = f"{' ' if more.after[:1].isspace() else ''}{after}…" if after else ""
        placed = self.put(f"{before}{quote}{after}", font, LOST_LINES, _QUOTE_LEADING)
        if placed is None:
            return None
        start, end = utf16_length(before), utf16_length(before + quote)
        return replace(placed, dimmed=((0, start), (end, utf16_length(after))))

    def put_buttons(self, titles: Iterable[str], font: QFont) -> tuple[Chip, ...]:
        """Put buttons in rows."""
        texts = list(titles)
        if not texts:
            return ()
        self.y += 8
        metrics = QFontMetrics(font)
        placed = self._flow([self._chip_text(text, metrics) for text in texts], metrics)
        self.y = placed[-1].rect.bottom() + 1
        return tuple(placed)

    def put_note(self, note: str, font: QFont, lines: int, leading: int, above: int) -> Placed | None:
        if not note.strip():
            return None
        return self._place(set_note(note, font, self._width, lines, leading), above)

    def put_chips(self, tags: Iterable[str], font: QFont) -> tuple[Chip, ...]:
        """Put tags in rows; of more than fit into the rows, say how many there are."""
        metrics = QFontMetrics(font)
        texts = [self._chip_text(tag, metrics) for tag in tags]
        if not texts:
            return ()
        self.y += 7
        placed = self._flow(texts, metrics)
        if len(placed) < len(texts):
            # The last one gives way to a count, which is never wider than the widest tag but may need two places.
            for shown in range(len(placed) - 1, -1, -1):
                placed = self._flow([*texts[:shown], f"+{len(texts) - shown}"], metrics)
                if len(placed) == shown + 1:
                    break
        self.y = placed[-1].rect.bottom() + 1
        return tuple(placed)

    def _chip_text(self, tag: str, metrics: QFontMetrics) -> str:
        return metrics.elidedText(one_line(tag, 80), Qt.TextElideMode.ElideRight, self._width - 2 * _CHIP_PADDING)

    def _flow(self, texts: list[str], metrics: QFontMetrics) -> list[Chip]:
        """Place as many of the texts as fit into the rows there may be."""
        chips: list[Chip] = []
        x, row = 0, 0
        for text in texts:
            width = min(metrics.horizontalAdvance(text) + 2 * _CHIP_PADDING, self._width)
            if x and x + width > self._width:
                x, row = 0, row + 1
            if row == CHIP_ROWS:
                break
            y = self.y + row * (_CHIP_HEIGHT + _CHIP_GAP)
            chips.append(Chip(text, QRect(self._left + x, y, width, _CHIP_HEIGHT)))
            x += width + _CHIP_GAP
        return chips


def _font(face: Face, pixels: int, region: str, weight: int = 400) -> QFont:
    font = QFont(families(face, region))
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight(weight))
    return font
