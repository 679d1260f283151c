"""The notes of a page as a column beside it: laid out for what shows and a screen around it, and no further.

What has got its place keeps it while the reader scrolls; more is placed above and below as it comes near. So a story
with thousands of notes costs what a screenful costs, and nothing moves under the eye. Coordinates are the document's.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf

from PySide6.QtCore import QRectF

from desktop.reader.lines import line_of, shown
from desktop.reader.margin_card import CardFaces, MarginCard, card_faces, gathered_height, lay_out_card
from desktop.reader.margin_layout import gathered, stacked
from desktop.reader.render import RenderedPage
from desktop.theme.fonts import han_region
from library.model.annotation import AnchoredAnnotation, AnchorState, Motivation

GAP = 7
REACH = 420
"""Pixels that a stack of notes may hang below its lines before the rest of them is gathered."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A note in its place, or several gathered in one, for which there is no card. `line` is their line's baseline."""

    notes: tuple[AnchoredAnnotation, ...]
    y: float
    height: int
    line: float
    card: MarginCard | None

    @property
    def uuid(self) -> str:
        """The annotation, the first of several."""
        return self.notes[0].annotation.uuid


class Column:
    """The notes of one page at one width."""

    def __init__(self) -> None:
        self._notes: tuple[AnchoredAnnotation, ...] = ()
        self._starts: list[int] = []
        self._index: dict[str, int] = {}
        self._cards: dict[str, tuple[AnchoredAnnotation, MarginCard]] = {}
        self._set_as: tuple[int, int, str] = (0, 0, "")
        self._fonts: CardFaces | None = None
        self._standing: list[Standing] = []
        self._span = (0, 0)
        self._reached = (0.0, 0.0)
        self.pinned: str | None = None

    @property
    def fonts(self) -> CardFaces:
        """The fonts of the notes."""
        assert self._fonts is not None
        return self._fonts

    @property
    def is_empty(self) -> bool:
        """True if the page has no notes."""
        return not self._notes

    def set_notes(self, annotations: Iterable[AnchoredAnnotation], length: int) -> None:
        """Take the annotations of a text of `length` code points; those that have a note and a place are shown."""
        self._notes = notes_of(annotations)
        self._starts = [min(one.anchor.start, length) for one in self._notes]
        self._index = {one.annotation.uuid: at for at, one in enumerate(self._notes)}
        self._cards = {uuid: kept for uuid, kept in self._cards.items() if uuid in self._index}
        self.place_again()

    def place_again(self) -> None:
        """Let go of all places."""
        self._standing, self._reached = [], (0.0, 0.0)

    def standing(self, page: RenderedPage, width: int, clip: QRectF) -> Sequence[Standing]:
        """Return what stands beside the part of the page that shows in `clip`, from the top."""
        if not self._notes:
            return ()
        self._follow(page, width)
        self._reach(page, clip)
        ends = bisect_left(self._standing, clip.bottom(), key=lambda one: one.y)
        first = bisect_left(self._standing[:ends], clip.top(), key=lambda one: one.y + one.height)
        return self._standing[first:ends]

    def _follow(self, page: RenderedPage, width: int) -> None:
        set_as = (width, page.style.text_size, han_region(page.story.language))
        if set_as != self._set_as:
            self._set_as = set_as
            self._fonts = card_faces(set_as[1], set_as[2])
            self._cards.clear()
            self.place_again()

    def _reach(self, page: RenderedPage, clip: QRectF) -> None:
        """Have a place for all that shows: at once, or by going on from what has one already."""
        top, bottom = self._reached
        ahead = clip.height()
        if clip.top() > bottom or clip.bottom() < top or bottom == top:
            self._begin(page, clip.adjusted(0, -ahead, 0, ahead))
            return
        if clip.bottom() > bottom:
            below = QRectF(clip.left(), bottom, clip.width(), clip.bottom() + ahead - bottom)
            last = self._end_of(page, below)
            self._standing += self._placed(page, self._span[1], last, low=self._bottom())
            self._span, self._reached = (self._span[0], max(last, self._span[1])), (top, below.bottom())
        if clip.top() < top:
            self._go_up(page, QRectF(clip.left(), clip.top() - ahead, clip.width(), top - clip.top() + ahead))

    def _go_up(self, page: RenderedPage, above: QRectF) -> None:
        first = self._first_of(page, above)
        high = self._standing[0].y - GAP if self._standing else inf
        placed = self._placed(page, first, self._span[0], high=high)
        if placed and placed[-1].y + placed[-1].height > high + 1:
            # The page's top leaves them too little room: all is placed anew, from there.
            self._begin(page, QRectF(above.left(), above.top(), above.width(), self._reached[1] - above.top()))
            return
        self._standing = placed + self._standing
        self._span, self._reached = (min(first, self._span[0]), self._span[1]), (above.top(), self._reached[1])

    def _begin(self, page: RenderedPage, part: QRectF) -> None:
        self._span = self._first_of(page, part), self._end_of(page, part)
        self._standing = self._placed(page, *self._span)
        self._reached = part.top(), part.bottom()

    def _bottom(self) -> float:
        return self._standing[-1].y + self._standing[-1].height + GAP if self._standing else 0

    def _first_of(self, page: RenderedPage, part: QRectF) -> int:
        if part.top() <= 0:
            return 0
        return bisect_left(self._starts, page.map.to_code_point(shown(page.document, part)[0]))

    def _end_of(self, page: RenderedPage, part: QRectF) -> int:
        return bisect_left(self._starts, page.map.to_code_point(shown(page.document, part)[1]) + 1)

    def _placed(self, page: RenderedPage, first: int, end: int, low: float = 0.0, high: float = inf) -> list[Standing]:
        """Return places for the notes from `first` up to `end`."""
        lines = [self._line(page, at) for at in range(first, end)]
        wanted = _rising(line - self.fonts.baseline for line in lines)
        kept = self._index.get(self.pinned, -1) - first if self.pinned is not None else -1
        kept_at = kept if 0 <= kept < len(wanted) else None
        gathering = gathered_height(self.fonts)

        def height_of(at: int) -> float:
            return gathering if at < 0 else self._card(first + at).height

        entries = gathered(wanted, height_of, GAP, REACH, low, kept_at)
        cards = [None if one.is_gathered else self._card(first + one.first) for one in entries]
        heights = [card.height if card is not None else gathering for card in cards]
        pinned = next((at for at, one in enumerate(entries) if one.first == kept_at), None)
        places = stacked([wanted[one.first] for one in entries], heights, GAP, low, high, pinned)
        return [
            Standing(self._notes[first + one.first : first + one.end], place, height, lines[one.first], card)
            for one, place, height, card in zip(entries, places, heights, cards, strict=True)
        ]

    def _card(self, at: int) -> MarginCard:
        note = self._notes[at]
        kept = self._cards.get(note.annotation.uuid)
        if kept is None or kept[0] != note:
            kept = note, lay_out_card(note, self._set_as[0], self.fonts)
            self._cards[note.annotation.uuid] = kept
        return kept[1]

    def _line(self, page: RenderedPage, at: int) -> float:
        line = line_of(page.document, page.map.to_qt(self._starts[at]))
        return line.baseline if line is not None else 0.0


def notes_of(annotations: Iterable[AnchoredAnnotation]) -> tuple[AnchoredAnnotation, ...]:
    """Return the annotations that have a note and a place, in the order of the text."""
    found = [
        one
        for one in annotations
        if one.annotation.note
        and one.anchor.state is not AnchorState.ORPHAN
        and one.annotation.motivation is not Motivation.BOOKMARKING
        and one.annotation.note.strip()
    ]
    return tuple(sorted(found, key=lambda one: one.anchor.start))


def _rising(values: Iterable[float]) -> list[float]:
    """Return the values, none less than one before it: in a table a cell may stand higher than the one before."""
    made: list[float] = []
    for value in values:
        made.append(max(value, made[-1]) if made else value)
    return made
