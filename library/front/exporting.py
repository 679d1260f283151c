"""Taking out what the user chose: annotations in any of their forms, or stories, of a part of the library.

For a worker's thread: each export tells how far it is, and ends early where it is cancelled. What can't be written is
a sentence of its result. Nothing of the user's is overwritten: a folder's files are refreshed between our marks
(`notes_export`), and a story whose file's name is taken gets another.
"""

from __future__ import annotations

import enum
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from library.exporters import annotations_markdown, html, markdown, plain, record
from library.exporters.noted import NotedStory
from library.front.notes_export import NotesForm, VaultFile, noted_articles, refresh_folder, write_file, written
from library.front.reader import Page, Reader
from library.model.errors import NotFound
from library.model.notebook import NotebookEntry
from library.model.query import Listing, Shelf

ENTRIES = 200
"""Annotations that are looked up at a time."""


class StoriesForm(enum.StrEnum):
    """The forms that stories are written in."""

    MARKDOWN = "markdown"
    HTML = "html"
    TEXT = "text"
    JSON = "json"


_ENDINGS = {
    StoriesForm.MARKDOWN: ".md",
    StoriesForm.HTML: ".html",
    StoriesForm.TEXT: ".txt",
    StoriesForm.JSON: ".json",
}
_WRITERS: dict[StoriesForm, Callable[[Page], str]] = {
    StoriesForm.MARKDOWN: lambda page: markdown.write(page.version.story, page.annotations),
    StoriesForm.HTML: lambda page: html.write(page.version.story, page.annotations),
    StoriesForm.TEXT: lambda page: plain.write(page.version.story, page.annotations),
    StoriesForm.JSON: lambda page: record.write(page.version, page.history, page.annotations),
}


@dataclass(frozen=True, slots=True)
class Scope:
    """What is taken out: of stories by number, or of a listing; of neither, of all outside the trash.

    `annotations`, numbers of the notebook's rows, narrows it to these.
    """

    articles: tuple[int, ...] | None = None
    listing: Listing | None = None
    annotations: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class ScopeCounts:
    """What a scope has: stories with text, those with annotations, and the annotations."""

    stories: int = 0
    noted: int = 0
    annotations: int = 0


@dataclass(frozen=True, slots=True)
class Exported:
    """What came of an export to a file or a folder.

    `files` were looked after, of which `changed` were made or are different now. `problems` are sentences on files
    that were left alone; `error` is one where the export couldn't be finished.
    """

    path: Path
    stories: int = 0
    annotations: int = 0
    files: int = 0
    changed: int = 0
    problems: tuple[str, ...] = ()
    error: str = ""
    cancelled: bool = False


@dataclass(slots=True)
class Watch:
    """How an export is followed: `on_progress` gets the stories that are done, and all of them."""

    on_progress: Callable[[int, int], None] = lambda _done, _total: None
    is_cancelled: Callable[[], bool] = lambda: False
    done: int = field(default=0, init=False)

    def over(self, articles: Sequence[int]) -> Iterator[int]:
        """Yield stories one by one. Raises `_Cancelled`."""
        for at, article in enumerate(articles):
            if self.is_cancelled():
                raise _Cancelled
            self.on_progress(at, len(articles))
            yield article
            self.done = at + 1
        if self.is_cancelled():
            raise _Cancelled


class _Cancelled(Exception):
    pass


def ending_of(form: StoriesForm) -> str:
    """Return how the name of a story's file ends."""
    return _ENDINGS[form]


def scope_counts(reader: Reader, scope: Scope) -> ScopeCounts:
    """Return what a scope has. Grows with the library."""
    counts = reader.annotation_counts()
    noted = _noted_in(reader, scope)
    annotations = len(scope.annotations) if scope.annotations is not None else sum(map(counts.__getitem__, noted))
    return ScopeCounts(len(stories_in(reader, scope)), len(noted), annotations)


def stories_in(reader: Reader, scope: Scope) -> tuple[int, ...]:
    """Return the stories of a scope, in its order; of the whole library those that have their text. Grows with it."""
    if scope.annotations is not None:
        return _articles_of(reader, scope.annotations)
    if scope.articles is not None:
        return scope.articles
    if scope.listing is not None:
        return tuple(reader.ids(scope.listing))
    return tuple(article for shelf in (Shelf.ALL, Shelf.ARCHIVE) for article in reader.ids(Listing(shelf)))


def export_notes(reader: Reader, scope: Scope, form: NotesForm, path: Path, watch: Watch) -> Exported:
    """Write the annotations of a scope into one file. One that is cancelled, or fails, leaves what was there."""

    def write() -> Exported:
        seen = tuple(_noted_stories(reader, scope, watch))
        write_file(path, written(seen, form))
        return Exported(path, len(seen), sum(len(each.annotations) for each in seen), 1, 1)

    return _attempt(write, lambda: Exported(path), path)


