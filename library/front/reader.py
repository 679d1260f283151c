"""Reading from a library: one read-only session, for use on one thread, whose long questions can be interrupted."""

from __future__ import annotations

import contextlib
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import TracebackType

from library.annotations.anchor import anchor_all
from library.annotations.describe import describe
from library.exporters.noted import NotedStory
from library.front.anchoring import versions_of
from library.model.annotation import AnchoredAnnotation, AnchorState, Annotation, Colour
from library.model.document import Document, text
from library.model.notebook import NotebookChoices, NotebookEntry, NotebookQuery, NotebookRows
from library.model.query import Listing, Query, ShelfCounts, Snippet
from library.model.reading import ReadingState
from library.model.report import FileOutcome, FileResult, ImportReport, LinesWanted
from library.model.story import ArticleSummary, Version, VersionSummary
from library.model.trash import TrashCounts
from library.search.snippet import snippet
from library.store import annotations as kept
from library.store import articles, assets, imports, listing, lookup, notebook, reading, removing, tags
from library.store.connection import ASSETS, LIBRARY, expected_errors, open_for_reading


@dataclass(frozen=True, slots=True)
class Page:
    """Everything the reader pane shows of one article. `position` is a code point in this version's text.

    `is_complete` is False where the annotations were too many to be read at once.
    """

    version: Version
    state: ReadingState
    annotations: tuple[AnchoredAnnotation, ...]
    history: tuple[VersionSummary, ...]
    position: int
    tags: tuple[str, ...] = ()
    is_complete: bool = True


class Interrupted(Exception):
    """A question was cut off by `Reader.interrupt`."""


