"""Putting back what a reading service knew of a story: state, tags, a note, and highlights by their quote.

Everything is added, nothing is taken away: an export says what was so elsewhere, not what the user has done here since.
Annotations that come whole keep their identity: one that is here already takes over a later state of its words, and
the journal keeps those that it had.
"""

from __future__ import annotations

import enum
import sqlite3
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace

from library.annotations.anchor import anchor
from library.annotations.describe import describe
from library.annotations.find_quote import quote_places
from library.front.anchoring import anchors_in, versions_of
from library.model.annotation import (
    CONTEXT,
    Anchor,
    AnchorState,
    Annotation,
    Motivation,
    Target,
    TextPositionSelector,
    TextQuoteSelector,
)
from library.model.carried import Carried, CarriedAnnotation, CarriedHighlight
from library.model.document import text
from library.model.operation import Batch, EditAnnotation, NameColour, Operation, PlaceAnnotation, StateFlag
from library.model.stamp import Stamp
from library.model.story import Version
from library.model.tags import clean_tags
from library.store import annotations as kept
from library.store import articles, journal, reading, tags

_NAMESPACE = uuid.UUID("6d0f5c0e-5f0b-4a7e-9a0e-3d2b1c4f8e21")
"""Under it, a highlight's UUID is made of the story's and its own words: the same highlight comes in once."""

SHORTEST_PROGRESS = 0.005
"""Progress below which a story counts as not begun: services write 0.1 % for one that was only opened."""


class Fate(enum.Enum):
    """What became of an annotation in a file."""

    ADDED = enum.auto()
    CHANGED = enum.auto()
    KNOWN = enum.auto()


@dataclass(frozen=True, slots=True)
class Brought:
    """An annotation that a file brought, its article, and how a new one was found in the current version.

    `state` is None for one that was here before.
    """

    article: int
    uuid: str
    fate: Fate
    state: AnchorState | None = None


@dataclass(frozen=True, slots=True)
class CarriedIn:
    """What came of carrying: whether anything changed, and each annotation."""

    changed: bool
    annotations: tuple[Brought, ...] = ()


def carry(connection: sqlite3.Connection, article: int, carried: Carried, is_new: bool, now: int) -> CarriedIn:
    """Give an article what an export says of it, inside the caller's transaction.

    `is_new` is True where the export brought the article in, so that the time it was saved is the export's. The
    caller indexes the article afterwards. `now` is UTC ms.
    """
    before = connection.total_changes
    saved = moment(carried.saved)
    if is_new and saved is not None:
        articles.set_imported(connection, article, saved)
    version = articles.version(connection, articles.current_version_id(connection, article))
    _set_state(connection, version, carried, saved or now)
    _add_tags(connection, article, carried.tags)
    _name_colours(connection, carried, now)
    brought = (
        *_add_annotations(connection, version, carried, saved or now),
        *_add_whole(connection, version, carried.annotations, now),
    )
    return CarriedIn(connection.total_changes != before, brought)


def moment(stamp: Stamp | None) -> int | None:
    """Return a stamp as UTC milliseconds; one without a zone counts as UTC."""
    return stamp.sort_key() * 1000 if stamp is not None else None


def _set_state(connection: sqlite3.Connection, version: Version, carried: Carried, at: int) -> None:
    state = reading.reading_state(connection, version.article)
    wanted = {
        StateFlag.READ: carried.read and not state.read,
        StateFlag.STARRED: carried.starred and not state.starred,
        StateFlag.ARCHIVED: carried.archived and not state.archived,
    }
    for flag, is_set in wanted.items():
        if is_set:
            reading.set_flag(connection, version.article, flag, True, at)
    progress = carried.progress or 0.0
    if progress > max(SHORTEST_PROGRESS, state.progress) and not state.position:
        progress = min(progress, 1.0)
        position = int(len(text(version.story.document)) * progress)
        reading.set_position(connection, version.article, version.id, position, progress, at)


def _add_tags(connection: sqlite3.Connection, article: int, names: tuple[str, ...]) -> None:
    before = tags.tags_of(connection, article)
    after = clean_tags((*before, *tags.known_as(connection, clean_tags(names))))
    if len(after) > len(before):
        tags.set_tags(connection, article, after)


