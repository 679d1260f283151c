"""What is derived of one story, made again: its words in the search index, and where its annotations sit.

Each inside a transaction of the caller's.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from library.front.anchoring import anchors_in, versions_of
from library.model.annotation import Annotation
from library.model.document import text
from library.store import annotations as kept
from library.store import articles, search_index


def reindex(library: sqlite3.Connection, article: int) -> None:
    """Put a story's current version and notes into the search index."""
    story = articles.version(library, articles.current_version_id(library, article)).story
    search_index.index_story(library, article, story, *kept.notes_and_tags(library, article))


def reanchor(library: sqlite3.Connection, article: int) -> None:
    """Find every annotation of a story in its current version.

    Always from what was written down when it was made, and never from where it was found last: an orphan comes back
    with its passage. Where they sat in other versions is looked for again when one of these is shown.
    """
    kept.forget_anchors(library, article)
    _anchor(library, article, kept.annotations_of(library, article))


def anchor_missing(library: sqlite3.Connection, article: int) -> None:
    """Find what was never looked for in the current version; the other annotations stay where they are."""
    current = articles.current_version_id(library, article)
    known = {each.annotation.uuid for each in kept.anchored(library, article, current)}
    _anchor(library, article, [each for each in kept.annotations_of(library, article) if each.uuid not in known])


def _anchor(library: sqlite3.Connection, article: int, made: Sequence[Annotation]) -> None:
    if not made:
        return
    version = articles.current_version_id(library, article)
    needed = {version}.union(*(versions_of(annotation) for annotation in made))
    texts = {each: text(articles.version(library, each).story.document) for each in needed}
    for annotation, found in zip(made, anchors_in(made, texts[version], texts), strict=True):
        kept.set_anchor(library, annotation.uuid, version, found)
