"""Keeping derived data current: rebuilding the search index and the anchors when their makers changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from library.annotations.anchor import ALGORITHM
from library.front import derived
from library.front.writer import BACKGROUND, Connections, Writer
from library.store import annotations as kept
from library.store import articles, facts, search_index
from library.store.connection import transaction

SLICE = 20
"""Articles rebuilt in one transaction: a few tens of milliseconds, so a highlight made meanwhile hardly waits."""

Rebuild = Callable[[Connections, int], None]


def refresh_derived(writer: Writer) -> None:
    """Queue the rebuild of whatever an older projection or algorithm made. Returns at once where all is current.

    The fact is written with the last slice: a rebuild that was cut off starts again with the next opening.
    """
    if writer.submit(lambda own: facts.fact(own.library, "search")).result() != search_index.PROJECTION:
        _queue(writer, articles.all_ids, reindex, ("search", search_index.PROJECTION))
    if writer.submit(lambda own: facts.fact(own.library, "anchors")).result() != ALGORITHM:
        _queue(writer, kept.articles_with_annotations, reanchor, ("anchors", ALGORITHM))
    if writer.submit(lambda own: facts.fact(own.library, "notebook")).result() != search_index.PROJECTION:
        _queue(writer, kept.articles_with_annotations, reindex_annotations, ("notebook", search_index.PROJECTION))


def reindex(connections: Connections, article: int) -> None:
    """Put an article's current version and notes into the search index. Inside a transaction of the caller's."""
    derived.reindex(connections.library, article)


def reindex_annotations(connections: Connections, article: int) -> None:
    """Write what the notebook's filter sees of an article's annotations. Inside a transaction of the caller's."""
    for annotation in kept.annotations_of(connections.library, article):
        kept.index_annotation(connections.library, annotation)


def reanchor(connections: Connections, article: int) -> None:
    """Find every annotation of an article in its current version. Inside a transaction of the caller's."""
    derived.reanchor(connections.library, article)


def _queue(writer: Writer, ids: Callable[..., Sequence[int]], rebuild: Rebuild, fact: tuple[str, str]) -> None:
    def slice_from(at: int, wanted: Sequence[int]) -> Callable[[Connections], None]:
        def work(connections: Connections) -> None:
            with transaction(connections.library):
                for article in wanted[at : at + SLICE]:
                    rebuild(connections, article)
                if at + SLICE >= len(wanted):
                    facts.set_fact(connections.library, *fact)

        return work

    wanted = writer.submit(lambda own: ids(own.library)).result()
    for at in range(0, max(len(wanted), 1), SLICE):
        writer.submit(slice_from(at, wanted), BACKGROUND)