def _add_annotations(connection: sqlite3.Connection, version: Version, carried: Carried, at: int) -> Iterator[Brought]:
    own = articles.uuid_of(connection, version.article)
    body = text(version.story.document)
    highlights = carried.highlights
    if carried.note.strip():
        highlights = (CarriedHighlight("", note=carried.note), *highlights)
    last = 0
    for highlight in highlights:
        identity = str(uuid.uuid5(_NAMESPACE, "\x1f".join((own, highlight.quote.strip(), highlight.note.strip()))))
        if not (highlight.quote.strip() or highlight.note.strip()):
            continue
        if (known := kept.annotation_by_uuid(connection, identity)) is not None:
            yield Brought(known.target.article, identity, Fate.KNOWN)
            continue
        target, found = place(version.article, version.id, body, highlight, last)
        last = found.start if found.state is AnchorState.EXACT else last
        created = moment(highlight.created) or at
        made = Annotation(
            identity,
            target,
            Motivation.COMMENTING if highlight.note.strip() else Motivation.HIGHLIGHTING,
            highlight.note.strip(),
            clean_tags(highlight.tags),
            highlight.colour,
            created,
            created,
            style=highlight.style,
        )
        kept.insert_annotation(connection, made)
        kept.set_anchor(connection, identity, version.id, found)
        yield Brought(version.article, identity, Fate.ADDED, found.state)


def _add_whole(
    connection: sqlite3.Connection, version: Version, whole: tuple[CarriedAnnotation, ...], now: int
) -> Iterator[Brought]:
    body = text(version.story.document)
    for each in whole:
        known = kept.annotation_by_uuid(connection, each.annotation.uuid)
        if known is not None:
            yield Brought(known.target.article, known.uuid, _take_over(connection, known, each, now))
            continue
        target, found = _target(connection, version, each, body)
        created = each.annotation.created or now
        made = replace(
            each.annotation,
            target=target,
            earlier=_earlier(connection, version, each),
            created=created,
            modified=each.annotation.modified or created,
        )
        if found.state is AnchorState.ORPHAN and made.earlier:
            found = _anchor_of(connection, made, body)
        kept.insert_annotation(connection, made)
        kept.set_anchor(connection, made.uuid, version.id, found)
        yield Brought(version.article, made.uuid, Fate.ADDED, found.state)


def _take_over(connection: sqlite3.Connection, known: Annotation, whole: CarriedAnnotation, now: int) -> Fate:
    """Give an annotation that is here the words and the look it has in a file, if they were written later there.

    Its place too, where it was attached anew there: the file has more places that came before it than are here.
    """
    other = whole.annotation
    if other.modified <= known.modified:
        return Fate.KNOWN
    done, undone = list[Operation](), list[Operation]()
    before, after = (
        EditAnnotation(known.uuid, each.note, each.tags, each.colour, each.style, each.let_go)
        for each in (known, other)
    )
    if before != after:
        changed = replace(
            other,
            target=known.target,
            earlier=known.earlier,
            created=known.created,
            motivation=_motivation(known.motivation, other.note),
        )
        kept.update_annotation(connection, changed)
        done, undone = [after], [before]
    if len(other.earlier) > len(known.earlier):
        place = _placed(connection, known, whole)
        done.append(PlaceAnnotation(known.uuid, place.target, place.earlier))
        undone.insert(0, PlaceAnnotation(known.uuid, known.target, known.earlier))
    if not done:
        return Fate.KNOWN
    journal.record(connection, now, _one(done), _one(undone))
    return Fate.CHANGED


def _one(operations: list[Operation]) -> Operation:
    return operations[0] if len(operations) == 1 else Batch(tuple(operations))


