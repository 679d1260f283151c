"""Applying what makes one story of several, or several of one."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace

from library.front import derived
from library.model.errors import NotPossible
from library.model.holding import Holding
from library.model.identity import sure_keys, weak_keys
from library.model.operation import Arrange, MergeStories, Outcome, SplitVersions
from library.model.reading import ReadingState
from library.model.story import Version
from library.model.tags import clean_tags
from library.store import annotations as kept
from library.store import articles, holdings
from library.versions.told import latest


def merge(connection: sqlite3.Connection, operation: MergeStories) -> Outcome:
    """Make stories versions of one. Raises NotFound, NotPossible."""
    into, others = operation.into, tuple(dict.fromkeys(each for each in operation.others if each != operation.into))
    if not others:
        raise NotPossible("There is only one story to merge.")
    held = [holdings.holding(connection, article) for article in (into, *others)]
    merged = replace(
        held[0],
        versions=_in_order_of_arrival(connection, held),
        annotations=tuple(uuid for each in held for uuid in each.annotations),
        tags=clean_tags(tuple(tag for each in held for tag in each.tags)),
        keys=_union(each.keys for each in held),
        originals=tuple({digest: (digest, form) for each in held for digest, form in each.originals}.values()),
        state=_merged_state([each.state for each in held]),
        current=_current_of(connection, held),
    )
    return _arrange(connection, (merged,), tuple((article, into) for article in others))


def split(connection: sqlite3.Connection, operation: SplitVersions) -> Outcome:
    """Make versions of a story a story of its own. Raises NotFound, NotPossible.

    Annotations go along that were made in them; so do the files and the keys that are theirs alone, and the place if
    it was noted in one of them. Both have the tags and are read or not; the star stays.
    """
    whole = holdings.holding(connection, operation.article)
    shown = {each.id for each in articles.history(connection, operation.article)}
    going, staying = list[Version](), list[Version]()
    for version, _ in whole.versions:
        part = going if version in operation.versions and version in shown else staying
        part.append(articles.version(connection, version))
    if not going or not any(version.id in shown for version in staying):
        raise NotPossible("A story can only be split if either part has a text of its own.")
    new = _split_off(connection, whole, going)
    return _arrange(connection, (_rest_of(whole, new, staying, shown), new), ())


def arrange(connection: sqlite3.Connection, operation: Arrange) -> Outcome:
    """Let stories hold exactly what they are given."""
    return _arrange(connection, operation.holdings, operation.gone)


def _arrange(connection: sqlite3.Connection, wanted: tuple[Holding, ...], gone: tuple[tuple[int, int], ...]) -> Outcome:
    asked = [*(each.article for each in wanted), *(article for article, _ in gone)]
    there = holdings.there(connection, asked)
    before = tuple(holdings.holding(connection, article) for article in asked if article in there)
    new = tuple(each.article for each in wanted if each.article not in there)
    holdings.arrange(connection, wanted, gone)
    for each in wanted:
        derived.reindex(connection, each.article)
        derived.anchor_missing(connection, each.article)
    # What goes again when this is taken back goes into the story that it came out of.
    home = before[0].article
    return Outcome(
        frozenset(asked),
        frozenset(uuid for each in before for uuid in each.annotations),
        added=frozenset(new),
        inverse=Arrange(before, tuple((article, home) for article in new)),
        merged=gone,
    )


def _in_order_of_arrival(connection: sqlite3.Connection, held: Sequence[Holding]) -> tuple[tuple[int, int], ...]:
    versions = [
        (came, ordinal, version)
        for each in held
        for version, ordinal, came in holdings.arrivals(connection, each.article)
    ]
    return tuple((version, number) for number, (_, _, version) in enumerate(sorted(versions), 1))


def _current_of(connection: sqlite3.Connection, held: Sequence[Holding]) -> int:
    """Return the chosen story's own current version; where it has no text, the latest that has."""
    stories = {each.current: articles.version(connection, each.current).story for each in held}
    if stories[held[0].current].document.blocks:
        return held[0].current
    with_text = [each.current for each in held if stories[each.current].document.blocks]
    return latest(stories) or (with_text or [held[0].current])[0]


def _merged_state(states: Sequence[ReadingState]) -> ReadingState:
    """Starred if any was, read, put away or thrown away only if all were; the place of the first that has one."""
    place = next((each for each in states if each.position or each.progress), states[0])
    opened = [each.opened for each in states if each.opened is not None]
    finished = [each.finished for each in states if each.finished is not None]
    return ReadingState(
        states[0].article,
        read=all(each.read for each in states),
        starred=any(each.starred for each in states),
        archived=all(each.archived for each in states),
        trashed=all(each.trashed for each in states),
        position=place.position,
        position_version=place.position_version,
        progress=place.progress,
        opened=min(opened, default=None),
        finished=max(finished, default=None),
    )


def _split_off(connection: sqlite3.Connection, whole: Holding, going: Sequence[Version]) -> Holding:
    article, ids = articles.new_id(connection), {version.id for version in going}
    state = whole.state
    takes_place = state.position_version in ids
    digests = {version.provenance.original for version in going}
    return Holding(
        article=article,
        uuid=str(uuid.uuid4()),
        imported=min(version.provenance.imported for version in going),
        current=_newest(going, whole.current),
        versions=tuple((version.id, number) for number, version in enumerate(going, 1)),
        annotations=tuple(
            each.uuid for each in kept.annotations_of(connection, whole.article) if each.target.version in ids
        ),
        tags=whole.tags,
        keys=tuple(key for key in whole.keys if key in _keys(going)),
        originals=tuple(each for each in whole.originals if each[0] in digests),
        state=ReadingState(
            article,
            read=state.read,
            archived=state.archived,
            trashed=state.trashed,
            position=state.position if takes_place else 0,
            position_version=state.position_version if takes_place else None,
            progress=state.progress if takes_place else 0.0,
            opened=state.opened,
            finished=state.finished,
        ),
    )


def _rest_of(whole: Holding, new: Holding, staying: Sequence[Version], shown: set[int]) -> Holding:
    left = {version.id for version in staying}
    keys = set(new.keys) - _keys(staying)
    digests = {digest for digest, _ in new.originals} - {version.provenance.original for version in staying}
    state = whole.state
    if new.state.position_version is not None:
        state = replace(state, position=0, position_version=None, progress=0.0)
    return replace(
        whole,
        current=_newest([version for version in staying if version.id in shown], whole.current),
        versions=tuple(each for each in whole.versions if each[0] in left),
        annotations=tuple(each for each in whole.annotations if each not in new.annotations),
        keys=tuple(each for each in whole.keys if each not in keys),
        originals=tuple(each for each in whole.originals if each[0] not in digests),
        state=state,
    )


def _newest(versions: Sequence[Version], preferred: int) -> int:
    """Return the version to show: the one that was shown, else the one told last, else the last that came."""
    stories = {version.id: version.story for version in versions}
    return preferred if preferred in stories else latest(stories) or versions[-1].id


def _keys(versions: Iterable[Version]) -> set[str]:
    return {
        key
        for version in versions
        for key in (*sure_keys(version.story), *weak_keys(version.story, version.provenance.path))
    }


def _union(every: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for some in every for each in some))
