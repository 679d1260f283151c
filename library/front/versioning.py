"""Applying what the user does to a story's versions: their own text, the way back from it, another current version."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from library.front import derived
from library.model.errors import NotFound, NotPossible
from library.model.operation import CorrectStory, Outcome, ShowVersion, TurnVersions
from library.model.story import BY_USER, Provenance, Version
from library.store import articles

SITTING = 3_600_000
"""Milliseconds within which a correction continues the user's last one: five captions removed one after another are
one version of theirs in the history, and still five steps to take back."""


def correct(connection: sqlite3.Connection, operation: CorrectStory, now: int) -> Outcome:
    """Keep the user's own text as a new version, and show it. Raises NotFound, NotPossible."""
    article = operation.article
    before = articles.version(connection, articles.current_version_id(connection, article))
    basis = articles.version(connection, operation.basis)
    if basis.article != article:
        raise NotFound("The version belongs to another story.")
    if not operation.story.document.blocks:
        raise NotPossible("A story needs some text. One that isn’t wanted can be moved to the trash.")
    if operation.story == before.story:
        return Outcome()
    # No keys: by the user's words no other file is known.
    packed = replace(articles.pack_story(operation.story, ""), sure_keys=(), weak_keys=())
    provenance = Provenance(basis.provenance.path, BY_USER, basis.provenance.original, now)
    version = articles.insert_version(connection, article, packed, provenance, ())
    continued = (before.id,) if _continues(before, basis, now) else ()
    for each in continued:
        articles.withdraw(connection, article, each, True)
    _show(connection, article, version)
    return Outcome(frozenset((article,)), inverse=TurnVersions(article, (version,), continued, before.id))


def show(connection: sqlite3.Connection, operation: ShowVersion) -> Outcome:
    """Make a version the current one. Raises NotFound."""
    before = articles.current_version_id(connection, operation.article)
    if operation.version == before:
        return Outcome()
    if operation.version not in {each.id for each in articles.history(connection, operation.article)}:
        raise NotFound("The story has no such version.")
    _show(connection, operation.article, operation.version)
    return Outcome(frozenset((operation.article,)), inverse=ShowVersion(operation.article, before))


def turn(connection: sqlite3.Connection, operation: TurnVersions) -> Outcome:
    """Take versions back, and bring others back. Raises NotFound.

    A version that an import made the current one meanwhile stays it.
    """
    article = operation.article
    before = articles.current_version_id(connection, article)
    for version in operation.withdrawn:
        articles.withdraw(connection, article, version, True)
    for version in operation.restored:
        articles.withdraw(connection, article, version, False)
    if before in operation.withdrawn or operation.shown in operation.restored:
        _show(connection, article, operation.shown)
    inverse = TurnVersions(article, operation.restored, operation.withdrawn, before)
    return Outcome(frozenset((article,)), inverse=inverse)


def _continues(before: Version, basis: Version, now: int) -> bool:
    return before.by_user and before.id == basis.id and 0 <= now - before.provenance.imported < SITTING


def _show(connection: sqlite3.Connection, article: int, version: int) -> None:
    articles.show(connection, article, version)
    derived.reindex(connection, article)
    derived.anchor_missing(connection, article)