def _placed(connection: sqlite3.Connection, known: Annotation, whole: CarriedAnnotation) -> Annotation:
    """Put an annotation that is here to the place that it has in a file, and return it."""
    article = known.target.article
    version = articles.version(connection, articles.current_version_id(connection, article))
    body = text(version.story.document)
    target, _ = _target(connection, version, whole, body)
    placed = replace(whole.annotation, target=target, earlier=_earlier(connection, version, whole))
    kept.place_annotation(connection, placed)
    kept.set_anchor(connection, known.uuid, version.id, _anchor_of(connection, placed, body))
    return placed


def _earlier(connection: sqlite3.Connection, version: Version, whole: CarriedAnnotation) -> tuple[Target, ...]:
    """Return the earlier targets of an annotation that came whole, in versions of the story that it came to."""
    found = []
    for target, content in zip(whole.annotation.earlier, whole.earlier_in, strict=True):
        made_in = articles.version_with_content(connection, version.article, content) or version.id
        found.append(replace(target, article=version.article, version=made_in))
    return tuple(found)


def _anchor_of(connection: sqlite3.Connection, annotation: Annotation, body: str) -> Anchor:
    made_in = {each: text(articles.version(connection, each).story.document) for each in versions_of(annotation)}
    return anchors_in((annotation,), body, made_in)[0]


def _name_colours(connection: sqlite3.Connection, carried: Carried, now: int) -> None:
    """Call colours as they were called where an export comes from; a name that a colour has here stays."""
    here = kept.colour_names(connection)
    for colour, name in carried.colour_names:
        if colour not in here:
            kept.set_colour_name(connection, colour, name)
            journal.record(connection, now, NameColour(colour, name), NameColour(colour, ""))


def _motivation(before: Motivation, note: str) -> Motivation:
    if before is Motivation.BOOKMARKING:
        return before
    return Motivation.COMMENTING if note else Motivation.HIGHLIGHTING


def _target(
    connection: sqlite3.Connection, version: Version, whole: CarriedAnnotation, body: str
) -> tuple[Target, Anchor]:
    """Return the target and the anchor of an annotation that came whole.

    Selectors that were written for a text of ours are evidence and stay as they are. Others were written for a text
    that another program made of the page: where the quote stands in ours, it gets selectors for that.
    """
    made = whole.annotation.target
    quote, position = made.quote, made.position
    if whole.made_in:
        made_in = articles.version_with_content(connection, version.article, whole.made_in) or version.id
        is_whole = not (quote.exact or quote.prefix or quote.suffix)
        found = Anchor(AnchorState.EXACT) if is_whole else anchor(quote, position, body)
        return replace(made, article=version.article, version=made_in), found
    highlight = CarriedHighlight(quote.exact, prefix=quote.prefix, suffix=quote.suffix)
    return place(version.article, version.id, body, highlight, position.start)


def place(article: int, version: int, body: str, highlight: CarriedHighlight, after: int) -> tuple[Target, Anchor]:
    """Return the target and the anchor of a bare quote in a version's canonical text.

    A quote that stands in the text gets the selectors a highlight made here would have. Where it stands several
    times, its context decides, and else the first place from `after` on (code points): exports keep the order of the
    text. What isn't found keeps the quote as its evidence, so that a later version can be searched for it.
    """
    quote = highlight.quote.strip()
    if not quote:
        return Target(article, version, TextQuoteSelector(""), TextPositionSelector(0, 0)), Anchor(AnchorState.EXACT)
    selector = TextQuoteSelector(quote, highlight.prefix[-CONTEXT:], highlight.suffix[:CONTEXT])
    position = TextPositionSelector(after, after + len(quote))
    passage = _passage(body, selector, after)
    if passage is None:
        return Target(article, version, selector, position), anchor(selector, position, body)
    return describe(article, version, body, *passage), Anchor(AnchorState.EXACT, *passage)


def _passage(body: str, quote: TextQuoteSelector, after: int) -> tuple[int, int] | None:
    places = quote_places(body, quote.exact)
    if len(places) > 1 and (quote.prefix or quote.suffix):
        around = [
            (start, end)
            for start, end in places
            if body[:start].endswith(quote.prefix[-8:]) and body.startswith(quote.suffix[:8], end)
        ]
        places = tuple(around) or places
    return next((each for each in places if each[0] >= after), places[0] if places else None)
