"""Writing annotations out: of which stories, in which form, into one file or a folder with a file for each story.

Everything that grows with the library is an iterator: whoever consumes it on a worker shows how far it is, and ends it
by consuming no more. Files are written beside their place and then moved there, so none is ever half a file.
"""

from __future__ import annotations

import enum
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from library.exporters import annotations_csv, annotations_html, annotations_jsonld, annotations_markdown
from library.exporters.noted import NotedStory
from library.front.reader import Reader
from library.model.errors import NotFound
from library.model.query import And, Flag, FlagTerm, Listing, Query, Shelf

LARGEST = 16 * 1024 * 1024
"""Bytes up to which a file in a folder of notes is looked at: a larger one is no note of ours."""

_ENDING = ".md"


class NotesForm(enum.StrEnum):
    """The forms that annotations are written in."""

    JSONLD = "jsonld"
    MARKDOWN = "markdown"
    CSV = "csv"
    HTML = "html"


_WRITERS: dict[NotesForm, Callable[[Sequence[NotedStory]], Iterator[str]]] = {
    NotesForm.JSONLD: annotations_jsonld.write,
    NotesForm.MARKDOWN: annotations_markdown.write,
    NotesForm.CSV: annotations_csv.write,
    NotesForm.HTML: annotations_html.write,
}


@dataclass(frozen=True, slots=True)
class VaultFile:
    """A file of a folder of notes that was looked after: its path, and a sentence where it had to be left alone."""

    path: Path
    changed: bool
    problem: str = ""


def noted_articles(reader: Reader, query: Query | None = None) -> tuple[int, ...]:
    """Return the stories with annotations, newest annotation first; with a query, those that it finds.

    Archived stories are among them, those in the trash only where the query asks for them. Grows with the library.
    """
    if query is None:
        return tuple(dict.fromkeys(each.target.article for each in reader.all_annotations()))
    counts = reader.annotation_counts()
    found = (article for shelf in _shelves(query) for article in reader.ids(Listing(shelf, query=query)))
    return tuple(article for article in found if article in counts)


def noted_stories(reader: Reader, articles: Iterable[int]) -> Iterator[NotedStory]:
    """Yield stories with their annotations, one by one. One that is deleted meanwhile is left out."""
    for article in articles:
        try:
            yield reader.noted_story(article)
        except NotFound:
            continue


def written(stories: Iterable[NotedStory], form: NotesForm) -> Iterator[str]:
    """Yield stories' annotations in a form, piece by piece."""
    yield from _WRITERS[form](tuple(stories))


def write_file(path: Path, pieces: Iterable[str]) -> None:
    """Write a text file whole, or leave what is there. Raises OSError."""
    _replace(path, (piece.encode(errors="replace") for piece in pieces))


def refresh_folder(folder: Path, reader: Reader, articles: Iterable[int]) -> Iterator[VaultFile]:
    """Yield the files of a folder of notes as they are brought up to date: one for each story, made if there is none.

    A story's file is known by the marks in it, whatever it is called and wherever below the folder it lies; what stands
    outside the marks is the user's and stays. Between the marks of a story that has lost its last annotation nothing is
    left. Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    known = _known(folder)
    for story in noted_stories(reader, articles):
        if paths := known.pop(story.uuid, None):
            yield from (_refresh(path, story) for path in paths)
        else:
            yield _make(folder, story)
    for uuid, paths in known.items():
        article = reader.article_with_uuid(uuid)
        if article is not None and not reader.annotations(article):
            yield from (_refresh(path, reader.noted_story(article)) for path in paths)


def _shelves(query: Query) -> tuple[Shelf, ...]:
    asked = query.root.children if isinstance(query.root, And) else (query.root,)
    return (Shelf.TRASH,) if FlagTerm(Flag.TRASHED) in asked else (Shelf.ALL, Shelf.ARCHIVE)


def _known(folder: Path) -> dict[str, list[Path]]:
    """Return the files below a folder that hold parts of ours, by the UUIDs of their stories."""
    found: dict[str, list[Path]] = {}
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))  # .obsidian, .trash
        for name in sorted(names):
            path = Path(place, name)
            if name.lower().endswith(_ENDING) and path.is_file() and path.stat().st_size <= LARGEST:
                for uuid in annotations_markdown.blocks_in(path.read_bytes()):
                    found.setdefault(uuid, []).append(path)
    return found


def _refresh(path: Path, story: NotedStory) -> VaultFile:
    before = path.read_bytes()
    if annotations_markdown.blocks_in(before).get(story.uuid) is None:
        return VaultFile(path, False, "The marks of Broadsheet's part in it are damaged, so it was left as it is.")
    after = annotations_markdown.refreshed(before, {story.uuid: annotations_markdown.block(story)})
    if after != before:
        _replace(path.resolve(), (after,))
    return VaultFile(path, after != before)


def _make(folder: Path, story: NotedStory) -> VaultFile:
    taken = {name.casefold() for name in os.listdir(folder)}
    stem = annotations_markdown.file_name(story.story.headline)
    names = (f"{stem}{_ENDING}", *(f"{stem} {number}{_ENDING}" for number in range(2, len(taken) + 3)))
    path = folder / next(name for name in names if name.casefold() not in taken)
    _replace(path, (annotations_markdown.new_file(story),))
    return VaultFile(path, True)


def _replace(path: Path, pieces: Iterable[bytes]) -> None:
    handle, beside = tempfile.mkstemp(prefix=".broadsheet-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
        _take_mode(Path(beside), path)
        os.replace(beside, path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _take_mode(new: Path, old: Path) -> None:
    """Give a new file the permissions of the one it replaces, else those that new files have."""
    if old.exists():
        new.chmod(old.stat().st_mode & 0o777)
    else:
        mask = os.umask(0)
        os.umask(mask)
        new.chmod(0o666 & ~mask)