def export_folder(reader: Reader, scope: Scope, folder: Path, watch: Watch) -> Exported:
    """Bring a folder with a file for each story up to date: all annotations of the scope's stories.

    One that is cancelled keeps the files that are done.
    """
    articles = _noted_in(reader, scope)
    counts = reader.annotation_counts()
    files: list[VaultFile] = []

    def made() -> Exported:
        done = articles[: watch.done]
        problems = tuple(f"{file.path.name}: {file.problem}" for file in files if file.problem)
        changed = sum(file.changed for file in files)
        return Exported(folder, len(done), sum(counts[article] for article in done), len(files), changed, problems)

    def write() -> Exported:
        files.extend(refresh_folder(folder, reader, watch.over(articles)))
        return made()

    return _attempt(write, made, folder)


def export_story(reader: Reader, article: int, form: StoriesForm, with_notes: bool, path: Path) -> Exported:
    """Write one story into a file."""

    def write() -> Exported:
        page = _page(reader, article, with_notes)
        write_file(path, (_WRITERS[form](page),))
        return Exported(path, 1, len(page.annotations), 1, 1)

    return _attempt(write, lambda: Exported(path), path)


def export_stories(
    reader: Reader, scope: Scope, form: StoriesForm, with_notes: bool, folder: Path, watch: Watch
) -> Exported:
    """Write the stories of a scope into a folder, a file each. One that is cancelled keeps the files that are done.

    A file that says the same already stays; where another has its name, the story gets one with a number.
    """
    done: list[tuple[int, bool]] = []

    def made() -> Exported:
        annotations, changed = sum(count for count, _ in done), sum(is_new for _, is_new in done)
        return Exported(folder, len(done), annotations, len(done), changed)

    def write() -> Exported:
        folder.mkdir(parents=True, exist_ok=True)
        names = _Names(folder, _ENDINGS[form])
        for article in watch.over(stories_in(reader, scope)):
            try:
                page = _page(reader, article, with_notes)
            except NotFound:  # deleted meanwhile
                continue
            content = _WRITERS[form](page)
            path = names.place(page.version.story.headline, content.encode(errors="replace"))
            if path is not None:
                write_file(path, (content,))
            done.append((len(page.annotations), path is not None))
        return made()

    return _attempt(write, made, folder)


class _Names:
    """Names of files in a folder: none is given twice, none that is taken is given."""

    def __init__(self, folder: Path, ending: str) -> None:
        self._folder, self._ending = folder, ending
        self._taken = {name.casefold(): name for name in os.listdir(folder)}
        self._given: set[str] = set()

    def place(self, headline: str, content: bytes) -> Path | None:
        """Return where to write, or None where a file that has such a name holds just that already."""
        stem = annotations_markdown.file_name(headline)
        number = 1
        while True:
            name = f"{stem}{self._ending}" if number == 1 else f"{stem} {number}{self._ending}"
            number += 1
            key = name.casefold()
            if key in self._given:
                continue
            taken = self._taken.get(key)
            if taken is not None and not _holds(self._folder / taken, content):
                continue
            self._given.add(key)
            return self._folder / name if taken is None else None


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content


def _attempt(write: Callable[[], Exported], so_far: Callable[[], Exported], path: Path) -> Exported:
    try:
        return write()
    except _Cancelled:
        return replace(so_far(), cancelled=True)
    except OSError as error:
        where = error.filename if isinstance(error.filename, str) else str(path)
        return replace(so_far(), error=f"{error.strerror or error}: {where}")


def _page(reader: Reader, article: int, with_notes: bool) -> Page:
    page = reader.page(article)
    return page if with_notes else replace(page, annotations=())


def _noted_in(reader: Reader, scope: Scope) -> tuple[int, ...]:
    if scope.annotations is not None:
        return _articles_of(reader, scope.annotations)
    if scope.articles is None and scope.listing is None:
        return noted_articles(reader)
    counts = reader.annotation_counts()
    return tuple(article for article in stories_in(reader, scope) if article in counts)


def _noted_stories(reader: Reader, scope: Scope, watch: Watch) -> Iterator[NotedStory]:
    wanted = _names_of(reader, scope.annotations) if scope.annotations is not None else None
    for article in watch.over(_noted_in(reader, scope)):
        try:
            story = reader.noted_story(article)
        except NotFound:  # deleted meanwhile
            continue
        if wanted is not None:
            chosen = tuple(each for each in story.annotations if each.annotation.uuid in wanted)
            story = replace(story, annotations=chosen)
        if story.annotations:
            yield story


def _names_of(reader: Reader, numbers: Sequence[int]) -> frozenset[str]:
    return frozenset(each.anchored.annotation.uuid for each in _entries(reader, numbers))


def _articles_of(reader: Reader, numbers: Sequence[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(each.anchored.annotation.target.article for each in _entries(reader, numbers)))


def _entries(reader: Reader, numbers: Sequence[int]) -> Iterable[NotebookEntry]:
    for at in range(0, len(numbers), ENTRIES):
        yield from reader.notebook_entries(numbers[at : at + ENTRIES]).values()