class Reader:
    """A read-only session on a library folder.

    `ids` and `counts` grow with the library: they belong on a worker's own reader. Everything else is bounded by a
    row or a page. `interrupt` alone may be called from another thread. Methods raise `LibraryError` as opening does,
    and Interrupted.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / LIBRARY.file_name
        self._library = open_for_reading(LIBRARY, folder)
        self._assets = open_for_reading(ASSETS, folder)

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the session."""
        self._library.close()
        self._assets.close()

    def interrupt(self) -> None:
        """Make the question that is being answered raise Interrupted. Callable from any thread."""
        self._library.interrupt()

    def ids(self, wanted: Listing) -> array[int]:
        """Return the ids of a listing in its order. Raises Interrupted."""
        with self._asking():
            return listing.ids(self._library, wanted)

    def counts(self) -> ShelfCounts:
        """Return how many stories stand on each shelf and from each source. Raises Interrupted."""
        with self._asking():
            return listing.counts(self._library)

    def is_empty(self) -> bool:
        """True if the library holds no story at all, on any shelf."""
        with self._asking():
            return articles.is_empty(self._library)

    def summaries(self, ids: Sequence[int]) -> dict[int, ArticleSummary]:
        """Return the list rows of a screenful of articles; ids that are gone are left out."""
        with self._asking():
            return articles.summaries(self._library, ids)

    def snippets(self, ids: Sequence[int], query: Query) -> dict[int, Snippet]:
        """Return, for a screenful of articles, the piece of each story around the query's first hits."""
        result = {}
        for article in ids:
            story = self.current(article).story
            body = text(story.document)
            result[article] = snippet(body, query)
        return result

    def current(self, article: int) -> Version:
        """Return an article's current version. Raises NotFound."""
        with self._asking():
            return articles.version(self._library, articles.current_version_id(self._library, article))

    def version(self, version: int) -> Version:
        """Return a version. Raises NotFound."""
        with self._asking():
            return articles.version(self._library, version)

    def history(self, article: int) -> tuple[VersionSummary, ...]:
        """Return an article's versions in order of arrival."""
        with self._asking():
            return articles.history(self._library, article)

    def page(self, article: int, most: int | None = None) -> Page:
        """Return everything the reader pane shows of an article. Raises NotFound.

        Annotations that are more than `most` are left out: `annotations` gives them, on a worker.
        """
        with self._asking():
            version = self.current(article)
            state = reading.reading_state(self._library, article)
            is_complete = most is None or kept.count_of(self._library, article) <= most
            return Page(
                version=version,
                state=state,
                annotations=kept.anchored(self._library, article, version.id) if is_complete else (),
                history=articles.history(self._library, article),
                position=self._position_in(version, state),
                tags=tags.tags_of(self._library, article),
                is_complete=is_complete,
            )

    def state(self, article: int) -> ReadingState:
        """Return an article's reading state."""
        with self._asking():
            return reading.reading_state(self._library, article)

    def annotations(self, article: int, only: Iterable[str] | None = None) -> tuple[AnchoredAnnotation, ...]:
        """Return an article's annotations, or `only` some, by their place in the current version, orphans first.

        Raises NotFound.
        """
        with self._asking():
            current = articles.current_version_id(self._library, article)
            return kept.anchored(self._library, article, current, only)

    def trash_counts(self) -> TrashCounts:
        """Return what the trash holds. Grows with it. Raises Interrupted."""
        with self._asking():
            return removing.counts(self._library)

    def colour_names(self) -> dict[Colour, str]:
        """Return the user's own names of colours; those without one are left out."""
        with self._asking():
            return kept.colour_names(self._library)

    def all_annotations(self) -> tuple[Annotation, ...]:
        """Return every annotation outside the trash, newest first. Grows with the library."""
        with self._asking():
            return tuple(kept.all_annotations(self._library))

    def annotation_counts(self) -> dict[int, int]:
        """Return how many annotations each story has that has any, in the trash too. Grows with their number."""
        with self._asking():
            return kept.annotation_counts(self._library)

    def notebook(self, query: NotebookQuery, today: date | None = None) -> NotebookRows:
        """Return which highlights, notes or places a query finds; `today` is the user's day, by default this one.

        Grows with their number. Raises Interrupted.
        """
        with self._asking():
            return notebook.rows(self._library, query, today or date.today())

    def notebook_entries(self, ids: Sequence[int]) -> dict[int, NotebookEntry]:
        """Return a screenful of the notebook by the numbers of its rows; those that are gone are left out."""
        with self._asking():
            return notebook.entries(self._library, ids)

    def notebook_choices(self) -> NotebookChoices:
        """Return the tags and sources that the notebook can be filtered by. Grows with the number of annotations."""
        with self._asking():
            return notebook.choices(self._library)

    def noted_story(self, article: int) -> NotedStory:
        """Return a story's facts, without its text, and its annotations, for writing them out. Raises NotFound."""
        with self._asking():
            current = self.current(article)
            made = kept.anchored(self._library, article, current.id)
            versions = set[int]().union(*(versions_of(each.annotation) for each in made))
            return NotedStory(
                articles.uuid_of(self._library, article),
                replace(current.story, document=Document()),
                made,
                {version: articles.content_of(self._library, version) for version in versions},
                kept.colour_names(self._library),
            )

    def article_with_uuid(self, identity: str) -> int | None:
        """Return the article with this identity, or None."""
        with self._asking():
            return articles.article_with_uuid(self._library, identity)

    def story_behind(
        self, addresses: Sequence[str], titles: Sequence[str] = (), besides: int | None = None
    ) -> ArticleSummary | None:
        """Return the story that a link leads to, by one of its addresses or else by its words; never `besides`.

        Stories in the trash and those without text aren't meant by a link.
        """
        with self._asking():
            found = lookup.article_at(self._library, addresses, besides)
            if found is None:
                found = lookup.article_titled(self._library, titles, besides)
            return articles.summaries(self._library, (found,)).get(found) if found is not None else None

    def tags(self, article: int) -> tuple[str, ...]:
        """Return an article's tags."""
        with self._asking():
            return tags.tags_of(self._library, article)

    def all_tags(self) -> tuple[str, ...]:
        """Return every tag in use. Grows with their number."""
        with self._asking():
            return tags.all_tags(self._library)

    def asset(self, digest: str) -> bytes | None:
        """Return the bytes of a picture or an original, or None if they aren't kept."""
        with self._asking():
            return assets.asset(self._assets, digest)

    def report(self, run: int | None = None) -> ImportReport | None:
        """Return the report of an import, by default of the newest that was asked for; None if there is none."""
        with self._asking():
            wanted = run if run is not None else imports.latest_run(self._library)
            return imports.report(self._library, wanted) if wanted is not None else None

    def reports(self, limit: int) -> tuple[ImportReport, ...]:
        """Return the newest reports, newest first."""
        with self._asking():
            made = (imports.report(self._library, run) for run in imports.runs(self._library, limit))
            return tuple(each for each in made if each is not None)

    def report_lines(
        self,
        run: int,
        outcome: FileOutcome | None = None,
        text: str = "",
        offset: int = 0,
        limit: int = 1000,
        noticed: bool = False,
    ) -> tuple[FileResult, ...]:
        """Return a page of a report's lines in its order, of one outcome, with every word of a text, with remarks."""
        with self._asking():
            return imports.lines(self._library, run, outcome, text.casefold().split(), noticed, offset, limit)

    def report_line_count(
        self, run: int, outcome: FileOutcome | None = None, text: str = "", noticed: bool = False
    ) -> int:
        """Return how many lines `report_lines` has in all its pages. Grows with the report."""
        with self._asking():
            return imports.line_count(self._library, run, outcome, text.casefold().split(), noticed)

    def report_line_numbers(self, run: int, wanted: LinesWanted) -> array[int]:
        """Return the numbers of a report's lines, trouble first. Grows with the report. Raises Interrupted."""
        with self._asking():
            return imports.line_numbers(self._library, run, wanted)

    def report_lines_at(self, run: int, numbers: Sequence[int]) -> dict[int, FileResult]:
        """Return a screenful of a report's lines by their numbers; those that are gone are left out."""
        with self._asking():
            return imports.lines_at(self._library, run, numbers)

    def failed_paths(self, run: int) -> tuple[str, ...]:
        """Return the names of the files that failed in an import."""
        with self._asking():
            return imports.failed_paths(self._library, run)

    @contextlib.contextmanager
    def _asking(self) -> Iterator[None]:
        """Turn what a question may end with into the errors that are promised."""
        try:
            with expected_errors(self._path):
                yield
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                raise Interrupted from error
            raise

    def _position_in(self, version: Version, state: ReadingState) -> int:
        """Carry the place over from the version it was noted in, the way annotations are carried."""
        if state.position_version in (None, version.id) or state.position == 0:
            return state.position
        noted_in = int(state.position_version or 0)
        old, new = text(articles.version(self._library, noted_in).story.document), text(version.story.document)
        passage_end = min(len(old), state.position + 80)
        target = describe(version.article, noted_in, old, state.position, passage_end)
        (found,) = anchor_all((target,), new, {noted_in: old})
        if found.state is AnchorState.ORPHAN:
            return int(len(new) * state.progress)
        return found.start
