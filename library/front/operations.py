"""Applying operations: each changes the store in one transaction and says what changed and how to undo it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from library.front import arranging, versioning
from library.front.anchoring import anchors_in, versions_of
from library.model.annotation import Anchor, AnchorState, Annotation, Motivation
from library.model.document import text
from library.model.errors import NotFound
from library.model.operation import (
    AddAnnotation,
    Arrange,
    Batch,
    CorrectStory,
    EditAnnotation,
    EditTags,
    MergeStories,
    NameColour,
    Operation,
    Outcome,
    PlaceAnnotation,
    RemoveAnnotations,
    RestoreFlags,
    RestoreTags,
    SetFlag,
    SetPosition,
    ShowVersion,
    SplitVersions,
    StateFlag,
    TurnVersions,
)
from library.model.tags import clean_tags
from library.store import annotations as kept
from library.store import articles, holdings, journal, reading, search_index, tags
from library.store.connection import transaction


@dataclass(slots=True)
class _Work:
    """What the operations of one transaction leave for its end, and what they read that stays the same in it.

    Of ten thousand annotations of one story each would else index its notes, and read its text, anew.
    """

    connection: sqlite3.Connection
    noted: set[int] = field(default_factory=set)
    texts: dict[int, str] = field(default_factory=dict)

    def text(self, version: int) -> str:
        """Return the canonical text of a version."""
        if version not in self.texts:
            self.texts[version] = text(articles.version(self.connection, version).story.document)
        return self.texts[version]

    def index(self) -> None:
        """Index the stories whose notes or tags changed."""
        for article in self.noted:
            search_index.index_notes(self.connection, article, *kept.notes_and_tags(self.connection, article))


def apply(connection: sqlite3.Connection, operation: Operation, now: int) -> Outcome:
    """Apply one operation durably at `now` (UTC ms) and write it to the journal.

    Raises NotFound or NotPossible; then nothing changed. Positions are not journalled: only the last one means
    anything, and it stands in the reading state.
    """
    with transaction(connection):
        work = _Work(connection)
        outcome = _apply(connection, operation, now, work)
        work.index()
        if not isinstance(operation, SetPosition):
            journal.record(connection, now, operation, outcome.inverse)
    return outcome


def _apply(connection: sqlite3.Connection, operation: Operation, now: int, work: _Work) -> Outcome:
    match operation:
        case SetFlag():
            return _set_flag(connection, operation, now)
        case RestoreFlags(flag, values):
            return _restore_flags(connection, flag, values, now)
        case SetPosition(article, version, position, progress):
            _must_exist(connection, (article,))
            reading.set_position(connection, article, version, position, progress, now)
            return Outcome(frozenset((article,)), place_only=True)
        case AddAnnotation(annotation):
            return _add_annotation(connection, annotation, work)
        case EditAnnotation():
            return _edit_annotation(connection, operation, now, work)
        case PlaceAnnotation():
            return _place_annotation(connection, operation, now, work)
        case NameColour(colour, name):
            before = kept.colour_names(connection).get(colour, "")
            kept.set_colour_name(connection, colour, name)
            return Outcome(colours=True, inverse=NameColour(colour, before))
        case RemoveAnnotations(uuids):
            return _remove_annotations(connection, uuids, work)
        case EditTags():
            return _edit_tags(connection, operation, work)
        case RestoreTags(values):
            return _set_tags(connection, values, work)
        case CorrectStory():
            return versioning.correct(connection, operation, now)
        case ShowVersion():
            return versioning.show(connection, operation)
        case TurnVersions():
            return versioning.turn(connection, operation)
        case MergeStories():
            return arranging.merge(connection, operation)
        case SplitVersions():
            return arranging.split(connection, operation)
        case Arrange():
            return arranging.arrange(connection, operation)
        case Batch(operations):
            return _batch(connection, operations, now, work)


def _set_flag(connection: sqlite3.Connection, operation: SetFlag, now: int) -> Outcome:
    _must_exist(connection, operation.articles)
    flag, value = operation.flag, operation.value
    before = tuple((article, reading.flag_of(connection, article, flag)) for article in operation.articles)
    if value is None:
        value = not (before and before[0][1])
    changed = tuple(pair for pair in before if pair[1] != value)
    for article, _ in changed:
        reading.set_flag(connection, article, flag, value, now)
    inverse = RestoreFlags(flag, changed) if changed else None
    return Outcome(frozenset(article for article, _ in changed), inverse=inverse)


def _restore_flags(
    connection: sqlite3.Connection, flag: StateFlag, values: tuple[tuple[int, bool], ...], now: int
) -> Outcome:
    there = holdings.there(connection, [article for article, _ in values])
    if not there:
        raise NotFound("The stories are no longer there.")
    left = tuple(pair for pair in values if pair[0] in there)  # without those that were deleted for good meanwhile
    before = tuple((article, reading.flag_of(connection, article, flag)) for article, _ in left)
    for article, value in left:
        reading.set_flag(connection, article, flag, value, now)
    return Outcome(frozenset(there), inverse=RestoreFlags(flag, before))


def _add_annotation(connection: sqlite3.Connection, annotation: Annotation, work: _Work) -> Outcome:
    article = annotation.target.article
    _must_exist(connection, (article,))
    kept.insert_annotation(connection, annotation)
    _anchor(connection, annotation, work)
    work.noted.add(article)
    return Outcome(frozenset((article,)), frozenset((annotation.uuid,)), inverse=RemoveAnnotations((annotation.uuid,)))


def _edit_annotation(connection: sqlite3.Connection, edit: EditAnnotation, now: int, work: _Work) -> Outcome:
    before = _existing(connection, edit.uuid)
    note = before.note if edit.note is None else edit.note
    motivation = before.motivation
    if motivation is not Motivation.BOOKMARKING:
        motivation = Motivation.COMMENTING if note else Motivation.HIGHLIGHTING
    after = replace(
        before,
        note=note,
        tags=before.tags if edit.tags is None else edit.tags,
        colour=edit.colour or before.colour,
        motivation=motivation,
        modified=now,
        style=edit.style or before.style,
        let_go=before.let_go if edit.let_go is None else edit.let_go,
    )
    kept.update_annotation(connection, after)
    if (after.note, after.tags) != (before.note, before.tags):  # what search sees; a colour it doesn't
        work.noted.add(before.target.article)
    inverse = EditAnnotation(edit.uuid, before.note, before.tags, before.colour, before.style, before.let_go)
    return Outcome(frozenset((before.target.article,)), frozenset((edit.uuid,)), inverse=inverse)


def _place_annotation(connection: sqlite3.Connection, place: PlaceAnnotation, now: int, work: _Work) -> Outcome:
    before = _existing(connection, place.uuid)
    if place.target.article != before.target.article:
        raise NotFound("The annotation belongs to another story.")
    earlier = (before.target, *before.earlier) if place.earlier is None else place.earlier
    after = replace(before, target=place.target, earlier=earlier, let_go=False, modified=now)
    kept.place_annotation(connection, after)
    _anchor(connection, after, work)
    inverse: Operation = PlaceAnnotation(place.uuid, before.target, before.earlier)
    if before.let_go:
        inverse = Batch((inverse, EditAnnotation(place.uuid, let_go=True)))
    return Outcome(frozenset((before.target.article,)), frozenset((place.uuid,)), inverse=inverse)


def _remove_annotations(connection: sqlite3.Connection, uuids: tuple[str, ...], work: _Work) -> Outcome:
    gone = tuple(_existing(connection, uuid) for uuid in uuids)
    for annotation in gone:
        kept.delete_annotation(connection, annotation.uuid)
    touched = frozenset(annotation.target.article for annotation in gone)
    work.noted |= touched
    back = tuple(AddAnnotation(annotation) for annotation in gone)
    inverse: Operation = back[0] if len(back) == 1 else Batch(back)
    return Outcome(touched, frozenset(uuids), inverse=inverse)


def _edit_tags(connection: sqlite3.Connection, edit: EditTags, work: _Work) -> Outcome:
    _must_exist(connection, edit.articles)
    gone = {tag.casefold() for tag in clean_tags(edit.remove)}
    new = tags.known_as(connection, clean_tags(edit.add))
    values = []
    for article in edit.articles:
        before = tags.tags_of(connection, article)
        after = clean_tags((*(tag for tag in before if tag.casefold() not in gone), *new))
        if set(after) != set(before):
            values.append((article, after))
    return _set_tags(connection, tuple(values), work)


def _set_tags(connection: sqlite3.Connection, values: tuple[tuple[int, tuple[str, ...]], ...], work: _Work) -> Outcome:
    _must_exist(connection, (article for article, _ in values))
    before = tuple((article, tags.tags_of(connection, article)) for article, _ in values)
    for article, names in values:
        tags.set_tags(connection, article, names)
        work.noted.add(article)
    inverse = RestoreTags(before) if before else None
    return Outcome(frozenset(article for article, _ in values), inverse=inverse)


def _batch(connection: sqlite3.Connection, operations: tuple[Operation, ...], now: int, work: _Work) -> Outcome:
    outcomes = [_apply(connection, operation, now, work) for operation in operations]
    inverses = tuple(outcome.inverse for outcome in reversed(outcomes) if outcome.inverse is not None)
    return Outcome(
        frozenset().union(*(outcome.articles for outcome in outcomes)),
        frozenset().union(*(outcome.annotations for outcome in outcomes)),
        added=frozenset().union(*(outcome.added for outcome in outcomes)),
        merged=tuple(pair for outcome in outcomes for pair in outcome.merged),
        inverse=Batch(inverses) if inverses else None,
        colours=any(outcome.colours for outcome in outcomes),
    )


def _anchor(connection: sqlite3.Connection, annotation: Annotation, work: _Work) -> None:
    """Write where an annotation sits in its story's current version."""
    current = articles.current_version_id(connection, annotation.target.article)
    kept.set_anchor(connection, annotation.uuid, current, _anchor_in(annotation, current, work))


def _anchor_in(annotation: Annotation, version: int, work: _Work) -> Anchor:
    target = annotation.target
    start, end = target.position.start, target.position.end
    body = work.text(version)
    # One that came from elsewhere may name a version that its passage never stood in.
    if target.version == version and body[start:end] == target.quote.exact:
        return Anchor(AnchorState.EXACT, start, end)
    made_in = {each: work.text(each) for each in versions_of(annotation)}
    return anchors_in((annotation,), body, made_in)[0]


def _existing(connection: sqlite3.Connection, uuid: str) -> Annotation:
    annotation = kept.annotation_by_uuid(connection, uuid)
    if annotation is None:
        raise NotFound("The annotation is no longer there.")
    return annotation


def _must_exist(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    for article in ids:
        articles.current_version_id(connection, article)
